"""Connecting by keys: from the marked card, arrows choose the other one, Enter connects, Escape leaves no trace."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from models.records import CardRecord
from widgets.canvas.spots import spot_of_card
from widgets.canvas.view import PathView
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing

KEEPS_ON = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)


class Connecting(QObject):
    """Watches the keys and the mouse of the drawing from when it begins; a click on a card connects too."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, view: PathView) -> None:
        super().__init__(view)
        self._context, self._desk, self._editing, self._view = context, desk, editing, view
        self._from = ""
        desk.spot_changed.connect(self._show)

    @property
    def is_on(self) -> bool:
        """Whether the other card is being chosen."""
        return bool(self._from)

    def begin(self) -> None:
        """Begin at the marked card."""
        card = self._desk.card()
        if card is None:
            return
        self.leave()
        self._from = card.id
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def leave(self, *, back: bool = False) -> None:
        """End without connecting. `back`: the card where it began is marked again."""
        if not self._from:
            return
        from_id, self._from = self._from, ""
        self._view.removeEventFilter(self)
        self._view.viewport().removeEventFilter(self)
        self._view.path_scene.hide_line()
        self._view.say("")
        if back and self._desk.path is not None:
            self._desk.mark(spot_of_card(self._desk.path, from_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Escape and clicks on cards; any other key but the arrows ends it and means what it means."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._view:
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                event.accept()
                return True
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._click(event)
        elif event.type() == QEvent.Type.FocusOut and watched is self._view:
            self.leave()
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._connect()
            return True
        if key == Qt.Key.Key_Escape:
            self.leave(back=True)
            return True
        if key not in KEEPS_ON:
            self.leave()
        return False

    def _click(self, event: QMouseEvent) -> bool:
        at = self._view.mapToScene(event.position().toPoint())
        spot = self._view.path_scene.spot_at(at)
        if event.button() != Qt.MouseButton.LeftButton or spot is None or spot.kind != "card":
            self.leave()
            return False
        self._desk.mark(spot)
        self._connect()
        return True

    def _connect(self) -> None:
        from_id, card = self._from, self._desk.card()
        if card is None:
            self._view.say(self._context.tr("Choose a card. Esc: leave."))
        elif card.id != from_id:
            self.leave()
            if self._editing.connect(from_id, card.id) and self._desk.path is not None:
                self._desk.mark(spot_of_card(self._desk.path, from_id))

    def _show(self) -> None:
        """Draw the line to what is marked now."""
        if not self._from:
            return
        plan, cards = self._view.path_scene.plan, self._cards()
        if plan is None or self._from not in cards or self._from not in plan.cards:
            self.leave()
            return
        card, spot = self._desk.card(), self._desk.spot
        end = plan.cards.get(card.id) if card is not None and card.id != self._from else None
        if end is not None:
            self._view.path_scene.show_line(plan.cards[self._from].center(), end.center(), spot)
        else:
            self._view.path_scene.hide_line()
        code = cards[self._from].code
        tr = self._context.tr
        if end is None or card is None:
            self._view.say(tr("{step} leads to …: arrows choose, Enter connects. Esc: leave.", step=code))
        else:
            self._view.say(tr("{step} leads to {other}: Enter connects. Esc: leave.", step=code, other=card.code))

    def _cards(self) -> dict[str, CardRecord]:
        path = self._desk.path
        return {card.id: card for card in path.cards} if path else {}
