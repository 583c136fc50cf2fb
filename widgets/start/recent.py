"""The projects that were open before: remembered newest first, also when their files are gone."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale

from resources.texts import Translator
from widgets.settings import Settings

MOST = 12


@dataclass(frozen=True)
class RecentFile:
    """A project file that was open before. `changed` None: it is not there."""

    path: Path
    changed: date | None

    @property
    def name(self) -> str:
        """The file's name as people know it."""
        return self.path.stem


def recents(settings: Settings) -> list[Path]:
    """Return the paths, newest first. Nothing is looked up: a network folder may be away."""
    found = settings.get("recent")  # a profile is a file that anybody may have edited
    return [Path(one) for one in found if isinstance(one, str) and one and "\0" not in one][:MOST]


def remember(settings: Settings, path: Path) -> None:
    """Put a file first among those that were open before."""
    _keep(settings, [path.absolute(), *recents(settings)])


def forget(settings: Settings, path: Path) -> None:
    """Take a file off the list; the file itself is left alone."""
    gone = _compared(path)
    _keep(settings, [one for one in recents(settings) if _compared(one) != gone])


def recent_files(settings: Settings) -> tuple[RecentFile, ...]:
    """Return the files that were open before, newest first, and when each was changed last."""
    return tuple(RecentFile(path, _changed(path)) for path in recents(settings))


def day_words(day: date, today: date, tr: Translator) -> str:
    """Return a day as people say it."""
    if day == today:
        return tr("today")
    if (today - day).days == 1:
        return tr("yesterday")
    return QLocale(tr.language).toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _keep(settings: Settings, paths: list[Path]) -> None:
    once: dict[str, str] = {}
    for path in paths:
        once.setdefault(_compared(path), str(path))
    settings.set("recent", list(once.values())[:MOST])


def _compared(path: Path) -> str:
    """Return what two writings of one path have in common on this system."""
    return os.path.normcase(path.absolute())


def _changed(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None
