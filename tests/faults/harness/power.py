"""Power loss: what was written and flushed is recorded, and the states in which a disk may wake up are tried.

Runs in a program of its own under the shim: `python -m tests.faults.harness.power '{"honest": 600, "lying": 300}'`.
An honest disk keeps what was flushed and any part, down to sectors, of what was not. A lying disk flushes nothing:
it keeps what was written up to some earlier moment, and perhaps half of the last write.
"""

import json
import os
import random
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models import queries
from models.driver import driver
from models.edits.imports import ImportNotes
from models.edits.voices import AddNotes, ChangeNote
from models.project import Project
from tests.conftest import TickingClock
from tests.faults.harness.sabotage import sabotage
from tests.faults.harness.shim import CUT, MARK, OPEN, RENAME, SYNC, UNLINK, WRITE, Shim
from tests.models.support import add_note, column, note

ENTRY = struct.Struct("=IIQQ")
SECTOR = 512
HALF_NOTES = (
    "SELECT count(*) FROM contribution WHERE (SELECT count(*) FROM voice WHERE contribution_id = contribution.id) <> 2"
)


@dataclass(frozen=True)
class Call:
    """One call to the disk."""

    kind: int
    file: int
    offset: int
    length: int
    data: bytes


def calls_in(log: bytes) -> Iterator[Call]:
    """Yield what the shim wrote down."""
    at = 0
    while at + ENTRY.size <= len(log):
        kind, file, offset, length = ENTRY.unpack_from(log, at)
        at += ENTRY.size
        held = length if kind in (WRITE, OPEN, UNLINK, RENAME) else 0
        yield Call(kind, file, offset, length, log[at : at + held])
        at += held


@dataclass(eq=False)
class File:
    """A file: what is on the disk for sure, and what was written since the last flush."""

    kept: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list[Call])

    def flush(self) -> None:
        for call in self.waiting:
            change(self.kept, call)
        self.waiting.clear()


def change(content: bytearray, call: Call, part: slice = slice(None)) -> None:
    """Apply a write, or a part of it, or a change of length."""
    if call.kind == CUT:
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    data = call.data[part]
    start = call.offset + (part.start or 0)
    content.extend(bytes(max(0, start - len(content))))
    content[start : start + len(data)] = data


