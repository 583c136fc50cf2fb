"""How a path gets its pair: made from it, or linked to it by hand; and how the two are parted again."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.edits.linking_paths import LinkPaths, UnlinkPath
from models.edits.path_copy import CopyPath
from models.path_differences import linked, pair_with
from models.records import PathRecord
from models.vocabulary import PATH_STATES, label
from widgets.context import Context
from widgets.map.desk import Desk

LONGEST = 300  # letters of a path's title


class Linking:
    """Asks the document; what is shown follows from what changed."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk

    def pair(self) -> tuple[PathRecord, PathRecord] | None:
        """Return the two that belong together, of which one is on the desk; as it is first."""
        path = self._desk.path
        return pair_with(self._desk.paths, path.id) if path else None

    def make(self) -> bool:
        """Make a path as it could be from the one on the desk, and put it there."""
        path, tr = self._desk.path, self._context.tr
        if path is None:
            return False
        title = tr("{title}, as it could be", title=path.title)
        done = self._context.document.perform(CopyPath(path.id, title if len(title) <= LONGEST else path.title))
        if done is None:
            return False
        self._context.session.show_path(str(done.result))
        said = tr("A copy, as it could be. Feelings, stories and notes stay at the path as it is.")
        self._context.notices.say(said, tr("Undo"), self._context.document.undo)
        return True

    def others(self) -> tuple[PathRecord, ...]:
        """Return the paths that the one on the desk can be linked to."""
        path = self._desk.path
        return tuple(one for one in self._desk.paths if path is not None and one.id != path.id)

    def link(self, other: PathRecord) -> bool:
        """Link a path to the one on the desk; which of them is as it is, their states say, else it is the one here."""
        path = self._desk.path
        if path is None:
            return False
        could_be, as_is = (path, other) if (path.state, other.state) == ("could_be", "as_is") else (other, path)
        return self._context.document.perform(LinkPaths(could_be.id, as_is.id)) is not None

    def part(self) -> bool:
        """Say that the two do not belong together."""
        pair = self.pair()
        return pair is not None and self._context.document.perform(UnlinkPath(pair[1].id)) is not None

    def links_menu(self, owner: QWidget) -> QMenu:
        """Return the menu of paths to link."""
        menu, tr = QMenu(owner), self._context.tr
        for other in self.others():
            text = f"{other.title} · {tr(label(PATH_STATES, other.state))}".replace("&", "&&")
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, other=other: self.link(other))
            menu.addAction(action)
        return menu

    def pair_menu(self, owner: QWidget) -> QMenu:
        """Return the menu of a pair: another path made from the same one, a further copy, and to part the two."""
        menu, tr, pair = QMenu(owner), self._context.tr, self.pair()
        if pair is None:
            return menu
        versions = [two for one, two in linked(self._desk.paths) if one.id == pair[0].id]
        for path in versions if len(versions) > 1 else ():
            action = QAction(path.title.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(path.id == pair[1].id)
            action.triggered.connect(lambda _=False, path_id=path.id: self._context.session.show_path(path_id))
            menu.addAction(action)
        menu.addSeparator()
        for text, run in (
            (tr("Make another path as it could be"), self.make),
            (tr("These two do not belong together"), self.part),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, run=run: run())
            menu.addAction(action)
        return menu
