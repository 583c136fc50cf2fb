"""By whom the path is seen: a chip in the header, and what of the path one group spoke of."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from widgets.context import Context
from widgets.lists.filters import FilterChip
from widgets.map.desk import Desk

LONGEST = 16  # letters of a group's name on the chip


class SeenBy(FilterChip):
    """Says whose view of the path is shown, and lets somebody choose another."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(context, self._open)
        self._context, self._desk = context, desk
        desk.group_changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Show by whom the path is seen; hidden where there are no groups."""
        tr, group_id = self._context.tr, self._desk.group_id
        name = next((group.name for group in self._desk.groups if group.id == group_id), "")
        short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        self.setChecked(bool(name))
        self.say(tr("Seen by: {group}", group=short) if name else tr("Seen by: all"))
        self.setAccessibleName(tr("Seen by: {group}", group=name) if name else tr("Seen by: all"))
        self.setToolTip("")
        self.setVisible(bool(self._desk.groups) and self._desk.path is not None)
        self.updateGeometry()

    def menu_of_groups(self) -> QMenu:
        """Return the menu of groups; their names are shown as they are."""
        menu, tr = QMenu(self), self._context.tr
        among = QActionGroup(menu)
        for group_id, name in ((None, tr("All")), *((group.id, group.name) for group in self._desk.groups)):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(group_id == self._desk.group_id)
            action.triggered.connect(partial(self._desk.show_group, group_id))
            among.addAction(action)
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        self.setChecked(self._desk.group_id is not None)  # a click is no toggle
        menu = self.menu_of_groups()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


def quiet_cards(desk: Desk) -> frozenset[str]:
    """Return the cards at which the group that sees the path felt, told and noted nothing; none for all groups."""
    path = desk.path
    if path is None or desk.group_id is None:
        return frozenset()
    spoken = {one.touchpoint_id for one in path.feelings if one.segment_id == desk.group_id}
    return frozenset(card.id for card in path.cards if card.id not in spoken and not any(desk.counts.get(card.id, ())))
