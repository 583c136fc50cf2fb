"""What every view and every panel of Map is to its room: it reads, it shows what is marked, it takes the keyboard."""

from typing import Protocol, runtime_checkable

from widgets.canvas.spots import Spot


class MapView(Protocol):
    """A widget that is made with (context, desk, editing). It marks through the desk and changes through `editing`.

    Where it has signals of these names, the room listens: `adding` and `removing` (a card where the mark is, what is
    marked) and `menu_wanted` (a point of the screen).
    """

    def read(self) -> None:
        """Show what the desk holds now; keep what is seen and half typed. Called only while the view is on screen."""
        ...

    def show_choice(self) -> None:
        """Show what is marked and chosen on the desk now."""
        ...

    def take_focus(self) -> None:
        """Take the keyboard."""
        ...


@runtime_checkable
class WritesWords(Protocol):
    """A view in which the words of a card are written where they stand; otherwise the canvas is shown for it."""

    def write_words(self, spot: Spot) -> bool:
        """Let somebody write the words of what is marked. False: not here, show the canvas."""
        ...


@runtime_checkable
class WritesCards(Protocol):
    """A view in which a new card is written where it will stand."""

    def write_card(self, stage_id: str, lane_id: str) -> bool:
        """Let somebody write a new card at the end of a cell. False: not here, show the canvas."""
        ...


@runtime_checkable
class Zooms(Protocol):
    """A view that can be zoomed."""

    def zoom(self, step: int) -> None:
        """Zoom by a step; 0: back to 100 %."""
        ...


@runtime_checkable
class Fits(Protocol):
    """A view that can show the whole path; otherwise the canvas is shown for it."""

    def fit(self) -> None:
        """Show the whole path."""
        ...


@runtime_checkable
class Clips(Protocol):
    """A view that copies and pastes in its own way; what it does not take, the room copies and pastes as cards."""

    def copy_here(self) -> bool:
        """Copy what is chosen. False: nothing is."""
        ...

    def cut_here(self) -> bool:
        """Copy what is chosen and take it away."""
        ...

    def paste_here(self) -> bool:
        """Paste what lies in the clipboard. False: it is not for this view."""
        ...
