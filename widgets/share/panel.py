"""What is known about the document in the middle: whom it serves, its choices, and what to look at first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import N_
from widgets.context import Context
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, hairline, row, scrolled
from widgets.parts.labels import Label, caption, muted, title
from widgets.parts.order import tab_in_reading_order
from widgets.share.checks import Finding, Lead
from widgets.share.documents.choosing import LanguageAndForm
from widgets.share.options import OptionsForm
from widgets.share.saving import SaveBar
from widgets.share.wanted import Wanted
from widgets.theme import GRID

WHOM = {
    "room": N_("To be used in the room."),
    "internal_report": N_("For inside."),
    "public_report": N_("For everybody."),
    "training": N_("For training."),
}
STORIES = {
    "room": N_("Stories whose tellers agreed to be heard in the room are in it."),
    "internal_report": N_("Stories whose tellers agreed to an internal report are in it."),
    "public_report": N_("Only stories whose tellers agreed to a public report are in it."),
    "training": N_("Only stories whose tellers agreed to training are in it."),
}
MARKS = {"settled": "check", "waiting": "info"}


class CheckRow(Surface):
    """One thing that is known: an icon and a sentence, and what it leads to."""

    def __init__(self, look: Look, finding: Finding, leads: Sequence[Button] = ()) -> None:
        super().__init__("card")
        self._look, self._finding = look, finding
        self.icon = Label()
        self.icon.setFixedWidth(look.px(18))
        self.words = Label(finding.sentence)
        said = column(self.words, *(row(lead, 1) for lead in leads), spacing=0) if leads else self.words
        self.setLayout(row(self.icon, said, margin=3 * GRID))
        self.layout().setAlignment(self.icon, Qt.AlignmentFlag.AlignTop)  # pyright: ignore[reportOptionalMemberAccess]
        if finding.tone == "waiting":
            self.setProperty("surface", "")
            self.setProperty("tone", "waiting")
        self.setAccessibleName(finding.sentence)
        look.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.icon.setFixedWidth(self._look.px(18))
        token = f"{self._finding.tone}.strong"
        self.icon.setPixmap(self._look.picture(MARKS.get(self._finding.tone, "info"), token))


class Checks(QWidget):
    """What is known before it leaves the house. `page_wanted`: a sentence leads to another page of the room."""

    page_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._look = context, context.look
        self._shown: tuple[Finding, ...] | None = None
        self._rows = column(spacing=2 * GRID)
        self.heading = caption("")
        self.waiting = muted(context.tr("This is looked at when the pages are made."))
        self.setLayout(column(self.heading, self.waiting, self._rows))

    def show_findings(self, findings: Sequence[Finding] | None) -> None:
        """Show what is known; None: nothing yet."""
        self.waiting.setVisible(findings is None)
        shown = tuple(findings or ())
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for finding in shown:
            leads = tuple(self._lead(finding, lead) for lead in finding.leads)
            self._rows.addWidget(CheckRow(self._look, finding, leads))

    def _lead(self, finding: Finding, lead: Lead) -> Button:
        """Return the button that leads to what a sentence is about; people's words stand on it, never in its hint."""
        tr = self._context.tr
        words = lead.words or tr("Show it")
        button = Button(self._look, words, "", "link", partial(self._go, lead), hint=tr("Show it"))
        button.setAccessibleDescription(finding.sentence)
        return button

    def _go(self, lead: Lead) -> None:
        if lead.page:
            self.page_wanted.emit(lead.page)
            return
        if lead.room:  # it is the answer that somebody may want to change
            self._context.window.show_room(lead.room)
        self._context.window.show_subject(lead.table, lead.row_id)


class SharePanel(QWidget):
    """The right of the room: about, choices, checks, and the foot that saves."""

    def __init__(self, context: Context, saving: SaveBar) -> None:
        super().__init__()
        self._context = context
        self.heading = title("")
        self.serves = muted("")
        self.choosing = LanguageAndForm(context)
        self.forms = QWidget()
        self._form_place = column(spacing=0)
        self.forms.setLayout(self._form_place)
        self.checks = Checks(context)
        self.say = muted(
            context.tr("Read it out slowly, and pause after each part. Then hand out the page, and let people go home.")
        )
        self.body = scrolled(self.heading, self.serves, self.say, self.choosing, self.forms, self.checks, 1)
        self.to_look = Button(context.look, "", "info", "link", self._look_at_checks)
        self.to_look.hide()
        foot = row(self.to_look, 1)
        foot.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 0)
        self.setLayout(column(self.body, hairline(), foot, saving, spacing=0))
        self._form: OptionsForm | None = None

    def show_document(self, wanted: Wanted, form: OptionsForm) -> None:
        """Show a document's title, whom it serves and its choices."""
        tr, export = self._context.tr, wanted.export
        self.heading.setText(tr(export.title))
        self.checks.heading.setText(tr("Before it leaves the house"))
        stories = STORIES.get(export.purpose, "") if "stories" in export.holds else N_("It tells no story.")
        self.serves.setText(f"{tr(WHOM.get(export.purpose, ''))} {tr(stories)}".strip())
        self.serves.show()
        self.say.hide()
        self.choosing.show_choice(export, (wanted.language, wanted.beside))
        self.choosing.show()
        self.show_form(form)

    def show_findings(self, findings: Sequence[Finding] | None) -> None:
        """Show what is known, and above Save how much of it is to be looked at; None: nothing is known yet."""
        self.checks.show_findings(findings)
        waiting = sum(1 for one in findings or () if one.tone == "waiting")
        said = self._context.tr.count("{n} thing to look at first", "{n} things to look at first", waiting)
        self.to_look.say(said)
        self.to_look.setVisible(waiting > 0)
        tab_in_reading_order(self)

    def _look_at_checks(self) -> None:
        """Bring what is known on screen, and go to the first thing that can be done about it."""
        first = next(iter(self.checks.findChildren(Button)), None)
        inside, bar = self.body.widget(), self.body.verticalScrollBar()
        if inside is not None and bar is not None:
            bar.setValue(self.checks.mapTo(inside, QPoint(0, 0)).y())
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_close(self) -> None:
        """Show what to know before reading out."""
        self.heading.setText(self._context.tr("Close"))
        self.checks.heading.setText(self._context.tr("The page that you hand out"))
        self.serves.hide()
        self.choosing.hide()
        self.say.show()
        self.show_form(None)

    def show_form(self, form: OptionsForm | None) -> None:
        """Show a document's own choices; None: it has none."""
        if form is not self._form:
            if self._form is not None:
                self._form_place.removeWidget(self._form)
                self._form.setParent(None)
            self._form = form
            if form is not None:
                self._form_place.addWidget(form)
                form.show()
        self.forms.setVisible(form is not None and bool(form.values))
        tab_in_reading_order(self)
