"""A file of answers: what it would add is said before anything is added, by the same reading that the command uses."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from exports.exchange.feedback import FeedbackPlan, plan_feedback, reasons, target_of
from exports.exchange.sources import read_source
from models.errors import PolkuError
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.jobs import Job
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

MOST_SAID = 6  # rows with a problem that are named; the others are counted
MEANINGS = {
    "code": N_("the code"),
    "verdict": N_("did we get it right"),
    "words": N_("the words"),
    "answer": N_("answer to a question"),
    "news": N_("wants news"),
    "contact": N_("how to reach the person"),
    "day": N_("the day"),
    "id": N_("number of the answer"),
    "language": N_("the language"),
    "channel": N_("how it came"),
}
PATTERNS = N_("Answers (*.csv *.xlsx *.tsv *.txt)")


class TakeAnswers(QWidget):
    """Choose, look, take in. Nothing is in the project before somebody said so."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context = context
        self._job: Job | None = None
        self.plan: FeedbackPlan | None = None
        self.choose = Button(look, tr("Read a file of answers…"), "folder-open", "", self.choose_file)
        self.fault = Callout(look, "waiting", "")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Reading the answers"))
        self.stop_button = Button(look, tr("Stop"), "x", "", self.stop)
        self.name, self.sum_up, self.detail = Label("", "strong"), Label(""), muted("")
        self.take = Button(look, "", "log-in", "primary", self.take_in)
        self.not_now = Button(look, tr("Not now"), "", "quiet", self.close_plan)
        inside = column(self.name, self.sum_up, self.detail, flow(self.take, self.not_now), spacing=2 * GRID, margin=12)
        self.sheet = Surface("focus-card", inside)
        self.explain = muted(
            tr(
                "CSV or XLSX as KoBoToolbox, ODK, LimeSurvey, Microsoft Forms or Excel write it. Names, addresses and "
                "devices in it are not read."
            )
        )
        head = caption(tr("Answers of a form"))
        self.stopping = flow(self.stop_button)
        parts = (head, flow(self.choose), self.explain, self.fault, self.bar, self.stopping, self.sheet)
        self.setLayout(column(*parts, spacing=2 * GRID))
        for widget in (self.fault, self.bar, self.stopping, self.sheet):
            widget.hide()

    # -- what people do -------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file and read it beside the window."""
        context = self._context
        if self._job is not None:
            return
        folder = context.document.path.parent
        path = context.asking.file_to_open(context.tr("Which file of answers?"), context.tr(PATTERNS), folder)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file and say what it would add."""
        context = self._context
        self._say("")
        self.close_plan()
        try:
            data = read_source(path)
        except PolkuError as error:
            self._say(error.sentence(context.tr))
            return
        target = target_of(context.document.ask)
        job = self._job = context.jobs.start(
            lambda step: plan_feedback(target, path.name, data, tell=step), wanted=True
        )
        job.done.connect(self._was_read)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        self._show_busy(busy=True)

    def stop(self) -> None:
        """Read no further."""
        if self._job is not None:
            self._job.cancel()

    def take_in(self) -> None:
        """Add what is new, in one step."""
        context, plan = self._context, self.plan
        if plan is None or not plan.fresh:
            return
        slow = context.document.perform_slowly(plan.edit(), self._taken)
        if slow is not None:
            self.close_plan()

    def close_plan(self) -> None:
        """Leave the project as it is."""
        had_focus = self.sheet.isAncestorOf(self.focusWidget() or self)
        self.plan = None
        self.sheet.hide()
        if had_focus:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ---------------------------------------------------------------------------------

    def _was_read(self, plan: object) -> None:
        self._ended()
        if isinstance(plan, FeedbackPlan):
            self.plan = plan
            tr = self._context.tr
            self.name.setText(plan.name)
            self.sum_up.setText(sums(plan, tr))
            self.detail.setText("\n".join(details(plan, tr)))
            self.take.say(tr.count("Take in {n} answer", "Take in {n} answers", len(plan.fresh)))
            self.take.setEnabled(bool(plan.fresh))
            self.sheet.show()
            (self.take if plan.fresh else self.not_now).setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, done: object) -> None:
        result: object = getattr(done, "result", ())
        count = len(result) if isinstance(result, tuple) else 0  # pyright: ignore[reportUnknownArgumentType]
        context = self._context
        said = context.tr.count("{n} answer was taken in.", "{n} answers were taken in.", count)
        context.notices.say(said, context.tr("Undo"), context.document.undo)

    def _failed(self, error: object) -> None:
        self._ended()
        if isinstance(error, PolkuError):
            self._say(error.sentence(self._context.tr))
        elif isinstance(error, MemoryError):
            self._say(self._context.tr("There is too little memory to read this file. Close other programs first."))
        elif isinstance(error, BaseException):
            raise error  # a bug: for the crash net

    def _ended(self) -> None:
        self._job = None
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stopping.setVisible(busy)
        self.choose.setEnabled(not busy)
        if busy:
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.fault.say(sentence)
        self.fault.setVisible(bool(sentence))


def sums(plan: FeedbackPlan, tr: Translator) -> str:
    """Return in one sentence or two what a file would add."""
    if not plan.rows:
        return tr("Nothing in this file can be kept.")
    if not plan.fresh:
        return tr("Everything in this file is here already. Nothing would be added.")
    parts = [tr.count("{n} answer finds its note.", "{n} answers find their notes.", len(plan.placed))]
    if plan.waiting:
        parts.append(tr.count("{n} will wait in the inbox.", "{n} will wait in the inbox.", len(plan.waiting)))
    if plan.already:
        parts.append(tr.count("{n} is here already.", "{n} are here already.", len(plan.already)))
    return " ".join(parts)


def details(plan: FeedbackPlan, tr: Translator) -> list[str]:
    """Return what somebody may want to know before agreeing, a line each."""
    lines = [
        tr.count("{n} waits: {why}", "{n} wait: {why}", n, why=tr(why)) for why, n in reasons(plan.waiting).items()
    ]
    read = [
        tr("{column} = {meaning}", column=one.name, meaning=tr(MEANINGS[one.meaning]))
        for one in plan.columns
        if one.meaning in MEANINGS
    ]
    if read:
        lines.append(tr("Read: {columns}", columns=", ".join(read)))
    if plan.personal:
        lines.append(tr("Left out, because it says who somebody is: {columns}", columns=", ".join(plan.personal)))
    if plan.not_read:
        lines.append(tr("Not read: {columns}", columns=", ".join(plan.not_read)))
    lines += [tr(remark.message, **dict(remark.values)) for remark in plan.remarks]
    if plan.encoding_guessed:
        lines.append(tr("The encoding is a guess. Look whether all letters are right."))
    for problem in plan.problems[:MOST_SAID]:
        said = tr(problem.message, **dict(problem.values))
        lines.append(tr("Row {line}: {problem}", line=problem.line, problem=said))
    if len(plan.problems) > MOST_SAID:
        more = len(plan.problems) - MOST_SAID
        lines.append(tr.count("{n} more row to look at", "{n} more rows to look at", more))
    return lines
