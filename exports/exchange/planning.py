"""From drafts to one edit: matches groups and steps with the project, and says what did not fit. Changes nothing.

What of the project is needed is read once as a `Target`, so that planning may run beside the window.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from exports.exchange.columns import is_platform
from exports.exchange.drafts import NoteDraft, NotesDraft
from exports.exchange.mermaid import read_journey
from exports.exchange.mermaid_drafts import JourneyDraft, feeling_of_score
from exports.exchange.reading import OFTEN, Tell, tell_nobody
from models import queries
from models import records as r
from models.edits.imports import ImportNotes
from models.edits.path import ImportPath, NewCard
from models.edits.voices import NewNote, NewVoice, Place
from models.errors import Refused
from models.money import minor_units
from models.vocabulary import WORDS_SOURCES as SOURCES
from models.vocabulary import codes
from resources.texts import N_

LONGEST_WORDING = 2000
LONGEST_GROUP = 200
LONGEST_THEME = 300
LONGEST_SAID = {"words_source": 20, "translated_by": 300, "language": 35, "table_name": 60, "source": 500}

WORDS_SOURCES = frozenset(codes(SOURCES))

NO_STEP = N_("There is no step “{step}” on a path. The note is kept without a step.")
LONG_TITLE = N_("The title has {length} characters; the first {limit} are kept.")
WAS_IMPORTED = N_("“{name}” was imported before. Nothing was added. Say --again to import it once more.")


@dataclass(frozen=True)
class Unfit:
    """One thing that did not fit: the line in the file, and a sentence with its values."""

    line: int
    message: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Target:
    """What of a project an import has to know."""

    currency: str
    workshops: tuple[tuple[str, str], ...] = ()  # id and title, in their order
    groups: tuple[str, ...] = ()
    steps: Mapping[str, Place] = field(default_factory=dict[str, Place])
    codes: Mapping[str, str] = field(default_factory=dict[str, str])  # of a place's card or stage
    imported: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ForAll:
    """What holds for every row: the words source ("" as the columns say), the group of rows that name none, and the
    workshop."""

    words_source: str = ""
    group: str = ""
    workshop_id: str | None = None


@dataclass(frozen=True)
class NotesPlan:
    """What an import of notes would do."""

    draft: NotesDraft
    edit: ImportNotes
    unfit: tuple[Unfit, ...]


@dataclass(frozen=True)
class PathPlan:
    """What an import of a path would do."""

    draft: JourneyDraft
    edit: ImportPath
    unfit: tuple[Unfit, ...]


def target_of(ask: Callable[..., Any]) -> Target:
    """Return what an import has to know of the project whose `ask` this is."""
    paths: tuple[r.PathRecord, ...] = ask(queries.paths)
    return Target(
        currency=ask(queries.project).currency,
        workshops=tuple((workshop.id, workshop.title) for workshop in ask(queries.workshops)),
        groups=tuple(group.name for group in ask(queries.groups)),
        steps=_steps(paths),
        codes={stage.id: stage.letter for path in paths for stage in path.stages}
        | {card.id: card.code for path in paths for card in path.cards},
        imported=ask(queries.source_files),
    )


def check_new(target: Target, name: str, sha256: str) -> None:
    """Refuse a file that was imported before already when it is only tried out, as the edit itself would."""
    if sha256 in target.imported:
        raise Refused(WAS_IMPORTED, name=name)


def last_workshop(target: Target) -> str | None:
    """Return the workshop that notes belong to where nobody says another: the last one."""
    return target.workshops[-1][0] if target.workshops else None


def usual_source(draft: NotesDraft) -> str:
    """Return the words source of a file: people typed the words of a platform themselves; others were noted."""
    return "own_hand" if is_platform(draft.columns) else "noted"


def plan_notes(
    target: Target, name: str, draft: NotesDraft, for_all: ForAll, *, again: bool = False, tell: Tell = tell_nobody
) -> NotesPlan:
    """Return what importing drafts would do; nothing is changed."""
    matcher = _Matcher(target, draft, name, for_all)
    notes: list[NewNote] = []
    for at, row in enumerate(draft.rows):
        if at % OFTEN == 0:
            tell(at, len(draft.rows))
        notes.append(matcher.note(row))
    costs = tuple(matcher.cost(row) for row in draft.rows)
    groups = tuple(matcher.group(row) for row in draft.rows)
    themes = tuple(row.theme.strip()[:LONGEST_THEME] for row in draft.rows)
    together = tuple(row.note.strip() for row in draft.rows)
    edit = ImportNotes(
        sha256=draft.sha256,
        name=name,
        kind=draft.recognised,
        notes=tuple(notes),
        new_groups=new_groups(target, groups),
        group_of=groups if any(groups) else (),
        costs=costs if any(cost is not None for cost in costs) else (),
        themes=themes if any(themes) else (),
        together=together if len(set(filter(None, together))) < sum(map(bool, together)) else (),
        again=again,
    )
    return NotesPlan(draft, edit, tuple(matcher.unfit))


def new_groups(target: Target, groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return the groups that the project does not have yet, in the order of the table."""
    known = {name.casefold() for name in target.groups}
    found: dict[str, str] = {}
    for name in dict.fromkeys(groups):
        if name and name.casefold() not in known:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


