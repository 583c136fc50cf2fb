"""What we have: money, staff days, mandate, skills, partners, offers; and when which body decides."""

from collections import Counter
from datetime import date

from PySide6.QtWidgets import QWidget

from models import money, promises
from models import records as r
from models.edits.having import SayWhyItChanged
from models.edits.prepare import ChangeDecisionDate, DeleteDecisionDate, DeleteEnvelopeLine
from models.edits.project import AddDecisionDate, AddEnvelopeLine, ChangeEnvelopeLine
from models.having import IN_WORDS, is_known, promised_from
from models.ledger import changes_of_line
from models.offers import offers
from models.vocabulary import ENVELOPE_KINDS, label
from resources.texts import N_
from widgets.context import Context
from widgets.fields import reading
from widgets.fields.chosen import ChoiceBox
from widgets.fields.field import Field
from widgets.fields.lines import AmountEditor
from widgets.parts.labels import caption, muted, title
from widgets.prepare import having_words
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.details import Details
from widgets.prepare.having_changes import LineHistory
from widgets.prepare.having_offers import OfferDetails, Offers
from widgets.prepare.rows import RowData, RowList
from widgets.prepare.section import Section

UNKNOWN = N_("Leave it empty where it is not known; that is said as it is.")
LINE = (
    Field("name", N_("What it is"), "wrapped", longest=300),
    Field("kind", N_("Kind"), "chips", ENVELOPE_KINDS),
    Field("money", N_("Amount"), "money", hint=N_("Not known yet"), explain=UNKNOWN),
    Field("days", N_("Staff days"), "days", hint=N_("Not known yet"), explain=UNKNOWN),
    Field("words", N_("What we know of it"), "text", longest=2000, hint=N_("Not known yet"), explain=UNKNOWN),
    Field("number", N_("How many"), "number", hint=N_("Not known yet")),
    Field("unit", N_("Of what"), longest=60, hint=N_("hours, rooms, seats")),
    Field("why", N_("Why did it change? (optional)"), "wrapped", longest=2000),
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
AMOUNTS = {"money": ("money",), "staff_days": ("days",), "other": ("number", "unit")}  # by kind of line
KNOWN_IN_WORDS = ("words", "number", "unit")  # of the other kinds; `words` are its note
VARIED = {"money", "days", "words", "number", "unit", "note", "why"}  # fields that not every line shows


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
        self._asked = ""  # the line of which it is asked why its amount changed
        self.lines = RowList(look, tr("What we have"))
        self.dates = RowList(look, tr("Decision dates"))
        self.offers = Offers(context)
        for rows, which in ((self.lines, "line"), (self.dates, "date")):
            rows.chosen.connect(lambda _, which=which: self._mark(which))
        self.offers.chosen.connect(lambda: self._mark("offer"))
        self.lines.opened.connect(lambda _: self.line.focus(self._fields_of(self._marked_line())[0]))
        self.dates.opened.connect(lambda _: self.date.focus("day"))
        self.lines.removed.connect(self._delete_line)
        self.dates.removed.connect(self._delete_date)
        self.kind = ChoiceBox(look)
        self.kind.setAccessibleName(tr("Kind"))
        for term in ENVELOPE_KINDS:
            if term.code != "offers":  # they come from their notes, by themselves
                self.kind.addItem(tr(term.label), term.code)
        self.add_line = AddLine(
            context, tr("Add what we have"), tr("What it is"), self._add, "prepare/add/envelope", before=self.kind
        )
        self.add_date = AddLine(
            context, tr("Add a decision date"), tr("Who decides"), self._add_date, "prepare/add/decision"
        )
        decides = caption(tr("Who decides when"))
        self.middle = self.page(self.lines, self.add_line, self.offers, decides, self.dates, self.add_date)
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
        self.history, self.offer = LineHistory(context), OfferDetails(context)
        self.line.put_part(self.history)
        self.offers.opened.connect(self.offer.go)
        return self.beside(*self._none, self.line, self.date, self.offer)

    def show_content(self, content: Content) -> None:
        """Show the lines and the dates."""
        self._currency = content.project.currency
        editor = self.line.form.editor("money")
        if isinstance(editor, AmountEditor):
            editor.currency = self._currency
        self._lines = {one.id: one for one in content.envelope}
        dates = sorted(content.decisions, key=lambda one: (one.day is None, one.day or date.max))
        self._dates = {one.id: one for one in dates}
        waiting = self._waiting()
        self.dates.show_rows([self._date_row(one, waiting[one.id]) for one in dates])
        self.offers.show_offers(self.context.document.ask(offers), self._currency)
        self._show_marked()

    def _line_row(self, line: r.EnvelopeRecord) -> RowData:
        """Return a row: compact, and with where it is written and what else is known of it once it is marked."""
        tr = self.context.tr
        said_by = tr("said by {who}", who=line.said_by) if line.said_by else ""
        below = [tr(label(ENVELOPE_KINDS, line.kind)), having_words.period(line.starts, line.ends, tr), said_by]
        if line.kind in IN_WORDS and line.note.strip():
            below.insert(1, " ".join(line.note.split()))
        if self._last == "line" and line.id == self.lines.marked_id():
            below.append(line.source)
        amount = having_words.amount(line.kind, line.amount, line.unit, self._currency, tr)
        unknown = ("", "neutral") if is_known(line) else (tr("Not known yet"), "neutral")
        return RowData(line.id, line.name, " · ".join(part for part in below if part.strip()), amount, unknown)

    def _date_row(self, one: r.DecisionDateRecord, n: int) -> RowData:
        tr = self.context.tr
        day = reading.date_in_words(one.day, tr.language)
        past = bool(one.day and one.day < self.context.today())
        chip = (tr("Past"), "neutral") if past else ("", "neutral") if day else (tr("No date yet"), "neutral")
        waits = tr.count("{n} answer waits for it", "{n} answers wait for it", n) if n else ""
        return RowData(one.id, one.body, " · ".join(part for part in (waits, one.note) if part), day, chip)

    def _waiting(self) -> Counter[str]:
        """Return how many confirmed answers wait for each date: for its day, else for the body's next one."""
        found: Counter[str] = Counter()
        for one in self.context.document.ask(promises.waiting):
            body = " ".join(one.body.casefold().split())
            dates = [date for date in self._dates.values() if " ".join(date.body.casefold().split()) == body]
            if one.code != "decide" or not one.is_open() or not dates:
                continue
            today = self.context.today()
            coming = (date for date in dates if date.day and date.day >= today)
            same = next((date for date in dates if date.day == one.decision_day), None)
            found[(same or next(coming, dates[-1])).id] += 1
        return found

    def _fields_of(self, line: r.EnvelopeRecord | None) -> tuple[str, ...]:
        """Return the fields that say how much there is of a line."""
        return AMOUNTS.get(line.kind, KNOWN_IN_WORDS) if line else ("name",)

    def _marked_line(self) -> r.EnvelopeRecord | None:
        return self._lines.get(self.lines.marked_id()) if self._last == "line" else None

    def _mark(self, which: str) -> None:
        if which != self._last:
            for name, unmark in (
                ("line", lambda: self.lines.mark("")),
                ("date", lambda: self.dates.mark("")),
                ("offer", self.offers.unmark),
            ):
                if name != which:
                    unmark()
        self._last = which
        self._show_marked()

    def _show_marked(self) -> None:
        self.lines.show_rows([self._line_row(one) for one in self._lines.values()])
        line = self._marked_line()
        day = self._dates.get(self.dates.marked_id()) if self._last == "date" else None
        offer = self.offers.marked() if self._last == "offer" else None
        for words in self._none:
            words.setVisible(line is None and day is None and offer is None)
        self._show_line(line)
        self.date.show_row(day.id if day else "", day.body if day else "", day)
        self.offer.show_offer(offer, self.offers.brings(offer) if offer else "")

    def _show_line(self, line: r.EnvelopeRecord | None) -> None:
        if line is None:
            self._asked = ""
            self.line.show_row("", "", None)
            return
        if self._asked != line.id:
            self._asked = ""
        found = self.context.document.ask(changes_of_line, line.id)
        whys = [change.why for change in found if change.field == "amount"]
        values: dict[str, object] = dict.fromkeys(("money", "days", "number"), line.amount)
        self.line.show_row(line.id, line.name, line, **values, words=line.note, why=whys[-1] if whys else "")
        shown = {*self._fields_of(line), *(("why",) if self._asked else ())}
        if line.kind in AMOUNTS:
            shown.add("note")
        self.line.form.show_only(field.key for field in LINE if field.key not in VARIED - shown)
        entries = having_words.changes(found, line, self._currency, self.context.tr)
        self.history.show_line(line.id, entries, self._promised(line))

    def _promised(self, line: r.EnvelopeRecord) -> str:
        """Return what is promised from a line, where cost lines name it."""
        tr, load = self.context.tr, self.context.document.ask(promised_from, line)
        if load is None or not (load.confirmed or load.provisional):
            return ""

        def said(value: int) -> str:
            return having_words.amount(line.kind, value, "", self._currency, tr)

        words = tr("Promised from it so far: {amount}.", amount=said(load.used))
        if load.provisional:
            words += " " + tr("Of that not confirmed yet: {amount}.", amount=said(load.provisional))
        return words + (" " + tr("That is {amount} over.", amount=said(load.over)) if load.over else "")

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
        line = self._lines.get(row_id)
        if key == "why":
            return self.done(SayWhyItChanged(row_id, str(value or "")), told)
        if key in ("money", "days", "number"):
            asks = line is not None and line.amount is not None and line.amount != value
            done = self.done(ChangeEnvelopeLine(row_id, {"amount": value}), told)
            if done and asks:
                self._asked = row_id
                self._show_marked()
            return done
        if key == "kind" and line is not None:
            values = {"kind": value or "other", "amount": self._converted(line, str(value or "other"))}
        elif key == "words":
            values = {"note": value}
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
        return any(one.isVisibleTo(self.side) for one in (self.line, self.date, self.offer))

    def enter_focus(self) -> None:
        """Begin with the next line."""
        self.add_line.focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a line or a date."""
        rows = {"envelope_line": self.lines, "decision_date": self.dates}.get(table)
        return rows is not None and rows.mark(row_id, focus=True)
