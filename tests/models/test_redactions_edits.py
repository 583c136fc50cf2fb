"""What is hidden in documents: each press is one step, spans follow corrected words, and it goes where the words go."""

from pathlib import Path

import pytest

from models import hidden, queries, views
from models.edits.redactions import AddRedaction, RemoveRedaction, SetRedactions, Whose
from models.edits.voices import (
    AddNote,
    AddStory,
    ChangeStory,
    ChangeVoice,
    DeleteStory,
    NewNote,
    NewVoice,
    WithdrawVoice,
)
from models.errors import Refused
from models.project import Project
from models.redaction import Span, redacted
from tests.conftest import TickingClock
from tests.models.support import TODAY

WORDS = "Maria came and Maria went"


def story(project: Project, words: str = WORDS) -> str:
    return str(project.perform(AddStory(words)).result)


def voice(project: Project, words: str = WORDS) -> str:
    note = str(project.perform(AddNote(NewNote((NewVoice(words),)))).result)
    found = project.ask(views.note, note)
    assert found is not None
    return found.voices[0].id


def shown(project: Project, story_id: str) -> str:
    found = project.ask(views.story, story_id)
    assert found is not None
    spans = (one.span for one in project.ask(hidden.redactions, "story", story_id))
    return redacted(found.words, spans)


def test_hiding_is_one_step_and_leaves_the_words(project: Project) -> None:
    story_id = story(project)
    project.perform(AddRedaction("story", story_id, (Span(0, 5, "[a name]"), Span(15, 20, "[a name]"))))
    assert shown(project, story_id) == "[a name] came and [a name] went"
    assert project.ask(queries.stories)[0].words == WORDS
    project.undo()
    assert shown(project, story_id) == WORDS
    project.redo()
    first, second = project.ask(hidden.redactions, "story", story_id)
    project.perform(RemoveRedaction((first.id,)))
    assert shown(project, story_id) == "Maria came and [a name] went"
    project.perform(AddRedaction("story", story_id, (Span(10, 18),)))
    (one,) = project.ask(hidden.redactions, "story", story_id)
    assert (one.id, one.first, one.last) == (second.id, 10, 20)
    project.perform(SetRedactions("story", story_id, ()))
    assert shown(project, story_id) == WORDS


@pytest.mark.parametrize("span", [Span(3, 3), Span(90, 99), Span(5, 2)])
def test_nothing_marked_is_refused(project: Project, span: Span) -> None:
    with pytest.raises(Refused):
        project.perform(AddRedaction("story", story(project), (span,)))
    with pytest.raises(Refused):
        project.perform(AddRedaction("voice", "nobody", (Span(0, 5),)))


def test_spans_follow_the_words_and_come_back_with_them(project: Project) -> None:
    story_id, voice_id = story(project), voice(project)
    project.perform(AddRedaction("story", story_id, (Span(0, 5),)))
    project.perform(AddRedaction("voice", voice_id, (Span(0, 5), Span(15, 20))))
    project.perform(ChangeStory(story_id, {"words": f"Well. {WORDS}"}))
    assert shown(project, story_id) == "Well. […] came and Maria went"
    project.perform(ChangeVoice(voice_id, {"words": "Maria came and we all went"}))
    assert [one.span for one in project.ask(hidden.redactions, "voice", voice_id)] == [Span(0, 5), Span(15, 21)]
    project.perform(ChangeVoice(voice_id, {"words": "We all went"}))
    assert [one.first for one in project.ask(hidden.redactions, "voice", voice_id)] == [0]
    for _ in range(3):
        project.undo()
    assert [one.span for one in project.ask(hidden.redactions, "voice", voice_id)] == [Span(0, 5), Span(15, 20)]
    assert shown(project, story_id) == "[…] came and Maria went"


def test_erasing_leaves_nothing_of_what_was_hidden(tmp_path: Path, clock: TickingClock) -> None:
    path = tmp_path / "erased.polku"
    with Project.create(path, "P", clock=clock) as project:
        story_id, voice_id = story(project, "KANARIA one"), voice(project, "KANARIA two")
        whose: tuple[tuple[Whose, str], ...] = (("story", story_id), ("voice", voice_id))
        for of, row_id in whose:
            project.perform(AddRedaction(of, row_id, (Span(0, 7, "[INSTEADCANARY]"),)))
        project.erase(story_id, voice_id)
        assert project.ask(queries.counts)["redaction"] == 0
    kept = path.read_bytes()
    assert b"KANARIA" not in kept
    assert b"INSTEADCANARY" not in kept


def test_it_goes_with_a_deleted_story_and_is_not_told_of_withdrawn_words(project: Project) -> None:
    story_id, voice_id = story(project), voice(project, "Ask Maria")
    project.perform(AddRedaction("story", story_id, (Span(0, 5),)))
    project.perform(AddRedaction("voice", voice_id, (Span(4, 9),)))
    project.perform(DeleteStory(story_id))
    assert project.ask(queries.counts)["redaction"] == 1
    project.undo()
    assert shown(project, story_id) == "[…] came and Maria went"
    project.perform(WithdrawVoice(voice_id))
    with project.snapshot("room", TODAY) as copy:
        assert "Maria" not in repr(copy.ask(queries.notes))
        assert copy.ask(hidden.redactions, "voice", voice_id) == ()
