"""The trail: who put which note where, and when, the latest first."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedLayout, QWidget

from models import queries
from models.find import first_line
from models.themes import TrailStep
from resources.texts import Translator
from widgets.context import Context
from widgets.fields.reading import moment_in_words
from widgets.lists.cards import CardData, CardList
from widgets.parts.frames import column
from widgets.parts.labels import Label, caption
from widgets.theme import GRID


class Trail(QWidget):
    """The moves of one note, or of all notes of a theme."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.steps = CardList(context.look, tr("Trail, the latest first"), lines=2)
        self.steps.setMinimumHeight(context.look.px(200))
        self._none = Label(tr("Nothing was moved yet."), "muted")
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self.steps)
        self._stack.addWidget(self._none)
        layout = column(caption(tr("Trail")), pages, spacing=GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_steps(self, steps: Sequence[TrailStep], words: Mapping[str, str]) -> None:
        """Show the steps. `words`: the first words of notes by id, where the trail is of several."""
        zone = self._context.document.ask(queries.project).zone
        cards = [
            CardData(
                f"{at}",
                words.get(step.note_id, "") or step_in_words(self._context.tr, step),
                " · ".join(
                    part
                    for part in (
                        step_in_words(self._context.tr, step) if step.note_id in words else "",
                        first_line(step.by),
                        moment_in_words(step.moved_at, zone, self._context.tr.language),
                    )
                    if part
                ),
            )
            for at, step in enumerate(steps)
        ]
        self.steps.show_cards(cards)
        self._stack.setCurrentWidget(self.steps if cards else self._none)


def step_in_words(tr: Translator, step: TrailStep) -> str:
    """Return from where to where a note went."""
    if step.from_title and step.to_title:
        return tr("From “{one}” to “{two}”", one=step.from_title, two=step.to_title)
    if step.to_title:
        return tr("Into “{theme}”", theme=step.to_title)
    return tr("Out of “{theme}”", theme=step.from_title)
