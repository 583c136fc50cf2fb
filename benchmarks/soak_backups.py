"""Backups for a long time: edits, backups, restores and erasures at random; every restored file is compared.

python -m benchmarks.soak_backups [ROUNDS]
"""

import contextlib
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models import backups, queries
from models.backup_restoring import restore_beside, restore_in_place
from models.content_hash import content_hash
from models.edits.voices import AddNotes, NewNote, NewVoice
from models.errors import PolkuError
from models.project import Project

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def soak_backups(rounds: int = 1000, seed: int = 1) -> dict[str, int]:
    """Return how many backups were made, restored and compared, and how many of them were wrong (0)."""
    dice = random.Random(seed)  # noqa: S311 - the same run each time
    tally: dict[str, int] = dict.fromkeys(
        ("backups", "restored", "replaced", "erased", "different", "erased_words_found", "most"), 0
    )
    with tempfile.TemporaryDirectory() as folder:
        for number in range(max(1, rounds // 50)):
            _one_project(Path(folder) / str(number), min(rounds, 50), dice, tally)
    return tally


def _one_project(folder: Path, rounds: int, dice: random.Random, tally: dict[str, int]) -> None:
    folder.mkdir()
    path, place, now = folder / "care.polku", folder / "Backups", START
    Project.create(path, "Care").close()
    gone: list[bytes] = []
    for at in range(rounds):
        now += timedelta(minutes=dice.choice((5, 5, 5, 70, 60 * 24, 60 * 24 * 9)))
        with Project.open(path) as project:
            words = f"words{dice.getrandbits(60):x}"
            project.perform(AddNotes(tuple(NewNote((NewVoice(f"{words} {n}"),)) for n in range(dice.randint(1, 5)))))
            if dice.random() < 0.2:
                project.undo()
            if dice.random() < 0.1 and (notes := project.ask(queries.notes)):
                gone.append(notes[0].voices[0].words.partition(" ")[0].encode())
                project.erase(*(note.id for note in notes if note.voices[0].words.encode().startswith(gone[-1])))
                tally["erased"] += 1
                backups.after_erasure(project.store, [place], lambda now=now: now)
            made = backups.keep(backups.take(project.store, "", lambda now=now: now), [place]).made[0]
            expected, project_id = project.ask(content_hash), project.ask(queries.project).id
        tally["backups"] += 1
        _compare(made.path, folder / f"{at}.polku", place, expected, made.content, tally)
        listed = backups.managed(path, [place], project_id)
        tally["most"] = max(tally["most"], len(listed))
        if dice.random() < 0.15:
            chosen = dice.choice(listed)
            with contextlib.suppress(PolkuError):
                restore_in_place(chosen.path, path, [place], chosen.content, lambda now=now: now)
                tally["replaced"] += 1
    files = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    tally["erased_words_found"] += sum(words in file for words in gone for file in files)


def _compare(backup: Path, out: Path, place: Path, expected: str, content: str, tally: dict[str, int]) -> None:
    restore_beside(backup, out, [place], expected=content)
    with Project.open(out, reading=True) as restored:
        tally["different"] += restored.ask(content_hash) != expected
    tally["restored"] += 1
    out.unlink()


if __name__ == "__main__":
    print(soak_backups(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
