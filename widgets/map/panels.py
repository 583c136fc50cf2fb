"""Where panels stand in Map: at the left of the work, or below it; each hidden until somebody asks for it."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QSplitter, QStackedWidget, QWidget

from widgets.context import Context
from widgets.look import Look
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.face import MapView
from widgets.map.views import PanelKind
from widgets.parts.buttons import IconButton
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import caption
from widgets.theme import GRID

LEFT_WIDTH, LEAST_WORK, BELOW_HEIGHT = 260, 300, 220  # pixels at 100 % text


class _Framed(Surface):
    """A panel under its name, with a button that hides it; Escape hides it too. `left`: it is to go."""

    left = Signal()

    def __init__(self, look: Look, name: str, hide: str, inside: QWidget) -> None:
        self.inside = inside
        head = row(caption(name), IconButton(look, hide, "x", self._leave), spacing=GRID)
        head.setStretch(0, 1)
        head.setContentsMargins(3 * GRID, GRID, 2 * GRID, 0)
        lines = column(head, inside, spacing=GRID)
        lines.setStretch(1, 1)
        super().__init__("panel", lines)
        self.setAccessibleName(name)

    def _leave(self) -> None:
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide by Escape what nothing inside wanted for itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Places(QWidget):
    """The work, and the panels around it. `closed`: a panel went; the keyboard goes back to the work."""

    closed = Signal()

    def __init__(
        self, context: Context, desk: Desk, editing: Editing, kinds: Iterable[PanelKind], head: QWidget, work: QWidget
    ) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self._kinds = {kind.id: kind for kind in kinds}
        self._framed: dict[str, _Framed] = {}
        self._holders = {"left": QStackedWidget(), "below": QStackedWidget()}
        self._across, self._down = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        middle = QWidget()
        middle.setLayout(column(head, work, spacing=0))
        middle.layout().setStretch(1, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        for splitter in (self._across, self._down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._across.addWidget(self._holders["left"])
        self._across.addWidget(middle)
        self._down.addWidget(self._across)
        self._down.addWidget(self._holders["below"])
        self._down.setStretchFactor(0, 1)
        for holder in self._holders.values():
            holder.hide()
        lines = column(self._down, spacing=0)
        lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # too narrow for both: they go below each other
        self.setLayout(lines)
        context.look.changed.connect(self._arrange)

    def toggle(self, panel_id: str) -> None:
        """Show a panel and give it the keyboard; hide it where it has it already."""
        framed = self._framed.get(panel_id)
        if framed is not None and framed.isVisible() and framed.isAncestorOf(QApplication.focusWidget() or self):
            self.hide_panel(panel_id)
        else:
            self.show_panel(panel_id)

    def show_panel(self, panel_id: str) -> QWidget:
        """Show a panel and give it the keyboard; the panel."""
        framed = self._framed.get(panel_id) or self._made(self._kinds[panel_id])
        holder = self._holders[self._kinds[panel_id].place]
        holder.setCurrentWidget(framed)
        if not holder.isVisible():
            holder.show()
            self._arrange()
        view = _as_view(framed.inside)
        view.read()
        view.show_choice()
        view.take_focus()
        return framed.inside

    def hide_panel(self, panel_id: str) -> None:
        """Hide a panel; what is on it stays."""
        self._holders[self._kinds[panel_id].place].hide()
        self.closed.emit()

    def panel(self, panel_id: str) -> QWidget | None:
        """Return a panel, None where nobody asked for it yet."""
        framed = self._framed.get(panel_id)
        return framed.inside if framed else None

    def read(self) -> None:
        """Let the panels on screen show what the desk holds now."""
        for view in self._shown():
            view.read()

    def show_choice(self) -> None:
        """Let the panels on screen show what is marked now."""
        for view in self._shown():
            view.show_choice()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the work alone."""
        return QSize(self._context.look.px(200), self._context.look.px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the left one above the work where both would be squeezed."""
        super().resizeEvent(event)
        self._arrange()

    def _shown(self) -> list[MapView]:
        holders = [holder for holder in self._holders.values() if holder.isVisibleTo(self)]
        current = (holder.currentWidget() for holder in holders)
        return [_as_view(framed.inside) for framed in current if isinstance(framed, _Framed)]

    def _made(self, kind: PanelKind) -> _Framed:
        tr, look = self._context.tr, self._context.look
        inside = kind.make(self._context, self._desk, self._editing)
        framed = _Framed(look, tr(kind.text), tr("Hide: {panel}", panel=tr(kind.text)), inside)
        framed.left.connect(lambda: self.hide_panel(kind.id))
        self._framed[kind.id] = framed
        self._holders[kind.place].addWidget(framed)
        return framed

    def _arrange(self) -> None:
        px = self._context.look.px
        fits = self.width() >= px(LEFT_WIDTH + LEAST_WORK)
        self._across.setOrientation(Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical)
        if self._holders["left"].isVisibleTo(self):
            total = self._across.width() if fits else self._across.height()
            first = px(LEFT_WIDTH) if fits else total * 2 // 5
            self._across.setSizes([first, max(1, total - first)])
        if self._holders["below"].isVisibleTo(self):
            below = min(px(BELOW_HEIGHT), self.height() * 2 // 5)
            self._down.setSizes([max(1, self.height() - below), below])


def _as_view(widget: QWidget) -> MapView:
    return widget  # pyright: ignore[reportReturnType] - each panel is one: views.py
