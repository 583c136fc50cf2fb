"""Disk faults: each call to the disk of a scenario fails once, or from then on, and the project must go on unharmed.

Runs in a program of its own under the shim: `python -m tests.faults.harness.disk '{"points": 500, …}'`.
"""

import contextlib
import errno
import json
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models import queries
from models.edits.imports import ImportNotes
from models.edits.voices import AddNotes, ChangeNote, DeleteNote
from models.errors import Damaged, PolkuError, Unfinished
from models.project import Project
from tests.conftest import TickingClock
from tests.faults.harness.sabotage import use_journal
from tests.faults.harness.shim import CUT, NAMES, OPEN, READ, RENAME, SYNC, UNLINK, WRITE, Shim
from tests.models.support import add_note, column, note

FAULTS: dict[int, tuple[int, ...]] = {
    WRITE: (errno.ENOSPC, errno.EIO, errno.EFBIG),
    READ: (errno.EIO,),
    SYNC: (errno.EIO,),
    CUT: (errno.EIO,),
    OPEN: (errno.EMFILE, errno.EACCES, errno.EIO),
    UNLINK: (errno.EACCES,),
    RENAME: (errno.EACCES, errno.EIO),
}
SAYS: dict[tuple[int, int], tuple[str, ...]] = {  # what the sentence holds, one of them
    (WRITE, errno.ENOSPC): ("The disk is full", "space left", "has room", "could not be written"),
    (WRITE, errno.EFBIG): ("Free some space", "space left", "has room", "could not be written"),
    (WRITE, errno.EIO): ("heck the disk", "heck that its folder", "its disk answers", "could not be written"),
}
OTHERWISE = (
    "heck the disk",
    "heck that its folder",
    "its disk answers",
    "could not be written",
    "may not read",
    "read back",
    "heck the folder and the disk",
)
LOOKING = 0  # a call that the harness made to look: it is counted, so that places stay what they are, and never fails
WORDS = "zyxcanary of the erased person"
State = tuple[Any, ...]


@dataclass
class Session:
    """Somebody at work on a file."""

    path: Path
    project: Project | None = None
    serial: int = 0
    copied: object = None  # what a copy beside the file must hold

    @property
    def here(self) -> Project:
        assert self.project is not None
        return self.project


def _open(session: Session) -> None:
    session.project = Project.open(session.path, clock=TickingClock())


def _close(session: Session) -> None:
    project, session.project = session.here, None
    project.close()


def _add(session: Session) -> None:
    add_note(session.here, f"words {session.serial}", "second voice", wording=f"title {session.serial}")


def _first(session: Session) -> str:
    return session.here.ask(queries.notes)[0].id


def _import(session: Session) -> None:
    lines = tuple(note(f"line {number} " + "words " * 30) for number in range(60))
    session.here.perform(ImportNotes("f" * 64, "notes.csv", "csv", lines))


def _erase(session: Session) -> None:
    found = [one for one in session.here.ask(queries.notes) if WORDS in one.voices[0].words]
    if found:
        session.here.erase(found[0].id)


def _copy(session: Session) -> None:
    target = session.path.with_name("copy.polku")
    with contextlib.suppress(PermissionError):
        target.unlink(missing_ok=True)
    session.here.save_copy(target)
    session.copied = session.here.ask(queries.notes)


ACTIONS: dict[str, Callable[[Session], None]] = {
    "open": _open,
    "close": _close,
    "add": _add,
    "change": lambda s: _keep(s.here.perform(ChangeNote(_first(s), {"wording": f"changed {s.serial}"}))),
    "delete": lambda s: _keep(s.here.perform(DeleteNote(_first(s)))),
    "undo": lambda s: _keep(s.here.undo()),
    "redo": lambda s: _keep(s.here.redo()),
    "draft": lambda s: s.here.keep_draft("here", f"half a sentence {s.serial}"),
    "idle": lambda s: s.here.rest(),
    "import": _import,
    "erase": _erase,
    "copy": _copy,
}
SCENARIOS: dict[str, tuple[str, ...]] = {
    "edit": ("open", "add", "change", "undo", "redo", "draft", "idle", "delete", "add", "close"),
    "import": ("open", "import", "add", "close"),
    "erase": ("open", "add", "erase", "add", "close"),
    "copy": ("open", "add", "copy", "add", "close"),
    "left": ("open", "add", "close"),
}
LEFT = "left"  # its project was not closed: a log lies beside it


def _keep(_: object) -> None:
    pass


