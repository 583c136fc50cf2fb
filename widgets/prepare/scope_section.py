"""On the table: what is open, what is shapeable and what is fixed, said before ideas are asked for."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from models import records as r
from models.edits.prepare import ChangeScopeItem, DeleteScopeItem
from models.edits.project import AddScopeItem
from models.vocabulary import SCOPE_KINDS, Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label, caption, muted, title
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.fixing import FixLine
from widgets.prepare.rows import RowData, RowList
from widgets.prepare.section import Section
from widgets.theme import GRID

ITEM = (
    Field("statement", N_("What it is about"), "wrapped", longest=2000),
    Field("reason", N_("Why it is fixed"), "wrapped", longest=2000),
    Field("until", N_("Fixed until"), "date"),
    Field("kind", N_("May it change?"), "chips", SCOPE_KINDS),
)


class ScopeSection(Section):
    """Three lists below each other; a row is changed where it stands."""

    id = "scope"
    name = N_("On the table")
    icon = "list-checks"
    purpose = N_(
        "What may change and what may not, said before anybody is asked for ideas. It is read out at the opening."
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self._items: dict[str, r.ScopeRecord] = {}
        self.form = Form(context, ITEM, self._save, "scope")
        self.editor = self._editor()
        self.lists: dict[str, RowList] = {}
        self.adders: dict[str, AddLine | FixLine] = {}
        groups = [self._group(term) for term in SCOPE_KINDS]
        self.middle = self.page(*groups)
        self.side = self.beside(
            caption(tr("On the table")),
            title(tr("Say it before ideas come")),
            muted(
                tr("Open: bring any idea. Shapeable: it stays, and you help to say how. Fixed: it cannot change now.")
            ),
            muted(tr("People accept a limit that is named and has a reason, but not one that comes out later.")),
            muted(tr("So a fixed item needs a reason and the date on which it is looked at again.")),
            caption(tr("Keys")),
            muted(tr("Up and Down walk, Enter changes a row where it stands, Escape closes it, Delete deletes it.")),
        )

    def _group(self, term: Term) -> QWidget:
        tr = self.context.tr
        rows = RowList(self.context.look, tr(term.label), strong=False)
        rows.opened.connect(lambda row_id, rows=rows: self._open(rows, row_id))
        rows.removed.connect(self._delete)
        self.lists[term.code] = rows
        if term.code == "fixed":
            adder: AddLine | FixLine = FixLine(self.context, self.done)
        else:
            hint = tr("Add something open") if term.code == "open" else tr("Add something shapeable")
            add = lambda words, told, kind=term.code: self.done(AddScopeItem(kind, words), told)  # noqa: E731
            adder = AddLine(self.context, hint, hint, add, f"prepare/add/{term.code}", longest=2000)
        self.adders[term.code] = adder
        holder = QWidget()
        heading = column(Label(tr(term.label), "strong"), muted(tr(term.cue)), spacing=0)
        holder.setLayout(column(heading, rows, adder, spacing=2 * GRID))
        return holder

    def _editor(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        close = Button(look, tr("Done"), "check", clicked=self.close_editor)
        remove = Button(look, tr("Delete"), "trash-2", "quiet", lambda: self._delete(self.form.row_id))
        editor = Surface("focus-card", column(self.form, flow(close, remove), spacing=3 * GRID, margin=3 * GRID))
        editor.installEventFilter(self)
        editor.hide()
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close what is changed in place by Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_editor()
            return True
        return super().eventFilter(watched, event)

    def show_content(self, content: Content) -> None:
        """Show the items in their three lists."""
        self._items = {item.id: item for item in content.scope}
        opened = self._open_list()
        for kind, rows in self.lists.items():
            rows.show_rows([self._row(item) for item in content.scope if item.kind == kind])
        if opened is not None and (item := self._items.get(self.form.row_id)):
            if opened is not self.lists[item.kind]:
                self._open(self.lists[item.kind], item.id, focus="kind")
            else:
                self.form.show_values(item.id, _values(item))

    def _open_list(self) -> RowList | None:
        return next((rows for rows in self.lists.values() if rows.in_place_id()), None)

    def _row(self, item: r.ScopeRecord) -> RowData:
        if item.kind != "fixed":
            return RowData(item.id, item.statement)
        day = date_in_words(item.until, self.context.tr.language)
        return RowData(item.id, item.statement, item.reason, self.context.tr("until {day}", day=day))

    # -- what people do -------------------------------------------------------------------------

    def _open(self, rows: RowList, row_id: str, focus: str = "statement") -> None:
        for other in self.lists.values():
            other.end_in_place()
        self.form.show_values(row_id, _values(self._items[row_id]))
        rows.mark(row_id)
        rows.change_in_place(row_id, self.editor)
        self.form.focus_field(focus)
        page = self.middle
        if isinstance(page, QScrollArea):  # the whole editor, not only the field that has the focus
            QTimer.singleShot(0, page, lambda: page.ensureWidgetVisible(self.editor, 0, 4 * GRID))

    def close_editor(self) -> None:
        """Keep what was changed in place and show the row again."""
        self.form.settle()
        rows = self._open_list()
        if rows is not None:
            row_id = rows.in_place_id()
            rows.end_in_place()
            rows.mark(row_id, focus=True)

    def _save(self, key: str, value: object, told: Told) -> bool:
        return self.done(ChangeScopeItem(self.form.row_id, {key: value}), told)

    def _delete(self, row_id: str) -> None:
        self.delete(DeleteScopeItem(row_id), self.context.tr("Deleted from what is on the table."))

    def enter_focus(self) -> None:
        """Begin with something open."""
        self.adders["open"].focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark an item."""
        return table == "scope_item" and any(rows.mark(row_id, focus=True) for rows in self.lists.values())


def _values(item: r.ScopeRecord) -> dict[str, object]:
    return {key: getattr(item, key) for key in ("statement", "reason", "until", "kind")}
