"""Edits that say which two paths belong together: as it is, and as it could be."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class LinkPaths:
    """Say that a path shows how another one could be, though it was not made from it."""

    path_id: str
    origin_id: str
    label: ClassVar[str] = N_("Link paths")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is the same path, one of them is gone, or the other one shows already how this one could be."""
        origins = {str(row[0]): row[1] for row in reader.rows(select(t.Path.id, t.Path.origin_id))}
        if not {self.path_id, self.origin_id} <= origins.keys():
            raise Refused(N_("This path is not there any more."))
        if self.path_id == self.origin_id:
            raise Refused(N_("Choose another path than this one."))
        before: str | None = self.origin_id
        while before is not None:
            before = origins.pop(before, None)
            if before == self.path_id:
                raise Refused(N_("These two are linked the other way round already."))
        writer.update(t.Path, self.path_id, origin_id=self.origin_id)


@dataclass(frozen=True)
class UnlinkPath:
    """Say that a path does not show how another one could be; what was copied still knows where it came from."""

    path_id: str
    label: ClassVar[str] = N_("Unlink paths")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the path is gone."""
        writer.update(t.Path, self.path_id, origin_id=None)
