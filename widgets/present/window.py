"""Present: a second window for the projector, and the Room view, which turns the whole window into it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QGuiApplication, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from widgets.context import Context
from widgets.parts.frames import column
from widgets.present.answers_page import ANSWERS
from widgets.present.stage import Stage


def other_screen(beside: QWidget) -> QScreen | None:
    """Return a screen that the facilitator's window is not on, None where there is only one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not beside.screen()), None)


class PresentWindow(QWidget):
    """The window on the projector. `closed`: it is not shown any more."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("present")
        self.setWindowTitle(context.tr("Polku for the hall"))
        self.stage = Stage(context)
        self.stage.closed.connect(self.close)
        self.setLayout(column(self.stage, spacing=0))
        self.setMinimumSize(480, 320)
        self.setFocusProxy(self.stage)

    def open_beside(self, window: QWidget) -> None:
        """Fill the screen that the facilitator's window is not on; with one screen be a window that can be moved."""
        screen = other_screen(window)
        if screen is not None:
            self.fill(screen)
            return
        # It lies over the facilitator's window there: at its lower right, and without taking the keys away.
        size = QSize(min(960, window.width() * 2 // 3), min(540, window.height() * 2 // 3))
        self.setGeometry(QRect(window.geometry().bottomRight() - QPoint(size.width(), size.height()), size))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()

    def fill(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def stand_free(self) -> None:
        """Be a window that can be moved, for a screen that is shared by hand."""
        self.showNormal()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the hall sees nothing any more."""
        super().closeEvent(event)
        self.closed.emit()


class RoomView(QWidget):
    """The same pages in the whole window, for a laptop without a second screen. `left`: back to where one was."""

    left = Signal()

    def __init__(self, context: Context, first: tuple[str, str] = ("", "")) -> None:
        """`first`: the page to begin with and what of it, as `Room.seen_by_room` says; empty: the usual one."""
        super().__init__()
        self._context = context
        self.setObjectName("room-view")
        self.setAccessibleName(context.tr("Room view"))
        self.stage = Stage(context)
        self.stage.closed.connect(self.left)
        if first[0] and context.session.theme_id is None:  # what is being read back goes before
            self.stage.go(*first)
        layout: QVBoxLayout = column(self.stage, spacing=0)
        self.setLayout(layout)
        self.setFocusProxy(self.stage)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys."""
        super().showEvent(event)
        QTimer.singleShot(0, self.stage, lambda: self.stage.setFocus(Qt.FocusReason.OtherFocusReason))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 leaves, as it came."""
        if event.key() == Qt.Key.Key_F11:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer by mouse what the keys do: there are no controls on a screen that the hall sees."""
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return what can be done here."""
        tr, stage, settings = self._context.tr, self.stage, self._context.settings
        menu = QMenu(self)
        for number, page in enumerate(stage.pages(), start=1):
            action = menu.addAction(f"{tr(page.name)}\t{number}")
            action.triggered.connect(lambda _=False, page_id=page.id: stage.go(page_id))
        if stage.page_id == ANSWERS:
            self._add_themes(menu)
        menu.addSeparator()
        newest = menu.addAction(tr("Show the newest notes"))
        newest.setCheckable(True)
        newest.setChecked(settings.get("show_newest_notes"))
        newest.toggled.connect(lambda on: settings.set("show_newest_notes", on))
        blank = menu.addAction(f"{tr('Blank')}\tB")
        blank.triggered.connect(lambda _=False: stage.show_blank(not stage.blank))
        menu.addSeparator()
        menu.addAction(f"{tr('Leave Room view')}\tF11").triggered.connect(lambda _=False: self.left.emit())
        return menu

    def _add_themes(self, menu: QMenu) -> None:
        """Offer the themes whose answers can be shown."""
        stage = self.stage
        inner = menu.addMenu(self._context.tr("Theme"))
        for theme_id, title in {slide.subject: slide.title for slide in stage.slides()}.items():
            action = inner.addAction(title.replace("&", "&&"))
            action.triggered.connect(lambda _=False, theme_id=theme_id: stage.go(ANSWERS, theme_id))
