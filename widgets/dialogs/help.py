"""Help without a network: our own pages, found by any word in them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from resources.files import path_of
from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.dialogs.reader import Reader
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Panes, column
from widgets.parts.labels import Label

# The order in which a newcomer needs them. A new page is a file in resources/help and a name here.
PAGES = (
    "first_minutes prepare map paper capture weigh share present history shortcuts consent files trouble".split()
)  # fmt: skip
FIRST = "first_minutes"


@dataclass(frozen=True)
class Page:
    """One page: its id, its title, and its text in Markdown."""

    id: str
    title: str
    text: str

    def holds(self, words: list[str]) -> bool:
        """Tell whether all words stand in the page."""
        told = self.text.casefold()
        return all(word in told for word in words)


def pages(language: str) -> list[Page]:
    """Return the pages in a language; a page that is not translated is shown in English."""
    made: list[Page] = []
    for page_id in PAGES:
        try:
            file = path_of("help", language, f"{page_id}.md")
        except FileNotFoundError:
            file = path_of("help", "en", f"{page_id}.md")
        text = file.read_text(encoding="utf-8")
        made.append(Page(page_id, text.partition("\n")[0].removeprefix("#").strip(), text))
    return made


class HelpDialog(Dialog):
    """The pages beside the window. Left to choose, right to read."""

    def __init__(self, look: Look, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Help"), parent, (920, 640))
        self._tr = tr
        self._pages = pages(tr.language)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find in the help"))
        self.search.setAccessibleName(tr("Find in the help"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)  # what scrolls around it would take the arrow keys
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.nothing = Label("", "muted")
        self.reader = Reader(look, tr("Page"))
        self.reader.followed.connect(self._follow)
        self.search.textChanged.connect(lambda _: self._filter())
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        chooser = QWidget()
        chooser.setLayout(column(self.search, self.nothing, self.list, margin=12))
        close = Button(look, tr("Close"), "", "", self.reject, "Esc")
        self.fill(column(Panes(look, chooser, self.reader, None, widths=(220, 360, 0))), [close], margin=0)
        self._filter()
        self.show_page(FIRST)
        self.search.setFocus()

    def show_page(self, page_id: str) -> None:
        """Show a page; an unknown one is no page to show."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == page_id:
                self.list.setCurrentRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the pages from the search with the arrow keys; Enter goes to the page."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reader.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _words(self) -> list[str]:
        return self.search.text().casefold().split()

    def _filter(self) -> None:
        shown = self.list.currentItem()
        page_id = shown.data(Qt.ItemDataRole.UserRole) if shown else FIRST
        found = [page for page in self._pages if page.holds(self._words())]
        self.list.clear()
        for page in found:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.id)
            self.list.addItem(item)
        self.nothing.setText("" if found else self._tr("No page holds “{words}”.", words=self.search.text()))
        self.nothing.setVisible(not found)
        if found:
            self.show_page(self._best(found, page_id))

    def _best(self, found: list[Page], shown: str) -> str:
        """Return which page to show: one that is called by the words, else the one that is shown, else the first."""
        words = self._words()
        called = [page.id for page in found if words and all(word in page.title.casefold() for word in words)]
        return (called or [page.id for page in found if page.id == shown] or [found[0].id])[0]

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        page_id = item.data(Qt.ItemDataRole.UserRole)
        page = next(one for one in self._pages if one.id == page_id)
        self.reader.show_markdown(page.text)
        self.reader.setAccessibleName(page.title)
        self.reader.verticalScrollBar().setValue(0)
        self.reader.mark(self._words())

    def _follow(self, address: str) -> None:
        """Go to another page of ours; any other address is not opened."""
        page_id = address.removesuffix(".md")
        if page_id in PAGES:
            self.search.clear()
            self.show_page(page_id)
