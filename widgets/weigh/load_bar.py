"""Promised so far, against what we have, as a bar: what goes over is drawn past the end."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.capacity import Load
from widgets.look import Look
from widgets.theme import RADIUS_SMALL

HEIGHT, END = 16, 5  # pixels at 100 %: the bar, and how far the end mark stands out


class LoadBar(QWidget):
    """Confirmed solid, not confirmed hatched, freed outlined, an "if" dashed; a mark where what we have ends."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.load: Load | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)

    def show_load(self, load: Load, said: str) -> None:
        """Show a load; `said` is what a screen reader says."""
        self.load = load
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar with its end mark."""
        return QSize(self._look.px(220), self._look.px(HEIGHT + 2 * END))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow bar of the same height."""
        return QSize(self._look.px(60), self.sizeHint().height())

    def spans(self) -> dict[str, tuple[float, float]]:
        """Return from where to where each part goes, as shares of the width; for painting and for tests."""
        if self.load is None:
            return {}
        load = self.load
        gross = load.confirmed + load.provisional
        have = load.have if load.have is not None else 0
        whole = max(have, gross, load.used, 1) * (1.02 if load.over else 1.0)
        end = have / whole if load.have is not None else 1.0
        used, solid = max(0, load.used) / whole, min(load.confirmed, max(0, load.used)) / whole
        return {
            "have": (0.0, end),
            "confirmed": (0.0, solid),
            "provisional": (solid, used),
            "over": (end, max(end, used)),
            "freed": (used, gross / whole),
            "if_freed": (max(0.0, used - load.if_freed / whole), used),
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        if self.load is None:
            return
        look, spans = self._look, self.spans()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._area(spans["have"])
        painter.setPen(QPen(look.colour("control"), 1))
        painter.setBrush(look.colour("neutral.soft"))
        painter.drawRoundedRect(ground, RADIUS_SMALL, RADIUS_SMALL)
        shape = QPainterPath()
        shape.addRoundedRect(
            self._area((0.0, max(spans["have"][1], spans["provisional"][1]))), RADIUS_SMALL, RADIUS_SMALL
        )
        painter.setClipPath(shape)
        self._fill(painter, spans["confirmed"], look.colour("accent"))
        self._hatch(painter, spans["provisional"], look.colour("accent"), look.colour("accent_soft"))
        self._paint_over(painter, spans)
        painter.setClipping(False)
        self._outline(painter, spans["freed"], Qt.PenStyle.SolidLine)
        self._outline(painter, spans["if_freed"], Qt.PenStyle.DashLine)
        if self.load.have is not None:
            self._mark_end(painter, spans["have"][1])

    # -- inside ---------------------------------------------------------------------------------

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def _area(self, span: tuple[float, float]) -> QRectF:
        width, high = self.width() - 4, self._look.px(HEIGHT)
        left, right = (2 + width * at for at in span)
        area = QRectF(left, (self.height() - high) / 2, right - left, high)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area.moveLeft(self.width() - right)
        return area

    def _fill(self, painter: QPainter, span: tuple[float, float], colour: QColor) -> None:
        if span[1] > span[0]:
            painter.fillRect(self._area(span), colour)

    def _hatch(self, painter: QPainter, span: tuple[float, float], line: QColor, ground: QColor) -> None:
        if span[1] <= span[0]:
            return
        area, step = self._area(span), self._look.px(6)
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, ground)
        painter.setPen(QPen(line, max(2, step / 2.5)))
        at = area.left() - area.height()
        while at < area.right() + step:
            painter.drawLine(QPointF(at, area.bottom()), QPointF(at + area.height(), area.top()))
            at += step
        painter.restore()
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_over(self, painter: QPainter, spans: dict[str, tuple[float, float]]) -> None:
        """Draw what is over in the danger tone, solid and hatched as it is."""
        look, (start, stop) = self._look, spans["over"]
        if stop <= start or self.load is None or not self.load.over:
            return
        solid = max(start, min(stop, spans["confirmed"][1]))
        self._fill(painter, (start, solid), look.colour("danger.strong"))
        self._hatch(painter, (solid, stop), look.colour("danger.strong"), look.colour("danger.soft"))

    def _outline(self, painter: QPainter, span: tuple[float, float], style: Qt.PenStyle) -> None:
        if span[1] <= span[0]:
            return
        area = self._area(span).adjusted(1, -2, -1, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("panel"), 4))
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(QPen(self._look.colour("settled.strong"), 2, style))
        painter.drawRoundedRect(area, 3, 3)

    def _mark_end(self, painter: QPainter, share: float) -> None:
        area = self._area((share, share))
        out = self._look.px(END) - 1
        painter.setPen(QPen(self._look.colour("ink"), 2))
        painter.drawLine(QPointF(area.left(), area.top() - out), QPointF(area.left(), area.bottom() + out))
