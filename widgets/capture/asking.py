"""Ask before they go home: the stories whose tellers were not asked everything yet, each with what is not asked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import queries, views
from models.consent import to_ask
from models.edits.voices import ConsentAnswer, RecordConsents
from models.records import StoryRecord
from models.vocabulary import PURPOSES, label
from widgets.capture.cards import card_of
from widgets.capture.consents import APPLY_KEY, preset_of
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import IconButton, native
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, muted
from widgets.theme import GRID


class AskList(QWidget):
    """The stories to ask about. `opened`: the id of a story. `closed`: back."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.setAccessibleName(tr("Ask before they go home"))
        self.title = Label("", "title")
        close = IconButton(look, tr("Close"), "x", self.closed.emit, "Esc")
        self.cards = CardList(look, tr("Stories to ask about"), lines=3)
        self.cards.opened.connect(self.opened)
        self.cards.clicked.connect(lambda index: self.opened.emit(self.cards.cards.cards[index.row()].id))
        self.cards.installEventFilter(self)
        self.nothing = EmptyState(
            look, "circle-check", tr("Everybody was asked"), tr("Each teller answered what the workshop asks.")
        )
        self.nothing.hide()
        head = row(self.title, close)
        head.setStretch(0, 1)
        self._words = muted(tr("Not asked counts as no. Under each story stands what its teller was not asked yet."))
        self._usual = muted("")
        inside = column(head, self._words, self._usual, self.cards, self.nothing, margin=3 * GRID)
        inside.setStretch(3, 1)
        self.setLayout(inside)

    def refresh(self) -> None:
        """Read who is still to be asked."""
        ask, tr = self.context.document.ask, self.context.tr
        purposes = self._purposes
        ids = [story_id for story_id, _ in ask(views.to_ask_before_home, purposes)]
        groups = {group.id: group.name for group in ask(queries.groups)}
        self.title.setText(tr("Ask before they go home ({n})", n=len(ids)))
        asked = ", ".join(tr(label(PURPOSES, one)).lower() for one in purposes)
        key = native(APPLY_KEY)
        self._usual.setText(tr("Enter opens a story. {key} records yes to: {purposes}.", key=key, purposes=asked))
        stories = sorted(ask(queries.stories, ids), key=lambda story: story.id) if ids else []
        self.cards.show_cards([self._card(story, purposes, groups) for story in stories])
        for part in (self.cards, self._words, self._usual):
            part.setVisible(bool(ids))
        self.nothing.setVisible(not ids)

    def apply_consent(self) -> None:
        """Record that the teller of the marked story agreed to all that the workshop asks."""
        story_id = self.cards.current_id()
        story = self.context.document.ask(views.story, story_id) if story_id else None
        if story is not None:
            purposes = preset_of(self.context, story.workshop_id)
            answers = tuple(ConsentAnswer(purpose, "yes") for purpose in purposes)
            if self.context.document.perform(RecordConsents(story_id, answers)) is not None:
                self.refresh()

    def focus_first(self) -> None:
        """Put the focus on the first story."""
        self.cards.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape goes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)

    @property
    def _purposes(self) -> tuple[str, ...]:
        return preset_of(self.context, self.context.session.workshop_id)

    def _card(self, story: StoryRecord, purposes: tuple[str, ...], groups: dict[str, str]) -> CardData:
        card, tr = card_of(self.context.tr, story, groups), self.context.tr
        sub = " · ".join(part for part in (story.teller, card.sub) if part)
        chips = tuple(
            (tr("Not asked: {purpose}", purpose=tr(label(PURPOSES, one)).lower()), "waiting")
            for one in to_ask(story, purposes)
        )
        return CardData(card.id, card.title, sub, chips, tone=card.tone)
