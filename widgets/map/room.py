"""The room Map: one path in several views, one marked thing, and what is known about it."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.path_templates import PathTemplate
from resources.texts import N_
from widgets.canvas.inplace import InPlace
from widgets.canvas.scene import PathScene
from widgets.canvas.view import PathView
from widgets.command import Command
from widgets.context import Context
from widgets.map.acts import PathActs
from widgets.map.asks import Asks
from widgets.map.commands import commands_of
from widgets.map.desk import SHOWN, Desk
from widgets.map.drawing import Drawing
from widgets.map.editing import Editing
from widgets.map.face import Fits, Zooms
from widgets.map.header import MapHeader
from widgets.map.inspector import Inspector
from widgets.map.moments.lookback import LookBack
from widgets.map.new_path import NewPath
from widgets.map.panels import Places
from widgets.map.stack import Views
from widgets.map.told import Told
from widgets.map.views import CANVAS, PANELS, TABLE, VIEWS
from widgets.parts.frames import Panes, Surface, column
from widgets.room import EVERYTHING, Rows

WIDTHS = (0, 280, 288)  # beside each other also at 200 % on a small screen: below, the drawing would be too low


class MapRoom(PathActs):
    """Everything can be done with keys alone; all views show the same and mark the same."""

    id: ClassVar[str] = "map"
    name: ClassVar[str] = N_("Map")
    icon: ClassVar[str] = "route"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._adding = False  # somebody looks at what another path can begin with
        self.desk = Desk(context, self)
        self.editing = Editing(context, self.desk)
        self.views = Views(context, self.desk, self.editing, VIEWS)
        self.views.made.connect(self._view_made)
        self.drawing: Drawing = self.views.view(CANVAS)  # pyright: ignore[reportAttributeAccessIssue]
        self.header = MapHeader(context, self.desk, self.add_card, self.show_more)
        self.header.make_path, self.header.rename_path = self.add_path, self.rename_path
        self.header.delete_path = self.delete_path
        asks = Asks(
            self.add_card, self.delete_marked, self.duplicate, self.connect_marked, self.add_stage_at, self.add_lane_at
        )
        self.inspector = Inspector(context, self.desk, self.editing, asks)
        for reshape in (self.inspector.stage.reshape, self.inspector.lane.reshape):
            reshape.left.connect(self.enter_focus)
        self.new_path = NewPath(context, self._make_path)
        self.new_path.left.connect(self._leave_new_path)
        self.places = Places(context, self.desk, self.editing, PANELS, self.header, self.views)
        middle = Surface("paper", column(self.places, spacing=0))
        self._panes = Panes(context.look, None, middle, self.inspector, widths=WIDTHS)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._panes)
        self._pages.addWidget(self.new_path)
        self.past = LookBack(context, self.desk, self._pages, self.enter_focus)
        self.setLayout(column(self._pages))
        self.desk.spot_changed.connect(self._spot_changed)
        self.desk.group_changed.connect(self._group_changed)
        self.header.shown_as.connect(self.show_as)
        self.views.shown.connect(self.header.view_shown)
        self.views.shown.connect(lambda code: self._panes.show_right(not self.views.kinds[code].alone))
        self.places.closed.connect(self.enter_focus)
        context.session.path_changed.connect(self._show_other_path)
        context.session.workshop_changed.connect(self._show_other_workshop)

    # -- parts that tests and other rooms look at ------------------------------------------------

    @property
    def scene(self) -> PathScene:
        """The scene of the canvas."""
        return self.drawing.scene

    @property
    def view(self) -> PathView:
        """The canvas itself."""
        return self.drawing.view

    @property
    def inplace(self) -> InPlace:
        """The field in which words are written on the canvas."""
        return self.drawing.inplace

    @property
    def table(self) -> QWidget:
        """The table; made where nobody looked at it yet."""
        return self.views.view(TABLE)

    # -- what the window asks -------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now, and keep what is marked, seen and typed."""
        if rows and not any(table in SHOWN for table, _ in rows):
            return
        self.desk.read(rows)
        self.views.read()
        self.views.show_choice() if self.views.code != CANVAS else None
        self.header.read()
        self.inspector.read()
        self.places.read()
        self._show_page()
        if self.desk.path is not None and self.context.session.path_id != self.desk.path.id:
            self.context.session.show_path(self.desk.path.id)
        if self.desk.spot is not None and any(row_id == self.desk.spot.id for _, row_id in rows):
            self.view.reveal_marked()  # it moved, or is new; what changed elsewhere scrolls nothing

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return self.past.guarded(commands_of(self))

    def marked_row(self) -> tuple[str, str]:
        """Return the card that is marked; none while the path is looked at as it was: what is marked is marked now."""
        return ("", "") if self.past.is_on else super().marked_row()

    def enter_focus(self) -> None:
        """Put the keyboard on the path; nothing is marked by that, so no note goes to a step by accident."""
        if self._pages.currentWidget() is self.new_path:
            self.new_path.take_focus()
        else:
            self.views.take_focus()

    def leave(self) -> None:
        """Keep what is being written, then go."""
        self.inplace.settle()
        self.past.leave()
        super().leave()

    def zoom(self, step: int) -> bool:
        """Zoom the view on screen."""
        view = self.work()
        if self.past.zoom(step):
            return True
        if self.desk.path is None or not isinstance(view, Zooms):
            return False
        view.zoom(step)
        return True

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a card or a stage, also of another path, and bring it on screen."""
        found = self.desk.spot_of_row(table, row_id)
        if found is None:
            self.refresh(EVERYTHING)
            found = self.desk.spot_of_row(table, row_id)
        if found is None:
            return False
        path, spot = found
        self.context.session.show_path(path.id)
        if self.desk.path is None or self.desk.path.id != path.id:
            self.refresh(EVERYTHING)
        self.desk.mark(spot)
        self.views.show_choice()
        return True

    # -- what a person asks of the room --------------------------------------------------------

    def add_path(self) -> None:
        """Show what a path can begin with."""
        self.inplace.settle()
        self._adding = True
        self._show_page()
        self.new_path.take_focus()

    def rename_path(self) -> None:
        """Show the page of the path with the cursor in its name."""
        self.desk.mark(None)
        self.inspector.path.rename()

    def delete_path(self) -> None:
        """Delete the path on the desk; a notice offers to undo it."""
        self.editing.delete_path()

    def switch(self) -> None:
        """Show the path in the next view and take the keyboard there."""
        self.inplace.settle()
        self.views.show_next()
        self.enter_focus()

    def fit(self) -> None:
        """Show the whole path."""
        view = self.work()
        (view if isinstance(view, Fits) else self.canvas().view).fit()

    # -- inside ---------------------------------------------------------------------------------

    def _view_made(self, view_id: str, view: QWidget) -> None:
        """Listen to what a view asks for, as face.py says."""
        del view_id
        wishes = {
            "adding": self.add_card,
            "adding_stage": self.add_stage,
            "adding_lane": self.add_lane,
            "connecting_wanted": self.connect_marked,
            "opened": self.edit_marked,
            "removing": self.delete_marked,
            "menu_wanted": self.show_menu,
            "canvas_wanted": lambda: self.canvas().take_focus(),
        }
        for name, run in wishes.items():
            if hasattr(view, name):
                getattr(view, name).connect(run)

    def _show_other_path(self) -> None:
        if self._entered:
            self.refresh(EVERYTHING)

    def _show_other_workshop(self) -> None:
        if self._entered:
            self.inspector.read()

    def _show_page(self) -> None:
        """Show the path, or what one can begin with where none is there or another one is wanted."""
        beginning = self._adding or self.desk.path is None
        page = self.new_path if beginning else self._panes
        if beginning and self._pages.currentWidget() is not page:
            self.new_path.begin(first=self.desk.path is None)
        self.past.show(page)

    def _make_path(self, template: PathTemplate, title: str, language: str, examples: bool, told: Told) -> bool:
        self._adding = False
        if not self.editing.begin_path(template.edit(title, language, cards=examples), told):
            self._adding = self.desk.path is not None
            return False
        self.enter_focus()
        return True

    def _leave_new_path(self) -> None:
        self._adding = False
        self._show_page()
        self.enter_focus()

    def _spot_changed(self) -> None:
        self.views.show_choice()
        self.inspector.read()
        self.places.show_choice()

    def _group_changed(self) -> None:
        self.views.read()
        self.inspector.read()
        self.places.read()
