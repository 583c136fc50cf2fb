"""The wall: one column for each theme beside the other, scrolled sideways where there are many."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from models.themes import WallTheme
from widgets.context import Context
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Label
from widgets.sort.themes.column import ThemeColumn
from widgets.sort.themes.naming import NameLine
from widgets.sort.themes.numbers import number_at
from widgets.sort.themes.reading import WallReading
from widgets.theme import GRID

NARROWEST = 200  # pixels of a column at 100 % text
WIDEST = 340
AT_ONCE = 2  # columns that have their cards from the first moment; the others follow one a turn


class Wall(QScrollArea):
    """`made`: a column is new and wants to be wired. `named`: the name of a theme that is to be."""

    made = Signal(object)
    named = Signal(str)
    naming_ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.columns: dict[str, ThemeColumn] = {}
        self._reading: WallReading | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._fill_next)
        tr = context.tr
        self.line = NameLine(context, tr("Name of the new theme"))
        self.line.named.connect(self._named)
        self.line.cancelled.connect(self._ended)
        self._new = Surface("focus-card", column(Label(tr("New theme"), "caption"), self.line, 1, margin=3 * GRID))
        self._new.hide()
        inside = Surface("paper")
        self._row: QHBoxLayout = row(self._new, 1, spacing=2 * GRID)
        inside.setLayout(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.setAccessibleName(tr("Wall of themes"))
        context.look.changed.connect(self._set_widths)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: the wall scrolls."""
        return QSize(self._context.look.px(NARROWEST), 160)

    def show_themes(self, reading: WallReading) -> None:
        """Show the themes there are; columns that stay are patched."""
        order = [theme.id for theme in reading.themes]
        for theme_id in [one for one in self.columns if one not in order]:
            gone = self.columns.pop(theme_id)
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, theme in enumerate(reading.themes):
            shown = self.columns.get(theme.id) or self._make(theme)
            if self._row.indexOf(shown) != place:
                self._row.removeWidget(shown)
                self._row.insertWidget(place, shown)
            shown.show_theme(theme, number_at(place))
            if shown.filled or place < AT_ONCE:
                shown.show_cards(reading.cards_of(theme.id))
        self._reading = reading
        self._clock.start()
        self.columns = {theme_id: self.columns[theme_id] for theme_id in order}
        self._set_widths()

    def fill(self, theme_id: str) -> None:
        """Show the cards of a theme that is wanted before its turn came."""
        shown = self.columns.get(theme_id)
        if shown is not None and not shown.filled and self._reading is not None:
            shown.show_cards(self._reading.cards_of(theme_id))

    def begin_naming(self) -> None:
        """Let a new theme be named at the end of the wall."""
        self._new.show()
        self.line.begin("sort/theme/new")
        self._set_widths()
        self.show_column(self._new)

    def show_column(self, shown: QWidget) -> None:
        """Bring a column on screen."""
        QTimer.singleShot(0, shown, partial(self._reveal, shown))  # once new widths and columns are laid out

    def nudge(self, where: QPoint) -> None:
        """Scroll on where the pointer, at a global place, is near the left or right edge."""
        x, bar = self.mapFromGlobal(where).x(), self.horizontalScrollBar()
        if 0 <= x < 36:
            bar.setValue(bar.value() - 18)
        elif self.width() - 36 < x <= self.width():
            bar.setValue(bar.value() + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._set_widths()

    # -- inside ---------------------------------------------------------------------------------

    def _reveal(self, shown: QWidget) -> None:
        """Scroll sideways alone: the heads of the themes stay in sight."""
        bar, left = self.horizontalScrollBar(), shown.x() - 2 * GRID
        right = shown.x() + shown.width() + 2 * GRID - self.viewport().width()
        if shown.isVisibleTo(self):
            bar.setValue(min(max(bar.value(), right), left))

    def _fill_next(self) -> None:
        """Fill one more column a turn of the event loop, so that a long wall does not make anybody wait."""
        theme_id = next((theme_id for theme_id, shown in self.columns.items() if not shown.filled), None)
        if theme_id is None:
            self._clock.stop()
        else:
            self.fill(theme_id)

    def _make(self, theme: WallTheme) -> ThemeColumn:
        shown = self.columns[theme.id] = ThemeColumn(self._context, theme)
        self._row.insertWidget(0, shown)
        self.made.emit(shown)
        return shown

    def _set_widths(self) -> None:
        """Give each column its share of the width, neither too narrow to read nor wider than a card should be."""
        look = self._context.look
        shown: list[QWidget] = [*self.columns.values(), *([self._new] if self._new.isVisibleTo(self) else [])]
        if not shown:
            return
        share = (self.viewport().width() - 2 * GRID * (len(shown) - 1)) // len(shown)
        width = max(look.px(NARROWEST), min(look.px(WIDEST), share))
        for one in shown:
            one.setFixedWidth(width)

    def _named(self, name: str) -> None:
        self._new.hide()
        self._set_widths()
        self.named.emit(name)
        self.naming_ended.emit()

    def _ended(self) -> None:
        self._new.hide()
        self._set_widths()
        self.naming_ended.emit()
