"""Passwords of locked projects for the commands: asked for on a terminal, or read from standard input.

Every command opens projects through `open_project`, or through `with_password` where it opens a file itself.
"""

import argparse
import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from models.cipher import check_password, wait_after
from models.errors import NeedsPassword, Refused, WrongPassword
from models.project import Project
from resources.texts import N_, translator

T = TypeVar("T")
FROM_STDIN = "--password-stdin"
MOST_TRIES = 10
NO_TERMINAL = N_(
    "“{name}” is locked with a password. Give it on the first line of standard input with --password-stdin, or run "
    "this in a terminal, which asks for it."
)


class Passwords:
    """The passwords of one run. What opened one file is tried on the next before anything is asked."""

    def __init__(self, *, from_stdin: bool = False) -> None:
        self._from_stdin = from_stdin
        self._known: list[str] = []

    def with_password(self, path: Path, do: Callable[[str | None], T]) -> T:
        """Do something that may need the password of a file. NeedsPassword: none that opens it was given."""
        for password in (None, *self._known):
            try:
                return do(password)
            except NeedsPassword:
                continue
        for wrong in range(MOST_TRIES):
            password = self._asked(path)
            try:
                done = do(password)
            except WrongPassword as error:
                if self._from_stdin or wrong == MOST_TRIES - 1:
                    raise
                sys.stderr.write(error.sentence(translator("en")) + "\n")
                time.sleep(wait_after(wrong + 1))
                continue
            self._known.append(password)
            return done
        raise AssertionError  # the last try returned or raised

    def chosen(self, path: Path) -> str:
        """Return a new password for a file, typed twice on a terminal. Refused: too short, or not the same twice."""
        if self._from_stdin:
            password = self._line(path)
            check_password(password)
            return password
        self._need_terminal(path)
        password = getpass.getpass(f"New password for {path.name}: ")
        check_password(password)
        if getpass.getpass("The same again: ") != password:
            raise Refused(N_("The two passwords are not the same. Nothing was changed."))
        return password

    def _asked(self, path: Path) -> str:
        if self._from_stdin:
            return self._line(path)
        self._need_terminal(path)
        return getpass.getpass(f"Password for {path.name}: ")

    def _line(self, path: Path) -> str:
        """Return the next line of standard input, as UTF-8 whatever the system's own encoding is."""
        source = getattr(sys.stdin, "buffer", None)
        line = source.readline().decode("utf-8", "surrogateescape") if source else sys.stdin.readline()
        if not line:
            raise NeedsPassword(N_("There is no password for “{name}” on standard input."), name=path.name)
        return line.removesuffix("\n").removesuffix("\r")

    def _need_terminal(self, path: Path) -> None:
        if not sys.stdin.isatty():
            raise NeedsPassword(NO_TERMINAL, name=path.name)


_of_this_run = [Passwords()]


def begin(options: argparse.Namespace) -> None:
    """Forget the passwords of the run before, and take note of where those of this one come from."""
    _of_this_run[0] = Passwords(from_stdin=bool(getattr(options, "password_stdin", False)))


def passwords() -> Passwords:
    """Return the passwords of this run."""
    return _of_this_run[0]


def with_password(path: Path, do: Callable[[str | None], T]) -> T:
    """Do something that may need the password of a file; it is handed None first."""
    return passwords().with_password(path, do)


def open_project(path: Path, *, reading: bool = False) -> Project:
    """Open a project, asking for its password where it is locked."""
    project = with_password(path, lambda password: Project.open(path, reading=reading, password=password))
    if project.set_aside:
        sys.stderr.write(project.set_aside.sentence(translator("en")) + "\n")
    return project


def add_password_option(parser: argparse.ArgumentParser) -> None:
    """Let a command, and every command within it, read passwords from standard input, where it opens a file."""
    named = any(action.dest in ("file", "base") for action in parser._actions)  # argparse has no public name for them
    if named and FROM_STDIN not in parser._option_string_actions:
        parser.add_argument(
            FROM_STDIN,
            action="store_true",
            default=argparse.SUPPRESS,
            help="read the password of a locked project from standard input, one line a file",
        )
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                add_password_option(inner) if not named else _add_within(inner)


def _add_within(parser: argparse.ArgumentParser) -> None:
    """The file stands before the inner command, and people write options last."""
    parser.add_argument(FROM_STDIN, action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
