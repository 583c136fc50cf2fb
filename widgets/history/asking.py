"""What of the history is shown: a line to find by what was done, and chips for where, who and when."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from models import history_reads, queries
from models.history_reads import Wanted
from models.history_subjects import Thing
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.history.names import ROOMS
from widgets.history.words import copy_name, thing_title
from widgets.lists.filters import FilterChip
from widgets.parts.buttons import Button
from widgets.parts.frames import Flow, column
from widgets.theme import GRID

PAUSE = 200  # milliseconds without a key before it is looked for
DAYS = 12  # newest days that are offered
LONGEST = 32  # letters on a chip


class Asking(QWidget):
    """`changed`: something else is looked for now."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self._room = ""
        self._who: tuple[str, str] = ("", "")  # "person" or "device", and which
        self._when: tuple[date, date] | None = None
        self._thing: Thing | None = None
        self.menu: QMenu | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Find in what was done"))
        self.line.setAccessibleName(tr("Find in what was done"))
        self.line.setClearButtonEnabled(True)
        self.where, self.who, self.when = (
            FilterChip(context, opens) for opens in (self._open_where, self._open_who, self._open_when)
        )
        self.thing = Button(context.look, "", "x", "chip", lambda: self.only(None))
        self.thing.setCheckable(True)
        self.clear = Button(context.look, tr("Show everything"), "x", "link", self.clear_all)
        chips = QWidget()
        chips.setLayout(Flow(self.where, self.who, self.when, self.thing, self.clear, spacing=GRID))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self.setLayout(column(self.line, chips))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.changed)
        self.line.textChanged.connect(lambda _: self._pause.start())
        self.line.returnPressed.connect(self._at_once)
        self._say()

    def wanted(self) -> Wanted:
        """Return what is looked for now."""
        kind, which = self._who
        since, until = self._bounds()
        return Wanted(
            labels=self._labels(),
            who=which if kind == "person" else None,
            device=which if kind == "device" else None,
            since=since,
            until=until,
            room=self._room,
            thing=(self._thing.table, self._thing.id) if self._thing else None,
        )

    def only(self, thing: Thing | None) -> None:
        """Show the history of one thing, None: of all."""
        self._thing = thing
        self._tell()

    def clear_all(self) -> None:
        """Look for everything again."""
        self._room, self._who, self._when, self._thing = "", ("", ""), None, None
        silent = self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(silent)
        self._tell()
        self.line.setFocus()

    # -- inside ---------------------------------------------------------------------------------

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _tell(self) -> None:
        self._say()
        self._at_once()

    def _say(self) -> None:
        tr = self.context.tr
        said = (
            (self.where, tr("Where"), tr(ROOMS[self._room]) if self._room else ""),
            (self.who, tr("Who"), self._who_name()),
            (self.when, tr("When"), self._when_name()),
        )
        for chip, title, value in said:
            chip.setChecked(bool(value))
            chip.say(tr("{what}: {said}", what=title, said=_cut(value)) if value else title)
            chip.setAccessibleName(
                tr("Filter by {what}: {said}", what=title, said=value) if value else tr("Filter by {what}", what=title)
            )
            chip.updateGeometry()
        thing = self._thing
        self.thing.setVisible(thing is not None)
        self.thing.setChecked(True)
        if thing is not None:
            self.thing.say(tr("Only {thing}", thing=_cut(thing_title(tr, thing))))
        self.clear.setVisible(any(value for _, _, value in said) or thing is not None or bool(self.line.text()))

    def _labels(self) -> tuple[str, ...] | None:
        """Return the labels whose words, as they are shown, hold all words of the line."""
        words = self.line.text().casefold().split()
        if not words:
            return None
        tr = self.context.tr
        known = self.context.document.ask(history_reads.labels)
        return tuple(one for one in known if all(word in tr(one).casefold() for word in words))

    def _bounds(self) -> tuple[datetime | None, datetime | None]:
        if self._when is None:
            return None, None
        first, last = self._when
        zone = self._zone()
        begin = datetime.combine(first, time(), zone) if zone else datetime.combine(first, time()).astimezone()
        after = last + timedelta(days=1)
        end = datetime.combine(after, time(), zone) if zone else datetime.combine(after, time()).astimezone()
        return begin.astimezone(UTC), end.astimezone(UTC)

    def _zone(self) -> ZoneInfo | None:
        try:
            name = self.context.document.ask(queries.project).zone
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None

    def _open_where(self) -> None:
        tr = self.context.tr
        rooms = [(code, tr(name)) for code, name in ROOMS.items()]
        self._open(self.where, [("", tr("Everywhere")), *rooms], self._room, self._want_room)

    def _open_who(self) -> None:
        tr, writers = self.context.tr, self.context.document.ask(history_reads.writers)
        people = [(("person", one), one) for one in writers.people]
        copies = [(("device", one), copy_name(tr, one, writers) or tr("in this copy")) for one in writers.devices]
        copies = copies if len(copies) > 1 else []
        self._open(self.who, [(("", ""), tr("Anybody")), *people, *copies], self._who, self._want_who)

    def _open_when(self) -> None:
        tr = self.context.tr
        found = self.context.document.ask(history_reads.days, self._zone(), DAYS)
        days = [
            ((day, day), tr.count("{day} · {n} step", "{day} · {n} steps", n, day=self._day(day))) for day, n in found
        ]
        week = (self.context.today() - timedelta(days=6), self.context.today())
        self._open(
            self.when, [(None, tr("Any day")), (week, tr("The last seven days")), *days], self._when, self._want_when
        )

    def _open(self, chip: FilterChip, options: Iterable[tuple[object, str]], held: object, want: object) -> None:
        """Open the values below a chip; the one that holds is ticked."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for value, name in options:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == held)
            action.triggered.connect(partial(want, value))  # pyright: ignore[reportArgumentType, reportCallIssue]
            group.addAction(action)
        menu.setAccessibleName(chip.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        self._say()  # a click is no toggle
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def _want_room(self, value: str, _: bool = False) -> None:
        self._room = value
        self._tell()

    def _want_who(self, value: tuple[str, str], _: bool = False) -> None:
        self._who = value
        self._tell()

    def _want_when(self, value: tuple[date, date] | None, _: bool = False) -> None:
        self._when = value
        self._tell()

    def _who_name(self) -> str:
        kind, which = self._who
        if kind == "device":
            writers = self.context.document.ask(history_reads.writers)
            return copy_name(self.context.tr, which, writers) or self.context.tr("in this copy")
        return which

    def _when_name(self) -> str:
        if self._when is None:
            return ""
        first, last = self._when
        if first == last:
            return self._day(first)
        return self.context.tr("The last seven days")

    def _day(self, day: date) -> str:
        return date_in_words(day, self.context.tr.language)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
