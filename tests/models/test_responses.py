"""What comes back: found by its code, in the inbox or set aside, said in documents only of five people or more."""

from datetime import date
from typing import Any

import pytest

from models import queries, responses
from models.edits import responding as on
from models.edits.path import AddPath
from models.edits.project import AddWorkshop, SetWayBack
from models.edits.sorting import AddTheme, MergeTwins
from models.edits.theming import DeleteTheme, JoinThemes
from models.edits.voices import (
    AddNote,
    AddParticipant,
    AddStory,
    DeleteNote,
    DeleteStory,
    WithdrawStory,
    WithdrawVoice,
)
from models.errors import Refused
from models.find import find
from models.project import Project
from models.responses import CameBack
from tests.models.support import add_note, bytes_of_open_file, history_text, note, result, rows, undoes

DAY = date(2026, 3, 5)


def keep(project: Project, code: str, words: str = "Yes", **more: Any) -> str:
    return result(project.perform(on.KeepResponse(code, words, "slip", DAY, **more)))


def one(project: Project, response_id: str) -> CameBack:
    found = project.ask(responses.one_response, response_id)
    assert found is not None
    return found


def code_of(project: Project, row_id: str) -> str:
    return next(found.code for found in project.ask(queries.notes) if found.id == row_id)


def test_a_response_finds_its_note_however_the_code_was_typed(project: Project) -> None:
    note_id = add_note(project, "Text me a time", wording="A time by text")
    code = code_of(project, note_id)
    typed = (code, code.lower(), f"{code[:3]} {code[3:]}", f"{code[:4]}-{code[4:]}")
    typed += ("".join({"Q": "0", "J": "1"}.get(letter, letter) for letter in code),)
    for words in typed:
        came = one(project, keep(project, words))
        assert came.about == responses.About("note", note_id, code, "A time by text")
        assert (came.waits, came.channel, came.day, came.code_given) == (False, "slip", DAY, words)
    assert len(project.ask(responses.about_note, note_id)) == len(typed)


def test_codes_of_everything_that_has_one(project: Project) -> None:
    project.perform(AddPath("Way", stages=("Before", "During"), lanes=(("people_do", ""),), cards=()))
    theme = result(project.perform(AddTheme("Waiting")))
    story = result(project.perform(AddStory("I waited\nand waited")))
    workshop = result(project.perform(AddWorkshop("First evening")))
    whole = project.ask(queries.project)
    stage = project.ask(queries.paths)[0].stages[1]
    told = {found.id: found.code for found in project.ask(queries.stories)}
    named = {found.id: found.code for found in project.ask(queries.themes)}
    met = project.ask(queries.workshops)[0].code
    expected = {
        named[theme]: ("theme", theme, named[theme], "Waiting"),
        told[story]: ("story", story, told[story], "I waited"),
        met: ("workshop", workshop, met, "First evening"),
        whole.code: ("project", whole.id, whole.code, "Test project"),
        f"{whole.code}-B": ("step", stage.id, f"{whole.code}-B", "B During"),
        f"{whole.code.lower()} b": ("step", stage.id, f"{whole.code}-B", "B During"),
    }
    for code, about in expected.items():
        came = one(project, keep(project, code))
        assert (came.about.kind, came.about.id, came.about.code, came.about.title) == about
        assert not came.waits
    counted = project.ask(responses.counts)
    assert (counted.placed, counted.waiting, counted.all) == (len(expected), 0, len(expected))
    assert counted.by_subject == {theme: 1}


@pytest.mark.parametrize("code", ["", "AAAAAAA", "rubbish", "x" * 100])
def test_what_leads_nowhere_waits(project: Project, code: str) -> None:
    add_note(project, "Text me a time")
    came = one(project, keep(project, code))
    assert (came.waits, came.about.kind, came.code_given) == (True, "", code[:60])
    assert project.ask(responses.counts).waiting == 1


def test_who_answered_is_kept_only_where_they_asked_for_news(project: Project) -> None:
    person = result(project.perform(AddParticipant("Heron")))
    (code,) = (row[0] for row in rows(project, "SELECT code FROM participant WHERE id = ?", person))
    came = one(project, keep(project, code))
    assert (came.waits, came.code_given, came.wants_news) == (True, "", False)
    assert code not in str(rows(project, "SELECT * FROM response"))
    asked = keep(project, "", contact="  fern@polku.example ")
    assert one(project, asked).wants_news
    (contact,) = project.ask(responses.wanting_news)
    assert (contact.response_id, contact.channel, contact.address) == (asked, "mail", "fern@polku.example")
    with project.snapshot("internal_report", DAY) as copy:
        assert copy.ask(responses.wanting_news) == ()
        assert not any(found.wants_news for found in copy.ask(responses.came_back))
    project.perform(on.DeleteResponse(asked))
    assert project.ask(responses.wanting_news) == ()
    assert len(rows(project, "SELECT 1 FROM participant")) == 1
    project.undo()
    assert project.ask(responses.wanting_news) == (contact,)


