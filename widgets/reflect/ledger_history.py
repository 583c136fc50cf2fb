"""The history of an answer: each change with when, who, from what to what, and why; the newest first."""

from PySide6.QtWidgets import QWidget

from models.promises import HistoryEntry
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, caption
from widgets.reflect.ledger_words import change_title, change_who, change_words
from widgets.theme import GRID

FIRST_SHOWN = 8


class Entry(QWidget):
    """One change."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.who = Label("", "strong"), Label("", "muted")
        self.words, self.why = Label(""), Label("")
        self.setLayout(column(self.title, self.who, self.words, self.why, spacing=2))

    def show_entry(self, context: Context, entry: HistoryEntry) -> None:
        """Show another change."""
        tr = context.tr
        why = tr("Why: {why}", why=entry.why) if entry.why else ""
        texts = (change_title(tr, entry), change_who(tr, entry), change_words(tr, entry), why)
        for label, words in zip((self.title, self.who, self.words, self.why), texts, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(". ".join(words for words in texts if words))


class History(QWidget):
    """The entries; the first few, and all of them when asked."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._all = False
        self._entries: tuple[HistoryEntry, ...] = ()
        self.shown: list[Entry] = []
        self.more = Button(context.look, "", "", "link", self.show_all)
        self._column = column(spacing=3 * GRID)
        self.setLayout(column(caption(context.tr("History")), self._column, flow(self.more), spacing=2 * GRID))
        self.setAccessibleName(context.tr("History"))

    def show_entries(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show another history."""
        if [one.id for one in entries[-1:]] != [one.id for one in self._entries[-1:]]:
            self._all = False
        self._entries = entries
        wanted = entries if self._all else entries[:FIRST_SHOWN]
        while len(self.shown) < len(wanted):
            made = Entry()
            self.shown.append(made)
            self._column.addWidget(made)
        for at, one in enumerate(self.shown):
            one.setVisible(at < len(wanted))
            if at < len(wanted):
                one.show_entry(self._context, wanted[at])
        left = len(entries) - len(wanted)
        self.more.setVisible(left > 0)
        self.more.say(self._context.tr.count("{n} more change", "{n} more changes", left))

    def show_all(self) -> None:
        """Show every change."""
        self._all = True
        self.show_entries(self._entries)
