"""What is read of votes. No count leaves an open round, except what one person typed, to that person alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select

from models import queries
from models import records as r
from models import tables as t
from models.answers import phrase
from models.capacity import effective_answers
from models.edits.voting import MOST_OPTIONS, NewOption, is_counted
from models.reader import Reader
from models.views import NOTE_IS_THERE
from models.vote_records import (
    DECIDES,
    FIRST,
    PAPERS,
    SECOND,
    BallotRecord,
    Cell,
    OptionRecord,
    RoundRecord,
    TurnoutRecord,
    letter_of,
)
from models.votes import Difference, Result, in_force, result_of, tally_of

LEFT_OUT = ("no", "pass")  # answers, confirmed or not, that leave an idea off the sheet unless somebody puts it back


@dataclass(frozen=True, slots=True)
class Progress:
    """How far counting is, without any vote: which of the two have begun, and how many papers each has entered."""

    counted: bool
    begun: frozenset[str]
    papers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed round with its options, its result, and the round that replaces it (empty: none)."""

    round: RoundRecord
    options: tuple[OptionRecord, ...]
    result: Result
    replaced_by: str


@dataclass(frozen=True, slots=True)
class VoteSheet:
    """What people see before they vote: the round, its options, and (untranslated, or in own words) what it decides."""

    round: RoundRecord
    options: tuple[OptionRecord, ...]
    decides: str


def rounds(reader: Reader) -> tuple[RoundRecord, ...]:
    """Return all rounds in their order, without any count."""
    return reader.records(RoundRecord, t.VoteRound)


def round_by_id(reader: Reader, round_id: str) -> RoundRecord | None:
    """Return one round, None where it is gone."""
    return next(iter(reader.records(RoundRecord, t.VoteRound, t.VoteRound.id == round_id)), None)


def options(reader: Reader, round_id: str) -> tuple[OptionRecord, ...]:
    """Return the options in the order of the sheet with their words, codes and letters; a withdrawn note's are gone.

    Only what is on the sheet has a letter.
    """
    found = reader.records(OptionRecord, t.VoteOption, t.VoteOption.round_id == round_id)
    note_ids = [one.contribution_id for one in found if one.contribution_id]
    notes = {note.id: note for note in queries.notes(reader, note_ids)} if note_ids else {}
    theme_ids = [one.theme_id for one in found if one.theme_id]
    themes = {one.id: one for one in reader.records(r.ThemeRecord, t.Theme, t.Theme.id.in_(theme_ids))}
    held = _answers(reader, notes.values(), theme_ids)
    made: list[OptionRecord] = []
    number = 0
    for option in found:
        letter = "" if option.left_out else letter_of(number)
        number += not option.left_out
        why = _reason_now(option.left_out, held.get(option.contribution_id or option.theme_id or ""))
        made.append(_worded(replace(option, letter=letter, left_out=why), notes, themes))
    return tuple(made)


def decides(reader: Reader, round_: RoundRecord) -> str:
    """Return what a vote decides: what was written for it, else the untranslated sentence of the promise level."""
    level = select(t.Workshop.promise_level).where(t.Workshop.id == round_.workshop_id)
    return round_.decides or DECIDES.get(reader.scalar(level) if round_.workshop_id else None, DECIDES[None])


def sheets(reader: Reader) -> tuple[VoteSheet, ...]:
    """Return the sheets of all rounds in their order, without any count."""
    return tuple(VoteSheet(one, options(reader, one.id), decides(reader, one)) for one in rounds(reader))


def progress(reader: Reader, round_id: str) -> Progress:
    """Return how far counting is."""
    ballots, turnout = _counts(reader, round_id)
    papers = {one: sum(row.papers for row in turnout if row.tally == one) for one in (FIRST, SECOND)}
    begun = frozenset(row.tally for row in (*ballots, *turnout)) & {FIRST, SECOND}
    return Progress(is_counted(reader, round_id), begun, papers)


def counted_by(reader: Reader, round_id: str, tally: str) -> dict[Cell, int]:
    """Return what one person typed, so that they can go on; it holds nothing of what the other one counted."""
    found = round_by_id(reader, round_id)
    return tally_of(found.method, *_counts(reader, round_id), tally) if found else {}


def differences(reader: Reader, round_id: str) -> tuple[Difference, ...]:
    """Return the numbers on which the two counts differ, in the order of the sheet; equal ones are not told."""
    result = _result(reader, round_id)
    if result is None:
        return ()
    place = {one.id: at for at, one in enumerate(options(reader, round_id), 1)} | {PAPERS: 0}
    return tuple(sorted(result.differences, key=lambda one: (place.get(one.cell[0], 0), one.cell[2])))


def result(reader: Reader, round_id: str) -> Result | None:
    """Return what a closed round came to; None while it is open, so that no running total is shown anywhere."""
    found = round_by_id(reader, round_id)
    return _result(reader, round_id) if found and found.closed else None


def closed_rounds(reader: Reader) -> tuple[Closed, ...]:
    """Return the closed rounds with their results, in their order."""
    listed = rounds(reader)
    results = {one.id: made for one in listed if one.closed and (made := _result(reader, one.id)) is not None}
    replaced = in_force(listed, results)
    return tuple(
        Closed(one, options(reader, one.id), results[one.id], replaced.get(one.id, ""))
        for one in listed
        if one.id in results
    )


