"""Answering and confirming several notes and themes together: all or nothing, and one step to take back."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeVar

from models import records as r
from models import tables as t
from models.answers import allowed_answers
from models.edits.base import Far, at_once
from models.edits.voices import known
from models.edits.weighing import ANSWER_FIELDS, ConfirmAnswer, DeleteAnswer, confirmation
from models.errors import GateClosed, Refused
from models.gate import Lack, Subject, lacks
from models.keep_gate import UNCONFIRMED
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_, Translator

MOST_NAMED = 5  # codes that a sentence names
AT_ONCE = 500  # ids of one question
FEW = 20  # changed rows of one slice
R = TypeVar("R")
W = TypeVar("W", r.AnswerRecord, r.CostRecord, r.EstimateRecord)  # rows of weighing
Subjects = tuple[tuple[str, str], ...]


class ManyRefused(Refused):
    """Some of what was marked cannot be done, so nothing was. `ids`: of the notes and themes that stand in the way."""

    ids: tuple[str, ...] = ()


class GatesClosed(GateClosed):
    """Some answers cannot be confirmed, so none was. `lacking`: what each lacks, by the id of its note or theme."""

    lacking: Mapping[str, tuple[Lack, ...]]

    def sentence(self, tr: Translator) -> str:
        """Return the sentence, with each thing that is missing and by how many."""
        counted: dict[str, int] = {}
        for found in self.lacking.values():
            for lack in found:
                counted[lack.sentence] = counted.get(lack.sentence, 0) + 1
        said = " ".join(tr("{sentence} ({n})", sentence=tr(one), n=number) for one, number in counted.items())
        return tr(self.message, **{**self.values, "lacks": said})


@dataclass(frozen=True)
class AnswerMany:
    """Give several notes and themes the same answer, not confirmed yet, or (`code` empty) the same values.

    `subjects`: ("contribution" or "theme", id). What a confirmed one among them says becomes provisional, with `why`.
    """

    subjects: Subjects
    code: str = ""
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    why: str = ""
    label: ClassVar[str] = N_("Answer what is marked")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the answers' ids. Refused: one cannot get this answer, or has none that could get values."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, tuple[str, ...]]:
        """Do it a little at a time: everything may be marked."""
        values: dict[str, object] = {**known(self.values, ANSWER_FIELDS), **UNCONFIRMED}
        if self.code:
            values["code"] = self.code
        subjects = tuple(dict.fromkeys(self.subjects))
        kinds = _kinds(reader, subjects)
        there = {row_id: rows[0] for row_id, rows in _owned(reader, r.AnswerRecord, t.Answer, subjects).items()}
        self._check(subjects, kinds, there)
        new = [(table, row_id) for table, row_id in subjects if row_id not in there]
        for done, answer in enumerate(there.values()):
            writer.update(t.Answer, answer.id, **values)
            if not done % FEW:
                yield done, len(subjects)
        rows = ({"contribution_id": None, "theme_id": None, f"{table}_id": row_id, **values} for table, row_id in new)
        ids = yield from _inserted(writer, rows, len(there), len(subjects))
        made = dict(zip((row_id for _, row_id in new), ids, strict=True))
        made |= {row_id: answer.id for row_id, answer in there.items()}
        return tuple(made[row_id] for _, row_id in subjects)

    def _check(
        self,
        subjects: Subjects,
        kinds: Mapping[str, tuple[str, str]],
        there: Mapping[str, r.AnswerRecord],
    ) -> None:
        if not subjects:
            raise Refused(N_("Mark first what is to be answered."))
        if any(row_id not in kinds for _, row_id in subjects):
            raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
        codes = {row_id: self.code or (there[row_id].code if row_id in there else "") for _, row_id in subjects}
        silent = [row_id for row_id, code in codes.items() if not code]
        if silent:
            raise _refused(N_("{n} of {all} have no answer yet: {codes}. Answer them first."), silent, kinds)
        wrong = [row_id for row_id, code in codes.items() if code not in _codes_of(kinds[row_id][0])]
        unsorted = [row_id for row_id in wrong if not _codes_of(kinds[row_id][0])]
        if unsorted:
            raise _refused(N_("{n} of {all} are unsorted: {codes}. Say first what they are."), unsorted, kinds)
        if wrong:
            raise _refused(N_("{n} of {all} cannot get this answer: {codes}."), wrong, kinds)


@dataclass(frozen=True)
class ConfirmMany:
    """Confirm several answers through the gate, by the same person in the same way; either all of them or none."""

    answer_ids: tuple[str, ...]
    role: str
    how: str
    entered_by: str
    by: str = ""
    on: date | None = None
    name_agreed: bool = False
    label: ClassVar[str] = N_("Confirm the answers that are marked")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """GatesClosed: what each lacks, where one of them lacks anything; nothing was changed."""
        at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, None]:
        """Do it a little at a time: everything may be marked."""
        ids = tuple(dict.fromkeys(self.answer_ids))
        answers = _in_parts(ids, lambda part: reader.records(r.AnswerRecord, t.Answer, t.Answer.id.in_(part)))
        if not ids or len(answers) < len(ids):
            raise Refused(N_("This answer is not there any more."))
        lacking = _lacking(reader, answers)
        if lacking:
            raise _gates_closed(lacking, len(answers))
        told = (self.role, self.how, self.entered_by, self.by, self.on, self.name_agreed)
        ConfirmAnswer(ids[0], *told).apply(writer, reader)  # it also checks who confirms
        for done, answer_id in enumerate(ids[1:]):
            if not done % FEW:
                yield done, len(ids)
            writer.update(t.Answer, answer_id, **confirmation(*told))


@dataclass(frozen=True)
class TakeBackMany:
    """Take several answers back: their notes and themes are not answered any more."""

    answer_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Take back the answers that are marked")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one of them has to stay to be read, or is gone already; nothing was changed."""
        for answer_id in dict.fromkeys(self.answer_ids):
            DeleteAnswer(answer_id).apply(writer, reader)


