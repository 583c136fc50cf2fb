"""In public nothing that stands on fewer than five people names them or counts them."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.catalog import EXPORTS
from exports.document import Callout, Document, Table, plain
from models import queries
from models.edits.path import AddPath, NewCard, SetFeeling
from models.edits.project import AddSegment, ChangeProject, SetAttendance
from models.project import Project
from tests.app.support import blocks_of, document, said
from tests.exports.report_cases import add_story, workshop, yes

NAMES = ("Alphas", "Betas", "Gammas", "Deltas")
NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=len(NAMES), max_size=len(NAMES))


class Case:
    """One workshop with four groups, each with a story and a feeling."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.held = workshop(project)
        cards = (NewCard(0, 0, "Ring the line"),)
        project.perform(AddPath("The path", stages=("One",), lanes=(("people_do", ""),), cards=cards))
        card = project.ask(queries.paths)[0].cards[0].id
        self.groups = {name: str(project.perform(AddSegment(name)).result) for name in NAMES}
        for number, group in enumerate(self.groups.values()):
            values = {"segment_id": group, "workshop_id": self.held}
            add_story(project, f"A story of {number}", (yes("public_report"), yes("internal_report")), **values)
            project.perform(SetFeeling(card, number - 2, group))

    def set(self, numbers: list[int | None]) -> dict[str, int | None]:
        for name, attended in zip(NAMES, numbers, strict=True):
            self.project.perform(SetAttendance(self.held, self.groups[name], 3, attended))
        return dict(zip(NAMES, numbers, strict=True))


def beside_words(made: Document) -> str:
    """A document without the table of who was there and the list of who is missing."""
    kept = tuple(block for block in made.blocks if not isinstance(block, Table | Callout))
    return said(replace(made, blocks=kept))


def attendance(made: Document) -> list[tuple[str, str]]:
    tables = [table for table in blocks_of(made, Table) if plain(table.head[0]) == "Group"]
    return [(plain(row[0]), plain(row[1])) for table in tables for row in table.rows]


def check(made: Document, came: dict[str, int | None], limit: int) -> None:
    text = beside_words(made)
    for name, count in came.items():
        assert (name in text) == (count is not None and count >= limit), (name, count)
    rows = attendance(made)
    for names, shown in rows:
        groups = [name for name in NAMES if name in names]
        total = sum(came[name] or 0 for name in groups)
        if shown.isdecimal():
            assert int(shown) == total >= limit
        else:
            assert shown == ("nobody came" if total == 0 else f"fewer than {limit}")
            assert total < limit
    shown_groups = [name for names, _ in rows for name in NAMES if name in names]
    assert sorted(shown_groups) == sorted(name for name, count in came.items() if count is not None)


@settings(max_examples=30)
@given(numbers=NUMBERS)
def test_any_numbers_of_people(project: Project, numbers: list[int | None]) -> None:
    groups = project.ask(queries.groups)
    case = Case(project) if not groups else _again(project)
    came = case.set(numbers)
    check(document(project), came, 5)


def _again(project: Project) -> Case:
    case = object.__new__(Case)
    case.project = project
    case.held = project.ask(queries.workshops)[0].id
    case.groups = {group.name: group.id for group in project.ask(queries.groups)}
    return case


def test_the_limit_can_be_higher(project: Project) -> None:
    case = Case(project)
    project.perform(ChangeProject({"small_group": 8}))
    came = case.set([7, 8, 12, 0])
    check(document(project), came, 8)


def test_the_lead_sees_every_group(project: Project) -> None:
    case = Case(project)
    case.set([1, 2, 3, 0])
    text = beside_words(document(project, "lead-report"))
    assert all(name in text for name in NAMES)
    assert ("Alphas", "1 of 3 planned") in attendance(document(project, "lead-report"))


def test_the_groups_of_the_sample_are_large_enough_to_be_named(project: Project) -> None:
    case = Case(project)
    case.set([5, 6, 7, 8])
    assert all(name in beside_words(document(project)) for name in NAMES)


PUBLIC = tuple(export.id for export in EXPORTS if export.purpose != "internal_report" and not export.of)


@pytest.mark.parametrize("numbers", [[1, 4, 9, None], [2, 0, 3, 5]], ids=str)
def test_g17_no_public_document_counts_a_small_group(project: Project, numbers: list[int | None]) -> None:
    """In every export of the catalogue that is not for inside: where a small group stands, no number from 1 to 4 is."""
    came = Case(project).set(numbers)
    small = [name for name, count in came.items() if count and count < 5]
    for export_id in PUBLIC:
        for line in _lines(document(project, export_id)):
            if any(name in line for name in small):
                assert _numbers(line) == [], (export_id, line)


def _lines(made: Document) -> list[str]:
    """What stands together: each row of a table as one line, everything else as it is."""
    rows = [" | ".join(plain(cell) for cell in row) for table in blocks_of(made, Table) for row in table.rows]
    return [*rows, *said(made).splitlines()]


def _numbers(line: str) -> list[str]:
    """The numbers of people that a line names; the limit and dates are none."""
    words = line.replace("fewer than 5", "")
    return [found for found in re.findall(r"(?<![\w.,:/-])\d+(?![\w.,:/-])", words) if 1 <= int(found) <= 4]
