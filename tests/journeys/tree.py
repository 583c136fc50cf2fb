"""What a screen reader is told of a window: role, name and value of everything that is shown, in its order."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

MOST_ROWS = 12  # of a list or table that are told
SILENT = frozenset({QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Splitter})


@dataclass(frozen=True)
class Told:
    """One thing: how deep it lies, what it is, what it is called, what it holds, whether the keys can go there."""

    depth: int
    role: str
    name: str
    value: str
    takes_keys: bool

    def line(self) -> str:
        """It as a line of the dump."""
        parts = [self.role, f"“{self.name}”" if self.name else "", f"= {self.value}" if self.value else ""]
        return "  " * self.depth + " ".join(part for part in parts if part)


def tree(widget: QWidget) -> tuple[Told, ...]:
    """Return what is told of a widget and all it shows."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, f"{type(widget).__name__} is not told at all"
    return tuple(_walk(interface, 0))


def nameless(found: tuple[Told, ...]) -> list[str]:
    """Return what takes the keys and has no name."""
    return [one.line().strip() for one in found if one.takes_keys and not one.name.strip()]


def _walk(interface: QAccessibleInterface, depth: int) -> Iterator[Told]:
    state = interface.state()
    if state.invisible:  # pyright: ignore[reportAttributeAccessIssue]
        return
    role = interface.role()
    name, value = interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Value)
    deeper = depth
    if role not in SILENT or name:
        yield Told(depth, role.name, name, value, bool(state.focusable))  # pyright: ignore[reportAttributeAccessIssue]
        deeper += 1
    for at in range(min(interface.childCount(), MOST_ROWS if role in _LISTS else 500)):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from _walk(child, deeper)


_LISTS = frozenset({QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree})
