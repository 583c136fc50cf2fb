"""The path as it was at a moment: to look at, with a clear bar above it. Nothing can be changed there."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from models.moments import Changes, MomentRecord
from models.records import GroupRecord, PathRecord
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import first_spot, neighbour
from widgets.canvas.window import PathWindow
from widgets.context import Context
from widgets.map.moments.words import changes_in_words, when
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Flow, Surface, column, flow
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID

WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class PastWindow(PathWindow):
    """The drawing of then: arrow keys walk through it, a click marks, nothing moves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk; other keys are the page's."""
        scene, way = self.path_scene, WAYS.get(Qt.Key(event.key()))
        if way is None or scene.path is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        there = neighbour(scene.path, scene.spot, *way) if scene.spot else first_spot(scene.path)
        if there is not None:
            scene.mark(there)
            self.reveal_marked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is pressed."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.path_scene.mark(self.path_scene.spot_at(self.mapToScene(event.position().toPoint())))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was dragged."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is edited here."""
        event.accept()


class PastPage(Surface):
    """The bar and the drawing. `restored`: make the path that again; `left`: back to now; `hopped`: −1 earlier, +1."""

    restored = Signal()
    left = Signal()
    hopped = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__("paper")
        self._context = context
        tr, look = context.tr, context.look
        self.said = Callout(look, "waiting", "")
        self.changes = QWidget()
        self._chips = Flow(spacing=GRID)
        self.changes.setLayout(self._chips)
        self.changes.setAccessibleName(tr("What restoring would change"))
        self.restore = Button(look, tr("Restore"), "undo-2", "", self.restored.emit)
        self.earlier = Button(look, tr("Earlier"), "arrow-left", "quiet", lambda: self.hopped.emit(-1), "PgUp")
        self.later = Button(look, tr("Later"), "arrow-right", "quiet", lambda: self.hopped.emit(1), "PgDown")
        self.now = Button(look, tr("Back to now"), "x", "primary", self.left.emit, "Esc")
        self.scene = PathScene(look, tr)
        self.view = PastWindow(self.scene, tr("The path as it was"))
        buttons = flow(self.now, self.restore, self.earlier, self.later)
        head = column(self.said, self.changes, buttons, spacing=2 * GRID)
        head.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        lines = column(head, self.view, spacing=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.scene.setParent(self)
        self.setFocusProxy(self.view)

    def show_moment(
        self,
        moment: MomentRecord,
        zone: str,
        path: PathRecord,
        changes: Changes,
        groups: tuple[GroupRecord, ...],
        people: Mapping[str, str],
    ) -> None:
        """Show the path as it was, and say what going back would change. `people`: their pseudonyms, by id."""
        tr = self._context.tr
        sentence = tr(
            "The path as it was {when} · {name}. Nothing can be changed here.",
            when=when(moment, zone, tr),
            name=moment.name,
        )
        self.said.say(sentence)
        self.scene.show_path(path, groups, people=people)
        self.view.setAccessibleName(sentence)
        self._show_changes(changes)
        self.restore.setEnabled(not changes.is_nothing)

    def show_ways(self, *, earlier: bool, later: bool) -> None:
        """Say whether there are moments before and behind this one."""
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to now; page keys go to the moment before or behind."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            button = self.earlier if key == Qt.Key.Key_PageUp else self.later
            button.click()
        else:
            super().keyPressEvent(event)

    def _show_changes(self, changes: Changes) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        tr = self._context.tr
        phrases = changes_in_words(changes, tr)
        lead = tr("Restoring would change:") if phrases else tr("The path is as it was then.")
        self._chips.addWidget(Label(lead, "muted"))
        for phrase in phrases:
            self._chips.addWidget(Chip(phrase))
        self.changes.updateGeometry()
