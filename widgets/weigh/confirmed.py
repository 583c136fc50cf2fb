"""The right side of what is settled: a confirmed answer and how it is changed; an answer that a theme gives."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import records as r
from models import vocabulary as v
from models.answers import phrase
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

WHY = Field(
    "why",
    N_("Why it changes"),
    "text",
    hint=N_("May stay empty. It is kept in the history of the promise."),
    longest=2000,
    lines=2,
)


class Confirmed(QWidget):
    """A confirmed answer to read. `reopen_wanted`: it is to be changed, with why."""

    reopen_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context, self._why = context, ""
        self.badge = Callout(look, "settled", "")
        self.told = Label("")
        self.facts = muted("")
        self.change = Button(look, tr("Change the answer"), "pencil", "", self.warn)
        self.sure = Button(look, tr("Change it"), "", "", self.reopen)
        self.leave = Button(look, tr("Leave it as it is"), "", "quiet", self._unwarn)
        self.why = Form(context, [WHY], self._keep, "weigh-why")
        note = Label(tr("It becomes not confirmed again, and somebody has to confirm it anew."))
        inside = column(note, self.why, flow(self.sure, self.leave), margin=3 * GRID)
        self.warning = Surface("focus-card", inside)
        self.warning.hide()
        parts = (self.badge, caption(tr("What we tell the people who asked")), self.told, self.facts)
        self.setLayout(column(*parts, row(self.change, 1), self.warning, spacing=2 * GRID))

    def show_answer(self, answer: r.AnswerRecord) -> None:
        """Show an answer that somebody confirmed."""
        tr = self._context.tr
        day = date_in_words(answer.confirmed_on, tr.language)
        said = tr("Confirmed by {role}, {day}", role=answer.confirmed_role, day=day) if day else ""
        self.badge.say(said or tr("Confirmed by {role}", role=answer.confirmed_role))
        self.told.setText(answer.sentence or tr("No sentence was written."))
        facts = [
            tr("How: {how}", how=tr(v.label(v.CONFIRMED_HOW, answer.confirmed_how))),
            tr("Entered by {who}", who=answer.entered_by),
            tr("{role} answers for it", role=answer.owner),
            tr("We report back by {day}", day=date_in_words(answer.report_back, tr.language)),
        ]
        if answer.confirmed_by:
            agreed = tr("documents print it") if answer.name_agreed else tr("documents print only the role")
            facts.insert(1, tr("Name: {name}; {agreed}", name=answer.confirmed_by, agreed=agreed))
        if answer.fix_or_fit:
            facts.append(tr(v.label(v.FIX_OR_FIT, answer.fix_or_fit)))
        self.facts.setText("\n".join(facts))

    def fold(self) -> None:
        """Close the warning: another item is shown, or nothing is to change."""
        self._why = ""
        self.why.show_values("", {"why": ""})
        self.warning.hide()
        self.change.show()

    def warn(self) -> None:
        """Say what changing it means, and ask why."""
        self.why.show_values("reopening", {"why": ""})
        self.warning.show()
        self.change.hide()
        self.why.focus_field("why")

    def reopen(self) -> None:
        """Ask for it to become one that can be changed."""
        self.why.settle()
        why = self._why.strip()
        self.fold()
        self.reopen_wanted.emit(why)

    def _unwarn(self) -> None:
        self.fold()
        self.change.setFocus()

    def _keep(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        """Hold the reason until the button is pressed: it goes into the history with the change."""
        del key, told
        self._why = str(value or "")
        return True


class OfTheme(QWidget):
    """The answer that a note has from its theme. `own_wanted`: it is to get one of its own."""

    own_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context = context
        self.badge = Callout(look, "waiting", "")
        self.title = caption("")
        self.told = Label("")
        note = muted(tr("It holds until this note has an answer of its own."))
        self.own = Button(look, tr("Give it an answer of its own"), "pencil", "", self.own_wanted.emit)
        self.setLayout(column(self.title, self.badge, self.told, note, row(self.own, 1), spacing=2 * GRID))

    def show_answer(self, answer: r.AnswerRecord, theme: str) -> None:
        """Show the answer of a theme."""
        tr = self._context.tr
        self.title.setText(tr("Answer of its theme “{theme}”", theme=theme))
        said = tr(phrase(answer.code, confirmed=answer.confirmed))
        shown = said if answer.confirmed else tr("{answer} · not confirmed yet", answer=said)
        self.badge.say(shown, "settled" if answer.confirmed else "waiting")
        self.told.setText(answer.sentence)
        self.told.setVisible(bool(answer.sentence))
