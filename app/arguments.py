"""What the command line asks for: a command, or the window with a file, a profile and safe mode. No Qt here."""

import argparse
import contextlib
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from resources.texts import N_, Translator, translator

COMMANDS = (
    "new",
    "sample",
    "import",
    "export",
    "feedback",
    "backup",
    "restore",
    "recover",
    "merge",
    "erase",
    "about",
    "exports",
    "check",
    "info",
    "lock",
    "unlock",
)
ANSWERED_BY_COMMANDS = ("--version",)
USAGE = "polku [FILE | --example] [--profile DIR] [--safe-mode]\n       polku COMMAND …"


@dataclass(frozen=True)
class Launch:
    """How the window is to start. `file` is absolute; None: nothing was named, and the start screen is shown."""

    file: Path | None = None
    profile: Path | None = None
    safe_mode: bool = False
    example: bool = False

    def trouble(self, tr: Translator) -> str:
        """Return why the file cannot be opened, as a sentence; empty where nothing is known against it."""
        if self.file is None or self.file.is_file():
            return ""
        if self.file.is_dir():
            return tr("“{name}” is a folder. Open a project in it.", name=self.file.name or str(self.file))
        return tr("There is no file “{name}”. Check the name and the folder.", name=self.file.name)


def is_command(arguments: Sequence[str]) -> bool:
    """Tell whether app.commands is to run: the first argument is one of its commands, or asks for the version."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in ANSWERED_BY_COMMANDS)


def read(arguments: Sequence[str]) -> Launch:
    """Return how the window is to start. Help ends the program with 0, bad use with 2 and a sentence (SystemExit)."""
    parser = _Parser()
    listed = [one for one in arguments if not one.startswith("-psn_")]  # the Finder of macOS adds one
    options, unknown = parser.parse_known_args(listed)
    if options.help:
        parser.explain()
    if unknown:
        parser.error(_about_unknown(unknown))
    named = str(options.file or "")
    if named in COMMANDS:
        parser.error(translator()(N_("Write the command first, as in: polku {name} --help"), name=named))
    file = _absolute(named) if named else None
    if file is not None and _looks_like_a_command(named) and not file.exists():
        parser.error(translator()(N_("There is no file and no command “{name}”."), name=named))
    profile = _absolute(options.profile) if options.profile else None
    if profile is not None and profile.exists() and not profile.is_dir():
        parser.error(translator()(N_("--profile needs a folder, and “{name}” is a file."), name=profile.name))
    return Launch(file, profile, bool(options.safe_mode), bool(options.example))


def _absolute(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _looks_like_a_command(text: str) -> bool:
    """Tell whether somebody rather mistyped a command than named a file: one word of letters."""
    return text.isalpha() and text.islower()


def _about_unknown(unknown: Sequence[str]) -> str:
    option = next((one for one in unknown if one.startswith("-")), "")
    if option:
        return translator()(N_("Polku knows no option “{option}”."), option=option.partition("=")[0])
    return translator()(N_("Polku opens one file at a time, and “{name}” is one more."), name=unknown[0])


class _Parser(argparse.ArgumentParser):
    """The window's few arguments; help and errors also speak of the commands."""

    def __init__(self) -> None:
        super().__init__(prog="polku", usage=USAGE, add_help=False, allow_abbrev=False)
        self.add_argument("file", metavar="FILE", nargs="?", help="open this project in the window")
        self.add_argument("--profile", metavar="DIR", help="keep settings, logs and the example in this folder")
        self.add_argument(
            "--safe-mode", action="store_true", help="start with the settings as they come and change none"
        )
        self.add_argument("--example", action="store_true", help="open the example and follow one idea through it")
        self.add_argument("-h", "--help", action="store_true", help="show this and end")

    def error(self, message: str) -> NoReturn:
        """End with 2 and a sentence."""
        self.exit(2, f"error: {message.rstrip('.')}.\nSee: polku --help\n")

    def explain(self) -> NoReturn:
        """Show the help of the window and of the commands, and end."""
        from app.commands import run  # heavy, and only needed for this

        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.suppress(SystemExit):
            run(["--help"])
        commands = told.getvalue().partition("\n\n")[2]
        sys.stdout.write(f"{self.format_help()}\nWithout a window:\n\n{commands}")
        raise SystemExit(0)
