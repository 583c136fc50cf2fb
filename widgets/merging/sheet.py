"""The dry run of a merge: what would come, change and go, what was said differently, and one button that merges."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import NeedsPassword
from models.history_subjects import Thing
from models.merge_sight import Sides
from models.merging.plan import NOTHING_NEW, Plan
from resources.texts import N_, Translator
from widgets.dialogs.base import Dialog
from widgets.history.words import thing_title
from widgets.look import Look
from widgets.merging.conflict_view import LATER, ConflictView
from widgets.merging.words import counted
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Scroll, Surface, card, column, flow, row
from widgets.parts.labels import Label, caption, muted, title
from widgets.parts.order import tab_in_reading_order
from widgets.theme import GRID

MOST = 60  # conflicts that are shown to be decided at once; the others wait in the History room
FEW = 12  # things that are named
SAME = {
    "segment": N_("Two groups are called “{one}” and “{other}”."),
    "theme": N_("Two themes are called “{one}” and “{other}”."),
    "path": N_("Two paths are called “{one}” and “{other}”."),
}


class MergeSheet(Dialog):
    """`agreed`: merge, as it is decided here. `password_wanted`: of a file, by its number among the refused ones."""

    agreed = Signal()
    password_wanted = Signal(str)

    def __init__(self, look: Look, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Merge with other laptops' files"), parent, (980, 700))
        self._tr = tr
        self.conflicts: list[ConflictView] = []
        self.unlocking: list[Button] = []
        self.status = title("")
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3 * GRID)
        self.merge_button = Button(look, tr("Merge"), "log-in", "primary", self.agreed.emit)
        self.cancel_button = Button(look, tr("Cancel"), "", "", self.reject, "Esc")
        body = Surface("paper", column(self.status, self._inside, 1, spacing=3 * GRID, margin=5 * GRID))
        self.fill(column(Scroll(body)), [self.merge_button, self.cancel_button], margin=0)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.show_looking(0)

    def show_looking(self, files: int) -> None:
        """Say that the files are being looked at."""
        self._clear()
        self.status.setText(self._tr.count("Looking at {n} file …", "Looking at {n} files …", files))
        self.merge_button.setEnabled(False)

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing can be merged."""
        self._clear()
        self.status.setText(self._tr("Nothing was merged"))
        self._add(Callout(self._look, "waiting", sentence))
        self.merge_button.setEnabled(False)
        self.cancel_button.say(self._tr("Close"))
        self.cancel_button.setFocus()

    def show_plan(
        self, plan: Plan, found: list[Sides], provisional: list[Thing], currency: str, opened: tuple[str, ...] = ()
    ) -> None:
        """Show what merging would do. `opened`: locked files whose words would come into a project without a lock."""
        tr = self._tr
        self._clear()
        self._show_refused(plan)
        result = plan.result
        if result is None or plan.is_nothing:
            self.status.setText(tr("Nothing to merge"))
            if result is not None:
                self._add(Callout(self._look, "settled", tr(NOTHING_NEW)))
            self.merge_button.setEnabled(False)
            self.cancel_button.say(tr("Close"))
            self.cancel_button.setFocus()
            return
        names = ", ".join(source.name for source in plan.sources)
        self.status.setText(tr("What merging with {files} would do", files=names))
        self._add(muted(tr("Nothing is changed yet. A backup is made first, and the merge can be undone as one step.")))
        if opened:
            bare = tr(
                "{files}: locked with a password, and this project is not. Merged, its words lie without a lock.",
                files=", ".join(opened),
            )
            self._add(Callout(self._look, "waiting", bare))
        self._show_counts(counted(tr, result.new, result.changed, result.gone))
        self._show_notes(plan, provisional)
        self._show_conflicts(found, currency)
        self.merge_button.setEnabled(True)
        self.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)
        tab_in_reading_order(self)

    def decided(self) -> dict[tuple[object, ...], str]:
        """Return the sides that were chosen, by what each conflict is known by."""
        return {view.sides.key: view.side for view in self.conflicts if view.side not in ("", LATER)}

    # -- inside ---------------------------------------------------------------------------------

    def _clear(self) -> None:
        self.conflicts, self.unlocking = [], []
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()  # a layout would do so later only

    def _show_refused(self, plan: Plan) -> None:
        tr = self._tr
        for name, error in plan.refused:
            said = Callout(self._look, "waiting", error.sentence(tr))
            if isinstance(error, NeedsPassword):
                ask = Button(
                    self._look, tr("Give the password …"), "lock-open", "", lambda name=name: self._unlock(name)
                )
                self.unlocking.append(ask)
                self._add(Surface("card", column(said, flow(ask), margin=3 * GRID)))
            else:
                self._add(said)

    def _unlock(self, name: str) -> None:
        self.password_wanted.emit(name)

    def _show_counts(self, counts: list[tuple[str, str]]) -> None:
        tr = self._tr
        if not counts:
            self._add(card(Label(tr("Only the history comes; everything people see is the same already."))))
            return
        lines = [row(Label(kind, "strong"), 1, Label(numbers)) for kind, numbers in counts]
        self._add(card(caption(tr("What would come, change and go")), *lines))

    def _show_notes(self, plan: Plan, provisional: list[Thing]) -> None:
        tr, result = self._tr, plan.result
        if plan.erased:
            erased = tr.count(
                "{n} thing was erased for good on another laptop. It is erased here too, and no undo brings it back.",
                "{n} things were erased for good on another laptop. They are erased here too, and no undo brings them "
                "back.",
                plan.erased,
            )
            self._add(Callout(self._look, "waiting", erased))
        if provisional:
            listed = [Label(thing_title(tr, thing)) for thing in provisional[:FEW]]
            about = tr.count(
                "{n} answer was confirmed and would not be any more. Look at it in Weigh.",
                "{n} answers were confirmed and would not be any more. Look at them in Weigh.",
                len(provisional),
            )
            self._add(card(caption(tr("Not confirmed any more")), Label(about), *listed))
        if result is not None and result.recoded:
            pairs = [Label(tr("{old} becomes {new}", old=old, new=new)) for old, new in result.recoded[:FEW]]
            about = tr("Two laptops gave the same reference code. The older thing keeps it.")
            self._add(card(caption(tr("New reference codes")), Label(about), *pairs))
        if plan.same_names:
            said = N_("Two things are called “{one}” and “{other}”.")
            alike = [
                Label(tr(SAME.get(one.table, said), one=one.names[0], other=one.names[1]))
                for one in plan.same_names[:FEW]
            ]
            about = tr("They stay two, because one name may mean two things. Join them afterwards if they are one.")
            self._add(card(caption(tr("Names that look alike")), *alike, muted(about)))

    def _show_conflicts(self, found: list[Sides], currency: str) -> None:
        tr = self._tr
        if not found:
            return
        about = tr.count(
            "{n} thing was said differently. The safe side stands until you decide, now or later in History.",
            "{n} things were said differently. The safe side stands until you decide, now or later in History.",
            len(found),
        )
        self._add(card(caption(tr("Two laptops said different things")), Label(about)))
        for one in found[:MOST]:
            view = ConflictView(self._look, tr, one, currency)
            self.conflicts.append(view)
            self._add(view)
        rest = len(found) - MOST
        if rest > 0:
            self._add(muted(tr.count("{n} more waits in History.", "{n} more wait in History.", rest)))
