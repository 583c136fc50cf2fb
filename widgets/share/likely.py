"""What in a document looks as if somebody could be found by it: names, numbers, addresses in people's own words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from exports.catalog import Export, Proof
from exports.document import Document, Run
from models import queries
from models.snapshot import Snapshot
from models.suspects import Kind, suspects
from widgets.jobs import Step

MOST = 60  # that are counted: beyond that nobody reads them here


@dataclass(frozen=True)
class Likely:
    """A span to look at: what it looks like, its text, and whose words it stands in."""

    kind: Kind
    text: str
    table: str
    row_id: str
    code: str


@dataclass(frozen=True)
class _Said:
    """Somebody's words, and where they are worked on."""

    words: str
    table: str
    row_id: str
    code: str


def likely_in(export: Export, made: Proof, copy: Snapshot, step: Step) -> tuple[Likely, ...]:
    """Return what stands in a document, or in a table, and looks like a name, a number or an address.

    What documents hide is hidden in the copy already. Cancelled: the job was asked to stop.
    """
    inside = None if export.form == "data" or made.document is None else squeezed(words_of(made.document))
    found: list[Likely] = []
    for number, said in enumerate(_said(export, copy)):
        if number % 50 == 0:
            step(0, 1)
        for one in suspects(said.words):
            text = squeezed(said.words[one.first : one.last])
            if inside is None or text in inside:
                found.append(Likely(one.kind, text, said.table, said.row_id, said.code))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def words_of(document: Document) -> str:
    """Return all words of a document that people wrote, one text a line."""
    return "\n".join(_texts(document.blocks))


def squeezed(words: str) -> str:
    """Return words with single spaces between them, as a page shows them."""
    return " ".join(words.split())


def _said(export: Export, copy: Snapshot) -> Iterator[_Said]:
    """Return people's words that an export may hold; a table holds what it says that it holds."""
    table = export.form == "data"
    if "stories" in export.holds:
        for story in copy.ask(queries.stories):
            yield _Said(f"{story.words}\n{story.clearer}", "story", story.id, story.code)
    if not table or "answers" in export.holds:
        for note in copy.ask(queries.notes):
            for voice in note.voices:
                yield _Said(voice.words, "contribution", note.id, note.code)


def _texts(part: object) -> Iterator[str]:
    """Return every text inside blocks: runs joined, since words may change their look in the middle of a name."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        if part and all(isinstance(one, Run) for one in part):
            yield "".join(one.text for one in part)
        else:
            for one in part:
                yield from _texts(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _texts(getattr(part, one.name))
