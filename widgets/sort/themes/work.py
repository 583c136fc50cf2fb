"""What a person does to themes: each is one edit, and the right card is marked afterwards."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models.edits.theming import (
    ChangeTheme,
    DeleteTheme,
    JoinThemes,
    MoveTheme,
    NewTheme,
    PutNotes,
    SplitTheme,
    TakeOut,
)
from widgets.context import Context
from widgets.sort.themes.list import DragList
from widgets.sort.themes.numbers import number_at
from widgets.sort.themes.reading import WallReading


class Desk(Protocol):
    """What the work needs of the page."""

    reading: WallReading
    active: DragList

    def theme_of(self, cards: DragList) -> str | None:
        """Return the theme whose cards a list shows, None for what is not sorted."""
        ...

    def begin_naming(self) -> None:
        """Let a new theme be named."""
        ...


class ThemeWork:
    """Performs the edits of the wall. `naming`: the notes that the theme which is being named will have."""

    def __init__(self, context: Context, desk: Desk, owner: QWidget) -> None:
        self._context, self._desk, self._owner = context, desk, owner
        self.naming: tuple[str, ...] = ()
        self._splits: str | None = None

    @property
    def by(self) -> str:
        """The role of whoever sorts, for the trail."""
        return self._context.document.project.operator

    # -- notes ----------------------------------------------------------------------------------

    def put(self, ids: tuple[str, ...], theme_id: str, before: str | None = None) -> bool:
        """Put notes into a theme."""
        return self._moving(PutNotes(ids, theme_id, before, self.by), ids)

    def take_out(self, ids: tuple[str, ...]) -> bool:
        """Take notes out of their theme."""
        return self._moving(TakeOut(ids, self.by), ids)

    def shift(self, step: int) -> None:
        """Move the marked cards up or down within their theme."""
        cards = self._desk.active
        theme_id, ids = self._desk.theme_of(cards), cards.marked_ids()
        if theme_id is None or not ids:
            return
        shown = list(self._desk.reading.notes_of.get(theme_id, ()))
        others = [one for one in shown if one not in ids]
        first = shown.index(ids[0])
        at = sum(1 for one in shown[:first] if one not in ids) + step
        if not 0 <= at <= len(others):
            return
        before = others[at] if at < len(others) else None
        kept = cards.current_id()
        if self._context.document.perform(PutNotes(ids, theme_id, before, self.by)) is not None:
            cards.mark_ids(ids, kept)

    def _moving(self, edit: PutNotes | TakeOut, ids: tuple[str, ...]) -> bool:
        """Perform, and mark the card that followed those that went from the list they were marked in."""
        cards = self._desk.active
        shown = [card.id for card in cards.cards.cards]
        places = [at for at, one in enumerate(shown) if one in ids]
        after = next((one for one in shown[places[-1] + 1 :] if one not in ids), "") if places else ""
        if self._context.document.perform(edit) is None:
            return False
        if after and cards.mark(after):
            return True
        cards.mark_row(places[0] if places else 0)
        return True

    # -- themes ---------------------------------------------------------------------------------

    def name_new(self) -> None:
        """Begin a new theme with the marked cards."""
        self.naming, self._splits = self._desk.active.marked_ids(), None
        self._desk.begin_naming()

    def split(self) -> None:
        """Begin a new theme with the cards that are marked in a theme, beside it."""
        theme_id = self._desk.theme_of(self._desk.active)
        ids = self._desk.active.marked_ids()
        tr = self._context.tr
        if theme_id is None or not ids:
            self._context.notices.say(tr("Mark the cards of a theme first, then split them off."))
            return
        self.naming, self._splits = ids, theme_id
        self._desk.begin_naming()

    def named(self, title: str) -> str:
        """Make the theme that was being named; return its id, empty where it was refused."""
        ids, splits = self.naming, self._splits
        self.naming, self._splits = (), None
        kind = SplitTheme if splits else NewTheme
        done = self._context.document.perform(kind(title, ids, self._context.session.workshop_id, self.by, splits))
        return str(done.result) if done else ""

    def rename(self, theme_id: str, title: str) -> None:
        """Give a theme another title."""
        self._context.document.perform(ChangeTheme(theme_id, {"title": title}))

    def move_theme(self, theme_id: str, step: int) -> None:
        """Move a theme to the left or right."""
        order = [theme.id for theme in self._desk.reading.themes]
        to = order.index(theme_id) + step if theme_id in order else -1
        if 0 <= to < len(order):
            self._context.document.perform(MoveTheme(theme_id, to))

    def join(self, theme_id: str, into_id: str) -> bool:
        """Join a theme with another one."""
        return self._context.document.perform(JoinThemes(theme_id, into_id, self.by)) is not None

    def delete(self, theme_id: str) -> None:
        """Delete a theme, and say where its notes are."""
        theme = self._desk.reading.theme(theme_id)
        if theme is None or self._context.document.perform(DeleteTheme(theme_id, self.by)) is None:
            return
        tr = self._context.tr
        sentence = tr("The theme is gone. Its notes are not sorted now.") if theme.notes else tr("The theme is gone.")
        self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)

    def ask_join(self, theme_id: str, where: QPoint) -> QMenu | None:
        """Offer the other themes by number; the chosen one takes everything in."""
        tr = self._context.tr
        others = [(place, one) for place, one in enumerate(self._desk.reading.themes) if one.id != theme_id]
        if not others:
            self._context.notices.say(tr("There is no other theme to join this one with."))
            return None
        menu = QMenu(self._owner)
        menu.setAccessibleName(tr("Join with"))
        for place, one in others:
            number = number_at(place)
            title = one.title.replace("&", "&&")
            action = menu.addAction(f"&{number}  {title}" if number else title)
            action.triggered.connect(partial(self.join, theme_id, one.id))
        menu.popup(where)
        return menu
