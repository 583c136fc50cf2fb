"""What a typed or scanned code leads to: a note, theme, story, step, workshop, project or participant."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import queries
from models import tables as t
from models.codes import LENGTH, letters_for, read_code
from models.reader import Reader

Lookup = Callable[[str], tuple[str, str] | None]


def split_step(code: str) -> tuple[str, str]:
    """Return the reference code and the stage letter of a step's code as somebody typed it; empty: it is none."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    project, letter = plain[:LENGTH], plain[LENGTH:]
    read = read_code(project)
    return (read, letter) if read and letter.isalpha() and len(letter) <= 2 else ("", "")


def leads_to(reader: Reader, code_given: str) -> tuple[str, str] | None:
    """Return (table, id) of what a code leads to, as it was typed or scanned; None: it leads nowhere."""
    return _lead(code_given, lambda code: queries.id_of_code(reader, code), lambda: step_ids(reader))


@dataclass(frozen=True)
class CodeIndex:
    """What every code of the project leads to: (table, id) by code, and the stage of each step letter."""

    known: Mapping[str, tuple[str, str]]
    steps: Mapping[str, str]

    def lead(self, code_given: str) -> tuple[str, str] | None:
        """Return what a typed code leads to, as `leads_to` does."""
        return _lead(code_given, self.known.get, lambda: self.steps)


def all_codes(reader: Reader) -> CodeIndex:
    """Return what looks up many codes without asking for each."""
    known: dict[str, tuple[str, str]] = {}
    for row in reader.rows(select(t.CodeAlias.alias, t.CodeAlias.contribution_id)):
        known[row[0]] = ("contribution", row[1])
    for cls in (t.Project, t.Workshop, t.Participant, t.Theme, t.Story, t.Contribution):
        known |= {row[0]: (cls.__tablename__, row[1]) for row in reader.rows(select(cls.code, cls.id))}
    return CodeIndex(known, step_ids(reader))


def step_ids(reader: Reader) -> dict[str, str]:
    """Return the id of the stage that each letter means; of two paths' the first one's."""
    of_path: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    columns = (t.Stage.path_id, t.Stage.id, t.Stage.frozen_letter)
    for path_id, stage_id, letter in reader.rows(select(*columns).order_by(t.Stage.order, t.Stage.id)):
        of_path[path_id].append((stage_id, letter))
    found: dict[str, str] = {}
    for path in reader.rows(select(t.Path.id).order_by(t.Path.order, t.Path.id)):
        stages = of_path[str(path[0])]
        for (stage_id, _), letter in zip(stages, letters_for(tuple(frozen for _, frozen in stages)), strict=True):
            found.setdefault(letter, stage_id)
    return found


def _lead(code_given: str, find: Lookup, steps: Callable[[], Mapping[str, str]]) -> tuple[str, str] | None:
    if code := read_code(code_given):
        return find(code)
    project, letter = split_step(code_given)
    if not project or (find(project) or ("",))[0] != "project":
        return None
    stage = steps().get(letter)
    return ("stage", stage) if stage else None
