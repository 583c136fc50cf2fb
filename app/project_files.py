"""Names and places of project files: for a new one, for a copy, and what a dropped file is."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.target import PROJECT_SUFFIX, safe_name
from resources.half_made import part_name
from resources.texts import Translator

if TYPE_CHECKING:  # it comes with the models, which are loaded after the first frame
    from widgets.document import Document

SUFFIX = PROJECT_SUFFIX
TABLES, TEXTS = (".csv", ".tsv", ".xlsx", ".xlsm"), (".docx", ".docm", ".txt", ".md", ".markdown", ".text")
JOURNEYS = (".mmd", ".mermaid")
IMPORTS = (*TABLES, *TEXTS, *JOURNEYS)  # as exports.exchange.sources has them, without loading the models
FIRST_TWIN = 2  # "Name 2.polku" is the second of a name


def project_filter(tr: Translator) -> str:
    """Return what a file dialog shows to open or save a project."""
    return _pattern(tr("Polku projects"), (SUFFIX,))


def import_filter(tr: Translator) -> str:
    """Return what a file dialog shows to import from: tables of notes, and paths as Mermaid journeys."""
    kinds = ((tr("Tables of notes"), TABLES), (tr("Texts, one note a line"), TEXTS), (tr("Mermaid journeys"), JOURNEYS))
    groups = ((tr("Notes and paths"), IMPORTS), *kinds)
    return ";;".join(_pattern(name, suffixes) for name, suffixes in groups)


def is_project(path: Path) -> bool:
    """Tell whether a file is a project by its name."""
    return path.suffix.lower() == SUFFIX


def is_import(path: Path) -> bool:
    """Tell whether notes or a path can be read from a file, by its name."""
    return path.suffix.lower() in IMPORTS


def is_photo(path: Path) -> bool:
    """Tell whether a file is a picture, by its name; what cannot be taken in is said when it is looked at."""
    from exports.exchange.pictures import OTHER_SUFFIXES, SUFFIXES

    return path.suffix.lower() in (*SUFFIXES, *OTHER_SUFFIXES)


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file; no where either is not there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


@dataclass(frozen=True)
class Dropped:
    """Files that were dropped on the window, by what can be done with them."""

    projects: tuple[Path, ...] = ()
    imports: tuple[Path, ...] = ()
    photos: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    def left_out(self, tr: Translator) -> str:
        """Return a sentence about what is not taken: unknown files, or all but the first; empty: nothing is."""
        one = self.projects or self.imports
        if one:
            many = len(self.projects) + len(self.imports) + len(self.photos) + len(self.others) > 1
            return tr("Polku takes one file at a time: the first one.") if many else ""
        if self.others:
            return tr(
                "Polku cannot read “{name}”. Drop a project, a table of notes, a journey or photos.",
                name=self.others[0].name,
            )
        return ""


def sort_dropped(paths: Iterable[Path]) -> Dropped:
    """Return dropped files by what they are; folders and unknown kinds are the others."""
    files = tuple(dict.fromkeys(paths))
    usable = tuple(path for path in files if not path.is_dir())
    projects = tuple(path for path in usable if is_project(path))
    imports = tuple(path for path in usable if is_import(path))
    photos = tuple(path for path in usable if is_photo(path))
    taken = {*projects, *imports, *photos}
    return Dropped(projects, imports, photos, tuple(path for path in files if path not in taken))


def path_for_new(folder: Path, title: str) -> Path:
    """Return a path for a new project that nothing has yet: "Name.polku", then "Name 2.polku"."""
    return _free(folder, safe_name(title))


def copy_beside(path: Path) -> Path:
    """Return a path to propose for a copy: "Name copy.polku" in the same folder, or where copies can be written."""
    folder = path.parent if os.access(path.parent, os.W_OK) else Path.home()
    return _free(folder, safe_name(f"{path.stem} copy"))


def copy_elsewhere(path: Path, folders: Iterable[Path]) -> Path:
    """Return a path to propose for a copy on another disk than the project's, where one of the folders lies on one."""
    usable = [folder for folder in folders if folder.is_dir() and os.access(folder, os.W_OK)] or [Path.home()]
    others = [folder for folder in usable if folder != path.parent and _disk(folder) != _disk(path.parent)]
    return _free((others or usable)[0], safe_name(path.stem))


def is_file(path: Path) -> bool:
    """Tell whether a file lies there; no where its disk does not answer."""
    try:
        return path.is_file()
    except OSError:
        return False


def path_for_recovered(path: Path, otherwise: Path) -> Path:
    """Return where what is read of a damaged file goes: beside it, or where the folder cannot be written, `otherwise`.

    Its report takes the same name, so both must be free.
    """
    folder = path.parent if os.access(path.parent, os.W_OK) else otherwise
    folder.mkdir(parents=True, exist_ok=True)
    stem, number = safe_name(f"{path.stem} recovered"), FIRST_TWIN
    found = folder / (stem + SUFFIX)
    while os.path.lexists(found) or os.path.lexists(found.with_name(f"{found.stem} report.txt")):
        found = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return found


def save_copy(document: "Document", path: Path, tr: Translator) -> bool:
    """Save a copy of the open project, over a file that the person agreed to replace; False where it was refused.

    The store itself never writes over anything, so a replacement is written beside and put in place when it is whole.
    """
    if not os.path.lexists(path):
        return document.save_copy(path)
    if _is_in_use(document, path):
        document.refused.emit(tr("“{name}” is an open project. Choose another name for the copy.", name=path.name))
        return False
    beside = path.with_name(part_name(path.name))
    if not document.save_copy(beside):
        return False
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        document.refused.emit(tr("“{name}” cannot be replaced. Choose another name.", name=path.name))
        return False
    return True


def _is_in_use(document: "Document", path: Path) -> bool:
    """Tell whether a file is the open project, open elsewhere, or has a log beside it that SQLite would read back."""
    if path.exists() and path.samefile(document.path):
        return True
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return path.is_dir() or looks_open(path) or any(log.exists() for log in logs)


def looks_open(path: Path) -> bool:
    """Tell whether a window may have a project open: only then is it worth asking them (app.single)."""
    return path.with_name(f".{path.name}.lock").exists()  # as models.lock_file has it, without loading the models


def _disk(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def _free(folder: Path, stem: str) -> Path:
    number, candidate = FIRST_TWIN, folder / (stem + SUFFIX)
    while os.path.lexists(candidate):
        candidate = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return candidate


# -- inside -----------------------------------------------------------------------------------------


def _pattern(name: str, suffixes: tuple[str, ...]) -> str:
    return f"{name} ({' '.join('*' + suffix for suffix in suffixes)})"
