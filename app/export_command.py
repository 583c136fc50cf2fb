"""The command that makes a document: polku export FILE --as ID --to PATH. No Qt, not even indirectly."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.command_parts import DONE, FOUND, Commands, day_of, language_of, today
from app.export_options import options_of
from app.passwords import open_project
from exports.catalog import Made, edits_before, export_of, make
from exports.target import check
from models import queries
from models.exports_log import language_pair
from resources.texts import document_languages


def add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    export = commands.add_parser(
        "export",
        help="make a document",
        epilog="Example: polku export care.polku --as participant-summary --to summary.pdf --language fi",
    )
    known = ", ".join(document_languages())
    export.add_argument("file", metavar="FILE")
    export.add_argument("--as", dest="as_id", required=True, metavar="ID", help="see: polku exports")
    export.add_argument("--to", required=True, metavar="PATH")
    export.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a choice, again for each: polku exports --options ID",
    )
    export.add_argument("--codes", choices=("auto", "each"), help="a QR code a note also beyond 60 notes")
    export.add_argument(
        "--language", type=language_of, default="en", metavar="CODE", help=f"the language of the document: {known}"
    )
    export.add_argument(
        "--beside", type=language_of, metavar="CODE", help="a second language, at the side of the first"
    )
    export.add_argument(
        "--today", type=day_of, metavar="DATE", help="the day on which consents and dates are looked at"
    )
    export.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    choices = [*options.option, *([f"codes={options.codes}"] if options.codes else [])]
    languages = (options.language, options.beside or "")
    return make_document(
        Path(options.file), options.as_id, Path(options.to), options.today or today(), choices, languages
    )


def make_document(
    source: Path,
    export_id: str,
    target: Path,
    day: date,
    choices: Iterable[str],
    languages: tuple[str, str] = ("en", ""),
) -> int:
    """Make a document and return the exit code. `choices`: options as NAME=VALUE.

    `languages`: the document's, and the one at its side, empty for none.

    Refused: there is no such export, it has no such option, or the target cannot be written.
    """
    wanted = export_of(export_id)
    language, beside = languages
    chosen = options_of(wanted, choices)
    if target.is_dir():
        target /= wanted.id + wanted.suffix
    check(target)
    with open_project(source) as project:
        for edit in edits_before(wanted, chosen, project.ask(queries.paths)):
            project.perform(edit)
        with project.snapshot(wanted.purpose, day) as copy:
            made = make(wanted, copy, target, chosen, language=language, beside=beside)
        noted = language_pair(language, beside)
        project.log_export(wanted.id, target.name, wanted.purpose, made.stories, noted)
    return _told(made)


def _told(made: Made) -> int:
    """Say what was made, and which letters it could not set."""
    size = f" ({made.pages} pages)" if made.pages else f" ({made.rows} rows)" if made.rows else ""
    print(f"{made.path.resolve()}{size}")
    if made.told:
        print("\n".join(["Not in the file:", *(f"- {sentence}" for sentence in made.told)]))
    if made.missing:
        print("No font for: " + " ".join(f"U+{ord(letter):04X}" for letter in made.missing), file=sys.stderr)
        return FOUND
    return DONE
