"""What a newcomer finds in the sample project; every fact is read from the file."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.reports.content import Content
from exports.reports.trace import trace, trace_line
from models import history, queries
from models import records as r
from models.answers import ANSWERS
from models.capacity import Load, effective_answers, load_of
from models.edits.weighing import ConfirmAnswer
from models.having import is_known
from models.ledger import changes_of_line
from models.offers import offers
from models.project import Project
from models.vocabulary import NOTE_KINDS
from resources.texts import translator
from tests.app.support import TODAY, sample_in


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path_factory.mktemp("sample")), reading=True) as project:
        yield project


def note(project: Project, wording: str) -> r.NoteRecord:
    return next(note for note in project.ask(queries.notes) if note.wording == wording)


def answer(project: Project, wording: str) -> r.AnswerRecord:
    wanted = note(project, wording).id
    return next(one for one in project.ask(queries.weighing).answers if one.contribution_id == wanted)


def load(project: Project, measure: str = "days") -> Load:
    weighing = project.ask(queries.weighing)
    return load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)[measure]


def the_path(project: Project) -> r.PathRecord:
    (path,) = project.ask(queries.paths)
    return path


def felt(project: Project, code: str) -> list[tuple[str, int, str]]:
    path = the_path(project)
    groups = {group.id: group.role for group in project.ask(queries.groups)}
    card = next(card for card in path.cards if card.code == code)
    return [(groups[f.segment_id or ""], f.value, f.note) for f in path.feelings if f.touchpoint_id == card.id]


def story(project: Project, beginning: str) -> r.StoryRecord:
    return next(story for story in project.ask(queries.stories) if story.words.startswith(beginning))


def consents(told: r.StoryRecord) -> dict[str, str]:
    return {consent.purpose: consent.answer for consent in told.consents}


def test_five_stages_and_five_lanes(sample: Project) -> None:
    path = the_path(sample)
    assert (len(path.stages), len(path.lanes)) == (5, 5)
    assert "".join(stage.letter for stage in path.stages) == "ABCDE"
    assert {card.stage_id for card in path.cards} == {stage.id for stage in path.stages}


def test_three_groups_and_staff_and_a_group_that_is_missing(sample: Project) -> None:
    groups = sample.ask(queries.groups)
    came = {group.role: group.attended for group in groups if group.attended}
    assert set(came) == {"client", "carer", "volunteer", "staff"}
    (missing,) = [group for group in groups if group.planned and not group.attended]
    assert missing.attended == 0


def test_enough_stories_and_notes_of_every_kind(sample: Project) -> None:
    stories, notes = sample.ask(queries.stories), sample.ask(queries.notes)
    assert len(stories) >= 12
    assert len(notes) >= 30
    kinds = Counter(note.kind for note in notes)
    assert set(kinds) == {term.code for term in NOTE_KINDS}
    assert min(kinds.values()) >= 2


def test_every_answer_code_is_in_use(sample: Project) -> None:
    answers = sample.ask(queries.weighing).answers
    assert {one.code for one in answers} == {code.code for code in ANSWERS}
    ideas = {note.id for note in sample.ask(queries.notes) if note.kind in ("idea", "stop")}
    confirmed = {one.code for one in answers if one.confirmed and one.contribution_id in ideas}
    assert confirmed == {"now", "try", "decide", "pass", "unknown", "no"}
    assert any(not one.confirmed for one in answers)
    answered = {one.contribution_id for one in answers}
    assert any(note.id not in answered for note in sample.ask(queries.notes))


def test_the_thread_has_its_five_stops(sample: Project) -> None:
    told = story(sample, "I rang from the car park every morning for a week.")
    assert {"B1"} <= {place.code for place in told.places}
    idea = note(sample, "A call-back time by text")
    assert [place.code for place in idea.places] == ["B1"]
    values = {(role, value) for role, value, _ in felt(sample, "B1")}
    assert {("carer", -2), ("staff", -1)} <= values
    assert ("staff", -1, "call taker") in felt(sample, "B1")
    said = answer(sample, "A call-back time by text")
    assert said.confirmed
    (became,) = [o for o in sample.ask(queries.weighing).outcomes if o.answer_id == said.id]
    assert became.status == "kept"
    with sample.snapshot("room", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        stops, line = trace(idea, content), trace_line(idea, content)
    assert line == " → ".join(stops)
    assert "\n" not in line
    words = ("I rang from the car park", "B1", "A call-back time by text", "70 of 64", said.sentence)
    assert all(word in stop for word, stop in zip(words, stops, strict=True))
    assert became.became in stops[4]


def test_the_load_and_the_turn(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path)) as project:
        before = load(project)
        assert (before.used, before.have, before.over, before.if_freed, before.freed) == (7000, 6400, 600, 800, 0)
        stopping = answer(project, "Stop the second assessment form")
        assert not stopping.confirmed
        project.perform(ConfirmAnswer(stopping.id, "Memory clinic lead", "signed", "Scribe"))
        after = load(project)
        assert (after.used, after.have, after.over, after.if_freed, after.freed) == (6200, 6400, 0, 0, 800)
        assert load(project, "money").used == 1_170_000
        project.undo()
        assert load(project) == before


def test_an_accepted_offer_moved_an_idea_from_decide_to_try(sample: Project) -> None:
    offer, idea = answer(sample, "The rowing club drives on Thursdays"), answer(sample, "A lift on Thursdays")
    assert (offer.code, offer.confirmed) == ("accepted", True)
    assert (idea.code, idea.confirmed) == ("try", True)
    assert "rowing club" in idea.sentence
    codes: list[str] = []
    accepted_at = moved_at = -1
    rows = sample.store.connection.exec_driver_sql("SELECT images FROM history_step ORDER BY counter").fetchall()
    for number, (images,) in enumerate(rows):
        for image in history.unpack(images):
            after: dict[str, Any] = dict(image.after or {})
            if image.id == idea.id and "code" in after:
                codes.append(str(after["code"]))
                moved_at = number
            if image.id == offer.id and after.get("confirmed"):
                accepted_at = number
    assert list(dict.fromkeys(codes)) == ["decide", "try"]
    assert -1 < accepted_at < moved_at


def test_what_we_have_has_sources_an_unknown_line_and_a_history(sample: Project) -> None:
    lines = {line.kind: line for line in sample.ask(queries.envelope)}
    assert all(line.source and line.said_by for line in lines.values())
    assert {kind for kind, line in lines.items() if not is_known(line)} == {"partners", "other"}
    (change,) = sample.ask(changes_of_line, lines["staff_days"].id)
    assert (change.field, change.was, change.became, change.by) == ("amount", "7200", "6400", "Memory team lead")
    assert "leave" in change.why


def test_offers_are_accepted_or_may_still_be(sample: Project) -> None:
    found = sample.ask(offers)
    assert [one.title for one in found if one.accepted] == [
        "We read the letters before you send them",
        "The rowing club drives on Thursdays",
    ]
    assert [one.title for one in found if not one.accepted]
    club = next(one for one in found if one.frees)
    assert (club.title, club.frees[0].measure) == ("The rowing club drives on Thursdays", "days")


def test_two_reviewers_differ(sample: Project) -> None:
    ride = note(sample, "Somebody rides along the first time").id
    seen = [one for one in sample.ask(queries.weighing).findings if one.contribution_id == ride]
    people = {one.looked_by: one.value for one in seen if one.dimension == "people"}
    assert people == {"Day centre manager": "stretch", "Memory team lead": "beyond"}
    estimates = sample.ask(queries.weighing).estimates
    assert len([one for one in estimates if one.work_now and one.work_after]) == 3


def test_a_theme_is_answered_and_its_answer_holds_for_one_idea(sample: Project) -> None:
    weighing = sample.ask(queries.weighing)
    (whole,) = [one for one in weighing.answers if one.theme_id]
    assert (whole.code, whole.confirmed) == ("try", False)
    held = effective_answers(weighing.notes, weighing.answers)
    mine = [one.wording for one in weighing.notes if held.get(one.id) is whole]
    assert mine == [note(sample, mine[0]).wording]
    assert mine[0].startswith("Write the day on the board")


def test_free_taxis_is_a_no_with_a_reason_and_a_part_that_can_be(sample: Project) -> None:
    no = answer(sample, "Free taxis")
    assert (no.code, no.confirmed, no.reason_kind) == ("no", True, "money")
    assert no.reason
    assert "taxi card" in no.possible_part


def test_fixed_items_have_a_reason_and_a_date(sample: Project) -> None:
    scope = sample.ask(queries.scope_items)
    assert {item.kind for item in scope} == {"open", "shapeable", "fixed"}
    assert all(item.reason and item.until and item.until > TODAY for item in scope if item.kind == "fixed")


def test_last_time_was_kept_late_changed_and_broken(sample: Project) -> None:
    earlier = sample.ask(queries.earlier_promises)
    assert {promise.outcome for promise in earlier} == {"kept", "late", "changed", "broken"}
    assert all(promise.became and promise.owner and promise.due and promise.source for promise in earlier)


def test_a_story_for_the_room_and_not_for_the_public(sample: Project) -> None:
    asked = consents(story(sample, "I locked him in once."))
    assert (asked["room"], asked["public_report"]) == ("yes", "no")


def test_a_story_withdrawn_has_no_words(sample: Project) -> None:
    (gone,) = [story for story in sample.ask(queries.stories) if story.withdrawn]
    assert (gone.words, gone.clearer, gone.teller, gone.participant_id) == ("", "", "", None)
    assert gone.code
    assert sample.ask(queries.search, "takings") == ()


def test_consent_with_a_supporters_help(sample: Project) -> None:
    told = story(sample, "The dog knows the way.")
    assert {(consent.given, bool(consent.witness)) for consent in told.consents} == {("supporter", True)}


def test_words_of_every_source(sample: Project) -> None:
    stories = sample.ask(queries.stories)
    assert {story.words_source for story in stories} == {"own_hand", "word_for_word", "noted", "translated"}
    assert all(story.translated_by for story in stories if story.words_source == "translated")


def test_carer_and_person_feel_opposite_at_a_step(sample: Project) -> None:
    path = the_path(sample)
    opposite = [
        card.code
        for card in path.cards
        if {("carer", 2), ("client", -2)} <= {(role, value) for role, value, _ in felt(sample, card.code)}
    ]
    assert opposite == ["D1"]


def test_two_responses_came_back_by_code(sample: Project) -> None:
    responses = sample.ask(queries.responses)
    codes = {note.id: note.code for note in sample.ask(queries.notes)}
    assert len(responses) == 2
    assert all(codes[response.contribution_id or ""] == response.code_given for response in responses)
    assert {response.channel for response in responses} == {"mail", "slip"}


def test_the_way_back_leads_nowhere_real(sample: Project) -> None:
    (back,) = sample.ask(queries.ways_back)
    assert back.kind == "mail"
    assert back.address.startswith("mailto:")
    assert back.address.partition("?")[0].endswith(".example")
    assert "{code}" in back.address
    about = sample.ask(queries.project)
    assert (about.stamp, about.is_example) == ("Example", True)


def test_nobody_needs_a_name(sample: Project) -> None:
    assert sample.ask(queries.counts)["contact"] == 0
    assert all(len(pseudonym) <= 10 for pseudonym, _ in sample.ask(queries.participants).values())
