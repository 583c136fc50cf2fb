"""Whose ideas got a yes: each group's share of the people in the room beside its share of the ideas with a yes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from models.missing_voices import YesRow, YesShares, share
from widgets.context import Context
from widgets.look import Look
from widgets.parts.frames import Surface, column, flow, hairline
from widgets.parts.labels import Chip, Label, caption, muted
from widgets.theme import GRID


class ShareBars(QWidget):
    """Two bars below each other: of the people, outlined; of the ideas with a yes, filled. The words say both."""

    def __init__(self, look: Look, people: int | None, yes: int | None) -> None:
        super().__init__()
        self._look, self._shares = look, (people, yes)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of two bars."""
        return QSize(self._look.px(140), 2 * self._look.px(10) + self._look.px(5) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        del event
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.px(10)
        for at, percent in enumerate(self._shares):
            if percent is None:
                continue
            y = at * (high + look.px(5)) + 1
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(0, y + high, self.width(), y + high)
            if not percent:
                continue
            wide = max(3.0, (self.width() - 2) * min(100, percent) / 100)
            painter.setPen(QPen(look.colour("control" if at == 0 else "accent"), 1.4))
            painter.setBrush(look.colour("neutral.soft") if at == 0 else look.colour("accent"))
            painter.drawRoundedRect(QRectF(1, y, wide, high), 3, 3)


class YesTable(Surface):
    """One entry a group, as many as there are."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._box = column(spacing=2 * GRID)
        super().__init__("card", column(self._box, margin=3 * GRID))

    def show_shares(self, shares: YesShares, names: dict[str, str]) -> None:
        """Show the groups; built anew only where something changed."""
        state = (shares, tuple(names.items()))
        if state == self._shown:
            return
        self._shown = state
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(shares.rows):
            if at:
                self._box.addWidget(hairline())
            self._box.addWidget(self._entry(one, shares, names))

    def _entry(self, one: YesRow, shares: YesShares, names: dict[str, str]) -> QWidget:
        context = self._context
        tr, group = context.tr, one.groups[0]
        name = Label(names.get(group, "") if group else tr("Group not said"), "strong")
        head = flow(name, *([Chip(tr("Documents join this group with others"))] if one.small else []))
        people, yes = self._people(one, shares), self._yes(one, shares)
        words = column(head, Label(people, "muted"), Label(yes), spacing=2)
        entry = QWidget()
        bars = ShareBars(context.look, share(one.people, shares.people), share(one.yes, shares.yes))
        inside = QGridLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(4 * GRID)
        inside.addLayout(words, 0, 0)
        inside.addWidget(bars, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.setColumnStretch(0, 3)
        inside.setColumnStretch(1, 2)
        entry.setLayout(inside)
        entry.setAccessibleName(f"{name.text()}. {people} {yes}")
        return entry

    def _people(self, one: YesRow, shares: YesShares) -> str:
        tr = self._context.tr
        if one.groups == (None,):
            return tr("Nobody said which group they are of.")
        percent = share(one.people, shares.people)
        if one.people is None or percent is None:
            return tr("Nobody counted how many of them were in the room.")
        if not one.people:
            return tr("Nobody of them was in the room.")
        return tr("{n} of {whole} in the room ({percent} %).", n=one.people, whole=shares.people, percent=percent)

    def _yes(self, one: YesRow, shares: YesShares) -> str:
        tr = self._context.tr
        if not one.ideas:
            return tr("No idea with a voice of theirs.")
        said = tr.count("{n} idea;", "{n} ideas;", one.ideas)
        percent = share(one.yes, shares.yes)
        if percent is None:
            got = tr("no idea has a confirmed yes yet.")
        else:
            got = tr(
                "{n} of the {whole} with a confirmed yes ({percent} %).", n=one.yes, whole=shares.yes, percent=percent
            )
        maybe = (
            tr.count(
                "{n} more looks possible, not confirmed yet.", "{n} more look possible, not confirmed yet.", one.maybe
            )
            if one.maybe
            else ""
        )
        return " ".join(part for part in (said, got, maybe) if part)


def legend(context: Context) -> QWidget:
    """Return what the two bars are."""
    tr = context.tr
    made = QWidget()
    made.setLayout(
        column(
            caption(tr("Whose ideas got a yes")),
            muted(
                tr(
                    "Upper bar: the group's share of the people in the room. Lower bar: the share of ideas with a "
                    "confirmed yes in which it has a voice. An idea with voices of several groups counts for each."
                )
            ),
            spacing=2,
        )
    )
    return made
