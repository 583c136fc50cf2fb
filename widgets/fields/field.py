"""Fields as data: a form is a list of them."""

from dataclasses import dataclass
from typing import Literal

from models.vocabulary import Term

Kind = Literal["line", "wrapped", "text", "choice", "chips", "many", "number", "money", "days", "date", "check"]


@dataclass(frozen=True)
class Field:
    """One field. Texts are marked with N_ and translated when shown.

    line, text: words. wrapped: words of one paragraph, seen whole, such as a name. choice: one of `options` from a
    list; chips: the same as buttons, may be none; many: a tuple of codes. number: a whole number or None. money:
    minor units or None. days: hundredths or None. date: a date or None. check: yes or no.
    """

    key: str
    label: str
    kind: Kind = "line"
    options: tuple[Term, ...] = ()
    hint: str = ""  # grey words in an empty field
    explain: str = ""  # a sentence under the field
    longest: int = 0  # characters, 0: no limit of its own
    lines: int = 2  # least height of a text
