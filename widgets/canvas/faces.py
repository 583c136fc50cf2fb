"""How a card looks: its words, what is known about it, and where it leads. Measured first, laid out when it is seen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from models.queries import lane_name
from models.records import CardRecord, LaneRecord
from models.vocabulary import EVIDENCE, label
from resources.texts import Translator
from widgets.canvas.leads import LEAD_ICONS, Lead, lead_words
from widgets.canvas.words import Fonts, Mark, draw_icon, in_lines, laid_out
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
HAND_OFF = "handshake"
MOST_LINES = 9  # of a card's words; the inspector shows them all
MOST_LEAD_LINES = 2
EDGE = 5
FAR = 0.5  # below this scale words could not be read: they are left out
TOP = 8  # pixels at 100 % above the words and below the last line
FIRST_PORT = 19  # and to where a line arrives, or leaves to what simply comes next


@dataclass(frozen=True, slots=True)
class CardLook:
    """Everything that decides how a card looks; two equal ones need no new layout. `marks`: more at its foot."""

    card: CardRecord
    lane: LaneRecord
    stories: int
    notes: int
    width: float
    manners: bool
    marks: tuple[Mark, ...] = ()
    leads: tuple[Lead, ...] = ()


class CardFace:
    """A card: white with a coloured left edge by lane, its words, and what is known in lines below.

    Making one only measures it; `paint` lays everything out, and what it drew is kept as a picture by whoever asks.
    `ports`: where connections leave, by their id, measured from the upper edge.
    """

    __slots__ = ("_fonts", "_tr", "asked", "height", "ports")

    def __init__(self, fonts: Fonts, tr: Translator, asked: CardLook) -> None:
        self.asked, self._fonts, self._tr = asked, fonts, tr
        px = fonts.look.px
        y = px(TOP) + fonts.height(asked.card.words, self._inner(), MOST_LINES)
        for line in self._lines():
            y += GRID + max(box.bottom() for box, _ in line)
        ports: list[tuple[str, float]] = []
        for lead in asked.leads:
            if lead.told:
                high = max(fonts.mark_height, fonts.height(lead_words(lead, tr), self._lead_width(), MOST_LEAD_LINES))
                ports.append((lead.id, y + GRID + fonts.mark_height / 2))
                y += GRID + high
            else:
                ports.append((lead.id, float(px(FIRST_PORT))))
        self.ports = tuple(ports)
        self.height = float(round(y + px(TOP)))

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return spoken_card(self.asked, self._tr)

    def _left(self) -> float:
        return EDGE + self._fonts.look.px(10)

    def _inner(self) -> float:
        return self.asked.width - self._left() - self._fonts.look.px(10)

    def _lead_width(self) -> float:
        return self._inner() - self._fonts.look.px(16) - 3

    def _lines(self) -> list[tuple[tuple[QRectF, Mark], ...]]:
        """Return what stands below the words, laid out: what is known about it, then its code and chips."""
        width = self._inner() + self._fonts.look.px(5)
        details = shortened(details_of(self.asked, self._tr), self._fonts, width, GRID)
        marks = laid_marks(self.asked, self._tr, self._fonts, width)
        return [line for line in (details, marks) if line]

    def paint(self, painter: QPainter) -> None:
        """Draw what stands on the card, with its upper left corner at (0, 0); the `ground` lies there already."""
        fonts, look = self._fonts, self._fonts.look
        words = laid_out(self.asked.card.words, fonts.plain, self._inner(), MOST_LINES)
        painter.setPen(look.colour("ink"))
        y = float(look.px(TOP))
        words.draw(painter, self._left(), y)
        y += words.height
        for line in self._lines():
            for place, mark in line:
                mark.paint(painter, fonts, place.translated(self._left(), y + GRID))
            y += GRID + max(box.bottom() for box, _ in line)
        for lead in self.asked.leads:
            if lead.told:
                y = self._paint_lead(painter, lead, y + GRID)

    def _paint_lead(self, painter: QPainter, lead: Lead, y: float) -> float:
        fonts, look = self._fonts, self._fonts.look
        size = look.px(16)
        words = laid_out(lead_words(lead, self._tr), fonts.plain, self._lead_width(), MOST_LEAD_LINES)
        box = QRectF(self._left(), y + (fonts.mark_height - size) / 2, size, size)
        draw_icon(painter, look, LEAD_ICONS[lead.kind], "muted", box)
        painter.setPen(look.colour("muted"))
        words.draw(painter, self._left() + size + 3, y + (fonts.mark_height - fonts.line) / 2)
        return y + max(fonts.mark_height, words.height)


def ground(painter: QPainter, look: Look, box: QRectF, lane_kind: str) -> None:
    """Draw an empty card."""
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.fillPath(shape, look.colour("panel"))
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    edge = QRectF(box.left(), box.top(), EDGE, box.height())
    painter.fillRect(edge, look.colour(LANE_TOKENS.get(lane_kind, "control")))
    painter.restore()
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)


def details_of(asked: CardLook, tr: Translator) -> tuple[Mark, ...]:
    """Return what is known about a card: channel, waiting, hand-off, owner, cost; quiet, each with its icon."""
    card = asked.card
    found: list[Mark] = []
    if card.channel:
        found.append(Mark(one_line(card.channel), "", "message-square", spoken=tr("Channel: {it}", it=card.channel)))
    if card.waiting:
        found.append(Mark(one_line(card.waiting), "", "hourglass", spoken=tr("Waiting: {it}", it=card.waiting)))
    if card.hand_off:
        spoken = tr("Handed over to: {it}", it=card.hand_off)
        found.append(Mark(one_line(card.hand_off), "", HAND_OFF, spoken=spoken))
    if card.owner:
        found.append(Mark(one_line(card.owner), "", "user", spoken=tr("Owner: {it}", it=card.owner)))
    if card.cost_to_person:
        spoken = tr("Cost to the person: {it}", it=card.cost_to_person)
        found.append(Mark(one_line(card.cost_to_person), "", "wallet", spoken=spoken))
    return tuple(found)


def shortened(details: tuple[Mark, ...], fonts: Fonts, width: float, gap: float) -> tuple[tuple[QRectF, Mark], ...]:
    """Return details laid out on at most two lines; where they are too long, only the first two and a hand-off's icon.

    The rest stands on the page of the card.
    """
    placed = in_lines(details, fonts, width, gap)
    if not placed or placed[-1][0].top() <= fonts.mark_height + gap:
        return placed
    size, high = float(fonts.look.px(16)), fonts.mark_height
    first, second, *rest = details
    handed = [Mark("", icon=mark.icon) for mark in rest if mark.icon == HAND_OFF]
    room = width - len(handed) * (size + gap)
    return (
        (QRectF(0, 0, min(first.width(fonts), room), high), first),
        *((QRectF(room + gap, 0, size, high), mark) for mark in handed),
        (QRectF(0, high + gap, min(second.width(fonts), width), high), second),
    )


def marks_of(asked: CardLook, tr: Translator, *, short: bool = False) -> tuple[Mark, ...]:
    """Return what stands at the foot of a card. With projector manners no counts and nothing red.

    `short`: stories and notes by an icon and their number.
    """
    card = asked.card
    marks = [Mark(card.code, bold=True), *asked.marks]
    if card.evidence:
        marks.append(Mark(tr(label(EVIDENCE, card.evidence)), icon=EVIDENCE_ICONS.get(card.evidence, "circle")))
    if card.pain_point:
        marks.append(Mark(tr("Pain point"), "neutral" if asked.manners else "danger"))
    if card.what_works.strip():
        marks.append(Mark(tr("What works"), "settled"))
    counts = (
        (tr.count("{n} story", "{n} stories", asked.stories), asked.stories, "story", "message-square-quote"),
        (tr.count("{n} note", "{n} notes", asked.notes), asked.notes, "idea", "lightbulb"),
    )
    for words, count, tone, icon in counts:
        if count and not asked.manners:
            marks.append(Mark(str(count), tone, icon, spoken=words) if short else Mark(words, tone))
    return tuple(marks)


def laid_marks(asked: CardLook, tr: Translator, fonts: Fonts, width: float) -> tuple[tuple[QRectF, Mark], ...]:
    """Return what stands at the foot of a card, laid out; counts are short where their words would take a line more."""
    whole = in_lines(marks_of(asked, tr), fonts, width, GRID)
    if asked.manners or not (asked.stories or asked.notes):
        return whole
    brief = in_lines(marks_of(asked, tr, short=True), fonts, width, GRID)
    return brief if brief[-1][0].bottom() < whole[-1][0].bottom() else whole


def spoken_card(asked: CardLook, tr: Translator) -> str:
    """Return what a screen reader says of a card: its words, its lane, the marks, and where it leads."""
    code, *marks = (mark.text for mark in marks_of(asked, tr))
    details = (mark.spoken for mark in details_of(asked, tr))
    leads = (lead_words(lead, tr) for lead in asked.leads)
    return ". ".join((f"{code} {asked.card.words}", tr(lane_name(asked.lane)), *marks, *details, *leads))


def one_line(text: str) -> str:
    """Return a text without breaks of lines, for where there is one line only."""
    return " ".join(text.split())


def ring(painter: QPainter, look: Look, box: QRectF, *, focused: bool) -> None:
    """Draw the ring around what is marked: stronger where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    gap = 2.0 if focused else 1.0
    painter.setPen(QPen(look.colour("panel"), 2))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.setPen(QPen(look.colour("focus" if focused else "accent"), 3 if focused else 2))
    painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), RADIUS + gap, RADIUS + gap)
