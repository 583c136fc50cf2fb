"""What is said when a project was locked or unlocked: honestly, also what a lock cannot do."""

from collections.abc import Iterable
from pathlib import Path

from models.backups import managed
from models.relock import Rewritten
from resources.texts import N_, Translator

FORGETTING = N_(
    "Keep the password safe. If it is forgotten, nobody can open the project any more, the makers of Polku included."
)
OLD_BYTES = N_(
    "The disk may still hold bytes of the unlocked file, as disks do with whatever is deleted: only a disk that is "
    "encrypted as a whole is safe from that. Copies that were made before the lock stay without one."
)
NAMED = 5


def after_lock(done: Rewritten, tr: Translator, copies: Iterable[Path] = ()) -> tuple[str, ...]:
    """Return what a person should know after a project was locked. `copies`: those without a lock that are known."""
    name = done.path.name
    if done.was_locked:
        return (
            tr("“{name}” has another password now.", name=name),
            tr("Copies and backups that were made before open with the old one."),
            tr(FORGETTING),
        )
    said = [tr("“{name}” is locked with a password now.", name=name), tr(FORGETTING), tr(OLD_BYTES)]
    if done.other_names:
        said.append(
            tr.count(
                "The file has {n} more name elsewhere (a hard link), which still leads to the unlocked project.",
                "The file has {n} more names elsewhere (hard links), which still lead to the unlocked project.",
                done.other_names,
            )
        )
    if copied := about_copies(tuple(copies), tr):
        said.append(copied)
    return tuple(said)


def about_copies(copies: tuple[Path, ...], tr: Translator) -> str:
    """Return which copies without a lock are known, as a sentence; empty for none."""
    if not copies:
        return ""
    return tr.count(
        "{n} copy without a lock is known: {names}.",
        "{n} copies without a lock are known, such as {names}.",
        len(copies),
        names=", ".join(f"“{path.name}”" for path in copies[:NAMED]),
    )


def plain_copies(path: Path, places: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the copies of a project that Polku knows of and that have no lock. `places`: of backups."""
    return tuple(one.path for one in managed(path, places) if not one.locked)


def after_unlock(done: Rewritten, tr: Translator) -> tuple[str, ...]:
    """Return what a person should know after the lock was taken off a project."""
    return (
        tr("“{name}” has no lock any more: whoever has the file can read it.", name=done.path.name),
        tr("Copies and backups that were made before still open with the password only."),
    )
