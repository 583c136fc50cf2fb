"""The facilitator's controls of the projector: a strip in the main window, never on the projector itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from models import queries
from widgets.context import Context
from widgets.fields.chosen import ChoiceBox
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.checks import Check
from widgets.parts.frames import column, flow, row
from widgets.parts.labels import Label
from widgets.prepare.opening import Slide
from widgets.present.answers_page import ANSWERS
from widgets.present.pages import PAGES, THEME
from widgets.present.preview import Preview
from widgets.present.window import PresentWindow
from widgets.theme import GRID

KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_B)


class PresentControls(QFrame):
    """Which page, next and previous, newest notes, blank, which screen. `closed`: presenting is over."""

    closed = Signal()

    def __init__(self, context: Context, window: PresentWindow) -> None:
        super().__init__()
        self._context, self._window, self._stage = context, window, window.stage
        self.setObjectName("present-controls")
        self.setProperty("surface", "well")
        self.setAccessibleName(context.tr("Controls of the projector"))
        self._make()
        self._lay_out()
        self._stage.moved.connect(self.refresh)
        context.settings.changed.connect(self.refresh)
        window.closed.connect(self.closed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._list_screens)
            application.screenRemoved.connect(self._list_screens)
        self._list_screens()
        self.refresh()

    def _make(self) -> None:
        tr, look, stage = self._context.tr, self._context.look, self._stage
        self.preview = Preview(look, tr, stage)
        self.pages = Choices(look, tr("Page"), [(page.id, tr(page.name), "") for page in PAGES])
        self.pages.chosen.connect(self._choose)
        self.where = Label("", "muted")
        self.back = IconButton(look, tr("Previous"), "arrow-left", stage.go_back, "PgUp")
        self.next = Button(look, tr("Next"), "arrow-right", "primary", stage.go_on, "PgDown")
        self.themes = ChoiceBox(look)
        self.themes.setAccessibleName(tr("Theme"))
        self.themes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.themes.setMinimumContentsLength(20)  # however long a title is
        self.themes.activated.connect(lambda _: stage.go(ANSWERS, str(self.themes.currentData() or "")))
        self.manners = Label(
            tr("The hall sees answers now. Go to another page before people think of ideas."), "strong"
        )
        self.newest = Check(look, tr("Show notes"))
        self.newest.toggled.connect(lambda on: self._context.settings.set("show_newest_notes", on))
        self.blank = Button(look, tr("Blank"), "eye-off", "", None, "B")
        self.blank.setCheckable(True)
        self.blank.clicked.connect(stage.show_blank)
        self.screens = QComboBox()
        self.screens.setAccessibleName(tr("Screen"))
        self.screens.activated.connect(self._put_on_screen)
        self.close_button = IconButton(look, tr("Stop presenting"), "x", self._window.close, "Esc")

    def _lay_out(self) -> None:
        steps = QWidget()
        steps.setLayout(row(self.back, self.next, self.blank))
        choice = QWidget()
        choice.setLayout(row(self.newest, self.screens))
        right = flow(self.pages, self.themes, steps, choice, spacing=3 * GRID)
        words = column(right, self.where, self.manners, spacing=GRID)
        layout = row(self.preview, words, self.close_button, spacing=3 * GRID)
        layout.setStretch(1, 1)
        layout.setAlignment(self.preview, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.setLayout(layout)

    def refresh(self, _: object = None) -> None:
        """Show where one is."""
        tr, stage = self._context.tr, self._stage
        self.pages.show_code(stage.page_id)
        self.newest.setChecked(self._context.settings.get("show_newest_notes"))
        self.blank.setChecked(stage.blank)
        number, of = stage.place()
        at = tr("{n} of {all}", n=number, all=of)
        what = tr("Nothing: the screen is blank") if stage.blank else stage.slide.title
        self.where.setText(f"{at} · {what}")
        self._show_themes(stage.slides() if stage.page_id == ANSWERS else ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the keys of the projector, and Escape stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._window.close()
        elif event.key() not in KEYS or not self._stage.press(event.key()):
            super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _show_themes(self, slides: Sequence[Slide]) -> None:
        """Offer the themes of the answers, and say that the hall sees them; nothing on other pages."""
        self.manners.setVisible(bool(slides) and not self._stage.blank)
        listed = {slide.subject: slide.title for slide in slides}
        self.themes.setVisible(len(listed) > 1)
        if [self.themes.itemData(at) for at in range(self.themes.count())] != list(listed):
            self.themes.clear()
            for theme_id, title in listed.items():
                self.themes.addItem(title, theme_id)
        if listed:
            self.themes.setCurrentIndex(max(0, self.themes.findData(self._stage.slide.subject)))

    def _choose(self, page_id: str) -> None:
        if page_id == "notes":  # asking for them is switching them on
            self._context.settings.set("show_newest_notes", True)
        if page_id == THEME and self._context.session.theme_id is None:  # asking for themes is reading the first one
            first = next(iter(self._context.document.ask(queries.themes)), None)
            self._context.session.read_back(first.id if first else None)
        self._stage.go(page_id)

    def _list_screens(self, _: object = None) -> None:
        tr = self._context.tr
        self.screens.clear()
        self.screens.addItem(tr("In a window"))
        for number, screen in enumerate(QGuiApplication.screens(), start=1):
            size = screen.size()
            self.screens.addItem(tr("Screen {n}, {wide} × {high}", n=number, wide=size.width(), high=size.height()))
        full = self._window.isFullScreen()
        here = QGuiApplication.screens().index(self._window.screen()) + 1 if full else 0
        self.screens.setCurrentIndex(here)

    def _put_on_screen(self, index: int) -> None:
        screens = QGuiApplication.screens()
        if 0 < index <= len(screens):
            self._window.fill(screens[index - 1])
        else:
            self._window.stand_free()
