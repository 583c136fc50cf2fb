"""Likely twins: same kind only, any script, never what was kept apart or withdrawn; the index follows the notes."""

from pathlib import Path

import pytest

from models import queries
from models.edits.sorting import AddTheme, MergeTwins, PutInTheme
from models.edits.twins import KeepApart, NoLongerApart
from models.edits.voices import AddNote, NewNote, NewVoice, WithdrawVoice
from models.errors import Refused
from models.project import Project
from models.twins import TwinIndex, TwinText, kept_apart, twin_texts, words_of
from tests.models.support import undoes


def add(project: Project, *words: str, kind: str = "idea") -> str:
    voices = tuple(NewVoice(one) for one in words)
    return str(project.perform(AddNote(NewNote(voices, {"kind": kind}))).result)


def index(project: Project) -> TwinIndex:
    return TwinIndex(project.ask(twin_texts), (apart.pair for apart in project.ask(kept_apart)))


def noise(project: Project) -> None:
    for words in ("More benches in the park", "The lift is broken again", "Somebody who speaks Somali at the desk"):
        add(project, words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A text message with the time of the visit", "Text message with the visit time, please"),
        ("Kotihoidon käyntiaika tekstiviestillä", "Käyntiajat tekstiviestillä kotihoidosta"),
        ("我覺得載客的司機都應該保意外險", "我覺得載客司機應該保意外險"),
        ("公園にもっとベンチがほしいです", "公園にベンチがもっとほしい"),
        ("อยากให้รถเมล์มาตรงเวลา", "อยากให้รถเมล์ตรงเวลา"),
        ("نريد مترجما في مكتب الاستقبال", "نريد مُتَرْجِمًا عند مكتب الاستقبال"),
        ("Bänke im Stadtpark", "BÄNKE IM STADTPARK"),
    ],
)
def test_twins_are_found_in_any_script(project: Project, one: str, other: str) -> None:
    noise(project)
    first, second = add(project, one), add(project, other)
    found = index(project).likely_twins(second)
    assert [note_id for note_id, _ in found] == [first]
    assert 0.6 <= found[0][1] <= 1.0
    assert index(project).pairs() == {frozenset((first, second)): found[0][1]}


def test_opposite_wishes_of_two_kinds_are_never_twins(project: Project) -> None:
    noise(project)
    letter = add(project, "The letter about the visit")
    stop = add(project, "The letter about the visit", kind="stop")
    assert index(project).likely_twins(letter) == index(project).likely_twins(stop) == ()
    assert index(project).like("stop", "The letter about the visit") == ((stop, 1.0),)


def test_what_was_kept_apart_is_no_twin_until_it_is_taken_back(project: Project) -> None:
    one, other = add(project, "Open on Mondays"), add(project, "Do not open on Mondays")
    assert index(project).likely_twins(one)
    undoes(project, KeepApart(one, other))
    assert index(project).likely_twins(one) == ()
    assert index(project).pairs() == {}
    (apart,) = project.ask(kept_apart)
    assert apart.pair == {one, other}
    assert project.perform(KeepApart(other, one)).result == apart.id
    undoes(project, NoLongerApart(apart.id))
    assert index(project).likely_twins(one)
    with pytest.raises(Refused):
        project.perform(KeepApart(one, one))


def test_withdrawn_words_are_no_twin(project: Project) -> None:
    one = add(project, "Open on Mondays", "Something else altogether")
    other = add(project, "Open on Mondays")
    assert index(project).likely_twins(other) == ((one, 1.0),)
    voice = project.ask(queries.notes)[0].voices[0].id
    project.perform(WithdrawVoice(voice))
    assert index(project).likely_twins(other) == ()
    assert "Mondays" not in str([text.words for text in project.ask(twin_texts, [one])])


def test_the_index_follows_the_notes(project: Project) -> None:
    noise(project)
    one = add(project, "Open on Mondays")
    known = index(project)
    other = add(project, "Please open on Mondays")
    known.replace([other], project.ask(twin_texts, [other]))
    assert known.likely_twins(other) == index(project).likely_twins(other) != ()
    project.perform(MergeTwins(other, one))
    known.replace([one, other], project.ask(twin_texts, [one, other]))
    assert known.likely_twins(one) == known.likely_twins(other) == ()
    assert known.pairs() == index(project).pairs() == {}
    assert len(known) == len(index(project))


def test_a_merged_note_keeps_its_theme_and_what_it_was_kept_apart_from(project: Project) -> None:
    one, other, third = add(project, "One"), add(project, "Two"), add(project, "Three")
    theme = str(project.perform(AddTheme("Theme")).result)
    project.perform(PutInTheme(other, theme))
    project.perform(KeepApart(other, third))
    undoes(project, MergeTwins(other, one))
    note = next(note for note in project.ask(queries.notes) if note.id == one)
    assert note.theme_id == theme
    assert [apart.pair for apart in project.ask(kept_apart)] == [{one, third}]


def test_what_is_compared() -> None:
    assert words_of("Räävit kirjeitä") == ("raavi", "kirje")
    assert words_of("計程車 ok 好") == ("計程", "程車", "ok", "好")
    assert words_of("") == ()


def test_nothing_to_compare_is_no_twin() -> None:
    texts = [TwinText("1", "a", "idea", "🙂"), TwinText("2", "b", "idea", "🙂"), TwinText("3", "c", "idea", "!?")]
    assert TwinIndex(texts).pairs() == {}


def test_merging_works_after_a_restart_and_the_pair_comes_back_by_undo(project: Project, tmp_path: Path) -> None:
    one, other = add(project, "Open on Mondays"), add(project, "Open on Mondays, please")
    project.perform(MergeTwins(other, one))
    assert index(project).pairs() == {}
    project.undo()
    assert set(index(project).pairs()) == {frozenset((one, other))}