@dataclass(frozen=True)
class Point:
    """One place where the disk fails."""

    scenario: str
    nth: int
    kind: int
    error: int
    lasting: bool

    @property
    def fault(self) -> str:
        """What fails, such as “write ENOSPC once”."""
        how = "from then on" if self.lasting else "once"
        return f"{NAMES[self.kind]} {errno.errorcode[self.error]} {how}"

    def __str__(self) -> str:
        return f"{self.scenario}, call {self.nth}, {self.fault}"


@dataclass
class Tally:
    """What came of it."""

    points: int = 0
    fired: Counter[str] = field(default_factory=Counter[str])
    sentences: Counter[str] = field(default_factory=Counter[str])
    violations: list[str] = field(default_factory=list[str])

    def told(self) -> dict[str, Any]:
        return {
            "points": self.points,
            "fired": dict(self.fired),
            "violations": self.violations,
            "sentences": dict(self.sentences),
        }


class Harness:
    """Tries points on copies of one small project in a folder that the shim watches."""

    def __init__(self, folder: Path, shim: Shim) -> None:
        self.folder, self.shim = folder, shim
        self.base = folder / "base.polku"
        self.left = folder / "left" / "p.polku"
        self.path = folder / "work" / "p.polku"
        self.tally = Tally()
        with Project.create(self.base, "Title", clock=TickingClock()) as project:
            lines = (WORDS, *(f"note {number} " + "and more words " * 20 for number in range(8)))
            project.perform(AddNotes(tuple(note(words) for words in lines)))
            add_note(project, "one", "second voice", wording="title")
        with Project.open(self.base, clock=TickingClock()) as project:
            add_note(project, "in the log", "second voice", wording="title")
            self.left.parent.mkdir()
            for found in folder.glob(f"{self.base.name}*"):
                shutil.copyfile(found, self.left.with_name(found.name.replace(self.base.name, self.left.name)))
            project.undo()
        self.states: dict[str, list[State]] = {}
        self.calls: dict[str, list[int]] = {}
        for name in SCENARIOS:
            self.states[name], self.calls[name] = self._without_faults(name)

    def _fresh(self, scenario: str) -> Session:
        shutil.rmtree(self.path.parent, ignore_errors=True)
        if scenario == LEFT:
            shutil.copytree(self.left.parent, self.path.parent)
        else:
            self.path.parent.mkdir()
            shutil.copyfile(self.base, self.path)
        return Session(self.path)

    def _without_faults(self, name: str) -> tuple[list[State], list[int]]:
        session, states, calls = self._fresh(name), list[State](), list[int]()
        self.shim.count()
        for at, action in enumerate(SCENARIOS[name]):
            session.serial = at
            ACTIONS[action](session)
            calls += self.shim.calls[len(calls) :]
            states.append(state(session.project) if session.project else states[-1])
            calls += [LOOKING] * (len(self.shim.calls) - len(calls))
        return states, calls

    def points(self, name: str) -> Iterator[Point]:
        """Every place of a scenario with every way in which it may fail."""
        for at, kind in enumerate(self.calls[name]):
            for error in FAULTS.get(kind, ()):
                yield Point(name, at + 1, kind, error, lasting=False)
                yield Point(name, at + 1, kind, error, lasting=True)

    def attempt(self, point: Point) -> None:
        """Try one point; what is wrong goes into the tally."""
        session, states = self._fresh(point.scenario), self.states[point.scenario]
        self.tally.points += 1
        found = len(self.tally.violations)
        self.shim.arm(point.nth, point.kind, point.error, lasting=point.lasting)
        try:
            for at, action in enumerate(SCENARIOS[point.scenario]):
                session.serial = at
                self._one(point, session, action, states[max(at - 1, 0)], states[at])
            self.shim.calm()
            self._look_at_the_end(point, session, states[-1])
        except Exception:  # noqa: BLE001 - whatever it is, it is what the harness looks for
            self._wrong(point, traceback.format_exc())
        if self.shim.fired:
            self.tally.fired[point.fault] += 1
        self.shim.calm()
        if session.project and len(self.tally.violations) > found:
            with contextlib.suppress(Exception):
                session.project.store.abandon()

    def _one(self, point: Point, session: Session, action: str, before: State, after: State) -> None:
        """Do one thing until it is acknowledged: twice while the disk fails, then once more."""
        for attempt in range(3):
            try:
                ACTIONS[action](session)
            except PolkuError as error:
                self._check_sentence(point, action, error)
                if attempt == 0 and point.kind in (WRITE, SYNC) and not point.lasting:
                    self._look_after_a_crash(point, action, before, after)
                done = isinstance(error, Unfinished) or (session.project is None and action == "close")
                self._look_within(point, session, action, after if done else before)
                if done:
                    return
                if attempt == 1 or not point.lasting:
                    self.shim.calm()
            else:
                self._look_within(point, session, action, after)
                return
        self._wrong(point, f"{action} does not go on after the disk is well again")

    def _look_within(self, point: Point, session: Session, action: str, expected: State) -> None:
        if session.project is None:
            return
        try:
            found = state(session.project)
        except PolkuError:
            return
        if found != expected:
            self._wrong(
                point, f"after {action}: {found[1:]} and {len(found[0])} notes, not {expected[1:]} {len(expected[0])}"
            )

    def _look_after_a_crash(self, point: Point, action: str, before: State, after: State) -> None:
        """What was said not to be saved must not come back with the next opening, had the program died now."""
        if action in ("open", "close", "copy", "erase", "draft", "idle"):
            return
        self.shim.calm()
        folder = self.folder / "died"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("p.polku", "p.polku-wal"):
            if self.path.with_name(name).exists():
                shutil.copyfile(self.path.with_name(name), folder / name)
        with Project.open(folder / "p.polku") as project:
            if state(project) != before:
                self._wrong(
                    point, f"what {action} said not to be saved is there after a crash: {state(project) == after}"
                )

    def _check_sentence(self, point: Point, action: str, error: PolkuError) -> None:
        said = f"{type(error).__name__}: {error.message[:60]}"
        self.tally.sentences[f"{NAMES[point.kind]} {errno.errorcode[point.error]} → {said}"] += 1
        read_for_long = point.kind == READ and point.lasting  # nobody can tell then
        if isinstance(error, Damaged) and "read back" not in error.message and not read_for_long:
            self._wrong(point, f"{action}: a sound file is called damaged: {error.message}")
        wanted = SAYS.get((point.kind, point.error), OTHERWISE)
        if action in ("open", "close", "idle", "erase"):  # which read before they write
            wanted = (*wanted, "Everything saved before is kept", "Everything that was saved is kept")
        if not any(part in error.message for part in wanted) and not isinstance(error, Damaged):
            self._wrong(point, f"{action}: wrong sentence: {error.message}")

    def _look_at_the_end(self, point: Point, session: Session, expected: State) -> None:
        if session.copied is not None:
            with Project.open(self.path.with_name("copy.polku")) as copy:
                if copy.faults() or copy.ask(queries.notes) != session.copied:
                    self._wrong(point, "the copy is not complete")
            self.path.with_name("copy.polku").unlink()
        with Project.open(self.path) as project:
            if faults := project.faults():
                self._wrong(point, f"integrity: {faults[:2]}")
            if state(project) != expected:
                self._wrong(point, "the file does not hold exactly what was acknowledged")
        left = sorted(entry.name for entry in self.path.parent.iterdir())
        if left != ["p.polku"]:
            self._wrong(point, f"left beside the file: {left}")
        if point.scenario == "erase" and WORDS.encode() in self.path.read_bytes():
            self._wrong(point, "erased words are in the file")

    def _wrong(self, point: Point, what: str) -> None:
        self.tally.violations.append(f"{point}: {what}")


