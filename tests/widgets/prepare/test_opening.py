"""What is read out, and what is left out."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from models import queries
from models.edits.project import AddEarlierPromise, AddScopeItem, AddWorkshop, ChangeProject, ChangeWorkshop
from tests.widgets.prepare.conftest import Shown
from tests.widgets.support import TODAY, seen
from widgets.context import Context
from widgets.prepare.opening import opening_slides, present_workshop


def kinds(context: Context) -> list[str]:
    found = opening_slides(context.document, context.session.workshop_id, context.tr, TODAY)
    return [slide.kind for slide in found]


def test_nothing_entered_is_nothing_to_read_out(empty: Context, shown: Shown) -> None:
    assert kinds(empty) == []
    empty.document.perform(AddWorkshop("An evening"))
    assert kinds(empty) == []
    room = shown(empty)
    room.go("opening")
    assert "There is nothing to read out yet" in seen(room)
    assert "The ask is not written yet." in seen(room.section().side)


def test_the_example_is_read_out_in_order(example: Context) -> None:
    assert kinds(example) == ["ask", "word", "open", "shapeable", "fixed", "last_time", "answers"]
    slides = {slide.kind: slide for slide in opening_slides(example.document, None, example.tr, TODAY)}
    assert slides["last_time"].lines[3].startswith("A memory nurse at the health centre every week\nBroken: ")
    assert slides["answers"].lines == ("Memory team lead answers everything by 22 Mar 2026.",)
    assert "\nFixed until 16 Apr 2027: The lease runs on" in slides["fixed"].lines[0]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"pledge_role": "The lead"}, "The lead answers everything."),
        ({"pledge_day": TODAY}, "Everything is answered by 2 Mar 2026."),
        ({"promise_level": 1}, "We tell you."),
        ({"promise_level": 2, "promise_note": "By post."}, "We ask you and say what we did with it.|By post."),
        ({"promise_level": 1, "promise_note": "We tell you by post."}, "We tell you by post."),
    ],
)
def test_only_what_is_known_is_said(empty: Context, values: dict[str, object], said: str) -> None:
    empty.document.perform(AddWorkshop("An evening", values))
    (slide,) = opening_slides(empty.document, None, empty.tr, TODAY)
    assert "|".join(slide.lines) == said


def test_the_next_workshop_is_meant_where_none_is_present(empty: Context) -> None:
    for title, days in (("Long ago", -30), ("Later", 40), ("Soon", 3)):
        empty.document.perform(AddWorkshop(title, {"day": TODAY + timedelta(days=days)}))
    workshops = empty.document.ask(queries.workshops)
    meant = present_workshop(workshops, None, TODAY)
    assert meant is not None
    assert meant.title == "Soon"
    assert present_workshop(workshops, workshops[0].id, TODAY) == workshops[0]
    assert present_workshop(workshops[:1], None, TODAY) == workshops[0]
    assert present_workshop((), None, TODAY) is None


def test_the_cue_is_beside_the_opening_and_never_in_it(example: Context, shown: Shown) -> None:
    room = shown(example)
    room.go("opening")
    assert "Service users need empathy and room." in seen(room.section().side)
    assert "empathy" not in seen(room.section().middle)
    example.document.perform(ChangeProject({"coproduction": ""}))
    assert "How to talk" not in seen(room.section().side)


def test_the_opening_follows_what_is_entered(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("opening")
    workshop = empty.document.perform(AddWorkshop("An evening"))
    assert workshop is not None
    empty.document.perform(ChangeWorkshop(str(workshop.result), {"ask": "What helps?"}))
    empty.document.perform(AddEarlierPromise("<b>A bench</b>", {"outcome": "broken"}))
    empty.document.perform(AddScopeItem("open", "The letters"))
    QApplication.processEvents()  # new pages are shown in the next turn
    text = seen(room.section().middle)
    assert text.index("What helps?") < text.index("The letters") < text.index("<b>A bench</b>") < text.index("Broken")
    bench = next(label for label in room.findChildren(QLabel) if label.text() == "<b>A bench</b>")
    assert bench.textFormat().name == "PlainText"
