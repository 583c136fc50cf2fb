"""The page Texts: on the left what may have versions, in the middle the text, on the right its version."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QComboBox, QStackedWidget, QWidget

from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.lists.cards import CardList
from widgets.lists.searching import SearchLine
from widgets.paged import Page
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column, scrolled
from widgets.parts.labels import caption, muted
from widgets.room import Rows
from widgets.share.texts.editor import Original, VersionEditor
from widgets.share.texts.shown import (
    MISSING,
    OUTDATED,
    WRITTEN,
    Shown,
    Target,
    VersionedText,
    card_id,
    cards,
    chosen,
    progress,
)
from widgets.theme import GRID

TABLES = frozenset("workshop theme answer contribution story text_version withdrawal voice project".split())
ONLY = (
    ("", N_("All texts")),
    (MISSING, N_("Missing in it")),
    (OUTDATED, N_("To look at again")),
    (WRITTEN, N_("Written")),
)


class TextsPage(Page):
    """Texts of the organisation in other languages and in easy read."""

    id: ClassVar[str] = "texts"
    name: ClassVar[str] = N_("Texts")
    icon: ClassVar[str] = "type"
    tables: ClassVar[tuple[str, ...]] = ("text_version",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._shown: Shown | None = None
        self._texts: dict[str, VersionedText] = {}
        self.target = self._box(tr("Write in"))
        self.only = self._box(tr("Which texts"))
        for code, name in ONLY:
            self.only.addItem(tr(name), code)
        self.progress = muted("")
        self.search = SearchLine()
        self.search.setPlaceholderText(tr("Search in the texts"))
        self.search.setAccessibleName(tr("Search in the texts"))
        self.search.setClearButtonEnabled(True)
        self.list = CardList(look, tr("Texts that may have versions"))
        self.nothing = muted(tr("No text is left with this choice."))
        self.original = Original(context)
        self.editor = VersionEditor(context, self.next_missing)
        self.panes = Panes(look, self._left(), self.original, self.editor, widths=(300, 300, 400))
        self.panes.share_beside(620)
        empty = EmptyState(
            look,
            "type",
            tr("No text to write in another language yet"),
            tr(
                "The ask, titles of themes, answers and clearer wordings come here. Exact words stay in their language."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(empty, surface="paper", margin=0))
        self.stack.addWidget(self.panes)
        self.setLayout(column(self.stack))
        self.target.activated.connect(lambda _: self._choose())
        self.only.activated.connect(lambda _: self._list())
        self.search.textChanged.connect(lambda _: self._list())
        self.search.left.connect(self.list.take_focus)
        look.changed.connect(self._measure)
        self._measure()
        self.list.chosen.connect(lambda _: self._show())
        self.list.opened.connect(lambda _: self.editor.focus_words())

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done here."""

        def run() -> None:
            shown = page()
            assert isinstance(shown, TextsPage)  # noqa: S101 - it is this page's command
            shown.next_missing()

        return (Command("share-texts-next", N_("Next missing text"), run, "", "Ctrl+Shift+M", "texts"),)

    # -- what the room calls --------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Read anew where something that is shown changed."""
        if not rows or any(table in TABLES for table, _ in rows):
            self._read()

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.editor.form.settle()

    def enter_focus(self) -> None:
        """Put the focus on the list."""
        if self.stack.currentIndex():
            self.list.take_focus()
        else:
            self.setFocus()

    def find_here(self) -> None:
        """Search in the list."""
        self.search.setFocus()
        self.search.selectAll()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark the text of a version, in its language."""
        self._read()
        if table != "text_version" or self._shown is None:
            return False
        found = next((one for one in self._shown.versions.values() if one.id == row_id), None)
        if found is None:
            return False
        wanted = next((code for (_, code), one in self._shown.versions.items() if one.id == row_id), "")
        self.target.setCurrentIndex(max(0, self.target.findData(wanted)))
        self.only.setCurrentIndex(0)
        self.search.clear()
        self._list()
        return self.list.mark("/".join(found.key))

    def next_missing(self) -> None:
        """Go on to the next text that has no version in the language that is chosen, or an outdated one."""
        self.settle()
        shown = self._shown
        if shown is None or not shown.texts:
            return
        ids = [card_id(text) for text in shown.texts]
        at = ids.index(self.list.current_id()) if self.list.current_id() in ids else -1
        order = (*shown.texts[at + 1 :], *shown.texts[: at + 1])
        found = next((one for one in order if one.words and shown.state(one, self._target()) != WRITTEN), None)
        if found is None:
            self.context.notices.say(self.context.tr("Every text is written in this language."))
            return
        if not self.list.mark(card_id(found)):
            self.only.setCurrentIndex(0)
            self.search.clear()
            self._list()
            self.list.mark(card_id(found))
        self.editor.focus_words()

    # -- inside ---------------------------------------------------------------------------------

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self.context.look)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        return box

    def _left(self) -> QWidget:
        tr = self.context.tr
        parts: list[QWidget] = []
        for name, box in ((tr("Write in"), self.target), (tr("Which texts"), self.only)):
            label = caption(name)
            label.setBuddy(box)
            parts += [label, box]
        left = QWidget()
        left.setLayout(
            column(*parts[:2], self.progress, *parts[2:], self.search, self.nothing, self.list, margin=3 * GRID)
        )
        return left

    def _measure(self) -> None:
        self.list.setMinimumSize(self.context.look.px(120), self.context.look.px(130))

    def _target(self) -> Target:
        targets = self._shown.targets() if self._shown else ()
        code = self.target.currentData()
        return next((one for one in targets if one.code == code), targets[0] if targets else Target(""))

    def _read(self) -> None:
        document = self.context.document
        if document.is_closed:
            return
        self._shown = document.ask(Shown.read)
        targets = self._shown.targets()
        if [self.target.itemData(at) for at in range(self.target.count())] != [one.code for one in targets]:
            kept = self.target.currentData()
            self.target.clear()
            for one in targets:
                self.target.addItem(one.name(self.context.tr), one.code)
            self.target.setCurrentIndex(max(0, self.target.findData(kept)))
        self.stack.setCurrentIndex(1 if self._shown.texts else 0)
        self._list()

    def _choose(self) -> None:
        self.settle()
        self._list()

    def _list(self) -> None:
        """Show the texts of the filter; the one that is being written stays, also where it is written now."""
        if self._shown is None:
            return
        target = self._target()
        found = chosen(self._shown, target, str(self.only.currentData() or ""), self.search.text())
        present = self.list.current_id()
        wanted = {card_id(one) for one in found}
        if present and present not in wanted and self._is_writing():
            wanted.add(present)
            found = [one for one in self._shown.texts if card_id(one) in wanted]
        self._texts = {card_id(one): one for one in self._shown.texts}
        self.list.show_cards(cards(found, self._shown, target, self.context.tr))
        self.nothing.setVisible(not found)
        self.progress.setText(progress(self._shown, target, self.context.tr))
        if found and not self.list.current_id():
            self.list.mark(card_id(found[0]))
        self._show()

    def _is_writing(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.editor.isAncestorOf(focused)

    def _show(self) -> None:
        text = self._texts.get(self.list.current_id())
        there = text is not None and self._shown is not None
        self.original.setVisible(there)
        self.editor.setVisible(there)
        if text is not None and self._shown is not None:
            self.original.show_text(text, self._shown.own)
            self.editor.show_version(text, self._target(), self._shown)