class Disk:
    """The files under a folder as the recorded calls make them."""

    def __init__(self, beginning: dict[str, bytes], *, lying: bool) -> None:
        self.sure = {name: File(bytearray(content)) for name, content in beginning.items()}
        self.names = dict(self.sure)
        self.changes: list[tuple[str, str]] = []  # of names: (kind, name), not yet flushed
        self._open: dict[int, File] = {}
        self._folders: set[int] = set()
        self._lying = lying
        self._last: Call | None = None

    def take(self, call: Call) -> None:
        """Go on by one call."""
        if self._lying and self._last is not None and self._last.file in self._open:
            self._open[self._last.file].flush()  # only the last write may be half there
        self._last = call
        if call.kind == OPEN:
            self._opened(call)
        elif call.kind in (WRITE, CUT) and call.file in self._open:
            self._open[call.file].waiting.append(call)
        elif call.kind == SYNC and not self._lying:
            self._flush(call.file)
        elif call.kind in (UNLINK, RENAME):
            self._renamed(call)

    def _opened(self, call: Call) -> None:
        name = os.fsdecode(call.data)
        if name in self.names:
            self._open[call.file] = self.names[name]
        elif call.offset & os.O_CREAT:
            self.names[name] = self._open[call.file] = File()
        else:
            self._folders.add(call.file)

    def _flush(self, number: int) -> None:
        if number in self._folders:
            self.sure = dict(self.names)
        elif (file := self._open.get(number)) is not None:
            file.flush()
            for name, there in self.names.items():  # a file that is flushed is also found again
                if there is file:
                    self.sure[name] = file

    def _renamed(self, call: Call) -> None:
        first, _, second = os.fsdecode(call.data).partition("\0")
        file = self.names.pop(first, None)
        if call.kind == RENAME and file is not None:
            self.names[second] = file

    def after(self, chance: random.Random) -> dict[str, bytes]:
        """Return one of the states in which the files may be found after the power failed now."""
        names = dict(self.names)
        if self._lying:
            return {name: self._all_but_half_of_the_last(file, chance) for name, file in names.items()}
        for name in {*self.sure, *self.names}:  # what was made, deleted or renamed since the folder was flushed
            if self.sure.get(name) is not self.names.get(name) and chance.random() < 0.5:
                names.pop(name, None)
                if name in self.sure:
                    names[name] = self.sure[name]
        how = chance.choice((_all, _nothing, _some, _some_sectors, _in_order_and_torn))
        return {name: how(file, chance) for name, file in names.items()}

    def _all_but_half_of_the_last(self, file: File, chance: random.Random) -> bytes:
        torn = file.waiting[-1:] if file.waiting and file.waiting[-1] is self._last and chance.random() < 0.5 else []
        content = bytearray(file.kept)
        for call in file.waiting[: len(file.waiting) - len(torn)]:
            change(content, call)
        for call in torn:
            if call.kind == WRITE:
                change(content, call, slice(0, len(call.data) // 2 // SECTOR * SECTOR))
        return bytes(content)


def _nothing(file: File, _: random.Random) -> bytes:
    return bytes(file.kept)


def _all(file: File, _: random.Random) -> bytes:
    content = bytearray(file.kept)
    for call in file.waiting:
        change(content, call)
    return bytes(content)


def _some(file: File, chance: random.Random) -> bytes:
    content = bytearray(file.kept)
    for call in file.waiting:
        if chance.random() < 0.5:
            change(content, call)
    return bytes(content)


def _some_sectors(file: File, chance: random.Random) -> bytes:
    content = bytearray(file.kept)
    for call in file.waiting:
        if call.kind == CUT:
            change(content, call)
        for start in range(0, len(call.data), SECTOR):
            if chance.random() < 0.7:
                change(content, call, slice(start, start + SECTOR))
    return bytes(content)


def _in_order_and_torn(file: File, chance: random.Random) -> bytes:
    content = bytearray(file.kept)
    stop = chance.randint(0, len(file.waiting))
    for call in file.waiting[:stop]:
        change(content, call)
    if stop < len(file.waiting) and (torn := file.waiting[stop]).kind == WRITE:
        change(content, torn, slice(0, len(torn.data) // 2 // SECTOR * SECTOR))
    return bytes(content)


# -- what is recorded ------------------------------------------------------------------------------------------


@dataclass
class Recording:
    """The calls of one session, and which steps of the history the person was told of."""

    beginning: dict[str, bytes]
    calls: list[Call]
    told: list[list[str]]  # at each mark, all steps so far

    def moving_the_log(self) -> list[int]:
        """The moments at which the log is moved into the file, while working and while closing."""
        document = {call.file for call in self.calls if call.kind == OPEN and call.data.endswith(b".polku")}
        written = [at for at, call in enumerate(self.calls) if call.kind in (WRITE, CUT) and call.file in document]
        return sorted({moment for at in written for moment in (at, at + 1, at + 2) if 0 < moment < len(self.calls)})


def work(project: Project, turn: int, tell: Callable[[Project], None], *, whole: bool) -> None:
    """Do what people do: notes, changes, undo, an import, drafts, moments of rest, and if `whole` an erasure."""
    for number in range(12):
        note_id = add_note(project, f"words {turn} {number}", "second voice")
        tell(project)
        project.perform(ChangeNote(note_id, {"wording": f"changed {turn} {number}"}))
        tell(project)
        if number % 4 == 1:
            project.undo()
            tell(project)
        if number % 5 == 2:
            project.keep_draft("here", f"half a sentence {number}")
            project.rest()
    lines = tuple(note(f"line {number} of {turn}", "second") for number in range(90))
    project.perform(ImportNotes(f"{turn:064x}", "notes.csv", "csv", lines))
    tell(project)
    if whole:
        project.erase(project.ask(queries.notes)[0].id)
        tell(project)
    add_note(project, "after all that", "second voice")
    tell(project)


def record(folder: Path, shim: Shim, *, whole: bool) -> Recording:
    """Work twice on a file with closing in between, while every call to the disk is written down."""
    path, log = folder / "disk" / "p.polku", folder / "log"
    path.parent.mkdir()
    with Project.create(path, "Title", clock=TickingClock()) as project:
        project.perform(AddNotes(tuple(note(f"note {number}", "second voice") for number in range(8))))
    beginning = {str(path): path.read_bytes()}
    told: list[list[str]] = []

    def tell(project: Project) -> None:
        shim.record(-1)
        told.append(column(project, "SELECT id FROM history_step ORDER BY seq"))
        shim.record(descriptor)
        shim.mark(len(told) - 1)

    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    shim.record(descriptor)
    for turn in range(2):
        with Project.open(path, clock=TickingClock()) as project:
            tell(project)
            work(project, turn, tell, whole=whole)
    shim.record(-1)
    os.close(descriptor)
    return Recording(beginning, list(calls_in(log.read_bytes())), told)


# -- what is tried ---------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What came of it."""

    states: int = 0
    lost: int = 0  # states in which something acknowledged is missing
    bad: int = 0  # states that fail the check of the file
    half: int = 0  # states with half an edit
    first: list[str] = field(default_factory=list[str])


def attempt(
    recording: Recording, folder: Path, states: int, *, lying: bool, seed: int, among: Sequence[int] = ()
) -> Tally:
    """Let the power fail at so many moments of the recording, or of those named, and look at what is left."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secret
    disk, tally, told = Disk(recording.beginning, lying=lying), Tally(), 0
    moments = sorted(chance.choice(among or range(1, len(recording.calls))) for _ in range(states))
    at = 0
    for moment in moments:
        for call in recording.calls[at:moment]:
            if call.kind == MARK:
                told = call.offset
            disk.take(call)
        at = moment
        _look(disk.after(chance), recording, told, tally, folder / "after", f"call {moment}", lying=lying)
    return tally


def _look(
    state: dict[str, bytes], recording: Recording, told: int, tally: Tally, folder: Path, where: str, *, lying: bool
) -> None:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in state.items():
        if not name.endswith(".lock"):
            (folder / Path(name).name).write_bytes(content)
    tally.states += 1
    try:
        found, faults = read(folder / "p.polku", full=tally.states % 20 == 0)
    except Exception as error:  # noqa: BLE001 - whatever it is, the file does not open
        found, faults = [], [f"does not open: {error!r}"]
    last = recording.told[-1]
    wrong = ""
    if faults == ["half"]:
        tally.half += 1
        wrong = "half an edit"
    elif faults:
        tally.bad += 1
        wrong = f"not sound: {faults[:2]}"
    elif found != last[: len(found)] or (not lying and len(found) < len(recording.told[told])):
        tally.lost += 1
        wrong = f"{len(found)} steps, told of {len(recording.told[told])}"
    if wrong and len(tally.first) < 5:
        tally.first.append(f"{where}: {wrong}")


def read(path: Path, *, full: bool) -> tuple[list[str], list[str]]:
    """Return the steps in a file and what is wrong with it; `full`: through the project itself."""
    if full:
        with Project.open(path) as project:
            faults = list(project.faults())
            return column(project, "SELECT id FROM history_step ORDER BY seq"), faults
    raw = driver.connect(str(path), isolation_level=None)
    try:
        checked = [row[0] for row in raw.execute("PRAGMA integrity_check").fetchall()]
        faults = [line for line in checked if line != "ok"] + raw.execute("PRAGMA foreign_key_check").fetchall()
        if not faults and raw.execute(HALF_NOTES).fetchone()[0]:
            faults = ["half"]
        return [row[0] for row in raw.execute("SELECT id FROM history_step ORDER BY seq").fetchall()], faults
    finally:
        raw.close()


def main(asked: dict[str, Any]) -> dict[str, Any]:
    """Record once and try as many states as asked for; return the tallies."""
    sabotage(asked.get("sabotage", ""))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shim = Shim(folder / "disk")
        recording = record(folder, shim, whole=asked.get("sabotage") != "legacy")  # which cannot erase at all
        seed = int(asked.get("seed", 1))
        honest = attempt(recording, folder, asked.get("honest", 0), lying=False, seed=seed)
        lying = attempt(recording, folder, asked.get("lying", 0), lying=True, seed=seed)
        closing = attempt(
            recording, folder, asked.get("closing", 0), lying=False, seed=seed, among=recording.moving_the_log()
        )
        return {"closing": vars(closing), "calls": len(recording.calls), "honest": vars(honest), "lying": vars(lying)}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))  # noqa: T201 - read by the test
