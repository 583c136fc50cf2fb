"""Kills programs at any moment, again and again, and looks at what they leave: acknowledged, whole, sound."""

import multiprocessing
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path

from models import backups, queries
from models.backup_reading import is_whole
from models.content_hash import content_hash
from models.driver import driver
from models.edits.voices import AddNotes
from models.project import Project
from models.tables import SCHEMA_VERSION
from tests.faults.harness import half_making, killed
from tests.models.support import (
    bytes_of_open_file,
    column,
    healthy,
    history_text,
    index_from_scratch,
    indexed,
    note,
    rows,
)

HOW = "spawn" if sys.platform == "win32" else "forkserver"
LONG = 50  # kills of one file
HALF_NOTES = (
    "SELECT id FROM contribution WHERE (SELECT count(*) FROM voice WHERE contribution_id = contribution.id) <> 2"
)


@dataclass
class Tally:
    """What came of it."""

    kills: int = 0
    said: int = 0
    violations: list[str] = field(default_factory=list[str])

    def check(self, right: bool, what: str) -> None:
        if not right:
            self.violations.append(f"kill {self.kills}: {what}")


@cache
def context() -> BaseContext:
    """A server that has loaded the models already, so that a program to kill starts at once."""
    made = multiprocessing.get_context(HOW)
    if HOW == "forkserver":
        made.set_forkserver_preload([killed.__name__, half_making.__name__])
    return made


