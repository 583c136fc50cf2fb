"""Erasing for good, and telling what is held of a person, without a screen. No Qt.

polku erase FILE --code CODE… --yes, polku erase FILE --participant CODE --yes, polku about FILE --participant CODE.
"""

import argparse
import json
from datetime import timedelta
from pathlib import Path

from app.backup_places import places_in_profile
from app.command_parts import DONE, FOUND, Commands
from app.passwords import open_project
from app.paths import find_paths
from models import backups, exports_log, queries
from models.drafts_aside import forget_drafts
from models.errors import Refused, Unfinished
from models.held import HeldOfPerson, held_of, participant_of, row_of, said
from models.project import Project
from models.shapes import Raw
from models.tables.base import EPOCH
from resources.texts import N_, translator


def add_erase(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add both commands and their arguments."""
    erase = commands.add_parser(
        "erase",
        help="erase people's words for good",
        description="Erases stories, notes and responses, or everything of one participant, from the file, its "
        "history, its index and its free pages, and from the backups that Polku keeps. There is no way back.",
        epilog="Example: polku erase care.polku --code K7M2PQR --yes",
    )
    erase.add_argument("file", metavar="FILE")
    whose = erase.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--code", metavar="CODE", nargs="+", help="codes of stories and notes; of a response the beginning of its id"
    )
    whose.add_argument("--participant", metavar="CODE", help="everything of one participant")
    erase.add_argument("--yes", action="store_true", help="do it; without it nothing is erased")
    erase.set_defaults(run=_erase)
    about = commands.add_parser(
        "about",
        help="tell everything that is held of one participant",
        epilog="Example: polku about care.polku --participant K7M2PQR",
    )
    about.add_argument("file", metavar="FILE")
    about.add_argument("--participant", metavar="CODE", required=True)
    about.add_argument("--json", action="store_true", help="for programs")
    about.set_defaults(run=_about)


def _erase(options: argparse.Namespace) -> int:
    if not options.yes:
        raise Refused(N_("Erasing has no way back. Add --yes to do it; nothing was erased."))
    places = places_in_profile(find_paths())
    with open_project(Path(options.file)) as project:
        ids = _ids(project, options)
        names = _documents(project, ids)
        unfinished = _erase_now(project, ids)
        print(f"Erased: {len(ids)} and what belongs to them. No undo brings them back.")
        if unfinished is not None:
            print(unfinished.sentence(translator("en")))
        left = backups.after_erasure(project.store, places)
        forget_drafts(find_paths().drafts, project.ask(queries.project).id)
    for path in left:
        print(f"Out of reach, look at it yourself: {path}")
    for name in names:
        print(f"A document that left the project may hold the words: {name}")
    print("Copies of the file elsewhere, and what a disk keeps of old bytes, are out of Polku's reach.")
    return FOUND if left or unfinished else DONE


def _erase_now(project: Project, ids: tuple[str, ...]) -> Unfinished | None:
    try:
        project.erase(*ids)
    except Unfinished as error:  # the words are gone from every view; the next opening finishes it
        return error
    return None


def _ids(project: Project, options: argparse.Namespace) -> tuple[str, ...]:
    if options.participant:
        return (project.ask(participant_of, options.participant),)
    return tuple(dict.fromkeys(row for code in options.code for row in project.ask(row_of, code)))


def _documents(project: Project, ids: tuple[str, ...]) -> tuple[str, ...]:
    found = (one.file_name for row_id in ids for one in project.ask(exports_log.holding, row_id))
    return tuple(dict.fromkeys(found))


def _about(options: argparse.Namespace) -> int:
    with open_project(Path(options.file), reading=True) as project:
        participant = project.ask(participant_of, options.participant)
        held = project.ask(lambda reader: held_of(project.store, reader, participant))
    print(json.dumps(_for_programs(held), indent=2, ensure_ascii=False) if options.json else _in_words(held))
    return DONE


def _in_words(held: HeldOfPerson) -> str:
    lines = [f"Everything that is held of participant {held.code}:"]
    for one in held.rows:
        lines += ["", one.table.replace("_", " ") + ("" if one.now is not None else " (deleted, in the history)")]
        lines += [f"  {_named(name, value)}" for name, value in said(one.now or {})]
        lines += [f"  before, {_named(name, value)}" for name, value in one.before]
    lines += ["", *(f"A document that holds a story: {name}" for name in held.documents)]
    return "\n".join(lines).rstrip()


def _named(name: str, value: Raw) -> str:
    if name.endswith("_at") and isinstance(value, int):
        return f"{name.replace('_', ' ')}: {EPOCH + timedelta(microseconds=value):%Y-%m-%d %H:%M} UTC"
    return f"{name.replace('_', ' ')}: {value}"


def _for_programs(held: HeldOfPerson) -> dict[str, object]:
    rows = [
        {
            "table": one.table,
            "id": one.id,
            "now": dict(said(one.now)) if one.now is not None else None,
            "before": [[name, value] for name, value in one.before],
        }
        for one in held.rows
    ]
    return {"participant": held.code, "rows": rows, "documents": list(held.documents)}
