"""Voices so far, for the facilitator: by group against who is in the room, or by step; kindly where one is quiet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import queries, spoken, views
from models.records import GroupRecord
from models.spoken import Counted
from widgets.capture.attendance import HeadCount
from widgets.capture.bars import Bar
from widgets.capture.consents import preset_of
from widgets.capture.heard import ByStep, counted_words, row_of_bar
from widgets.context import Context
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, scrolled
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

ENOUGH = 3  # voices a group on the whole; before that nobody is quiet yet
QUIET = 0.5  # of what a group would have if all spoke alike
GROUP, STEP = "group", "step"


@dataclass(frozen=True)
class Heard:
    """A group and its voices. `share`: its part of who is in the room. `quiet`: it has clearly fewer than that."""

    group: GroupRecord
    counted: Counted
    share: float | None = None
    quiet: bool = False


def heard_groups(groups: Sequence[GroupRecord], voices: Mapping[str | None, Counted]) -> tuple[Heard, ...]:
    """Return the groups with their voices; a share counts who came, where that was counted for every group."""
    counts = [voices.get(group.id, Counted()) for group in groups]
    total = sum(count.both for count in counts)
    came = [group.attended for group in groups if group.attended is not None]
    people = sum(came) if len(came) == len(groups) else 0
    enough = len(groups) > 1 and total >= ENOUGH * len(groups)
    found: list[Heard] = []
    for group, count in zip(groups, counts, strict=True):
        share = (group.attended or 0) / people if people else None
        expected = total * (share if share is not None else 1 / len(groups))
        found.append(Heard(group, count, share, enough and count.both < QUIET * expected))
    return tuple(found)


class GroupRow(QWidget):
    """One group: its voices as a bar, how many are in the room, and a kind sentence where it is quiet."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.name, self.number, self.said = Label(""), Label("", "strong"), muted("")
        self.bar = Bar(context.look)
        self.heads = HeadCount(context)
        self.kind = muted(context.tr("Fewer notes from this group so far. Offer pairs, pictures or a break."))
        parts = (self.name, row_of_bar(self.bar, self.number), self.said, self.heads, self.kind)
        self.setLayout(column(*parts, spacing=GRID // 2))

    def show_heard(self, heard: Heard, most: int, total: int, workshop_id: str | None) -> None:
        """Show one group."""
        counted, group = heard.counted, heard.group
        self.name.setText(group.name)
        self.number.setText(str(counted.both))
        self.said.setText(counted_words(self.context, counted))
        mark = heard.share * total / most if heard.share is not None and most and total else None
        self.bar.show_part(counted.both / most if most else 0.0, mark)
        self.kind.setVisible(heard.quiet)
        self.heads.setVisible(workshop_id is not None)
        if workshop_id is not None:
            self.heads.show_group(workshop_id, group)
        self.setAccessibleName(f"{group.name}: {self.said.text()}")


class ByGroup(QWidget):
    """The groups, with those who did not say which one they are of."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self.rows: dict[str, GroupRow] = {}
        self._lead = muted(tr("The mark on a bar: as many as if everybody in the room had spoken alike."))
        self._nobody = muted(tr("No groups are named yet. Notes without a group are just as good."))
        self._box: QVBoxLayout = column(spacing=4 * GRID)
        self._unsaid = muted("")
        self.setLayout(column(self._lead, self._nobody, self._box, self._unsaid, spacing=3 * GRID))

    def refresh(self) -> None:
        """Count anew; a number that is being typed stays."""
        ask, workshop = self.context.document.ask, self.context.session.workshop_id
        groups = ask(queries.groups, workshop) if workshop else ask(queries.groups)
        voices = ask(spoken.by_group, workshop)
        heard = heard_groups(groups, voices)
        self._make_rows([group.id for group in groups])
        total = sum(one.counted.both for one in heard)
        most = max((max(one.counted.both, (one.share or 0) * total) for one in heard), default=0)
        for one in heard:
            self.rows[one.group.id].show_heard(one, round(most), total, workshop)
        unsaid = voices.get(None, Counted())
        self._unsaid.setText(self.context.tr("Group not said: {what}", what=counted_words(self.context, unsaid)))
        self._unsaid.setVisible(bool(unsaid.both and heard))
        self._nobody.setVisible(not heard)
        self._lead.setVisible(any(one.share is not None for one in heard) and total > 0)

    def settle(self) -> None:
        """Make edits of numbers that are typed."""
        for group_row in self.rows.values():
            group_row.heads.settle()

    def _make_rows(self, ids: Sequence[str]) -> None:
        if list(self.rows) == list(ids):
            return
        for gone in self.rows.values():
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = {group_id: GroupRow(self.context) for group_id in ids}
        for group_row in self.rows.values():
            self._box.addWidget(group_row)


class VoicesSoFar(QWidget):
    """Shown while nothing is opened. `ask_wanted`: the list of those to ask before they go home."""

    ask_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.setAccessibleName(tr("Voices so far"))
        self.ask = Button(look, "", "ear", "link", self.ask_wanted.emit)
        self.ask.setToolTip(tr("Stories whose tellers were not asked yet what they may be used for"))
        options = [(GROUP, tr("By group"), ""), (STEP, tr("By step"), "")]
        self.by = Choices(look, tr("Voices so far"), options)
        self.by.show_code(GROUP)
        self.by.chosen.connect(lambda _: self.refresh())
        self.groups = ByGroup(context)
        self.steps: ByStep | None = None  # made when it is first looked at
        self._box = column(self.groups)
        self.setLayout(
            column(scrolled(caption(tr("Voices so far")), self.ask, self.by, self._box, 1, spacing=3 * GRID))
        )
        context.document.settling.connect(self.groups.settle)

    def refresh(self) -> None:
        """Count anew what is shown."""
        ask, workshop = self.context.document.ask, self.context.session.workshop_id
        waiting = ask(views.to_ask_before_home, preset_of(self.context, workshop))
        self.ask.say(self.context.tr("Ask before they go home ({n})", n=len(waiting)))
        self.ask.setVisible(bool(waiting))
        by_step = self.by.code == STEP
        if by_step and self.steps is None:
            self.steps = ByStep(self.context)
            self._box.addWidget(self.steps)
        self.groups.setVisible(not by_step)
        if self.steps is not None:
            self.steps.setVisible(by_step)
        if by_step and self.steps is not None:
            self.steps.refresh()
        else:
            self.groups.refresh()
