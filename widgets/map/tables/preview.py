"""What a block from the clipboard would do, in a sentence, before it is done: Paste, or Cancel."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.map.tables.facts import Misfit
from widgets.map.tables.landing import ADD, REPLACE, Landing
from widgets.parts.buttons import Button, Choices
from widgets.parts.checks import Check
from widgets.parts.frames import Callout, Surface, column, flow
from widgets.theme import GRID

Works = Callable[[bool, str], Landing]  # whether the first row holds names, and how; Misfit where it does not fit


class PasteBar(QWidget):
    """`agreed`: paste it. `gone`: the bar went; the keyboard is to go back to the cells."""

    agreed = Signal(object)
    gone = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, tr, look = context, context.tr, context.look
        self._works: Works | None = None
        self._landing: Landing | None = None
        self.words = Callout(look, "waiting", "")
        self.heads = Check(look, tr("The first row holds names of stages"))
        self.how = Choices(
            look,
            tr("Where cards lie already"),
            [(ADD, tr("Add below"), ""), (REPLACE, tr("Replace their words"), "")],
        )
        self.paste = Button(look, tr("Paste"), "clipboard-paste", "primary", self.accept, shortcut="Return")
        self.cancel = Button(look, tr("Cancel"), clicked=self.drop, shortcut="Esc")
        self.heads.toggled.connect(lambda _: self._work())
        self.how.chosen.connect(lambda _: self._work())
        buttons = flow(self.heads, self.how, self.paste, self.cancel)
        inside = column(self.words, buttons, spacing=2 * GRID, margin=2 * GRID)
        inside.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self.setLayout(column(Surface("panel", inside)))
        self.setAccessibleName(tr("Paste a table"))
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a block waits for an answer."""
        return self._works is not None

    def ask(self, works: Works, *, headed: bool, may_head: bool, may_replace: bool) -> None:
        """Show what a block would do. `headed`: its first row looks like names of stages."""
        self._works = works
        self.heads.blockSignals(True)
        self.heads.setChecked(headed)
        self.heads.blockSignals(False)
        self.how.show_code(ADD)
        self.heads.setVisible(may_head)
        self.how.setVisible(may_replace)
        self._work()
        self.show()
        (self.paste if self.paste.isEnabled() else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Paste it as it is shown."""
        landing = self._landing
        if landing is not None:
            self._leave()
            self.agreed.emit(landing)

    def drop(self) -> None:
        """Paste nothing."""
        self._leave()

    def event(self, event: QEvent) -> bool:
        """Escape cancels, wherever in the bar the keyboard is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.drop()
            return True
        return super().event(event)

    def _leave(self) -> None:
        self._works = self._landing = None
        self.hide()
        self.gone.emit()

    def _work(self) -> None:
        if self._works is None:
            return
        try:
            self._landing = self._works(self.heads.isChecked(), self.how.code or ADD)
        except Misfit as why:
            self._landing = None
            self.words.say(str(why), "waiting")
        else:
            self.words.say(sentence(self._context, self._landing), "accent")
        self.paste.setEnabled(self._landing is not None)


def sentence(context: Context, landing: Landing) -> str:
    """Return what a block would do."""
    tr = context.tr
    parts = []
    if landing.cards:
        parts.append(tr.count("{n} new card", "{n} new cards", landing.cards))
    if landing.changes:
        parts.append(tr.count("{n} card changed", "{n} cards changed", landing.changes))
    if landing.stages:
        parts.append(tr.count("{n} new stage", "{n} new stages", landing.stages))
    what = ", ".join(parts) or tr("nothing new")
    if landing.first and landing.first != landing.last:
        return tr("{what}, from {first} to {last}.", what=what, first=landing.first, last=landing.last)
    return tr("{what}, in {first}.", what=what, first=landing.first) if landing.first else tr("{what}.", what=what)