def kill_at_random(work: Callable[..., None], path: Path, most: int, longest: float, weak: str = "") -> list[str]:
    """Let a program work on the file, kill it at a random moment, and return what it said was done.

    The moment lies up to `longest` seconds behind one of the first `most` acknowledgements.
    """
    here, there = context().Pipe(duplex=False)
    arguments = (weak, work, str(path), there)
    process = context().Process(target=killed.weakened, args=arguments, daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    assert here.recv() == "open"
    said: list[str] = [here.recv() for _ in range(random.randint(0, most))]  # noqa: S311 - a moment, no secret
    until = time.monotonic() + random.uniform(0, longest)  # noqa: S311 - a moment, no secret
    while (left := until - time.monotonic()) > 0:
        if here.poll(left):
            said.append(here.recv())
    process.kill()
    process.join()
    try:
        while True:
            said.append(here.recv())  # said, and not heard yet
    except EOFError:
        here.close()
    return said


def while_editing(path: Path, times: int, weak: str = "") -> Tally:
    """R1: every step that was said is there, every other one wholly or not at all."""
    tally, saved = Tally(), list[str]()
    for _ in range(times):
        tally.kills += 1
        try:
            said = kill_at_random(killed.edits, path, 8, 0.02, weak)
            saved += said
            tally.said += len(said)
            _look_after_edits(path, tally, saved)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            tally.violations.append(f"kill {tally.kills}: {error!r}")
        tally.check([entry.name for entry in path.parent.iterdir()] == [path.name], "something is left beside the file")
        if tally.kills % LONG == 0:  # looking takes the longer the more there is
            path.unlink()
            Project.create(path, "Title").close()
            saved.clear()
    return tally


def _look_after_edits(path: Path, tally: Tally, saved: list[str]) -> None:
    with Project.open(path) as project:
        tally.check(set(saved) <= set(column(project, "SELECT id FROM history_step")), "something said is lost")
        tally.check(column(project, HALF_NOTES) == [], "half a note")
        tally.check(healthy(project) and _index_is_right(project), "not sound")
        if project.undo_label() and tally.kills % 5 == 0:
            before = project.ask(queries.notes)
            project.undo()
            project.redo()
            tally.check(project.ask(queries.notes) == before, "the last step cannot be turned")


def _index_is_right(project: Project) -> bool:
    try:
        return indexed(project) == index_from_scratch(project)
    except driver.Error:
        return False


def while_typing(path: Path, times: int) -> Tally:
    """R23, the file's part: the last words that were kept are there after a kill."""
    tally = Tally()
    for _ in range(times):
        said = kill_at_random(killed.typing, path, 20, 0.02)
        tally.kills += 1
        tally.said += len(said)
        with Project.open(path) as project:
            tally.check(project.draft("here").startswith(said[-1] if said else ""), "kept words are lost")
            project.keep_draft("here", "")
    return tally


def while_importing(path: Path, times: int) -> Tally:
    """Nothing of an import, or all of it."""
    tally, saved = Tally(), list[str]()
    for _ in range(times):
        said = kill_at_random(killed.imports, path, 1, 0.15)
        saved += said
        tally.kills += 1
        tally.said += len(said)
        with Project.open(path) as project:
            names = column(project, "SELECT sha256 FROM source_file")
            tally.check(set(saved) <= set(names), "an import is lost")
            per_import = column(project, "SELECT count(*) FROM contribution GROUP BY import_id")
            tally.check(set(per_import) <= {killed.LINES} and len(per_import) == len(names), "half an import")
            tally.check(healthy(project), "not sound")
        if len(names) > 12:
            saved.clear()
            path.unlink()
            Project.create(path, "Title").close()
    return tally


def while_erasing(path: Path, times: int) -> Tally:
    """What was erased, said or not, is nowhere once the file was opened again; the rest is wholly there."""
    with Project.open(path) as project:
        secrets = [killed.secret(number) for number in range(4 * times)]
        project.perform(AddNotes(tuple(note(words) for words in secrets)))
    tally, saved = Tally(), list[str]()
    for _ in range(times):
        saved += kill_at_random(killed.erasures, path, 2, 0.06)
        tally.kills += 1
        with Project.open(path) as project:
            tally.check(rows(project, "SELECT count(*) FROM erasure_intent") == [(0,)], "an erasure is not finished")
            tally.check(healthy(project), "not sound")
            there = {voice.words for found in project.ask(queries.notes) for voice in found.voices}
            tally.check(there.isdisjoint(saved), "erased words are seen")
            raw, past = bytes_of_open_file(path), history_text(project)
            gone = [words for words in {*secrets, *saved} - there if words.encode() in raw or words in past]
            tally.check(not gone, f"{len(gone)} erased words are in the bytes")
            kept = [words for words in there & set(secrets) if words.encode() not in raw or words not in past]
            tally.check(not kept, f"{len(kept)} words that nobody erased are half gone")
    tally.said = len(saved)
    return tally


def while_migrating(path: Path, times: int) -> Tally:
    """The old version with all its rows, or the new one with all its rows and the backup of the old one."""
    expected = {old.name: old.with_suffix(".hash").read_text().split()[0] for old in killed.OLD}
    tally = Tally()
    for _ in range(times):
        for old in path.parent.iterdir():
            old.unlink()
        said = kill_at_random(killed.migrations, path, 2, 0.12)
        tally.kills += 1
        tally.said += len(said)
        for found in sorted(path.parent.glob("[0-9]* schema_?.polku")):
            version = int(found.stem[-1])
            with Project.open(found) as project:
                tally.check(project.store.version == SCHEMA_VERSION and healthy(project), "not brought up to date")
                tally.check(project.ask(content_hash) == expected[found.name.split()[1]], "not the same content")
            backups = list(path.parent.glob(f"{found.stem} before version {version + 1}*.polku"))
            tally.check(version == SCHEMA_VERSION or bool(backups), "no backup from before")
            tally.check(all(is_whole(one) for one in backups), "half a backup under its final name")
    return tally


def while_copying(path: Path, times: int) -> Tally:
    """The source is sound, every copy and backup under its final name is whole, what was said is there."""
    folder = path.parent
    tally, saved = Tally(), list[str]()
    (folder / "copies").mkdir()
    for _ in range(times):
        saved += kill_at_random(killed.copies, path, 2, 0.08)
        tally.kills += 1
        with Project.open(path) as project:
            tally.check(healthy(project), "the source is not sound")
            project.save_copy(folder / "copies" / "after all.polku")
            backups.keep(backups.take(project.store), [folder / "backups"])
        tally.check(not list(folder.rglob(".*.part*")), "something half made stays")
        made = [*(folder / "copies").glob("*.polku"), *(folder / "backups").rglob("*.polku")]
        fresh = {str(one) for one in made}
        tally.check({one for one in saved if "copies" in one} <= fresh, "a copy is lost")
        tally.check(all(is_whole(one) for one in made), "half a copy under its final name")
        shutil.rmtree(folder / "copies")
        (folder / "copies").mkdir()
        tally.said += len(saved)
        saved.clear()
    return tally


def while_merging(path: Path, times: int) -> Tally:
    """All of a file or nothing of it; merged again it changes nothing, and the rest can follow."""
    tally, folder = Tally(), path.parent
    laptops = {f"laptop {number}.polku": 40 + number for number in range(4)}
    for name, notes in laptops.items():
        shutil.copyfile(path, folder / name)
        with Project.open(folder / name) as other:
            other.perform(AddNotes(tuple(note(f"{name} {at}", "second voice") for at in range(notes))))
    before = path.read_bytes()
    for _ in range(times):
        path.write_bytes(before)
        said = [one for one in kill_at_random(killed.merges, path, 3, 0.1) if one]
        tally.kills += 1
        tally.said += len(said)
        with Project.open(path) as project:
            words = [one.voices[0].words for one in project.ask(queries.notes)]
            found = {name: sum(one.startswith(name) for one in words) for name in laptops}
            tally.check(all(found[name] in (0, notes) for name, notes in laptops.items()), "half a file is merged")
            tally.check(all(found[name] for name in said), "a merge is lost")
            tally.check(healthy(project) and column(project, HALF_NOTES) == [], "not sound")
            if tally.kills % 5 == 0:
                again = {name: killed.merge(project, folder / name) for name in laptops}
                tally.check(again == {name: not found[name] for name in laptops}, "merging again is not nothing")
    return tally


def while_exporting(path: Path, times: int, weak: str = "") -> Tally:
    """The document is wholly the old one or wholly the new one; nothing of the dead program stays for long."""
    tally, document = Tally(), path.with_name("report.csv")
    for _ in range(times):
        said = kill_at_random(killed.exports, document, 2, 0.03, weak)
        tally.kills += 1
        tally.said += len(said)
        if document.exists():
            lines = document.read_text().splitlines()
            whole = len(lines) == killed.EXPORTED and len(set(lines)) == 1
            tally.check(whole, "half a document under its final name")
            tally.check(not whole or not said or int(lines[0]) >= int(said[-1]), "a document that was made is lost")
    left = [entry.name for entry in path.parent.iterdir() if entry.name.endswith(".part")]
    tally.check(len(left) <= 1, f"parts of dead programs stay: {len(left)}")
    return tally
