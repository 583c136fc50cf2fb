"""What we have: money, staff days, mandate, skills, partners, offers; and when which body decides."""

from PySide6.QtWidgets import QWidget

from models import money
from models import records as r
from models.edits.prepare import ChangeDecisionDate, DeleteDecisionDate, DeleteEnvelopeLine
from models.edits.project import AddDecisionDate, AddEnvelopeLine, ChangeEnvelopeLine
from models.vocabulary import ENVELOPE_KINDS, label
from resources.texts import N_
from widgets.context import Context
from widgets.fields import reading
from widgets.fields.chosen import ChoiceBox
from widgets.fields.field import Field
from widgets.fields.lines import AmountEditor
from widgets.parts.labels import caption, muted, title
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.details import Details
from widgets.prepare.rows import RowData, RowList
from widgets.prepare.section import Section

UNKNOWN = N_("Leave it empty where it is not known; that is said as it is.")
LINE = (
    Field("name", N_("What it is"), "wrapped", longest=300),
    Field("kind", N_("Kind"), "chips", ENVELOPE_KINDS),
    Field("money", N_("Amount"), "money", hint=N_("Not known"), explain=UNKNOWN),
    Field("days", N_("Staff days"), "days", hint=N_("Not known"), explain=UNKNOWN),
    Field("number", N_("How many"), "number", hint=N_("Not known"), explain=UNKNOWN),
    Field("unit", N_("Of what"), longest=60, hint=N_("hours, rooms, seats")),
    Field("starts", N_("From"), "date"),
    Field("ends", N_("Until"), "date"),
    Field("source", N_("Where it is written"), "wrapped", longest=1000),
    Field("said_by", N_("Who said it"), "wrapped", longest=300, hint=N_("A role")),
    Field("note", N_("Note"), "text", longest=2000),
)
DECISION = (
    Field("body", N_("Who decides"), "wrapped", longest=300),
    Field("day", N_("Date"), "date"),
    Field("note", N_("Note"), "text", longest=2000),
)
AMOUNTS = {"money": "money", "staff_days": "days"}  # by kind of line; all else is counted in whole units


