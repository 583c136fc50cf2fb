"""polku check, polku info."""

import json
import sqlite3
from pathlib import Path

import pytest

from models.edits.project import AddEnvelopeLine
from models.edits.voices import AddNote, NewNote, NewVoice
from models.edits.weighing import AddCost, GiveAnswer, NewCost
from models.project import Project
from models.tables import SCHEMA_VERSION
from models.vocabulary import NOTE_KINDS
from tests.app.support import TODAY, new_in, polku, sample_in, state

KINDS = {term.code for term in NOTE_KINDS}


def test_a_new_project_has_no_findings(tmp_path: Path) -> None:
    ran = polku("check", new_in(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Nothing found")


def _note(project: Project, words: str, kind: str = "idea") -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words),), {"kind": kind}))).result)


def _checked(path: Path) -> list[str]:
    ran = polku("check", path)
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[-1] == f"{len(lines) - 1} findings."
    return lines[:-1]


def test_a_note_without_an_answer_is_found_by_its_code_and_not_its_words(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        _note(project, "Nobody may read this CANARY")
    found = _checked(path)
    assert len(found) == 1
    assert found[0].endswith(": not answered yet.")
    assert "CANARY" not in found[0]


def test_what_the_gate_lacks_is_found(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        project.perform(GiveAnswer("no", {"owner": "Lead", "report_back": TODAY}, _note(project, "An idea")))
    (found,) = _checked(path)
    assert "before you say it" in found
    assert "reason" in found
    assert "Which part could be done" in found
    assert "Who answers for it" not in found


@pytest.mark.parametrize(
    ("measure", "high", "have", "line"),
    [
        ("days", 7050, 6400, "Promised so far: 70.50 of 64 staff days. That is 6.50 over."),
        ("money", 1_234_500, 1_000_000, "Promised so far: 12\u202f345 of 10\u202f000 EUR. That is 2\u202f345 over."),
    ],
)
def test_promises_over_what_we_have_are_found(measure: str, high: int, have: int, line: str, tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        project.perform(AddEnvelopeLine({"days": "staff_days"}.get(measure, measure), "What there is", have))
        note = _note(project, "An idea")
        project.perform(AddCost(NewCost(measure, high), note))
        project.perform(GiveAnswer("now", {}, note))
    assert line in _checked(path)


def test_a_promise_that_fits_is_no_finding(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        project.perform(AddEnvelopeLine("staff_days", "What there is", 6400))
        note = _note(project, "A keep", "keep")
        project.perform(GiveAnswer("heard", {"owner": "Lead", "report_back": TODAY}, note))
    assert polku("check", path).code == 0


def test_a_fault_of_the_file_is_found(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        note = _note(project, "An idea", "keep")
        project.perform(GiveAnswer("heard", {"owner": "Lead", "report_back": TODAY}, note))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE voice SET workshop_id = 'nowhere'")
    raw.commit()
    raw.close()
    broken, named = _checked(path)
    assert broken.startswith("A part of the file is broken: voice")
    assert named.startswith("Voice of a note ")
    assert named.endswith(": it is not what the history says of it.")


def test_the_findings_of_the_sample(tmp_path: Path) -> None:
    found = _checked(sample_in(tmp_path))
    assert found[0] == "Promised so far: 70 of 64 staff days. That is 6 over."
    assert sum("not answered yet" in line for line in found) == 9
    assert sum("before you say it" in line for line in found) == 3


def test_info_for_programs(tmp_path: Path) -> None:
    ran = polku("info", sample_in(tmp_path), "--json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert told["schema"] == SCHEMA_VERSION
    assert set(told["counts"]["contribution"]["by_kind"]) == KINDS
    assert sum(told["counts"]["contribution"]["by_kind"].values()) == told["counts"]["contribution"]["total"] == 44
    assert told["counts"]["story"]["total"] == 18
    assert {name: told["load"]["money"][name] for name in ("used", "of", "currency")} == {
        "used": 11700,
        "of": 18000,
        "currency": "EUR",
    }
    assert {name: told["load"]["days"][name] for name in ("used", "of")} == {"used": 70, "of": 64}
    assert len(told["content_hash"]) == 64
    assert int(told["content_hash"], 16)
    assert {"schema", "counts", "load", "content_hash"} <= set(told)


def test_info_of_an_empty_project(tmp_path: Path) -> None:
    told = json.loads(polku("info", new_in(tmp_path), "--json").out)
    assert told["counts"]["contribution"] == {"total": 0, "by_kind": dict.fromkeys(KINDS, 0)}
    assert told["counts"]["story"]["total"] == 0
    assert told["load"]["money"]["used"] == told["load"]["days"]["used"] == 0
    assert told["load"]["money"]["of"] is None
    assert told["load"]["days"]["of"] is None


def test_info_for_people(tmp_path: Path) -> None:
    ran = polku("info", sample_in(tmp_path))
    assert ran.code == 0
    for words in ("Dementia care at home", "18 stories, 44 notes", "70 of 64", "11700 of 18000 EUR"):
        assert words in ran.out
    assert "not known" in polku("info", new_in(tmp_path)).out


@pytest.mark.parametrize("mode", [0o644, 0o444])
def test_looking_changes_nothing_also_where_nothing_may_be_written(mode: int, tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    notes = tmp_path / "notes.csv"
    notes.write_text("text\nHello\n")
    path.chmod(mode)
    before = state(path)
    for arguments, code in (
        (("info", path), 0),
        (("info", path, "--json"), 0),
        (("check", path), 1),
        (("import", path, notes, "--dry-run"), 0),
    ):
        assert polku(*arguments).code == code
        assert state(path) == before
