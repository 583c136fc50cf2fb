"""Every text of the organisation's own in the file, with what the file holds about it: for the check before an export.

Exact words, quotations and titles that people gave are not among them, nor what was said about withdrawn notes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select

from models import queries
from models import records as r
from models import tables as t
from models.reader import Reader
from models.versions import Key, same_language, texts, versions
from models.views import NOTE_IS_THERE
from models.vote_reads import closed_rounds
from models.wording import NOTHING, Facts, Mark, check, facts_of, lists_of
from resources.texts import N_


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text: where it stands, what it is called (translated when shown), its words, and the facts about it.

    `subject_table` and `subject_id` name what to show somebody who wants to change it. `language` is empty for the
    project's own.
    """

    table: str
    id: str
    field: str
    label: str
    words: str
    facts: Facts
    subject_table: str
    subject_id: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text with its marks, in the order of the words."""

    text: OwnText
    marks: tuple[Mark, ...]


ANSWER_FIELDS = (
    ("sentence", N_("What we tell the people who asked")),
    ("reason", N_("Why, in plain words")),
    ("possible_part", N_("Which part could be done?")),
    ("preferred", N_("What was preferred")),
)
SCOPE_FIELDS = (("statement", N_("Open, shapeable, fixed")), ("reason", N_("Why it is fixed")))
OUTCOME_FIELDS = (("became", N_("What became of it")), ("why", N_("Why it became so")))


@dataclass(frozen=True, slots=True)
class _Outcome:
    id: str
    answer_id: str
    contribution_id: str | None
    theme_id: str | None
    became: str
    why: str


def check_texts(reader: Reader, extra: Path | None = None) -> tuple[CheckedText, ...]:
    """Return the texts in which something is marked, each by the lists of its language. Refused: an own list is broken.

    `extra`: somebody's own word list beside the shipped one, for texts in the language of the project.
    """
    own = queries.project(reader).language
    lists = {"": lists_of(own, extra, glossary(reader))}
    found = own_texts(reader)
    lists |= {one.language: lists_of(one.language) for one in found if one.language}
    checked = (CheckedText(text, check(text.words, text.facts, lists[text.language])) for text in found)
    return tuple(one for one in checked if one.marks)


def glossary(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the project's words of the trade and what they mean."""
    found = reader.rows(select(t.GlossaryTerm.word, t.GlossaryTerm.meaning))
    return tuple((str(word), str(meaning)) for word, meaning in found)


def own_texts(reader: Reader) -> tuple[OwnText, ...]:
    """Return every text that the organisation wrote itself, empty ones left out."""
    found = (*_of_workshops(reader), *_of_scope(reader), *_of_themes(reader), *_of_answers(reader))
    return tuple(text for text in (*found, *_of_versions(reader, found)) if text.words.strip())


def facts_about(reader: Reader, *, contribution_id: str | None = None, theme_id: str | None = None) -> Facts:
    """Return what the file holds about the answer to one note or theme, votes included."""
    subject = contribution_id or theme_id or ""
    answers = reader.records(r.AnswerRecord, t.Answer, _is(t.Answer, contribution_id, theme_id))
    estimates = reader.records(r.EstimateRecord, t.Estimate, _is(t.Estimate, contribution_id, theme_id))
    agreed, asked = votes(reader).get(subject, (None, None))
    limit = queries.project(reader).small_group
    return facts_of(answers[0] if answers else None, estimates[0] if estimates else None, agreed, asked, limit)


def votes(reader: Reader) -> dict[str, tuple[int, int]]:
    """Return how many people chose a note or theme, of how many, in the round that is in force.

    Only where everybody had one choice and the papers were counted: dots and marks are no people.
    """
    found: dict[str, tuple[int, int]] = {}
    for closed in closed_rounds(reader):
        voted = closed.result.voted
        if closed.replaced_by or closed.round.method != "one_choice" or closed.result.nobody or not voted:
            continue
        subjects = {one.id: one.contribution_id or one.theme_id for one in closed.options}
        for standing in closed.result.standings:
            if subject := subjects.get(standing.option_id):
                found[subject] = (standing.score, voted)
    return found


