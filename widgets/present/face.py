"""Draws one leaf. The words are told to assistive technology as well."""

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.prepare.opening import Slide
from widgets.present.grouped import GroupSetter
from widgets.present.look import ProjectorLook
from widgets.present.setting import Box, Leaf, laid


class SlideFace(QWidget):
    """One slide in large type, of which one leaf is on the screen."""

    def __init__(self, look: ProjectorLook) -> None:
        super().__init__()
        self._look = look
        self._slide = Slide("", (), "")
        self._name = ""
        self._set: tuple[tuple[Slide, str, float, float], tuple[Leaf, ...]] | None = None
        self._at = 0

    def show_slide(self, slide: Slide, name: str, at: int) -> None:
        """Show a leaf of a slide; `name` is the page's."""
        self._slide, self._name, self._at = slide, name, at
        self.setAccessibleName(slide.title or name)
        self.setAccessibleDescription("\n".join(self.leaf().words()))
        self.update()

    def leaves(self) -> tuple[Leaf, ...]:
        """Return the leaves of the slide at the present size."""
        key = (self._slide, self._name, float(self.width()), float(self.height()))
        if self._set is None or self._set[0] != key:
            setter = GroupSetter(self._look, QSizeF(self.size()), self._name)
            self._set = (key, setter.leaves(self._slide))
        return self._set[1]

    def leaf(self) -> Leaf:
        """Return the leaf that is shown; the last one where there are fewer now."""
        found = self.leaves()
        return found[min(self._at, len(found) - 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the leaf."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._look.colour("paper"))
        leaf = self.leaf()
        for box in leaf.boxes:
            self._ground(painter, box)
        for piece in (*leaf.head, *(one for box in leaf.boxes for one in box.pieces)):
            painter.setPen(self._look.colour(piece.token))
            laid(piece, self._look).draw(painter, piece.at)

    def _ground(self, painter: QPainter, box: Box) -> None:
        """Draw what a box stands on: a panel, or the ground of a heading."""
        if not box.panel and not box.shape:
            return
        filled = "panel" if box.panel else "ink" if box.shape == "filled" else ""
        line = QPen(self._look.colour("muted"), max(2.0, self.height() * 0.003), Qt.PenStyle.DashLine)
        painter.setPen(line if box.shape == "outline" else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(filled) if filled else Qt.BrushStyle.NoBrush)
        radius = max(8.0, self.height() * 0.018) if box.panel else min(box.area.height() / 2, self.height() * 0.03)
        painter.drawRoundedRect(box.area, radius, radius)
