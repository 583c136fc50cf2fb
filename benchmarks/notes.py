"""Notes to measure with: many different texts, the same on every machine, with words as frequent as in speech."""

from itertools import cycle
from random import Random

from models.edits.voices import NewNote, NewVoice

KINDS = ("idea", "problem", "question", "keep", "unsorted")
SYLLABLES = "ka lo mi ter sen ra vu pol den ista ho ne lli bar gu ost ja pe tri wen".split()


def vocabulary(random: Random, size: int = 20_000) -> list[str]:
    """Return made-up words."""
    return ["".join(random.choices(SYLLABLES, k=random.randint(1, 5))) for _ in range(size)]


def texts(count: int, words: int = 17) -> list[str]:
    """Return `count` texts of about `words` words; a few words are frequent and most are rare."""
    random = Random(20261121)  # noqa: S311 - the same texts in every run
    known = vocabulary(random)
    found: list[str] = []
    for _ in range(count):
        length = random.randint(words // 2, words * 3 // 2)
        found.append(" ".join(known[int(len(known) * random.random() ** 3)] for _ in range(length)))
    return found


def notes(count: int) -> tuple[NewNote, ...]:
    """Return notes as an import of a table with exact words, a kind and the row's own number makes them."""
    return tuple(
        NewNote((NewVoice(words, {"words_source": "own_hand", "source_id": str(at)}),), {"kind": kind})
        for at, (words, kind) in enumerate(zip(texts(count), cycle(KINDS), strict=False))
    )
