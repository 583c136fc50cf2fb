"""What can be done with a path as it is and as it could be, for the menu, the keys and the sheet of shortcuts."""

from typing import TYPE_CHECKING

from resources.texts import N_
from widgets.command import Command
from widgets.map.compare.linking import Linking

if TYPE_CHECKING:
    from widgets.map.room import MapRoom

COMPARE = "compare"  # the id of the view, as in views.py


def compare_commands(room: "MapRoom") -> tuple[Command, ...]:
    """Return the commands; those that need the view bring it on screen."""
    linking = Linking(room.context, room.desk)

    def is_paired() -> bool:
        return linking.pair() is not None

    def show() -> None:
        room.show_as(COMPARE)
        room.enter_focus()

    def go(step: int) -> None:
        if room.views.code != COMPARE:
            room.show_as(COMPARE)
        view = room.views.view(COMPARE)
        view.go(step)  # pyright: ignore[reportAttributeAccessIssue] - SideBySide, as views.py has it

    has = room.has_path
    return (
        Command("map.compare", N_("As it is and as it could be, side by side"), show, "split", "", "view", has),
        Command("map.could_be", N_("Make “as it could be” from this path"), linking.make, "copy", "", "path", has),
        Command("map.differs", N_("Next difference"), lambda: go(1), "chevron-right", "F8", "view", is_paired),
        Command(
            "map.differed", N_("Previous difference"), lambda: go(-1), "chevron-left", "Shift+F8", "view", is_paired
        ),
    )
