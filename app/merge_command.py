"""Merging without a screen: polku merge BASE OTHER… --to OUT [--dry-run]. No Qt.

What is printed holds counts, codes and names of fields, no words of people: those are compared in the window.
"""

import argparse
import json
from pathlib import Path

from app.command_parts import DONE, FOUND, Commands
from app.passwords import passwords
from models.clock import wall_clock
from models.edits.base import at_once
from models.errors import PolkuError, Refused
from models.file_check import check_free
from models.merging.conflicts import ConflictRecord, open_conflicts
from models.merging.merge import HERE
from models.merging.plan import Plan, plan
from models.merging.state import DELETED, TWIN, UNSURE
from models.migrations import migrate_copy
from models.project import Project
from models.store import Store
from resources.texts import N_, Translator, translator

KINDS = {
    "story": "stories",
    "contribution": "notes",
    "voice": "voices",
    "theme": "themes",
    "path": "paths",
    "touchpoint": "cards",
    "feeling": "feelings",
    "answer": "answers",
    "finding": "findings",
    "cost_line": "costs",
    "envelope_line": "lines of what you have",
    "segment": "groups",
    "workshop": "workshops",
    "response": "responses",
    "ballot": "counts of votes",
    "consent": "consents",
    "withdrawal": "withdrawals",
    "picture_place": "photos",
}
REST = "other rows"


