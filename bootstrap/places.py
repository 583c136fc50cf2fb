"""Where things lie in one checkout, and how the set-up speaks."""

import os
from dataclasses import dataclass
from pathlib import Path

RUNTIME_LOCK = "requirements.lock"
OPTIONAL_LOCK = "requirements-optional.lock"
TEST_LOCK = "requirements-test.lock"
# What the installed command `polku` is made from.
PROJECT_FILES = ("pyproject.toml", "hatch_build.py", "app/launcher.py")


class Trouble(Exception):
    """Something that the person can put right; the text says how."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of the program started next."""
    print(text, flush=True)


@dataclass(frozen=True)
class Places:
    """The paths of one checkout, on this system."""

    root: Path

    @property
    def env(self) -> Path:
        """The environment."""
        return self.root / ".venv"

    @property
    def old_env(self) -> Path:
        """The environment before it, kept until the new one stands."""
        return self.root / ".venv-old"

    @property
    def lock(self) -> Path:
        """Held by the one start that is setting up."""
        return self.root / ".venv-lock"

    @property
    def stamp(self) -> Path:
        """What the environment was made from."""
        return self.env / "polku-stamp.json"

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.tool("python")

    def tool(self, name: str) -> Path:
        """Return the path of a command inside the environment."""
        return self.env / "Scripts" / f"{name}.exe" if os.name == "nt" else self.env / "bin" / name
