"""The build hook: an editable install of Polku runs the tree itself instead of a copy of it."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EditableInstall(BuildHookInterface[Any]):
    """Puts the launcher alone into an editable install; the five folders are found in the tree by its .pth file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Replace the wheel's list of files when the build is an editable one."""
        if version == "editable":
            launcher = Path(self.root, "app", "launcher.py")
            build_data["force_include_editable"] = {str(launcher): "polku/__init__.py"}
