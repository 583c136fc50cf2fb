"""Last time: what was promised before, and what became of it."""

from models import records as r
from models.edits.prepare import ChangeEarlierPromise, DeleteEarlierPromise
from models.edits.project import AddEarlierPromise
from models.vocabulary import OUTCOMES, label
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.reading import date_in_words
from widgets.parts.labels import caption, muted, title
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.details import Details
from widgets.prepare.rows import RowData, RowList
from widgets.prepare.section import Section

PROMISE = (
    Field("statement", N_("What was promised"), "wrapped", longest=2000),
    Field("outcome", N_("What became of it"), "chips", OUTCOMES),
    Field("became", N_("In your own words"), "text", longest=2000, explain=N_("It is read out as it stands here.")),
    Field("promised_on", N_("Promised on"), "date"),
)
TONES = {"kept": "settled", "late": "waiting", "broken": "waiting"}


class LastTimeSection(Section):
    """The earlier promises, and the details of the marked one."""

    id = "last_time"
    name = N_("Last time")
    icon = "history"
    purpose = N_("What was promised before and what became of it. Read out at the opening, the broken ones too.")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self._promises: dict[str, r.EarlierPromiseRecord] = {}
        self.list = RowList(context.look, tr("Last time"))
        self.list.chosen.connect(lambda _: self._show_marked())
        self.list.opened.connect(lambda _: self.details.focus("outcome"))
        self.list.removed.connect(self._delete)
        name = tr("Add an earlier promise")
        self.add_line = AddLine(context, name, tr("What was promised"), self._add, "prepare/add/earlier", longest=2000)
        self.middle = self.page(self.list, self.add_line)
        self.details = Details(
            context, tr("Earlier promise"), PROMISE, self._save, "earlier", lambda: self._delete(self.list.marked_id())
        )
        self._none = (
            caption(tr("Last time")),
            title(tr("Say it first")),
            muted(tr("People who were disappointed stay away, or come and wait for it to happen again.")),
            muted(tr("Naming what was late or broken, and why, is what makes the rest believable.")),
        )
        self.side = self.beside(*self._none, self.details)

    def show_content(self, content: Content) -> None:
        """Show the promises."""
        self._promises = {one.id: one for one in content.earlier}
        self.list.show_rows([self._row(one) for one in content.earlier])
        self._show_marked()

    def _row(self, promise: r.EarlierPromiseRecord) -> RowData:
        tr = self.context.tr
        outcome = tr(label(OUTCOMES, promise.outcome)) if promise.outcome else tr("Not said yet")
        day = date_in_words(promise.promised_on, tr.language)
        source = tr("from “{title}”", title=promise.source) if promise.source else ""
        below = " · ".join(part for part in (promise.became, day, source) if part)
        return RowData(promise.id, promise.statement, below, chip=(outcome, TONES.get(promise.outcome, "neutral")))

    def _show_marked(self) -> None:
        promise = self._promises.get(self.list.marked_id())
        for words in self._none:
            words.setVisible(promise is None)
        self.details.show_row(promise.id if promise else "", promise.statement if promise else "", promise)

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddEarlierPromise(words), told)
        if done is not None:
            self.list.mark(str(done.result))
            self._show_marked()
        return done is not None

    def _save(self, key: str, value: object, told: Told) -> bool:
        return self.done(ChangeEarlierPromise(self.details.row_id, {key: value}), told)

    def _delete(self, row_id: str) -> None:
        self.delete(DeleteEarlierPromise(row_id), self.context.tr("The earlier promise was deleted."))

    def has_details(self) -> bool:
        """Tell whether a row is marked."""
        return self.details.isVisibleTo(self.side)

    def enter_focus(self) -> None:
        """Begin with the next promise."""
        self.add_line.focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a promise."""
        return table == "earlier_promise" and self.list.mark(row_id, focus=True)
