"""Which key asks for what in a table: a pure table of keys, so that what is told and what happens cannot differ."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier
PAD = Qt.KeyboardModifier.KeypadModifier
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
EDIT, TYPE, CLEAR, ADD, JUMP, GROW, ALL = "edit", "type", "clear", "add", "jump", "grow", "all"


def asked(event: QKeyEvent) -> str:
    """Return what a key asks a table for; empty: whatever every table does with it."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~PAD
    plain = held in (Qt.KeyboardModifier.NoModifier, SHIFT)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
        return EDIT
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and held == Qt.KeyboardModifier.NoModifier:
        return CLEAR
    if key == Qt.Key.Key_Insert and held == Qt.KeyboardModifier.NoModifier:
        return ADD
    if key == Qt.Key.Key_A and held == CTRL:
        return ALL
    if key in ARROWS and held & CTRL and not held & ALT:
        return GROW if held & SHIFT else JUMP
    typed = event.text()
    altered = held & (CTRL | ALT) in (CTRL, ALT) or held & META  # both together write letters on some keyboards
    if typed and typed.isprintable() and not altered and (plain or held & (CTRL | ALT)):
        return EDIT if typed == " " else TYPE
    return ""
