"""A small picture of what the hall sees, for a facilitator who has the projector behind them."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import Translator
from widgets.look import Look
from widgets.present.stage import Stage


class Preview(QWidget):
    """Drawn anew when something else is shown, at most once a turn of the event loop."""

    def __init__(self, look: Look, tr: Translator, stage: Stage) -> None:
        super().__init__()
        self._look, self._stage = look, stage
        self._picture = QPixmap()
        self.setAccessibleName(tr("What the hall sees now"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._take)
        stage.moved.connect(self._clock.start)
        look.changed.connect(self.updateGeometry)
        self._clock.start()

    def sizeHint(self) -> QSize:
        """Return a small picture of a usual screen."""
        return QSize(self._look.px(128), self._look.px(72))

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in its proportions."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())
            painter.drawPixmap(area, self._picture)
            painter.setPen(self._look.colour("control"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _take(self) -> None:
        if self._stage.isVisible():
            whole = self._stage.grab()
            small = self.sizeHint() * 2
            kind = Qt.TransformationMode.SmoothTransformation
            self._picture = whole.scaled(small, Qt.AspectRatioMode.KeepAspectRatio, kind)
            self.setAccessibleDescription("\n".join(self._stage.words()))
            self.update()
