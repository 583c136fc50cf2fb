"""Section I, personal data: erased is erased wherever Polku keeps something, and a person is told all that is held.

Erasing of rows is tried in tests/models/test_erasure.py; locks (I10, I11) and canaries in logs (I7 to I9) stand beside.
"""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from models import backups, erasure, queries
from models.content_hash import content_hash
from models.edits import responding, voices
from models.edits.project import AddSegment
from models.held import held_of
from models.project import Project
from models.reader import Reader
from tests.app.support import polku
from tests.conftest import TickingClock
from tests.faults.persons import all_bytes, canary, code_of, keep_backups_in, tell
from tests.models.support import add_note, bytes_of_open_file, history_text

TODAY = date(2026, 11, 22)
PERSONS = 20


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands keep backups: as a person's settings name it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return keep_backups_in(tmp_path)


def assert_nowhere(tmp_path: Path, file: Path, person: int) -> None:
    assert canary(person).encode() not in all_bytes(tmp_path)
    with Project.open(file) as project:
        assert canary(person) not in history_text(project)
        assert canary(person).encode() not in bytes_of_open_file(file)


def test_i1_a_person_is_erased_from_the_file_its_history_its_drafts_and_its_backups(
    tmp_path: Path, shelf: Path
) -> None:
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        who = tell(project, 1)
        tell(project, 2)
        code = code_of(project, who)
    assert polku("backup", file).code == 0
    assert canary(1).encode() in all_bytes(shelf)
    told = polku("erase", file, "--participant", code, "--yes")
    assert told.code == 0, told.err
    assert "out of Polku's reach" in told.out
    assert_nowhere(tmp_path, file, 1)
    assert canary(2).encode() in all_bytes(shelf)  # a fresh backup of the rest took their place
    with Project.open(file) as project:
        assert canary(2) in repr(project.ask(queries.stories))
        while project.undo_label():
            project.undo()
        assert canary(1).encode() not in bytes_of_open_file(file)


@pytest.mark.slow
def test_i1_twenty_persons_one_after_the_other(tmp_path: Path, shelf: Path) -> None:
    """R20: nothing of who was erased is anywhere, and everything of the others is where it was."""
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        codes = [code_of(project, tell(project, person)) for person in range(PERSONS)]
    assert polku("backup", file).code == 0
    for person, code in enumerate(codes):
        assert polku("erase", file, "--participant", code, "--yes").code == 0
        found = all_bytes(tmp_path)
        assert [other for other in range(person + 1) if canary(other).encode() in found] == []
        assert [other for other in range(person + 1, PERSONS) if canary(other).encode() not in found] == []
    assert_nowhere(tmp_path, file, 0)


def test_i1_nothing_is_erased_without_a_yes_and_a_wrong_code_is_said(tmp_path: Path, shelf: Path) -> None:
    del shelf
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        code = code_of(project, tell(project, 1))
        before = project.ask(content_hash)
    whole = file.read_bytes()
    refused = polku("erase", file, "--participant", code)
    assert (refused.code, "Add --yes" in refused.err) == (2, True)
    assert file.read_bytes() == whole
    wrong = polku("erase", file, "--code", "AAAAAAA", "--yes")
    assert (wrong.code, "no code of a story" in wrong.err) == (2, True)
    with Project.open(file) as project:
        assert project.ask(content_hash) == before


def test_i1_a_note_a_deleted_story_and_a_response_are_erased_by_code(tmp_path: Path, shelf: Path) -> None:
    del shelf
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        add_note(project, "zyx01canary in a note")
        story = str(project.perform(voices.AddStory("zyx01canary told")).result)
        codes = [project.ask(queries.notes)[0].code, project.ask(queries.stories)[0].code]
        project.perform(voices.DeleteStory(story))
        back = responding.KeepResponse("", "zyx01canary came back", "spoken", contact="zyx01canary@example.org")
        response = str(project.perform(back).result)
    told = polku("erase", file, "--code", *codes, response[:12], "--yes")
    assert told.code == 0, told.err
    assert_nowhere(tmp_path, file, 1)


