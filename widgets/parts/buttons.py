"""Buttons that say what they do: text, icon, shortcut; and a row of choices of which one holds."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from widgets.look import Look
from widgets.parts.frames import Flow
from widgets.theme import GRID


def native(shortcut: str) -> str:
    """Return a shortcut as people of this system write it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def tip(*parts: str) -> str:
    """Return the text of a tooltip. Qt guesses there whether it is markup: what could be is shown as it is written."""
    text = " · ".join(part for part in parts if part)
    return f"<p>{escape(text)}</p>" if GuiQt.mightBeRichText(text) else text


class Button(QPushButton):
    """A button with its text, an icon of the set, and its shortcut in the tooltip.

    `kind`: primary (one a screen), quiet, link, chip, or plain. The shortcut is told, not set: actions own shortcuts.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        icon: str = "",
        kind: str = "",
        clicked: Callable[[], object] | None = None,
        shortcut: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setText(self._worded(text))
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        keys = native(shortcut)
        self.setToolTip(tip(hint or text, keys))
        if keys:
            self.setAccessibleDescription(keys)
        if clicked is not None:
            self.clicked.connect(lambda _=False: clicked())
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(self._worded(text))
        self.setAccessibleName(text)

    def be(self, kind: str) -> None:
        """Become another kind, where what matters most depends on what is shown."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self._draw_icon()

    def _worded(self, text: str) -> str:
        """Return the words as they are drawn: a bit away from the icon, and "&" as itself."""
        return (" " if self._icon else "") + text.replace("&", "&&")

    def _draw_icon(self) -> None:
        if self._icon:
            token = {"primary": "on_accent", "link": "accent"}.get(str(self.property("kind")), "ink")
            self.setIconSize(QSize(self._look.px(18), self._look.px(18)))
            self.setIcon(self._look.icon(self._icon, token))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button by Enter too, as people expect."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button of an icon alone; its name is in the tooltip and for screen readers."""

    def __init__(
        self, look: Look, name: str, icon: str, clicked: Callable[[], object] | None = None, shortcut: str = ""
    ) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(tip(name, native(shortcut)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _=False: clicked())
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def show_icon(self, icon: str) -> None:
        """Show another icon, where the button turns something round."""
        self._icon = icon
        self._draw_icon()

    def _draw_icon(self) -> None:
        self.setIconSize(QSize(self._look.px(18), self._look.px(18)))
        self.setIcon(self._look.icon(self._icon))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class _Choice(QPushButton):
    """A choice keeps room for its bold letters, so that choosing moves nothing."""

    def sizeHint(self) -> QSize:
        """Return the size it has when it is chosen."""
        size, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(0, more) + 2, size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrow keys to the row of choices: a button would go on to whatever takes the focus next."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)


class Choices(QWidget):
    """One of a few: a row of buttons that arrow keys walk through. `chosen` tells the code that a person chose.

    `options`: (code, label, tone) with an empty tone for the accent. `chips`: pills that wrap instead of one bar.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        options: Iterable[tuple[str, str, str]],
        *,
        chips: bool = False,
        may_be_none: bool = False,
    ) -> None:
        super().__init__()
        self._may_be_none = may_be_none
        self._held = ""  # what Qt's own toggling of a clicked button cannot change
        self._buttons: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        layout = Flow(spacing=GRID if chips else 0)
        listed = list(options)
        for place, (code, text, tone) in enumerate(listed):
            button = _Choice(text.replace("&", "&&"))
            button.setProperty("kind", "chip" if chips else "segment")
            button.setProperty("tone", tone)
            button.setProperty("first", place == 0)
            button.setProperty("last", place == len(listed) - 1)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, code=code: self._choose(code))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if place == 0 else Qt.FocusPolicy.ClickFocus)
            self._buttons[code] = button
            layout.addWidget(button)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def code(self) -> str:
        """The code that holds, empty for none."""
        return self._held

    def show_code(self, code: str) -> None:
        """Show what holds without telling anybody."""
        self._held = code if code in self._buttons else ""
        for own, button in self._buttons.items():
            button.setChecked(own == code)
        entry = self._buttons.get(code) or next(iter(self._buttons.values()))
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is entry else Qt.FocusPolicy.ClickFocus)

    def say(self, code: str, text: str) -> None:
        """Show another text on a choice, such as a number that changed."""
        button = self._buttons[code]
        if button.text() != text.replace("&", "&&"):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{self.accessibleName()}: {text}")
            button.updateGeometry()

    def focus_chosen(self) -> None:
        """Put the focus on what holds."""
        entry = self._buttons.get(self.code) or next(iter(self._buttons.values()))
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the choices by arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        codes = list(self._buttons)
        focused = next((at for at, button in enumerate(self._buttons.values()) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        code = codes[(focused + step) % len(codes)]
        self._choose(code, keep=True)
        self._buttons[code].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, code: str, *, keep: bool = False) -> None:
        was = self._held
        new = "" if self._may_be_none and was == code and not keep else code
        self.show_code(new)
        if new != was:
            self.chosen.emit(new)
