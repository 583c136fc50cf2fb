"""polku new, polku sample."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import queries
from models.project import Project
from tests.app.support import TODAY, assert_refused, polku, sample_in, state


def test_new_makes_an_empty_project(tmp_path: Path) -> None:
    ran = polku("new", tmp_path / "care.polku", "--title", "Memory care")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{tmp_path / 'care.polku'}\n"
    with Project.open(tmp_path / "care.polku") as project:
        assert project.ask(queries.project).title == "Memory care"
        assert project.ask(queries.notes) == ()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://forms.example.org/f?note={code}", "web"),
        ("mailto:path@sample.example?subject={code}", "mail"),
        ("sms:+358401234567?body={code}", "text"),
    ],
)
def test_new_sets_the_way_back(address: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "care.polku"
    assert polku("new", file, "--way-back", address).code == 0
    with Project.open(file, reading=True) as project:
        (back,) = project.ask(queries.ways_back)
    assert (back.kind, back.address) == (kind, address)


def test_new_makes_nothing_with_an_address_that_cannot_carry_a_code(tmp_path: Path) -> None:
    ran = polku("new", tmp_path / "care.polku", "--way-back", "https://forms.example.org/f")
    assert (ran.code, ran.out) == (2, "")
    assert "{code}" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_new_takes_title_and_ending_from_the_name(tmp_path: Path) -> None:
    assert polku("new", tmp_path / "Care at home").code == 0
    with Project.open(tmp_path / "Care at home.polku") as project:
        assert project.ask(queries.project).title == "Care at home"


@pytest.mark.parametrize("name", ["a?b.polku", "50%20x.polku", "a#b&c.polku", "it's.polku", "päiväkeskus 🚤.polku"])
def test_names_with_odd_letters_lead_to_that_very_file(name: str, tmp_path: Path) -> None:
    assert polku("new", tmp_path / name).code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert polku("info", tmp_path / name).code == 0


def test_new_never_replaces_anything(tmp_path: Path) -> None:
    (tmp_path / "text.polku").write_text("mine")
    assert_refused(polku("new", tmp_path / "text.polku"), "is there already")
    assert (tmp_path / "text.polku").read_text() == "mine"
    (tmp_path / "folder.polku").mkdir()
    assert_refused(polku("new", tmp_path / "folder.polku"), "is there already")


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("nowhere/care.polku", "Care", "nowhere"),
        ("care.polku", "   ", "words"),
        ("care.polku", "x" * 301, "300"),
        ("x" * 300, "Care", ""),
    ],
)
def test_new_refuses(name: str, title: str, words: str, tmp_path: Path) -> None:
    assert_refused(polku("new", tmp_path / name, "--title", title), words)
    assert list(tmp_path.iterdir()) == []


def test_sample_prints_the_thread_and_the_file(tmp_path: Path) -> None:
    ran = polku("sample", tmp_path / "s.polku", "--today", TODAY)
    assert (ran.code, ran.err) == (0, "")
    line, path = ran.out.splitlines()
    assert path == str(tmp_path / "s.polku")
    stops = (
        "“I rang from the car park every morning for a week.”",
        "step B1 (Family carers −2, call taker −1)",
        "A call-back time by text",
        "staff days 70 of 64",
        "When you ring the memory line and nobody can take the call, you get a text",
        "What happened: Kept. It started on the last day of the eight weeks.",
    )
    places = [line.find(stop) for stop in stops]
    assert -1 not in places
    assert places == sorted(places)
    assert line.count(" → ") == 4


def test_sample_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert polku("sample").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["polku-sample.polku"]


def test_sample_never_replaces_anything(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    before = state(path)
    assert_refused(polku("sample", path), "is there already")
    assert state(path) == before


def _hash(path: Path) -> str:
    return str(json.loads(polku("info", path, "--json").out)["content_hash"])


@pytest.mark.slow
def test_two_samples_of_a_day_are_equal_and_another_day_is_not(tmp_path: Path) -> None:
    assert polku("sample", tmp_path / "again.polku", "--today", TODAY).code == 0
    tomorrow = sample_in(tmp_path, "tomorrow.polku", TODAY + timedelta(days=1))
    assert _hash(sample_in(tmp_path)) == _hash(tmp_path / "again.polku") != _hash(tomorrow)


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(1900, 1, 1), date(2199, 12, 31)])
def test_a_sample_of_any_day(today: date, tmp_path: Path) -> None:
    assert polku("sample", tmp_path / "s.polku", "--today", today).code == 0
