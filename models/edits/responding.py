"""Edits of what comes back: keeping responses, finding their place, the inbox, the questions of the way back.

Who answered is kept only where they asked for news: then a participant without a name, and the contact details apart.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, cast

from sqlalchemy import func, select

from models import queries
from models import tables as t
from models.code_index import Lookup, all_codes, leads_to
from models.edits.base import MANY_ROWS, Far, at_once
from models.edits.ordering import last_key, move_to
from models.edits.voices import known
from models.errors import Refused
from models.order import after, sequence
from models.reader import Reader
from models.responses import BY_CODE_ALONE
from models.writer import Writer
from resources.texts import N_

LONGEST_CODE = 60
CHANGEABLE = frozenset("words verdict code day channel language".split())
NOWHERE: dict[str, object] = {"contribution_id": None, "theme_id": None, "whole": False}
GONE = N_("This response is not there any more.")


@dataclass(frozen=True)
class KeepResponse:
    """Keep what came back by a code; where the code leads nowhere it waits in the inbox.

    `answers`: (question, words) of the further questions. `contact`: given only where the person asked for news.
    """

    code: str
    words: str
    channel: str = ""
    day: date | None = None
    verdict: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    language: str = ""
    contact: str = ""
    source_id: str = ""
    label: ClassVar[str] = N_("Keep a response")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the response's id. Refused: nothing was said."""
        row = response_row(self, lambda code: leads_to(reader, code), last_round(reader))
        person = keep_contact(writer, self.contact)
        response_id = writer.insert(t.Response, **row, participant_id=person)
        writer.insert_many(t.ResponseAnswer, answer_rows(response_id, self.answers))
        return response_id


@dataclass(frozen=True)
class AnswersFile:
    """The file that responses were read from, known by the SHA-256 of its content. `kind`: csv, xlsx …"""

    sha256: str
    name: str
    kind: str


