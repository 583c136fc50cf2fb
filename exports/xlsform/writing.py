"""The form as an XLSForm: a spreadsheet that pyxform, and everything built on it, reads without a warning."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from exports.forms import Rendered, Steps
from exports.reports.content import Content
from exports.xlsform.form import FormRow, OwnForm, Texts, form_of, how_to, language_name
from models.snapshot import Snapshot
from resources.texts import Translator

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone; the same project gives the same bytes
SURVEY = ("type", "name", "label", "hint", "relevant", "constraint", "constraint_message", "appearance")
TOLD = frozenset({"label", "hint", "constraint_message"})  # columns with one for each language


def write_form(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write the form as a spreadsheet that pyxform and everything built on it can read."""
    del options, steps
    import xlsxwriter

    form = form_of(Content.read(snapshot, tr))
    made = io.BytesIO()
    no_guessing = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, no_guessing) as book:
        book.set_properties({"title": form.title, "created": MADE})
        _write(book, "survey", _survey(form))
        _write(book, "choices", _choices(form))
        _write(book, "settings", _settings(form))
        _write(book, "_how_to", _how_to(tr))
    out.write(made.getvalue())
    return Rendered(rows=len(form.survey))


def _survey(form: OwnForm) -> Iterator[list[str]]:
    columns = [(name, language) for name in SURVEY for language in (form.languages if name in TOLD else ("",))]
    yield [_titled(name, language) for name, language in columns]
    for row in form.survey:
        yield [_value(row, name, language) for name, language in columns]


def _choices(form: OwnForm) -> Iterator[list[str]]:
    yield ["list_name", "name", *(_titled("label", language) for language in form.languages)]
    for choice in form.choices:
        yield [choice.list_name, choice.name, *(choice.label[language] for language in form.languages)]


def _settings(form: OwnForm) -> Iterator[list[str]]:
    yield ["form_title", "form_id", "version", "default_language"]
    yield [form.title, form.form_id, form.version, _tagged(form.languages[0])]


def _how_to(tr: Translator) -> Iterator[list[str]]:
    for line in how_to(tr):
        yield [line]


def _titled(name: str, language: str) -> str:
    return f"{name}::{_tagged(language)}" if language else name


def _tagged(language: str) -> str:
    return f"{language_name(language)} ({language})"


def _value(row: FormRow, name: str, language: str) -> str:
    value: str | Texts | None = getattr(row, name)
    return value.get(language, "") if isinstance(value, dict) else value or ""


def _write(book: Any, name: str, rows: Iterator[list[str]]) -> None:
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for at, row in enumerate(rows):
        for place, words in enumerate(row):
            if words:
                page.write_string(at, place, words, head if at == 0 and name != "_how_to" else plain)
    page.set_column(0, 12, 30)
