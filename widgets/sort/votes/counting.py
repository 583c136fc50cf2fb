"""Counting: who counts now, a grid for their numbers alone, and afterwards the numbers on which two people differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from models import queries
from models import vote_reads as reads
from models.edits.voting import ClearCount, SetCount
from models.errors import Refused
from models.records import GroupRecord
from models.vote_records import FIRST, PAPERS, SECOND, SETTLED, Cell, Group, OptionRecord, RoundRecord
from models.votes import Difference
from resources.texts import N_
from widgets.context import Context
from widgets.fields.reading import read_number
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Callout, Surface, column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.sort.votes.grid import MARK_WIDTH, NUMBER_WIDTH, CountGrid, GridRow
from widgets.theme import GRID

WHO = ((FIRST, N_("First person counts")), (SECOND, N_("Second person counts")), ("compare", N_("Compare")))
NOBODY = "nobody"


class CountPart(QWidget):
    """One count at a time. Nothing here adds anything up; what the other one typed is not even read."""

    close_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self._round: RoundRecord | None = None
        self._options: tuple[OptionRecord, ...] = ()
        self._groups: tuple[GroupRecord, ...] = ()
        self._who, self._by_group, self._group = NOBODY, False, ""
        self.who = Choices(look, tr("Who counts now"), [(code, tr(name), "") for code, name in WHO])
        self.who.chosen.connect(self._who_chosen)
        hows = [("groups", tr("By group"), ""), ("all", tr("Only totals"), "")]
        self.how = Choices(look, tr("How papers are sorted"), hows)
        self.how.chosen.connect(self._how_chosen)
        self.group: Choices | None = None
        self.group_place = column()
        self.told = muted("")
        self.grid = CountGrid(look, tr("Votes counted"), self._typed)
        self.frame = Surface("card", column(self.grid, margin=2))
        self.refusal = Label("", "error")
        self.refusal.hide()
        self.agreed = Callout(look, "settled", "")
        self.entered = muted("")
        self.anew = Button(look, tr("Throw this count away"), "trash-2", "quiet", self._clear)
        self.close_round = Button(look, tr("Close the vote"), "lock", "primary", self.close_wanted.emit)
        top = flow(self.who, self.how, spacing=4 * GRID)
        parts = (caption(tr("Who counts now")), top, self.group_place, self.told, self.refusal, self.frame, self.agreed)
        self.setLayout(column(*parts, self.entered, flow(self.close_round, self.anew), spacing=3 * GRID))
        context.document.settling.connect(self.settle)

    # -- showing --------------------------------------------------------------------------------

    def show_round(self, round_: RoundRecord) -> None:
        """Show a round. Of another one nothing is shown before somebody says who counts, unless nobody has begun."""
        ask = self.context.document.ask
        other = self._round is None or self._round.id != round_.id
        self._round = round_
        self._options = tuple(one for one in ask(reads.options, round_.id) if not one.left_out)
        self._groups = _those_who_came(ask(queries.groups, round_.workshop_id))
        progress = ask(reads.progress, round_.id)
        if other:
            self.tell("")
            self.grid.begin_anew()
            self._who = NOBODY if progress.begun else FIRST
            self._by_group = bool(self._groups)
            self._group = self._groups[0].id if self._groups else ""
        self._show()

    def follow(self) -> None:
        """Show numbers that changed, and nothing else anew."""
        if self._round is None or self._who not in (FIRST, SECOND):
            self._show()
            return
        self.grid.show_numbers(self.context.document.ask(reads.counted_by, self._round.id, self._who))
        self._say_entered()

    def leave(self) -> None:
        """Hide the numbers: the next one who counts may be somebody else."""
        self.settle()
        self._round = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the numbers with the part: who comes back may be somebody else."""
        super().hideEvent(event)
        self.leave()

    def _show(self) -> None:
        tr = self.context.tr
        if self._round is None:
            return
        self.who.show_code("" if self._who == NOBODY else self._who)
        self.how.show_code("groups" if self._by_group else "all")
        counting, comparing = self._who in (FIRST, SECOND), self._who == "compare"
        self.how.setVisible(counting and bool(self._groups))
        self._show_group_choice(counting)
        self.frame.setVisible(counting or comparing)
        self.anew.setVisible(counting and not self._round.closed)
        self.close_round.setVisible(not self._round.closed)
        self.agreed.hide()
        if counting:
            self._show_count()
        elif comparing:
            self._show_differences()
        else:
            self.told.setText(tr("Say who counts now. What the other one counted stays hidden."))
            self.grid.show_rows(("",), (), {})
        self._say_entered()

    def _show_count(self) -> None:
        assert self._round is not None  # noqa: S101 - shown with a round
        self.told.setText(self.context.tr(self._how_to_count()))
        heads, rows = self._rows()
        width = MARK_WIDTH if self._round.method == "rating" else NUMBER_WIDTH
        self.grid.show_rows(heads, rows, self.context.document.ask(reads.counted_by, self._round.id, self._who), width)

    def _how_to_count(self) -> str:
        method = self._round.method if self._round else ""
        if method == "rating":
            return N_("For each mark, how many papers gave it. A blank cell counts as 0.")
        if method == "dots":
            return N_(
                "How many dots on each line: of the papers, or of the sheet on the wall. A blank cell counts as 0."
            )
        return N_("How many papers chose each line. Blank papers count as papers. A blank cell counts as 0.")

    def _rows(self) -> tuple[tuple[str, ...], list[GridRow]]:
        """Return headings and rows: papers first, then what stands on the sheet, in a column a group or a mark."""
        tr, round_ = self.context.tr, self._round
        assert round_ is not None  # noqa: S101 - shown with a round
        groups = self._columns()
        marks = range(1, round_.top + 1) if round_.method == "rating" else (0,)
        if round_.method == "rating":
            group = groups[0][0]
            heads = tuple(str(mark) for mark in marks)
            papers: tuple[Cell | None, ...] = ((PAPERS, group, 0), *(None for _ in heads[1:]))
            cells = {one.id: tuple((one.id, group, mark) for mark in marks) for one in self._options}
        else:
            heads = tuple(name for _, name in groups)
            papers = tuple((PAPERS, group, 0) for group, _ in groups)
            cells = {one.id: tuple((one.id, group, 0) for group, _ in groups) for one in self._options}
        rows = [GridRow(PAPERS, tr("Papers"), papers, tr("blank ones too"), bold=True)]
        rows += [GridRow(one.id, self._worded(one), cells[one.id]) for one in self._options]
        return ("", *heads), rows

    def _columns(self) -> list[tuple[Group, str]]:
        tr = self.context.tr
        if not self._by_group:
            return [(None, tr("All"))]
        found: list[tuple[Group, str]] = [(one.id, one.name) for one in self._groups]
        found.append((None, tr("Group not said")))
        if self._round is not None and self._round.method == "rating":
            return [one for one in found if (one[0] or "") == self._group] or found[:1]
        return found

    def _show_group_choice(self, counting: bool) -> None:
        """Show which group's papers are entered, where a rating takes all columns for its marks."""
        if self.group is not None:
            self.group_place.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
            self.group = None
        if not (counting and self._by_group and self._round is not None and self._round.method == "rating"):
            return
        tr = self.context.tr
        options = [(one.id, one.name, "") for one in self._groups] + [("none", tr("Group not said"), "")]
        self.group = Choices(self.context.look, tr("Whose papers"), options, chips=True)
        self.group.show_code(self._group or "none")
        self.group.chosen.connect(self._group_chosen)
        self.group_place.addWidget(self.group)

    def _show_differences(self) -> None:
        tr, round_ = self.context.tr, self._round
        assert round_ is not None  # noqa: S101 - shown with a round
        progress = self.context.document.ask(reads.progress, round_.id)
        if not {FIRST, SECOND} <= progress.begun:
            self.told.setText(tr("Only one person has counted yet. A second count finds slips."))
            self.frame.hide()
            return
        found: tuple[Difference, ...] = self.context.document.ask(reads.differences, round_.id)
        open_ones = sum(1 for one in found if one.settled is None)
        self.told.setText(
            tr.count(
                "The counts differ in {n} number. Look at the papers together, and write what both agree on.",
                "The counts differ in {n} numbers. Look at the papers together, and write what both agree on.",
                len(found),
            )
            if found
            else ""
        )
        self.frame.setVisible(bool(found))
        self.agreed.setVisible(not open_ones)
        self.agreed.say(tr("Every difference is settled.") if found else tr("Both counts agree in every number."))
        names = {one.id: self._worded(one) for one in self._options} | {PAPERS: tr("Papers")}
        heads = ("", tr("First"), tr("Second"), tr("Agreed"))
        rows = [
            GridRow(
                f"{one.cell}",
                names.get(one.cell[0], ""),
                (one.cell,),
                self._where(one),
                (str(one.first), str(one.second)),
            )
            for one in found
        ]
        self.grid.show_rows(heads, rows, {one.cell: one.settled for one in found if one.settled is not None})

    def _where(self, difference: Difference) -> str:
        tr = self.context.tr
        _, group, mark = difference.cell
        name = next((one.name for one in self._groups if one.id == group), "")
        parts = (name, tr("mark {mark}", mark=mark) if mark else "")
        return " · ".join(part for part in parts if part)

    def _worded(self, option: OptionRecord) -> str:
        words = option.words or self.context.tr("Not there any more")
        return f"{option.letter}  {words}"

    def _say_entered(self) -> None:
        """Say how many papers one has entered: the only number about all of them before a vote is closed."""
        tr, round_ = self.context.tr, self._round
        if round_ is None or self._who not in (FIRST, SECOND):
            self.entered.hide()
            return
        papers = self.context.document.ask(reads.progress, round_.id).papers.get(self._who, 0)
        said = tr.count("{n} paper entered.", "{n} papers entered.", papers)
        self.entered.setText(f"{said} {tr('No totals are shown until the vote is closed.')}")
        self.entered.show()

    # -- what people do -------------------------------------------------------------------------

    def focus(self) -> None:
        """Begin in the grid, or with the choice of who counts."""
        if self._who == NOBODY or not self.grid.grid.rows:
            self.who.focus_chosen()
        else:
            self.grid.focus_first()

    def settle(self) -> None:
        """Save what is being typed."""
        if self._round is not None:
            self.grid.settle()

    def show_who(self, who: str) -> None:
        """Show one person's count, or (compare) the differences."""
        self._who_chosen(who)

    def _who_chosen(self, who: str) -> None:
        self.settle()
        self.tell("")
        self._who = who or NOBODY
        self.grid.setCurrentIndex(self.grid.grid.index(-1, -1))
        self._show()

    def _how_chosen(self, how: str) -> None:
        self.settle()
        self._by_group = how == "groups"
        self.grid.setCurrentIndex(self.grid.grid.index(-1, -1))
        self._show()

    def _group_chosen(self, group: str) -> None:
        self.settle()
        self._group = "" if group == "none" else group
        self._show_count()

    def _typed(self, cell: Cell, words: str) -> bool:
        """Save one number. False: it was refused, and the sentence stands above the grid."""
        self.tell("")
        if self._round is None:
            return True
        try:
            number = read_number(words)
        except Refused:
            self.tell(self.context.tr("“{text}” is no count. Write a whole number, 0 or more.", text=words))
            return False
        tally = self._who if self._who in (FIRST, SECOND) else SETTLED
        return self.context.document.perform(SetCount(self._round.id, cell, tally, number), self.tell) is not None

    def tell(self, sentence: str) -> None:
        """Show why something was refused; empty for nothing."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.grid.setAccessibleDescription(sentence)

    def _clear(self) -> None:
        if self._round is not None and self._who in (FIRST, SECOND):
            self.context.document.perform(ClearCount(self._round.id, self._who), self.tell)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _those_who_came(groups: Sequence[GroupRecord]) -> tuple[GroupRecord, ...]:
    """Return the groups of whom somebody came, or all where nobody was counted."""
    came = tuple(one for one in groups if one.attended)
    return came or tuple(groups)
