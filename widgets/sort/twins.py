"""The page of likely twins: two notes beside each other, and whether they are one wish or two."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from models.edits.sorting import MergeTwins
from models.edits.twins import KeepApart, NoLongerApart
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.frames import Panes, column, flow
from widgets.parts.labels import Chip
from widgets.room import Rows
from widgets.sort.twin_watch import twin_watch
from widgets.sort.twins_list import Pair, apart_pairs, card_of_pair, likely_pairs
from widgets.sort.twins_looking import Looking
from widgets.sort.twins_pair import PairView
from widgets.theme import GRID

MOST_SHOWN = 300  # pairs in the list; those behind them move up as pairs are decided
SHOWN_ON_CARDS = frozenset("contribution voice contribution_place theme theme_note segment touchpoint stage".split())


class TwinsPage(Page):
    """Likely twins, the most alike first. V adds one as a voice of the other, K keeps them apart."""

    id = "twins"
    name = N_("Likely twins")
    icon = "copy"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.watch = twin_watch(context)
        self.pairs: list[Pair] = []
        self.shows_apart = False
        self.switch = Button(look, "", "", "link", self._switch)
        self.place = Chip("", "neutral")
        self.list = CardList(look, tr("Pairs of notes, the most alike first"), lines=2)
        self.list.chosen.connect(self._show_pair)
        self.list.opened.connect(lambda _: self.pair.focus_first())
        self.list.installEventFilter(self)
        self.pair = PairView(context)
        self.pair.voice_wanted.connect(self.add_as_voice)
        self.pair.apart_wanted.connect(self.keep_apart)
        self.pair.together_wanted.connect(self.take_back)
        self.looking = Looking(context)
        self.looking.stop_wanted.connect(self.watch.stop)
        self.looking.look_wanted.connect(self.watch.look_through)
        self._lay_out()
        self.watch.changed.connect(self._watched)
        self.watch.looked.connect(self._watched)
        self.watch.stopped.connect(self._show)
        self.watch.progress.connect(self.looking.tell)

    def _lay_out(self) -> None:
        chooser = QWidget()
        chooser.setLayout(column(self.place, self.list, flow(self.switch), margin=3 * GRID))
        chooser.layout().setAlignment(self.place, Qt.AlignmentFlag.AlignLeft)  # pyright: ignore[reportOptionalMemberAccess]
        self._panes = Panes(self.context.look, chooser, self.pair, None, widths=(300, 480, 0))
        self._stack = QStackedLayout(self)
        for page in (self._panes, self.looking):
            self._stack.addWidget(page)

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return the way to the likely twins."""
        return (Command("twins", N_("Decide on likely twins"), lambda: page().enter_focus(), "copy", group="twins"),)

    def refresh(self, rows: Rows) -> None:
        """Look through the notes at the first time; later follow what changed."""
        if not rows:
            self.watch.look_through()
            self._show()
        elif any(table in SHOWN_ON_CARDS for table, _ in rows):
            self._show_pair(self.list.current_id())

    def enter_focus(self) -> None:
        """Put the focus on the pairs."""
        if self._stack.currentWidget() is self._panes:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters decide, Left and Right choose which note stays; Up and Down are the list's own."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._decided(event):
            return True
        return super().eventFilter(watched, event)

    # -- deciding -------------------------------------------------------------------------------

    def add_as_voice(self) -> None:
        """Add the one note as a voice of the one that stays; both people's words are kept."""
        if self.pair.ids:
            stays, goes = self.pair.ids
            self._decide(MergeTwins(goes, stays))

    def keep_apart(self) -> None:
        """Say that the two are no twins."""
        if self.pair.ids:
            self._decide(KeepApart(*self.pair.ids))

    def take_back(self) -> None:
        """Take back that the two are no twins."""
        if pair := self._present():
            self._decide(NoLongerApart(pair.apart_id))

    def _decide(self, edit: MergeTwins | KeepApart | NoLongerApart) -> None:
        if self.context.document.perform(edit) is not None:
            self.watch.catch_up()
            self._show()
            if self.pairs:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decided(self, event: QKeyEvent) -> bool:
        likely = not self.shows_apart
        acts: dict[int, Callable[[], object]] = (
            {Qt.Key.Key_V: self.add_as_voice, Qt.Key.Key_K: self.keep_apart}
            if likely
            else {Qt.Key.Key_T: self.take_back}
        )
        if likely:
            acts |= {Qt.Key.Key_Left: self.pair.turn, Qt.Key.Key_Right: self.pair.turn}
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        act = acts.get(event.key()) if plain else None
        if act is None:
            return False
        act()
        return True

    # -- showing --------------------------------------------------------------------------------

    def _watched(self, *_: object) -> None:
        if self.isVisible():
            self._show()

    def showEvent(self, event: object) -> None:
        """Show what was found while another page was shown."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        self._show()

    def _switch(self) -> None:
        self.shows_apart = not self.shows_apart
        self._show()
        self.enter_focus()

    def _show(self) -> None:
        tr, watch = self.context.tr, self.watch
        apart = apart_pairs(self.context)
        self.shows_apart = self.shows_apart and bool(apart)
        likely = not self.shows_apart
        self.switch.setVisible(bool(apart))
        self.switch.say(tr("Kept apart ({n})", n=len(apart)) if likely else tr("Back to the likely twins"))
        self.pairs = likely_pairs(watch) if likely else apart
        shown = self.pairs[:MOST_SHOWN]
        self.list.show_cards([card_of_pair(tr, pair) for pair in shown])
        waits = watch.is_looking or not watch.is_known
        if not self.pairs and likely and (waits or not apart):
            if waits:
                self.looking.show_looking(running=watch.is_looking)
            else:
                self.looking.show_nothing(watch.count())
            self._stack.setCurrentWidget(self.looking)
            return
        self._stack.setCurrentWidget(self._panes)
        if shown and not self.list.current_id():
            self.list.mark(shown[0].id)
        self._show_pair(self.list.current_id())

    def _present(self) -> Pair | None:
        current = self.list.current_id()
        return next((pair for pair in self.pairs if pair.id == current), None)

    def _show_pair(self, _: str) -> None:
        tr = self.context.tr
        pair = self._present()
        at = self.pairs.index(pair) + 1 if pair else 0
        text = tr("{n} of {total}", n=at, total=len(self.pairs))
        self.place.setText(text if self.pairs else tr("Nothing left to decide"))
        self.pair.show_pair(pair)
