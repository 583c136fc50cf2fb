"""Where things are: the profile with settings and logs, the example, the folder of new projects. No Qt."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PROGRAM = "Polku"
EXAMPLE_NAME = "example.polku"


@dataclass(frozen=True)
class Paths:
    """The places of one profile. Nothing is made here: whoever writes makes the folder first."""

    profile: Path
    projects: Path  # where a new project is saved by itself

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.profile / "settings.json"

    @property
    def logs(self) -> Path:
        """The folder of the program's own log and of crash reports."""
        return self.profile / "logs"

    @property
    def backups(self) -> Path:
        """The folder of backups, until the person names another one."""
        return self.projects / "Backups"

    @property
    def drafts(self) -> Path:
        """The folder of words being typed that a project's file could not take."""
        return self.profile / "drafts"

    @property
    def example(self) -> Path:
        """The example project; it is made there when it is asked for the first time."""
        return self.profile / EXAMPLE_NAME


def find_paths(profile: Path | None = None, environment: Mapping[str, str] = os.environ) -> Paths:
    """Return the places of this person on this system; `profile` is what `--profile` named."""
    return Paths(profile or profile_folder(sys.platform, environment), documents_folder(environment) / PROGRAM)


def profile_folder(platform: str, environment: Mapping[str, str], home: Path | None = None) -> Path:
    """Return the folder where this system keeps what a program remembers of a person.

    Own lines rather than QStandardPaths, which would ask for Qt, and for an application name that the organisation's
    name is glued to: the place must be the same with and without Qt.
    """
    home = home or _home(environment)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM
    if platform == "darwin":
        return home / "Library" / "Application Support" / PROGRAM
    named = environment.get("XDG_DATA_HOME", "")
    base = Path(named) if named.startswith("/") else home / ".local" / "share"  # a relative one is to be ignored
    return base / PROGRAM.lower()


def documents_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the person's documents folder, as their system names it: one place for the window and for the commands.

    A service without a home has none; then it is the usual name in the present folder.
    """
    if environment is os.environ and environment.get("HOME" if os.name == "posix" else "USERPROFILE"):
        return Path(platformdirs.user_documents_dir())
    return _home(environment) / "Documents"


def is_writable(folder: Path) -> bool:
    """Make a folder where it is missing, and tell whether files can be made in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _home(environment: Mapping[str, str]) -> Path:
    """Return the person's own folder; where a service has none, the present one."""
    try:
        return Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    except RuntimeError:
        return Path.cwd()