def add_merge(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    merge = commands.add_parser(
        "merge",
        help="make one file of the files of several laptops",
        description="Takes everything that other laptops wrote since they had a copy of the same project, field by "
        "field, into a new file. BASE and the others stay as they are.",
        epilog="Example: polku merge care.polku laptop-b.polku laptop-c.polku --to care-together.polku",
    )
    merge.add_argument("base", metavar="BASE", help="the first file; any of them will do")
    merge.add_argument("others", metavar="OTHER", nargs="+")
    merge.add_argument("--to", metavar="OUT", help="the new file; nothing is ever replaced")
    merge.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    merge.add_argument("--json", action="store_true", help="for programs")
    merge.set_defaults(run=_merge)


def _merge(options: argparse.Namespace) -> int:
    if bool(options.to) == bool(options.dry_run):
        raise Refused(N_("Say with --to which new file shall be made, or look first with --dry-run."))
    out = Path(options.to).absolute() if options.to else None
    if out is not None:
        check_free(out)
    base = passwords().with_password(Path(options.base), lambda key: in_memory(Path(options.base), key))
    made = None
    try:
        made = plan(_copy(base), _with_keys(options.others), wall_clock())
        if not made.sources:  # nothing is left that could be merged
            raise made.refused[0][1]
        return _written(Project(base), made, out, as_json=options.json)
    finally:
        if made is not None:
            made.close()
        base.abandon()


def in_memory(path: Path, password: str | None) -> Store:
    """Return a copy of a file in memory, of the present version; the file stays as it is."""
    opened = Store.open(path, reading=True, password=password)
    try:
        copy = Store.in_memory(opened.key)
        opened.copy_into(copy)
        migrate_copy(copy)
        return copy
    finally:
        opened.abandon()


def _copy(store: Store) -> Store:
    copy = Store.in_memory(store.key)
    store.copy_into(copy)
    return copy


def _with_keys(names: list[str]) -> list[tuple[Path, str | None]]:
    """Return files with what opens them; a file that cannot be opened is told about by the plan."""
    found: list[tuple[Path, str | None]] = []
    for name in names:
        path = Path(name)
        used: list[str | None] = [None]

        def look(password: str | None, path: Path = path, used: list[str | None] = used) -> None:
            used[0] = password
            Store.open(path, reading=True, password=password).abandon()

        try:
            passwords().with_password(path, look)
        except PolkuError:
            used = [None]
        found.append((path, used[0]))
    return found


def _written(project: Project, made: Plan, out: Path | None, *, as_json: bool) -> int:
    tr = translator("en")
    conflicts: tuple[ConflictRecord, ...] = ()
    if not made.is_nothing:
        at_once(project.merging(made.merge_into(project, wall_clock())))
        conflicts = project.ask(open_conflicts)
    if out is not None:
        project.save_copy(out)
    if as_json:
        print(json.dumps(_for_programs(made, conflicts, tr), indent=2))
    else:
        for line in _in_words(made, conflicts, project, tr):
            print(line)
        print(f"Merged: {out}" if out else "Nothing was written: this was a dry run.")
    return FOUND if made.refused else DONE


def _in_words(made: Plan, conflicts: tuple[ConflictRecord, ...], project: Project, tr: Translator) -> list[str]:
    result = made.result
    assert result is not None  # noqa: S101 - there are files to merge
    lines = [f"Not merged: {error.sentence(tr)}" for _, error in made.refused]
    if made.is_nothing:
        return [*lines, "Everything in these files is here already."]
    for title, counts in (("New", result.new), ("Changed", result.changed), ("Gone", result.gone)):
        if said := _counted(counts):
            lines.append(f"{title}: {said}.")
    lines += [_conflict(one) for one in conflicts]
    codes = _codes_of_answers(project)
    lines += [
        f"{codes.get(answer, '?')}: the answer was confirmed and is not any more; look at it in Weigh."
        for answer in result.provisional
    ]
    if made.erased:
        lines.append(f"Erased for good, as in another file: {made.erased} rows. No undo brings them back.")
    lines += [f"{old}: two laptops gave this code; one thing has {new} now." for old, new in result.recoded]
    lines += [
        f"Two {KINDS.get(one.table, one.table)} have names that look alike; they stay two." for one in made.same_names
    ]
    if result.forked:
        lines.append("A file was copied by hand and used twice; from now on each copy has codes of its own.")
    return lines


def _counted(counts: dict[str, int]) -> str:
    named: dict[str, int] = {}
    for table, count in counts.items():
        if count:
            kind = KINDS.get(table, REST)
            named[kind] = named.get(kind, 0) + count
    return ", ".join(
        f"{kind} {count}" for kind, count in sorted(named.items(), key=lambda one: (one[0] == REST, one[0]))
    )


def _conflict(one: ConflictRecord) -> str:
    what = one.code or KINDS.get(one.table, one.table)
    stands = "BASE's" if one.chosen == HERE else "the other one's"
    if one.kind == DELETED:
        return f"Decide: {what}: one file deleted it, another changed it; it is kept."
    if one.kind == UNSURE:
        return f"Decide: {what}: it was confirmed here and changed there; it waits for a new confirmation."
    both = "two files made it" if one.kind == TWIN else "two files changed it"
    return f"Decide: {what}, {', '.join(one.unit)}: {both}; {stands} stands until somebody decides in the window."


def _codes_of_answers(project: Project) -> dict[str, str]:
    sql = (
        "SELECT a.id, coalesce(c.code, t.code) FROM answer a LEFT JOIN contribution c ON c.id = a.contribution_id "
        "LEFT JOIN theme t ON t.id = a.theme_id"
    )
    rows = project.ask(lambda reader: reader.driver_rows(sql))
    return {str(row[0]): str(row[1]) for row in rows}


def _for_programs(made: Plan, conflicts: tuple[ConflictRecord, ...], tr: Translator) -> dict[str, object]:
    result = made.result
    return {
        "new": result.new if result else {},
        "changed": result.changed if result else {},
        "gone": result.gone if result else {},
        "conflicts": [
            {"kind": one.kind, "table": one.table, "id": one.row_id, "code": one.code, "fields": list(one.unit)}
            for one in conflicts
        ],
        "provisional": list(result.provisional) if result else [],
        "erased": made.erased,
        "refused": [{"file": name, "why": error.sentence(tr)} for name, error in made.refused],
    }
