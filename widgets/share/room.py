"""The room Share: documents with a live preview, and Close, one screen to read out before people go home."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from exports.catalog import EXPORTS, Export, Proof, export_of
from models import queries
from models.errors import PolkuError
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.jobs import Job
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column, scrolled
from widgets.parts.labels import title
from widgets.prepare.opening_section import OpeningView
from widgets.room import EVERYTHING, Room, Rows
from widgets.share.checks import findings
from widgets.share.closing import closing_slides
from widgets.share.options import OptionsForm, filled_by_window
from widgets.share.panel import SharePanel
from widgets.share.preview import Preview, ring
from widgets.share.saving import KEYS, SaveBar
from widgets.share.work import proof_work, sentence_of
from widgets.theme import GRID

CLOSE = "close"
HANDED_OUT = "what-we-heard"
READABLE = 900  # pixels at 100 % text: lines that can be read out without losing the place
PAUSE = 700  # milliseconds after a change until the pages are made anew
ICONS = {"what-we-heard": "message-square-quote", "participant-summary": "file-text", "lead-report": "book-open"}


class ShareRoom(Room):
    """Left the documents, in the middle the pages, right what is known of them and Save."""

    id: ClassVar[str] = "share"
    name: ClassVar[str] = N_("Share")
    icon: ClassVar[str] = "file-output"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chosen = EXPORTS[0].id
        self._forms: dict[str, OptionsForm] = {}
        self._job: Job | None = None
        self._shown = ""  # the document whose pages are in the preview
        self.documents = CardList(context.look, context.tr("Documents"))
        self.preview = Preview(context.look, context.tr)
        self.words = OpeningView(context)
        self.reading = scrolled(self.words, 1, surface="paper", margin=6 * GRID)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(context.tr("Close"))
        self.nothing = self._nothing()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.preview)
        self.middle.addWidget(self.reading)
        self.middle.addWidget(self.nothing)
        self.saving = SaveBar(context, self._options)
        self.panel = SharePanel(context, self.saving)
        self.panes = Panes(context.look, self._left(), self.middle, self.panel, widths=(256, 330, 320))
        self.setLayout(column(self.panes))
        context.look.changed.connect(self._dress)
        self._dress()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.make_preview)
        self.documents.chosen.connect(self._choose)
        self.documents.opened.connect(lambda _: self._focus_middle())
        context.session.workshop_changed.connect(self._workshop_changed)

    def _dress(self) -> None:
        self.words.setMaximumWidth(self.context.look.px(READABLE))
        self.reading.setStyleSheet(ring("QScrollArea", self.context.look))

    def _left(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(column(title(self.context.tr("Documents")), self.documents, margin=4 * GRID))
        return holder

    def _nothing(self) -> QWidget:
        context, tr = self.context, self.context.tr
        write = Button(context.look, tr("Write down what is said"), clicked=lambda: context.window.show_room("capture"))
        sentence = tr("The ask, what people say and who answers are read out from here before they go home.")
        said = EmptyState(context.look, "megaphone", tr("There is nothing to read out yet"), sentence, write)
        return scrolled(said, surface="paper", margin=0)

    # -- what the window asks -------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show the list and make the pages anew: at once when entered, else after a pause."""
        self.documents.show_cards(self._cards())
        if not self.documents.current_id():
            self.documents.mark(self._chosen)
        if rows == EVERYTHING:
            self._show()
        else:
            self._later()

    def enter(self) -> None:
        """Come on screen; pages that were not finished are made now."""
        super().enter()
        if self._shown != self._chosen and self._job is None:
            self._later(0)

    def leave(self) -> None:
        """Go off screen: pages that nobody sees are not made."""
        super().leave()
        self._pause.stop()
        if self._stop():
            self._shown = ""

    def enter_focus(self) -> None:
        """Put the focus on the list of documents."""
        self.documents.setFocus()

    def find_here(self) -> None:
        """Put the focus on the list; its letters search it."""
        self.documents.setFocus()

    def zoom(self, step: int) -> bool:
        """Zoom the pages."""
        return self._chosen != CLOSE and self.preview.zoom(step)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        turn = self.preview.turn
        return (
            Command("share-save", N_("Save PDF …"), self.saving.ask_and_save, "download", KEYS, "save"),
            Command(
                "share-close",
                N_("Read out the close"),
                lambda: self.documents.mark(CLOSE),
                "megaphone",
                "Ctrl+Shift+E",
                "go",
            ),
            Command("share-next", N_("Next document"), lambda: self.go(1), "arrow-down", "Alt+Down", "go"),
            Command("share-previous", N_("Previous document"), lambda: self.go(-1), "arrow-up", "Alt+Up", "go"),
            Command("share-next-page", N_("Next page"), lambda: turn(1), "", "Ctrl+PgDown", "page"),
            Command("share-previous-page", N_("Previous page"), lambda: turn(-1), "", "Ctrl+PgUp", "page"),
            Command("share-refresh", N_("Make the preview again"), self.make_preview, "repeat", "F5", "page"),
        )

    def go(self, step: int) -> None:
        """Go to the next or the previous document."""
        ids = [card.id for card in self.documents.cards.cards]
        self.documents.mark(ids[(ids.index(self._chosen) + step) % len(ids)])

    # -- choosing -------------------------------------------------------------------------------

    def _cards(self) -> tuple[CardData, ...]:
        tr = self.context.tr
        made = [
            CardData(one.id, tr(one.title), tr(one.about), icon=ICONS.get(one.id, "file-text"), bold=True)
            for one in EXPORTS
        ]
        about = tr("One screen to read out before people go home")
        return (*made, CardData(CLOSE, tr("Close"), about, icon="megaphone", bold=True))

    def _choose(self, card_id: str) -> None:
        if card_id and card_id != self._chosen:
            self._chosen = card_id
            self._show()

    def _show(self) -> None:
        """Show the chosen document, or what is read out."""
        tr = self.context.tr
        closing = self._chosen == CLOSE
        export = export_of(HANDED_OUT if closing else self._chosen)
        if not closing:
            self.middle.setCurrentWidget(self.preview)
        words = tr("Save “{title}”", title=tr("What we heard")) if closing else tr("Save PDF")
        self.saving.show_export(export, words)
        if closing:
            self.panel.show_close()
        else:
            self.panel.show_document(export, self._form(export))
        if self._shown != self._chosen:
            self.panel.checks.show_findings(None)
        self.make_preview()

    def _form(self, export: Export) -> OptionsForm:
        if export.id not in self._forms:
            self._forms[export.id] = OptionsForm(self.context, export.id, export.options, lambda: self._later(0))
        return self._forms[export.id]

    def _options(self, export: Export) -> object:
        by_window = filled_by_window(export.options, self.context.session.workshop_id or "")
        return export.options(**self._form(export).chosen(by_window))

    def _focus_middle(self) -> None:
        (self.reading if self._chosen == CLOSE else self.preview.view or self.preview).setFocus()

    def _workshop_changed(self) -> None:
        if self._entered:
            self._later(0)
        else:
            self._shown = ""

    # -- the pages ------------------------------------------------------------------------------

    def _later(self, pause: int = PAUSE) -> None:
        if self._entered:
            self._pause.start(pause)

    def make_preview(self) -> None:
        """Make the pages of what is chosen, beside the window; pages being made that are out of date are dropped."""
        self._pause.stop()
        self._stop()
        context = self.context
        if self._chosen == CLOSE:
            self._read_out()
        export = export_of(HANDED_OUT if self._chosen == CLOSE else self._chosen)
        try:
            copy = context.document.snapshot(export.purpose, context.today())
        except PolkuError as error:
            self._no_preview(error.sentence(context.tr))
            return
        own = str(context.settings.get("wording_list") or "")
        work = proof_work(export, copy, self._options(export), context.tr.language, own)
        job = self._job = context.jobs.start(work)
        job.done.connect(partial(self._made, job, export, self._chosen))
        job.failed.connect(partial(self._failed, job))
        self.preview.show_busy(True)

    def _read_out(self) -> None:
        context = self.context
        slides = closing_slides(context.document, context.session.workshop_id, context.tr, context.today())
        self.words.show_slides(slides)
        self.middle.setCurrentWidget(self.reading if slides else self.nothing)

    def _made(self, job: Job, export: Export, chosen: str, proof: Proof) -> None:
        if job is not self._job or not isValid(self):  # out of date, or the window was closed meanwhile
            return
        self._job = None
        self.preview.show_busy(False)
        if chosen != CLOSE:
            self.preview.show_pdf(proof.pdf, keep_place=self._shown == chosen)
        self._shown = chosen
        stories = self.context.document.ask(queries.stories) if "stories" in export.holds else ()
        self.panel.checks.show_findings(findings(export, proof, stories, self.context.today(), self.context.tr))

    def _failed(self, job: Job, error: object) -> None:
        if job is not self._job or not isValid(self):  # out of date, or the window was closed meanwhile
            return
        self._job = None
        self.preview.show_busy(False)
        sentence = sentence_of(error, self.context.tr)
        self._no_preview(sentence or self.context.tr("The pages could not be made."))
        if not sentence and isinstance(error, BaseException):
            raise error

    def _no_preview(self, sentence: str) -> None:
        self._shown = ""
        self.preview.show_trouble(self.context.tr("There is no preview"), sentence)
        self.panel.checks.show_findings(())

    def _stop(self) -> bool:
        """Drop pages being made. True: there were some."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self.preview.show_busy(False)
        return job is not None