def state(project: Project) -> State:
    """What a person sees, and how many steps the history has: what is stored twice shows."""
    notes = project.ask(queries.notes)
    seen = tuple((one.wording, tuple(voice.words for voice in one.voices)) for one in notes)
    steps = column(project, "SELECT count(*) FROM history_step")[0] if not project.store.is_lost else None
    return seen, steps, project.undo_label(), project.redo_label(), project.draft("here")


def chosen(points: list[Point], most: int, seed: int) -> list[Point]:
    """Return some of the points: of each scenario, kind of call and kind of fault as many as of any other."""
    mixed = random.Random(seed)  # noqa: S311 - places, no secret
    mixed.shuffle(points)
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        groups.setdefault((point.scenario, point.kind, point.error, point.lasting), []).append(point)
    taken: list[Point] = []
    while len(taken) < most and groups:
        for key in list(groups):
            taken.append(groups[key].pop())
            if not groups[key]:
                del groups[key]
    return taken[:most]


def main(asked: dict[str, Any]) -> dict[str, Any]:
    """Try as many points as asked for; return the tally."""
    if journal := asked.get("journal"):
        use_journal(journal)
    with tempfile.TemporaryDirectory() as folder:
        shim = Shim(Path(folder))
        harness = Harness(Path(folder), shim)
        points = [point for name in asked.get("scenarios", SCENARIOS) for point in harness.points(name)]
        if only := asked.get("only"):
            points = [point for point in points if str(point) in only]
        found = len(points)
        for point in chosen(points, asked.get("points", found), asked.get("seed", 1)):
            harness.attempt(point)
        calls = {name: len(made) for name, made in harness.calls.items()}
        return {**harness.tally.told(), "calls": calls, "all": found}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))  # noqa: T201 - read by the test
