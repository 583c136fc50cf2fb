"""The page Documents: left what can be made, in the middle its pages, right what is known of them, Save and Print."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from exports.catalog import Export, export_of
from models import queries
from models.errors import PolkuError
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.jobs import Job
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column, scrolled
from widgets.prepare.opening_section import OpeningView
from widgets.room import EVERYTHING, Rows
from widgets.share.checks import findings
from widgets.share.closing import closing_slides
from widgets.share.documents.choices import Choices
from widgets.share.documents.commands import page_commands
from widgets.share.documents.listing import CLOSE, HANDED_OUT, cards, document_of, documents, kind_of
from widgets.share.panel import SharePanel
from widgets.share.preview import Preview, ring
from widgets.share.saving import SaveBar
from widgets.share.wanted import Wanted
from widgets.share.work import Looked, proof_work, sentence_of
from widgets.theme import GRID

READABLE = 900  # pixels at 100 % text: lines that can be read out without losing the place
PAUSE = 700  # milliseconds after a change until the pages are made anew


class DocumentsPage(Page):
    """What can be made. `came` and `went` are called by the room as the page comes on and goes off screen."""

    page_wanted = Signal(str)  # a sentence leads to another page of the room

    id: ClassVar[str] = "documents"
    name: ClassVar[str] = N_("Documents")
    icon: ClassVar[str] = ""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chosen = documents()[0].document
        self._on_screen = self._stale = False
        self._job: Job | None = None
        self._shown: Wanted | str | None = None  # whose pages are in the preview; CLOSE where they are not shown
        self._pages: dict[str, int] = {}  # of the last preview of each document
        self.choices = Choices(context, self._choice_changed)
        self.documents = CardList(context.look, context.tr("Documents"))
        self.preview = Preview(context.look, context.tr)
        self.words = OpeningView(context)
        self.reading = scrolled(self.words, 1, surface="paper", margin=6 * GRID)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(context.tr("Close"))
        self.nothing = self._nothing()
        self.middle = QStackedWidget()
        for part in (self.preview, self.reading, self.nothing):
            self.middle.addWidget(part)
        self.saving = SaveBar(context, self.wanted)
        self.panel = SharePanel(context, self.saving)
        self.panel.choosing.chosen.connect(self._take_choice)
        self.panel.checks.page_wanted.connect(self.page_wanted)
        self.panes = Panes(context.look, self._left(), self.middle, self.panel, widths=(288, 330, 320))
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
        holder.setLayout(column(self.documents, margin=3 * GRID))
        return holder

    def _nothing(self) -> QWidget:
        context, tr = self.context, self.context.tr
        write = Button(context.look, tr("Write down what is said"), clicked=lambda: context.window.show_room("capture"))
        sentence = tr("The ask, what people say and who answers are read out from here before they go home.")
        said = EmptyState(context.look, "megaphone", tr("There is nothing to read out yet"), sentence, write)
        return scrolled(said, surface="paper", margin=0)

    # -- what the room asks ---------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done here."""
        return page_commands(page)

    def refresh(self, rows: Rows) -> None:
        """Show the list and make the pages anew: at once when everything may have changed, else after a pause."""
        self._show_list()
        if rows == EVERYTHING:
            self._show()
        else:
            if self._chosen != CLOSE:  # a path that can be chosen may have come or gone
                self.panel.show_form(self.choices.form_of(self.wanted().export))
            self._later()

    def came(self) -> None:
        """Come on screen; pages that were not finished, or that something was changed for meanwhile, are made now."""
        self._on_screen = True
        if self._stale or (self._job is None and self._shown != self._wished()):
            self._later(0)

    def went(self) -> None:
        """Go off screen: pages that nobody sees are not made."""
        self._on_screen = False
        self._pause.stop()
        if self._stop():
            self._shown = None

    def enter_focus(self) -> None:
        """Put the focus on the list of documents."""
        self.documents.setFocus()

    def find_here(self) -> None:
        """Put the focus on the list; its letters search it."""
        self.documents.setFocus()

    def zoom(self, step: int) -> bool:
        """Zoom the pages."""
        return self._chosen != CLOSE and self.preview.zoom(step)

    def go(self, step: int) -> None:
        """Go to the next or the previous document."""
        ids = [card.id for card in self.documents.cards.cards]
        self.documents.mark(ids[(ids.index(self._chosen) + step) % len(ids)])

    def wanted(self) -> Wanted:
        """Return what is chosen, with its choices as they are now; while the close is read out, the page handed out."""
        return self.choices.wanted(HANDED_OUT if self._chosen == CLOSE else self._chosen)

    # -- choosing -------------------------------------------------------------------------------

    def _show_list(self) -> None:
        self.documents.show_cards(cards(self._pages, self.context.tr))
        if not self.documents.current_id():
            self.documents.mark(self._chosen)

    def _choose(self, card_id: str) -> None:
        if card_id and card_id != self._chosen:
            self._chosen = card_id
            self._show()

    def _show(self) -> None:
        """Show the chosen document, or what is read out."""
        tr = self.context.tr
        closing = self._chosen == CLOSE
        wanted = self.wanted()
        if not closing:
            self.middle.setCurrentWidget(self.preview)
        words = tr("Save “{title}”", title=tr("What we heard")) if closing else ""
        self.saving.show_wanted(words or tr("Save {kind}", kind=kind_of(wanted.export)))
        if closing:
            self.panel.show_close()
        else:
            self.panel.show_document(wanted, self.choices.form_of(wanted.export))
        if self._shown != self._wished():
            self.panel.show_findings(None)
        self.make_preview()

    def _take_choice(self) -> None:
        """Another language or form was chosen in the panel."""
        choosing = self.panel.choosing
        self.choices.choose(self._chosen, choosing.languages(), choosing.form())
        self._show()

    def _choice_changed(self) -> None:
        """One of the document's own choices was changed."""
        self.saving.show_wanted(self.saving.save.accessibleName())
        self._later(0)

    def _wished(self) -> Wanted | str:
        """Return what the preview should hold; the page that is handed out is looked at without being shown."""
        return CLOSE if self._chosen == CLOSE else _as_pdf(self.wanted())

    def _focus_middle(self) -> None:
        (self.reading if self._chosen == CLOSE else self.preview.view or self.preview).setFocus()

    def _workshop_changed(self) -> None:
        if self._on_screen:
            self._later(0)
        else:
            self._shown = None

    # -- the pages ------------------------------------------------------------------------------

    def _later(self, pause: int = PAUSE) -> None:
        self._stale = True
        if self._on_screen:
            self._pause.start(pause)

    def make_preview(self) -> None:
        """Make the pages of what is chosen, beside the window; pages being made that are out of date are dropped."""
        self._pause.stop()
        self._stale = False
        self._stop()
        context, wanted = self.context, self.wanted()
        if self._chosen == CLOSE:
            self._read_out()
        try:
            copy = context.document.snapshot(wanted.export.purpose, context.today())
        except PolkuError as error:
            self._no_preview(error.sentence(context.tr))
            return
        job = self._job = context.jobs.start(proof_work(wanted, copy, str(context.settings.get("wording_list") or "")))
        job.done.connect(partial(self._made, job, wanted, self._wished()))
        job.failed.connect(partial(self._failed, job))
        self.preview.show_busy(True)

    def _read_out(self) -> None:
        context = self.context
        slides = closing_slides(context.document, context.session.workshop_id, context.tr, context.today())
        self.words.show_slides(slides)
        self.middle.setCurrentWidget(self.reading if slides else self.nothing)

    def _made(self, job: Job, wanted: Wanted, wished: Wanted | str, looked: Looked) -> None:
        if job is not self._job or not isValid(self):  # out of date, or the window was closed meanwhile
            return
        self._job = None
        self.preview.show_busy(False)
        if wished != CLOSE:
            self.preview.show_pdf(looked.proof.pdf, keep_place=_same_document(self._shown, wished))
        self._shown = wished
        self._pages[wanted.export.document] = looked.proof.pages
        self._show_list()
        context, ask = self.context, self.context.document.ask
        stories = ask(queries.stories) if "stories" in wanted.export.holds else ()
        language = ask(queries.project).language
        known = findings(wanted, looked, stories, language, context.today(), context.tr)
        self.panel.show_findings(known)

    def _failed(self, job: Job | None, error: object) -> None:
        if job is not self._job or not isValid(self):  # out of date, or the window was closed meanwhile
            return
        self._job = None
        self.preview.show_busy(False)
        sentence = sentence_of(error, self.context.tr)
        self._no_preview(sentence or self.context.tr("The pages could not be made."))
        if not sentence and isinstance(error, BaseException):
            raise error

    def _no_preview(self, sentence: str) -> None:
        self._shown = None
        self.preview.show_trouble(self.context.tr("There is no preview"), sentence)
        self.panel.show_findings(())

    def _stop(self) -> bool:
        """Drop pages being made. True: there were some."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self.preview.show_busy(False)
        return job is not None


def _as_pdf(wanted: Wanted) -> Wanted:
    """Return what the preview holds: the same pages, whichever form is saved."""
    return Wanted(_first_form(wanted.export), wanted.options, wanted.language, wanted.beside)


def _first_form(export: Export) -> Export:
    return export_of(export.of) if export.of else document_of(export.document)


def _same_document(shown: Wanted | str | None, wished: Wanted | str) -> bool:
    """Tell whether the place in the pages is kept: the same document, made anew."""
    return isinstance(shown, Wanted) and isinstance(wished, Wanted) and shown.export == wished.export
