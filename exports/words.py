"""The words of a document: plain strings, or runs that differ in look, language or where they lead."""

from collections.abc import Callable
from dataclasses import dataclass, replace

LINK_SCHEMES = ("http:", "https:", "mailto:", "sms:")


@dataclass(frozen=True)
class Run:
    """Some words of one look. `href` makes them a link; `language` is a BCP 47 tag if it differs from the block's."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    language: str = ""


Runs = tuple[Run, ...]
Words = str | Runs


class Tongues(str):
    """One line of which parts are in other languages: a plain string for everybody, and runs for whoever sets words.

    It stands wherever a block holds a string: a heading, a caption, the title of a document.
    """

    parts: Runs

    def __new__(cls, *parts: Run) -> "Tongues":
        """Return the line that these parts make."""
        made = super().__new__(cls, "".join(part.text for part in parts))
        made.parts = parts
        return made

    def tidied(self, tidy: Callable[[str], str]) -> "Tongues":
        """Return the line with each part changed by `tidy`; blanks at the edges of a part stay."""
        return Tongues(*(replace(part, text=_inside(part.text, tidy)) for part in self.parts))


def _inside(text: str, tidy: Callable[[str], str]) -> str:
    core = text.strip()
    if not core:
        return " " if text else ""
    at = text.index(core)
    return f"{' ' * (at > 0)}{tidy(core)}{' ' * (at + len(core) < len(text))}"


def runs(*parts: str | Run) -> Runs:
    """`runs("We can do ", Run("this", bold=True), ".")`: strings become plain runs, empty ones go."""
    made = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in made if run.text)


def as_runs(words: Words) -> Runs:
    """Words in either form as runs."""
    if isinstance(words, Tongues):
        return words.parts
    return runs(words) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """Words in either form as one string without emphasis."""
    return words if isinstance(words, str) else "".join(run.text for run in words)
