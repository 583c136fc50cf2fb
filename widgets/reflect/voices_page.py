"""Missing voices: which groups were heard at which steps, who was wanted and not heard, and whose ideas got a yes."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from models import missing_voices as mv
from models import queries
from models.records import PathRecord
from models.small_groups import DEFAULT_LIMIT
from resources.texts import N_
from widgets.context import Context
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Surface, column, scrolled
from widgets.parts.labels import Label, caption, muted
from widgets.reflect.voices_grid import VoicesGrid
from widgets.reflect.voices_yes import YesTable, legend
from widgets.room import Rows
from widgets.theme import GRID

SHOWN = frozenset(
    "segment segment_place attendance story story_place voice contribution contribution_place withdrawal stage path "
    "answer theme theme_note project".split()
)
LITTLE = N_("Shares of few people or few ideas mean little: one idea more can turn them round.")
MARKS = N_(
    "A filled mark: heard, with the number of stories and voices. A ring: wanted here, and nobody heard yet. "
    "Blank: not planned."
)


class VoicesPage(Page):
    """The table of groups and steps, what it says in sentences, and the shares below it. Exact: this is no document."""

    id: ClassVar[str] = "voices"
    name: ClassVar[str] = N_("Missing voices")
    icon: ClassVar[str] = "ear"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._paths: tuple[PathRecord, ...] = ()
        self._path_id = ""
        self.choice: Choices | None = None
        self._choice_box: QVBoxLayout = column()
        self.grid = VoicesGrid(look, tr)
        self._grid_card = Surface("card", column(self.grid, margin=2))
        self.title = caption(tr("Groups and steps"))
        self.marks = muted(tr(MARKS))
        self.unheard, self.quiet = Callout(look, "waiting", ""), Callout(look, "waiting", "")
        self.gaps, self.all_heard = Label(""), Callout(look, "settled", "")
        self.legend, self.yes = legend(context), YesTable(context)
        self.little = muted(tr(LITTLE))
        self.documents = muted("")
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        words = (self.unheard, self.quiet, self.gaps, self.all_heard)
        above = (self.title, self._choice_box, self._grid_card, self.marks, *words)
        self.area = scrolled(
            *above, self.legend, self.yes, self.little, self.documents, 1, surface="paper", spacing=3 * GRID
        )
        self.go = Button(
            look, tr("Go to Prepare"), "users", "primary", lambda: self.context.window.show_room("prepare")
        )
        said = tr("Name the groups whose knowledge is needed, and at which steps. Here you see who was heard.")
        self.empty = EmptyState(look, "ear", tr("No groups are named yet"), said, self.go)
        self._stack = QStackedLayout(self)
        for page in (self.area, self.empty):
            self._stack.addWidget(page)

    # -- what the room calls --------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Count anew, where anything that is counted has changed."""
        if rows and SHOWN.isdisjoint(table for table, _ in rows):
            return
        ask = self.context.document.ask
        groups = ask(queries.groups)
        self._stack.setCurrentWidget(self.area if groups else self.empty)
        if not groups:
            return
        self._show_paths(tuple(path for path in ask(queries.paths) if path.stages))
        self._show_grid()
        limit = max(ask(queries.project).small_group, DEFAULT_LIMIT)
        shares = mv.exact(groups, ask(mv.ideas), mv.standing_on(ask(queries.sizes)), limit)
        self.yes.show_shares(shares, {group.id: group.name for group in groups})
        for part in (self.legend, self.yes, self.documents):
            part.setVisible(shares.ideas > 0)
        self.little.setVisible(shares.ideas > 0 and shares.means_little)
        self.documents.setText(
            self.context.tr(
                "Exact numbers, for you. In documents groups of fewer than {limit} people are joined.", limit=limit
            )
        )

    def enter_focus(self) -> None:
        """Begin in the table."""
        if self._stack.currentWidget() is self.empty:
            self.go.setFocus()
        elif self.grid.isVisibleTo(self):
            self.grid.take_focus()
        else:
            self.area.setFocus()

    def find_here(self) -> None:
        """Put the focus on the choice of the path."""
        if self.choice is not None:
            self.choice.focus_chosen()

    # -- showing --------------------------------------------------------------------------------

    def _show_paths(self, paths: tuple[PathRecord, ...]) -> None:
        """Offer the paths where there are several; the newest one is shown first."""
        known = [(path.id, path.title) for path in paths]
        same = known == [(path.id, path.title) for path in self._paths]
        self._paths = paths
        if self._path_id not in [path.id for path in paths]:
            self._path_id = max((path.id for path in paths), default="")
        if same:
            return
        if self.choice is not None:
            self._choice_box.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
            self.choice = None
        if len(paths) > 1:
            options = [(path_id, title, "") for path_id, title in known]
            self.choice = Choices(self.context.look, self.context.tr("Which path"), options, chips=True)
            self.choice.show_code(self._path_id)
            self.choice.chosen.connect(self._choose)
            self._choice_box.addWidget(self.choice)

    def _choose(self, path_id: str) -> None:
        self._path_id = path_id
        self._show_grid()

    def _show_grid(self) -> None:
        ask, tr = self.context.document.ask, self.context.tr
        path = next((path for path in self._paths if path.id == self._path_id), None)
        for part in (self._grid_card, self.marks, self.title):
            part.setVisible(path is not None)
        if path is None:
            self.grid.show_grid(None)
            for part in (self.unheard, self.quiet, self.gaps, self.all_heard):
                part.hide()
            return
        grid = mv.grid_of(path, ask(queries.groups), ask(mv.heard))
        self.grid.show_grid(grid)
        names = "; ".join(group.name for group in grid.unheard)
        _say_if(
            self.unheard,
            tr(
                "We wanted to learn from them, and nobody of them was heard yet: {groups}. A visit, a phone call or "
                "somebody they trust may reach them better than a workshop.",
                groups=names,
            ),
            shown=bool(names),
        )
        steps = "; ".join(f"{stage.letter} {stage.name}" for stage in grid.quiet)
        _say_if(
            self.quiet,
            tr("Nobody spoke about these steps yet: {steps}. Somebody who knows them may still be asked.", steps=steps),
            shown=bool(steps),
        )
        self.gaps.setText(
            tr.count(
                "At {n} place in the table a group was wanted and not heard.",
                "At {n} places in the table a group was wanted and not heard.",
                grid.gaps,
            )
        )
        self.gaps.setVisible(grid.gaps > 0)
        planned = any(cell.planned for cell in grid.cells.values())
        fine = planned and not (grid.gaps or grid.quiet or grid.unheard)
        _say_if(self.all_heard, tr("Every group was heard at every step where it was wanted."), shown=fine)


def _say_if(part: Callout, sentence: str, *, shown: bool) -> None:
    part.say(sentence)
    part.setVisible(shown)
