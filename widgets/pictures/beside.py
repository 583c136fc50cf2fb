"""Photos beside a room: the page is made when it is first needed; what is dropped or pasted in the room lands there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.pictures.offered import Offered, hand_over, offered_in, taker_above
from widgets.pictures.page import PhotosPage

KEY = "Ctrl+Shift+P"
SHOWN_IN = frozenset(("picture", "picture_place", "workshop"))


class RoomPhotos(QObject):
    """What a room needs to take photos. `add_page` puts the page beside the work, `show_page` brings it to the front,
    `go_back` is what closing it does; `may_show` says whether there is a place for it now."""

    def __init__(
        self,
        room: QWidget,
        context: Context,
        add_page: Callable[[QWidget], object],
        show_page: Callable[[QWidget], object],
        go_back: Callable[[], object],
        may_show: Callable[[], bool],
    ) -> None:
        super().__init__(room)
        self._room, self._context = room, context
        self._add_page, self._show_page, self._go_back, self._may_show = add_page, show_page, go_back, may_show
        self._made: PhotosPage | None = None
        room.setAcceptDrops(True)
        room.installEventFilter(self)

    @property
    def page(self) -> PhotosPage:
        """The page, made when it is first needed."""
        if self._made is None:
            self._made = PhotosPage(self._context)
            self._made.closed.connect(self._go_back)
            self._add_page(self._made)
        return self._made

    def command(self) -> Command:
        """Return the way there by keyboard."""
        return Command("capture-photos", N_("Photos of the workshop"), self.show, "image", KEY, "go")

    def show(self) -> None:
        """Show the photos and put the focus there."""
        if self._may_show():
            self._bring()
            self.page.focus_first()

    def take(self, offered: tuple[Offered, ...]) -> None:
        """Take photos in for the workshop, and show them; the focus stays where it is."""
        if self._may_show():
            self._bring()
        self.page.take_offered(offered)

    def paste(self) -> bool:
        """Take what lies in the clipboard, where the focus is. False: there is no photo in it."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self._room.isAncestorOf(focused)
        data = QGuiApplication.clipboard().mimeData()
        return hand_over(data, taker_above(focused) if inside else self._room)

    def refresh(self, rows: frozenset[tuple[str, str]]) -> None:
        """Read the photos anew where what changed concerns them."""
        if self._made is not None and (not rows or any(table in SHOWN_IN for table, _ in rows)):
            self._made.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take photos that are dropped anywhere in the room."""
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            if offered_in(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif (
            isinstance(event, QDropEvent)
            and event.type() == QEvent.Type.Drop
            and hand_over(event.mimeData(), self._room)
        ):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def _bring(self) -> None:
        self.page.refresh()
        self._show_page(self.page)
