"""The table of all answers, for the desk afterwards: sorted, filtered, what is missing, who owes what by when."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from models.answers import phrase
from models.ledger import no_longer_confirmed
from models.lists import Listing, Names
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.lists.columns import Column
from widgets.lists.searching import SearchLine
from widgets.lists.table import ListTable
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column, flow
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.wordings import amount

COLUMNS = (
    Column("words", N_("Title"), 0),
    Column("answer", N_("Answer"), 216),
    Column("state", N_("State"), 136),
    Column("owner", N_("Who answers for it"), 144),
    Column("report_back", N_("Report back"), 124),
    Column("missing", N_("Missing"), 150),
    Column("load", N_("Asks for"), 130, number=True),
    Column("code", N_("Code"), 84),
)
FILTERS = (
    ("all", N_("All answers {n}")),
    ("provisional", N_("Not confirmed {n}")),
    ("missing", N_("Something is missing {n}")),
    ("confirmed", N_("Confirmed {n}")),
    ("before", N_("Not confirmed any more {n}")),
)
MISSING = {
    "kind": N_("what it is"),
    "owner": N_("who answers"),
    "report_back": N_("report-back date"),
    "cost": N_("cost"),
    "days": N_("days"),
    "period": N_("period"),
    "reason": N_("reason"),
    "reason_kind": N_("kind of reason"),
    "possible_part": N_("possible part"),
    "chosen": N_("who chose otherwise"),
    "body": N_("who decides"),
    "decision_day": N_("decision date"),
    "recipient": N_("recipient"),
    "find_out_by": N_("find-out date"),
}
NOBODY = Names({}, {}, {}, {}, {}, {})
FIRST_COLUMN = "report_back"


class DeskRow(NamedTuple):
    """One answer as the table shows it. `before`: it was confirmed once and is not now."""

    id: str
    words: str
    code: str
    answer: str
    confirmed: bool
    before: bool
    owner: str
    report_back: date | None
    missing: tuple[str, ...]
    money: int
    days: int
    load: str


class DeskTable(QWidget):
    """The page. `opened`: an answer is to be worked on. `left`: back to work."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self.context, self.board = context, board
        tr, look = context.tr, context.look
        self._rows: Mapping[str, DeskRow] = {}
        self.filter, self.sort, self.down = "all", FIRST_COLUMN, False
        self.views = Button(look, tr("Back to the work"), "arrow-left", "", self.left.emit, "Ctrl+T")
        options = [(code, tr(text, n=0), "") for code, text in FILTERS]
        self.filters = Choices(look, tr("Which answers"), options, chips=True)
        self.filters.show_code(self.filter)
        self.filters.chosen.connect(self._use)
        self.search = SearchLine()
        self.search.setPlaceholderText(tr("Title, code or who answers"))
        self.search.setAccessibleName(tr("Filter the answers by words"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show())
        self.table = ListTable(look, tr, tr("All answers"), self._read, self._cell, self._said)
        self.table.opened.connect(self.opened)
        self.table.sort_wanted.connect(self.sort_by)
        self.search.left.connect(self.table.setFocus)
        words = tr("No answer is listed here. Answers are given in the work view.")
        self.empty = EmptyState(
            look,
            "scale",
            tr("Nothing here"),
            words,
            Button(look, tr("Back to the work"), "arrow-left", "", self.left.emit),
        )
        self.pages = QStackedWidget()
        for page in (self.table, self.empty):
            self.pages.addWidget(page)
        head = flow(self.views, self.filters, self.search, spacing=2 * GRID)
        made = column(head, self.pages, spacing=2 * GRID, margin=3 * GRID)
        made.setStretch(1, 1)
        self.setLayout(made)
        look.changed.connect(self._measure)
        self._measure()

    def show_answers(self) -> None:
        """Show what the board holds now; what is marked stays."""
        before = set(self.context.document.ask(no_longer_confirmed))
        items = (item for one in self.board.answers if (item := self.board.items.get(one)) is not None)
        self._rows = {item.id: self._row(item, before) for item in items}
        self._show()

    def sort_by(self, key: str) -> None:
        """Sort by a column; by the one that it is sorted by already: the other way round."""
        self.down = not self.down if key == self.sort else False
        self.sort = key
        self._show()

    def enter_focus(self) -> None:
        """Begin in the table, or where there is something to press."""
        (self.table if self.pages.currentWidget() is self.table else self.views).setFocus()

    def find_here(self) -> None:
        """Go to the filter by words."""
        self.search.setFocus()
        self.search.selectAll()

    def copy(self) -> bool:
        """Copy the marked rows, for a table elsewhere."""
        rows = [self._rows[one] for one in self.table.marked_ids() if one in self._rows]
        if not rows or not self.table.hasFocus():
            return False
        tr = self.context.tr
        lines = ("\t".join(self._cell(tr, NOBODY, row, column.key) for column in COLUMNS) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))
        return True

    # -- inside ---------------------------------------------------------------------------------

    def _show(self) -> None:
        said = self.search.text().casefold().split()
        fitting = [row for row in self._rows.values() if _is_wanted(row, self.filter)]
        if said:
            texts = ((row, f"{row.words} {row.code} {row.owner}".casefold()) for row in fitting)
            fitting = [row for row, text in texts if all(word in text for word in said)]
        fitting.sort(key=lambda row: row.words.casefold())
        fitting.sort(key=KEYS[self.sort], reverse=self.down)
        self._count()
        listing = Listing("".join(row.id for row in fitting))
        self.pages.setCurrentWidget(self.table if fitting else self.empty)
        self.table.show_listing(listing, NOBODY, "", COLUMNS)
        self.table.rows.tell_sorting(self.sort, rising=not self.down)
        self.table.mark_first()

    def _count(self) -> None:
        for (code, text), button in zip(FILTERS, self.filters.findChildren(QPushButton), strict=True):
            number = sum(_is_wanted(row, code) for row in self._rows.values())
            shown = self.context.tr(text, n=number)
            button.setText(shown)
            button.setAccessibleName(shown)
            button.setVisible(code != "before" or number > 0 or self.filter == "before")
            button.updateGeometry()

    def _use(self, code: str) -> None:
        self.filter = code
        self._show()

    def _read(self, ids: tuple[str, ...]) -> tuple[DeskRow, ...]:
        return tuple(self._rows[one] for one in ids if one in self._rows)

    def _row(self, item: Item, before: set[str]) -> DeskRow:
        answer = self.board.answers[item.id]
        sums = {
            measure: sum(one.high for one in self.board.costs(item.id, measure) if one.direction == "takes")
            for measure in ("money", "days")
        }
        told = (amount(name, value, self.board.currency, self.context.tr) for name, value in sums.items() if value)
        return DeskRow(
            id=item.id,
            words=" ".join(item.title.split()),
            code=item.code,
            answer=answer.code,
            confirmed=answer.confirmed,
            before=answer.id in before,
            owner=answer.owner,
            report_back=answer.report_back,
            missing=tuple(lack.code for lack in self.board.lacks(item)),
            money=sums["money"],
            days=sums["days"],
            load=" · ".join(told),
        )

    def _cell(self, tr: Translator, known: Names, row: DeskRow, key: str) -> str:
        del known
        if key == "answer":
            return tr(phrase(row.answer, confirmed=row.confirmed))
        if key == "state":
            again = tr("Not confirmed any more") if row.before else tr("Not confirmed yet")
            return tr("Confirmed") if row.confirmed else again
        if key == "report_back":
            return date_in_words(row.report_back, tr.language)
        if key == "missing":
            return ", ".join(tr(MISSING.get(one, one)) for one in row.missing)
        return str(getattr(row, key))

    def _said(self, tr: Translator, known: Names, row: DeskRow, columns: Iterable[Column]) -> str:
        parts = [row.words]
        for one in columns:
            if one.key != "words" and (words := self._cell(tr, known, row, one.key)):
                parts.append(tr("{what}: {said}", what=tr(one.title), said=words))
        return ". ".join(parts)

    def _measure(self) -> None:
        self.search.setFixedWidth(self.context.look.px(220))


def _is_wanted(row: DeskRow, code: str) -> bool:
    wanted = {
        "provisional": not row.confirmed,
        "confirmed": row.confirmed,
        "missing": bool(row.missing) and not row.confirmed,
        "before": row.before,
    }
    return wanted.get(code, True)


KEYS: Mapping[str, Callable[[DeskRow], Any]] = {
    "words": lambda row: row.words.casefold(),
    "answer": lambda row: (row.answer, row.confirmed),
    "state": lambda row: (row.confirmed, not row.before),
    "owner": lambda row: (not row.owner, row.owner.casefold()),
    "report_back": lambda row: row.report_back or date.max,
    "missing": lambda row: -len(row.missing),
    "load": lambda row: (-row.money, -row.days),
    "code": lambda row: row.code,
}
