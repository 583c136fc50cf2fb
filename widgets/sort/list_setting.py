"""The menus that set the kind, group, step or theme of everything that is marked; each choice is one edit."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models import queries
from models.edits.notes_many import ChangeMany
from models.edits.theming import PutNotes, TakeOut
from models.edits.voices import Place
from models.find import first_line
from models.lists import Names
from models.vocabulary import NOTE_KINDS
from widgets.context import Context

LONGEST = 60


class ListSetting:
    """Fills menus. `marked`: what is listed ("notes" or "stories") and the ids that are marked."""

    def __init__(
        self, context: Context, names: Callable[[], Names], marked: Callable[[], tuple[str, tuple[str, ...]]]
    ) -> None:
        self._context, self._names, self._marked = context, names, marked

    def open(self, key: str, owner: QWidget, where: QPoint) -> QMenu:
        """Open the menu of one thing to set."""
        menu = QMenu(owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, key)
        menu.popup(where)
        return menu

    def fill(self, menu: QMenu, key: str) -> None:
        """Fill a menu with the values of one thing to set."""
        {"kind": self._kinds, "group": self._groups, "step": self._steps, "theme": self._themes}[key](menu)

    def _kinds(self, menu: QMenu) -> None:
        for term in NOTE_KINDS:
            self._add(menu, self._context.tr(term.label), lambda code=term.code: self._change(kind=code))

    def _groups(self, menu: QMenu) -> None:
        for group_id, name in self._names().groups.items():
            self._add(menu, name, lambda group_id=group_id: self._change(segment_id=group_id))
        menu.addSeparator()
        self._add(menu, self._context.tr("Group not said"), lambda: self._change(segment_id=None))

    def _steps(self, menu: QMenu) -> None:
        for path in self._context.document.ask(queries.paths):
            for stage in path.stages:
                cards = [card for card in path.cards if card.stage_id == stage.id]
                name = f"{stage.letter} {stage.name}"
                if not cards:
                    self._add(menu, name, partial(self._put, Place(stage.id)))
                    continue
                inside = menu.addMenu(_plain(name))
                self._add(inside, name, partial(self._put, Place(stage.id)))
                for card in cards:
                    words = f"{card.code} {first_line(card.words)}"
                    self._add(inside, words, partial(self._put, Place(stage.id, card.id)))
        menu.addSeparator()
        self._add(menu, self._context.tr("No step"), lambda: self._put(None))

    def _themes(self, menu: QMenu) -> None:
        for theme_id, title in self._names().themes.items():
            self._add(menu, title, lambda theme_id=theme_id: self._sort(theme_id))
        menu.addSeparator()
        self._add(menu, self._context.tr("In no theme"), lambda: self._sort(None))

    def _add(self, menu: QMenu, words: str, run: Callable[[], object]) -> None:
        menu.addAction(_plain(words), run)

    def _change(self, **values: object) -> None:
        notes, stories = self._ids()
        self._context.document.perform(ChangeMany(notes, stories, values))

    def _put(self, place: Place | None) -> None:
        notes, stories = self._ids()
        self._context.document.perform(ChangeMany(notes, stories, {}, place, no_place=place is None))

    def _sort(self, theme_id: str | None) -> None:
        notes, _ = self._ids()
        by = str(self._context.settings.get("operator"))
        self._context.document.perform(PutNotes(notes, theme_id, by=by) if theme_id else TakeOut(notes, by))

    def _ids(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        of, ids = self._marked()
        return (ids, ()) if of == "notes" else ((), ids)


def _plain(words: str) -> str:
    """Return people's words for a menu: one line, with an ampersand that is no key."""
    short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    return " ".join(short.split()).replace("&", "&&")
