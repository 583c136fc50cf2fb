"""What an import would do, row by row, before anything is done: for a window that shows it and lets rows be left out.

`try_out` is pure: bytes and choices in, a dry run out; so it may run beside the window.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from exports.exchange.drafts import NoteDraft, NotesDraft, Problem, Values
from exports.exchange.planning import ForAll, NotesPlan, Target, new_groups, plan_notes
from exports.exchange.reading import OFTEN, Tell, tell_nobody
from exports.exchange.sources import HowRead, draft_of
from models.edits.imports import ImportNotes

LONGEST_SHOWN = 400  # characters of a row in a list; the rest is shown where one row is read

Sentence = tuple[str, tuple[tuple[str, object], ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. `note`: its place among the notes, −1 where it is none; `unwanted`: left out on purpose."""

    line: int
    note: int
    words: str
    title: str = ""
    kind: str = ""
    group: str = ""
    step: str = ""
    problems: tuple[Sentence, ...] = ()
    unwanted: bool = False

    @property
    def has_problem(self) -> bool:
        """Tell whether there is something to look at."""
        return bool(self.problems) and not self.unwanted


@dataclass(frozen=True)
class DryRun:
    """A file that was tried out. `plan` holds the edit that would take in every note."""

    name: str
    how: HowRead
    plan: NotesPlan
    rows: tuple[Row, ...]
    target: Target

    @property
    def draft(self) -> NotesDraft:
        """What was read."""
        return self.plan.draft

    @property
    def was_imported(self) -> bool:
        """Tell whether a file of this content is in the project already."""
        return self.draft.sha256 in self.target.imported

    def edit(self, left_out: frozenset[int] = frozenset()) -> ImportNotes:
        """Return the edit without the notes at these places; it adds only the groups that are still named."""
        whole = self.plan.edit
        kept = [at for at in range(len(whole.notes)) if at not in left_out]
        groups = tuple(whole.group_of[at] for at in kept) if whole.group_of else ()
        return replace(
            whole,
            notes=tuple(whole.notes[at] for at in kept),
            group_of=groups,
            new_groups=new_groups(self.target, groups),
            costs=tuple(whole.costs[at] for at in kept) if whole.costs else (),
            themes=tuple(whole.themes[at] for at in kept) if whole.themes else (),
            together=tuple(whole.together[at] for at in kept) if whole.together else (),
            again=self.was_imported,
        )


def try_out(
    name: str,
    data: bytes,
    target: Target,
    how: HowRead,
    for_all: ForAll,
    *,
    pasted: bool = False,
    tell: Tell = tell_nobody,
) -> DryRun:
    """Return what importing a file or pasted words would do. Refused: it cannot be read."""
    draft = draft_of(name, data, how, pasted=pasted, may_ask=True, tell=tell)
    plan = plan_notes(target, name, draft, for_all, tell=tell)
    rows = sorted(_rows(plan, target, tell), key=attrgetter("line"))
    return DryRun(name, how, plan, tuple(rows), target)


def _rows(plan: NotesPlan, target: Target, tell: Tell) -> Iterator[Row]:
    """Yield every row of the file once: as a note, as a problem, or as left out."""
    warned = _by_line(plan)
    groups = plan.edit.group_of
    for at, draft in enumerate(plan.draft.rows):
        if at % OFTEN == 0:
            tell(at, len(plan.draft.rows))
        yield Row(
            draft.line,
            at,
            _shown(draft.text),
            _shown(draft.wording) if draft.wording != draft.text else "",
            draft.kind,
            groups[at] if groups else "",
            _step(plan, target, at, draft),
            tuple(warned.get(draft.line, ())),
        )
    for problem in plan.draft.dropped:
        yield _no_note(problem)
    for problem in plan.draft.left_out:
        yield _no_note(problem, unwanted=True)


def _no_note(problem: Problem, *, unwanted: bool = False) -> Row:
    return Row(problem.line, -1, _shown(problem.raw), problems=((problem.message, problem.values),), unwanted=unwanted)


def _by_line(plan: NotesPlan) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {}
    for problem in plan.draft.problems:
        if problem.kept:
            values: Values = problem.values
            found.setdefault(problem.line, []).append((problem.message, values))
    for unfit in plan.unfit:
        found.setdefault(unfit.line, []).append((unfit.message, unfit.values))
    return found


def _step(plan: NotesPlan, target: Target, at: int, draft: NoteDraft) -> str:
    """Return the code of the step that a note goes to, empty for none."""
    if not draft.step:
        return ""
    places = plan.edit.notes[at].places
    return target.codes.get(places[0].touchpoint_id or places[0].stage_id, "") if places else ""


def _shown(words: str) -> str:
    """Return words for one line of a list."""
    return " ".join(words[:LONGEST_SHOWN].split()) + (" …" if len(words) > LONGEST_SHOWN else "")
