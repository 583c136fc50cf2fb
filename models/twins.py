"""Likely twins: notes of one kind that seem to say the same. Only people decide whether they do.

How alike two texts are: half the share of rare words that they have in common (beginnings of words, and pairs of
characters in scripts without spaces; a word counts the more the fewer notes hold it), half what rapidfuzz's
token_set_ratio says. Measured against other ways in benchmarks/twins.py; the choice stands in docs/decisions.md.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter

from sqlalchemy import select

from models import tables as t
from models.reader import Reader
from models.search_text import is_spaceless, searchable

LIKELY = 0.6  # from here on two notes are shown as likely twins
BEGINNING = 5  # letters of a word that count, so that endings do not keep words apart
MOST_COMPARED = 100  # candidates that are looked at closely
MOST_POSTINGS = 4000  # places of words that one question walks through, the rarest words first
LONGEST = 600  # words of one text that are looked at
_WORD = re.compile(r"\w+")
_AMONG = "AND voice.contribution_id IN ({})"
_TEXTS = (
    "SELECT voice.id, contribution_id, kind, words FROM voice JOIN contribution ON contribution.id = contribution_id "
    "WHERE voice.id NOT IN (SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL) {} ORDER BY voice.id"
)


@dataclass(frozen=True, slots=True)
class TwinText:
    """The exact words of one voice, with its note and the note's kind."""

    voice_id: str
    note_id: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Two notes that somebody said are no twins."""

    id: str
    note_id: str
    other_id: str

    @property
    def pair(self) -> frozenset[str]:
        """Both notes."""
        return frozenset((self.note_id, self.other_id))


def twin_texts(reader: Reader, note_ids: Iterable[str] | None = None) -> tuple[TwinText, ...]:
    """Return the words of all voices, or of those of some notes; withdrawn ones left out."""
    if note_ids is None:
        return tuple(TwinText(*row) for row in reader.driver_rows(_TEXTS.format("")))
    ids = tuple(note_ids)
    marks = ", ".join("?" * len(ids))
    return tuple(TwinText(*row) for row in reader.driver_rows(_TEXTS.format(_AMONG.format(marks)), *ids))


def kept_apart(reader: Reader) -> tuple[Apart, ...]:
    """Return the pairs that are no twins, as people said, oldest first."""
    apart = t.KeptApart
    rows = reader.rows(select(apart.id, apart.contribution_id, apart.other_id).order_by(apart.id))
    return tuple(Apart(row[0], row[1], row[2]) for row in rows)


def notes_of_voices(reader: Reader, voice_ids: Iterable[str]) -> set[str]:
    """Return the notes that voices belong to now."""
    found = select(t.Voice.contribution_id).where(t.Voice.id.in_(tuple(voice_ids)))
    return {str(row[0]) for row in reader.rows(found.distinct())}


def answered(reader: Reader, note_ids: Iterable[str]) -> frozenset[str]:
    """Return those notes that have an answer of their own, so that they cannot become a voice of another one."""
    found = select(t.Answer.contribution_id).where(t.Answer.contribution_id.in_(tuple(note_ids)))
    return frozenset(str(row[0]) for row in reader.rows(found))


def words_of(text: str) -> tuple[str, ...]:
    """Return what of a text is compared: beginnings of words; pairs of characters where a script has no spaces."""
    words = _WORD.findall(searchable(text))[:LONGEST]
    found: list[str] = []
    alone = True
    for word, following in pairwise((*words, "")):
        if len(word) > 2 or not is_spaceless(word):
            found.append(word[:BEGINNING] if word.isalpha() else word)
            alone = True
        elif following and is_spaceless(following):
            found.append(word + following)
            alone = False
        else:
            found += [word] if alone else []
            alone = True
    return tuple(found)


class TwinIndex:
    """All notes by their words, in memory. Not for two threads at once.

    It answers in a fraction of what a question to the file takes, and finds the same.
    """

    def __init__(self, texts: Iterable[TwinText] = (), apart: Iterable[frozenset[str]] = ()) -> None:
        self.apart = set(apart)
        self._voices: dict[str, TwinText] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._spelled: dict[str, str] = {}
        self._of_note: defaultdict[str, list[str]] = defaultdict(list)
        self._places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        self._weights: dict[tuple[str, str], float] = {}
        self._totals: dict[str, float] = {}
        self.add(texts)

    def __len__(self) -> int:
        return len(self._of_note)

    def words(self, note_id: str) -> str:
        """Return the words of a note's first voice, empty where it is not known."""
        voices = self._of_note.get(note_id)
        return self._voices[voices[0]].words if voices else ""

    def note_of(self, voice_id: str) -> str:
        """Return the note that a voice belonged to when it was taken in, empty where it is not known."""
        return self._voices[voice_id].note_id if voice_id in self._voices else ""

    def add(self, texts: Iterable[TwinText]) -> None:
        """Take voices in."""
        self._reckon_anew()
        for text in texts:
            words = words_of(text.words)
            self._voices[text.voice_id] = text
            self._words[text.voice_id] = kept = frozenset(words)
            self._spelled[text.voice_id] = " ".join(words)
            self._of_note[text.note_id].append(text.voice_id)
            self._counts[text.kind] += 1
            for word in kept:
                self._places[text.kind, word].append(text.voice_id)

    def remove(self, note_ids: Iterable[str]) -> None:
        """Forget notes; those that were never taken in, too."""
        self._reckon_anew()
        for note_id in note_ids:
            for voice_id in self._of_note.pop(note_id, ()):
                kind = self._voices.pop(voice_id).kind
                self._counts[kind] -= 1
                del self._spelled[voice_id]
                for word in self._words.pop(voice_id):
                    self._places[kind, word].remove(voice_id)

    def replace(self, note_ids: Iterable[str], texts: Iterable[TwinText]) -> None:
        """Take notes in as they are now; notes without texts are gone."""
        self.remove(note_ids)
        self.add(texts)

    def likely_twins(self, note_id: str, limit: int = 5, least: float = LIKELY) -> tuple[tuple[str, float], ...]:
        """Return (note, likeness) of the notes most like this one, of its kind and not kept apart, likest first."""
        best: dict[str, float] = {}
        for voice_id in self._of_note.get(note_id, ()):
            kind, words = self._voices[voice_id].kind, self._words[voice_id]
            for other_id, likeness in self._alike(kind, words, self._spelled[voice_id], note_id, least):
                best[other_id] = max(likeness, best.get(other_id, 0.0))
        return _best(best, limit)

    def like(self, kind: str, words: str, limit: int = 5, least: float = LIKELY) -> tuple[tuple[str, float], ...]:
        """Return (note, likeness) of the notes of a kind that are most like some words."""
        compared = words_of(words)
        return _best(dict(self._alike(kind, frozenset(compared), " ".join(compared), "", least)), limit)

    def pairs(self, tell: Callable[[int, int], object] = lambda done, total: None) -> dict[frozenset[str], float]:
        """Return all likely twins with their likeness. `tell`: how many of all notes have been looked at."""
        found: dict[frozenset[str], float] = {}
        for done, note_id in enumerate(self._of_note):
            if done % 20 == 0:
                tell(done, len(self._of_note))
            for other_id, likeness in self.likely_twins(note_id, MOST_COMPARED):
                found[frozenset((note_id, other_id))] = likeness
        return found

    def _alike(
        self, kind: str, words: frozenset[str], spelled: str, own_id: str, least: float
    ) -> Iterator[tuple[str, float]]:
        from rapidfuzz.fuzz import token_set_ratio

        weights = {word: self._weight(kind, word) for word in words}
        own = sum(weights.values())
        for voice_id, most_shared in self._candidates(kind, weights, own_id):
            scale = math.sqrt(own * self._total(kind, voice_id))
            if (most_shared / scale + 1) / 2 < least:
                continue  # no likeness of letters could lift it
            rare = sum(weights[word] for word in words & self._words[voice_id]) / scale
            if (rare + 1) / 2 < least:
                continue
            note_id = self._voices[voice_id].note_id
            likeness = (rare + token_set_ratio(spelled, self._spelled[voice_id]) / 100) / 2
            if likeness >= least and frozenset((own_id, note_id)) not in self.apart:
                yield note_id, likeness

    def _candidates(self, kind: str, weights: dict[str, float], own_id: str) -> list[tuple[str, float]]:
        """Return the voices of other notes that share the most weight of rare words, with the most they can share."""
        scores: defaultdict[str, float] = defaultdict(float)
        walked, left = 0, sum(weights.values())
        for word in sorted(weights, key=lambda word: (-weights[word], word)):
            places = self._places.get((kind, word), ())
            if walked and walked + len(places) > MOST_POSTINGS:
                break
            walked += len(places)
            left -= weights[word]
            for voice_id in places:
                scores[voice_id] += weights[word]
        for voice_id in self._of_note.get(own_id, ()):
            scores.pop(voice_id, None)
        likest = nlargest(MOST_COMPARED, scores.items(), key=itemgetter(1))
        return [(voice_id, score + left) for voice_id, score in likest]

    def _weight(self, kind: str, word: str) -> float:
        """Return how much a word counts; reckoned anew after notes came or went."""
        known = self._weights.get((kind, word))
        if known is None:
            places = len(self._places.get((kind, word), ())) or 1
            known = self._weights[kind, word] = math.log(1 + self._counts[kind] / places) ** 2
        return known

    def _total(self, kind: str, voice_id: str) -> float:
        known = self._totals.get(voice_id)
        if known is None:
            known = self._totals[voice_id] = sum(self._weight(kind, word) for word in self._words[voice_id])
        return known

    def _reckon_anew(self) -> None:
        self._weights.clear()
        self._totals.clear()


def _best(found: dict[str, float], limit: int) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:limit])
