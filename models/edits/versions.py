"""Edits of versions: a text of the organisation in another language, or in easy read."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.errors import Refused
from models.reader import Reader
from models.shapes import check_text, shape_of
from models.tables import TextVersion
from models.versions import (
    TABLES,
    VERSIONED,
    VersionRecord,
    is_withdrawn,
    same_language,
    text_hash,
    versions_of,
    words_of,
)
from models.writer import Writer
from resources.texts import N_

TEXT_GONE = N_("This text is not there any more.")
LONGEST = 4000  # letters of a version in easy read, which says in several sentences what the text says in one


@dataclass(frozen=True)
class WriteVersion:
    """Write a text of the organisation in another language, or in easy read. Empty words take the version away."""

    of_table: str
    of_id: str
    field: str
    language: str
    words: str
    writer: str
    easy_read: bool = False
    label: ClassVar[str] = N_("Write a version")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the text has no versions, it is the project's own language, nobody wrote it, or it is withdrawn."""
        text = _text(reader, self.of_table, self.of_id, self.field)
        found = [one for one in versions_of(reader, self.of_table, self.of_id, self.field) if self._is_same(one)]
        if not self.words.strip():
            for one in found:
                writer.remove(TextVersion, one.id)
            return
        self._check(reader, text)
        values = {"words": self.words, "writer": self.writer.strip(), "written_for": text_hash(text)}
        if found:
            writer.update(TextVersion, found[-1].id, **values)
            return
        of = {"of_table": self.of_table, "of_id": self.of_id, "field": self.field}
        kind = {"language": self.language.strip(), "easy_read": self.easy_read}
        writer.insert(TextVersion, **of, **kind, **values)

    def _is_same(self, version: VersionRecord) -> bool:
        return version.easy_read == self.easy_read and same_language(version.language, self.language)

    def _check(self, reader: Reader, text: str) -> None:
        if not self.language.strip():
            raise Refused(N_("Say in which language the version is."))
        own = str(reader.scalar(select(t.Project.language)) or "")
        if not self.easy_read and same_language(self.language, own):
            raise Refused(N_("This is the language of the project. Change the text itself."))
        if not text.strip():
            raise Refused(N_("There is no text yet that a version could be written for."))
        if not self.writer.strip():
            raise Refused(N_("Say who wrote it: a name or a role."))
        column = shape_of(TABLES[self.of_table]).cls.__table__.columns[self.field]
        check_text(self.words, {"longest": LONGEST} if self.easy_read else column.info)


@dataclass(frozen=True)
class KeepVersion:
    """Say that a version is still right after the text it was written for has changed."""

    version_id: str
    label: ClassVar[str] = N_("Keep a version")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the version or its text is gone, or withdrawn."""
        found = reader.records(VersionRecord, TextVersion, TextVersion.id == self.version_id)
        if not found:
            raise Refused(N_("This version is not there any more."))
        text = _text(reader, *found[0].key)
        if not text.strip():
            raise Refused(TEXT_GONE)
        writer.update(TextVersion, self.version_id, written_for=text_hash(text))


def _text(reader: Reader, table: str, row_id: str, field: str) -> str:
    """Return a text that may have versions. Refused: it may not, it is gone, or it was withdrawn."""
    if (table, field) not in VERSIONED:
        raise Refused(N_("This text has no versions: exact words stay in their language."))
    words = words_of(reader, table, row_id, field)
    if words is None or is_withdrawn(reader, table, row_id):
        raise Refused(TEXT_GONE)
    return words