# -- inside -----------------------------------------------------------------------------------------------------------


def _is(
    cls: type[t.Answer] | type[t.Estimate], contribution_id: str | None, theme_id: str | None
) -> ColumnElement[bool]:
    return cls.contribution_id == contribution_id if contribution_id else cls.theme_id == theme_id


def _of_workshops(reader: Reader) -> Iterator[OwnText]:
    for one in queries.workshops(reader):
        facts = replace(NOTHING, level=one.promise_level or 0)
        for field, label in (("ask", N_("The ask")), ("promise_note", N_("How far your word goes"))):
            words = one.ask if field == "ask" else one.promise_note
            yield OwnText("workshop", one.id, field, label, words, facts, "workshop", one.id)


def _of_scope(reader: Reader) -> Iterator[OwnText]:
    for one in queries.scope_items(reader):
        for field, label in SCOPE_FIELDS:
            words = one.statement if field == "statement" else one.reason
            yield OwnText("scope_item", one.id, field, label, words, NOTHING, "scope_item", one.id)


def _of_themes(reader: Reader) -> Iterator[OwnText]:
    for one in queries.themes(reader):
        yield OwnText("theme", one.id, "summary", N_("Summary of a theme"), one.summary, NOTHING, "theme", one.id)


def _of_answers(reader: Reader) -> Iterator[OwnText]:
    there = select(t.Contribution.id).where(NOTE_IS_THERE)
    answers = reader.records(
        r.AnswerRecord, t.Answer, or_(t.Answer.theme_id.is_not(None), t.Answer.contribution_id.in_(there))
    )
    estimates = {one.contribution_id or one.theme_id: one for one in reader.records(r.EstimateRecord, t.Estimate)}
    counted, limit = votes(reader), queries.project(reader).small_group
    facts: dict[str, Facts] = {}
    for answer in answers:
        subject = answer.contribution_id or answer.theme_id or ""
        facts[answer.id] = facts_of(answer, estimates.get(subject), *counted.get(subject, (None, None)), limit)
        yield from _texts("answer", answer, ANSWER_FIELDS, facts[answer.id])
    yield from _of_outcomes(reader, facts)


def _of_outcomes(reader: Reader, facts: Mapping[str, Facts]) -> Iterator[OwnText]:
    for one in reader.records(_Outcome, t.Outcome, t.Outcome.answer_id.in_(list(facts))):
        yield from _texts("outcome", one, OUTCOME_FIELDS, facts[one.answer_id])


def _of_versions(reader: Reader, found: Iterable[OwnText]) -> Iterator[OwnText]:
    """Return what was written in other languages and in easy read, with the facts of the text it was written for."""
    own = queries.project(reader).language
    known = {(one.table, one.id, one.field): one for one in found}
    written = versions(reader)
    there = {one.key for one in texts(reader)} if written else frozenset[Key]()
    for one in written:
        if one.key not in there:
            continue
        of = known.get(one.key)
        subject = (of.subject_table, of.subject_id) if of else (one.of_table, one.of_id)
        label = N_("A text in easy read") if one.easy_read else N_("A text in another language")
        language = "" if same_language(one.language, own) else one.language
        yield OwnText(
            "text_version", one.id, "words", label, one.words, of.facts if of else NOTHING, *subject, language
        )


def _texts(
    table: str, row: r.AnswerRecord | _Outcome, fields: Iterable[tuple[str, str]], facts: Facts
) -> Iterator[OwnText]:
    subject = ("contribution", row.contribution_id) if row.contribution_id else ("theme", row.theme_id or "")
    for field, label in fields:
        yield OwnText(table, row.id, field, label, str(getattr(row, field)), facts, *subject)
