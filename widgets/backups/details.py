"""What is in the marked backup, what differs from the present file, and the two ways to use it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from models.backup_finding import HERE, Found, Looked
from models.backup_reading import Contents, Differences, differences
from models.backup_records import Backup
from resources.texts import Translator
from widgets.backups.words import STATES, last_words, moment_words, place_words, size_words
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, card, column, flow, scrolled
from widgets.parts.labels import Label, caption, muted, title
from widgets.theme import GRID

MOST_CODES = 40


class Details(QWidget):
    """The right side of the restore screen."""

    beside_wanted = Signal()
    in_place_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look, self._tr = look, tr
        self.beside = Button(look, tr("Open it beside"), "copy", "primary", self.beside_wanted.emit)
        self.in_place = Button(look, tr("Put it in place of the present file"), "undo-2", "", self.in_place_wanted.emit)
        self.folder: Button | None = None  # of the backup that is shown
        self.setAccessibleName(tr("The marked backup"))
        self._holder = column(spacing=0)
        self.setLayout(self._holder)
        self.show_nothing("")

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence and nothing to do."""
        self._let(usable=False)
        self._fill(muted(sentence))

    def show_backup(self, backup: Backup, found: Found, looked: Looked | None, today: date) -> None:
        """Show a backup; `looked` None: it is still being read."""
        tr = self._tr
        parts: list[QWidget] = [title(moment_words(backup.at, today, tr, seconds=True)), self._state(backup, looked)]
        there = looked.contents if looked else None
        if there is not None:
            parts.append(self._table(there, found.now))
            if last := last_words(there.facts, tr):
                parts += [caption(tr("Last thing done in it")), Label(last)]
            parts += self._differing(there, found.now)
        if found.state != HERE:
            parts.append(Callout(self._look, "waiting", tr(STATES[found.state])))
        parts += [caption(tr("Two ways to use it")), muted(self._ways())]
        self.folder = Button(self._look, tr("Show in folder"), "folder-open", "quiet", self.folder_wanted.emit)
        parts += [
            caption(tr("Where it lies")),
            Label(backup.path.name),
            muted(place_words(backup.path)),
            flow(self.folder),
        ]
        self._let(usable=looked is not None and (looked.whole or looked.locked), locked=backup.locked)
        self._fill(*parts)

    def _ways(self) -> str:
        return self._tr(
            "Open it beside: a copy with a name of its own opens, and the present file stays as it is. Put it in "
            "place: the present file is backed up first. Either way nothing comes back that was erased or withdrawn."
        )

    # -- inside ---------------------------------------------------------------------------------

    def _state(self, backup: Backup, looked: Looked | None) -> QWidget:
        tr = self._tr
        if looked is None:
            return Callout(self._look, "waiting", tr("It is being read from end to end …"))
        if looked.locked:
            says = tr("It is locked with a password, which is asked for when it opens beside.")
            return Callout(self._look, "waiting", says)
        if not looked.whole:
            says = tr("This backup is damaged or was not finished. It is left as it is; choose another one.")
            return Callout(self._look, "waiting", says)
        says = tr("Read from end to end just now: it is whole. {size}", size=size_words(backup.size, tr))
        return Callout(self._look, "settled", says)

    def _table(self, there: Contents, now: Contents | None) -> QWidget:
        """Return counts of the backup beside those of the present file."""
        tr = self._tr
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(3, 1)
        heads = ("", tr("In this backup"), tr("Now") if now else "")
        for column_at, head in enumerate(heads):
            grid.addWidget(caption(head), 0, column_at)
        mine, present = there.facts, now.facts if now else None
        listed = (
            (tr("Stories"), mine.stories, present.stories if present else None),
            (tr("Notes"), mine.notes, present.notes if present else None),
            (tr("Answers"), mine.answers, present.answers if present else None),
            (tr("Paths"), mine.paths, present.paths if present else None),
        )
        for line, (name, then, today) in enumerate(listed, start=1):
            for column_at, text in enumerate((name, str(then), "" if today is None else str(today))):
                grid.addWidget(Label(text, "strong" if today is not None and then != today else ""), line, column_at)
        holder = QWidget()
        holder.setLayout(grid)
        return holder

    def _differing(self, there: Contents, now: Contents | None) -> Sequence[QWidget]:
        if now is None:
            return ()
        differ = differences(now, there)
        if differ.is_none:
            says = self._tr("Both have the same stories, notes, paths and themes. What is in them may differ.")
            return (muted(says),)
        return self._sides(differ)

    def _sides(self, differ: Differences) -> Sequence[QWidget]:
        tr = self._tr
        sides = ((tr("Only in this backup"), differ.only_there), (tr("Only in the present file"), differ.only_here))
        return [card(caption(name), *self._listed(one), spacing=GRID) for name, one in sides if any(_parts(one))]

    def _listed(self, one: Contents) -> Sequence[QWidget]:
        tr = self._tr
        named = ((tr("Stories"), one.stories), (tr("Notes"), one.notes), (tr("Paths and themes"), one.titles))
        return [Label(tr("{what}: {names}", what=name, names=self._cut(codes))) for name, codes in named if codes]

    def _cut(self, codes: Sequence[str]) -> str:
        shown = ", ".join(codes[:MOST_CODES])
        more = len(codes) - MOST_CODES
        return self._tr("{names} and {n} more", names=shown, n=more) if more > 0 else shown

    def _let(self, *, usable: bool, locked: bool = False) -> None:
        self.beside.setEnabled(usable)
        self.in_place.setEnabled(usable and not locked)

    def _fill(self, *parts: QWidget) -> None:
        while item := self._holder.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._holder.addWidget(scrolled(*parts, 1, surface="paper", spacing=3 * GRID))


def _parts(one: Contents) -> tuple[tuple[str, ...], ...]:
    return one.stories, one.notes, one.titles
