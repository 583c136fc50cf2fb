"""R20 for as long as one likes: persons erased by the command, also killed in the middle, with old laptops and backups.

Each round is one project. After each erasure every byte of every file that Polku keeps is searched for what was told.
"""

import contextlib
import io
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from app.commands import run
from models.project import Project
from tests.faults.persons import all_bytes, canary, code_of, keep_backups_in, tell

ROOT = Path(__file__).resolve().parents[1]
PERSONS = 10
GONE = "no code of"  # what is said of a code that an erasure before has taken away


@dataclass
class Round:
    """One project, what was carried away from it before, and who is erased by now."""

    home: Path
    dice: random.Random
    codes: dict[int, str] = field(default_factory=dict[int, str])
    erased: list[int] = field(default_factory=list[int])
    violations: list[str] = field(default_factory=list[str])
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("persons", "killed", "merged", "restored"), 0)
    )

    @property
    def file(self) -> Path:
        """The project."""
        return self.home / "kept" / "p.polku"

    def play(self) -> None:
        """Let everybody tell, and erase one after the other."""
        keep_backups_in(self.home / "kept")
        away = self.home / "away"
        away.mkdir()
        with Project.create(self.file, "Title") as project:
            for person in range(PERSONS):
                self.codes[person] = code_of(project, tell(project, person))
        self._command("backup", self.file)
        for person in self.dice.sample(range(PERSONS), PERSONS):
            if self.dice.random() < 0.3:
                self._carry_away(away)
            self._erase(person)
            if self.dice.random() < 0.3:
                self._bring_back(away)
            self._look(person)

    def _carry_away(self, away: Path) -> None:
        shutil.copy(self.file, away / "laptop.polku")
        for backup in (self.home / "kept" / "backups").rglob("*.polku"):
            shutil.copy(backup, away / "backup.polku")

    def _erase(self, person: int) -> None:
        asked = ("erase", str(self.file), "--participant", self.codes[person], "--yes")
        if self.dice.random() < 0.4:
            with subprocess.Popen(
                [sys.executable, "-m", "app", *asked], cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            ) as killed:
                time.sleep(self.dice.uniform(0.2, 1.2))
                killed.kill()
            self.counts["killed"] += 1
        said = self._command(*asked, may_fail=True)
        if said and GONE not in said:
            self.violations.append(f"erasing {person}: {said}")
        self.erased.append(person)
        self.counts["persons"] += 1

    def _bring_back(self, away: Path) -> None:
        """Merge an old laptop, or put an old backup in the place of the project: both hold who was erased since."""
        laptop, backup, out = away / "laptop.polku", away / "backup.polku", self.home / "kept" / "out.polku"
        if self.dice.random() < 0.5 and laptop.exists():
            self._command("merge", self.file, laptop, "--to", out)
            self.counts["merged"] += 1
        elif backup.exists():
            self._command("restore", backup, "--to", out)
            self.counts["restored"] += 1
        if out.exists():
            out.replace(self.file)

    def _look(self, person: int) -> None:
        found = all_bytes(self.home / "kept")
        back = [one for one in self.erased if canary(one).encode() in found]
        gone = [one for one in range(PERSONS) if one not in self.erased and canary(one).encode() not in found]
        self.violations += [f"after {person}: {one} is still there" for one in back]
        self.violations += [f"after {person}: {one} is gone, whom nobody erased" for one in gone]

    def _command(self, *asked: object, may_fail: bool = False) -> str:
        told = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
            code = run([str(one) for one in asked])
        if code and not may_fail:
            self.violations.append(f"{asked[0]}: {told.getvalue()}")
        return told.getvalue() if code else ""


def soak_privacy(rounds: int, seed: int = 0) -> dict[str, object]:
    """Play so many projects; return what was done, and how often somebody was left, or gone unasked."""
    counts: dict[str, int] = {}
    violations: list[str] = []
    for number in range(seed, seed + rounds):
        with TemporaryDirectory() as folder:
            home = Path(folder)
            (home / "kept").mkdir()
            with mock.patch.dict(os.environ, XDG_DATA_HOME=str(home / "kept" / "data")):
                played = Round(home, random.Random(number))  # noqa: S311 - a choice, no secret
                played.play()
        counts = {name: counts.get(name, 0) + count for name, count in played.counts.items()}
        violations += [f"seed {number}: {one}" for one in played.violations]
    return {**counts, "violations": len(violations), "first": violations}


if __name__ == "__main__":
    print(soak_privacy(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
