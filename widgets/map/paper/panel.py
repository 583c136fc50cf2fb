"""From the wall: a field where each Enter lands a line on the path, and the list of what landed and what waits."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from models.paper_lines import PaperLine, Unplaced, lines_in
from widgets.canvas.spots import spot_of_card
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.paper.field import LineField
from widgets.map.paper.lines import Landed, Waiting, WallLines
from widgets.map.paper.rows import LandedRow, Understood, WaitingRow
from widgets.map.paper.told import Told, told, told_of_card
from widgets.parts.buttons import Button
from widgets.parts.frames import Scroll, Surface, column, row
from widgets.parts.labels import Label, muted
from widgets.theme import GRID

DRAFT = 1500  # milliseconds until what is typed is in the file
LISTED = 60  # rows of each kind
BESIDE = 620  # pixels at 100 % text from which on the list stands beside the field


class PaperPanel(QWidget):
    """A MapView at the foot of Map."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        del editing
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.lines = WallLines(context, desk)
        self.words = LineField(tr("A line from the wall"), tr("B2 waited six weeks −2 relative"))
        self.understood = Understood()
        self.hint = Label("", "muted")
        self.place = Button(look, tr("Place"), "log-in", "primary", self._enter, "Return")
        self.place_all = Button(look, tr("Place what can be placed now"), "check", "", self._place_all)
        self.counts = Label("", "strong")
        self.empty = muted(tr("What you place is listed here, the newest first. What cannot be placed stays, and why."))
        self._rows: dict[tuple[str, int], WaitingRow | LandedRow] = {}
        self._list = column(spacing=GRID)
        self._path_id = ""
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT)
        self._draft.timeout.connect(self._keep_typed)
        self._lay_out()
        self.words.textChanged.connect(self._typed)
        self.words.entered.connect(self._enter)
        self.words.pasted.connect(self._place_text)
        self.words.wants_back = self._correct_newest
        context.document.settling.connect(self._keep_typed)

    # -- what the room calls ----------------------------------------------------------------------

    def read(self) -> None:
        """Show the lines of the path on the desk, each as it can be understood now."""
        path = self._desk.path
        if path is not None and path.id != self._path_id:
            self._path_id = path.id
            self.words.show_text(self.lines.typed())
        self._show_rows()
        self._show_hint()

    def show_choice(self) -> None:
        """Show nothing else: what is marked is no matter of a line, which says where it goes."""

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is understood above the list, to be scrolled with it, where both would be squeezed."""
        super().resizeEvent(event)
        beside = self.width() >= self._context.look.px(BESIDE)
        if beside != self._is_beside:
            self._is_beside = beside
            (self._left if beside else self._right).insertWidget(1 if beside else 0, self._hints)
            self._whole.setStretch(0, 2 if beside else 0)
            self._whole.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    # -- inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        rows = QWidget()
        rows.setLayout(column(self._list, 1))
        head = row(self.counts, self.place_all, 1, spacing=2 * GRID)
        self._right = column(head, self.empty, rows, 1, spacing=GRID)
        self._scroll = Scroll(Surface("panel", self._right))
        line = row(self.words, self.place, spacing=2 * GRID)
        line.setStretch(0, 1)
        self._hints = QWidget()
        self._hints.setLayout(column(self.hint, self.understood, spacing=GRID))
        self._left = column(line, self._hints, 1, spacing=GRID)
        left = QWidget()
        left.setLayout(self._left)
        self._is_beside = True
        self._whole = row(left, self._scroll, spacing=4 * GRID)
        self._whole.setStretch(0, 2)
        self._whole.setStretch(1, 3)
        self._whole.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        self.setLayout(self._whole)

    def _enter(self) -> None:
        self._place_text(self.words.toPlainText())

    def _place_text(self, text: str) -> None:
        """Place all lines of a text; they leave the field, also those that wait now."""
        if not lines_in(text):
            self._say(self._context.tr("Write a step code and what happened there."))
            return
        landed = self.lines.place(text)
        if landed is None:
            self._show_hint(self.lines.said)
            return
        self.words.show_text("")
        self._keep_typed()
        self._after(landed)

    def _place_all(self) -> None:
        fitting = [one.id for one in self.lines.waiting if isinstance(self.lines.read(one.text), PaperLine)]
        self._placed(self.lines.place_waiting(fitting))

    def _placed(self, landed: tuple[Landed, ...] | None) -> None:
        if landed is None:
            self._show_hint(self.lines.said)
        else:
            self._after(landed)
        self.take_focus()

    def _after(self, landed: tuple[Landed, ...]) -> None:
        """Show what became of lines: the last card marked, all rows, and one sentence."""
        tr, path = self._context.tr, self._desk.path
        if landed and path is not None:
            self._desk.mark(spot_of_card(path, landed[-1].placed.card_id))
        self._show_rows()
        waiting = len(self.lines.waiting)
        said = tr.count("{n} line placed.", "{n} lines placed.", len(landed)) if landed else ""
        if waiting:
            left = tr.count("{n} line waits: see why.", "{n} lines wait: see why.", waiting)
            said = tr("{placed} {left}", placed=said, left=left) if said else left
        self._say(said)

    def _add_group(self, waiting_id: int) -> None:
        """Add the group that a line lacks, and place every line that lacks only that."""
        text = next((one.text for one in self.lines.waiting if one.id == waiting_id), "")
        found = self.lines.read(text)
        name = found.missing_group if isinstance(found, Unplaced) else ""
        alike = [one.id for one in self.lines.waiting if self._lacks(one.text, name)]
        if name:
            self._placed(self.lines.place_waiting(alike, name))

    def _lacks(self, text: str, group: str) -> bool:
        found = self.lines.read(text)
        return isinstance(found, Unplaced) and found.missing_group.casefold() == group.casefold()

    def _correct(self, waiting_id: int) -> None:
        """Take a line back into the field; what is being typed there waits instead."""
        if self.words.toPlainText().strip():
            self.lines.wait(self.words.toPlainText())
        self.words.show_text(self.lines.drop(waiting_id))
        self._show_rows()
        self.take_focus()

    def _correct_newest(self) -> bool:
        waiting = self.lines.waiting
        if waiting:
            self._correct(waiting[0].id)
        return bool(waiting)

    def _drop(self, waiting_id: int) -> None:
        self.lines.drop(waiting_id)
        self._show_rows()
        self.take_focus()

    def _take_back(self, one: Landed) -> None:
        """Take back what a line did; its words are in the field again, if nothing is there."""
        if not self.lines.take_back(one.id):
            self._show_hint(self.lines.said)
            return
        if not self.words.toPlainText().strip():
            self.words.show_text(one.text)
        self._show_rows()
        self._say(self._context.tr("Taken back."))
        self.take_focus()

    def _mark(self, card_id: str) -> None:
        if self._desk.path is not None:
            self._desk.mark(spot_of_card(self._desk.path, card_id))

    # -- showing ------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._show_hint()
        self._draft.start()

    def _keep_typed(self) -> None:
        self._draft.stop()
        if self._path_id and self._desk.path is not None and self._desk.path.id == self._path_id:
            self.lines.keep_typed(self.words.toPlainText())

    def _say(self, sentence: str) -> None:
        """Show a sentence below the field, and tell it to who does not see it."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.hint, QAccessible.Event.Alert))

    def _show_hint(self, refused: str = "") -> None:
        """Show how what is typed is understood."""
        text, tr = self.words.toPlainText(), self._context.tr
        found = self.lines.read(text) if text.strip() else None
        meant = self._told(found) if isinstance(found, PaperLine) else None
        self.understood.setVisible(meant is not None and not refused)
        if meant is not None:
            self.understood.show_told(Told(tr("→ {place}", place=meant.sentence), meant.marks))
        reason = found.sentence(tr) if isinstance(found, Unplaced) else ""
        sentence = refused or reason
        if not sentence and meant is None:
            sentence = tr(
                "Step code, words, then how it feels and the group. Enter places it; paste many lines at once."
            )
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence or (meant.whole if meant else ""))

    def _told(self, line: PaperLine) -> Told | None:
        path = self._desk.path
        if path is None:
            return None
        return told(line, path, self._desk.groups, self._context.session.workshop_id, self._context.tr)

    def _show_rows(self) -> None:
        waiting, landed = self.lines.waiting, self.lines.landed
        wanted: dict[tuple[str, int], Waiting | Landed] = {("waiting", one.id): one for one in waiting[:LISTED]}
        wanted |= {("landed", one.id): one for one in landed[:LISTED]}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, (key, one) in enumerate(wanted.items()):
            if key not in self._rows:
                self._rows[key] = self._row(one)
                self._list.insertWidget(at, self._rows[key])
        fitting = self._fill_rows(wanted)
        tr = self._context.tr
        self.empty.setVisible(not wanted)
        self.place_all.setVisible(fitting > 1)
        counts = (
            tr.count("{n} waits", "{n} wait", len(waiting)) if waiting else "",
            tr.count("{n} placed", "{n} placed", len(landed)) if landed else "",
        )
        self.counts.setText(" · ".join(part for part in counts if part))
        self.counts.setVisible(bool(wanted))

    def _fill_rows(self, wanted: dict[tuple[str, int], Waiting | Landed]) -> int:
        """Show in each row what it means now; how many of those that wait could be placed."""
        fitting, path = 0, self._desk.path
        for key, one in wanted.items():
            shown = self._rows[key]
            if isinstance(one, Waiting) and isinstance(shown, WaitingRow):
                found = self.lines.read(one.text)
                fitting += isinstance(found, PaperLine)
                shown.show_read(found, self._told(found) if isinstance(found, PaperLine) else None)
            elif isinstance(one, Landed) and isinstance(shown, LandedRow) and path is not None:
                groups, tr = self._desk.groups, self._context.tr
                shown.show_told(told_of_card(one.line, one.placed.card_id, path, groups, tr))
        return fitting

    def _row(self, one: Waiting | Landed) -> WaitingRow | LandedRow:
        look, tr = self._context.look, self._context.tr
        if isinstance(one, Landed):
            return LandedRow(look, tr, lambda: self._mark(one.placed.card_id), lambda: self._take_back(one))
        return WaitingRow(
            look,
            tr,
            one.text,
            lambda: self._correct(one.id),
            lambda: self._placed(self.lines.place_waiting((one.id,))),
            lambda: self._add_group(one.id),
            lambda: self._drop(one.id),
        )