def votes_by_subject(reader: Reader) -> dict[str, int]:
    """Return the dots or papers of each note and theme in its newest round that is closed, agreed and not replaced.

    A rating has marks and no votes, so its rounds are not in here.
    """
    found: dict[str, int] = {}
    for closed in closed_rounds(reader):
        if closed.replaced_by or closed.round.method == "rating" or closed.result.nobody:
            continue
        subjects = {one.id: one.contribution_id or one.theme_id for one in closed.options}
        for standing in closed.result.standings:
            if subject := subjects.get(standing.option_id):
                found[subject] = standing.score
    return found


def came(reader: Reader, workshop_id: str | None) -> dict[str, int | None]:
    """Return how many people of each group came to a workshop, by group; None where nobody counted them."""
    if not workshop_id:
        return {}
    return {group.id: group.attended for group in queries.groups(reader, workshop_id)}


def theme_options(reader: Reader) -> tuple[NewOption, ...]:
    """Return all themes as options; one whose answer is `no` or `pass` is left out, with that phrase as the reason."""
    return _with_reasons(reader, (), queries.themes(reader))


def note_options(
    reader: Reader, theme_id: str | None, kinds: Sequence[str] = ("idea", "stop")
) -> tuple[NewOption, ...]:
    """Return the notes of a theme, or (None) of all, that are of some kinds, in the order of the theme or of entry.

    One more than a sheet holds is enough to know that they are too many.
    """
    statement = select(t.Contribution.id).where(NOTE_IS_THERE, t.Contribution.kind.in_(tuple(kinds)))
    if theme_id:
        statement = statement.join(t.ThemeNote, t.ThemeNote.contribution_id == t.Contribution.id)
        statement = statement.where(t.ThemeNote.theme_id == theme_id).order_by(t.ThemeNote.order)
    statement = statement.order_by(t.Contribution.id).limit(MOST_OPTIONS + 1)
    ids = [str(row[0]) for row in reader.rows(statement)]
    notes = {note.id: note for note in queries.notes(reader, ids)}
    return _with_reasons(reader, [notes[one] for one in ids], ())


def marked_options(reader: Reader, note_ids: Sequence[str]) -> tuple[NewOption, ...]:
    """Return notes chosen one by one as options, withdrawn ones left away."""
    notes = queries.notes(reader, tuple(note_ids)[: MOST_OPTIONS + 1])
    return _with_reasons(reader, [note for note in notes if not note.withdrawn], ())


def _with_reasons(
    reader: Reader, notes: Iterable[r.NoteRecord], themes: Iterable[r.ThemeRecord]
) -> tuple[NewOption, ...]:
    notes, themes = tuple(notes), tuple(themes)
    held = _answers(reader, notes, [theme.id for theme in themes])
    made = [NewOption(contribution_id=note.id, left_out=_reason(held.get(note.id))) for note in notes]
    return (*made, *(NewOption(theme_id=theme.id, left_out=_reason(held.get(theme.id))) for theme in themes))


def _answers(reader: Reader, notes: Iterable[r.NoteRecord], theme_ids: Sequence[str]) -> Mapping[str, r.AnswerRecord]:
    """Return the answers that hold for notes and themes, without reading those of all others."""
    notes = tuple(notes)
    note_ids, of_themes = [note.id for note in notes], {note.theme_id for note in notes if note.theme_id}
    about = or_(t.Answer.contribution_id.in_(note_ids), t.Answer.theme_id.in_((*theme_ids, *of_themes)))
    return effective_answers(notes, reader.records(r.AnswerRecord, t.Answer, about))


def _reason(answer: r.AnswerRecord | None) -> str:
    """Return the phrase that an answer has now, untranslated; a provisional one never has the plain phrase."""
    if answer is None or answer.code not in LEFT_OUT:
        return ""
    return phrase(answer.code, confirmed=answer.confirmed)


def _reason_now(stored: str, answer: r.AnswerRecord | None) -> str:
    """Return why an option is left out, in the phrase that its answer has today; own words stay as they are.

    What was confirmed once and is not any more goes back to the provisional phrase.
    """
    code = next((one for one in LEFT_OUT for sure in (True, False) if stored == phrase(one, confirmed=sure)), "")
    return _reason(answer) or phrase(code, confirmed=False) if code else stored


def _worded(
    option: OptionRecord, notes: Mapping[str, r.NoteRecord], themes: Mapping[str, r.ThemeRecord]
) -> OptionRecord:
    """Fill in what an option says. What is withdrawn says nothing, also where somebody worded it for the sheet."""
    if option.contribution_id:
        note = notes.get(option.contribution_id)
        if note is None or note.withdrawn:
            return replace(option, label="", gone=True, code=note.code if note else "")
        first = " ".join(note.voices[0].words.split()) if note.voices else ""
        return replace(option, words=option.label or note.wording or first or note.code, code=note.code)
    if option.theme_id and (theme := themes.get(option.theme_id)):
        return replace(option, words=option.label or theme.title, code=theme.code)
    return replace(option, words=option.label, gone=not option.label)


def _counts(reader: Reader, round_id: str) -> tuple[tuple[BallotRecord, ...], tuple[TurnoutRecord, ...]]:
    own = select(t.VoteOption.id).where(t.VoteOption.round_id == round_id)
    ballots = reader.records(BallotRecord, t.Ballot, t.Ballot.option_id.in_(own))
    return ballots, reader.records(TurnoutRecord, t.VoteTurnout, t.VoteTurnout.round_id == round_id)


def _result(reader: Reader, round_id: str) -> Result | None:
    found = round_by_id(reader, round_id)
    if found is None:
        return None
    listed = reader.records(OptionRecord, t.VoteOption, t.VoteOption.round_id == round_id)
    return result_of(found, listed, *_counts(reader, round_id))
