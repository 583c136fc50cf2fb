"""What left the house: each document that was made, and which stories are in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from models import tables as t
from models.consent import may_use
from models.reader import Reader
from models.records import StoryRecord

MOST = 2000  # documents of one project that are listed; nobody looks further back
BESIDE = "+"  # between two languages of one document: "fi+en" is Finnish with English beside it


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One document that was made. `file_name` is empty for what was printed; `stories` are ids.

    `language` is as `languages_of` reads it, empty where it was not noted.
    """

    id: str
    export: str
    file_name: str
    purpose: str
    stories: tuple[str, ...]
    exported_at: datetime
    language: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether it went to a printer."""
        return not self.file_name


def exports(reader: Reader, most: int = MOST) -> tuple[ExportRecord, ...]:
    """Return what left the house, newest first."""
    return _read(reader, most)


def holding(reader: Reader, story_id: str) -> tuple[ExportRecord, ...]:
    """Return the documents that hold a story, newest first; also one that was withdrawn or erased since."""
    return _read(reader, MOST, t.ExportLog.stories.contains(json.dumps(story_id), autoescape=True))


def should_not_hold(reader: Reader, story: StoryRecord, today: date) -> tuple[ExportRecord, ...]:
    """Return the documents that hold a story which may not be used for their purpose any more, newest first."""
    return tuple(one for one in holding(reader, story.id) if not may_use(story, one.purpose, today))


def story_codes(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """Return the reference codes of stories that are still in the file; also of withdrawn ones."""
    found = reader.rows(select(t.Story.id, t.Story.code).where(t.Story.id.in_(tuple(ids))))
    return {str(row[0]): str(row[1]) for row in found}


def language_pair(language: str, beside: str = "") -> str:
    """Return how the languages of a document are noted."""
    return f"{language}{BESIDE}{beside}" if beside else language


def languages_of(noted: str) -> tuple[str, str]:
    """Return the language of a document and the one beside it, empty for none."""
    language, _, beside = noted.partition(BESIDE)
    return language, beside


def _read(reader: Reader, most: int, *where: ColumnElement[bool]) -> tuple[ExportRecord, ...]:
    log = t.ExportLog
    columns = select(log.id, log.export, log.file_name, log.purpose, log.stories, log.exported_at, log.language)
    rows = reader.rows(columns.where(*where).order_by(log.exported_at.desc(), log.id.desc()).limit(most))
    return tuple(ExportRecord(row[0], row[1], row[2], row[3], _ids(row[4]), row[5], row[6]) for row in rows)


def _ids(stored: str) -> tuple[str, ...]:
    """Return the ids of a list that is kept as JSON."""
    found: list[str] = json.loads(stored or "[]")
    return tuple(found)
