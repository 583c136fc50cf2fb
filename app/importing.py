"""From a file somebody hands in to one edit: reads it, matches groups and steps, and says what did not fit."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from exports.exchange.columns import is_platform
from exports.exchange.mermaid import read_journey
from exports.exchange.mermaid_drafts import JourneyDraft, feeling_of_score
from exports.exchange.drafts import NoteDraft, NotesDraft
from exports.exchange.notes_csv import read_notes
from models import queries
from models import records as r
from models.edits.imports import ImportNotes
from models.edits.path import ImportPath, NewCard
from models.edits.voices import NewNote, NewVoice, Place
from models.errors import Refused
from models.money import minor_units
from models.project import Project
from resources.texts import N_

LARGEST = 60_000_000
LONGEST_WORDING = 2000
LONGEST_GROUP = 200


@dataclass(frozen=True)
class Unfit:
    """One thing that did not fit: the line in the file, and a sentence with its values."""

    line: int
    message: str
    values: tuple[tuple[str, object], ...] = ()


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


def read_source(path: Path) -> bytes:
    """Return a file's bytes, read once. Refused: no such file, no regular file, too large, not readable."""
    if path.is_dir():
        raise Refused(N_("“{name}” is a folder. Choose a file in it."), name=path.resolve().name)
    if not path.exists():
        raise Refused(N_("There is no file “{name}”. Check the name and the folder."), name=path.name)
    if not path.is_file():
        raise Refused(N_("“{name}” is not a file on a disk."), name=path.name)
    if path.stat().st_size > LARGEST:
        raise Refused(N_("“{name}” is larger than {limit} MB. Divide it."), name=path.name, limit=LARGEST // 1_000_000)
    try:
        return path.read_bytes()
    except OSError:
        raise Refused(N_("“{name}” cannot be read. Ask its owner for access."), name=path.name) from None


def is_journey(path: Path, data: bytes) -> bool:
    """Tell whether a file holds a Mermaid journey, by its ending, else by its first word."""
    if path.suffix.lower() in (".mmd", ".mermaid"):
        return True
    return path.suffix.lower() in (".txt", ".md", "") and data.lstrip().startswith(b"journey")


def plan_notes(
    project: Project,
    path: Path,
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: tuple[tuple[str, str], ...] = (),
    header: bool | None = None,
    again: bool = False,
) -> NotesPlan:
    """Return what importing a table of notes would do; nothing is changed. Refused: the table cannot be read."""
    draft = read_notes(data, encoding=encoding, delimiter=delimiter, mapping=mapping, header=header)
    _check_new(project, path, draft.sha256, again=again)
    matcher = _Matcher(project, draft, path.name)
    notes = tuple(matcher.note(row) for row in draft.rows)
    costs = tuple(matcher.cost(row) for row in draft.rows)
    groups = tuple(row.segment.strip()[:LONGEST_GROUP] for row in draft.rows)
    edit = ImportNotes(
        sha256=draft.sha256,
        name=path.name,
        kind=draft.recognised,
        notes=notes,
        new_groups=matcher.new_groups(),
        group_of=groups if any(groups) else (),
        costs=costs if any(cost is not None for cost in costs) else (),
        again=again,
    )
    return NotesPlan(draft, edit, tuple(matcher.unfit))


def _check_new(project: Project, path: Path, sha256: str, *, again: bool) -> None:
    """Refuse a file that was imported before already when it is only tried out, as the edit itself would."""
    if not again and sha256 in project.ask(queries.source_files):
        raise Refused(
            N_("“{name}” was imported before. Nothing was added. Say --again to import it once more."), name=path.name
        )


class _Matcher:
    """Finds the steps and groups that a table names, in the project it goes into."""

    def __init__(self, project: Project, draft: NotesDraft, source: str) -> None:
        self._draft = draft
        self._source = source
        self._currency = project.ask(queries.project).currency
        workshops = project.ask(queries.workshops)
        self._workshop = workshops[-1].id if workshops else None
        self._known = {group.name.casefold() for group in project.ask(queries.groups)}
        self._steps = _steps(project.ask(queries.paths))
        self.unfit: list[Unfit] = []

    def note(self, row: NoteDraft) -> NewNote:
        """Return a row as a note. People typed the words of a platform themselves; other tables were noted."""
        words_source = "own_hand" if is_platform(self._draft.columns) else "noted"
        voice = {"words_source": words_source, "source": self._source[:500], "source_id": row.source_id[:200]}
        values = {
            "workshop_id": self._workshop,
            "kind": row.kind,
            "wording": self._wording(row),
            "support": row.votes,
        }
        return NewNote((NewVoice(row.text, voice),), values, self._place(row))

    def _wording(self, row: NoteDraft) -> str:
        """Return a row's title where it is not the words themselves; the end of a very long one is listed."""
        if row.wording == row.text:
            return ""
        if len(row.wording) > LONGEST_WORDING:
            message = N_("The title has {length} characters; the first {limit} are kept.")
            self.unfit.append(Unfit(row.line, message, (("length", len(row.wording)), ("limit", LONGEST_WORDING))))
        return row.wording[:LONGEST_WORDING]

    def cost(self, row: NoteDraft) -> int | None:
        """Return a row's cost in minor units; one that cannot be kept is listed."""
        if row.cost is None:
            return None
        try:
            return minor_units(row.cost, self._currency)
        except Refused as error:
            self.unfit.append(Unfit(row.line, error.message, tuple(error.values.items())))
            return None

    def new_groups(self) -> tuple[str, ...]:
        """Return the groups that the project does not have yet, in the order of the table."""
        found: dict[str, str] = {}
        for row in self._draft.rows:
            name = row.segment.strip()[:LONGEST_GROUP]
            if name and name.casefold() not in self._known:
                found.setdefault(name.casefold(), name)
        return tuple(found.values())

    def _place(self, row: NoteDraft) -> tuple[Place, ...]:
        if not row.step.strip():
            return ()
        place = self._steps.get(row.step.strip().casefold())
        if place is None:
            message = N_("There is no step “{step}” on a path. The note is kept without a step.")
            self.unfit.append(Unfit(row.line, message, (("step", row.step.strip()),)))
            return ()
        return (place,)


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


def plan_path(project: Project, path: Path, data: bytes, *, again: bool = False) -> PathPlan:
    """Return what importing a Mermaid journey as a path would do. Refused: with line and column.

    Sections become stages, tasks cards in the lane of what people do, people groups, scores feelings.
    """
    draft = read_journey(data).tidy()
    sha256 = hashlib.sha256(data).hexdigest()
    _check_new(project, path, sha256, again=again)
    lead_in = N_("Before the first section")
    starts = any(task.section_at < 0 for task in draft.tasks)
    stages = ((lead_in,) if starts else ()) + tuple(name or "–" for name in draft.sections)
    shift = 1 if starts else 0
    known = {group.name.casefold() for group in project.ask(queries.groups)}
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
