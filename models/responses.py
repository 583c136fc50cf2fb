"""What came back by the codes: the reads of the inbox, of one note's answers, and what documents may say of them.

A response is about a note or a theme (a column of it), about the whole project (`whole`), or about a step or a story,
which its code alone says. Where none of this holds it waits in the inbox. Withdrawn words never leave here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from models import queries
from models import records as r
from models import tables as t
from models.code_index import CodeIndex, Lookup, all_codes, leads_to, step_ids
from models.find import LONGEST_TITLE, first_line
from models.reader import Reader
from models.small_groups import Shown, publish
from models.views import GONE_NOTES, GONE_STORIES, VOICE_IS_THERE
from models.vocabulary import VERDICTS, codes

KIND_OF_TABLE: Mapping[str, str] = {
    "contribution": "note",
    "theme": "theme",
    "stage": "step",
    "story": "story",
    "workshop": "workshop",
    "project": "project",
}
BY_CODE_ALONE = ("stage", "story")  # what no column of a response holds
PLACED = (t.Response.contribution_id.is_not(None), t.Response.theme_id.is_not(None), t.Response.whole.is_(True))
NOT_PLACED = (
    t.Response.contribution_id.is_(None),
    t.Response.theme_id.is_(None),
    t.Response.whole.is_(False),
    t.Response.set_aside.is_(False),
)


@dataclass(frozen=True, slots=True)
class About:
    """What a response is about. `kind`: note, theme, step, story, workshop, project, or empty: not known.

    `title` is empty where the words were withdrawn.
    """

    kind: str = ""
    id: str = ""
    code: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CameBack:
    """One response. `waits`: it is in the inbox; `answers`: (question, words) of the further questions."""

    id: str
    words: str
    verdict: str
    channel: str
    day: date | None
    language: str
    code_given: str
    about: About
    waits: bool
    set_aside: bool
    wants_news: bool
    answers: tuple[tuple[str, str], ...]
    source_id: str


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A further question of the way back; `choices` of one_of only."""

    id: str
    kind: str
    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseCounts:
    """How much came back. `by_verdict` and `by_subject` (id of a note or theme) count what is placed."""

    placed: int = 0
    waiting: int = 0
    set_aside: int = 0
    by_verdict: Mapping[str, int] = field(default_factory=dict[str, int])
    by_subject: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def all(self) -> int:
        """Everything that came back."""
        return self.placed + self.waiting + self.set_aside


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What documents may say of the verdicts on one note or theme. `came` None: fewer than the small group.

    `shown`: verdicts with their number; those of few people are joined with the next one.
    """

    came: int | None
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """How somebody who asked for news may be reached."""

    response_id: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    words: str
    verdict: str
    channel: str
    day: date | None
    language: str
    code_given: str
    contribution_id: str | None
    theme_id: str | None
    whole: bool
    set_aside: bool
    participant_id: str | None
    source_id: str


# -- the reads ----------------------------------------------------------------------------------------------


def came_back(reader: Reader) -> tuple[CameBack, ...]:
    """Return what came back, newest first."""
    return _read(reader)


def one_response(reader: Reader, response_id: str) -> CameBack | None:
    """Return one response, None where it is gone."""
    return next(iter(_read(reader, t.Response.id == response_id)), None)


def about_note(reader: Reader, note_id: str) -> tuple[CameBack, ...]:
    """Return what came back about one note, newest first, without what was set aside."""
    return _read(reader, t.Response.contribution_id == note_id, t.Response.set_aside.is_(False))


def questions(reader: Reader) -> tuple[QuestionRecord, ...]:
    """Return the further questions in their order."""
    question = t.FeedbackQuestion
    columns = (question.id, question.kind, question.words, question.choices)
    rows = reader.rows(select(*columns).order_by(question.order, question.id))
    return tuple(QuestionRecord(row[0], row[1], row[2], _choices(row[1], row[3])) for row in rows)


def inbox(reader: Reader) -> tuple[CameBack, ...]:
    """Return what waits, newest first."""
    return tuple(one for one in _read(reader, *NOT_PLACED) if one.waits)


def counts(reader: Reader) -> ResponseCounts:
    """Return how much came back and how much of it waits."""
    given = t.Response
    aside = reader.scalar(select(func.count()).select_from(given).where(given.set_aside.is_(True)))
    columns = (given.contribution_id, given.theme_id, given.verdict)
    by_column = select(*columns, func.count()).where(given.set_aside.is_(False), or_(*PLACED)).group_by(*columns)
    placed = waiting = 0
    verdicts: Counter[str] = Counter()
    by_subject: Counter[str] = Counter()
    for note_id, theme_id, verdict, count in reader.rows(by_column):
        placed += count
        verdicts.update({verdict: count} if verdict else {})
        by_subject.update({note_id or theme_id: count} if note_id or theme_id else {})
    look_up: CodeIndex | None = None
    for code_given, verdict in reader.rows(select(given.code_given, given.verdict).where(*NOT_PLACED)):
        look_up = look_up or all_codes(reader)
        leads = look_up.lead(code_given) if code_given else None
        if leads and leads[0] in BY_CODE_ALONE:
            placed += 1
            verdicts.update([verdict] if verdict else [])
        else:
            waiting += 1
    return ResponseCounts(placed, waiting, int(aside or 0), dict(verdicts), dict(by_subject))


def verdicts_of(reader: Reader) -> dict[str, Verdicts]:
    """Return what documents may say of the verdicts on each note and theme, by id; withdrawn notes are left out.

    A verdict of fewer people than the project's small group is joined with another one, or not numbered at all.
    """
    limit = queries.project(reader).small_group
    given = t.Response
    columns = (given.contribution_id, given.theme_id, given.verdict)
    rows = reader.rows(select(*columns).where(given.verdict != "", given.set_aside.is_(False)))
    gone = {row[0] for row in reader.rows(GONE_NOTES)}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for note_id, theme_id, verdict in rows:
        if (subject := note_id or theme_id) and subject not in gone:
            found[subject][verdict] += 1
    return {subject: _published(counted, limit) for subject, counted in found.items()}


def wanting_news(reader: Reader) -> tuple[ContactRecord, ...]:
    """Return how those who asked for news may be reached: for the screen alone, never for a list or a document."""
    rows = reader.rows(
        select(t.Response.id, t.Contact.channel, t.Contact.address)
        .join(t.Contact, t.Contact.participant_id == t.Response.participant_id)
        .order_by(t.Response.id)
    )
    return tuple(ContactRecord(*row) for row in rows)


def source_ids(reader: Reader) -> frozenset[str]:
    """Return the marks of the responses that came from a file, so that none comes twice."""
    rows = reader.rows(select(t.Response.source_id).where(t.Response.source_id != ""))
    return frozenset(row[0] for row in rows)


def answer_files(reader: Reader) -> frozenset[str]:
    """Return the SHA-256 of the files whose responses were taken in."""
    rows = reader.rows(select(t.SourceFile.sha256).where(t.SourceFile.kind.startswith("answers ")))
    return frozenset(row[0] for row in rows)


# -- building records ---------------------------------------------------------------------------------------


def _read(reader: Reader, *where: ColumnElement[bool]) -> tuple[CameBack, ...]:
    rows = reader.records(_Row, t.Response, *where, order=(t.Response.id,))
    said: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    answer = t.ResponseAnswer
    mine = (answer.response_id.in_(select(t.Response.id).where(*where)),) if where else ()
    columns = (answer.response_id, answer.question, answer.words)
    for row in reader.rows(select(*columns).where(*mine).order_by(answer.response_id, answer.order, answer.id)):
        said[row[0]].append((row[1], row[2]))
    subjects = _Subjects(reader, *where)
    return tuple(_came_back(row, subjects, tuple(said[row.id])) for row in reversed(rows))


class _Subjects:
    """What responses are about, read once for all of them."""

    def __init__(self, reader: Reader, *where: ColumnElement[bool]) -> None:
        self._reader, self._where = reader, where
        self._look_up: Lookup | None = None
        self._known: dict[str, About] | None = None

    def of(self, row: _Row) -> tuple[str, str] | None:
        """Return (table, id) of what a response is about, None where that is not known."""
        if row.contribution_id:
            return "contribution", row.contribution_id
        if row.theme_id:
            return "theme", row.theme_id
        leads = self._lead(row.code_given) if row.code_given else None
        if row.whole:
            return leads if leads and leads[0] in ("workshop", "stage", "story") else ("project", "")
        return leads if leads and leads[0] in BY_CODE_ALONE else None

    def about(self, row: _Row) -> About:
        """Return the same with its code and title."""
        found = self.of(row)
        if found is None:
            return About()
        if self._known is None:
            self._known = _known_subjects(self._reader, *self._where)
        return self._known.get(found[1] or "project", About(KIND_OF_TABLE[found[0]], found[1]))

    def _lead(self, code_given: str) -> tuple[str, str] | None:
        if self._look_up is None:
            self._look_up = all_codes(self._reader).lead
        return self._look_up(code_given)


def _known_subjects(reader: Reader, *where: ColumnElement[bool]) -> dict[str, About]:
    """Return everything that these responses may be about, by id; the project also by "project"."""
    project = queries.project(reader)
    found = {project.id: About("project", project.id, project.code, project.title)}
    found["project"] = found[project.id]
    for workshop in queries.workshops(reader):
        found[workshop.id] = About("workshop", workshop.id, workshop.code, workshop.title)
    for theme in reader.records(r.ThemeRecord, t.Theme):
        found[theme.id] = About("theme", theme.id, theme.code, theme.title)
    names = {str(row[0]): str(row[1]) for row in reader.rows(select(t.Stage.id, t.Stage.name))}
    for letter, stage_id in step_ids(reader).items():
        found[stage_id] = About("step", stage_id, f"{project.code}-{letter}", f"{letter} {names[stage_id]}")
    return found | _stories(reader) | _notes(reader, *where)


def _stories(reader: Reader) -> dict[str, About]:
    """Return all stories: a code may have been typed in small letters or with blanks, so any may be meant."""
    gone = {row[0] for row in reader.rows(GONE_STORIES)}
    rows = reader.rows(select(t.Story.id, t.Story.code, func.substr(t.Story.words, 1, 4 * LONGEST_TITLE)))
    return {row[0]: About("story", row[0], row[1], "" if row[0] in gone else first_line(row[2])) for row in rows}


def _notes(reader: Reader, *where: ColumnElement[bool]) -> dict[str, About]:
    """Return the notes that responses are about, by their wording, else by their first words that are there."""
    mine = select(t.Response.contribution_id).where(t.Response.contribution_id.is_not(None), *where)
    gone = {row[0] for row in reader.rows(GONE_NOTES)}
    said: dict[str, str] = {}
    voices = select(t.Voice.contribution_id, t.Voice.words).where(t.Voice.contribution_id.in_(mine), VOICE_IS_THERE)
    for note_id, words in reader.rows(voices.order_by(t.Voice.order, t.Voice.id)):
        said.setdefault(note_id, words)
    note = t.Contribution
    rows = reader.rows(select(note.id, note.code, note.wording).where(note.id.in_(mine)))
    return {
        row[0]: About("note", row[0], row[1], "" if row[0] in gone else first_line(row[2] or said.get(row[0], "")))
        for row in rows
    }


def _came_back(row: _Row, subjects: _Subjects, answers: tuple[tuple[str, str], ...]) -> CameBack:
    about = subjects.about(row)
    return CameBack(
        id=row.id,
        words=row.words,
        verdict=row.verdict,
        channel=row.channel,
        day=row.day,
        language=row.language,
        code_given=row.code_given,
        about=about,
        waits=not about.kind and not row.set_aside,
        set_aside=row.set_aside,
        wants_news=row.participant_id is not None,
        answers=answers,
        source_id=row.source_id,
    )


def _choices(kind: str, stored: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in stored.splitlines()))) if kind == "one_of" else ()


def _published(counted: Mapping[str, int], limit: int) -> Verdicts:
    came = sum(counted.values())
    if came < limit:
        return Verdicts(None)
    return Verdicts(came, publish({verdict: counted.get(verdict, 0) for verdict in codes(VERDICTS)}, limit))


__all__ = [
    "BY_CODE_ALONE",
    "About",
    "CameBack",
    "ContactRecord",
    "QuestionRecord",
    "ResponseCounts",
    "Verdicts",
    "about_note",
    "all_codes",
    "answer_files",
    "came_back",
    "counts",
    "inbox",
    "leads_to",
    "one_response",
    "questions",
    "source_ids",
    "verdicts_of",
    "wanting_news",
]
