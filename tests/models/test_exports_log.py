"""What left the house: newest first, and which documents hold a story."""

from datetime import date

from models import exports_log as log
from models import queries
from models.edits.voices import AddStory, ConsentAnswer, RecordConsent, WithdrawStory
from models.project import Project

TODAY = date(2027, 5, 14)
YES = tuple(ConsentAnswer(purpose, "yes", "written") for purpose in ("internal_report", "public_report"))


def told(project: Project, words: str = "Told") -> str:
    return str(project.perform(AddStory(words, {}, consents=YES)).result)


def test_documents_are_listed_newest_first_with_what_they_hold(project: Project) -> None:
    first, second = told(project), told(project)
    project.log_export("participant-summary", "a.pdf", "public_report", (first,), "fi+en")
    project.log_export("lead-report", "", "internal_report", (first, second))
    found = project.ask(log.exports)
    assert [(one.export, one.file_name, one.stories, one.is_printed) for one in found] == [
        ("lead-report", "", (first, second), True),
        ("participant-summary", "a.pdf", (first,), False),
    ]
    assert log.languages_of(found[1].language) == ("fi", "en")
    assert log.languages_of(log.language_pair("fi")) == ("fi", "")
    assert [one.export for one in project.ask(log.holding, first)] == ["lead-report", "participant-summary"]
    assert [one.export for one in project.ask(log.holding, second)] == ["lead-report"]
    codes = project.ask(log.story_codes, (first, second, "gone"))
    assert codes == {story.id: story.code for story in project.ask(queries.stories)}


def test_a_withdrawal_names_what_holds_the_story_still(project: Project) -> None:
    story = told(project)
    project.log_export("participant-summary", "public.pdf", "public_report", (story,))
    project.log_export("lead-report", "inside.pdf", "internal_report", (story,))

    def named() -> list[str]:
        (record,) = project.ask(queries.stories)
        return [one.file_name for one in project.ask(log.should_not_hold, record, TODAY)]

    assert named() == []
    project.perform(RecordConsent(story, ConsentAnswer("public_report", "no", "spoken")))
    assert named() == ["public.pdf"]
    project.perform(WithdrawStory(story))
    assert named() == ["inside.pdf", "public.pdf"]
    assert set(project.ask(log.story_codes, (story,))) == {story}
    project.erase(story)
    assert [one.file_name for one in project.ask(log.holding, story)] == ["inside.pdf", "public.pdf"]


def test_a_yes_that_ran_out_is_a_no(project: Project) -> None:
    until = ConsentAnswer("public_report", "yes", "written", ask_again=date(2027, 5, 13))
    story = str(project.perform(AddStory("Told", {}, consents=(until,))).result)
    project.log_export("participant-summary", "public.pdf", "public_report", (story,))
    (record,) = project.ask(queries.stories)
    assert len(project.ask(log.should_not_hold, record, TODAY)) == 1
    assert project.ask(log.should_not_hold, record, date(2027, 5, 13)) == ()
