"""polku feedback FILE import | list | add: a way back on a machine without a screen."""

import json
from pathlib import Path
from typing import Any

import pytest

from models import queries, responses
from models.edits.project import SetWayBack
from models.project import Project
from tests.app.support import Ran, assert_refused, polku, state
from tests.conftest import TickingClock, blank_project
from tests.models.support import add_note

CONTACT = "fern@polku.example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "care.polku"
    path.write_bytes(blank_project())
    with Project.open(path, clock=TickingClock()) as project:
        add_note(project, "Text me a time", kind="idea")
        project.perform(SetWayBack("web", "https://polku.example/?c={code}"))
    return path


def code_in(path: Path) -> str:
    with Project.open(path, reading=True) as project:
        return project.ask(queries.notes)[0].code


def answers(path: Path, *rows: str, head: str = "code;verdict;words;news;contact;e-mail") -> Path:
    target = path.with_name("answers.csv")
    target.write_text("\n".join((head, *rows)), "cp1252")
    return target


def listed(path: Path, *options: str) -> dict[str, Any]:
    ran = polku("feedback", path, "list", "--json", *options)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def import_(path: Path, *options: object) -> Ran:
    return polku("feedback", path, "import", path.with_name("answers.csv"), *options)


def test_importing_listing_and_importing_again(path: Path) -> None:
    code = code_in(path)
    answers(path, f"{code};Ja;Bra så;yes;{CONTACT};{CONTACT}", f";Nej;Nej då;no;;{CONTACT}")
    before = state(path)
    dry = import_(path, "--dry-run")
    assert state(path) == before
    ran = import_(path)
    assert ran.code == dry.code == 1  # one waits
    assert "Read as: cp1252, delimiter ;" in ran.out
    assert "Columns: code = code, verdict = verdict, words = words, news = news, contact = contact" in ran.out
    assert "Left out, as it says who answered: e-mail" in ran.out
    assert "In the inbox: 1 × There is no code." in ran.out
    assert "2 answers added: 1 at their place, 1 in the inbox. 0 came before, 0 cannot be kept." in ran.out
    assert dry.out == ran.out.replace("added", "would be added")
    once = state(path)
    again = import_(path)
    assert state(path) == once
    assert (again.code, again.out.splitlines()[-1]) == (
        0,
        "0 answers added: 0 at their place, 0 in the inbox. 2 came before, 0 cannot be kept.",
    )
    told = listed(path)
    assert told["counts"] == {
        "placed": 1,
        "waiting": 1,
        "set_aside": 0,
        "verdicts": {"right": 1, "partly": 0, "wrong": 0},
    }
    waiting, placed = told["responses"]
    assert (waiting["waits"], waiting["about"]["kind"], waiting["words"]) == (True, "", "Nej då")
    assert placed["about"] == {"kind": "note", "id": placed["about"]["id"], "code": code, "title": "Text me a time"}
    assert (placed["words"], placed["wants_news"], placed["day"]) == ("Bra så", True, None)
    assert [one["id"] for one in listed(path, "--inbox")["responses"]] == [waiting["id"]]


def test_nothing_that_is_printed_says_who_answered(path: Path) -> None:
    answers(path, f"{code_in(path)};Ja;Bra;yes;{CONTACT};{CONTACT}")
    ran = import_(path)
    told = polku("feedback", path, "list", "--json").out + polku("feedback", path, "list").out + ran.out + ran.err
    assert CONTACT not in told
    with Project.open(path, reading=True) as project:
        assert [one.address for one in project.ask(responses.wanting_news)] == [CONTACT]


def test_the_list_in_words_obeys_nobody(path: Path) -> None:
    polku("feedback", path, "add", "--code", code_in(path), "--words", "One\x1b[31m\nline", "--day", "2026-03-05")
    ran = polku("feedback", path, "list")
    first, last = ran.out.splitlines()
    assert first == f"2026-03-05\t{code_in(path)}\t-\tslip\tOne [31m line"
    assert last == "1 at their place, 0 in the inbox, 0 set aside."


def test_typing_in_a_slip_or_a_call(path: Path) -> None:
    code = code_in(path)
    ran = polku("feedback", path, "add", "--code", code.lower(), "--verdict", "wrong", "--channel", "phone")
    assert (ran.code, ran.out) == (0, f"Kept: {code} Text me a time\n")
    for given, said in (((), "there is no code"), (("--code", "nonsense"), "leads nowhere")):
        ran = polku("feedback", path, "add", *given, "--words", "Hm")
        assert (ran.code, said in ran.out) == (1, True)
    assert [one["channel"] for one in listed(path)["responses"]] == ["slip", "slip", "phone"]
    assert_refused(polku("feedback", path, "add", "--code", code))


def test_columns_can_be_named(path: Path) -> None:
    answers(path, f"x;{code_in(path)};Well", head="A;B;C")
    assert import_(path, "--map", "B=code", "--map", "C=words", "--map", "A=none", "--delimiter", ";").code == 0
    assert listed(path)["responses"][0]["words"] == "Well"


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "none.csv"),
        ("import", "answers.csv", "--map", "code"),
        ("import", "answers.csv", "--map", "code=soup"),
        ("import", "answers.csv", "--map", "none=code"),
        ("import", "answers.csv", "--encoding", "soup"),
        ("add", "--verdict", "perhaps"),
        ("add", "--day", "soon"),
        ("soup",),
        (),
    ],
)
def test_bad_use_is_a_sentence(path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    answers(path, "a;b")
    before = state(path)
    ran = polku("feedback", path, *arguments)
    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert state(path) == before


def test_a_file_that_is_none(tmp_path: Path) -> None:
    assert_refused(polku("feedback", tmp_path / "none.polku", "list"))