class _Matcher:
    """Finds the steps and groups that a table names, in the project it goes into."""

    def __init__(self, target: Target, draft: NotesDraft, source: str, for_all: ForAll) -> None:
        self._target = target
        self._for_all = for_all
        self._voice = {"words_source": for_all.words_source or usual_source(draft), "source": source[:500]}
        self._workshops = {
            title.strip().casefold(): row_id for row_id, title in reversed(target.workshops) if title.strip()
        }
        self.unfit: list[Unfit] = []

    def note(self, row: NoteDraft) -> NewNote:
        """Return a row as a note."""
        said = {
            name: getattr(row, name) for name in ("words_source", "translated_by", "language", "table_name", "source")
        }
        own = {name: value[: LONGEST_SAID[name]] for name, value in said.items() if value}
        if own.get("words_source", "noted") not in WORDS_SOURCES or self._for_all.words_source:
            own.pop("words_source", None)
        voice = {**self._voice, **own, "source_id": row.source_id[:200]}
        values = {
            "workshop_id": self._workshops.get(row.workshop.strip().casefold(), self._for_all.workshop_id),
            "kind": row.kind,
            "wording": self._wording(row),
            "support": row.votes,
        }
        return NewNote((NewVoice(row.text, voice),), values, self._place(row))

    def group(self, row: NoteDraft) -> str:
        """Return the name of a row's group, else of the one for all."""
        return (row.segment.strip() or self._for_all.group)[:LONGEST_GROUP]

    def _wording(self, row: NoteDraft) -> str:
        """Return a row's title where it is not the words themselves; the end of a very long one is listed."""
        if row.wording == row.text:
            return ""
        if len(row.wording) > LONGEST_WORDING:
            self.unfit.append(Unfit(row.line, LONG_TITLE, (("length", len(row.wording)), ("limit", LONGEST_WORDING))))
        return row.wording[:LONGEST_WORDING]

    def cost(self, row: NoteDraft) -> int | None:
        """Return a row's cost in minor units; one that cannot be kept is listed."""
        if row.cost is None:
            return None
        try:
            return minor_units(row.cost, self._target.currency)
        except Refused as error:
            self.unfit.append(Unfit(row.line, error.message, tuple(error.values.items())))
            return None

    def _place(self, row: NoteDraft) -> tuple[Place, ...]:
        if not row.step.strip():
            return ()
        named = [part.strip() for part in row.step.split(";")] if row.note else [row.step.strip()]
        found: list[Place] = []
        for step in filter(None, named):
            place = self._target.steps.get(step.casefold())
            if place is None:
                self.unfit.append(Unfit(row.line, NO_STEP, (("step", step),)))
            else:
                found.append(place)
        return tuple(found)


def _steps(paths: tuple[r.PathRecord, ...]) -> dict[str, Place]:
    """Return the places by step code, stage name and card text, in lower case; codes win over names."""
    found: dict[str, Place] = {}
    for path in reversed(paths):
        for card in path.cards:
            found[card.words.casefold()] = Place(card.stage_id, card.id)
        for stage in path.stages:
            found[stage.name.casefold()] = Place(stage.id)
    for path in reversed(paths):
        for card in path.cards:
            found[card.code.casefold()] = Place(card.stage_id, card.id)
        for stage in path.stages:
            found[stage.letter.casefold()] = Place(stage.id)
    return found


def plan_path(target: Target, path: PurePath, data: bytes, *, again: bool = False) -> PathPlan:
    """Return what importing a Mermaid journey as a path would do. Refused: with line and column.

    Sections become stages, tasks cards in the lane of what people do, people groups, scores feelings.
    """
    draft = read_journey(data).tidy()
    sha256 = hashlib.sha256(data).hexdigest()
    if not again:
        check_new(target, path.name, sha256)
    lead_in = N_("Before the first section")
    starts = any(task.section_at < 0 for task in draft.tasks)
    stages = ((lead_in,) if starts else ()) + tuple(name or "–" for name in draft.sections)
    shift = 1 if starts else 0
    known = {name.casefold() for name in target.groups}
    people = dict.fromkeys(name for task in draft.tasks for name in task.people)
    cards = tuple(
        NewCard(
            task.section_at + shift,
            0,
            task.text or "–",
            tuple((name, feeling_of_score(task.score)) for name in task.people or ("",))
            if task.score is not None
            else (),
        )
        for task in draft.tasks
    )
    edit = ImportPath(
        sha256=sha256,
        name=path.name,
        title=draft.title or path.stem,
        description="\n".join(part for part in (draft.acc_title, draft.acc_description) if part),
        stages=stages,
        lanes=(("people_do", ""), ("feeling", "")),
        cards=cards,
        new_groups=tuple(name for name in people if name.casefold() not in known),
        again=again,
    )
    unfit = tuple(Unfit(notice.line, notice.message, tuple(notice.values)) for notice in draft.notices)
    return PathPlan(draft, edit, unfit)
