"""A whole evening by keyboard: every word is in the file, in order, with group, table and step."""

from pathlib import Path

import pytest

from app.arguments import Launch
from models import queries, vote_reads
from tests.journeys.evening import VOTES, Evening, group_names, prepared, said_of_note, said_of_story
from tests.journeys.window import opened, read_back

HANG = 1.0  # seconds: ten times a tenth of a second, as a guard only; benchmarks/evening.py has the figures

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.mark.parametrize(
    ("notes", "stories", "themes"), [(25, 3, 3), pytest.param(200, 20, 12, marks=pytest.mark.slow)]
)
def test_an_evening(tmp_path: Path, notes: int, stories: int, themes: int) -> None:
    home, path = tmp_path / "home", tmp_path / "evening.polku"
    prepared(path)
    with opened(home, launch=Launch(path, profile=home / "profile")) as person:
        person.wait(person.is_in_a_room)
        evening = Evening(person)
        evening.take_notes(notes)
        evening.take_stories(stories)
        by_theme = evening.make_themes(themes, each=3)
        for question, dots in VOTES.items():
            evening.vote(question, dots)
        assert evening.waits.usual()[0][0] < HANG, evening.waits.usual(5)
        person.press("Ctrl+Q")
    with read_back(path) as project:
        groups = group_names(project)
        kept = sorted(project.ask(queries.notes), key=lambda note: note.id)
        assert [said_of_note(note, groups) for note in kept] == evening.notes
        told = sorted(project.ask(queries.stories), key=lambda story: story.id)
        assert [said_of_story(story, groups) for story in told] == evening.stories
        assert project.faults() == ()
        titles = [theme.title for theme in project.ask(queries.themes)]
        assert titles == [f"Theme {number + 1}" for number in range(themes)]
        for theme, words in zip(project.ask(queries.themes), by_theme, strict=True):
            assert sorted(note.voices[0].words for note in kept if note.theme_id == theme.id) == sorted(words)
        rounds = project.ask(vote_reads.rounds)
        assert [one.question for one in rounds] == list(VOTES)
        assert all(one.closed for one in rounds)
        for one in rounds:
            result = project.ask(vote_reads.result, one.id)
            assert result is not None
            words = {option.id: option.words for option in project.ask(vote_reads.options, one.id)}
            found = {words[standing.option_id]: standing.score for standing in result.standings}
            assert found == VOTES[one.question]
