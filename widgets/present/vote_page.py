"""The vote on the projector: question, what it decides, how to vote, and what can be voted for. Never a count."""

from collections.abc import Mapping

from models import queries
from models import records as r
from models import vote_reads as reads
from models.reader import Reader
from models.vocabulary import QUOTABLE
from models.vote_records import OptionRecord
from models.vote_words import how_to_vote
from resources.texts import Translator
from widgets.context import Context
from widgets.prepare.opening import Slide


def is_voting(context: Context) -> bool:
    """Tell whether a vote of the present workshop is open and has something to vote for."""
    return context.document.ask(_open_round, context.session.workshop_id) is not None


def vote_slides(context: Context) -> tuple[Slide, ...]:
    """Return the newest open vote as the room may see it: nothing of counts, answers, names or what is left out."""
    tr = context.tr
    with context.document.snapshot("room", context.today()) as room:
        sheet = room.ask(_open_round, context.session.workshop_id)
        ids = [one.contribution_id for one in sheet.options if one.contribution_id] if sheet else []
        notes = {note.id: note for note in room.ask(queries.notes, ids)} if ids else {}
        presets = {shop.id: shop.words_preset for shop in room.ask(queries.workshops)}
    if sheet is None:
        return (Slide(tr("Vote"), (tr("No vote is open now."),), "vote"),)
    about = (tr(sheet.decides), how_to_vote(sheet.round, tr))
    lines = tuple(
        f"{one.letter}  {_words(one, notes, presets, tr)}" for one in sheet.options if one.letter and not one.gone
    )
    return (Slide(sheet.round.question, about, "vote"), Slide(sheet.round.question, lines, "vote"))


def _open_round(reader: Reader, workshop_id: str | None) -> reads.VoteSheet | None:
    """Return the newest open round with something to vote for, of a workshop or (None) of all."""
    for one in reversed(reads.rounds(reader)):
        if not one.closed and (workshop_id is None or one.workshop_id in (workshop_id, None)):
            options = reads.options(reader, one.id)
            if any(option.letter and not option.gone for option in options):
                return reads.VoteSheet(one, options, reads.decides(reader, one))
    return None


def _words(option: OptionRecord, notes: Mapping[str, r.NoteRecord], presets: Mapping[str, str], tr: Translator) -> str:
    """Return what an option says to a hall: a note's exact words only where its workshop lets them be shown."""
    note = notes.get(option.contribution_id or "")
    if note is None or option.label:
        return option.words
    preset = presets.get(note.workshop_id or "") or next(reversed(list(presets.values())), "word_for_word")
    may_show = preset == "word_for_word" or (preset == "within_theme" and note.theme_id is not None)
    said = " ".join(" ".join(voice.words.split()) for voice in note.voices)
    if note.wording and (may_show or note.wording not in said):
        return note.wording
    if not (may_show and note.voices):
        return tr("Note {code}", code=note.code)
    first = note.voices[0]
    words = " ".join(first.words.split())
    if first.words_source in QUOTABLE:
        return tr("“{words}”", words=words)
    return (
        tr("Translated: {words}", words=words)
        if first.words_source == "translated"
        else tr("Noted: {words}", words=words)
    )
