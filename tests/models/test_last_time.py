"""Promises of an earlier file: read without a trace, brought in once, brought up to date, and never people's words."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models import last_time, queries
from models import tables as t
from models.edits.last_time import BringPromises, NewEarlier
from models.edits.voices import WithdrawVoice
from models.errors import Damaged, InUse, NewerFile, NotAProject, PolkuError, Refused
from models.last_time import EarlierFile
from models.lock_file import LockFile
from models.project import Project
from tests.conftest import blank_project
from tests.models.promised import became, promised

OLD = Path(__file__).parents[1] / "data" / "schema_1.polku"


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Another project with two promises and one answer that waits; one voice in it was withdrawn."""
    folder = tmp_path / "old"
    folder.mkdir()
    with Project.create(folder / "earlier.polku", "The library") as project:
        promised(project, "Words of a person", sentence="The library opens on Sundays.", report_back=date(2026, 1, 5))
        answer_id = promised(project, "Other words", sentence="")
        promised(project, "It waits", "decide")
        became(project, answer_id, "late", "It came in June.")
        voice = str(project.ask(lambda reader: reader.scalar(select(t.Voice.id).where(t.Voice.words == "Other words"))))
        project.perform(WithdrawVoice(voice))
    return folder / "earlier.polku"


def read(path: Path, project: Project) -> EarlierFile:
    here = project.store.path
    assert here
    return last_time.read_earlier(path, here, project.ask(queries.project).id)


def brought(found: EarlierFile) -> tuple[NewEarlier, ...]:
    return tuple(
        NewEarlier(one.source_id, one.sentence or "We can do this now", outcome=one.outcome, became=one.became)
        for one in found.promises
    )


def trace(path: Path) -> tuple[str, float, list[str]]:
    beside = sorted(one.name for one in path.parent.iterdir())
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime, beside


def test_reading_leaves_no_trace(project: Project, earlier: Path) -> None:
    before = trace(earlier)
    found = read(earlier, project)
    assert trace(earlier) == before
    assert (found.title, found.unconfirmed) == ("The library", 0)
    assert [one.sentence for one in found.promises] == ["The library opens on Sundays.", ""]
    assert [(one.owner, one.outcome, one.became) for one in found.promises] == [
        ("Team lead", "", ""),
        ("Team lead", "late", "It came in June."),
    ]


def test_peoples_own_words_never_come_along(project: Project, earlier: Path) -> None:
    found = read(earlier, project)
    assert "words" not in repr(found).casefold()
    project.perform(BringPromises(found.title, brought(found)))
    assert "words" not in repr(project.ask(queries.earlier_promises)).casefold()


def test_the_same_file_twice_adds_nothing_and_tells_what_became_of_them(project: Project, earlier: Path) -> None:
    found = read(earlier, project)
    assert project.perform(BringPromises(found.title, brought(found))).result == (2, 0)
    assert [one.state for one in project.ask(last_time.compare, found)] == ["same", "same"]
    with pytest.raises(Refused, match="here already"):
        project.perform(BringPromises(found.title, brought(found)))
    with Project.open(earlier) as other:
        answer_id = found.promises[0].source_id.partition("/")[2]
        became(other, answer_id, "kept", "Since May.")
    again = read(earlier, project)
    assert [one.state for one in project.ask(last_time.compare, again)] == ["told", "same"]
    assert project.perform(BringPromises(again.title, brought(again))).result == (0, 1)
    here = project.ask(queries.earlier_promises)
    assert [(one.outcome, one.became) for one in here] == [("kept", "Since May."), ("late", "It came in June.")]
    project.undo()
    assert [one.outcome for one in project.ask(queries.earlier_promises)] == ["", "late"]
    project.undo()
    assert project.ask(queries.earlier_promises) == ()


def test_an_older_file_is_read_as_a_copy_and_stays_as_old_as_it_was(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "old" / "old.polku"
    path.parent.mkdir()
    path.write_bytes(OLD.read_bytes())
    before = trace(path)
    assert read(path, project).promises
    assert trace(path) == before


def test_a_file_after_a_crash_is_read_with_its_last_words_and_left_as_it_is(
    project: Project, earlier: Path, tmp_path: Path
) -> None:
    found, crashed = read(earlier, project), tmp_path / "crashed"
    crashed.mkdir()
    with Project.open(earlier) as other:
        became(other, found.promises[0].source_id.partition("/")[2], "kept", "Since May.")
        for name in ("earlier.polku", "earlier.polku-wal"):
            (crashed / name).write_bytes((earlier.parent / name).read_bytes())
    before = trace(crashed / "earlier.polku")
    assert [one.outcome for one in read(crashed / "earlier.polku", project).promises] == ["kept", "late"]
    assert trace(crashed / "earlier.polku") == before


def test_the_open_project_and_a_copy_of_it_are_refused(project: Project, tmp_path: Path) -> None:
    assert project.store.path
    with pytest.raises(Refused, match="is open"):
        read(project.store.path, project)
    project.save_copy(tmp_path / "copy.polku")
    with pytest.raises(Refused, match="copy of the project"):
        read(tmp_path / "copy.polku", project)


def test_a_file_that_another_polku_has_open_is_refused(project: Project, earlier: Path) -> None:
    lock = LockFile(earlier)
    lock.take()
    with pytest.raises(InUse, match="open in another Polku"):
        read(earlier, project)
    lock.release()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"no project at all", NotAProject),
        (b"", NotAProject),
        (blank_project()[:5000], Damaged),
        (blank_project()[:60] + (99).to_bytes(4) + blank_project()[64:], NewerFile),
    ],
)
def test_what_is_no_project_is_said_in_a_sentence(
    project: Project, tmp_path: Path, content: bytes, fault: type[PolkuError]
) -> None:
    path = tmp_path / "wrong.polku"
    path.write_bytes(content)
    with pytest.raises(fault, match="wrong"):
        read(path, project)
    assert path.read_bytes() == content
    with pytest.raises(NotAProject):
        read(tmp_path / "nothing.polku", project)


def test_a_very_long_sentence_is_shortened_and_seen_to_be(project: Project) -> None:
    project.perform(BringPromises("Old", (NewEarlier("p/1", "a" * 4000),)))
    (one,) = project.ask(queries.earlier_promises)
    assert len(one.statement) == 2000
    assert one.statement.endswith("…")
