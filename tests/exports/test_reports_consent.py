"""Stories stand in a document only while their tellers say yes to its purpose."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.catalog import EXPORTS, compose, export_of
from exports.reports.content import Content
from models import queries
from models.edits.path import AddPath, NewCard, SetFeeling
from models.edits.voices import ChangeStory, ConsentAnswer, Place, PlaceStory, RecordConsent, WithdrawStory
from models.errors import Refused
from models.project import Project
from models.vocabulary import PURPOSES
from resources.texts import translator
from tests.app.support import TODAY, document, said
from tests.exports.report_cases import add_story, no, yes

# Documents that print stories; their other forms say the same, and tables are opened in test_every_export_canaries.py.
PRINTING = tuple(
    (export.purpose, export.id) for export in EXPORTS if "stories" in export.holds and export.form == "pdf"
)
PURPOSE_CODES = tuple(term.code for term in PURPOSES)


def test_every_export_declares_a_purpose_that_is_asked_for() -> None:
    assert {("public_report", "participant-summary"), ("internal_report", "lead-report")} <= set(PRINTING)
    assert {export.purpose for export in EXPORTS} <= set(PURPOSE_CODES)


@pytest.mark.parametrize(("purpose", "export_id"), PRINTING)
def test_only_stories_with_a_yes_that_still_holds(project: Project, purpose: str, export_id: str) -> None:
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    others = tuple(yes(other) for other in PURPOSE_CODES if other != purpose)
    cases: dict[str, tuple[ConsentAnswer, ...]] = {
        "UNSET": others,
        "NO": (*others, no(purpose)),
        "EXPIRED": (*others, yes(purpose, yesterday)),
        "WITHDRAWN": (*others, yes(purpose)),
        "YES": (yes(purpose),),
        "LASTDAY": (yes(purpose, TODAY),),
        "LATER": (yes(purpose, tomorrow),),
        "AGAIN": (no(purpose),),
    }
    ids = {
        name: add_story(
            project,
            f"{name}CANARY words",
            consents,
            clearer=f"{name}CANARY clearer",
            clearer_agreed=True,
            teller=f"{name}CANARY teller",
        )
        for name, consents in cases.items()
    }
    project.perform(WithdrawStory(ids["WITHDRAWN"]))
    project.perform(WithdrawStory(ids["AGAIN"]))
    project.perform(RecordConsent(ids["AGAIN"], yes(purpose)))
    text = said(document(project, export_id))
    printed = {name for name in cases if f"{name}CANARY" in text}
    assert printed == {"YES", "LASTDAY", "LATER", "AGAIN"}
    assert {name for name in cases if f"{name}CANARY clearer" in text} == printed
    later = said(document(project, export_id, today=tomorrow))
    assert "LASTDAYCANARY" not in later


def test_a_clearer_wording_is_printed_only_where_the_teller_agreed_to_it(project: Project) -> None:
    agreed = (yes("public_report"), yes("internal_report"))
    story_id = add_story(project, "The words", agreed, clearer="CLEARCANARY", read_back="agreed")
    for _, export_id in PRINTING:
        assert "CLEARCANARY" not in said(document(project, export_id))
    project.perform(ChangeStory(story_id, {"clearer_agreed": True}))
    for purpose, export_id in PRINTING:
        assert "CLEARCANARY" in said(document(project, export_id))
        if purpose == "internal_report":  # how it was checked is of use inside; participants get the words
            assert "read back and agreed" in said(document(project, export_id))
    project.perform(ChangeStory(story_id, {"clearer": "CLEARCANARY, changed"}))
    assert not project.ask(queries.stories)[0].clearer_agreed
    assert "CLEARCANARY" not in said(document(project))
    project.undo()
    assert project.ask(queries.stories)[0].clearer_agreed


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(
                st.sampled_from(PURPOSE_CODES),
                st.tuples(st.sampled_from(["yes", "no"]), st.one_of(st.none(), st.integers(-3, 3))),
            ),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_any_consents(project: Project, cases: list[tuple[dict[str, tuple[str, int | None]], bool]]) -> None:
    expected: dict[str, set[str]] = {purpose: set() for purpose, _ in PRINTING}
    marks: list[str] = []
    for given_consents, withdrawn in cases:
        consents = tuple(
            ConsentAnswer(purpose, answer, ask_again=None if days is None else TODAY + timedelta(days=days))
            for purpose, (answer, days) in given_consents.items()
        )
        story_id = add_story(project, "x", consents)
        mark = f"CANARY{story_id}"
        project.undo()
        story_id = add_story(project, mark, consents)
        marks.append(mark)
        if withdrawn:
            project.perform(WithdrawStory(story_id))
        for purpose, marked in expected.items():
            answer, days = given_consents.get(purpose, ("no", None))
            if answer == "yes" and (days is None or days >= 0) and not withdrawn:
                marked.add(mark)
    for purpose, export_id in PRINTING:
        text = said(document(project, export_id))
        assert {mark for mark in marks if mark in text} == expected[purpose]


def test_a_document_takes_no_copy_that_was_made_for_another_purpose(project: Project) -> None:
    export = export_of("participant-summary")
    with project.snapshot("internal_report", TODAY) as copy, pytest.raises(Refused):
        compose(export, copy, export.options())


def test_what_a_story_leaves_behind_holds_no_words(project: Project) -> None:
    """A feeling stays where its story may not be printed, without a way to it."""
    project.perform(AddPath("The path", stages=("One",), lanes=(("people_do", ""),), cards=(NewCard(0, 0, "Ring"),)))
    (path,) = project.ask(queries.paths)
    story_id = add_story(project, "CANARY words", (no("public_report"),), teller="CANARY teller")
    place = Place(path.stages[0].id, path.cards[0].id)
    project.perform(PlaceStory(story_id, place))
    project.perform(SetFeeling(path.cards[0].id, -2, story_id=story_id))
    with project.snapshot("public_report", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        assert content.stories == ()
        assert [feeling.story_id for feeling in content.paths[0].feelings] == [None]
        assert copy.ask(queries.search, "CANARY") == ()
    assert "CANARY" not in said(document(project))
    assert "very bad" in said(document(project))


def test_the_day_of_an_export_can_be_said(project: Project) -> None:
    add_story(project, "CANARY", (yes("public_report", date(2030, 1, 1)),))
    assert "CANARY" in said(document(project, today=date(2030, 1, 1)))
    assert "CANARY" not in said(document(project, today=date(2030, 1, 2)))
