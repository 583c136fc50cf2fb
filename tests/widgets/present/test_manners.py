"""Room manners: what the hall never sees, over all pages of the example and of a project made to be indiscreet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import queries, vote_reads
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint, SetFeeling
from models.edits.project import AddEnvelopeLine, AddSegment, AddWorkshop, SetAttendance
from models.edits.redactions import AddRedaction
from models.edits.theming import NewTheme, PutNotes
from models.edits.voices import (
    AddNote,
    AddParticipant,
    AddStory,
    ConsentAnswer,
    NewNote,
    NewVoice,
    Place,
    WithdrawVoice,
)
from models.edits.voting import AddRound, SetCount
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, SetEstimate, SetFinding
from models.project import Project
from models.redaction import Span
from models.sample import make_sample
from tests.widgets.support import TODAY, context_of
from widgets.context import Context
from widgets.present.pages import PAGES
from widgets.present.stage import Stage
from widgets.present.window import PresentWindow, RoomView
from widgets.theme import PALETTES

CANARY = "Zebediah"
Shown = Callable[[Context], PresentWindow]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "example.polku"
    make_sample(path, TODAY).close()
    return path


@pytest.fixture
def example(sample: Path, tmp_path: Path) -> Iterator[Context]:
    path = tmp_path / "example.polku"
    path.write_bytes(sample.read_bytes())
    with Project.open(path) as project:
        yield in_its_workshop(context_of(project))


def in_its_workshop(context: Context) -> Context:
    context.session.enter_workshop(context.document.ask(queries.workshops)[-1].id)
    context.settings.set("show_newest_notes", True)
    themes = context.document.ask(queries.themes)
    context.session.read_back(themes[0].id if themes else None)
    vote_among(context)
    return context


def vote_among(context: Context) -> None:
    """Open a vote on every theme and idea, with votes counted already, which the hall must not see."""
    project = context.document.project
    options = (*context.document.ask(vote_reads.theme_options), *context.document.ask(vote_reads.note_options, None))
    values = {"workshop_id": context.session.workshop_id}
    vote = str(project.perform(AddRound("Which comes first?", values, options[:60])).result)
    for option in context.document.ask(vote_reads.options, vote):
        if not option.left_out:
            project.perform(SetCount(vote, (option.id, None, 0), "a", 654_300))
    project.perform(SetCount(vote, ("", None, 0), "a", 543_200))


def indiscreet(project: Project, canary: str = CANARY) -> None:
    """Fill a project with the canary wherever a name, a role that owns, or a figure of the load may stand."""
    do = project.perform
    values = {"ask": "What helps?", "promise_level": 2, "pledge_role": "The lead", "pledge_day": TODAY}
    shop = str(do(AddWorkshop("An evening", values)).result)
    few, many = (str(do(AddSegment(name, {}, (), ())).result) for name in (f"{canary}s family", "Carers"))
    do(SetAttendance(shop, few, 2, 2))
    do(SetAttendance(shop, many, 9, 9))
    path = str(do(AddPath("The way to help", "as_is")).result)
    stage = str(do(AddStage(path, "First call")).result)
    lane, feeling = (str(do(AddLane(path, kind, "")).result) for kind in ("people_do", "feeling"))
    assert feeling
    owned = {"owner": f"{canary} Owner", "pain_point": True, "pain_note": f"{canary} was rude", "hand_off": canary}
    card = str(do(AddTouchpoint(stage, lane, "Ring the line", owned)).result)
    person = str(do(AddParticipant(canary, few)).result)
    told = {"teller": canary, "participant_id": person, "workshop_id": shop, "segment_id": few}
    consents = (ConsentAnswer("room", "no", "spoken", canary),)
    story = str(
        do(AddStory(f"{canary} told this and said no to the room.", told, (Place(stage, card),), (), consents)).result
    )
    do(SetFeeling(card, -2, few, person, story, shop, f"{canary} felt low"))
    said = {"words_source": "translated", "translated_by": canary, "participant_id": person, "table_name": canary}
    idea = NewNote((NewVoice("Ring me back", said),), {"kind": "idea", "workshop_id": shop})
    theme = str(do(NewTheme("Being rung", (), shop, f"{canary} Scribe")).result)
    for code, confirmed in (("now", False), ("try", True)):
        note = str(do(AddNote(idea)).result)
        do(PutNotes((note,), theme, None, f"{canary} Scribe"))
        do(SetEstimate({"starts": TODAY, "ends": TODAY + timedelta(9)}, note))
        do(AddCost(NewCost("days", 987_600), note))
        do(AddCost(NewCost("money", 876_500), note))
        answer = {"owner": f"{canary} Owner", "report_back": TODAY, "sentence": "We ring back."}
        given = str(do(GiveAnswer(code, answer, note)).result)
        if confirmed:
            do(ConfirmAnswer(given, "Lead", "in_the_room", canary, canary, on=TODAY))
    drafted = {  # of an answer that nobody confirmed, nothing but its phrase may be seen
        name: f"{canary} {name}"
        for name in ("sentence", "reason", "possible_part", "body", "recipient", "owner", "decided_by", "preferred")
    }
    for code in ("no", "decide", "pass", "unknown"):
        note = str(do(AddNote(replace(idea, values={**idea.values, "wording": f"Wish {code}"}))).result)
        do(PutNotes((note,), theme))
        do(SetFinding("money", {"value": "beyond", "note": canary, "source": canary, "looked_by": canary}, note))
        dated = {"decision_day": TODAY, "find_out_by": TODAY, "report_back": TODAY, "reason_kind": "money"}
        do(GiveAnswer(code, drafted | dated, note))
    do(GiveAnswer("try", drafted, theme_id=theme))
    gone = str(do(AddNote(NewNote((NewVoice(f"{canary} was withdrawn"),), {"workshop_id": shop}))).result)
    do(PutNotes((gone,), theme))
    do(WithdrawVoice(next(one.voices[0].id for one in project.ask(queries.notes) if one.id == gone)))
    quiet = str(do(AddWorkshop("Quiet", {"words_preset": "not_at_all"})).result)
    silent = NewNote((NewVoice(f"{canary} between us"),), {"kind": "idea", "workshop_id": quiet})
    note = str(do(AddNote(silent)).result)
    do(PutNotes((note,), theme))
    do(GiveAnswer("now", drafted, note))
    named = f"Ask {canary} to ring back"
    note = str(do(AddNote(NewNote((NewVoice(named),), {"wording": f"{canary} rings", "workshop_id": shop}))).result)
    do(PutNotes((note,), theme))
    voice = next(one.voices[0].id for one in project.ask(queries.notes) if one.id == note)
    do(AddRedaction("voice", voice, (Span(named.index(canary), named.index(canary) + len(canary), "[a name]"),)))
    do(AddEnvelopeLine("staff_days", "Days", 765_400, {"said_by": canary}))


def told_by(widget: QWidget) -> Iterator[str]:
    """Everything a widget and what is inside it says to eyes, pointers and assistive technology."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield from (
            one.accessibleName(),
            one.accessibleDescription(),
            one.toolTip(),
            one.windowTitle(),
            one.objectName(),
        )
        for name in ("text", "toPlainText", "placeholderText", "title"):
            if callable(say := getattr(one, name, None)):
                yield str(say())


