"""What it takes: six rows, each with a value, a note, and more tucked away: source, confidence, who looked."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.edits.weighing import SetFinding
from models.vocabulary import Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, muted
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.parts import Picture

ICONS = {
    "mandate": "stamp",
    "money": "wallet",
    "people": "users",
    "skills": "graduation-cap",
    "partners": "handshake",
    "calendar": "calendar",
}
TONES = {"within": "settled", "stretch": "waiting", "beyond": "neutral", "unknown": "neutral"}
MORE = (
    Field("source", N_("Where this is known from"), longest=1000),
    Field("confidence", N_("How sure"), "choice", v.CONFIDENCE),
    Field("looked_by", N_("Who looked"), longest=200),
)
NAME_WIDTH, NARROW, WIDE = 156, 550, 700  # pixels at 100 %


class DimensionRow(QWidget):
    """One dimension of one item. `opened`: more of it is shown now."""

    opened = Signal(bool)

    def __init__(self, context: Context, term: Term) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.code = context, term.code
        self.name = tr(term.label)
        self._item: Item | None = None
        self._finding: r.FindingRecord | None = None
        self._others: tuple[r.FindingRecord, ...] = ()
        self._room = ""
        self.title = Label(self.name, "strong")
        inside = row(Picture(look, ICONS[term.code]), self.title)
        inside.setStretch(1, 1)
        self.head = QWidget()
        self.head.setLayout(inside)
        options = [(one.code, tr(one.label), TONES[one.code]) for one in v.FINDING_VALUES]
        self.choices = Choices(look, self.name, options)
        self.choices.chosen.connect(lambda code: self._save("value", code))
        note = Field("note", term.label, "text", hint=N_("Why"), longest=4000, lines=1)
        self.note = Form(context, [note], self._save, f"weigh-{term.code}", captions=False)
        self.note.editor("note").target().setAccessibleName(tr("{dimension}: why", dimension=self.name))
        self.more = Button(look, tr("More"), "chevron-down", "link", self.toggle)
        self.more.setAccessibleName(tr("More about {dimension}", dimension=self.name))
        self._open = False
        self.details: Form | None = None
        self.heard = muted("")
        self.heard.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        self._holder = column(self._grid, spacing=GRID)
        self.setLayout(self._holder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._arrange_anew)
        self._arrange()

    def show_finding(
        self, item: Item, finding: r.FindingRecord | None, others: tuple[r.FindingRecord, ...] = ()
    ) -> None:
        """Show what was found about an item; None: nobody looked yet."""
        self._item, self._finding, self._others = item, finding, others
        self.choices.show_code(finding.value if finding else "")
        self.note.show_values(item.id, {"note": finding.note if finding else ""})
        self._show_note()
        if self.details is not None:
            self._show_details(self.details)

    def settle(self) -> None:
        """Commit what is typed."""
        self.note.settle()
        if self.details is not None:
            self.details.settle()

    def toggle(self) -> None:
        """Show or hide the note, source, confidence and who looked."""
        tr = self.context.tr
        self._open = not self._open
        if self.details is None:
            self.details = Form(self.context, MORE, self._save, f"weigh-{self.code}-more")
            self.details.setContentsMargins(6 * GRID, 0, 0, 2 * GRID)
            self._holder.addWidget(self.details)
            self._holder.addWidget(self.heard)
            self._show_details(self.details)
        self.details.setVisible(self._open)
        self.heard.setVisible(self._open and bool(self._others))
        self.more.say(tr("Less") if self._open else tr("More"))
        self._show_note()
        if self._open:
            (self.details if self._finding and self._finding.note else self.note).focus_field(
                "source" if self._finding and self._finding.note else "note"
            )
        self.opened.emit(self._open)

    def _show_note(self) -> None:
        """Show the note beside the choices; where that is too narrow, only one that is written or asked for."""
        written = bool(self._finding and self._finding.note) or self.note.editor("note").dirty
        self.note.setVisible(
            self._room == "wide" or self._open or written or self.note.isAncestorOf(self.focusWidget() or self)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the note below where the width is small."""
        super().resizeEvent(event)
        self._arrange()

    def _show_details(self, form: Form) -> None:
        found, tr = self._finding, self.context.tr
        values = {field.key: getattr(found, field.key) if found else "" for field in MORE}
        form.show_values(self._item.id if self._item else "", values)
        said = (f"{one.looked_by}: {tr(v.label(v.FINDING_VALUES, one.value))}. {one.note}" for one in self._others)
        self.heard.setText("\n".join(said))

    def _save(self, key: str, value: Any, told: Callable[[str], object] | None = None) -> bool:
        if self._item is None:
            return False
        found = self._finding
        values: dict[str, object] = {"looked_by": found.looked_by if found else "", key: value}
        if key == "looked_by" and found:  # somebody else's finding: it begins as what is on screen
            values = {name: getattr(found, name) for name in ("value", "note", "source", "confidence")} | values
        if key == "confidence" and not value:
            values[key] = "guess"
        values["looked_on"] = self.context.today()
        done = self.context.document.perform(SetFinding(self.code, values, **self._item.of), told)
        return done is not None

    def _arrange_anew(self) -> None:
        self._room = ""
        self._arrange()

    def _arrange(self) -> None:
        """Place the parts: all in one line, the note below, or everything below the name."""
        look = self.context.look
        room = "wide" if self.width() >= look.px(WIDE) else "narrow" if self.width() >= look.px(NARROW) else "tight"
        if room == self._room:
            return
        self._room = room
        self.head.setMinimumWidth(look.px(NAME_WIDTH))
        centre, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        for part in (self.head, self.choices, self.note, self.more):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.head, 0, 0, centre)
        if room == "tight":
            self._grid.addWidget(self.more, 0, 1, centre | right)
            self._grid.addWidget(self.choices, 1, 0, 1, 2)
            self._grid.addWidget(self.note, 2, 0, 1, 2)
        else:
            wide = room == "wide"
            self._grid.addWidget(self.choices, 0, 1, centre)
            self._grid.addWidget(self.more, 0, 3 if wide else 2, centre | right)
            self._grid.addWidget(self.note, 0 if wide else 1, 2 if wide else 1, 1, 1 if wide else 2, centre)
        for at, stretches in enumerate(("tight", "narrow", "wide")):
            self._grid.setColumnStretch(at, int(room == stretches))
        self._show_note()


class Dimensions(QWidget):
    """The six rows."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._board = board
        self.rows = {term.code: DimensionRow(context, term) for term in v.DIMENSIONS}
        self.setLayout(column(*self.rows.values()))
        self.setAccessibleName(context.tr("What it takes"))

    def show_item(self, item: Item) -> None:
        """Show what an item takes."""
        for code, one in self.rows.items():
            one.show_finding(item, self._board.finding(item.id, code), self._board.others(item.id, code))

    def settle(self) -> None:
        """Commit what is typed."""
        for one in self.rows.values():
            one.settle()
