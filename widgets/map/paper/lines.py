"""The lines of one path that came off the wall: what landed, and what waits because it cannot be placed.

What waits is kept as a draft in the file, so that it is there after the evening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.edits.paper import Placed, PlacePaperLines, TakeBackPaperLine
from models.paper_lines import LineReader, PaperLine, Unplaced, lines_in
from models.records import GroupRecord
from widgets.context import Context
from widgets.map.desk import Desk

MOST = 500  # lines placed in one go; the rest waits and can be placed with one key more
KEPT = 100  # landed lines that are listed
STANDS_FOR = "new"  # a group that is made together with the lines


@dataclass(frozen=True)
class Landed:
    """A line that is on the path."""

    id: int
    text: str
    line: PaperLine
    placed: Placed


@dataclass(frozen=True)
class Waiting:
    """A line that is not on the path, as somebody typed it."""

    id: int
    text: str


@dataclass
class _OfPath:
    waiting: list[Waiting] = field(default_factory=list)
    landed: list[Landed] = field(default_factory=list)


class WallLines:
    """The lines of the path on the desk. `said`: why an edit was refused as a whole, empty where none was."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk
        self._paths: dict[str, _OfPath] = {}
        self._next = 0
        self._reader: LineReader | None = None
        self._read_for: tuple[object, object] = (None, None)
        self.said = ""

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The lines that wait, the newest first."""
        return tuple(reversed(self._here().waiting))

    @property
    def landed(self) -> tuple[Landed, ...]:
        """The lines that are on the path now, the newest first; what was undone is left out and comes back by redo."""
        path = self._desk.path
        if path is None:
            return ()
        cards, feelings = {card.id for card in path.cards}, {one.id for one in path.feelings}
        return tuple(
            one
            for one in reversed(self._here().landed)
            if one.placed.card_id in cards and (one.placed.is_new or any(i in feelings for i, _ in one.placed.feelings))
        )

    def read(self, text: str) -> PaperLine | Unplaced | None:
        """Return what a line means on the path, or why it cannot be placed; None where there is no path."""
        path, groups = self._desk.path, self._desk.groups
        if path is None:
            return None
        if self._reader is None or self._read_for[0] is not path or self._read_for[1] is not groups:
            self._reader, self._read_for = LineReader(path, groups, self._context.tr), (path, groups)
        return self._reader.read(text)

    def typed(self) -> str:
        """Return what was being typed when the file was left."""
        return self._context.document.draft(self._place("typed"))

    def keep_typed(self, text: str) -> None:
        """Keep what is being typed; the file is touched only where that differs."""
        if self._desk.path is not None and text != self.typed():
            self._context.document.keep_draft(self._place("typed"), text)

    def place(self, text: str) -> tuple[Landed, ...] | None:
        """Place every line of a text in one step; what cannot be placed waits. None: refused, nothing was placed."""
        return self._place_all([(None, line) for line in lines_in(text)])

    def place_waiting(self, ids: Iterable[int], new_group: str = "") -> tuple[Landed, ...] | None:
        """Place lines that wait, together with a group that they lack and somebody wants."""
        wanted = set(ids)
        chosen = [(one.id, one.text) for one in self._here().waiting if one.id in wanted]
        return self._place_all(chosen, new_group)

    def drop(self, waiting_id: int) -> str:
        """Take a line out of what waits; its text."""
        here = self._here()
        text = next((one.text for one in here.waiting if one.id == waiting_id), "")
        here.waiting = [one for one in here.waiting if one.id != waiting_id]
        self._keep_waiting()
        return text

    def wait(self, text: str) -> None:
        """Let lines wait as they are."""
        here = self._here()
        here.waiting += [Waiting(self._number(), line) for line in lines_in(text)]
        self._keep_waiting()

    def take_back(self, landed_id: int) -> bool:
        """Take back what a line did. False: it is not there any more."""
        here = self._here()
        one = next((one for one in here.landed if one.id == landed_id), None)
        if one is None:
            return False
        done = self._context.document.perform(TakeBackPaperLine(one.placed), self._say)
        if done is not None:
            here.landed = [other for other in here.landed if other.id != landed_id]
        return done is not None

    # -- inside -----------------------------------------------------------------------------------

    def _place_all(self, chosen: Sequence[tuple[int | None, str]], new_group: str = "") -> tuple[Landed, ...] | None:
        self.said = ""
        path = self._desk.path
        if path is None:
            return None
        made = GroupRecord(STANDS_FOR, new_group, "", "", "")
        groups = (*self._desk.groups, made) if new_group else self._desk.groups
        reader = LineReader(path, groups, self._context.tr)
        fitting: list[tuple[int | None, str, PaperLine]] = []
        others: list[tuple[int | None, str]] = []
        felt: set[tuple[str | None, str]] = set()
        for waiting_id, text in chosen:
            line = reader.read(text)
            if isinstance(line, Unplaced) or len(fitting) == MOST or _says_again(line, felt):
                others.append((waiting_id, text))
            else:
                fitting.append((waiting_id, text, line))
        landed: tuple[Landed, ...] = ()
        if fitting:
            wanted = ((STANDS_FOR, new_group),) if new_group else ()
            lines, workshop = tuple(line for _, _, line in fitting), self._context.session.workshop_id
            done = self._context.document.perform(PlacePaperLines(lines, workshop, wanted), self._say)
            if done is None:
                return None
            landed = self._note(fitting, done.result)
        self._settle({waiting_id for waiting_id, _, _ in fitting}, [text for i, text in others if i is None])
        return landed

    def _note(self, fitting: list[tuple[int | None, str, PaperLine]], result: object) -> tuple[Landed, ...]:
        placed: tuple[Placed, ...] = result if isinstance(result, tuple) else ()
        here = self._here()
        landed = tuple(
            Landed(self._number(), text, line, one) for (_, text, line), one in zip(fitting, placed, strict=True)
        )
        here.landed = [*here.landed, *landed][-KEPT:]
        return landed

    def _settle(self, placed: set[int | None], more: list[str]) -> None:
        here = self._here()
        here.waiting = [one for one in here.waiting if one.id not in placed]
        here.waiting += [Waiting(self._number(), text) for text in more]
        self._keep_waiting()

    def _say(self, sentence: str) -> None:
        self.said = sentence

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _here(self) -> _OfPath:
        path = self._desk.path
        if path is None:
            return _OfPath()
        if path.id not in self._paths:
            kept = lines_in(self._context.document.draft(self._place("waiting")))
            self._paths[path.id] = _OfPath([Waiting(self._number(), text) for text in kept])
        return self._paths[path.id]

    def _keep_waiting(self) -> None:
        if self._desk.path is not None:
            text = "\n".join(one.text for one in self._here().waiting)
            if text != self._context.document.draft(self._place("waiting")):
                self._context.document.keep_draft(self._place("waiting"), text)

    def _place(self, what: str) -> str:
        return f"paper-{what}/{self._desk.path.id if self._desk.path else ''}"


def _says_again(line: PaperLine, felt: set[tuple[str | None, str]]) -> bool:
    """Tell whether an earlier line says how a group feels at the same card; note what this one says."""
    said = {(line.card_id, one.group_id) for one in line.feelings if one.group_id} if not line.words else set()
    again = bool(said & felt)
    felt |= said
    return again
