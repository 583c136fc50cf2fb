"""A provisional answer is a promise nowhere: every kind of answer, not confirmed, in every export and every view."""

import itertools
import json
import math
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from exports.catalog import EXPORTS, Export, export_of, make
from exports.reports.content import Content
from exports.reports.trace import trace_line
from models import queries, vote_reads
from models.answers import ANSWERS, allowed_answers, phrase
from models.edits.project import AddEnvelopeLine, AddWorkshop
from models.edits.theming import NewTheme
from models.edits.voting import AddRound
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, RecordOutcome, SetEstimate
from models.project import Project
from models.vocabulary import NOTE_KINDS
from resources.texts import translator
from tests.app.support import TODAY, document, new_in, pdf_text, polku, said, squeezed
from tests.conftest import TickingClock
from tests.exports.report_cases import DAY, add_note, way_back
from tests.widgets.support import context_of
from widgets.present.pages import PAGES
from widgets.share.closing import closing_slides

CANARY, WEIGHED = "CANARY", "CANNOTBEPUBLIC"  # in drafts of answers; in what was weighed, which stays in the house
PUBLIC = tuple(export.id for export in EXPORTS if export.purpose in ("public_report", "room"))
STAMPS = ("not confirmed", "Not confirmed", "looks", "drafted", "may not be", "do not know yet", "could be")
# What only a confirmed answer may be called. "Somebody must decide first" is said of both: who and when is not.
PLAIN = (
    *(one.label for one in ANSWERS if one.code not in ("decide", "heard", "answered")),
    *("Heard, and where it went", "We find out by", "we pass it on", "Somebody must decide first:"),
)
FIELDS = ("We find out by", "Choose We find out by from a calendar")  # what a field asks for is called like that, too
TEXTS = "sentence reason possible_part decided_by preferred body recipient".split()
MOST_CHOICES = 40  # of one export that are tried all together
Values = Mapping[str, object]


def values_of(mark: str) -> dict[str, object]:
    """Everything that the gate asks for, each text a promise with a word to look for."""
    told: dict[str, object] = {name: f"We will certainly do it {CANARY} {name} {mark}" for name in TEXTS}
    days = dict.fromkeys(("decided_on", "decision_day", "find_out_by", "report_back"), DAY)
    return {**told, **days, "reason_kind": "chosen_otherwise", "owner": "Clinic lead", "fix_or_fit": "service"}


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Project]:
    """The project of `fill`, which is made once."""
    path = tmp_path / "project.polku"
    path.write_bytes(drafts_bytes())
    with Project.open(path) as project:
        yield project


