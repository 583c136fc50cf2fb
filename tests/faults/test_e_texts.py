"""E24 and E25: texts of every sort in every column of every table and in every field, and back, exactly or refused."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, cast

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Integer, Text

from models.content_hash import content_hash
from models.errors import Refused
from models.project import Project
from models.reader import Reader
from models.shapes import Shape, check_text, shapes
from models.tables import Domain
from models.tables.base import LONGEST_TEXT
from models.writer import Writer
from tests.app.support import sample_in
from tests.models.test_naughty_texts import naughty, storable
from widgets.fields.field import Field
from widgets.fields.lines import LineEditor
from widgets.fields.texts import TextEditor

# Columns that hold no words of people but keys, codes, units and names of our own.
OURS = {
    *("id", "code", "alias", "order", "sha256", "media_type", "currency", "zone", "language", "tally", "field"),
    *("of_table", "of_id", "written_for", "story_id", "voice_id", "answer_id", "step_id", "source_id", "kind"),
    *("confirmed_by", "confirmed_role"),  # the gate empties them where an answer changed
    *("printed", "frozen_letter", "frozen_number", "frozen_code"),
}
HARD = (
    "\ufdd0\ufffe\uffff\U0001ffff",
    *("e" + "\u0301" * 500, "\u202eevil\u202c\u2066x", "\u200f\u200e\ufeff", "\x7f\x1b"),
    *("=1+1", "<b>&amp;</b>", "'; DROP TABLE story; --", "%s{0}{name}%(x)s", "\\N\\0\\x00"),
    *(" \t\r\n x \n", "ﷺ" * 300),
    "👩‍👩‍👧‍👦🏴\U000e0067\U000e007f",
    *("¶§\u2028\u2029\u000b\u000c", "NULL", "None", "nan", "1e999", "C:\\CON", "../.."),
)  # fmt: skip


@dataclass(frozen=True)
class SetTexts:
    """Put texts into columns of rows: (table, id, values)."""

    rows: tuple[tuple[str, str, Mapping[str, object]], ...]
    label: ClassVar[str] = "Set texts"

    def apply(self, writer: Writer, reader: Reader) -> None:
        del reader
        for table, row_id, values in self.rows:
            writer.update(cast(type[Domain], shapes()[table].cls), row_id, **values)


@dataclass(frozen=True)
class AddRow:
    """Put a row into a table that the sample leaves empty."""

    table: str
    values: Mapping[str, object]
    label: ClassVar[str] = "Add row"

    def apply(self, writer: Writer, reader: Reader) -> str:
        del reader
        return writer.insert(cast(type[Domain], shapes()[self.table].cls), **self.values)


def longest(shape: Shape, column: str) -> int:
    return int((shape.cls.__table__.c[column].info or {}).get("longest", LONGEST_TEXT))


def texts_of(shape: Shape) -> tuple[str, ...]:
    """The columns of a table that hold words of people."""
    return tuple(
        c.name
        for c in shape.cls.__table__.columns
        if isinstance(c.type, Text) and "among" not in (c.info or {}) and not c.foreign_keys and c.name not in OURS
    )


def ids_in(project: Project, table: str) -> list[str]:
    return [str(row[0]) for row in project.ask(lambda r: r.driver_rows(f"SELECT id FROM {table} ORDER BY id LIMIT 3"))]


def stored(project: Project, table: str, row_id: str, columns: tuple[str, ...]) -> dict[str, object]:
    names = ", ".join(f'"{name}"' for name in columns)
    (row,) = project.ask(lambda r: r.driver_rows(f"SELECT {names} FROM {table} WHERE id = ?", row_id))
    return dict(zip(columns, row, strict=True))


def _filled(project: Project) -> None:
    """Give every table with words of people a row."""
    for _ in range(3):  # what refers to something comes after it
        for name, shape in shapes().items():
            if texts_of(shape) and not ids_in(project, name) and (values := _row_of(project, shape)) is not None:
                project.perform(AddRow(name, values))


def _row_of(project: Project, shape: Shape) -> dict[str, object] | None:
    values: dict[str, object] = {}
    for column in shape.cls.__table__.columns:
        info = column.info or {}
        if column.foreign_keys and not column.nullable:
            found = ids_in(project, next(iter(column.foreign_keys)).column.table.name)
            if not found:
                return None
            values[column.name] = found[0]
        elif info.get("loose_ref"):
            values[column.name] = ids_in(project, info["loose_ref"])[0]
        elif info.get("needed") and column.name != "order":
            values[column.name] = next(filter(None, info.get("among", ())), "x")
        elif column.name == "order":
            values[column.name] = "n"
        elif column.default is None and not column.nullable and isinstance(column.type, Integer):
            values[column.name] = 1
    if shape.name == "text_version":
        values |= {"of_table": "story", "of_id": ids_in(project, "story")[0], "field": "words", "language": "fi"}
    return values


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = sample_in(tmp_path)
    with Project.open(path) as project:
        _filled(project)
    return path


def _everywhere(project: Project, texts: list[str], first: int) -> SetTexts:
    """The edit that puts the next text, cut where a column is short, into every column of one row of every table."""
    number = itertools.count(first)
    rows: list[tuple[str, str, Mapping[str, object]]] = []
    for name, shape in shapes().items():
        if texts_of(shape) and (ids := ids_in(project, name)):
            values = {column: texts[next(number) % len(texts)][: longest(shape, column)] for column in texts_of(shape)}
            kept = {column: value for column, value in values.items() if value.strip()}
            rows.append((name, ids[0], kept))
    return SetTexts(tuple(rows))


def _round_trip(path: Path, texts: list[str], times: int) -> int:
    """Put texts everywhere in turns and read each back; return how many columns were filled in all."""
    columns, edit = 0, SetTexts(())
    with Project.open(path) as project:
        for _ in range(times):
            edit = _everywhere(project, texts, columns + 1)
            project.perform(edit)
            for table, row_id, values in edit.rows:
                assert stored(project, table, row_id, tuple(values)) == dict(values), table
            columns += sum(len(values) for _, _, values in edit.rows)
        before = project.ask(content_hash)
    with Project.open(path) as project:
        for table, row_id, values in edit.rows:
            assert stored(project, table, row_id, tuple(values)) == dict(values)
        assert project.ask(content_hash) == before
        project.undo()
        project.redo()
        assert project.ask(content_hash) == before
    return columns


def test_e24_every_table_with_words_has_a_row_to_try(filled: Path) -> None:
    with Project.open(filled, reading=True) as project:
        assert [name for name, shape in shapes().items() if texts_of(shape) and not ids_in(project, name)] == []


def test_e25_hard_texts_go_into_every_column_and_back(filled: Path) -> None:
    assert _round_trip(filled, list(HARD), 5) > 5 * 90


@pytest.mark.slow
def test_e24_naughty_strings_go_into_every_column_and_back(filled: Path) -> None:
    texts = [text for text in naughty() if storable(text)]
    assert _round_trip(filled, texts, 16) > 2 * len(texts)


@pytest.mark.parametrize("text", ["half \ud83d of a pair", "\udfff", "a\0b"])
def test_e25_what_no_column_can_hold_is_refused_by_every_one(filled: Path, text: str) -> None:
    with Project.open(filled) as project:
        before = project.ask(content_hash)
        for name, shape in shapes().items():
            for column in texts_of(shape):
                row_id = ids_in(project, name)[0]
                with pytest.raises(Refused):
                    project.perform(SetTexts(((name, row_id, {column: text[: longest(shape, column)]}),)))
        assert project.ask(content_hash) == before


# -- fields ----------------------------------------------------------------------------------------------


def shown(text: str) -> str:
    """A text as a field of Qt holds it: one kind of line end, and no sign that it uses itself."""
    for sign in ("\r\n", "\r", "\u2029", "\ufdd0", "\ufdd1"):
        text = text.replace(sign, "\n")
    return text[1:] if text[:1] in ("\ufeff", "\ufffe") else text  # PySide takes it for a mark of the byte order


def test_e24_naughty_strings_stand_in_fields_of_several_lines_as_they_are(qtbot: QtBot) -> None:
    editor = TextEditor(Field("words", "Words", "text"), "Words", "")
    qtbot.addWidget(editor)
    for text in [*HARD, "L\u00a0heure\u202f: 5\u00a0€", "a\u2028b", *naughty()]:
        editor.show_value(text)
        assert editor.value() == shown(text)
        assert not editor.dirty  # what nobody touches is not written back


def test_e24_naughty_strings_stand_in_fields_of_one_line_as_they_are(qtbot: QtBot) -> None:
    editor = LineEditor(Field("title", "Title", "line"), "Title", "")
    qtbot.addWidget(editor)
    for text in [*HARD, *naughty()]:
        line = "".join(text.splitlines())
        editor.show_value(line)
        assert editor.value() == (line[1:] if line[:1] in ("\ufeff", "\ufffe") else line)
        assert not editor.dirty


def test_e25_half_a_character_in_a_field_is_no_crash(qtbot: QtBot) -> None:
    editor = TextEditor(Field("words", "Words", "text"), "Words", "")
    qtbot.addWidget(editor)
    editor.words.setFocus()
    editor.words.insert_words("half \ud83d of a pair \udfff")
    kept = editor.value()
    assert kept.startswith("half ")
    check_text(kept, {})  # Qt has put a sign for a lost letter there, which people see
    assert "\ufffd" in kept or "half  of" in kept
