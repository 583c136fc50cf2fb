"""The views and the panels of Map, one line each: what it is called, and the class that is made when first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from resources.texts import N_
from widgets.context import Context
from widgets.map.beside.panel import BesidePanel
from widgets.map.compare.side_by_side import SideBySide
from widgets.map.desk import Desk
from widgets.map.drawing import Drawing
from widgets.map.editing import Editing
from widgets.map.feelings.panel import FeelingsPanel
from widgets.map.moments.panel import MomentsPanel
from widgets.map.paper.panel import PaperPanel
from widgets.map.tables.view import PathTable
from widgets.map.text.view import PathText

Make = Callable[[Context, Desk, Editing], QWidget]


@dataclass(frozen=True)
class ViewKind:
    """One way to see the path. `make` returns a widget that is a MapView (face.py).

    `alone`: what is known about the marked thing does not stand beside it; it has its own words beside the path.
    """

    id: str
    text: str
    icon: str
    make: Make
    alone: bool = False


@dataclass(frozen=True)
class PanelKind:
    """Something beside the path, hidden until asked for. `place`: left or below. `make` returns a MapView."""

    id: str
    text: str
    icon: str
    shortcut: str
    place: str
    make: Make


CANVAS, TABLE, TEXT, COMPARE = "canvas", "table", "text", "compare"
VIEWS: tuple[ViewKind, ...] = (
    ViewKind(CANVAS, N_("Canvas"), "route", Drawing),
    ViewKind(TABLE, N_("Table"), "table", PathTable),
    ViewKind(TEXT, N_("Text"), "file-text", PathText),
    ViewKind(COMPARE, N_("Side by side"), "split", SideBySide, alone=True),
)
PANELS: tuple[PanelKind, ...] = (
    PanelKind("beside", N_("Stories and notes to attach"), "message-square-quote", "Alt+L", "left", BesidePanel),
    PanelKind("feelings", N_("Feelings along the path"), "smile", "Ctrl+Shift+F", "below", FeelingsPanel),
    PanelKind("moments", N_("Moments"), "history", "Alt+M", "left", MomentsPanel),
    PanelKind("paper", N_("From the wall"), "clipboard-list", "Ctrl+Shift+W", "below", PaperPanel),
)
