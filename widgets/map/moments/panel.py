"""The panel of Map that names moments and lists them, newest first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models import moments, queries
from models.edits.moments import AddMoment, DeleteMoment, RenameMoment
from models.moments import MomentRecord
from widgets.context import Context
from widgets.fields.half_typed import LineDraft
from widgets.lists.cards import CardData, CardList
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.moments.words import when
from widgets.parts.buttons import Button
from widgets.parts.frames import Scroll, column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID

NEW = "map/moment/new"  # among the drafts


class NameLine(QLineEdit):
    """A line for a name; Escape gives up what was typed, and only then belongs to the panel."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear by Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down and not self.text():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class MomentsPanel(QWidget):
    """Name the present moment with one line; look back at a named one by Enter or a double click."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        del editing
        self._context, self._desk = context, desk
        self._moments: tuple[MomentRecord, ...] = ()
        self._renamed = ""  # the moment whose name is in the line
        tr, look = context.tr, context.look
        self.line = NameLine()
        self.line.setMaxLength(300)
        self.line.setPlaceholderText(tr("After the relatives' table"))
        self.line.setAccessibleName(tr("Name of the present moment"))
        self.line.returnPressed.connect(self._keep)
        self._draft = LineDraft(context, self.line, NEW)
        self.keep = Button(look, tr("Keep this moment"), "plus", "", self._keep, "Return")
        self.told = Label("", "error")
        self.told.hide()
        self.list = CardList(look, tr("Moments, newest first"), lines=3)
        self.list.setMinimumHeight(look.px(120))
        self.nothing = Label(
            tr("Name a moment, and you can look back at the path as it was, and go back to it."), "muted"
        )
        self.look_back = Button(look, tr("Look back"), "history", "", self._look_back, "Return")
        self.rename = Button(look, tr("Rename"), "pencil", "", self._rename)
        self.delete = Button(look, tr("Delete"), "trash-2", "", self._delete, "Del")
        buttons = flow(self.look_back, self.rename, self.delete, spacing=GRID)
        lines = column(self.line, self.keep, self.told, self.nothing, self.list, buttons, spacing=2 * GRID)
        lines.addStretch(0)
        lines.setStretch(4, 1)
        lines.setContentsMargins(3 * GRID, GRID, 3 * GRID, 3 * GRID)
        inside = QWidget()
        inside.setLayout(lines)
        self.setLayout(column(Scroll(inside), spacing=0))
        self.list.opened.connect(lambda _: self._look_back())
        self.list.removed.connect(lambda _: self._delete())
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.line.textChanged.connect(lambda _: self._typed())

    # -- as every panel -------------------------------------------------------------------------

    def read(self) -> None:
        """Show the moments as they are now; what is typed stays."""
        ask, tr = self._context.document.ask, self._context.tr
        self._moments = ask(moments.moments)
        zone = ask(queries.project).zone
        gone = tr("before the history was shortened")
        cards: list[CardData] = []
        for one in self._moments:
            known = (when(one, zone, tr), one.role, "" if one.known else gone)
            cards.append(CardData(one.id, one.name, " · ".join(part for part in known if part), icon="history"))
        self.list.show_cards(cards)
        if cards and not self.list.current_id():
            self.list.mark(cards[0].id)
        if self._renamed and all(one.id != self._renamed for one in self._moments):
            self._end_renaming()
        self._show_chosen()

    def show_choice(self) -> None:
        """Nothing here depends on what is marked."""

    def take_focus(self) -> None:
        """Put the cursor where the present moment is named."""
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    # -- inside ---------------------------------------------------------------------------------

    def _keep(self) -> None:
        edit = RenameMoment(self._renamed, self.line.text()) if self._renamed else AddMoment(self.line.text())
        done = self._context.document.perform(edit, self._refused)
        if done is not None:
            kept = self._renamed or str(done.result)
            self._end_renaming()
            self.list.mark(kept)

    def _refused(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.told.hide()
        if not self.line.text():
            self._end_renaming() if self._renamed else self._draft.end()

    def _rename(self) -> None:
        one = self._chosen()
        if one is not None:
            self._renamed = one.id
            self.line.setText(self._draft.begin(f"map/moment/{one.id}") or one.name)
            self.line.selectAll()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keep.say(self._context.tr("Keep the new name"))

    def _end_renaming(self) -> None:
        self._draft.end()
        self._renamed = ""
        self.line.setText(self._draft.begin(NEW))
        self.keep.say(self._context.tr("Keep this moment"))

    def _delete(self) -> None:
        one, tr = self._chosen(), self._context.tr
        if one is not None and self._context.document.perform(DeleteMoment(one.id)) is not None:
            sentence = tr("Moment deleted. The path stays as it is.")
            self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)

    def _look_back(self) -> None:
        one = self._chosen()
        if one is not None:
            self._desk.look_back(one.id)

    def _chosen(self) -> MomentRecord | None:
        row_id = self.list.current_id()
        return next((one for one in self._moments if one.id == row_id), None)

    def _show_chosen(self) -> None:
        one = self._chosen()
        self.nothing.setVisible(not self._moments)
        self.list.setVisible(bool(self._moments))
        self.look_back.setEnabled(one is not None and one.known)
        for button in (self.look_back, self.rename, self.delete):
            button.setVisible(bool(self._moments))
        for button in (self.rename, self.delete):
            button.setEnabled(one is not None)
