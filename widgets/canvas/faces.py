"""How the parts of a path look: cards, headers, lane labels. Laid out once, then only drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from models.queries import lane_name
from models.records import CardRecord, LaneRecord, StageRecord
from models.vocabulary import EVIDENCE, STAGE_POSITIONS, label
from resources.texts import Translator
from widgets.canvas.words import Laid, Mark, in_lines, laid_out
from widgets.look import Look
from widgets.theme import GRID, RADIUS

LANE_TOKENS = {
    "people_do": "accent",
    "feeling": "idea.strong",
    "people_meet": "story.strong",
    "visibility": "control",
    "behind": "neutral.strong",
    "other_organisations": "waiting.strong",
    "life": "settled.strong",
    "own": "idea.strong",
}
EVIDENCE_ICONS = {
    "told": "message-circle",
    "observed": "eye",
    "data": "table",
    "assumed": "circle-question-mark",
}
MOST_LINES = 9  # of a card's words; the inspector shows them all
EDGE = 5
FAR = 0.5  # below this scale words could not be read: they are left out


@dataclass(frozen=True)
class CardLook:
    """Everything that decides how a card looks; two equal ones need no new layout."""

    card: CardRecord
    lane: LaneRecord
    stories: int
    notes: int
    width: float
    manners: bool


class CardFace:
    """A card laid out: white with a coloured left edge by lane, its words, and what is known in one line below."""

    def __init__(self, look: Look, tr: Translator, asked: CardLook) -> None:
        self.asked = asked
        self._look = look
        self._pad = look.px(10)
        self.left = EDGE + self._pad
        inner = asked.width - self.left - self._pad
        self._words = laid_out(asked.card.words, look.font(), inner, MOST_LINES)
        self._marks = in_lines(marks_of(asked, tr), look, inner + self._pad - 5, GRID)
        self._marks_at = self._pad - 2 + self._words.height + GRID
        foot = max((box.bottom() for box, _ in self._marks), default=0.0)
        self.height = self._marks_at + foot + self._pad - 2
        self.spoken = spoken_card(asked, tr)

    def paint(self, painter: QPainter, *, far: bool, marked: bool, focused: bool) -> None:
        """Draw the card with its upper left corner at (0, 0)."""
        look, box = self._look, QRectF(0, 0, self.asked.width, self.height)
        self._ground(painter, box)
        if not far:
            painter.setPen(look.colour("ink"))
            self._words.draw(painter, self.left, self._pad - 2)
            for place, mark in self._marks:
                mark.paint(painter, look, place.translated(self.left, self._marks_at))
        elif self.asked.card.pain_point and not self.asked.manners:
            painter.fillRect(QRectF(self.left, self._pad, look.px(24), look.px(12)), look.colour("danger.strong"))
        if marked:
            ring(painter, look, box, focused=focused)

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        look = self._look
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(shape, look.colour("panel"))
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        edge = QRectF(box.left(), box.top(), EDGE, box.height())
        painter.fillRect(edge, look.colour(LANE_TOKENS.get(self.asked.lane.kind, "control")))
        painter.restore()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def marks_of(asked: CardLook, tr: Translator) -> tuple[Mark, ...]:
    """Return what stands at the foot of a card. With projector manners no counts and nothing red."""
    card = asked.card
    marks = [Mark(card.code, bold=True)]
    if card.evidence:
        marks.append(Mark(tr(label(EVIDENCE, card.evidence)), icon=EVIDENCE_ICONS.get(card.evidence, "circle")))
    if card.pain_point:
        marks.append(Mark(tr("Pain point"), "neutral" if asked.manners else "danger"))
    if card.what_works.strip():
        marks.append(Mark(tr("What works"), "settled"))
    if asked.stories and not asked.manners:
        marks.append(Mark(tr.count("{n} story", "{n} stories", asked.stories), "story"))
    if asked.notes and not asked.manners:
        marks.append(Mark(tr.count("{n} note", "{n} notes", asked.notes), "idea"))
    return tuple(marks)


def spoken_card(asked: CardLook, tr: Translator) -> str:
    """Return what a screen reader says of a card: its words, its lane, and the marks."""
    code, *marks = (mark.text for mark in marks_of(asked, tr))
    return ". ".join((f"{code} {asked.card.words}", tr(lane_name(asked.lane)), *marks))


class StageFace:
    """A column's header: its letter and name on a tinted ground; dashed where it lies outside the service."""

    def __init__(self, look: Look, tr: Translator, stage: StageRecord, width: float) -> None:
        self.stage, self.width = stage, width
        self._look = look
        self._pad = look.px(10)
        self._letter = laid_out(stage.letter, look.font(bold=True), width)
        self._indent = self._letter.width + look.px(8)
        inner = width - 2 * self._pad - self._indent
        self._name = laid_out(stage.name, look.font(bold=True), inner, 3)
        outside = "" if stage.position == "within" else tr(label(STAGE_POSITIONS, stage.position))
        self._outside: Laid | None = laid_out(outside, look.font(), inner, 2) if outside else None
        self.height = 2 * self._pad - 4 + self._name.height + (self._outside.height if self._outside else 0)
        self.spoken = ". ".join(part for part in (tr("Stage {code}", code=stage.letter), stage.name, outside) if part)

    def paint(self, painter: QPainter, height: float, *, far: bool, marked: bool, focused: bool) -> None:
        """Draw the header as high as the highest of its row."""
        look, box = self._look, QRectF(0, 0, self.width, height)
        edge = QPen(look.colour("accent_soft" if self.stage.position == "within" else "control"), 1)
        if self.stage.position != "within":
            edge.setStyle(Qt.PenStyle.DashLine)
        elif look.palette.name == "contrast":
            edge.setColor(look.colour("control"))
        painter.setPen(edge)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(look.colour("accent"))
        if far:  # zoomed out, the letter alone stays readable
            painter.setFont(look.font(look.scale.display * 2, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.stage.letter)
        else:
            top = self._pad - 2
            self._letter.draw(painter, self._pad, top)
            self._name.draw(painter, self._pad + self._indent, top)
            if self._outside:
                painter.setPen(look.colour("muted"))
                self._outside.draw(painter, self._pad + self._indent, top + self._name.height)
        if marked:
            ring(painter, look, box, focused=focused)


class LaneFace:
    """A row's label: its name in quiet letters, and its number as the step codes have it."""

    def __init__(self, look: Look, tr: Translator, lane: LaneRecord, width: float) -> None:
        self.lane, self.width = lane, width
        self._look = look
        self._number = laid_out(lane.number, look.font(), width)
        self._indent = self._number.width + look.px(6)
        self.name = tr(lane_name(lane))
        self._words = laid_out(self.name, look.font(bold=True), width - self._indent - look.px(8), 6)
        self.height = self._words.height + look.px(16)
        self.spoken = f"{tr('Lane {number}', number=lane.number)}. {self.name}"

    def paint(self, painter: QPainter, height: float, *, far: bool, marked: bool, focused: bool) -> None:
        """Draw the label at the top of its row."""
        look = self._look
        painter.setPen(look.colour("muted"))
        if far:
            painter.setFont(look.font(look.scale.display * 2, bold=True))
            box = QRectF(0, 0, self.width, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.lane.number)
        else:
            self._number.draw(painter, look.px(4), look.px(8))
            self._words.draw(painter, look.px(4) + self._indent, look.px(8))
        if marked:
            ring(painter, look, QRectF(0, 0, self.width, min(height, self.height)), focused=focused)


def ring(painter: QPainter, look: Look, box: QRectF, *, focused: bool) -> None:
    """Draw the ring around what is marked: stronger where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    gap = 2.0 if focused else 1.0
    painter.setPen(QPen(look.colour("panel"), 2))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(QPen(look.colour("focus" if focused else "accent"), 3 if focused else 2))
    painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), RADIUS + gap, RADIUS + gap)
