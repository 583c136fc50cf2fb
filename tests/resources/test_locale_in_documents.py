"""No text of the program stays English in a document that speaks another language."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.catalog import EXPORTS, Export, compose
from models.project import Project
from resources.files import path_of
from resources.texts import translator
from tests.app.support import TODAY, sample_in
from tests.resources.test_locale import LANGUAGES, tool

EACH = [
    pytest.param(export, marks=() if export.id in ("participant-summary", "vote-sheet") else pytest.mark.slow)
    for export in EXPORTS
    if export.form in ("pdf", "data")
]


def texts_of(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from texts_of(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts_of(getattr(thing, field.name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("export", EACH, ids=lambda export: export.id)
def test_no_text_of_the_program_stays_english(export: Export, language: str, tmp_path: Path) -> None:
    tr = translator(language)
    english = {text for message in tool.read(language) for text, _ in (tool.forms(message) if message.id else ())}
    sample = path_of("samples", "en", "dementia_care.toml").read_text(encoding="utf-8")  # its people may say the same
    whole = {text for text in english if " " in text.strip() and "{" not in text and f'"{text}"' not in sample}
    differing = {text for text in whole if tr(text) != text}
    assert len(differing) > 300
    with (
        Project.open(sample_in(tmp_path), reading=True) as project,
        project.snapshot(export.purpose, TODAY) as copy,
    ):
        said = set(texts_of(compose(export, copy, export.options(), language)))
    assert said & differing == set()
    assert len(said) > 10
