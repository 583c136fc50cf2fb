"""Promises over time, on screen: what changed of each, and what stood in public after each change."""

from datetime import date, timedelta

from models import promise_times
from models.edits.promising import ChangePromise
from models.edits.weighing import GiveAnswer
from models.project import Project
from tests.models.promised import became, promised
from tests.models.support import column
from tests.widgets.history.conftest import Enter
from tests.widgets.support import TODAY, seen
from widgets.history.promises_page import MomentView, PromisesPage


def page_of(enter: Enter) -> PromisesPage:
    page = enter().show_page("promise-times")
    assert isinstance(page, PromisesPage)
    return page


def moments(page: PromisesPage) -> list[str]:
    views = page.details.findChildren(MomentView)
    return [seen(view) for view in views if not view.isHidden()]


def test_a_promise_tells_all_that_changed_and_what_was_said_in_public_then(project: Project, enter: Enter) -> None:
    answer = promised(project, "A lift", sentence="We rent a van.", report_back=date(2026, 4, 1))
    later = date(2026, 6, 1)
    project.perform(ChangePromise(answer, "Team lead", later, "The van was sold", "", TODAY))
    became(project, answer, "late")
    note = column(project, "SELECT contribution_id FROM answer")[0]
    project.perform(GiveAnswer("now", {"sentence": "We share a van."}, note, why="Renting was too dear"))
    page = page_of(enter)
    found = moments(page)
    assert "Confirmed" in found[0]
    assert "“We rent a van.”" in found[0]
    assert any("Report back" in one and "1 Jun 2026" in one and "The van was sold" in one for one in found)
    assert any("We share a van." in one and "Renting was too dear" in one for one in found)
    assert any("Nothing stood in public from then on." in one for one in found)
    assert any("Late" in one and "So it was." in one for one in found)
    assert "Not confirmed now" in seen(page.details)


def test_promises_are_listed_by_what_happened_to_them(project: Project, enter: Enter) -> None:
    promised(project, "A lift")
    moved = promised(project, "A chair")
    project.perform(ChangePromise(moved, "Team lead", TODAY + timedelta(days=90), "Too early", "", TODAY))
    page = page_of(enter)
    assert {card.title for card in page.list.cards.cards} == {"A lift", "A chair"}
    page.filter.chosen.emit("moved")
    page.filter.show_code("moved")
    page.filter.chosen.emit("moved")
    assert [card.title for card in page.list.cards.cards] == ["A chair"]
    page.filter.show_code("open")
    page.filter.chosen.emit("open")
    assert page.nothing_here.isVisible()


def test_without_a_promise_the_page_says_what_will_be_here(project: Project, enter: Enter) -> None:
    page = page_of(enter)
    assert page.nothing.isVisible()
    assert "No promise was made yet" in seen(page)


def test_a_promise_whose_answer_was_taken_back_is_still_told(project: Project) -> None:
    promised(project, "A lift", sentence="We rent a van.")
    note = column(project, "SELECT contribution_id FROM answer")[0]
    project.perform(GiveAnswer("no", {"sentence": "It is too dear."}, note, why="No money"))
    (found,) = project.ask(promise_times.promise_times)
    assert not found.is_confirmed
    assert found.moments[0].said == "We rent a van."
    assert found.moments[-1].said == ""
