"""What keys mean on the wall."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from widgets.sort.themes.numbers import is_nought, place_of

Act = Callable[[], object]
COMMANDED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_plain(event: QKeyEvent) -> bool:
    """Tell whether a key was pressed without Ctrl, Alt or Meta."""
    return not event.modifiers() & COMMANDED


def is_alt(event: QKeyEvent) -> bool:
    """Tell whether a key was pressed with Alt alone."""
    return event.modifiers() & (COMMANDED | Qt.KeyboardModifier.ShiftModifier) == Qt.KeyboardModifier.AltModifier


class Keys:
    """Digits and letters sort; the rest are commands, by key or by letter."""

    def __init__(
        self,
        put: Callable[[int], object],
        letters: Mapping[str, Act],
        plain: Mapping[Qt.Key, Act],
        alt: Mapping[Qt.Key, Act],
    ) -> None:
        self._put, self._letters, self._plain, self._alt = put, letters, plain, alt

    def press(self, event: QKeyEvent, *, sorting: bool) -> bool:
        """Do what a key asks for; False: it asks for nothing here. `sorting`: cards may be put by number."""
        key = Qt.Key(event.key())
        if is_alt(event) and key in self._alt:
            self._alt[key]()
            return True
        if not is_plain(event):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in self._plain:
            self._plain[key]()
            return True
        return self._typed(event.text(), sorting=sorting)

    def _typed(self, text: str, *, sorting: bool) -> bool:
        act = self._letters.get("0" if is_nought(text) else text.lower())
        if act is not None:
            act()
            return True
        place = place_of(text)
        if place >= 0 and sorting:
            self._put(place)
        return place >= 0
