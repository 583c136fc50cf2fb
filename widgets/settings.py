"""Every setting of the program, declared once: key, type, default, meaning. Kept in one file of the profile."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from resources.private import write_private
from resources.texts import N_


@dataclass(frozen=True)
class Setting:
    """One setting. `among`: the legal values, where there are few."""

    key: str
    kind: type
    default: Any
    meaning: str
    among: tuple[Any, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting("palette", str, "light", N_("Colours of the window"), ("light", "dark", "contrast")),
    Setting("text_size", int, 100, N_("Text size in percent"), (80, 90, 100, 110, 125, 150, 175, 200)),
    Setting("language", str, "en", N_("Language of the window")),
    Setting("operator", str, "", N_("Role of whoever writes here, kept with each edit")),
    Setting("recent", list, [], N_("Projects that were open before, newest first")),
    Setting("geometry", str, "", N_("Where the window stood")),
    Setting("maximized", bool, False, N_("Whether the window filled the screen")),
    Setting("example_seen", bool, False, N_("Whether “Follow this idea” was read to its end")),
    Setting("show_newest_notes", bool, False, N_("Whether the projector shows the newest notes")),
    Setting("list_columns", list, [], N_("Columns of the lists that differ from those shown at first")),
    Setting("map_table", str, "grid", N_("Whether the table of a path is a grid or a list"), ("grid", "list")),
    Setting("map_columns", list, [], N_("Facts of the list of cards that differ from those shown at first")),
    Setting("words_source", str, "noted", N_("How words are written down while typing")),
    Setting("scribe", bool, False, N_("Whether the window shows only what a scribe needs")),
    Setting("wording_list", str, "", N_("An own word list for the wording check, beside the shipped one")),
    Setting("cloud_told", list, [], N_("Projects, as marks, that a cloud client was warned of")),
    Setting("backups_folder", str, "", N_("Where backups go; empty for the usual folder")),
    Setting("backups_second", str, "", N_("A second place for backups, such as a stick; empty for none")),
    Setting("documents_folder", str, "", N_("Where documents were saved last")),
)
_DECLARED = {setting.key: setting for setting in SETTINGS}


class Settings(QObject):
    """The settings of one profile. `changed` tells the key. A value of the wrong type is not taken from the file."""

    changed = Signal(str)

    def __init__(self, file: Path | None, parent: QObject | None = None) -> None:
        """`file` None: kept in memory only (safe mode)."""
        super().__init__(parent)
        self._file = file
        self._values: dict[str, Any] = {}
        self.was_broken = False  # the file could not be read; it was put aside, and the defaults hold
        self.cannot_be_kept = False  # the profile cannot be written
        if file is not None and _is_file(file):
            found = _read(file)
            self._values, self.was_broken = found or {}, found is None

    @property
    def is_kept(self) -> bool:
        """Whether settings are kept at all: not in safe mode."""
        return self._file is not None

    def get(self, key: str) -> Any:
        """Return a setting's value, its default where nothing was set. KeyError: no such setting is declared."""
        setting = _DECLARED[key]
        value = self._values.get(key, setting.default)
        return list(value) if setting.kind is list else value

    def set(self, key: str, value: Any) -> None:
        """Set and keep a value. KeyError or ValueError: not declared, or not a legal value; both are bugs."""
        setting = _DECLARED[key]
        if not _fits(setting, value):
            raise ValueError(f"{key}: {value!r}")
        if self.get(key) == value:
            return
        self._values[key] = value
        self._write()
        self.changed.emit(key)

    def _write(self) -> None:
        """Write beside the file and replace it. A profile that cannot be written to is no reason to stop working."""
        if self._file is None:
            return
        try:
            write_private(self._file, json.dumps(self._values, indent=1, ensure_ascii=False))
        except OSError:
            self.cannot_be_kept = True


class ProjectSettings(Settings):
    """The same settings as one open project sees them. Its rooms listen here, and hear nothing once it is hushed."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(None, parent)
        self._settings = settings
        settings.changed.connect(self._tell)

    def get(self, key: str) -> Any:
        """Return a setting's value."""
        return self._settings.get(key)

    def set(self, key: str, value: Any) -> None:
        """Set and keep a value, for the whole program."""
        self._settings.set(key, value)

    def _tell(self, key: str) -> None:
        self.changed.emit(key)


def text_size_beside(percent: int, step: int) -> int:
    """Return the next larger (+1) or smaller (−1) text size; 0: the one that is set at first."""
    setting = _DECLARED["text_size"]
    if not step:
        return int(setting.default)
    at = min(range(len(setting.among)), key=lambda at: abs(setting.among[at] - percent))
    return int(setting.among[max(0, min(len(setting.among) - 1, at + step))])


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a profile that this person may not look into
        return False


def _read(file: Path) -> dict[str, Any] | None:
    """Return what fits; None: the file is broken. It is put aside then, never overwritten silently."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        with contextlib.suppress(OSError):
            file.replace(file.with_name(file.name + ".broken"))
        return None
    return {key: value for key, value in found.items() if key in _DECLARED and _fits(_DECLARED[key], value)}


def _fits(setting: Setting, value: Any) -> bool:
    right = type(value) is setting.kind
    return right and (not setting.among or value in setting.among)
