"""Pairs of notes for the list: likely ones, and those that people kept apart."""

from dataclasses import dataclass

from models import queries
from models.find import first_line
from models.twins import kept_apart
from resources.texts import Translator
from widgets.context import Context
from widgets.lists.cards import CardData
from widgets.sort.twin_watch import TwinWatch


@dataclass(frozen=True)
class Pair:
    """Two notes, the older one first; `apart_id`: of the row that keeps them apart, empty for likely twins."""

    first_id: str
    second_id: str
    first: str
    second: str
    apart_id: str = ""

    @property
    def id(self) -> str:
        """What the list knows the pair by."""
        return f"{self.first_id}/{self.second_id}"


def likely_pairs(watch: TwinWatch) -> list[Pair]:
    """Return the likely twins, the most alike first."""
    found: list[Pair] = []
    for pair in watch.ranked():
        first, second = sorted(pair)
        found.append(Pair(first, second, watch.words(first), watch.words(second)))
    return found


def apart_pairs(context: Context) -> list[Pair]:
    """Return what was kept apart, the newest first."""
    apart = context.document.ask(kept_apart)
    ids = sorted({note_id for one in apart for note_id in one.pair})
    notes = {note.id: note for note in context.document.ask(queries.notes, ids)} if ids else {}
    words = {note_id: note.voices[0].words for note_id, note in notes.items() if note.voices}
    return [
        Pair(one.note_id, one.other_id, words[one.note_id], words[one.other_id], one.id)
        for one in reversed(apart)
        if one.pair <= words.keys()
    ]


def card_of_pair(tr: Translator, pair: Pair) -> CardData:
    """Return a pair as a card: the first words of both."""
    first, second = first_line(pair.first), first_line(pair.second)
    return CardData(pair.id, first, also=(second,), spoken=tr("{first}, and: {second}", first=first, second=second))
