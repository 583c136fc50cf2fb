"""How headers of stages and labels of lanes look. Laid out once, then only drawn."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.queries import lane_name
from models.records import LaneRecord, StageRecord
from models.vocabulary import STAGE_POSITIONS, label
from resources.texts import Translator
from widgets.canvas.words import Fonts, Laid, Mark, laid_out
from widgets.theme import RADIUS

LEAST_LETTER = 6  # pixels of the screen


class StageFace:
    """A column's header: its letter and name on a tinted ground; dashed, and said so, outside the service.

    `marks`: what more is said of the stage, below its name.
    """

    def __init__(
        self, fonts: Fonts, tr: Translator, stage: StageRecord, width: float, marks: tuple[Mark, ...] = ()
    ) -> None:
        self.asked = (stage, width, marks)
        self.stage, self.width = stage, width
        self._fonts = fonts
        look = fonts.look
        self._pad = look.px(10)
        self._letter = laid_out(stage.letter, fonts.bold, width)
        self._indent = self._letter.width + look.px(8)
        inner = width - 2 * self._pad - self._indent
        self._name = laid_out(stage.name, fonts.bold, inner, 3)
        outside = "" if stage.position == "within" else tr(label(STAGE_POSITIONS, stage.position))
        below = " · ".join(part for part in (outside, *(mark.text for mark in marks)) if part)
        self._below: Laid | None = laid_out(below, fonts.plain, inner, 3) if below else None
        self.height = 2 * self._pad - 4 + self._name.height + (self._below.height if self._below else 0)
        self.spoken = ". ".join(part for part in (tr("Stage {code}", code=stage.letter), stage.name, below) if part)

    def paint(self, painter: QPainter, height: float, *, far: bool) -> None:
        """Draw the header as high as the highest of its row."""
        look, box = self._fonts.look, QRectF(0.5, 0.5, self.width - 1, height - 1)
        within = self.stage.position == "within"
        edge = QPen(look.colour("accent_soft" if within else "control"), 1)
        if not within:
            edge.setStyle(Qt.PenStyle.DashLine)
        elif look.palette.name == "contrast":
            edge.setColor(look.colour("control"))
        painter.setPen(edge)
        painter.setBrush(look.colour("accent_soft" if within else "paper"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(look.colour("accent"))
        if far:
            far_letter(painter, self._fonts, box, self.stage.letter)
            return
        top = self._pad - 2
        self._letter.draw(painter, self._pad, top)
        self._name.draw(painter, self._pad + self._indent, top)
        if self._below:
            painter.setPen(look.colour("muted"))
            self._below.draw(painter, self._pad + self._indent, top + self._name.height)


class LaneFace:
    """A row's label: its name in quiet letters, and its number as the step codes have it."""

    def __init__(self, fonts: Fonts, tr: Translator, lane: LaneRecord, width: float) -> None:
        self.lane, self.width = lane, width
        self._fonts = fonts
        px = fonts.look.px
        self._number = laid_out(lane.number, fonts.plain, width)
        self._indent = self._number.width + px(6)
        self.name = tr(lane_name(lane))
        self._words = laid_out(self.name, fonts.bold, width - self._indent - px(8), 6)
        self.height = self._words.height + px(16)
        self.spoken = f"{tr('Lane {number}', number=lane.number)}. {self.name}"

    def paint(self, painter: QPainter, height: float, *, far: bool) -> None:
        """Draw the label at the top of its row."""
        look = self._fonts.look
        painter.setPen(look.colour("muted"))
        if far:
            far_letter(painter, self._fonts, QRectF(0, 0, self.width, height), self.lane.number)
            return
        self._number.draw(painter, look.px(4), look.px(8))
        self._words.draw(painter, look.px(4) + self._indent, look.px(8))


def far_letter(painter: QPainter, fonts: Fonts, box: QRectF, letter: str) -> None:
    """Draw a code so large that it stays readable zoomed out; nothing where it would not be even so."""
    size = fonts.look.scale.display * 2
    if size * painter.worldTransform().m11() >= LEAST_LETTER:
        painter.setFont(fonts.look.font(size, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
