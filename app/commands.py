"""Everything that needs no screen: new, sample, import, export, exports, check, info. No Qt, not even indirectly.

Exit codes: 0 done; 1 done, with findings; 2 bad use or bad input, with a sentence on standard error.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.backup_command import add_backup
from app.backup_first import back_up_before
from app.checking import findings
from app.command_parts import BAD, DONE, FOUND, Commands, day_of, today
from app.erase_command import add_erase
from app.export_command import add_export, make_document
from app.export_options import lines_of
from app.facts import facts, facts_in_words
from app.feedback_command import add_feedback
from app.lock_command import add_lock
from app.merge_command import add_merge
from app.passwords import add_password_option, begin, open_project
from app.plain_output import plain_output
from app.recover_command import add_recover
from exports.catalog import EXPORTS, export_of
from exports.exchange.drafts import TABLE, NotesDraft
from exports.exchange.planning import (
    ForAll,
    NotesPlan,
    PathPlan,
    check_new,
    last_workshop,
    plan_notes,
    plan_path,
    target_of,
)
from exports.exchange.sources import HowRead, draft_of, is_journey, read_source
from exports.reports.content import Content
from exports.reports.trace import trace_line
from models import queries
from models.driver import safe_mode
from models.edits.project import SetWayBack, check_address, kind_of_address
from models.errors import PolkuError, Refused
from models.project import Project
from models.sample import make_sample
from resources.texts import N_, translator

SAMPLE_FOLDER = "polku-sample"
SAMPLE_NAME = "polku-sample.polku"
LISTED = 20


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    begin(options)
    with plain_output():
        if note := safe_mode(translator("en")):
            print(note, file=sys.stderr)
        return _sorted(lambda: int(options.run(options)))


def run_sample(folder: Path) -> int:
    """Do the main job of a machine without a screen: the sample project and its summary below `folder`."""
    print("There is no window here: the sample project and its participant summary are made instead.")
    return _sorted(lambda: _sample_and_summary(folder / SAMPLE_FOLDER))


def _sorted(work: Callable[[], int]) -> int:
    """Do some work; a failure with a sentence for a person goes to standard error, a bug is not caught."""
    try:
        code = work()
        sys.stdout.flush()
    except PolkuError as error:
        print(error.sentence(translator("en")), file=sys.stderr)
        return BAD
    except BrokenPipeError:  # who reads the output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except MemoryError:
        print("There is too little memory for this. Close other programs, then try again.", file=sys.stderr)
        return BAD
    except OSError as error:  # a name too long for the disk, a full disk, a folder without rights
        where = f"“{Path(error.filename).name}”: " if isinstance(error.filename, str) else ""
        print(f"{where}{error.strerror or type(error).__name__}. Try another name or another place.", file=sys.stderr)
        return BAD
    return code


def _sample_and_summary(folder: Path) -> int:
    """Make the sample and its summary in `folder`; a project that is there already is kept as it is."""
    if folder.exists() and not folder.is_dir():
        raise Refused(N_("“{name}” is a file. Move it away, or start in another folder."), name=folder.name)
    folder.mkdir(exist_ok=True)
    target = folder / SAMPLE_NAME
    if not target.exists():
        make_sample(target, today()).close()
    print(target.resolve())
    return make_document(target, "participant-summary", folder / "participant-summary.pdf", today(), ())


# -- the commands -------------------------------------------------------------------------------


def _new(options: argparse.Namespace) -> int:
    path, address = options.file, options.way_back
    if address:
        check_address(kind_of_address(address), address)
    with Project.create(path, options.title or path.stem) as project:
        if address:
            project.perform(SetWayBack(kind_of_address(address), address))
    print(path.resolve())
    return DONE


def _sample(options: argparse.Namespace) -> int:
    path = options.file
    with make_sample(path, options.today or today()) as project:
        note = next(n for n in project.ask(queries.notes) if n.wording == "A call-back time by text")
        with project.snapshot("room", options.today or today()) as copy:
            print(trace_line(note, Content.read(copy, translator("en"))))
    print(path.resolve())
    return DONE


def _import(options: argparse.Namespace) -> int:
    source = Path(options.source)
    data = read_source(source)
    with open_project(Path(options.file), reading=options.dry_run) as project:
        target = target_of(project.ask)
        if is_journey(source, data):
            return _import_path(project, plan_path(target, source, data, again=options.again), options)
        how = HowRead(options.encoding, options.delimiter, options.header, tuple(options.map), part=options.sheet or "")
        draft = draft_of(source.name, data, how)
        if not options.again:
            check_new(target, source.name, draft.sha256)
        for_all = ForAll(workshop_id=last_workshop(target))
        return _import_notes(project, plan_notes(target, source.name, draft, for_all, again=options.again), options)


def _import_notes(project: Project, plan: NotesPlan, options: argparse.Namespace) -> int:
    draft = plan.draft
    print("Read as: " + ", ".join(_how_it_was_read(draft)))
    if draft.mapping:
        print("Columns: " + ", ".join(f"{column} = {field}" for column, field in draft.mapping))
    if draft.unused:
        print("Not read: " + ", ".join(draft.unused))
    for remark in draft.remarks:
        print(remark)
    _list("Left out", [(problem.line, str(problem)) for problem in draft.left_out])
    problems = [(problem.line, str(problem)) for problem in draft.problems]
    _list("Look at", problems + [(unfit.line, unfit.message.format(**dict(unfit.values))) for unfit in plan.unfit])
    if plan.edit.new_groups:
        print("New groups: " + ", ".join(plan.edit.new_groups))
    if not options.dry_run and plan.edit.notes:
        for line in back_up_before(project, plan.edit):
            print(line)
        project.perform(plan.edit)
    verb = "would be added" if options.dry_run else "added"
    print(
        f"{len(plan.edit.notes)} notes {verb}, {len(draft.left_out)} rows left out, {len(draft.dropped)} not readable."
    )
    return FOUND if problems or plan.unfit else DONE


def _import_path(project: Project, plan: PathPlan, options: argparse.Namespace) -> int:
    _list("Look at", [(unfit.line, unfit.message.format(**dict(unfit.values))) for unfit in plan.unfit])
    if plan.edit.new_groups:
        print("New groups: " + ", ".join(plan.edit.new_groups))
    if not options.dry_run:
        project.perform(plan.edit)
    verb = "would be added" if options.dry_run else "added"
    print(f"Path “{plan.edit.title}” with {len(plan.edit.stages)} stages and {len(plan.edit.cards)} cards {verb}.")
    return FOUND if plan.unfit else DONE


def _exports(options: argparse.Namespace) -> int:
    if options.options:
        print("\n".join(lines_of(export_of(options.options))))
        return DONE
    tr = translator("en")
    for export in EXPORTS:
        print(f"{export.id}\t{export.suffix}\t{tr(export.title)}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    with open_project(Path(options.file), reading=True) as project:
        found = findings(project, translator("en"))
    for finding in found:
        print(finding)
    print(f"{len(found)} findings." if found else "Nothing found: the file is sound and every note is answered.")
    return FOUND if found else DONE


def _info(options: argparse.Namespace) -> int:
    with open_project(Path(options.file), reading=True) as project:
        told = facts(project)
    print(json.dumps(told, indent=2) if options.json else facts_in_words(told))
    return DONE


# -- arguments ----------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="polku",
        description="Co-design workshops about public services, from exact words to what happened.",
        epilog="Example: polku sample && polku export polku-sample.polku --as participant-summary --to summary.pdf",
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands)
    _add_sample(commands)
    _add_import(commands)
    add_export(commands)
    add_feedback(commands)
    add_backup(commands)
    add_recover(commands)
    add_merge(commands)
    add_erase(commands)
    exports = commands.add_parser(
        "exports", help="list the exports: id, suffix, title", epilog="Example: polku exports"
    )
    exports.add_argument("--options", metavar="ID", help="the options of one: name, values, what it is by itself")
    exports.set_defaults(run=_exports)
    check = commands.add_parser(
        "check",
        help="integrity, unanswered notes, promises over what we have, what the gate lacks",
        epilog="Example: polku check care.polku",
    )
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=_check)
    info = commands.add_parser(
        "info", help="counts, load and content hash", epilog="Example: polku info care.polku --json"
    )
    info.add_argument("file", metavar="FILE")
    info.add_argument("--json", action="store_true", help="for programs")
    info.set_defaults(run=_info)
    add_lock(commands)
    add_password_option(parser)
    return parser


def _add_new(commands: "Commands[argparse.ArgumentParser]") -> None:
    new = commands.add_parser(
        "new", help="make a project", epilog='Example: polku new care.polku --title "Memory care"'
    )
    new.add_argument("file", metavar="FILE", type=_project_path)
    new.add_argument("--title", help="what the project is called; the file's name without it")
    new.add_argument(
        "--way-back",
        metavar="ADDRESS",
        help="where the QR codes lead, with {code} in it: a web form, mailto:… or sms:…; no codes are printed without",
    )
    new.set_defaults(run=_new)


def _add_sample(commands: "Commands[argparse.ArgumentParser]") -> None:
    sample = commands.add_parser(
        "sample",
        help="make the sample project and print one idea's way through it",
        epilog="Example: polku sample example.polku --today 2027-05-14",
    )
    sample.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=_project_path,
        default=SAMPLE_NAME,
        help=f"{SAMPLE_NAME} without it",
    )
    sample.add_argument("--today", type=day_of, metavar="DATE", help="the day its dates are counted from")
    sample.set_defaults(run=_sample)


def _add_import(commands: "Commands[argparse.ArgumentParser]") -> None:
    read = commands.add_parser(
        "import",
        help="read notes from a table, spreadsheet, document or lines, or a path from a Mermaid journey",
        epilog="Example: polku import care.polku ideas.csv --map title=wording --map body=text --dry-run",
    )
    read.add_argument("file", metavar="FILE")
    read.add_argument("source", metavar="SOURCE")
    read.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    read.add_argument("--again", action="store_true", help="import a file once more that was imported before")
    read.add_argument(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="field: text, wording, kind, segment, step, source_id, votes or cost; several columns may make one text",
    )
    read.add_argument("--encoding", help="for example utf-8 or cp1252; found out without it")
    read.add_argument("--delimiter", help="one character, or tab; found out without it")
    read.add_argument("--sheet", metavar="NAME", help="the sheet of a spreadsheet, or a document's table by its number")
    header = read.add_mutually_exclusive_group()
    header.add_argument("--header", action="store_true", default=None, help="the first row names the columns")
    header.add_argument("--no-header", action="store_false", dest="header", help="the first row is a note")
    read.set_defaults(run=_import)


def _mapping(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column or not field:
        raise argparse.ArgumentTypeError(f"“{text}” is not COLUMN=FIELD.")
    return column, field


def _project_path(text: str) -> Path:
    path = Path(text)
    if path.name in ("", ".."):
        raise argparse.ArgumentTypeError(f"“{text}” is not the name of a file.")
    return path if path.suffix else path.with_name(path.name + ".polku")


def _version() -> str:
    try:
        number = version("polku")
    except PackageNotFoundError:
        number = "0 (not installed)"
    note = safe_mode(translator("en"))
    return f"polku {number}" + (f"\n{note}" if note else "")


def _how_it_was_read(draft: NotesDraft) -> list[str]:
    found = [draft.recognised, draft.encoding, f"sheet {draft.part}" if draft.part else ""]
    return [part for part in found if part] + (
        [f"delimiter {_delimiter_name(draft.delimiter)}"] if draft.form == TABLE else []
    )


def _delimiter_name(delimiter: str) -> str:
    return {"\t": "tab", "": "none"}.get(delimiter, delimiter)


def _list(title: str, rows: list[tuple[int, str]]) -> None:
    """Print rows by line number; more than a screenful are counted, never dropped silently."""
    for line, sentence in sorted(rows)[:LISTED]:
        print(f"{title}, line {line}: {sentence}")
    if len(rows) > LISTED:
        print(f"{title}: {len(rows) - LISTED} more.")
