"""The tables as exports: their options, what writes them, and a page that shows how each begins."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

from exports.document import Block, Document, Heading, Paragraph, Table
from exports.forms import Rendered, Steps
from exports.reports.content import Content
from exports.reports.opening import framed
from exports.tables.csv_file import write_csv
from exports.tables.on_path import path_sheets, sorted_sheets
from exports.tables.prepared import prepared_sheets
from exports.tables.sheet import Sheet, in_words
from exports.tables.voices import notes_sheet, stories_sheet
from exports.tables.weighed import came_back_sheets, version_sheets, weighed_sheets
from exports.tables.xlsx_file import write_xlsx
from models import table_reads
from models.snapshot import Snapshot
from models.vocabulary import Term
from resources.texts import N_, Translator

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_LETTERS = 12, 5, 120
MARKS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@dataclass(frozen=True)
class CsvOptions:
    """`for_excel`: with the mark by which Excel knows UTF-8. `between`: what stands between cells."""

    for_excel: bool = field(
        default=True,
        metadata={
            "label": N_("For Excel"),
            "explain": N_("Marks the file as UTF-8. Leave it out for programs that stumble over the mark."),
        },
    )
    between: Literal["comma", "semicolon", "tab"] = field(
        default="comma",
        metadata={
            "label": N_("Between cells"),
            "terms": (Term("comma", N_("Comma")), Term("semicolon", N_("Semicolon")), Term("tab", N_("Tab"))),
            "explain": N_("Excel in Finnish opens a file with semicolons by a double click."),
        },
    )


@dataclass(frozen=True)
class BookOptions:
    """The spreadsheet has no options: it holds everything."""


def write_ideas(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write the notes as text with delimiters."""
    sheet = notes_sheet(Content.read(snapshot, tr, as_written=True), snapshot.ask(table_reads.voices_more))
    return _csv(sheet, options, out, steps)


def write_stories(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write the stories as text with delimiters."""
    sheet = stories_sheet(Content.read(snapshot, tr, as_written=True), snapshot.ask(table_reads.stories_more))
    return _csv(sheet, options, out, steps)


def write_everything(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write all sheets as one spreadsheet."""
    del options
    content = Content.read(snapshot, tr, as_written=True)
    return Rendered(rows=write_xlsx(all_sheets(content, snapshot.ask), content.project.title, tr, out, steps))


def all_sheets(content: Content, ask: Any) -> tuple[Sheet, ...]:
    """Return every sheet: people's words first."""
    words = (
        notes_sheet(content, ask(table_reads.voices_more)),
        stories_sheet(content, ask(table_reads.stories_more)),
    )
    return (
        *words,
        *prepared_sheets(content, ask),
        *path_sheets(content, ask),
        *sorted_sheets(content, ask),
        *weighed_sheets(content),
        *came_back_sheets(content, ask),
        *version_sheets(content, ask),
    )


def show_ideas(content: Content, options: CsvOptions) -> Document:
    """Return a page that shows how the table of notes begins."""
    del options
    return _shown((notes_sheet(content, {}),), content)


def show_stories(content: Content, options: CsvOptions) -> Document:
    """Return a page that shows how the table of stories begins."""
    del options
    return _shown((stories_sheet(content, {}),), content)


def show_everything(content: Content, options: BookOptions) -> Document:
    """Return a page that lists the sheets, and shows how the notes begin."""
    del options
    tr = content.tr
    sheets = all_sheets(content, content.ask)
    head = (tr("Sheet"), tr("What it holds"), tr("Rows"))
    rows = tuple((sheet.name, sheet.about, str(len(sheet.rows))) for sheet in sheets)
    contents = Table(head, rows, (0.25, 0.6, 0.15), row_header=True, numeric=(2,))
    return _shown(sheets[:1], content, (Heading(1, tr("Sheets")), contents))


def _csv(sheet: Sheet, options: CsvOptions, out: BinaryIO, steps: Steps) -> Rendered:
    write_csv(sheet, out, steps, for_excel=options.for_excel, delimiter=MARKS[options.between])
    return Rendered(rows=len(sheet.rows))


def _shown(sheets: tuple[Sheet, ...], content: Content, before: tuple[Block, ...] = ()) -> Document:
    """Return the page: what the table holds, every column, and its first rows."""
    tr = content.tr
    blocks: list[Block] = [
        Paragraph(tr("This is how the file begins. It is made for spreadsheets and other programs."), "lead"),
        *before,
    ]
    for sheet in sheets:
        count = tr.count("{n} row", "{n} rows", len(sheet.rows))
        blocks += [Heading(1, sheet.title), Paragraph(tr("{about}: {count}.", about=sheet.about, count=count))]
        if sheet.rows:
            blocks.append(_beginning(sheet))
        columns = tuple((column.name, column.meaning) for column in sheet.columns)
        head = (tr("Column"), tr("What it holds"))
        blocks += [Heading(2, tr("Columns")), Table(head, columns, (0.3, 0.7), row_header=True, compact=True)]
    return framed(
        content,
        title=tr("Table"),
        blocks=tuple(blocks),
        footer=tr("A look at a table, not the table itself"),
        stamp=content.project.stamp,
    )


def _beginning(sheet: Sheet) -> Table:
    """Return the first rows and columns, their words cut where they are long."""
    head = tuple(column.name for column in sheet.columns[:SHOWN_COLUMNS])
    rows = tuple(tuple(_cut(in_words(cell)) for cell in row[:SHOWN_COLUMNS]) for row in sheet.rows[:SHOWN_ROWS])
    return Table(head, rows, compact=True, row_header=True)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN_LETTERS else line[: SHOWN_LETTERS - 1] + "…"
