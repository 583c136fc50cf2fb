"""Stories and notes beside a path, in one list: those at the marked step first, then the newest; paged as all lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import lists
from models.lists import ID, ListQuery, ListRow, Names
from models.path_records import PathRecord
from models.reader import Reader

KINDS = {"all": ("stories", "notes"), "stories": ("stories",), "notes": ("notes",)}


@dataclass(frozen=True)
class Asked:
    """What is listed. `of`: all, stories or notes; `unplaced`: only what belongs to no step; `group_id` None: of all
    groups, "" where the group was not said."""

    of: str = "all"
    unplaced: bool = False
    group_id: str | None = None
    words: str = ""

    def query(self, of: str, step: tuple[str, ...]) -> ListQuery:
        """Return what is asked of the stories, or of the notes."""
        only = {"step": step, "group": () if self.group_id is None else (self.group_id,)}
        return ListQuery(of, {name: wanted for name, wanted in only.items() if wanted}, self.words)


@dataclass(frozen=True)
class Listed:
    """Ids, newest first, and which of them are stories."""

    ids: tuple[str, ...] = ()
    stories: frozenset[str] = frozenset()

    def behind(self, first: "Listed") -> "Listed":
        """Return these with `first` in front of them, each once."""
        before = frozenset(first.ids)
        ids = (*first.ids, *(row_id for row_id in self.ids if row_id not in before))
        return Listed(ids, self.stories | first.stories)


def listed(reader: Reader, asked: Asked, known: Names) -> Listed:
    """Return what is listed; nothing that was withdrawn."""
    return _listed(reader, asked, ("",) if asked.unplaced else (), known)


def at_step(reader: Reader, asked: Asked, step_id: str, known: Names) -> Listed:
    """Return what is attached to a card, or to a stage and its cards, whatever the rest is asked for."""
    return _listed(reader, asked, (step_id,), known)


def rows(reader: Reader, ids: tuple[str, ...], stories: frozenset[str], known: Names) -> Mapping[str, ListRow]:
    """Return the lines of some ids; one that is gone is left out."""
    told, said = (tuple(one for one in ids if (one in stories) == is_story) for is_story in (True, False))
    both = (*lists.rows(reader, "stories", told, known), *lists.rows(reader, "notes", said, known))
    return {row.id: row for row in both}


def counts(reader: Reader, known: Names) -> tuple[int, int]:
    """Return how many stories and how many notes belong to no step yet."""
    nowhere = {"step": ("",)}
    stories, notes = (lists.count(reader, ListQuery(of, nowhere), known) for of in ("stories", "notes"))
    return stories, notes


def names_of(paths: tuple[PathRecord, ...], groups: Mapping[str, str]) -> Names:
    """Return what groups and steps are called, from what was read already."""
    steps: dict[str, str] = {}
    for path in paths:
        steps.update({stage.id: stage.letter for stage in path.stages})
        steps.update({card.id: card.code for card in path.cards})
    return Names(groups, steps, {}, {}, {}, {})


def _listed(reader: Reader, asked: Asked, step: tuple[str, ...], known: Names) -> Listed:
    found: dict[str, list[str]] = {}
    for of in KINDS[asked.of]:
        joined = lists.listing(reader, asked.query(of, step), known).ids
        found[of] = [joined[at : at + ID] for at in range(0, len(joined), ID)]
    ids = sorted((row_id for own in found.values() for row_id in own), reverse=True)  # ids grow with time
    return Listed(tuple(ids), frozenset(found.get("stories", ())))
