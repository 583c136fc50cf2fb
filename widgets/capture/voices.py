"""Voices so far: how many each group has, quietly, and a kind sentence where one has few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import queries, views
from models.records import GroupRecord
from widgets.capture.consents import preset_of
from widgets.context import Context
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row, scrolled
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

ENOUGH = 3  # voices a group on the whole; before that nobody is quiet yet
QUIET = 0.5  # of what a group would have if all spoke alike


@dataclass(frozen=True)
class Heard:
    """A group and its voices. `quiet`: it has clearly fewer than its share."""

    name: str
    voices: int
    quiet: bool = False


def heard_groups(groups: Sequence[GroupRecord], voices: Mapping[str | None, int]) -> tuple[Heard, ...]:
    """Return the groups with their voices; a share counts who came, where that was counted for every group."""
    total = sum(voices.get(group.id, 0) for group in groups)
    came = [group.attended for group in groups]
    counted = [one for one in came if one is not None]
    people = sum(counted) if len(counted) == len(came) else 0
    found: list[Heard] = []
    for group in groups:
        share = (group.attended or 0) / people if people else 1 / len(groups)
        own = voices.get(group.id, 0)
        enough = len(groups) > 1 and total >= ENOUGH * len(groups)
        found.append(Heard(group.name, own, quiet=enough and own < QUIET * share * total))
    return tuple(found)


class Bar(QWidget):
    """A part of the longest, as a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._part = look, 0.0
        look.changed.connect(self._fit)
        self._fit()

    def show_part(self, part: float) -> None:
        """Show another part, 0…1."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, from the side that people begin to read."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self._look.px(8)
        area = QRectF(0.5, (self.height() - high) / 2, self.width() - 1, high)
        painter.setPen(self._look.colour("control") if self._look.palette.name == "contrast" else "transparent")
        painter.setBrush(self._look.colour("neutral.soft"))
        painter.drawRoundedRect(area, high / 2, high / 2)
        if self._part > 0:
            area.setWidth(max(high, area.width() * min(1.0, self._part)))
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(area, high / 2, high / 2)

    def _fit(self) -> None:
        self.setMinimumWidth(self._look.px(60))
        self.setFixedHeight(self._look.px(18))
        self.update()


class VoicesSoFar(QWidget):
    """For the facilitator, while nothing is opened. `ask_wanted`: the list of those to ask before they go home."""

    ask_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self._shown: tuple[object, ...] | None = None
        self._rows: QVBoxLayout = column(spacing=3 * GRID)
        self._nobody = muted(tr("No groups are named yet. Notes without a group are just as good."))
        self.ask = Button(context.look, "", "ear", "link", self.ask_wanted.emit)
        self.ask.setToolTip(tr("Stories whose tellers were not asked yet what they may be used for"))
        self.setLayout(column(scrolled(caption(tr("Voices so far")), self._nobody, self._rows, self.ask, 1)))

    def refresh(self) -> None:
        """Count anew."""
        ask, workshop = self.context.document.ask, self.context.session.workshop_id
        groups = ask(queries.groups, workshop) if workshop else ask(queries.groups)
        voices = ask(views.voices_by_group, workshop)
        waiting = ask(views.to_ask_before_home, preset_of(self.context, workshop))
        self.ask.say(self.context.tr("Ask before they go home ({n})", n=len(waiting)))
        self.ask.setVisible(bool(waiting))
        shown = (*heard_groups(groups, voices), voices.get(None, 0))
        if shown != self._shown:
            self._shown = shown
            self._fill(heard_groups(groups, voices), voices.get(None, 0))

    def _fill(self, heard: Sequence[Heard], unsaid: int) -> None:
        tr = self.context.tr
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        listed = [*heard, *([Heard(tr("Group not said"), unsaid)] if unsaid and heard else [])]
        most = max((one.voices for one in listed), default=0)
        for one in listed:
            self._rows.addWidget(self._row(one, one.voices / most if most else 0.0))
        self._nobody.setVisible(not heard)

    def _row(self, heard: Heard, part: float) -> QWidget:
        tr = self.context.tr
        number = Label(str(heard.voices), "strong")
        number.setMinimumWidth(self.context.look.px(26))
        bar = Bar(self.context.look)
        bar.show_part(part)
        line = row(bar, number)
        line.setStretch(0, 1)
        parts = [Label(heard.name), line]
        if heard.quiet:
            parts.append(muted(tr("Fewer notes from this group so far. Offer pairs, pictures or a break.")))
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=GRID // 2))
        holder.setAccessibleName(f"{heard.name}: {heard.voices}")
        return holder