def test_erasing_a_response_erases_answers_and_contact(project: Project) -> None:
    canary = "zyxwcanary"
    asked = keep(
        project, "", f"{canary} words", answers=((f"{canary}?", f"{canary} said"),), contact=f"{canary}@polku.example"
    )
    other = keep(project, "", "other words", contact="oak@polku.example")
    project.erase(asked)
    assert "canary" not in history_text(project)
    assert project.store.path is not None
    assert b"wcanary" not in bytes_of_open_file(project.store.path)
    assert [found.id for found in project.ask(responses.came_back)] == [other]
    assert [contact.address for contact in project.ask(responses.wanting_news)] == ["oak@polku.example"]
    person = rows(project, "SELECT participant_id FROM response")[0][0]
    project.erase(person)
    assert project.ask(responses.came_back) == ()


def test_a_participant_who_said_more_stays(project: Project) -> None:
    asked = keep(project, "", contact="fern@polku.example")
    person = rows(project, "SELECT participant_id FROM response")[0][0]
    project.perform(AddStory("I waited", {"participant_id": person}))
    project.perform(on.DeleteResponse(asked))
    assert len(rows(project, "SELECT 1 FROM participant")) == 1
    project.undo()
    project.erase(asked)
    assert len(rows(project, "SELECT 1 FROM participant")) == 1
    assert len(project.ask(queries.stories)) == 1


def test_placing_by_hand_and_taking_back(project: Project) -> None:
    note_id = add_note(project, "Text me a time")
    theme = result(project.perform(AddTheme("Waiting")))
    response = keep(project, "no code")
    placing = (
        (on.PlaceResponse(response, note_id), "note"),
        (on.PlaceResponse(response, theme_id=theme), "theme"),
        (on.PlaceResponse(response, whole=True), "project"),
    )
    for edit, kind in placing:
        undoes(project, edit)
        assert (one(project, response).about.kind, one(project, response).waits) == (kind, False)
    undoes(project, on.TakeFromPlace(response))
    assert one(project, response).waits
    undoes(project, on.SetResponseAside(response, aside=True))
    assert (one(project, response).waits, one(project, response).set_aside) == (False, True)
    assert project.ask(responses.counts).set_aside == 1
    project.perform(on.PlaceResponse(response, note_id))
    assert not one(project, response).set_aside
    with pytest.raises(Refused, match="which note"):
        project.perform(on.PlaceResponse(response))
    with pytest.raises(Refused, match="not there any more"):
        project.perform(on.PlaceResponse(response, "gone"))
    for edit in (on.TakeFromPlace("gone"), on.DeleteResponse("gone"), on.ChangeResponse("gone", {"words": "x"})):
        with pytest.raises(Refused, match="not there any more"):
            project.perform(edit)


def test_a_step_or_a_story_is_taken_from_place_too(project: Project) -> None:
    story = result(project.perform(AddStory("I waited")))
    code = project.ask(queries.stories)[0].code
    response = keep(project, code)
    assert one(project, response).about.id == story
    project.perform(on.TakeFromPlace(response))
    assert (one(project, response).waits, one(project, response).code_given) == (True, "")
    project.undo()
    assert one(project, response).about.id == story


def test_deleting_what_it_is_about_brings_it_back_to_the_inbox(project: Project) -> None:
    note_id = add_note(project, "Text me a time")
    theme = result(project.perform(AddTheme("Waiting")))
    story = result(project.perform(AddStory("I waited")))
    codes = (code_of(project, note_id), project.ask(queries.themes)[0].code, project.ask(queries.stories)[0].code)
    ids = [keep(project, code) for code in codes]
    for edit in (DeleteNote(note_id), DeleteTheme(theme), DeleteStory(story)):
        project.perform(edit)
    assert [one(project, response).waits for response in ids] == [True] * 3
    for _ in ids:
        project.undo()
    assert [one(project, response).waits for response in ids] == [False] * 3


def test_joined_twins_and_themes_take_responses_along(project: Project) -> None:
    kept, twin = (add_note(project, words, kind="idea") for words in ("A time", "Text a time"))
    old = code_of(project, twin)
    before = keep(project, old)
    project.perform(MergeTwins(twin, kept))
    assert one(project, before).about.id == one(project, keep(project, old)).about.id == kept
    first, second = (result(project.perform(AddTheme(title))) for title in ("Waiting", "Time"))
    code = next(theme.code for theme in project.ask(queries.themes) if theme.id == second)
    about_theme = keep(project, code)
    project.perform(JoinThemes(second, first))
    assert one(project, about_theme).about.id == first


def test_withdrawn_words_are_no_title(project: Project) -> None:
    note_id = add_note(project, "Text me a time", wording="A time by text")
    story = result(project.perform(AddStory("I waited")))
    ids = keep(project, code_of(project, note_id)), keep(project, project.ask(queries.stories)[0].code)
    voice = project.ask(queries.notes)[0].voices[0].id
    project.perform(WithdrawVoice(voice))
    project.perform(WithdrawStory(story))
    assert [one(project, response).about.title for response in ids] == ["", ""]
    assert all(one(project, response).about.code for response in ids)
    assert note_id not in project.ask(responses.verdicts_of)


