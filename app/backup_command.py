"""Backups without a screen: polku backup FILE, polku restore BACKUP --to OUT, polku restore --list FILE. No Qt.

What is listed holds counts and times, no words of people.
"""

import argparse
import json
from pathlib import Path

from app.backup_places import places_in_profile
from app.command_parts import DONE, FOUND, Commands
from app.passwords import with_password
from app.paths import find_paths
from models import backups
from models.backup_reading import facts
from models.backup_records import Backup
from models.backup_restoring import restore_beside
from models.backup_shelf import Shelf, is_locked
from models.cipher import key_for
from models.errors import PolkuError, Refused
from models.file_check import check_free
from models.reader import Reader
from models.store import Store
from resources.texts import N_, translator

REASONS = {
    "": "",
    backups.BY_HAND: "made by hand",
    backups.AFTER_ERASURE: "after erasing",
    backups.AFTER_LOCK: "after locking",
    backups.BEFORE_IMPORT: "before an import",
    backups.BEFORE_MERGE: "before a merge",
    backups.BEFORE_RESTORE: "before restoring",
    backups.BEFORE_MIGRATION: "before a newer version of the file",
}


def add_backup(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add both commands and their arguments."""
    backup = commands.add_parser(
        "backup",
        help="write a checked backup where the window keeps them",
        epilog="Example: polku backup care.polku --to /media/stick/backups",
    )
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--to", metavar="DIR", help="another folder than the settings name; it is made where missing")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore",
        help="make a project of a backup, or list the backups of a project",
        epilog='Example: polku restore "care 2026-11-22 16.40.51.polku" --to care-restored.polku',
    )
    restore.add_argument("file", metavar="BACKUP", help="a backup; with --list: a project")
    restore.add_argument("--to", metavar="OUT", help="the new file; nothing is ever replaced")
    restore.add_argument("--list", action="store_true", help="list the backups of a project, newest first")
    restore.add_argument("--from", dest="place", metavar="DIR", help="with --list: another folder of backups")
    restore.add_argument("--json", action="store_true", help="with --list: for programs")
    restore.set_defaults(run=_restore)


def _backup(options: argparse.Namespace) -> int:
    places = _places(options.to)
    path = Path(options.file)
    store = with_password(path, lambda password: Store.open(path, reading=True, password=password))
    try:
        kept = backups.keep(backups.take(store, backups.BY_HAND), backups.present(places))
    finally:
        store.abandon()
    for one in kept.made:
        print(f"Backed up and checked: {one.path}")
    if not kept.made:
        raise kept.troubles[0][1]
    for _, trouble in kept.troubles:
        print(trouble.sentence(translator("en")))
    return FOUND if kept.troubles else DONE


def _restore(options: argparse.Namespace) -> int:
    if options.list:
        return _list(options)
    if not options.to:
        raise Refused(N_("Say with --to which new file shall be made of the backup."))
    backup, out = Path(options.file).absolute(), Path(options.to).absolute()
    known = next((one for one in Shelf(backup.parent).backups() if one.path == backup), None)
    places, expected = places_in_profile(find_paths()), known.content if known else ""
    check_free(out)
    key = with_password(backup, lambda password: key_for(backup, password)) if is_locked(backup) else None
    made = restore_beside(backup, out, places, expected=expected, key=key)
    print(f"Restored: {made.path}")
    return DONE


def _list(options: argparse.Namespace) -> int:
    path, places = Path(options.file), _places(options.place)
    found = backups.managed(path, places, _project_of(path))
    if options.json:
        print(json.dumps([_for_programs(one) for one in found], indent=2))
        return DONE
    for one in found:
        print(_in_words(one))
    print(f"{len(found)} backups." if found else f"There are no backups of “{path.name}” in {places[0]}.")
    return DONE


def _project_of(path: Path) -> str:
    """Return the id of a project; nothing where it cannot be read: its backups are found by the file's name."""
    try:
        store = Store.open(path, reading=True)
        try:
            return facts(Reader(store.connection)).project
        finally:
            store.abandon()
    except PolkuError:
        return ""


def _places(named: str | None) -> tuple[Path, ...]:
    return (Path(named).absolute(),) if named else places_in_profile(find_paths())


def _in_words(one: Backup) -> str:
    counts = ", ".join(f"{n if n >= 0 else '?'} {what}" for n, what in _counts(one))
    state = "checked" if one.verified else "locked, not looked into" if one.locked else "DAMAGED"
    when = f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}"
    return "\t".join((when, state, counts, REASONS.get(one.reason, one.reason) or "-", str(one.path)))


def _counts(one: Backup) -> tuple[tuple[int, str], ...]:
    return (one.stories, "stories"), (one.notes, "notes"), (one.answers, "answers"), (one.paths, "paths")


def _for_programs(one: Backup) -> dict[str, object]:
    return {
        "file": str(one.path),
        "at": one.at.isoformat(),
        "reason": one.reason,
        "verified": one.verified,
        "locked": one.locked,
        "stories": one.stories,
        "notes": one.notes,
        "answers": one.answers,
        "paths": one.paths,
        "content_hash": one.content,
        "size": one.size,
    }
