"""The view of a path to work on: keys and gestures. It asks; what happens is decided by whoever listens."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)

from widgets.canvas.drops import rows_in
from widgets.canvas.gestures.attach import Attach
from widgets.canvas.gestures.catalog import GESTURES
from widgets.canvas.gestures.choosing import alone
from widgets.canvas.gestures.gesture import Gesture, Press
from widgets.canvas.gestures.handle import HandleItem
from widgets.canvas.gestures.hint import Hint
from widgets.canvas.gestures.keys import MODIFIERS, KeyBoard
from widgets.canvas.gestures.place import Place
from widgets.canvas.gestures.zoom import Zoom, pinched
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot
from widgets.canvas.window import PathWindow

Buttons = Qt.MouseButton
NEAR_HINT = 90  # pixels above the lower edge
LEAST_FOR_HANDLE = 60  # pixels of a card's width on the screen


class PathView(PathWindow):
    """Shows a scene and turns keys and the mouse into what is wanted.

    `chose`: these card ids and this spot (or None) are chosen now. `opened`: the marked spot is to be edited.
    `carried`: cards were let go (drops.Carried). `reordered`: a stage or a lane (spot) is to go so many places on.
    `connected`: from a card to a card, or out of the path (""). `placing`: a new card is wanted at stage, lane, index.
    `attached`: stories and notes (ids) were let go on a spot. `pushed`: what is chosen is to go one place right, down.
    `adding`, `removing`: here. `menu_wanted`: where.
    """

    chose = Signal(object, object)
    opened = Signal()
    carried = Signal(object)
    reordered = Signal(object, int)
    connected = Signal(str, str)
    placing = Signal(str, str, int)
    attached = Signal(object, object)
    pushed = Signal(int, int)
    adding = Signal()
    removing = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, scene: PathScene, name: str) -> None:
        super().__init__(scene, name)
        self.chosen: tuple[str, ...] = ()  # as it was told last; a gesture may show another choice meanwhile
        self._spot: Spot | None = None
        self._gesture: Gesture | None = None
        self._button = Buttons.NoButton  # that began the gesture
        self._places_on = False  # Shift was held: once the words are written, the next card can be placed
        self._menu_held = False  # the right button ended a gesture: the menu that it brings is not wanted
        self._keys = KeyBoard(self)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._hint = Hint(self.viewport())
        self._handle = HandleItem(scene.look, scene.texts("Pull to another card to connect them"))
        scene.addItem(self._handle)
        scene.look.changed.connect(self.place_handle)

    # -- choosing -------------------------------------------------------------------------------

    def choose(self, card_ids: Iterable[str], spot: Spot | None) -> None:
        """Choose cards and mark a spot, and tell it."""
        self.show_choice(card_ids, spot)
        self.chose.emit(self.chosen, spot)

    def show_choice(self, card_ids: Iterable[str], spot: Spot | None) -> None:
        """Show what is chosen and marked; told to nobody."""
        self.chosen, self._spot = tuple(card_ids), spot
        self.show_own_choice()

    def show_own_choice(self) -> None:
        """Show what was told last, whatever a gesture showed meanwhile."""
        self.preview(self.chosen, self._spot)
        self.place_handle()

    def preview(self, card_ids: Iterable[str], spot: Spot | None) -> None:
        """Show what would be chosen."""
        self.path_scene.show_choice(spot, card_ids)

    # -- gestures -------------------------------------------------------------------------------

    @property
    def gesture(self) -> Gesture | None:
        """What is under way."""
        return self._gesture

    def arm_place(self) -> None:
        """Let the next click in a cell add a card there."""
        if self.path_scene.path is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._begin(Place(self, self.viewport().mapFromGlobal(QCursor.pos())))

    def is_placing(self) -> bool:
        """Tell whether a click adds a card now."""
        return isinstance(self._gesture, Place)

    def place_on(self, on: bool) -> None:
        """Arm again once the keyboard is back here, or not."""
        self._places_on = on

    def begin_zoom(self, at: QPoint) -> None:
        """Begin to pinch."""
        self._begin(Zoom(self, at))

    def zooming(self) -> Zoom | None:
        """Return the pinching that is under way."""
        return self._gesture if isinstance(self._gesture, Zoom) else None

    def end_gesture(self, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        """Let go: what was meant is told."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(at, keys)
            gesture.deleteLater()
        self._after_gesture()

    def drop_gesture(self) -> bool:
        """Leave a gesture without a trace; whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
            gesture.deleteLater()
        self._after_gesture()
        return gesture is not None

    def say(self, sentence: str) -> None:
        """Say what a gesture would do, at the edge where the mouse is not; empty for nothing."""
        low = self.viewport().height() - self.path_scene.look.px(NEAR_HINT)
        in_the_way = self._gesture is not None and self._gesture.at.y() > low
        self._hint.say(sentence, round(self.covered().y()) + 8 if in_the_way else None)

    def place_handle(self, card_id: str = "") -> None:
        """Show the handle of a card, else of the marked one; none while something is under way."""
        plan, spot = self.path_scene.plan, self.path_scene.spot
        wanted = card_id or (spot.id if spot is not None and spot.kind == "card" else "")
        place = plan.cards.get(wanted) if plan is not None and self._gesture is None else None
        if place is not None and place.width() * self.scale_now() < LEAST_FOR_HANDLE:
            place = None  # it would cover the card, and pressing would not carry it
        self._handle.show_at(wanted, place)

    def _begin(self, gesture: Gesture, button: Qt.MouseButton = Buttons.NoButton) -> None:
        self.drop_gesture()
        self._gesture, self._button = gesture, button
        self.place_handle()
        gesture.begin()
        self._show_cursor()

    def _after_gesture(self) -> None:
        self._show_cursor()
        self.place_handle()

    def _show_cursor(self) -> None:
        shapes = Qt.CursorShape
        shape = shapes.OpenHandCursor if self._keys.space else shapes.ArrowCursor
        if self._gesture is not None and self._gesture.cursor is not None:
            shape = self._gesture.cursor
        self.viewport().setCursor(shape)

    def scale_to(self, scale: float, at: QPoint) -> None:
        """Show the path at a scale; what lies at a place of the viewport stays there."""
        super().scale_to(scale, at)
        self.place_handle()

    def _scrolled(self) -> None:
        super()._scrolled()
        if self._gesture is not None:
            self._gesture.scrolled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint and the handle in place."""
        super().resizeEvent(event)
        self._hint.place()
        self.place_handle()

    # -- the mouse ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture; the right button leaves one."""
        self._press(event, double=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture by the second of two clicks."""
        self._press(event, double=True)

    def _press(self, event: QMouseEvent, *, double: bool) -> None:
        event.accept()
        at, button = event.position().toPoint(), event.button()
        self._menu_held = button == Buttons.RightButton and self.drop_gesture()
        if self._menu_held or (self._gesture is not None and not self._gesture.hovers):
            return
        if isinstance(self._gesture, Place) and button == Buttons.LeftButton and not self._keys.space:
            self._button = button
            return
        self._hover(at)
        spot, handle = self.path_scene.spot_at(self.mapToScene(at)), self._handle.card_id if self._hot(at) else ""
        press = Press(at, button, event.modifiers(), spot, handle, self._keys.space, double)
        if self._keys.space:
            self._keys.use_space()
        if button == Buttons.RightButton:
            together = spot is not None and spot.kind == "card" and spot.id in self.chosen
            self.choose(*((self.chosen, spot) if together else alone(spot)))
        elif (gesture := next(filter(None, (kind.begun_by(self, press) for kind in GESTURES)), None)) is not None:
            self._begin(gesture, button)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture; show the handle of the card under the mouse."""
        at = event.position().toPoint()
        if self._gesture is not None:
            self._gesture.move(at, event.modifiers())
            self._show_cursor()
        else:
            self._hover(at)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture that this button began."""
        if self._gesture is not None and event.button() == self._button:
            self.end_gesture(event.position().toPoint(), event.modifiers())
        event.accept()

    def _hover(self, at: QPoint) -> None:
        if not self._hot(at):
            spot = self.path_scene.spot_at(self.mapToScene(at))
            self.place_handle(spot.id if spot is not None and spot.kind == "card" else "")
        self._handle.show_hot(self._hot(at))

    def _hot(self, at: QPoint) -> bool:
        return self._gesture is None and self._handle.is_near(self.mapFromScene(self._handle.pos()), at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is marked, by mouse or by the Menu key."""
        event.accept()
        where, by_mouse = event.globalPos(), event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and self._menu_held:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self.path_scene.item_of(self.path_scene.spot)
            at = self.mapFromScene(item.area().center()) if item else self.viewport().rect().center()
            where = self.viewport().mapToGlobal(at)
        self.menu_wanted.emit(where)

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow two fingers, and the mouse when it leaves."""
        if event.type() in (QEvent.Type.NativeGesture, QEvent.Type.Gesture) and pinched(self, event):
            return True
        if event.type() == QEvent.Type.Leave and self.scene() is not None:
            self._handle.show_hot(False)
            self.place_handle()
        return super().viewportEvent(event)

    # -- what is dragged in from a list ---------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take stories and notes; anything else goes to whoever wants it."""
        self._drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what it would be attached to."""
        self._drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Leave no trace."""
        self.drop_gesture()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach it."""
        if self._drag(event):
            self.end_gesture(event.position().toPoint(), event.modifiers())

    def _drag(self, event: QDropEvent) -> bool:
        """Tell whether what is dragged can be let go here."""
        row_ids, at = rows_in(event.mimeData()), event.position().toPoint()
        if not row_ids or self.path_scene.path is None:
            event.ignore()
            return False
        if not isinstance(self._gesture, Attach):
            self._begin(Attach(self, at, row_ids))
        assert isinstance(self._gesture, Attach)  # noqa: S101 - begun in the line before
        self._gesture.move(at, event.modifiers())
        fits = self._gesture.spot() is not None
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(fits or event.type() == QEvent.Type.DragEnter)
        return fits

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, choose, move, edit, add, delete; leave a gesture."""
        if self._gesture is not None and event.key() in MODIFIERS:
            self._gesture.move(self._gesture.at, event.modifiers())
        event.setAccepted(self._keys.pressed(event))
        self._show_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Follow Space and the keys that change what a gesture does."""
        if self._gesture is not None and event.key() in MODIFIERS:
            self._gesture.move(self._gesture.at, event.modifiers())
        event.setAccepted(self._keys.released(event))
        self._show_cursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of the keyboard; go on placing cards where Shift was held."""
        super().focusInEvent(event)
        self._redraw_marked()
        if self._places_on:
            self._places_on = False
            self.arm_place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of what is only marked; a carried card goes home."""
        super().focusOutEvent(event)
        self._keys.space = False
        self.drop_gesture()
        self._redraw_marked()

    def _redraw_marked(self) -> None:
        item = self.path_scene.item_of(self.path_scene.spot)
        if item is not None:
            item.update()