def test_verdicts_are_said_of_five_people_or_more(project: Project) -> None:
    few, many = (add_note(project, words) for words in ("Few", "Many"))
    for verdict in ("right", "right", "wrong"):
        keep(project, code_of(project, few), "", verdict=verdict)
    for verdict in ("right",) * 6 + ("partly",):
        keep(project, code_of(project, many), "", verdict=verdict)
    said = project.ask(responses.verdicts_of)
    assert (said[few].came, said[few].shown) == (None, ())
    assert said[many].came == 7
    assert [(shown.groups, shown.count) for shown in said[many].shown] == [(("wrong",), 0), (("right", "partly"), 7)]
    aside = project.ask(responses.about_note, many)[0]
    project.perform(on.SetResponseAside(aside.id, aside=True))
    assert project.ask(responses.verdicts_of)[many].came == 6
    assert project.ask(responses.counts).by_verdict == {"right": 8, "wrong": 1}


def test_correcting_what_was_typed(project: Project) -> None:
    first, second = (add_note(project, words) for words in ("One", "Two"))
    response = keep(project, code_of(project, first))
    undoes(project, on.ChangeResponse(response, {"words": "Rather no", "verdict": "wrong", "day": date(2026, 3, 6)}))
    undoes(project, on.ChangeResponse(response, {"code": code_of(project, second)}))
    came = one(project, response)
    assert (came.words, came.verdict, came.about.id) == ("Rather no", "wrong", second)
    project.perform(on.PlaceResponse(response, first))
    project.perform(on.ChangeResponse(response, {"code": code_of(project, second), "words": "x"}))
    assert one(project, response).about.id == first  # the code is the same, so the place given by hand stays
    with pytest.raises(KeyError):
        project.perform(on.ChangeResponse(response, {"source_id": "x"}))


def test_nothing_said_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="no words"):
        keep(project, "", " ", answers=(("How?", " "),))
    for more in ({"verdict": "right"}, {"answers": (("How?", "Well"),)}):
        assert keep(project, "", "", **more)
    with pytest.raises(Refused, match="one of"):
        keep(project, "", "x", verdict="perhaps")


def test_questions_of_the_way_back(project: Project) -> None:
    first = result(project.perform(on.AddQuestion("Would a bus help?", "yes_no")))
    second = result(project.perform(on.AddQuestion("How do you come?", "one_of", ("Bus", " On  foot", "Bus", ""))))
    undoes(project, on.MoveQuestion(second, 0))
    asked = project.ask(responses.questions)
    assert [(found.id, found.kind, found.choices) for found in asked] == [
        (second, "one_of", ("Bus", "On foot")),
        (first, "yes_no", ()),
    ]
    undoes(project, on.ChangeQuestion(first, {"words": "Would a bus at night help?", "kind": "words"}))
    for edit in (on.AddQuestion("How?", "one_of", ("Bus",)), on.ChangeQuestion(second, {"choices": ("Bus",)})):
        with pytest.raises(Refused, match="two answers"):
            project.perform(edit)
    with pytest.raises(Refused, match="no words"):
        project.perform(on.AddQuestion(" "))
    response = keep(project, "", answers=(("How do you come?", "Bus"), ("Would a bus help?", "")))
    undoes(project, on.DeleteQuestion(second))
    assert one(project, response).answers == (("How do you come?", "Bus"),)


def test_a_file_is_one_step_and_comes_once(project: Project) -> None:
    note_id = add_note(project, "Text me a time")
    project.perform(SetWayBack("web", "https://polku.example/?c={code}"))
    code = code_of(project, note_id)
    kept = tuple(on.KeepResponse(code, f"Words {at}", "web", DAY, source_id=f"s{at}") for at in range(120))
    edit = on.KeepResponses((*kept, kept[0]), on.AnswersFile("0" * 64, "answers.csv", "csv"))
    undoes(project, edit)
    assert len(project.ask(responses.came_back)) == 120
    assert project.perform(edit).result == ()
    more = on.KeepResponses((*kept, on.KeepResponse("", "New", source_id="s120")), on.AnswersFile("1" * 64, "b", "csv"))
    assert len(project.perform(more).result) == 1  # type: ignore[arg-type]
    assert project.ask(responses.came_back)[0].words == "New"
    assert project.ask(responses.answer_files) == {"0" * 64, "1" * 64}
    assert rows(project, "SELECT DISTINCT round_id FROM response") == [(project.ask(queries.ways_back)[0].id,)]


def test_words_and_answers_are_found(project: Project) -> None:
    note_id = result(project.perform(AddNote(note("Text me a time"))))
    response = keep(project, code_of(project, note_id), "Bananas", answers=(("How?", "By kayak"),))
    for words in ("banan", "kayak"):
        assert [(hit.kind, hit.id) for hit in project.ask(find, words)] == [("response", response)]
    project.perform(on.DeleteResponse(response))
    assert project.ask(find, "kayak") == ()
