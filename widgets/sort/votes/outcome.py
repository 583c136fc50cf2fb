"""The result of a closed vote: places, numbers, by group as far as that may be shown, turnout, and what it decides."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import queries
from models import vote_reads as reads
from models.small_groups import DEFAULT_LIMIT
from models.vocabulary import label
from models.vote_records import RULES, OptionRecord, RoundRecord
from models.vote_words import group_score, groups_words, place_words, score_words, surplus_words, turnout_words
from models.votes import Result, Standing, public_groups
from widgets.context import Context
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import Label, caption, muted
from widgets.sort.votes.grid import CountGrid, GridRow
from widgets.theme import GRID


class PlaceBar(QWidget):
    """A bar of one option's share of the largest number; the number stands beside it in words."""

    def __init__(self, look: Look, share: float, said: str) -> None:
        super().__init__()
        self.setAccessibleName(said)
        self._look, self._share = look, share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a bar's height."""
        return QSize(self._look.px(120), self._look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar on its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = area.height() / 2
        painter.setPen(self._look.colour("control"))
        painter.setBrush(self._look.colour("neutral.soft"))
        painter.drawRoundedRect(area, radius, radius)
        if self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent"))
            area.setWidth(max(area.height(), area.width() * min(1.0, self._share)))
            painter.drawRoundedRect(area, radius, radius)


class ResultPart(QWidget):
    """Only a closed round has one."""

    again_wanted = Signal()
    open_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.replaced = Callout(look, "waiting", "")
        self.state = Callout(look, "settled", "")
        self.surplus = Callout(look, "waiting", "")
        self.turnout = Label("", "strong")
        self.rule = muted("")
        self.rows = column(spacing=3 * GRID)
        self.card = Surface("card", column(self.rows, margin=4 * GRID))
        self.groups_heading = caption(tr("By group"))
        self.groups = CountGrid(look, tr("Votes by group"), lambda *_: True)
        self.groups_card = Surface("card", column(self.groups, margin=2))
        self.groups_told = muted("")
        self.again = Button(look, tr("Vote again"), "repeat", "", self.again_wanted.emit)
        self.reopen = Button(look, tr("Open it again"), "lock-open", "quiet", self.open_wanted.emit)
        self.compare = Button(look, tr("Compare and settle"), "list-checks", "primary", self.compare_wanted.emit)
        parts = (self.replaced, self.state, self.surplus, self.turnout, self.card, self.rule)
        below = (self.groups_heading, self.groups_card, self.groups_told)
        self.setLayout(column(*parts, *below, flow(self.compare, self.again, self.reopen), spacing=3 * GRID))

    def show_round(self, round_: RoundRecord) -> None:
        """Show what a closed round came to."""
        ask, tr = self.context.document.ask, self.context.tr
        result = ask(reads.result, round_.id)
        if result is None:
            return
        options = {one.id: one for one in ask(reads.options, round_.id)}
        self._say_state(round_, result)
        self.turnout.setText(
            turnout_words(result, sum(n or 0 for n in ask(reads.came, round_.workshop_id).values()), tr)
        )
        self.rule.setText(tr(label(RULES, round_.method)))
        self.rule.setVisible(not result.nobody and result.agreed)
        self._show_places(round_, result, options)
        self._show_groups(round_, result, options)
        self.compare.setVisible(not result.agreed)

    def focus(self) -> None:
        """Begin with what can be done."""
        (self.compare if self.compare.isVisibleTo(self) else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_state(self, round_: RoundRecord, result: Result) -> None:
        tr = self.context.tr
        closed = {one.round.id: one for one in self.context.document.ask(reads.closed_rounds)}
        by = closed[round_.id].replaced_by if round_.id in closed else ""
        self.replaced.setVisible(bool(by))
        self.replaced.say(tr("This vote was held again. Documents say the newer result."))
        if not result.agreed:
            said = tr("The two counts differ, so there is no result yet. Settle each difference, and it stands.")
            self.state.say(said, "waiting")
        elif result.nobody:
            self.state.say(tr("Nobody voted. This vote decides nothing."), "waiting")
        elif result.counted_twice:
            self.state.say(tr("Two people counted, and what they counted agrees."), "settled")
        else:
            self.state.say(tr("One person counted. The result stands on one count."), "neutral")
        surplus = surplus_words(result, {one.id: one.name for one in self.context.document.ask(queries.groups)}, tr)
        self.surplus.setVisible(bool(surplus))
        self.surplus.say(surplus)

    def _show_places(self, round_: RoundRecord, result: Result, options: dict[str, OptionRecord]) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = result.standings if not result.nobody else ()
        self.card.setVisible(bool(shown))
        highest = round_.top if round_.method == "rating" else max((one.score for one in shown), default=0)
        for standing in shown:
            self.rows.addWidget(self._place(standing, options.get(standing.option_id), highest, round_))

    def _place(self, standing: Standing, option: OptionRecord | None, highest: int, round_: RoundRecord) -> QWidget:
        tr, look = self.context.tr, self.context.look
        words = (option.words if option else "") or tr("Not there any more")
        place = place_words(standing, tr)
        number = score_words(standing, round_, tr)
        name = Label(" · ".join(part for part in (option.letter if option else "", words) if part))
        left = Label(place, "strong")
        left.setFixedWidth(look.px(76))
        right = Label(number, "strong")
        right.setFixedWidth(look.px(96))
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        middle = column(name, PlaceBar(look, standing.score / max(1, highest), number), spacing=GRID)
        line = QWidget()
        inside = row(left, middle, right, spacing=3 * GRID)
        inside.setStretchFactor(middle, 1)
        inside.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        inside.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        line.setLayout(inside)
        line.setAccessibleName(f"{place}. {words}. {number}")
        return line

    def _show_groups(self, round_: RoundRecord, result: Result, options: dict[str, OptionRecord]) -> None:
        ask, tr = self.context.document.ask, self.context.tr
        names = {one.id: one.name for one in ask(queries.groups)}
        limit = max(ask(queries.project).small_group, DEFAULT_LIMIT)
        public = public_groups(result, ask(reads.came, round_.workshop_id), limit)
        shown = [one for one in public if one[1] and any(standing.votes(one[0]) for standing in result.standings)]
        there = bool(result.standings) and not result.nobody and any(one[0] != (None,) for one in shown)
        self.groups_heading.setVisible(there)
        self.groups_card.setVisible(there)
        self.groups_told.setVisible(there)
        if not there:
            return
        heads = ("", *(groups_words(groups, names, tr) for groups, _ in shown))
        rows = [
            GridRow(
                one.option_id,
                f"{options[one.option_id].letter}  {options[one.option_id].words}",
                (),
                "",
                tuple(group_score(one, groups, round_) for groups, _ in shown),
            )
            for one in result.standings
            if one.option_id in options
        ]
        self.groups.show_rows(heads, rows, {})
        self.groups_told.setText(
            tr("Groups of fewer than {limit} people are joined, so that nobody is known by their vote.", limit=limit)
        )
