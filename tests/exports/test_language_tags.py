"""What people and the project said in another language than the document's says which one, wherever it is printed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from exports.catalog import EXPORTS, Export, compose
from exports.document import Run
from exports.words import Tongues
from models import queries
from models.edits.project import ChangeProject
from models.edits.sorting import AddTheme, PutInTheme
from models.project import Project
from tests.app.support import TODAY
from tests.exports.report_cases import DAY, add_note, add_story, confirm, give, way_back, workshop, yes

WORDS = ("KAHVIA", "PENKKI", "KYSYMME", "TARINA", "AIHE")  # in exact words, an ask, a story, a theme


def tongues_of(thing: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a document with the language it is said to be in, empty for the document's own."""
    if isinstance(thing, Tongues):
        yield from tongues_of(thing.parts, language)
    elif isinstance(thing, str):
        yield thing, language
    elif isinstance(thing, Run):
        yield thing.text, thing.language or language
    elif isinstance(thing, tuple):
        for part in thing:
            yield from tongues_of(part, language)
    elif is_dataclass(thing) and not isinstance(thing, type):
        own = getattr(thing, "language", "") or language
        for field in fields(thing):
            if field.name not in ("alt", "href", "language"):
                yield from tongues_of(getattr(thing, field.name), own)


@pytest.fixture
def finnish(project: Project) -> Project:
    project.perform(ChangeProject({"language": "fi"}))
    held = workshop(project, ask="KYSYMME mitä tarvitaan?", day=TODAY, pledge_role="x", pledge_day=DAY)
    way_back(project)
    first = add_note(project, "KAHVIA kaikille", workshop_id=held)
    second = add_note(project, "PENKKI pysäkille", workshop_id=held)
    confirm(project, give(project, first, "now", "x"))
    give(project, second, "decide", "x")
    project.perform(PutInTheme(second, str(project.perform(AddTheme("AIHE")).result)))
    add_story(project, "TARINA kertoo.", (yes("internal_report"), yes("public_report")), words_source="own_hand")
    assert project.ask(queries.project).language == "fi"
    return project


@pytest.mark.parametrize("export", [one for one in EXPORTS if one.form == "pdf"], ids=lambda one: one.id)
def test_words_in_another_language_say_which(finnish: Project, export: Export) -> None:
    with finnish.snapshot(export.purpose, TODAY) as copy:
        made = compose(export, copy, export.options(), "en")
    found = [(text, tag) for block in made.blocks for text, tag in tongues_of(block) if any(w in text for w in WORDS)]
    bare = [text for text, tag in found if tag != "fi"]
    assert not bare, "\n".join(bare)