class HavingSection(Section):
    """The lines of what we have, the decision dates, and the details of whichever is marked."""

    id = "having"
    name = N_("What we have")
    icon = "wallet"
    purpose = N_("What answers are weighed against. Weigh adds up what is promised; documents show it with its source.")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._lines: dict[str, r.EnvelopeRecord] = {}
        self._dates: dict[str, r.DecisionDateRecord] = {}
        self._currency, self._last = "EUR", "line"
        self.lines = RowList(look, tr("What we have"))
        self.dates = RowList(look, tr("Decision dates"))
        for rows, which in ((self.lines, "line"), (self.dates, "date")):
            rows.chosen.connect(lambda _, which=which: self._mark(which))
        self.lines.opened.connect(
            lambda _: self.line.focus(self._amount_field(self._lines[self.lines.marked_id()].kind))
        )
        self.dates.opened.connect(lambda _: self.date.focus("day"))
        self.lines.removed.connect(self._delete_line)
        self.dates.removed.connect(self._delete_date)
        self.kind = ChoiceBox(look)
        self.kind.setAccessibleName(tr("Kind"))
        for term in ENVELOPE_KINDS:
            self.kind.addItem(tr(term.label), term.code)
        self.add_line = AddLine(
            context, tr("Add what we have"), tr("What it is"), self._add, "envelope", before=self.kind
        )
        self.add_date = AddLine(context, tr("Add a decision date"), tr("Who decides"), self._add_date, "decision")
        self.middle = self.page(self.lines, self.add_line, caption(tr("Who decides when")), self.dates, self.add_date)
        self.side = self._side()

    def _side(self) -> QWidget:
        context, tr = self.context, self.context.tr
        self.line = Details(
            context, tr("What we have"), LINE, self._save, "envelope", lambda: self._delete_line(self.lines.marked_id())
        )
        self.date = Details(
            context,
            tr("Decision date"),
            DECISION,
            self._save_date,
            "decision",
            lambda: self._delete_date(self.dates.marked_id()),
        )
        self._none = (
            caption(tr("What we have")),
            title(tr("Not known is an answer")),
            muted(tr("Write what you know before ideas come, also where nobody could name an amount yet.")),
            muted(tr("An offer of the people in the room has a line of its own and never fills staff days.")),
        )
        return self.beside(*self._none, self.line, self.date)

    def show_content(self, content: Content) -> None:
        """Show the lines and the dates."""
        self._currency = content.project.currency
        editor = self.line.form.editor("money")
        if isinstance(editor, AmountEditor):
            editor.currency = self._currency
        self._lines = {one.id: one for one in content.envelope}
        self._dates = {one.id: one for one in content.decisions}
        self.lines.show_rows([self._line_row(one) for one in content.envelope])
        self.dates.show_rows([self._date_row(one) for one in content.decisions])
        self._show_marked()

    def _line_row(self, line: r.EnvelopeRecord) -> RowData:
        tr = self.context.tr
        said_by = tr("said by {who}", who=line.said_by) if line.said_by else ""
        below = (tr(label(ENVELOPE_KINDS, line.kind)), self._period(line), line.source, said_by)
        amount = self._amount(line)
        unknown = ("", "neutral") if amount else (tr("Not known"), "waiting")
        return RowData(line.id, line.name, " · ".join(part for part in below if part), amount, unknown)

    def _amount(self, line: r.EnvelopeRecord) -> str:
        if line.amount is None:
            return ""
        if line.kind == "money":
            return f"{reading.amount_in_words(line.amount, self._currency)}\N{NO-BREAK SPACE}{self._currency}"
        if line.kind == "staff_days":
            return self.context.tr("{days} days", days=reading.days_in_words(line.amount))
        return " ".join(part for part in (str(line.amount), line.unit) if part)

    def _period(self, line: r.EnvelopeRecord) -> str:
        language = self.context.tr.language
        days = (reading.date_in_words(line.starts, language), reading.date_in_words(line.ends, language))
        return " – ".join(days) if any(days) else ""

    def _date_row(self, date: r.DecisionDateRecord) -> RowData:
        tr = self.context.tr
        day = reading.date_in_words(date.day, tr.language)
        return RowData(date.id, date.body, date.note, day, ("", "neutral") if day else (tr("No date yet"), "waiting"))

    def _amount_field(self, kind: str) -> str:
        return AMOUNTS.get(kind, "number")

    def _mark(self, which: str) -> None:
        if which != self._last:
            (self.dates if which == "line" else self.lines).mark("")
        self._last = which
        self._show_marked()

    def _show_marked(self) -> None:
        line = self._lines.get(self.lines.marked_id()) if self._last == "line" else None
        date = self._dates.get(self.dates.marked_id()) if self._last == "date" else None
        for words in self._none:
            words.setVisible(line is None and date is None)
        amounts = dict.fromkeys(("money", "days", "number"), line.amount if line else None)
        self.line.show_row(line.id if line else "", line.name if line else "", line, **amounts)
        self.date.show_row(date.id if date else "", date.body if date else "", date)
        if line:
            hidden = {"money", "days", "number", "unit"} - {self._amount_field(line.kind)}
            hidden -= {"unit"} if self._amount_field(line.kind) == "number" else set()
            self.line.form.show_only(field.key for field in LINE if field.key not in hidden)

    # -- what people do -------------------------------------------------------------------------

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddEnvelopeLine(self.kind.currentData(), words), told)
        if done is not None:
            self.lines.mark(str(done.result))
            self._mark("line")
        return done is not None

    def _add_date(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddDecisionDate(words), told)
        if done is not None:
            self.dates.mark(str(done.result))
            self._mark("date")
        return done is not None

    def _save(self, key: str, value: object, told: Told) -> bool:
        row_id, values = self.line.row_id, {key: value}
        if key in ("money", "days", "number"):
            values = {"amount": value}
        elif key == "kind":
            line = self._lines[row_id]
            values = {"kind": value or "other", "amount": self._converted(line, str(value or "other"))}
        return self.done(ChangeEnvelopeLine(row_id, values), told)

    def _converted(self, line: r.EnvelopeRecord, kind: str) -> int | None:
        """Return the same number as another kind keeps it; None where that kind has no such fractions."""
        if line.amount is None:
            return None
        places = {"money": money.exponent(self._currency), "staff_days": 2}
        whole, rest = divmod(line.amount * 10 ** places.get(kind, 0), 10 ** places.get(line.kind, 0))
        return None if rest else whole

    def _save_date(self, key: str, value: object, told: Told) -> bool:
        return self.done(ChangeDecisionDate(self.date.row_id, {key: value}), told)

    def _delete_line(self, line_id: str) -> None:
        self.delete(DeleteEnvelopeLine(line_id), self.context.tr("Deleted from what we have."))

    def _delete_date(self, date_id: str) -> None:
        self.delete(DeleteDecisionDate(date_id), self.context.tr("The decision date was deleted."))

    def has_details(self) -> bool:
        """Tell whether a line or a date is marked."""
        return self.line.isVisibleTo(self.side) or self.date.isVisibleTo(self.side)

    def enter_focus(self) -> None:
        """Begin with the next line."""
        self.add_line.focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a line or a date."""
        rows = {"envelope_line": self.lines, "decision_date": self.dates}.get(table)
        return rows is not None and rows.mark(row_id, focus=True)
