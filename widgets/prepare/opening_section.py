"""The opening: everything to read out, in large type; what is not entered yet stands beside it, for you alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from models.vocabulary import COPRODUCTION_KINDS, cue
from resources.texts import N_
from widgets.context import Context
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label, caption, muted, title
from widgets.prepare.content import READ_OUT, Content, open_things
from widgets.prepare.opening import Slide, opening_slides
from widgets.prepare.section import Section
from widgets.theme import GRID


class OpeningView(QWidget):
    """Slides below each other, as large as they are read out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shown: tuple[Slide, ...] | None = None
        self._context = context
        self.setLayout(column(spacing=4 * GRID))

    def show_slides(self, slides: tuple[Slide, ...]) -> None:
        """Show these slides."""
        if slides == self._shown:
            return
        self._shown = slides
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set when made
        _empty(layout)
        for slide in slides:
            layout.addWidget(_page(slide))
        if not slides:
            tr = self._context.tr
            sentence = tr("What you enter in the sections above is read out from here.")
            layout.addWidget(
                EmptyState(self._context.look, "megaphone", tr("There is nothing to read out yet"), sentence)
            )


class OpeningSection(Section):
    """Read it out from here; the projector shows the same."""

    id = "opening"
    name = N_("Opening")
    icon = "megaphone"
    purpose = N_(
        "Read this out before anything else. The projector shows the same; the column at the right is yours alone."
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.view = OpeningView(context)
        self.middle = self.page(self.view)
        self.middle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys that scroll
        self._cue_heading, self.cue = caption(tr("How to talk")), Label("")
        self._open_heading, self.open = caption(tr("Not entered yet, so not read out")), Label("")
        self.complete = Label(tr("Everything that is read out is entered."), "settled")
        self.side = self.beside(
            caption(tr("Only for you")),
            title(tr("Before you begin")),
            muted(tr("Read slowly, pause after each part, and ask whether it was understood.")),
            self._cue_heading,
            self.cue,
            self._open_heading,
            self.open,
            self.complete,
        )

    def show_content(self, content: Content) -> None:
        """Show what there is to read out."""
        context = self.context
        workshop_id = content.workshop.id if content.workshop else None
        self.view.show_slides(opening_slides(context.document, workshop_id, context.tr, context.today()))
        said = cue(COPRODUCTION_KINDS, content.project.coproduction)
        self._cue_heading.setVisible(bool(said))
        self.cue.setText(context.tr(said))
        self.cue.setVisible(bool(said))
        missing = [one.sentence for one in open_things(content, context.tr) if one.section in READ_OUT]
        self.open.setText("\n".join(missing))
        self.open.setVisible(bool(missing))
        self._open_heading.setVisible(bool(missing))
        self.complete.setVisible(not missing)

    def enter_focus(self) -> None:
        """Let the keys scroll."""
        self.middle.setFocus()


def _page(slide: Slide) -> QWidget:
    heading = caption(slide.title)
    parts = [heading, *([muted(slide.lead)] if slide.lead else []), *(_line(words) for words in slide.lines)]
    page = Surface("card", column(*parts, spacing=3 * GRID, margin=5 * GRID))
    page.setAccessibleName(". ".join((slide.title, slide.lead, *slide.lines)))
    return page


def _line(words: str) -> QWidget:
    """What it is about in large type; what became of it, or why it is fixed, below in smaller."""
    first, _, more = words.partition("\n")
    holder = QWidget()
    holder.setLayout(column(Label(first, "display"), *([Label(more, "title")] if more else []), spacing=GRID))
    return holder


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
