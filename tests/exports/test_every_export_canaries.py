"""What may be in no export is in none: looked for by words that nobody would write, in every form and every choice."""

import io
import tempfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from exports.catalog import EXPORTS, Export, make
from exports.document import Document, Figure, Paragraph, Picture, Rect
from exports.forms import SUFFIXES, Steps, render
from models import queries
from models.edits.redactions import AddRedaction
from models.edits.responding import KeepResponse
from models.edits.voices import AddVoice, ConsentAnswer, NewVoice, WithdrawStory, WithdrawVoice
from models.project import Project
from models.redaction import Span
from models.vocabulary import PURPOSES
from tests.app.support import TODAY, new_in
from tests.exports.opened import opened
from tests.exports.report_cases import add_note, add_story, confirm, give, no, way_back, workshop, yes
from tests.exports.test_provisional_everywhere import choices_of

PURPOSE_CODES = tuple(term.code for term in PURPOSES)
FIELDS = ("clearer", "teller", "wanted_next", "works_well", "who_helps", "source")
GONE = "QUIETCANARY"  # in everything that may be nowhere
PRINTED = "LOUDCANARY"  # in a story whose teller agreed to everything: the search finds what is there


def told(project: Project, mark: str, consents: tuple[ConsentAnswer, ...], held: str) -> str:
    more = {name: f"{mark}{name}" for name in FIELDS}
    return add_story(
        project, f"{mark} and then it rained", consents, workshop_id=held, clearer_agreed=True,
        words_source="translated", translated_by=f"{mark}by", **more,
    )  # fmt: skip


@lru_cache
def project_bytes() -> bytes:
    """A project that holds everything that people may have taken back, hidden or never agreed to."""
    with tempfile.TemporaryDirectory() as folder:
        path = new_in(Path(folder))
        with Project.open(path) as project:
            fill_with_canaries(project)
        return path.read_bytes()


def fill_with_canaries(project: Project) -> None:
    held = workshop(project, day=TODAY, words_preset="word_for_word")
    everything = tuple(yes(one) for one in PURPOSE_CODES)
    told(project, PRINTED, everything, held)
    told(project, f"{GONE}UNSET", (), held)
    told(project, f"{GONE}NO", tuple(no(one) for one in PURPOSE_CODES), held)
    told(project, f"{GONE}OLD", tuple(yes(one, TODAY - timedelta(days=1)) for one in PURPOSE_CODES), held)
    project.perform(WithdrawStory(told(project, f"{GONE}BACK", everything, held)))
    _notes(project, held)
    way_back(project)
    project.perform(KeepResponse("", "Thank you", contact=f"{GONE}@mail.example"))
    project.keep_draft("story", f"{GONE} half typed")


def _notes(project: Project, held: str) -> None:
    """A note of which one voice was taken back, one of which all were, one with a hidden name, one with an answer."""
    shared = add_note(project, "Open late", workshop_id=held)
    project.perform(AddVoice(shared, NewVoice(f"{GONE}VOICE open late", {"workshop_id": held})))
    alone = add_note(project, f"{GONE}ALONE", workshop_id=held, wording=f"{GONE}WORDING")
    notes = {note.id: note for note in project.ask(queries.notes)}
    for voice in (notes[shared].voices[-1], notes[alone].voices[0]):
        project.perform(WithdrawVoice(voice.id))
    hidden = f"Let {GONE}NAME stay"
    note = add_note(project, hidden, workshop_id=held)
    voice = next(one for one in project.ask(queries.notes) if one.id == note).voices[0]
    at = hidden.index(GONE)
    project.perform(AddRedaction("voice", voice.id, (Span(at, at + len(f"{GONE}NAME"), "[a name]"),)))
    confirm(project, give(project, shared, "now", "of ours"))


def others(export: Export) -> Iterator[dict[str, Any]]:
    """Each choice of an export changed by itself, the rest left as it is."""
    usual = export.options()
    for changed in choices_of(export):
        if sum(getattr(usual, name) != value for name, value in changed.items()) == 1:
            yield changed


def file_of(export: Export, choices: Mapping[str, Any]) -> str:
    """All text in the file that an export makes of the project."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.polku"
        path.write_bytes(project_bytes())
        with Project.open(path, reading=True) as project, project.snapshot(export.purpose, TODAY) as copy:
            target = Path(folder) / f"out{export.suffix}"
            make(export, copy, target, export.options(**choices))
            return opened(target.read_bytes(), export.suffix)


def check(export: Export, choices: Mapping[str, Any]) -> None:
    text = file_of(export, choices)
    assert GONE not in text, (choices, text[max(0, text.find(GONE) - 80) :][:160])
    assert "Wilhelmina" not in text or export.form == "data", choices  # who confirmed did not agree to be named
    if "stories" in export.holds and not choices.get("easy_read"):  # of a story nobody rewrote it holds the code alone
        assert PRINTED in text, choices


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_g15_no_export_holds_what_was_taken_back_hidden_or_never_agreed_to(export: Export) -> None:
    check(export, {})


@pytest.mark.slow
@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_no_choice_brings_it_back(export: Export) -> None:
    for choices in others(export):
        check(export, choices)


def test_the_search_finds_words_in_every_form() -> None:
    """Otherwise a canary that is not found would mean nothing."""
    picture = Picture(9, 9, (Rect(0, 0, 9, 9),))
    made = Document(f"T{PRINTED}", "en", (Paragraph(f"P{PRINTED}"), Figure(picture, f"A{PRINTED}")))
    for form, suffix in SUFFIXES.items():
        out = io.BytesIO()
        render(made, form, out, Steps())
        text = opened(out.getvalue(), suffix)
        assert all(f"{letter}{PRINTED}" in text for letter in "TPA"), form
