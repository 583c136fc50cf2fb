"""What the builders of tables share: a sheet from its columns and rows, and the codes of what rows are about."""

from collections.abc import Callable, Iterable
from typing import Any

from exports.reports.content import Content
from exports.tables.sheet import Cell, Sheet
from exports.tables.voices import CODE, columns_of
from resources.texts import N_

Columns = tuple[tuple[str, str, str], ...]
Ask = Callable[..., Any]
Rows = Iterable[tuple[Cell, ...]]
OF = (CODE, N_("Reference code of the note or the theme"), "code")


def sheet_of(name: str, title: str, about: str, columns: Columns, rows: Rows, content: Content) -> Sheet:
    """Return a sheet with its texts in the language of the content."""
    return Sheet(name, content.tr(title), content.tr(about), columns_of(columns, content), tuple(rows))


def code_of(row_id: str | None, content: Content) -> str:
    """Return the code of a note or a theme."""
    return content.subjects.get(row_id or "", ("", ""))[0]
