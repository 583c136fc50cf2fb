"""The annexes of the lead's report: every note, the path as text, words of the trade, changes of answers, sources."""

from exports.document import Block, Heading, Paragraph, Table, Words, as_runs, runs
from exports.reports.content import Content, voice_words, with_tongue
from exports.reports.formats import long_date
from exports.reports.path_part import path_text
from models import records as r
from models import vocabulary as v
from models.answers import phrase
from models.ledger import said_date
from models.weigh_records import ChangeRecord
from resources.texts import N_

FIELDS = {
    "confirmed": N_("Confirmed"),
    "code": N_("Answer"),
    "sentence": N_("What was said"),
    "owner": N_("Who answers for it"),
    "report_back": N_("Report back"),
    "body": N_("Who decides"),
    "decision_day": N_("Day of the decision"),
    "recipient": N_("Answer"),  # to whom it goes; what only a confirmed answer may be called is no label
    "find_out_by": N_("Day to find out by"),
    "reason_kind": N_("Kind of reason"),
    "reason": N_("Reason"),
    "possible_part": N_("Which part could be done"),
    "fix_or_fit": N_("What it changes"),
}
DAYS = ("report_back", "decision_day", "find_out_by")
ECHOES = ("sentence", "reason", "possible_part")  # texts that may repeat what somebody took back


def the_annexes(content: Content) -> list[Block]:
    """Return the annexes that there is something for."""
    blocks = [*_notes(content), *_paths(content), *_glossary(content), *_changes(content), *_sources(content)]
    return [Heading(1, content.tr("Annexes")), *blocks] if blocks else []


def _notes(content: Content) -> list[Block]:
    tr = content.tr
    if not content.weighing.notes:
        return []
    head = (tr("Code"), tr("Kind, step, theme"), tr("Exact words"))
    rows = tuple(_note(note, content) for note in content.weighing.notes)
    table = Table(head, rows, (0.13, 0.27, 0.6), row_header=True, compact=True)
    return [Heading(2, tr("All notes")), table]


def _note(note: r.NoteRecord, content: Content) -> tuple[str, Words, Words]:
    tr = content.tr
    if note.withdrawn:
        return note.code, "", tr("withdrawn")
    kind = tr(v.label(v.NOTE_KINDS, note.kind))
    steps = ", ".join(dict.fromkeys(place.code for place in note.places if place.code))
    theme = content.theme_titles.get(note.theme_id or "", "")
    about = "; ".join(part for part in (kind, steps, theme) if part)
    about = with_tongue(about, theme, content.language_of("theme", note.theme_id or "", "title"))
    if not note.voices:
        return note.code, about, tr("no words kept")
    if not content.may_print(note):
        return note.code, about, tr("words kept, not printed")
    said = [part for one in note.voices for part in ("\n", *as_runs(voice_words(one, content)))]
    return note.code, about, runs(*said[1:])


def _paths(content: Content) -> list[Block]:
    blocks: list[Block] = []
    for path in content.paths:
        _, *text = path_text(path, content, public=False)
        blocks += [Heading(2, content.tr("The path as text: {title}", title=path.title)), *text]
    return blocks


def _glossary(content: Content) -> list[Block]:
    tr = content.tr
    terms = sorted(content.glossary(), key=lambda term: term[0].casefold())
    if not terms:
        return []
    table = Table((tr("Word"), tr("What it means")), tuple(terms), (0.3, 0.7), row_header=True, compact=True)
    return [Heading(2, tr("Words of the trade")), table]


def _changes(content: Content) -> list[Block]:
    """Return what was changed of answers since they were first confirmed, oldest first.

    Of an answer that is not confirmed now no value is told, because it would read as a promise; of a note that was
    withdrawn no text that may repeat its words.
    """
    tr = content.tr
    answers = {one.id: one for one in content.weighing.answers}
    rows: list[tuple[str, str, str, str]] = []
    begun: set[str] = set()
    for change in content.changes():
        answer = answers.get(change.answer_id or "")
        first = change.field == "confirmed" and answer is not None and answer.id not in begun
        if answer and first:
            begun.add(answer.id)  # the first confirmation is where the history begins, and no change
        elif answer and change.field in FIELDS:
            rows.append(_change(change, answer, content))
    if not rows:
        return []
    head = (tr("Code"), tr("When, and by whom"), tr("What"), tr("Before, and after"))
    about = tr("What was changed of answers since they were first confirmed, oldest first.")
    table = Table(head, tuple(rows), (0.13, 0.25, 0.2, 0.42), row_header=True, compact=True)
    return [Heading(2, tr("Changes of confirmed answers")), Paragraph(about, "small"), table]


def _change(change: ChangeRecord, answer: r.AnswerRecord, content: Content) -> tuple[str, str, str, str]:
    tr = content.tr
    subject = answer.contribution_id or answer.theme_id or ""
    code = content.subjects.get(subject, ("", ""))[0]
    day = long_date(change.changed_at.date() if change.changed_at else None, content.language)
    who = ", ".join(part for part in (day, change.by.strip()) if part)
    said = _values(change, answer, subject in content.gone, content)
    why = tr("Why: {reason}", reason=change.why.strip()) if change.why.strip() and subject not in content.gone else ""
    return code, who, tr(FIELDS[change.field]), "\n".join(part for part in (said, why) if part)


def _values(change: ChangeRecord, answer: r.AnswerRecord, gone: bool, content: Content) -> str:
    tr = content.tr
    if change.field == "confirmed":
        return tr("confirmed") if change.became == "1" else tr("not confirmed any more")
    if not answer.confirmed:
        return tr("changed; the answer is not confirmed now")
    if gone and change.field in ECHOES:
        return tr("changed")
    was, became = (_value(change.field, value, content) for value in (change.was, change.became))
    return tr("{was} → {became}", was=was, became=became)


def _value(field: str, value: str, content: Content) -> str:
    tr = content.tr
    if not value.strip():
        return tr("nothing")
    if field == "code":
        return tr(phrase(value, confirmed=True))
    if field == "reason_kind":
        return tr(v.label(v.NO_REASONS, value))
    if field == "fix_or_fit":
        return tr(v.label(v.FIX_OR_FIT, value))
    if field in DAYS:
        return long_date(said_date(value), content.language) or value
    return value


def _sources(content: Content) -> list[Block]:
    """Return the files that notes were read from, and the places that voices name as their source."""
    tr = content.tr
    files, named = content.source_files(), content.voices_by_source()
    if not (files or named):
        return []
    blocks: list[Block] = [Heading(2, tr("Where imported notes came from"))]
    if files:
        rows = tuple((one.name, one.kind, str(one.rows)) for one in files)
        head = (tr("File"), tr("Kind"), tr("Rows"))
        blocks.append(Table(head, rows, (0.6, 0.25, 0.15), row_header=True, numeric=(2,), compact=True))
    if named:
        rows_of_two = tuple((name, str(n)) for name, n in named.items())
        head_of_two = (tr("Source of the words"), tr("Voices"))
        blocks.append(Table(head_of_two, rows_of_two, (0.8, 0.2), row_header=True, numeric=(1,), compact=True))
    return blocks
