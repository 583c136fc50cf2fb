"""Recovering without a window: polku recover DAMAGED --to OUT. No Qt, not even indirectly.

What is printed is also saved beside OUT: tables and codes, no words of people.
"""

import argparse
from pathlib import Path

from app.command_parts import DONE, FOUND, Commands
from app.passwords import with_password
from models.recover import recover, report_path
from resources.texts import translator


def add_recover(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    parser = commands.add_parser(
        "recover",
        help="write what can be read of a damaged project to a new file",
        description="Write what can be read of a damaged project to a new file, with a report beside it. The damaged "
        "file is left as it is. Ends with 1 where something is lost or in doubt.",
        epilog='Example: polku recover care.polku --to "care recovered.polku"',
    )
    parser.add_argument("file", metavar="DAMAGED")
    parser.add_argument("--to", metavar="OUT", required=True, help="the new file; nothing is ever replaced")
    parser.set_defaults(run=_recover)


def _recover(options: argparse.Namespace) -> int:
    damaged, out = Path(options.file), Path(options.to).absolute()
    report = with_password(damaged, lambda password: recover(damaged, out, password))
    print(out)
    print("\n".join(report.sentences(translator("en"))))
    print(report_path(out))
    return DONE if report.is_whole else FOUND
