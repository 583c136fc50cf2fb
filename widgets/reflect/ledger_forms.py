"""The two forms beside the ledger: what became of a promise, and another date or owner for it."""

from typing import Any

from models import vocabulary as v
from models.edits.promising import ChangePromise
from models.edits.weighing import RecordOutcome
from models.promises import Promise
from resources.texts import N_
from widgets.context import Context
from widgets.fields.chosen import ChipsEditor
from widgets.fields.field import Field
from widgets.reflect.held_form import HeldForm

NUMBERED = tuple(v.Term(term.code, term.label) for term in v.OUTCOMES)
OUTCOME = (
    Field("status", N_("What became of it"), "chips", NUMBERED),
    Field("became", N_("What happened"), "text", longest=4000, hint=N_("In plain words, as it will be read out")),
    Field("day", N_("When"), "date"),
    Field("by", N_("Who says so"), hint=N_("A role"), longest=300),
    Field("why", N_("Why"), "text", longest=2000, hint=N_("What made it late, different or impossible")),
)
MOVE = (
    Field("report_back", N_("Report back by"), "date", hint="+14"),
    Field("owner", N_("Who answers for it"), hint=N_("A role"), longest=300),
    Field("why", N_("Why"), "text", longest=2000, explain=N_("It stays in the history, with who and when.")),
    Field(
        "changed",
        N_("What is different now"),
        "text",
        longest=4000,
        explain=N_("Only where the promise itself changed: then it is listed as changed."),
    ),
)


class OutcomeForm(HeldForm):
    """Kept, late, changed or broken; what happened, when, who says so, why."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(context, tr("What became of it"), OUTCOME, "reflect/outcome", tr("Write it down"), "check")
        self.heading.hide()  # the first field says it
        self.wanted.connect(self._record)
        self._answer_id = ""
        for at, term in enumerate(v.OUTCOMES, 1):
            editor = self.form.editor("status")
            if isinstance(editor, ChipsEditor):
                editor.choices.say(term.code, f"{at}  {tr(term.label)}")

    def show_promise(self, promise: Promise) -> None:
        """Show the form for a promise."""
        self._answer_id = promise.id
        self.show_row(promise.id, self._beginning())
        self._show_fields()

    def tell(self, number: int) -> None:
        """Choose an outcome by its number and go on to what happened."""
        self.choose("status", v.OUTCOMES[number - 1].code)
        self._show_fields()
        self.form.focus_field("became")

    def focus_first(self) -> None:
        """Put the focus where telling begins."""
        editor = self.form.editor("status")
        if isinstance(editor, ChipsEditor):
            editor.choices.focus_chosen()

    def _beginning(self) -> dict[str, Any]:
        operator = self._context.settings.get("operator")
        return {"status": "", "became": "", "day": self._context.today(), "by": operator, "why": ""}

    def _hold(self, key: str, value: Any, told: Any) -> bool:
        held = super()._hold(key, value, told)
        self._show_fields()
        return held

    def _show_fields(self) -> None:
        """Ask on once an outcome is chosen; for a reason only where something is not as it was said."""
        status = self.values.get("status")
        asked = [field.key for field in OUTCOME if status and (field.key != "why" or status != "kept")]
        self.form.show_only(asked or ["status"])
        self.buttons.setVisible(bool(status))

    def _record(self, values: dict[str, Any]) -> None:
        tr = self._context.tr
        if not values.get("status"):
            self.complain(tr("Say first: kept, late, changed or broken."))
            self.focus_first()
            return
        if not str(values.get("became") or "").strip():
            self.complain(tr("Say in a few words what happened: people will read it."))
            self.form.focus_field("became")
            return
        words = {key: str(values.get(key) or "").strip() for key in ("became", "by", "why")}
        edit = RecordOutcome(self._answer_id, str(values["status"]), day=values.get("day"), **words)
        if self._context.document.perform(edit, self.complain) is not None:
            self.done(self._beginning())
            self._show_fields()
            self.left.emit()


class MoveForm(HeldForm):
    """Another date or another owner, with the reason; the answer stays confirmed."""

    def __init__(self, context: Context) -> None:
        tr = context.tr
        super().__init__(context, tr("Another date or owner"), MOVE, "reflect/move", tr("Change it"), "check")
        self.wanted.connect(self._change)
        self._promise: Promise | None = None

    def show_promise(self, promise: Promise) -> None:
        """Show the form for a promise."""
        self._promise = promise
        self.show_row(promise.id, self._beginning(promise))

    def _beginning(self, promise: Promise) -> dict[str, Any]:
        return {"report_back": promise.report_back, "owner": promise.owner, "why": "", "changed": ""}

    def _change(self, values: dict[str, Any]) -> None:
        promise, tr = self._promise, self._context.tr
        if promise is None:
            return
        why = str(values.get("why") or "").strip()
        if not why:
            self.complain(tr("Say why: people were told another date or another name."))
            self.form.focus_field("why")
            return
        edit = ChangePromise(
            promise.id,
            str(values.get("owner") or ""),
            values.get("report_back"),
            why,
            str(values.get("changed") or ""),
            self._context.today(),
        )
        if self._context.document.perform(edit, self.complain) is not None:
            self.done({})
            self.left.emit()