def _inserted(
    writer: Writer, rows: Iterable[Mapping[str, object]], before: int, of: int
) -> Generator[Far, None, tuple[str, ...]]:
    """Insert answers a few at a time, saying how far it is."""
    work, done = writer.insert_in_slices(t.Answer, rows), before
    while True:
        try:
            done += next(work)
        except StopIteration as end:
            return end.value
        yield done, of


def _codes_of(kind: str) -> frozenset[str]:
    return frozenset(answer.code for answer in allowed_answers(kind))


def _refused(message: str, ids: Sequence[str], kinds: Mapping[str, tuple[str, str]]) -> ManyRefused:
    named = ", ".join(kinds[row_id][1] for row_id in ids[:MOST_NAMED]) + (" …" if len(ids) > MOST_NAMED else "")
    error = ManyRefused(message, n=len(ids), all=len(kinds), codes=named)
    error.ids = tuple(ids)
    return error


def _gates_closed(lacking: Mapping[str, tuple[Lack, ...]], number: int) -> GatesClosed:
    sentences = {lack.sentence: None for found in lacking.values() for lack in found}
    message = N_("{n} of {all} cannot be confirmed yet, so none was. {lacks}")
    error = GatesClosed(message, n=len(lacking), all=number, lacks=" ".join(sentences))
    error.lacks = tuple({lack: None for found in lacking.values() for lack in found})
    error.lacking = lacking
    return error


def _in_parts(ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[R]]) -> tuple[R, ...]:
    """Ask for some at a time: a statement takes only so many values."""
    return tuple(row for at in range(0, len(ids), AT_ONCE) for row in ask(ids[at : at + AT_ONCE]))


def _split(subjects: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the ids of notes and those of themes."""
    subjects = tuple(subjects)
    notes, themes = ([row_id for name, row_id in subjects if name == table] for table in ("contribution", "theme"))
    return notes, themes


def _kinds(reader: Reader, subjects: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return the kind and the code of each note and theme that is there; a theme is answered as an idea."""
    notes, themes = _split(subjects)
    of_notes = _in_parts(notes, lambda part: reader.records(r.NoteRecord, t.Contribution, t.Contribution.id.in_(part)))
    of_themes = _in_parts(themes, lambda part: reader.records(r.ThemeRecord, t.Theme, t.Theme.id.in_(part)))
    found = {one.id: (one.kind, one.code) for one in of_notes}
    return found | {one.id: ("idea", one.code) for one in of_themes}


def _owned(
    reader: Reader, kind: type[W], cls: type[t.Answer] | type[t.CostLine] | type[t.Estimate], subjects: Subjects
) -> dict[str, list[W]]:
    """Return rows by the note or the theme that they are about."""
    notes, themes = _split(subjects)
    rows = _in_parts(notes, lambda part: reader.records(kind, cls, cls.contribution_id.in_(part)))
    rows += _in_parts(themes, lambda part: reader.records(kind, cls, cls.theme_id.in_(part)))
    found: dict[str, list[W]] = {}
    for row in rows:
        found.setdefault(row.contribution_id or row.theme_id or "", []).append(row)
    return found


def _lacking(reader: Reader, answers: Iterable[r.AnswerRecord]) -> dict[str, tuple[Lack, ...]]:
    """Return what each answer lacks, by its note or theme; none for those that may be confirmed."""
    about = {one.id: _about(one) for one in answers}
    subjects = tuple(about.values())
    kinds = _kinds(reader, subjects)
    costs = _owned(reader, r.CostRecord, t.CostLine, subjects)
    estimates = _owned(reader, r.EstimateRecord, t.Estimate, subjects)
    found: dict[str, tuple[Lack, ...]] = {}
    for answer in answers:
        _, row_id = about[answer.id]
        estimate = next(iter(estimates.get(row_id, ())), None)
        if missing := lacks(answer, Subject(kinds[row_id][0], tuple(costs.get(row_id, ())), estimate)):
            found[row_id] = missing
    return found


def _about(answer: r.AnswerRecord) -> tuple[str, str]:
    return ("contribution", answer.contribution_id) if answer.contribution_id else ("theme", answer.theme_id or "")