def test_i2_an_erasure_that_was_broken_off_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill behind the first of its transactions leaves it; kills at any moment: tests/models/test_killing.py."""
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        who = tell(project, 1)
        with monkeypatch.context() as broken:
            broken.setattr(erasure, "finish", lambda _: None)
            project.erase(who)
    assert canary(1).encode() in file.read_bytes()  # in free pages and in the index
    Project.open(file).close()
    assert_nowhere(tmp_path, file, 1)


def test_i4_merging_an_old_laptop_does_not_bring_the_erased_back(tmp_path: Path, shelf: Path) -> None:
    del shelf
    file, old, out = tmp_path / "p.polku", tmp_path / "elsewhere" / "old.polku", tmp_path / "out.polku"
    old.parent.mkdir()
    with Project.create(file, "Title", clock=TickingClock()) as project:
        code = code_of(project, tell(project, 1))
    shutil.copy(file, old)
    with Project.open(old) as project:
        story = project.ask(queries.stories)[0].id
        project.perform(voices.ChangeStory(story, {"wanted_next": f"{canary(1)} later"}))
    assert polku("erase", file, "--participant", code, "--yes").code == 0
    assert polku("merge", old, file, "--to", out).code == 0
    shutil.rmtree(old.parent)
    assert_nowhere(tmp_path, out, 1)


def test_i5_withdrawn_for_publication_only_it_stays_for_the_analysis(project: Project) -> None:
    story = str(project.perform(voices.AddStory("what happened to me")).result)
    for purpose in ("internal_report", "public_report"):
        project.perform(voices.RecordConsent(story, voices.ConsentAnswer(purpose, "yes")))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("public_report", "no")))
    for purpose, words in (("internal_report", ["what happened to me"]), ("public_report", [])):
        with project.snapshot(purpose, TODAY) as copy:
            assert [one.words for one in copy.ask(queries.stories)] == words


def test_i6_one_command_tells_everything_of_a_person(tmp_path: Path) -> None:
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        code = code_of(project, tell(project, 1))
        tell(project, 2)
        project.perform(AddSegment("Carers"))
    before = file.read_bytes()
    for options in ((), ("--json",)):
        told = polku("about", file, "--participant", code, *options)
        assert told.code == 0
        for word in ("name", "story", "clearer", "tag", "witness", "voice", "wording", "deleted"):
            assert f"{canary(1)} {word}" in told.out, word
        assert canary(2) not in told.out
    assert len(json.loads(told.out)["rows"]) > len("ab")
    assert file.read_bytes() == before  # to tell changes nothing
    missing = polku("about", file, "--participant", "AAAAAAA")
    assert (missing.code, "no participant's code" in missing.err) == (2, True)


def test_what_is_told_of_a_person_is_what_erasing_takes(project: Project) -> None:
    who = tell(project, 1)
    held = held_of(project.store, Reader(project.store.connection), who)
    project.erase(who)
    gone = {(str(table), str(row_id)) for table, row_id in erasure.tombstones(project.store)}
    assert {(one.table, one.id) for one in held.rows} == gone


def test_copies_beside_the_project_that_may_hold_the_words_are_named(tmp_path: Path, shelf: Path) -> None:
    del shelf
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        code = code_of(project, tell(project, 1))
    shutil.copy(file, tmp_path / "p as it was found.polku")
    told = polku("erase", file, "--participant", code, "--yes")
    assert told.code == 1
    assert "p as it was found.polku" in told.out


def test_a_backup_that_cannot_be_cleaned_is_named(tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.polku"
    with Project.create(file, "Title", clock=TickingClock()) as project:
        code = code_of(project, tell(project, 1))
    assert polku("backup", file).code == 0
    monkeypatch.setattr(backups, "after_erasure", lambda *_: (shelf / "left.polku",))
    told = polku("erase", file, "--participant", code, "--yes")
    assert told.code == 1
    assert "Out of reach, look at it yourself" in told.out
