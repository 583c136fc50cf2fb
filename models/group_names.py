"""Which group somebody means who writes its name in short: by name, by its beginning, or by its role.

Case, accents and the English plural do not matter. Two groups that are meant alike are both returned: nobody guesses.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from models.records import GroupRecord
from models.search_text import searchable
from models.vocabulary import ROLES
from resources.texts import document_languages, translator

_WORD = re.compile(r"\w+")
_SEVERAL = {"people": "person", "persons": "person", "children": "child", "women": "woman", "men": "man"}


def folded(words: str) -> tuple[str, ...]:
    """Return words as they are compared: small letters, no accents, no signs between, each in the singular."""
    return tuple(_singular(word) for word in plain(words))


def plain(words: str) -> tuple[str, ...]:
    """Return words in small letters, without accents and signs between."""
    return tuple(_WORD.findall(searchable(words)))


def groups_named(words: str, groups: Sequence[GroupRecord]) -> tuple[GroupRecord, ...]:
    """Return the groups that are called just so, else those whose role is."""
    wanted = folded(words)
    if not wanted:
        return ()
    named = tuple(group for group in groups if folded(group.name) == wanted)
    return named or tuple(group for group in groups if wanted in role_names(group.role))


def groups_meant(words: str, groups: Sequence[GroupRecord]) -> tuple[GroupRecord, ...]:
    """Return the groups that somebody may mean: by the whole name, else by its beginning or by the role."""
    wanted = folded(words)
    if not wanted:
        return ()
    if named := tuple(group for group in groups if folded(group.name) == wanted):
        return named
    return tuple(group for group in groups if _begins(group.name, words) or wanted in role_names(group.role))


@lru_cache
def role_names(role: str) -> frozenset[tuple[str, ...]]:
    """Return what a role is called in every language of documents, as names are compared."""
    labels = {term.label for term in ROLES if term.code == role} or {role}
    told = {translator(language)(label) for language in document_languages() for label in labels if label}
    return frozenset(folded(one) for one in told)


def _begins(name: str, words: str) -> bool:
    """Tell whether a name begins like this; the last word may be only begun, in the singular or not."""
    return " ".join(plain(name)).startswith(" ".join(plain(words))) or " ".join(folded(name)).startswith(
        " ".join(folded(words))
    )


def _singular(word: str) -> str:
    if word in _SEVERAL:
        return _SEVERAL[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
