"""The pages of a document as they will be printed. What draws them is loaded when the first one is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import IconButton
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Surface, column, row, scrolled
from widgets.parts.labels import Label
from widgets.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

POINTS = 72
MARGIN = 6 * GRID
MOST_MEASURED = 200  # pages whose width is looked at: each has to be read for it
LARGEST_FIT = 1.35  # of the paper's own size: a page wider than this is no easier to read
STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


def ring(kind: str, look: Look) -> str:
    """Return the style of something that scrolls by keys and says by a ring that it has the focus."""
    return f"{kind} {{ border: 2px solid transparent; }} {kind}:focus {{ border: 2px solid {look.hex('focus')}; }}"


class Preview(QWidget):
    """Pages below each other. A new document takes the place of the old one without losing the place."""

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look, self._tr = look, tr
        self._percent = 100
        self._widest = 1.0  # of the pages, in points
        self._shown: tuple[QPdfDocument, QBuffer] | None = None
        self.view: QPdfView | None = None
        self.where = Label("", "muted")
        self.where.setMinimumWidth(look.px(110))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(look.px(90))
        self.busy.setAccessibleName(tr("The preview is being made"))
        self.zoomed = Label("100 %", "muted")
        self.zoomed.setWordWrap(False)
        smaller = IconButton(look, tr("Zoom out"), "zoom-out", lambda: self.zoom(-1), "Ctrl+-")
        larger = IconButton(look, tr("Zoom in"), "zoom-in", lambda: self.zoom(1), "Ctrl++")
        tools = Surface("panel", row(self.where, self.busy, 1, smaller, self.zoomed, larger))
        tools.layout().setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)  # pyright: ignore[reportOptionalMemberAccess]
        self.pages = QStackedWidget()
        self.trouble: QWidget = QWidget()
        self.blank = Surface("well")
        self.pages.addWidget(self.blank)
        self.setLayout(column(tools, self.pages, spacing=0))
        self.show_busy(False)
        look.changed.connect(self._dress)

    # -- what the room calls --------------------------------------------------------------------

    def show_pdf(self, data: bytes, *, keep_place: bool) -> None:
        """Show a document. `keep_place`: it is the same one, made anew."""
        from PySide6.QtPdf import QPdfDocument

        view = self._made_view()
        bar = view.verticalScrollBar()
        place, full = bar.value(), bar.maximum()
        document, buffer = QPdfDocument(self), QBuffer(self)
        buffer.setData(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        old, self._shown = self._shown, (document, buffer)
        looked_at = range(min(document.pageCount(), MOST_MEASURED))
        self._widest = max((document.pagePointSize(page).width() for page in looked_at), default=1.0)
        blank = QPdfDocument(view)
        view.setDocument(blank)  # else zooming would lay out hundreds of old pages anew
        self._fit()
        view.setDocument(document)
        blank.deleteLater()
        bar.setValue(min(place, bar.maximum()) if keep_place and full else 0)
        if old:
            old[0].close()
            old[0].deleteLater()
            old[1].deleteLater()
        self.pages.setCurrentWidget(view)
        self._say_where()

    def show_trouble(self, title: str, sentence: str) -> None:
        """Say why there is no preview."""
        old = self.trouble
        self.trouble = scrolled(EmptyState(self._look, "file-text", title, sentence), surface="paper", margin=0)
        self.trouble.setAccessibleName(f"{title}. {sentence}")
        self.pages.addWidget(self.trouble)
        self.pages.setCurrentWidget(self.trouble)
        self.pages.removeWidget(old)
        old.deleteLater()
        self.where.setText("")

    def show_busy(self, busy: bool) -> None:
        """Say quietly that the pages are being made."""
        self.busy.setVisible(busy)

    def zoom(self, step: int) -> bool:
        """Zoom by a step; 0: back to the width of the room."""
        if step == 0:
            self._percent = 100
        else:
            wanted = [one for one in STEPS if (one > self._percent if step > 0 else one < self._percent)]
            self._percent = (wanted[0] if step > 0 else wanted[-1]) if wanted else self._percent
        self.zoomed.setText(f"{self._percent} %")
        self._fit()
        return True

    def turn(self, step: int) -> None:
        """Go to the next or the previous page."""
        if self.view is not None:
            navigator = self.view.pageNavigator()
            page = max(0, min(self.page_count() - 1, navigator.currentPage() + step))
            navigator.jump(page, QPointF(0, 0))

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return self._shown[0].pageCount() if self._shown else 0

    # -- inside ---------------------------------------------------------------------------------

    def _made_view(self) -> "QPdfView":
        if self.view is None:
            from PySide6.QtPdfWidgets import QPdfView

            view = self.view = QPdfView(self)
            view.setPageMode(QPdfView.PageMode.MultiPage)
            view.setZoomMode(QPdfView.ZoomMode.Custom)
            view.setPageSpacing(4 * GRID)
            view.setFrameShape(QPdfView.Shape.NoFrame)
            view.setAccessibleName(self._tr("Preview"))
            view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            view.pageNavigator().currentPageChanged.connect(lambda _: self._say_where())
            view.installEventFilter(self)
            self.pages.addWidget(view)
            self._dress()
            QTimer.singleShot(0, self, self._dress)  # being shown in the window's style takes the palette away
        return self.view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the page to another width."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Set the page to the width of the room, at most a good reading size, times what was zoomed."""
        if self.view is None or not self.page_count() or self._shown is None:
            return
        wide = self._widest * self.view.logicalDpiX() / POINTS
        room = self.view.width() - 2 * MARGIN - self.view.verticalScrollBar().sizeHint().width()
        fit = max(0.2, min(room / max(1.0, wide), LARGEST_FIT))
        self.view.setZoomFactor(fit * self._percent / 100)

    def _say_where(self) -> None:
        if self.view is None or not self.page_count():
            self.where.setText("")
            return
        page = self.view.pageNavigator().currentPage() + 1
        said = self._tr("Page {page} of {pages}", page=page, pages=self.page_count())
        self.where.setText(said)
        self.view.setAccessibleDescription(said)

    def _dress(self) -> None:
        self.where.setMinimumWidth(self._look.px(110))
        self.busy.setFixedWidth(self._look.px(90))
        if self.view is None:
            return
        # In high contrast every surface is white: there the page lies on a dark ground, so that its edge is seen.
        ground = "muted" if self._look.palette.paper == self._look.palette.neutral.soft else "neutral.soft"
        palette = self.view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(self._look.hex(ground)))
        self.view.setStyleSheet(ring("QPdfView", self._look))  # before the palette, which it would replace
        self.view.setPalette(palette)
