"""The projects that were open before: remembered newest first, also when their files are gone."""

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


def remember(settings: Settings, path: Path) -> None:
    """Put a file first among those that were open before."""
    kept = [one for one in _paths(settings) if one != str(path)]
    settings.set("recent", [str(path), *kept][:MOST])


def forget(settings: Settings, path: str) -> None:
    """Take a file off the list; the file itself is left alone."""
    settings.set("recent", [one for one in _paths(settings) if one != path])


def recent_files(settings: Settings) -> tuple[RecentFile, ...]:
    """Return the files that were open before, newest first, and when each was changed last."""
    return tuple(RecentFile(Path(path), _changed(Path(path))) for path in _paths(settings))


def day_words(day: date, today: date, tr: Translator) -> str:
    """Return a day as people say it."""
    if day == today:
        return tr("today")
    if (today - day).days == 1:
        return tr("yesterday")
    return QLocale(tr.language).toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _paths(settings: Settings) -> list[str]:
    """Return what the settings hold; a profile is a file that anybody may have edited."""
    return [one for one in settings.get("recent") if isinstance(one, str) and one and "\0" not in one]


def _changed(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None
