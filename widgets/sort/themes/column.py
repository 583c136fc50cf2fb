"""One theme on the wall: its number, its title, what stands under it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from models.themes import WallTheme
from widgets.context import Context
from widgets.lists.cards import CardData
from widgets.parts.buttons import IconButton
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Chip, Label
from widgets.sort.themes.cards import MARKS
from widgets.sort.themes.list import DragList
from widgets.sort.themes.naming import NameLine
from widgets.sort.themes.numbers import counts_in_words
from widgets.theme import GRID, RADIUS_SMALL


class ThemeHeader(QFrame):
    """Number, title, counts, read-back mark. It takes the focus, so that keys can act on the theme as a whole."""

    entered = Signal()
    menu_wanted = Signal(QPoint)
    named = Signal(str)
    naming_ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme: WallTheme | None = None
        self.keys: Callable[[QKeyEvent], bool] = lambda _: False
        tr = context.tr
        self.number = Chip("", "accent")
        self.title = Label("", "strong")
        self.line = NameLine(context, tr("Name of the theme"))
        self.line.named.connect(self._named)
        self.line.cancelled.connect(self._ended)
        self.more = IconButton(context.look, tr("What can be done with this theme"), "ellipsis", self._ask_menu)
        self.counts = Label("", "muted")
        self.mark_icon = Label()
        self.mark_icon.setWordWrap(False)
        self.mark = Label("", "settled")
        self.mark.setWordWrap(False)
        top = row(self.number, self.title, self.line)
        top.setStretch(1, 1)
        top.setStretch(2, 1)
        top.setAlignment(self.number, Qt.AlignmentFlag.AlignTop)
        below = row(self.counts, self.more)
        below.setStretch(0, 1)
        marked = QWidget()
        marked.setLayout(row(self.mark_icon, self.mark, 1, spacing=GRID))
        self._marked = marked
        self.setLayout(column(top, below, marked, spacing=0, margin=GRID))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        context.look.changed.connect(self._draw)

    def show_theme(self, theme: WallTheme, number: str) -> None:
        """Show a theme; a name that is being typed stays."""
        tr = self._context.tr
        self._theme = theme
        self.number.setText(number or "·")
        self.title.setText(theme.title)
        counts = counts_in_words(tr, theme.notes, theme.voices)
        self.counts.setText(counts)
        mark = MARKS.get(theme.read_back)
        word = tr(mark[0]) if mark else ""
        self.mark.setText(word)
        self.mark.set_kind("settled" if theme.read_back == "agreed" else "")
        self._marked.setVisible(bool(word))
        name = tr("Theme {number}: {title}", number=number, title=theme.title)
        self.setAccessibleName(". ".join(part for part in (name, counts, word) if part))
        self.more.setAccessibleName(tr("What can be done with theme {number}", number=number))
        self._draw()

    def begin_naming(self) -> None:
        """Let the title be typed over."""
        if self._theme is not None:
            self.title.hide()
            self.line.begin(f"sort/theme/{self._theme.id}", self._theme.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the wall."""
        if not self.keys(event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click renames."""
        super().mouseDoubleClickEvent(event)
        self.begin_naming()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that this theme is meant now."""
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._context.look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)

    def _draw(self) -> None:
        self.update()
        mark = MARKS.get(self._theme.read_back) if self._theme else None
        if mark:
            look = self._context.look
            self.mark_icon.setPixmap(look.picture(mark[1], f"{mark[2]}.strong", look.px(16)))

    def _ask_menu(self) -> None:
        self.entered.emit()
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _named(self, name: str) -> None:
        self.title.show()
        self.named.emit(name)
        self.naming_ended.emit()

    def _ended(self) -> None:
        self.title.show()
        self.naming_ended.emit()


class ThemeColumn(Surface):
    """A theme's header and its cards."""

    def __init__(self, context: Context, theme: WallTheme) -> None:
        self.header = ThemeHeader(context)
        self.cards = DragList(context.look, theme.title, context.tr("Drop here"))
        super().__init__("card", column(self.header, self.cards, spacing=GRID, margin=GRID))
        self.theme_id = theme.id
        self.filled = False
        self._context = context

    def show_theme(self, theme: WallTheme, number: str) -> None:
        """Show the theme as it is now; its cards come by `show_cards`."""
        self.header.show_theme(theme, number)
        self.setAccessibleName(theme.title)
        self.cards.setAccessibleName(self._context.tr("Notes of {title}", title=theme.title))

    def show_cards(self, cards: list[CardData]) -> None:
        """Show the theme's cards."""
        self.filled = True
        self.cards.show_cards(cards)

    def be_in_tab_order(self, *, on: bool) -> None:
        """Only the theme that is worked on is reached by Tab; arrow keys go to the others."""
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self.header.setFocusPolicy(policy)
        self.cards.setFocusPolicy(policy)
        self.header.more.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus)

    # -- where cards land -----------------------------------------------------------------------

    def area(self) -> QRect:
        """Return where the column is on the screen."""
        shown = self.visibleRegion().boundingRect()  # the wall may be scrolled so that a part is out of sight
        return QRect(self.mapToGlobal(shown.topLeft()), shown.size())

    def hint_at(self, where: QPoint, ids: tuple[str, ...]) -> str | None:
        """Show where cards would land at a global place; return the note in front of which that is, None: the end."""
        row = self.cards.row_at(where)
        self.cards.show_hint(row)
        shown = [card.id for card in self.cards.cards.cards]
        return next((card_id for card_id in shown[row:] if card_id not in ids), None)

    def end_hint(self) -> None:
        """Take the hint away."""
        self.cards.show_hint(None)
