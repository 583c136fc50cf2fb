"""What the hall sees, and where in it one is: the window on the projector and the Room view are each made of one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.prepare.opening import Slide
from widgets.present.answers_page import ANSWERS
from widgets.present.face import SlideFace
from widgets.present.look import ProjectorLook
from widgets.present.marking import AGREED, mark_by_key
from widgets.present.pages import NOTES, PAGES, THEME, Page, named_groups, present_path
from widgets.present.path_face import PathFace
from widgets.present.setting import PICTURE
from widgets.room import EVERYTHING, Rows

ON = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down)
NEVER_SHOWN = ("ballot", "vote_turnout")  # counts of a vote: typing them is nothing to the hall
BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_Up)


class Blank(QWidget):
    """Nothing but the calm ground."""

    def __init__(self, look: ProjectorLook) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(event.rect(), self._look.colour("paper"))


class Stage(QWidget):
    """The pages of the projector, one leaf at a time. `moved`: something else is shown now."""

    moved = Signal()
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.page_id = THEME if context.session.theme_id else PAGES[0].id
        self.blank = False
        self._theme_id: str | None = None  # whose slides are shown
        self._slide = self._leaf = 0
        self._slides: tuple[Slide, ...] = ()
        self._page_read = ""  # whose slides they are
        look = ProjectorLook(self)
        self.slide_face, self.path_face, self._blank = SlideFace(look), PathFace(context.tr), Blank(look)
        self._faces: tuple[QWidget, ...] = (self.slide_face, self.path_face, self._blank)
        for face in self._faces:
            face.setParent(self)
            face.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.tr("What the hall sees"))
        context.document.changed.connect(self._read_again)
        context.session.workshop_changed.connect(self._read_again)
        context.session.path_changed.connect(self._read_again)
        context.session.reading_changed.connect(self._follow_reading)
        context.settings.changed.connect(self._setting_changed)
        self._missed = True

    # -- going ----------------------------------------------------------------------------------

    def pages(self) -> tuple[Page, ...]:
        """Return the pages that are switched on."""
        return tuple(page for page in PAGES if page.wanted(self._context))

    def go(self, page_id: str, subject: str = "") -> None:
        """Show a page from its beginning, or from where it begins with a subject: the id of a theme."""
        if page_id == THEME:
            self._context.session.read_back(self._context.session.theme_id)
        self.page_id, self._slide, self._leaf, self.blank = page_id, 0, 0, False
        self._read()
        if subject and (at := self._slide_of(subject)) is not None:
            self._slide = at
            self._show()
        self._tell_reading()

    def go_on(self) -> None:
        """Show what comes next; at the very end nothing does."""
        if self.blank:
            self.show_blank(False)
        elif self._leaf + 1 < self.leaf_count():
            self._move(self._slide, self._leaf + 1)
        elif self._slide + 1 < len(self._slides):
            self._move(self._slide + 1, 0)
        elif (page := self._beside(1)) is not None:
            self.go(page.id)

    def go_back(self) -> None:
        """Show what was before, its end first."""
        if self.blank:
            self.show_blank(False)
        elif self._leaf:
            self._move(self._slide, self._leaf - 1)
        elif self._slide:
            self._move(self._slide - 1, -1)
        elif (page := self._beside(-1)) is not None:
            self.page_id, self._slide, self._leaf = page.id, -1, -1
            self._read()
            self._tell_reading()

    def show_blank(self, blank: bool) -> None:
        """Show nothing, or again what was shown."""
        self.blank = blank
        self._show()

    # -- what is shown --------------------------------------------------------------------------

    def slides(self) -> tuple[Slide, ...]:
        """Return the slides of the page that is shown."""
        return self._slides

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self._slides[self._slide] if self._slides else Slide("", (), "")

    def leaf_count(self) -> int:
        """Return on how many leaves the present slide stands at this size."""
        return 1 if self.slide.kind == PICTURE else len(self.slide_face.leaves())

    def place(self) -> tuple[int, int]:
        """Return at which slide of the page one is, counted from 1, and how many there are."""
        return self._slide + 1, max(1, len(self._slides))

    def words(self) -> tuple[str, ...]:
        """Return everything that can be read now."""
        if self.blank:
            return ()
        if self.slide.kind == PICTURE:
            return (*self.path_face.leaf().words(), *self.path_face.scene.spoken_words())
        return self.slide_face.leaf().words()

    # -- what Qt calls --------------------------------------------------------------------------

    def press(self, key: int, text: str = "") -> bool:
        """Do what a key asks for; False: it asks for nothing here."""
        if key in ON:
            self.go_on()
        elif key in BACK:
            self.go_back()
        elif self.page_id == THEME and mark_by_key(self._context, text):
            if text.lower() == AGREED and self._slide + 1 < len(self._slides):
                self._move(self._slide + 1, 0)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):
            self.show_blank(not self.blank)
        elif key == Qt.Key.Key_Home:
            self.go(self.pages()[0].id)
        elif text.isdecimal() and 0 < int(text) <= len(self.pages()):
            self.go(self.pages()[int(text) - 1].id)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by keys; Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self.press(event.key(), event.text()):
            super().keyPressEvent(event)

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        if self._missed:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the slide anew for another size."""
        super().resizeEvent(event)
        for face in self._faces:  # hidden ones too: leaves are counted before they are shown
            face.setGeometry(self.rect())
        if not self._missed:
            self._show()

    # -- inside ---------------------------------------------------------------------------------

    def _beside(self, step: int) -> Page | None:
        """Return the next or previous page that is switched on, also seen from one that is not any more."""
        at = next(at for at, page in enumerate(PAGES) if page.id == self.page_id)
        others = PAGES[at + 1 :] if step > 0 else PAGES[:at][::-1]
        return next((page for page in others if page.wanted(self._context) and not page.on_purpose), None)

    def _move(self, slide: int, leaf: int) -> None:
        self._slide, self._leaf = slide, leaf
        self._show()
        self._tell_reading()

    def _tell_reading(self) -> None:
        """Tell which note of the theme is read now, so that the facilitator's own screen goes along."""
        if self.page_id == THEME and self._context.session.theme_id is not None:
            self._context.session.read_back(self._context.session.theme_id, self.slide.subject)

    def _follow_reading(self) -> None:
        """Show the theme that is read back and the note that is read now; leave the page when reading is over."""
        session = self._context.session
        if session.theme_id is None:
            if self.page_id == THEME:
                self.page_id, self._slide, self._leaf, self.blank = PAGES[0].id, 0, 0, True
                self._read_again()
            else:
                self.moved.emit()
            return
        if self.page_id == THEME and self._theme_id == session.theme_id:  # the same slides: nothing to read again
            at = self._slide_of(session.note_id)
            if at is not None:
                if at != self._slide:
                    self._slide, self._leaf = at, 0
                    self._show()
                return
        if self.page_id != THEME or self.slide.subject != session.note_id or self._theme_id != session.theme_id:
            self.page_id, self._slide, self._leaf, self.blank = THEME, 0, 0, False
            self._read_again()

    def _setting_changed(self, key: str) -> None:
        if key == "show_newest_notes":
            self._read_again()

    def _read_again(self, rows: Rows = EVERYTHING) -> None:
        """Read where somebody looks; what is closed and not yet gone must not ask a file that may be closed too."""
        if rows and all(table in NEVER_SHOWN for table, _ in rows):
            return
        if self.isVisible():
            self._read()
        else:
            self._missed = True

    def _read(self) -> None:
        """Ask for the slides of the present page; only for those, because they are asked for at every change."""
        self._missed = False
        page = next(page for page in PAGES if page.id == self.page_id)
        if page.id == NOTES and not page.wanted(self._context):  # switched off while it was shown
            page = next(page for page in PAGES if page.id == "path")
            self.page_id, self._slide, self._leaf, self.blank = page.id, 0, 0, False
        before, stays = self._slides, self._page_read == page.id
        self._slides, self._page_read = page.slides(self._context), page.id
        self._theme_id = self._context.session.theme_id
        if page.id == THEME:
            self._keep_to_note()
        elif page.id == ANSWERS and stays:
            self._keep_to_theme(before)
        last = len(self._slides) - 1
        self._slide = last if self._slide < 0 else min(self._slide, last)
        self._show()

    def _keep_to_note(self) -> None:
        """Stay at the note that is read, wherever it stands by now."""
        note_id = self._context.session.note_id
        if self._slide < 0:  # one comes back from the page behind
            return
        at = self._slide_of(note_id)
        if at is not None and at != self._slide:
            self._slide, self._leaf = at, 0

    def _slide_of(self, subject: str) -> int | None:
        """Return the first slide about a row, None for none."""
        return next((at for at, slide in enumerate(self._slides) if slide.subject == subject), None)

    def _keep_to_theme(self, before: tuple[Slide, ...]) -> None:
        """Stay at the theme whose answers are shown, however many slides there are before it by now."""
        if not 0 <= self._slide < len(before):
            return
        subject = before[self._slide].subject
        first = next(at for at, slide in enumerate(before) if slide.subject == subject)
        mine = [at for at, slide in enumerate(self._slides) if slide.subject == subject]
        if mine:
            self._slide = mine[min(self._slide - first, len(mine) - 1)]

    def _show(self) -> None:
        page = next(page for page in PAGES if page.id == self.page_id)
        name = self._context.tr(page.name)
        if self.blank:
            self._bring(self._blank)
        elif self.slide.kind == PICTURE and (path := present_path(self._context)) is not None:
            self._bring(self.path_face)
            self.path_face.show_path(path, named_groups(self._context), name)
            self._leaf = 0
        else:
            self._bring(self.slide_face)
            self.slide_face.show_slide(self.slide, name, 0)
            last = self.leaf_count() - 1
            self._leaf = last if self._leaf < 0 else min(self._leaf, last)
            self.slide_face.show_slide(self.slide, name, self._leaf)
        self.moved.emit()

    def _bring(self, shown: QWidget) -> None:
        for face in self._faces:
            face.setVisible(face is shown)