def walked(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every leaf of every page, as (page, kind); what is on the screen is that leaf."""
    for page in stage.pages():
        stage.go(page.id)
        before = None
        while stage.page_id == page.id and (at := (stage._slide, stage._leaf)) != before:
            QApplication.processEvents()
            yield page.id, stage.slide.kind
            before = at
            stage.go_on()


def everything_said(window: QWidget, stage: Stage) -> str:
    spoken: list[str] = []
    for _ in walked(stage):
        spoken += [*told_by(window), *stage.words()]
    return "\n".join(spoken)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(context: Context) -> PresentWindow:
        window = PresentWindow(context)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        return window

    return show


@pytest.mark.slow
def test_all_pages_are_walked(example: Context, shown: Shown) -> None:
    window = shown(example)
    assert {page for page, _ in walked(window.stage)} == {page.id for page in PAGES}


def test_no_name_of_the_example_is_on_any_page(example: Context, shown: Shown) -> None:
    window = shown(example)
    said = everything_said(window, window.stage)
    document = example.document
    weighing = document.ask(queries.weighing)
    names = {answer.confirmed_by for answer in weighing.answers} | {answer.entered_by for answer in weighing.answers}
    names |= {story.teller for story in document.ask(queries.stories)}
    names |= {pseudonym for pseudonym, _ in document.ask(queries.participants).values()}
    names |= {voice.translated_by for note in weighing.notes for voice in note.voices}
    own_words = " ".join(voice.words for note in weighing.notes for voice in note.voices)  # “Three in the morning”
    names = {name for name in names if len(name) > 3 and name not in own_words}
    assert len(names) > 10
    assert [name for name in names if name in said] == []


def test_no_load_and_no_count_is_on_any_page(example: Context, shown: Shown) -> None:
    window = shown(example)
    said = everything_said(window, window.stage).replace("\u00a0", " ")
    for figure in ("70 of 64", "62 of 64", "11,700", "18,000", "11 700", "to answer"):
        assert figure not in said, figure
    assert re.findall(r"\d+ (?:notes?|voices?|stories|story|ideas?|votes?)\b", said) == []


def test_an_indiscreet_project_tells_nothing(project: Project, shown: Shown) -> None:
    indiscreet(project)
    context = in_its_workshop(context_of(project))
    for window in (shown(context), RoomView(context)):
        window.resize(1280, 720)
        window.show()
        said = everything_said(window, window.stage)
        assert "Ring me back" in said  # so that something is read at all
        assert CANARY not in said
        assert "Which comes first?" in said
        for figure in ("9876", "9,876", "8765", "8,765", "7654", "7,654", "6543", "654,3", "5432", "543,2"):
            assert figure not in said
        window.close()


def test_what_is_not_confirmed_has_its_own_phrase(project: Project, shown: Shown) -> None:
    indiscreet(project)
    window = shown(in_its_workshop(context_of(project)))
    said = everything_said(window, window.stage).lower()
    assert "this looks possible soon" in said
    assert "we can do this now" not in said


@pytest.mark.slow
def test_names_and_figures_change_no_pixel(project: Project, shown: Shown, tmp_path: Path) -> None:
    """The picture of the path is painted, not written: other names and figures must paint the very same picture."""
    other = tmp_path / "other.polku"
    indiscreet(project)
    with Project.create(other, "Test project") as second:
        indiscreet(second, "Ottokar")
        one, two = (shown(in_its_workshop(context_of(each))) for each in (project, second))
        for window in (one, two):
            window.stage.go("path")
        QApplication.processEvents()
        assert one.grab().toImage() == two.grab().toImage()


def colours_of(image: QImage) -> set[int]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return set(memoryview(plain.constBits()).cast("B").cast("I"))


def is_red(colour: int) -> bool:
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return red > 110 and red > 1.7 * green and red > 1.7 * blue


@pytest.mark.slow
def test_nothing_is_red(example: Context, shown: Shown) -> None:
    danger = {
        int(shade[1:], 16) for p in PALETTES.values() for shade in (p.danger.strong, p.danger.text, p.danger.soft)
    } - {0xFFFFFF}
    assert all(is_red(int(PALETTES[name].danger.strong[1:], 16)) for name in ("light", "dark"))
    window = shown(example)
    pictures = 0
    for _, kind in walked(window.stage):
        found = {colour & 0xFFFFFF for colour in colours_of(window.grab().toImage())}
        assert found & danger == set()
        assert [hex(colour) for colour in found if is_red(colour)] == []
        pictures += kind == "path"
    assert pictures == 1


def test_a_story_is_shown_only_where_its_teller_said_yes_to_the_room(example: Context, shown: Shown) -> None:
    window = shown(example)
    said = everything_said(window, window.stage)
    for story in example.document.ask(queries.stories):
        if not any(one.purpose == "room" and one.answer == "yes" for one in story.consents) and story.words:
            assert story.words[:30] not in said


def test_a_small_group_is_not_named_beside_its_feelings(project: Project, shown: Shown) -> None:
    indiscreet(project)
    window = shown(in_its_workshop(context_of(project)))
    window.stage.go("path")
    assert [group.name for group in window.stage.path_face._groups] == ["Carers"]
