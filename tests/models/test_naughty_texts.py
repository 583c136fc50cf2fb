"""Texts of every sort go in and come out exactly; what cannot be kept is refused with a sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.content_hash import content_hash
from models.edits.path import AddPath
from models.edits.sorting import AddTheme
from models.edits.voices import AddNotes, AddStory
from models.errors import Refused
from models.project import Project
from tests.models.support import add_note, dump, history_text, note
from tests.models.test_history import new_project

NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "data" / "naughty" / "blns" / "blns.json"


def naughty() -> list[str]:
    if not NAUGHTY.exists():
        pytest.skip(f"the big list of naughty strings is not beside this checkout: {NAUGHTY}")
    found: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(found) > 500
    return found


def storable(text: str) -> bool:
    return bool(text.strip()) and "\0" not in text


def test_e24_naughty_strings_go_round_as_words_and_titles(tmp_path: Path) -> None:
    texts = [text for text in naughty() if storable(text)]
    titles = [text for text in texts if len(text) <= 300]
    with Project.create(tmp_path / "p.polku", titles[0]) as project:
        project.perform(AddNotes(tuple(note(text, wording=text[:2000]) for text in texts)))
        for text in texts[::4]:
            project.perform(AddStory(text, {"clearer": text, "teller": text[:200]}))
        for text in titles[::8]:
            project.perform(AddTheme(text))
            project.perform(AddPath(text, stages=(text[:200],)))
        before = project.ask(content_hash)
    with Project.open(tmp_path / "p.polku") as project:
        assert project.ask(queries.project).title == titles[0]
        notes = project.ask(queries.notes)
        assert [(n.voices[0].words, n.wording) for n in notes] == [(text, text[:2000]) for text in texts]
        assert [story.words for story in project.ask(queries.stories)] == texts[::4]
        assert [theme.title for theme in project.ask(queries.themes)] == titles[::8]
        assert [way.stages[0].name for way in project.ask(queries.paths)] == [text[:200] for text in titles[::8]]
        assert project.ask(content_hash) == before
        while project.undo_label():
            project.undo()
        while project.redo_label():
            project.redo()
        assert project.ask(content_hash) == before


def test_searching_for_naughty_strings_never_fails(project: Project) -> None:
    add_note(project, "The bus came late", wording="Ünïcödé")
    for text in naughty():
        project.ask(queries.search, text)
    assert len(project.ask(queries.search, "bus LATE")) == 1
    assert len(project.ask(queries.search, "unico")) == 1


@settings(max_examples=15)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=8))
def test_e25_any_text_is_kept_exactly_or_refused_with_a_sentence(texts: list[str]) -> None:
    with new_project() as (_, project):
        kept: list[str] = []
        for text in texts:
            project.ask(queries.search, text)
            before = dump(project)
            try:
                add_note(project, text)
                kept.append(text)
            except Refused as error:
                assert not storable(text) or any("\ud800" <= letter <= "\udfff" for letter in text)
                assert str(error).endswith(".")
                assert dump(project) == before
        assert [n.voices[0].words for n in project.ask(queries.notes)] == kept


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("half \ud83d of a pair", "The character at place 6 is half of a pair"),
        ("\udfff", "The character at place 1 is half of a pair"),
        ("a\0b", "holds a null character"),
        ("", "There are no words yet"),
        (" \n\t\N{NO-BREAK SPACE}", "There are no words yet"),
        ("x" * 1_000_001, "has 1000001 characters; at most 1000000"),
    ],
)
def test_e25_what_cannot_be_kept_is_refused_with_a_sentence(project: Project, text: str, saying: str) -> None:
    before = dump(project)
    for edit in (AddStory(text), AddNotes((note("good"), note(text)))):
        with pytest.raises(Refused, match=saying):
            project.perform(edit)
    assert dump(project) == before


def test_half_of_a_pair_can_be_searched_for(project: Project) -> None:
    add_note(project, "words")
    assert project.ask(queries.search, "\ud83d") == ()
    assert project.ask(queries.search, "wor\0zz") == ()
    assert len(project.ask(queries.search, "words")) == 1


def test_a_very_long_story_is_kept_undone_and_redone(project: Project) -> None:
    words = "".join(f"word{number} 🙂 שלום\n" for number in range(25_000))
    assert len(words) > 400_000
    project.perform(AddStory(words))
    assert project.ask(queries.stories)[0].words == words
    assert len(project.ask(queries.search, "word24999")) == 1
    project.undo()
    assert project.ask(queries.stories) == ()
    project.redo()
    assert project.ask(queries.stories)[0].words == words
    assert words[:300].splitlines()[0] in history_text(project)
