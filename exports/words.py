"""The words of a document: plain strings, or runs that differ in look, language or where they lead."""

from dataclasses import dataclass

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


def runs(*parts: str | Run) -> Runs:
    """`runs("We can do ", Run("this", bold=True), ".")`: strings become plain runs, empty ones go."""
    made = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in made if run.text)


def as_runs(words: Words) -> Runs:
    """Words in either form as runs."""
    return runs(words) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """Words in either form as one string without emphasis."""
    return words if isinstance(words, str) else "".join(run.text for run in words)
