"""Words written where they stand: one field over a view, which Enter keeps and Escape drops."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from widgets.context import Context
from widgets.fields.editors import Words
from widgets.fields.form import DRAFT
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label
from widgets.theme import GRID

Keep = Callable[[str, Callable[[str], object]], bool]


class Over(QObject):
    """The one field of a view. Going elsewhere keeps what was written; half-typed words are a draft in the file.

    `closed`: it went, the keyboard is to go back to the view. `words` has the signals `submitted`, `dropped`, `left`.
    """

    closed = Signal()

    def __init__(self, context: Context, view: QAbstractScrollArea, words: Words) -> None:
        super().__init__(view)
        self._context, self._over = context, view
        self._keep: Keep | None = None
        self._place, self._before, self._may_be_empty = "", "", False
        self._field = words
        words.setProperty("bare", True)
        words.setPlaceholderText(context.tr("Words, then Enter"))
        self._wrong = Label("", "error")
        self._holder = Surface("focus-card", column(words, self._wrong, spacing=4, margin=8), view.viewport())
        self._holder.hide()
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT)
        self._draft.timeout.connect(self._keep_draft)
        for signal, slot in (("submitted", self.settle), ("dropped", self.drop), ("left", self.settle)):
            getattr(words, signal).connect(slot)
        words.textChanged.connect(self._typed)
        context.document.settling.connect(self.settle)

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._keep is not None

    # -- for the views to fill in ---------------------------------------------------------------

    def area(self) -> QRect:
        """Return where it is to lie in the viewport now; its height follows from the words."""
        raise NotImplementedError

    def closing(self, *, had_keys: bool) -> None:
        """Take note that the field is about to go."""

    # -- writing --------------------------------------------------------------------------------

    def write(self, place: str, words: str, name: str, keep: Keep, *, may_be_empty: bool = False) -> None:
        """Begin. `place`: among the drafts; `keep`: performs the edit and tells whether."""
        self._place, self._before, self._keep, self._may_be_empty = place, words, keep, may_be_empty
        self._field.setAccessibleName(name)
        self._field.setPlainText(self._context.document.draft(place) or words)
        self._say("")
        self._holder.show()
        self.follow()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what was written; nothing written, or nothing changed, is dropped."""
        if self._keep is None:
            return
        text = self._field.toPlainText().strip()
        if text == self._before or (not text and not self._may_be_empty):
            self.drop()
            return
        keep, self._keep = self._keep, None  # what this brings about may settle again
        if keep(text, self._say):
            self._close()
        else:
            self._keep = keep
            self._keep_draft()  # nobody knows how long it takes until the file or the rule lets it in
            self.follow()

    def drop(self) -> None:
        """Leave without a trace."""
        if self.is_open:
            self._close()

    def follow(self, *_: object) -> None:
        """Stay where it belongs: the view was scrolled, or the words grew."""
        if not self._holder.isVisibleTo(self._over):
            return
        port, area = self._over.viewport().rect(), self.area()
        wide = min(area.width(), port.width() - 2 * GRID)
        layout = self._holder.layout()
        assert layout is not None  # noqa: S101 - made in the constructor
        self._holder.setFixedWidth(wide)
        high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self._holder.setFixedHeight(high)
        x = max(GRID, min(area.left(), port.width() - wide - GRID))
        self._holder.move(x, max(GRID, min(area.top(), port.height() - high - GRID)))

    # -- inside ---------------------------------------------------------------------------------

    def _close(self) -> None:
        self._keep = None
        self._draft.stop()
        if self._context.document.draft(self._place):
            self._context.document.keep_draft(self._place, "")
        had_keys = self._field.hasFocus()
        self.closing(had_keys=had_keys)
        self._holder.hide()
        if had_keys:
            self.closed.emit()

    def _typed(self) -> None:
        if self.is_open:
            if not self._draft.isActive():
                self._draft.start()
            self.follow()

    def _keep_draft(self) -> None:
        text = self._field.toPlainText().strip()
        if self.is_open and text and text != self._before:
            self._context.document.keep_draft(self._place, text)

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)
