"""A check box whose tick is drawn in the palette's colours."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from widgets.look import Look


class Check(QCheckBox):
    """Yes or no."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._look = look
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick too: a style sheet could only take it from a file of one colour."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        size = min(box.width(), box.height()) - 2
        at = box.center() - QPoint(size // 2, size // 2)
        QPainter(self).drawPixmap(at, self._look.picture("check", "on_accent", size))