@dataclass(frozen=True)
class KeepResponses:
    """Keep the responses of a file in one step; those whose mark is there already are left out."""

    responses: tuple[KeepResponse, ...]
    file: AnswersFile
    label: ClassVar[str] = N_("Take in responses")

    @property
    def backup_before(self) -> str:
        """Why a backup is made first: many responses come from elsewhere; empty for a few."""
        return "import" if len(self.responses) > MANY_ROWS else ""

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the ids of the responses that are new, in their order. Refused: one says nothing."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, tuple[str, ...]]:
        """Do the same a few milliseconds at a time."""
        fresh = tuple(_not_there(reader, self.responses))
        if not fresh:
            return ()
        values = {"sha256": self.file.sha256, "name": self.file.name[:300], "kind": f"answers {self.file.kind}"[:60]}
        writer.insert(t.SourceFile, **values, rows=len(fresh))
        look_up, round_id = all_codes(reader).lead, last_round(reader)
        people = [keep_contact(writer, response.contact) for response in fresh]
        rows = (
            {**response_row(response, look_up, round_id), "participant_id": person}
            for response, person in zip(fresh, people, strict=True)
        )
        ids = yield from _telling(writer.insert_in_slices(t.Response, rows), 0, len(fresh))
        pairs = zip(ids, fresh, strict=True)
        answers = (row for response_id, response in pairs for row in answer_rows(response_id, response.answers))
        yield from _telling(writer.insert_in_slices(t.ResponseAnswer, answers), len(fresh) // 2, len(fresh))
        return ids


@dataclass(frozen=True)
class PlaceResponse:
    """Say what a response is about: a note, a theme, or the whole project. It leaves the inbox."""

    response_id: str
    note_id: str | None = None
    theme_id: str | None = None
    whole: bool = False
    label: ClassVar[str] = N_("Say what a response is about")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the response is gone, or what it shall be about; or not exactly one thing is said."""
        if sum(map(bool, (self.note_id, self.theme_id, self.whole))) != 1:
            raise Refused(N_("Say which note, which theme, or that it is about the whole."))
        for cls, row_id in ((t.Contribution, self.note_id), (t.Theme, self.theme_id)):
            if row_id and not reader.scalar(select(cls.id).where(cls.id == row_id)):
                raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
        about = {"contribution_id": self.note_id or None, "theme_id": self.theme_id or None, "whole": self.whole}
        writer.update(t.Response, self.response_id, **about, set_aside=False)


@dataclass(frozen=True)
class TakeFromPlace:
    """Take a response back into the inbox: it is not about what its code says."""

    response_id: str
    label: ClassVar[str] = N_("Put a response in the inbox")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the response is gone."""
        values = dict(NOWHERE)
        leads = leads_to(reader, _code_given(reader, self.response_id))
        if leads and leads[0] in BY_CODE_ALONE:  # its code alone says what it is about
            values["code_given"] = ""
        writer.update(t.Response, self.response_id, **values, set_aside=False)


@dataclass(frozen=True)
class SetResponseAside:
    """Set a response aside, for example advertising, or take it back; it is kept, and in no count and no document."""

    response_id: str
    aside: bool
    label: ClassVar[str] = N_("Set a response aside")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the response is gone."""
        del reader
        writer.update(t.Response, self.response_id, set_aside=self.aside)


@dataclass(frozen=True)
class ChangeResponse:
    """Correct what was typed wrongly from a slip or a call: words, verdict, code, day, channel, language.

    Another code places the response anew.
    """

    response_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Correct a response")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the response is gone."""
        values = known(self.values, CHANGEABLE)
        if "code" in values:
            given = str(values.pop("code"))
            if given != _code_given(reader, self.response_id):
                values |= _placed(given, leads_to(reader, given))
        writer.update(t.Response, self.response_id, **values)


@dataclass(frozen=True)
class DeleteResponse:
    """Delete a response, with its contact details where they were given for nothing else."""

    response_id: str
    label: ClassVar[str] = N_("Delete a response")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the response is gone already."""
        person = reader.scalar(select(t.Response.participant_id).where(t.Response.id == self.response_id))
        writer.remove(t.Response, self.response_id)
        if person and not _says_more(reader, str(person)):
            writer.remove(t.Participant, str(person))


# -- the questions of the way back --------------------------------------------------------------------------


@dataclass(frozen=True)
class AddQuestion:
    """Add a further question behind the others. `choices`: what one may choose from, of one_of only."""

    words: str
    kind: str = "words"
    choices: tuple[str, ...] = ()
    label: ClassVar[str] = N_("Add a question")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the question's id. Refused: no words, or nothing to choose from."""
        check_choices(self.kind, self.choices)
        order = after(last_key(reader, t.FeedbackQuestion))
        values = {"words": self.words, "kind": self.kind, "choices": _lines(self.choices), "order": order}
        return writer.insert(t.FeedbackQuestion, **values)


@dataclass(frozen=True)
class ChangeQuestion:
    """Change a further question: words, kind, choices. What was answered keeps the words that were asked."""

    question_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change a question")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the question is gone, no words, or nothing to choose from."""
        values = known(self.values, frozenset({"words", "kind", "choices"}))
        if "choices" in values:
            values["choices"] = _lines(cast("Iterable[str]", values["choices"]))
        question = t.FeedbackQuestion
        for row in reader.rows(select(question.kind, question.choices).where(question.id == self.question_id)):
            lines = str(values.get("choices", row[1])).splitlines()
            check_choices(str(values.get("kind", row[0])), tuple(lines))
        writer.update(question, self.question_id, **values)


@dataclass(frozen=True)
class MoveQuestion:
    """Put a further question at a place among the others, counted from 0."""

    question_id: str
    to: int
    label: ClassVar[str] = N_("Move a question")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the question is gone."""
        move_to(writer, reader, t.FeedbackQuestion, self.question_id, self.to)


@dataclass(frozen=True)
class DeleteQuestion:
    """Delete a further question; what was answered to it stays."""

    question_id: str
    label: ClassVar[str] = N_("Delete a question")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the question is gone already."""
        del reader
        writer.remove(t.FeedbackQuestion, self.question_id)


# -- what the edits share -----------------------------------------------------------------------------------


def check_choices(kind: str, choices: Iterable[str]) -> None:
    """Refuse a question with one of several of which there are not several."""
    if kind == "one_of" and len(_lines(choices).splitlines()) < 2:
        raise Refused(N_("Write at least two answers to choose from, one a line."))


def response_row(response: KeepResponse, look_up: Lookup, round_id: str | None) -> dict[str, object]:
    """Return the row of a response, placed by its code. Refused: nothing was said."""
    if not (response.words.strip() or response.verdict or any(words.strip() for _, words in response.answers)):
        raise Refused(N_("There are no words yet: write at least one."))
    return {
        "round_id": round_id,
        "words": response.words,
        "channel": response.channel,
        "day": response.day,
        "verdict": response.verdict,
        "language": response.language,
        "source_id": response.source_id,
        **_placed(response.code, look_up(response.code)),
    }


def answer_rows(response_id: str, answers: tuple[tuple[str, str], ...]) -> Iterator[dict[str, object]]:
    """Return the rows of what a response says to the further questions, without the empty ones."""
    said = [(question, words) for question, words in answers if words.strip()]
    for (question, words), order in zip(said, sequence(len(said)), strict=True):
        yield {"response_id": response_id, "question": question[:500], "words": words, "order": order}


def keep_contact(writer: Writer, contact: str) -> str | None:
    """Keep how somebody may be reached who asked for news; returns the participant, None without a contact."""
    address = contact.strip()
    if not address:
        return None
    person = writer.insert(t.Participant)
    writer.insert(t.Contact, participant_id=person, channel="mail" if "@" in address else "phone", address=address)
    return person


def last_round(reader: Reader) -> str | None:
    """Return the way back that is printed now, None without any."""
    rounds = queries.ways_back(reader)
    return rounds[-1].id if rounds else None


def _placed(code_given: str, leads: tuple[str, str] | None) -> dict[str, object]:
    """Return the columns that say what a response is about. A participant's code is not kept: it says who answered."""
    table, row_id = leads or ("", "")
    return {
        "code_given": "" if table == "participant" else code_given.strip()[:LONGEST_CODE],
        "contribution_id": row_id if table == "contribution" else None,
        "theme_id": row_id if table == "theme" else None,
        "whole": table in ("project", "workshop"),
    }


def _not_there(reader: Reader, responses: Iterable[KeepResponse]) -> Iterator[KeepResponse]:
    """Return the responses whose mark no response has yet; those without a mark are always new."""
    there = {row[0] for row in reader.rows(select(t.Response.source_id).where(t.Response.source_id != ""))}
    for response in responses:
        if not response.source_id or response.source_id not in there:
            there.add(response.source_id)
            yield response


def _code_given(reader: Reader, response_id: str) -> str:
    rows = reader.rows(select(t.Response.code_given).where(t.Response.id == response_id))
    if not rows:
        raise Refused(GONE)
    return str(rows[0][0])


def _says_more(reader: Reader, person: str) -> bool:
    """Tell whether anything in the project is still of this participant."""
    mine = (t.Response, t.Story, t.Voice, t.Feeling, t.Ballot)
    return any(reader.scalar(select(func.count()).select_from(cls).where(cls.participant_id == person)) for cls in mine)


def _telling(work: Generator[int, None, tuple[str, ...]], done: int, of: int) -> Generator[Far, None, tuple[str, ...]]:
    """Insert in slices, and say how far the whole is; the last of it may take longer than it looks."""
    while True:
        try:
            done = min(of, done + next(work))
        except StopIteration as end:
            return end.value
        yield done, max(1, of)


def _lines(choices: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(line for choice in choices if (line := " ".join(choice.split()))))
