"""Finds the data files that are shipped with Polku: fonts, icons, samples."""

from importlib import resources
from pathlib import Path


def path_of(*parts: str) -> Path:
    """The path of a data file or folder below `resources/`, such as `path_of("fonts", "README.md")`.

    Raises FileNotFoundError when it is not there, and when resources are not plain files on disk.
    """
    path = Path(str(resources.files("resources").joinpath(*parts)))
    if not path.exists():
        raise FileNotFoundError("/".join(parts))
    return path


def read_bytes(*parts: str) -> bytes:
    """The content of a data file below `resources/`; raises FileNotFoundError when it is not there."""
    return resources.files("resources").joinpath(*parts).read_bytes()