@lru_cache
def drafts_bytes() -> bytes:
    """The project of `fill` as it lies on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = new_in(Path(folder), "project.polku")
        with Project.open(path, clock=TickingClock()) as project:
            fill(project)
        return path.read_bytes()


def fill(project: Project) -> None:
    """Every kind of answer to every kind of note, own and of a theme, and one that was confirmed once; none is now."""
    shop = str(project.perform(AddWorkshop("Workshop 1", {"ask": "What would help?", "day": TODAY})).result)
    project.perform(AddEnvelopeLine("money", "Budget", 10_000))
    project.perform(AddEnvelopeLine("staff_days", "Team", 1_000))
    ideas: list[str] = []
    for term in NOTE_KINDS:
        for answer in allowed_answers(term.code):
            note = add_note(project, f"Words about {term.code} {answer.code}", term.code, workshop_id=shop)
            weigh(project, note)
            project.perform(GiveAnswer(answer.code, values_of(f"{term.code} {answer.code}"), note))
            ideas += [note] if term.code == "idea" else []
    for code in ("now", "no", "pass"):
        held = tuple(add_note(project, f"Words under {code} {at}", "idea", workshop_id=shop) for at in range(2))
        theme = str(project.perform(NewTheme(f"Theme {code}", held)).result)
        project.perform(GiveAnswer(code, values_of(f"theme {code}"), theme_id=theme))
        weigh(project, held[0])
    once = add_note(project, "Words of once", "idea", workshop_id=shop)
    weigh(project, once)
    answer = str(project.perform(GiveAnswer("now", values_of("once"), once)).result)
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", "Wilma", on=DAY))
    project.perform(RecordOutcome(answer, "kept", f"It was done {CANARY}", DAY, "Head"))
    project.perform(GiveAnswer("try", values_of("again"), once, why="It was too early"))
    options = (*project.ask(vote_reads.theme_options), *project.ask(vote_reads.marked_options, tuple(ideas)))
    project.perform(AddRound("Which comes first?", {"workshop_id": shop}, options))
    way_back(project)
    assert not any(one.confirmed for one in project.ask(queries.weighing).answers)


def weigh(project: Project, note: str) -> None:
    for measure, direction in itertools.product(("money", "days"), ("takes", "frees")):
        project.perform(AddCost(NewCost(measure, 500, direction=direction), note))
    project.perform(SetEstimate({"starts": DAY, "ends": DAY, "possible_part": f"A part {WEIGHED}"}, note))


def choices_of(export: Export) -> Iterator[dict[str, Any]]:
    """Every choice that somebody can make for an export; where they are too many together, each of them once."""
    wanted: dict[str, list[Any]] = {}
    for option in fields(export.options):
        if terms := option.metadata.get("terms"):
            wanted[option.name] = [term.code for term in terms]
        elif isinstance(option.default, bool):
            wanted[option.name] = [True, False]
        elif isinstance(option.default, int) and option.default is not MISSING:
            wanted[option.name] = [option.default, 3]
    if math.prod(map(len, wanted.values())) > MOST_CHOICES:
        yield from ({name: value} for name, values in wanted.items() for value in values)
        return
    yield from (dict(zip(wanted, chosen, strict=True)) for chosen in itertools.product(*wanted.values()))


def plain_phrases(words: str) -> list[str]:
    return [one for one in PLAIN if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words)]


@pytest.mark.parametrize("export_id", [export.id for export in EXPORTS])
def test_no_document_holds_a_draft_or_a_plain_phrase(drafts: Project, export_id: str) -> None:
    for choices in choices_of(export_of(export_id)):
        made = said(document(drafts, export_id, **choices))
        assert plain_phrases(made) == [], choices
        if export_id in PUBLIC:
            assert CANARY not in made, choices
            assert WEIGHED not in made, choices
        for line in made.splitlines():  # an internal document may hold a draft, stamped right where it stands
            assert CANARY not in line or any(stamp in line for stamp in STAMPS), line


@pytest.mark.parametrize("export_id", [export.id for export in EXPORTS])
def test_every_answer_in_a_document_says_that_it_is_not_confirmed(drafts: Project, export_id: str) -> None:
    export = export_of(export_id)
    if "answers" not in export.holds or export.write:  # of a table only its beginning can be looked at
        return
    made = said(document(drafts, export_id))
    for kind in NOTE_KINDS:
        for answer in allowed_answers(kind.code):
            assert phrase(answer.code, confirmed=False) in made
    # What is cut has no header to stamp: each slip says it of its own answer, which is looked for above.
    assert "Not all confirmed" in made or export.document == "print-pack"


def test_a_document_says_that_an_answer_is_the_one_to_the_theme(drafts: Project) -> None:
    for export_id in ("participant-summary", "lead-report"):
        made = said(document(drafts, export_id))
        for code in ("now", "no", "pass"):
            assert f"answer to its theme “Theme {code}”" in made, export_id


def test_what_became_of_an_earlier_answer_is_not_said_of_the_one_that_holds_now(project: Project) -> None:
    note = add_note(project, "Words")
    weigh(project, note)
    for code in ("now", "no"):
        answer = str(project.perform(GiveAnswer(code, values_of(code), note)).result)
        project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", on=DAY))
        if code == "now":
            project.perform(RecordOutcome(answer, "kept", "It was done", DAY, "Head"))
            assert "It was done" in said(document(project))
    for export_id in ("participant-summary", "lead-report"):
        assert "It was done" not in said(document(project, export_id))


@pytest.mark.parametrize("export_id", [export.id for export in EXPORTS if export.form == "pdf"])
def test_no_page_of_a_pdf_holds_one(drafts: Project, export_id: str, tmp_path: Path) -> None:
    export = export_of(export_id)
    with drafts.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, tmp_path / "out.pdf")
    text = squeezed(pdf_text(tmp_path / "out.pdf"))
    assert CANARY not in text or export_id not in PUBLIC
    assert [one for one in PLAIN if squeezed(one) in text and len(one) > 12] == []


def test_the_trace_of_a_note_holds_none(drafts: Project) -> None:
    with drafts.snapshot("internal_report", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        lines = [trace_line(note, content) for note in content.notes]
    assert plain_phrases("\n".join(lines)) == []
    assert CANARY not in "\n".join(lines)


def test_no_command_says_one(drafts: Project, tmp_path: Path) -> None:
    path = tmp_path / "copy.polku"
    drafts.save_copy(path)
    for arguments in (("info", path), ("info", path, "--json"), ("check", path)):
        ran = polku(*arguments)
        told = ran.out + ran.err
        assert CANARY not in told
        assert plain_phrases(told) == []
    load = json.loads(polku("info", path, "--json").out)["load"]
    assert load["money"]["confirmed"] == load["days"]["confirmed"] == load["money"]["freed"] == 0
    assert load["money"]["provisional"] > 0


# -- views --------------------------------------------------------------------------------------------------


def test_nothing_that_a_hall_sees_holds_one(drafts: Project, qtbot: QtBot) -> None:
    context = context_of(drafts)
    context.session.enter_workshop(drafts.ask(queries.workshops)[-1].id)
    context.settings.set("show_newest_notes", True)
    for theme in drafts.ask(queries.themes):
        context.session.read_back(theme.id)
        for page in PAGES:
            words = "\n".join(text for slide in page.slides(context) for text in texts_of(slide))
            assert CANARY not in words, page.id
            assert plain_phrases(words) == [], page.id
    closing = closing_slides(context.document, context.session.workshop_id, context.tr, TODAY)
    words = "\n".join(text for slide in closing for text in texts_of(slide))
    assert CANARY not in words
    assert plain_phrases(words) == []
    assert "This looks possible soon" in words


def texts_of(thing: Any) -> list[str]:
    return said(thing).splitlines()


def words_in(widget: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Everything that a widget says to eyes and to a screen reader; what somebody writes is in no label."""
    for one in (widget, *widget.findChildren(QWidget)):
        if not one.isVisibleTo(widget):
            continue
        said = (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        for words in (*said, one.text() if isinstance(one, QLabel | QAbstractButton) else ""):
            yield one, words


def is_stamped(one: QWidget) -> bool:
    """Whether it is said right beside a draft that it is not confirmed."""
    parent = one.parentWidget()
    around = parent.parentWidget() if parent else None
    labels = around.findChildren(QLabel) if around else []
    return any(stamp in label.text() for stamp in STAMPS for label in labels if label.isVisible())


@pytest.mark.parametrize("room_id", ["prepare", "capture", "sort", "weigh", "share", "reflect", "history"])
def test_no_room_calls_one_by_its_plain_phrase(drafts: Project, qtbot: QtBot, room_id: str) -> None:
    from widgets.rooms import ROOMS

    context = context_of(drafts)
    context.session.enter_workshop(drafts.ask(queries.workshops)[-1].id)
    made = next(room for room in ROOMS if room.id == room_id)(context)
    qtbot.addWidget(made)
    made.resize(1260, 680)
    made.show()
    made.refresh(frozenset())
    qtbot.wait(1)
    for note in (None, *drafts.ask(queries.notes)):
        if note is not None and room_id == "weigh":
            made.show_row("contribution", note.id)
        for one, words in words_in(made):
            assert words in FIELDS or plain_phrases(words) == [], words
            assert CANARY not in words or is_stamped(one), words
        if room_id != "weigh":
            break
    made.copy()
    copied = QGuiApplication.clipboard().text()
    assert plain_phrases(copied) == []
    assert CANARY not in copied
