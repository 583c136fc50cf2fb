"""The command `polku`: finds the five folders wherever Polku is installed, and starts app.

In a wheel this file is polku/__init__.py, and the folders lie beside it in _root, so that site-packages gains one name
only. In an editable install it is a copy of app/launcher.py, and the folders are those of the tree around .venv.
"""

import importlib
import sys
from pathlib import Path


def find_root(here: Path, prefix: Path) -> Path | None:
    """Return the folder that holds app, widgets, exports, models and resources; None: they are on the path already."""
    for candidate in (here / "_root", prefix.parent):
        if (candidate / "app" / "launcher.py").is_file():
            return candidate
    return None


def main() -> int:
    """Run Polku with the arguments of the command line and return its exit code."""
    root = find_root(Path(__file__).resolve().parent, Path(sys.prefix))
    if root is not None and str(root) not in sys.path:
        sys.path.insert(0, str(root))
    code = importlib.import_module("app.__main__").main()
    return int(code)
