"""One response: what was said, how it came, what it is about, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits.base import Edit
from models.edits.responding import ChangeResponse, DeleteResponse, PlaceResponse, SetResponseAside, TakeFromPlace
from models.responses import CameBack
from models.vocabulary import CHANNELS, VERDICTS, label
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, hairline
from widgets.parts.labels import Chip, Label, caption, muted
from widgets.share.back.finder import PlaceFinder
from widgets.share.back.words import VERDICT_TONES, how_it_came, where, why_it_waits
from widgets.theme import GRID

CORRECT = (
    Field("code", N_("Code on the slip"), longest=60),
    Field("verdict", N_("Did we get it right?"), "chips", VERDICTS),
    Field("words", N_("What was written or said"), "text", longest=100_000, lines=3),
    Field("day", N_("The day it came"), "date"),
    Field("channel", N_("How it came"), "chips", CHANNELS),
)


@dataclass(frozen=True)
class Doing:
    """What the details ask of the page: perform an edit with a notice, and show what a response is about."""

    perform: Callable[[Edit, str], object]
    show: Callable[[CameBack], object]
    reach: Callable[[str], str]  # how somebody who asked for news is reached, by the response's id


class ResponseDetails(QWidget):
    """The middle of the page. Words of people stand as they are; only the typed ones can be corrected."""

    def __init__(self, context: Context, doing: Doing) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context, self._doing = context, doing
        self.shown: CameBack | None = None
        self.verdict = Chip("")
        self.meta = muted("")
        self.words = Label("", "words")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName(tr("What was written or said"))
        self._answers = QVBoxLayout()
        self._answers.setSpacing(2 * GRID)
        self.news = Callout(look, "accent", "")
        self.about_head = caption(tr("What it is about"))
        self.about = Label("", "strong")
        self.waits = Callout(look, "waiting", "")
        self.place = Button(look, tr("Say what it is about"), "link", "primary", self.begin_placing, "Return")
        self.show_it = Button(look, tr("Show it"), "", "link", self._show_it)
        self.inbox = Button(look, tr("Not about this: to the inbox"), "undo-2", "quiet", self._to_inbox)
        self.aside = Button(look, "", "eye-off", "quiet", self.set_aside)
        self.correct = Button(look, tr("Correct"), "pencil", "quiet", self._correct)
        self.remove = Button(look, tr("Delete"), "trash-2", "quiet", self.delete)
        self.finder = PlaceFinder(context)
        self.finder.chosen.connect(self._placed)
        self.finder.left.connect(self._end_placing)
        self.form = Form(context, CORRECT, self._save, "share-response")
        self.form_done = Button(look, tr("Done"), "check", clicked=self._end_correcting)
        self._lay_out()

    def _lay_out(self) -> None:
        paper = Surface("card", column(self.words, self._answers, spacing=3 * GRID, margin=4 * GRID))
        holder = QWidget()
        holder.setLayout(column(self.form, flow(self.form_done), spacing=2 * GRID))
        self.correcting = holder
        self.doing = flow(self.place, self.show_it, self.inbox, self.aside, self.correct, self.remove)
        parts = (flow(self.verdict, self.meta), paper, self.news, hairline(), self.about_head, self.about, self.waits)
        self.setLayout(column(*parts, self.doing, self.finder, holder, 1, spacing=3 * GRID))
        for widget in (self.finder, holder):
            widget.hide()

    # -- what the page calls --------------------------------------------------------------------

    def show_response(self, one: CameBack | None) -> None:
        """Show a response; what was being typed about another one is settled first."""
        if self.shown is not None and (one is None or one.id != self.shown.id):
            self.form.settle()
            self.finder.hide()
            self.correcting.hide()
        self.shown = one
        self.setVisible(one is not None)
        if one is None:
            return
        tr = self._context.tr
        self.verdict.setText(tr(label(VERDICTS, one.verdict)) if one.verdict else "")
        self.verdict.set_tone(VERDICT_TONES.get(one.verdict, "neutral"))
        self.verdict.setVisible(bool(one.verdict))
        self.meta.setText(how_it_came(one, tr))
        self.words.setText(one.words or tr("No words, only the answer"))
        self._show_answers(one)
        self._show_news(one)
        self._show_place(one)
        if not self.correcting.isHidden():
            self.form.show_values(one.id, self._values(one))

    def begin_placing(self) -> None:
        """Ask what the response is about."""
        if self.shown is not None:
            self.correcting.hide()
            self.finder.show()
            self.finder.begin(self.shown.code_given)

    def set_aside(self) -> None:
        """Set it aside, or take it back."""
        if (one := self.shown) is not None:
            told = self._context.tr("Taken back.") if one.set_aside else self._context.tr("Set aside.")
            self._doing.perform(SetResponseAside(one.id, not one.set_aside), told)

    def delete(self) -> None:
        """Delete it; the notice offers Undo."""
        if (one := self.shown) is not None:
            self._doing.perform(DeleteResponse(one.id), self._context.tr("The response was deleted."))

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.form.settle()

    # -- inside ---------------------------------------------------------------------------------

    def _show_answers(self, one: CameBack) -> None:
        while (item := self._answers.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for question, words in one.answers:
            self._answers.addWidget(caption(question))
            self._answers.addWidget(Label(words))

    def _show_news(self, one: CameBack) -> None:
        self.news.setVisible(one.wants_news)
        if one.wants_news:
            reach = self._doing.reach(one.id)
            words = N_("This person asked for news and is reached at {address}. It is in no document and no table.")
            self.news.say(self._context.tr(words, address=reach))

    def _show_place(self, one: CameBack) -> None:
        tr = self._context.tr
        waiting = one.waits and not one.set_aside
        self.about.setText("" if one.waits else where(one, tr))
        self.about.setVisible(not one.waits and not one.set_aside)
        self.waits.setVisible(waiting)
        self.waits.say(tr("{why}. Say what it is about, and it goes there.", why=why_it_waits(one, tr)))
        self.place.setVisible(not one.set_aside)
        self.place.say(tr("Say what it is about") if waiting else tr("It is about something else"))
        self.place.be("primary" if waiting else "quiet")
        self.show_it.setVisible(one.about.kind in ("note", "theme", "step", "story") and not one.set_aside)
        self.inbox.setVisible(not one.waits and not one.set_aside)
        self.aside.say(tr("Take it back") if one.set_aside else tr("Set aside"))

    def _show_it(self) -> None:
        if self.shown is not None:
            self._doing.show(self.shown)

    def _to_inbox(self) -> None:
        if self.shown is not None:
            self._doing.perform(TakeFromPlace(self.shown.id), self._context.tr("It waits in the inbox again."))

    def _placed(self, table: str, row_id: str) -> None:
        if (one := self.shown) is None:
            return
        note, theme = (row_id if table == wanted else None for wanted in ("contribution", "theme"))
        edit = PlaceResponse(one.id, note_id=note, theme_id=theme, whole=table == "project")
        self.finder.hide()
        self._doing.perform(edit, self._context.tr("It is where it belongs."))

    def _end_placing(self) -> None:
        self.finder.hide()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        if self.shown is not None:
            self.finder.hide()
            self.correcting.show()
            self.form.show_values(self.shown.id, self._values(self.shown))
            self.form.focus_field("words")

    def _end_correcting(self) -> None:
        self.form.settle()
        self.correcting.hide()
        self.correct.setFocus(Qt.FocusReason.OtherFocusReason)

    def _values(self, one: CameBack) -> dict[str, object]:
        return {"code": one.code_given, "verdict": one.verdict, "words": one.words, "day": one.day,
                "channel": one.channel}  # fmt: skip

    def _save(self, key: str, value: object, told: Callable[[str], object]) -> bool:
        edit = ChangeResponse(self.form.row_id, {key: "" if value is None and key != "day" else value})
        return self._context.document.perform(edit, told) is not None
