"""Names that a teller may choose from instead of their own: things of nature, never used twice in a project."""

import hashlib
from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import select

from models import tables as t
from models.reader import Reader
from resources.files import read_bytes

FALLBACK = "en"


@lru_cache
def words_for(language: str) -> tuple[str, ...]:
    """Return the pseudonyms of a language, English ones where it has none."""
    for one in (language.lower().replace("_", "-").partition("-")[0], FALLBACK):
        if one.isalpha():
            try:
                return tuple(read_bytes("pseudonyms", f"{one}.txt").decode().split())
            except FileNotFoundError:
                continue
    return ()


def suggested(used: Collection[str], language: str, of: str, count: int = 3) -> tuple[str, ...]:
    """Return pseudonyms that nobody has yet. `of`: whom they are for; the same one is offered the same names again."""
    taken = {name.casefold().strip() for name in used}
    free = [word for word in words_for(language) if word.casefold() not in taken]
    if not free:
        return ()
    start = int.from_bytes(hashlib.sha256(of.encode()).digest()[:4], "big")
    step = max(1, len(free) // count)
    return tuple(dict.fromkeys(free[(start + step * at) % len(free)] for at in range(min(count, len(free)))))


def next_number(used: Collection[str], pattern: str) -> str:
    """Return a numbered name that nobody has yet. `pattern`: the name with {n} for its number."""
    taken = {name.casefold().strip() for name in used}
    return next(name for n in range(1, len(taken) + 2) if (name := pattern.format(n=n)).casefold() not in taken)


def names_in_use(reader: Reader) -> frozenset[str]:
    """Return how anybody in the project is called, also tellers of stories that were withdrawn."""
    found = (*reader.rows(select(t.Participant.pseudonym)), *reader.rows(select(t.Story.teller)))
    return frozenset(str(row[0]) for row in found if row[0])
