"""What an entry of the catalogue says of a document or a table; the entries stand in documents.py and data_files.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from exports.document import Document
from exports.forms import Form, Rendered, Steps
from exports.reports.content import Content
from models.edits.base import Edit
from models.records import PathRecord
from models.snapshot import Snapshot
from resources.texts import Translator

Writer = Callable[[Snapshot, Any, Translator, BinaryIO, Steps], Rendered]
Holding = Literal["stories", "answers", "load"]


@dataclass(frozen=True)
class Export:
    """One document: `purpose` is the consent purpose it serves, `options` the record of its choices.

    `about` says in one line what it is for; `holds` what stands in it that somebody may want to look at first.
    `forms` are the forms of a document; `form` is the one of this entry and `document` the id that its forms share.
    A table has the form "data" and a `write` of its own; what it composes is a page that shows how the table begins.
    `fixes`: of its options and the project's paths, what printing it makes final; see `edits_before`.
    """

    id: str
    suffix: str
    title: str
    purpose: str
    options: type[Any]
    compose: Callable[[Content, Any], Document]
    about: str = ""
    holds: tuple[Holding, ...] = ()
    forms: tuple[Form, ...] = ("pdf",)
    form: Form = "pdf"
    write: Writer | None = None
    of: str = ""
    fixes: Callable[[Any, tuple[PathRecord, ...]], tuple[Edit, ...]] | None = None

    @property
    def document(self) -> str:
        """The id of the document that this is a form of."""
        return self.of or self.id
