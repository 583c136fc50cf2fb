"""Documents that left the house with a story which may not be used for them any more: named where it is worked on."""

from PySide6.QtWidgets import QWidget

from models import exports_log, queries
from models.exports_log import ExportRecord
from models.records import StoryRecord
from resources.texts import Translator
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, column, row
from widgets.share.left.words import named
from widgets.theme import GRID

MOST = 6  # that are named; the others are in Share


class LeftHouse(QWidget):
    """Names the documents that hold a story which was withdrawn, or whose purpose it may not serve any more."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._held: tuple[ExportRecord, ...] = ()
        self.told = Callout(context.look, "waiting", "")
        self.show_them = Button(
            context.look, context.tr("Show what left the house"), "file-output", "link", self._show_them
        )
        self.setLayout(column(self.told, row(self.show_them, 1), spacing=GRID))
        self.hide()

    def show_story(self, story: StoryRecord) -> None:
        """Name what holds one story, or be gone."""
        context = self._context
        self._held = still_held(context, story)
        self.setVisible(bool(self._held))
        if self._held:
            zone = context.document.ask(queries.project).zone
            lines = [named(one, zone, context.tr) for one in self._held[:MOST]]
            more = len(self._held) - len(lines)
            if more > 0:
                lines.append(context.tr.count("and {n} more", "and {n} more", more))
            self.told.say("\n".join((held_words(len(self._held), context.tr), *lines)))

    def _show_them(self) -> None:
        if self._held:
            self._context.window.show_subject("export_log", self._held[0].id)


def still_held(context: Context, story: StoryRecord) -> tuple[ExportRecord, ...]:
    """Return the documents that hold a story and should not, newest first."""
    return context.document.ask(exports_log.should_not_hold, story, context.today())


def held_words(count: int, tr: Translator) -> str:
    """Return how many documents hold it, and what to do about them."""
    return tr.count(
        "{n} document that left the house holds this story. Ask whoever has it to delete it, or to take a new one:",
        "{n} documents that left the house hold this story. Ask whoever has them to delete them, or to take new ones:",
        count,
    )
