"""The photos of one note, story or workshop: below each other, with what adds them and what is missing."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from exports.exchange.pictures import OTHER_SUFFIXES, SUFFIXES
from models import views
from models.consent import allows
from models.edits.pictures import DeletePicture
from models.pictures import PictureOwner, PictureRecord, pictures
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.pictures.card import PictureCard, said_size
from widgets.pictures.drawing import Thumbnails
from widgets.pictures.offered import Offered, hand_over, of_files, offered_in
from widgets.pictures.taking import Taking
from widgets.pictures.viewer import PictureViewer
from widgets.theme import GRID

AT_ONCE = 3  # cards that are made at once; the others follow in turns of the event loop
FIRST = 12  # cards that are shown until somebody wants more


class PictureStrip(QWidget):
    """Shows the photos of one owner, newest first, and takes more: chosen, pasted or dropped."""

    def __init__(self, context: Context, heading: str = "") -> None:
        super().__init__()
        self.context = context
        self.owner: PictureOwner | None = None
        self.cards: dict[str, PictureCard] = {}
        self._shown: tuple[PictureRecord, ...] = ()
        self._waiting: list[PictureRecord] = []
        self._viewer: PictureViewer | None = None
        self._limit = FIRST
        tr, look = context.tr, context.look
        self.taking = Taking(context, self)
        self.taking.changed.connect(self._show_progress)
        self.taking.added.connect(self.refresh)
        self._thumbnails = Thumbnails(context, self)
        self.heading = caption(heading)
        if not heading:  # shown without an owner it would be a window for a moment, and take the cursor
            self.heading.hide()
        self.add = Button(look, tr("Add photos …"), "plus", "", self.choose)
        self.stop = Button(look, tr("Cancel"), "x", "quiet", self.taking.cancel)
        self.progress = Label("", "strong")
        self.summary = muted("")
        self.lacking = Label("", "error")
        self.to_lacking = Button(look, tr("Describe the next one"), "square-pen", "link", self.focus_lacking)
        self.consent = muted("")
        self.people = muted(tr("Are people to be seen? Then ask them first (photo or recording)."))
        self._box = column(spacing=3 * GRID)
        self.more = Button(look, "", "chevron-down", "link", self.show_more)
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._make_one)
        for label in (self.summary, self.lacking, self.consent, self.progress, self.stop, self.to_lacking, self.more):
            label.hide()
        head = (self.heading, flow(self.add, self.stop), self.progress, self.people, self.consent, self.summary)
        missing = column(self.lacking, self.to_lacking, spacing=0)
        self.setLayout(column(*head, missing, self._box, flow(self.more), spacing=2 * GRID))
        self.setAcceptDrops(True)
        self.setAccessibleName(heading or tr("Photos"))
        context.document.settling.connect(self.settle)

    # -- showing --------------------------------------------------------------------------------

    def show_owner(self, owner: PictureOwner) -> None:
        """Show the photos of an owner; the same owner's are patched, and words being typed stay."""
        if owner != self.owner:
            self.settle()
            self.owner = owner
            self._limit = FIRST
        self.refresh()

    def refresh(self) -> None:
        """Read the photos anew."""
        if self.owner is None:
            return
        self._shown = tuple(reversed(self.context.document.ask(pictures, self.owner)))
        self._thumbnails.keep_only(one.sha256 for one in self._shown)
        there = {one.id for one in self._shown}
        for place_id in [one for one in self.cards if one not in there]:
            self._take_away(self.cards.pop(place_id))
        self._make_cards()
        self._show_summary()

    def show_more(self) -> None:
        """Show more of many photos, with the focus on the first of them."""
        first = self._limit
        self._limit += FIRST
        self._make_cards()
        if first < len(self._shown) and (card := self.cards.get(self._shown[first].id)):
            card.thumbnail.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Make an edit of what is typed."""
        for card in tuple(self.cards.values()):
            card.settle()

    def focus_lacking(self) -> None:
        """Put the focus where the first text alternative is missing."""
        at = next((at for at, one in enumerate(self._shown) if not one.alternative.strip()), None)
        if at is None:
            return
        self._limit = max(self._limit, at + 1)
        self._make_cards(at + 1)
        self.cards[self._shown[at].id].words.focus_field("alternative")

    def focus_first(self) -> None:
        """Put the focus where one goes on: the first missing words, else the button that adds."""
        if any(not one.alternative.strip() for one in self._shown):
            self.focus_lacking()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- adding ---------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files and take them in."""
        tr = self.context.tr
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        others = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, *OTHER_SUFFIXES))
        patterns = f"{tr('Photos')} ({kinds});;{tr('All pictures')} ({others})"
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
        chosen = self.context.asking.files_to_open(
            tr("Add photos"), patterns, Path(places[0]) if places else Path.home()
        )
        self.take_offered(of_files(list(chosen)))

    def take_offered(self, offered: tuple[Offered, ...]) -> None:
        """Take photos in for the owner that is shown."""
        if self.owner is not None:
            self.taking.take(offered, self.owner)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos that are dragged here."""
        if offered_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take photos that are dropped here."""
        if hand_over(event.mimeData(), self):
            event.acceptProposedAction()

    # -- inside ---------------------------------------------------------------------------------

    def _make_cards(self, at_once: int = AT_ONCE) -> None:
        """Patch the cards that are there, make a few that are not; the others follow one in a turn."""
        self._waiting = []
        for one in self._shown[: self._limit]:
            if card := self.cards.get(one.id):
                card.show_picture(one)
            else:
                self._waiting.append(one)
        hidden = len(self._shown) - self._limit
        self.more.say(self.context.tr.count("Show {n} more photo", "Show {n} more photos", hidden))
        self.more.setVisible(hidden > 0)
        for _ in range(min(at_once, len(self._waiting))):
            self._make_one()

    def _make_one(self) -> None:
        if self._waiting:
            one = self._waiting.pop(0)
            card = self.cards[one.id] = PictureCard(self.context, self._thumbnails)
            card.opened.connect(self._open)
            card.delete_wanted.connect(self._delete)
            before = sum(1 for other in self._shown[: self._shown.index(one)] if other.id in self.cards)
            self._box.insertWidget(before, card)
            card.show_picture(one)
        if not self._waiting:
            self._turns.stop()
        elif not self._turns.isActive():
            self._turns.start()

    def _show_summary(self) -> None:
        tr, count = self.context.tr, len(self._shown)
        size = said_size(self.context, sum(one.size for one in self._shown))
        self.summary.setText(tr.count("{n} photo, {size}", "{n} photos, {size}", count, size=size))
        self.summary.setVisible(bool(count))
        lacking = sum(1 for one in self._shown if not one.alternative.strip())
        self.lacking.setText(
            tr.count("{n} photo has no text alternative yet.", "{n} photos have no text alternative yet.", lacking)
        )
        self.lacking.setVisible(bool(lacking))
        self.to_lacking.setVisible(bool(lacking) and count > 1)
        self._show_consent()

    def _show_consent(self) -> None:
        """Say where a story's photos stay out of documents: its teller was not asked, or said no."""
        story_id = self.owner.story_id if self.owner else None
        story = self.context.document.ask(views.story, story_id) if story_id and self._shown else None
        agreed = story is None or allows(story.consents, "photo", self.context.today())
        self.consent.setText(
            self.context.tr("The teller has not agreed to photo or recording: documents leave these out.")
        )
        self.consent.setVisible(not agreed)

    def _show_progress(self) -> None:
        tr, taking = self.context.tr, self.taking
        busy = bool(taking.total)
        number = min(taking.done + 1, taking.total)
        self.progress.setText(tr("Taking in photo {n} of {total} …", n=number, total=taking.total))
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)

    def _open(self, place_id: str) -> None:
        self.settle()
        if self._viewer is None:
            self._viewer = PictureViewer(self.context, self)
        self._viewer.show_pictures(self._shown, place_id)

    def _delete(self, place_id: str) -> None:
        tr, document = self.context.tr, self.context.document
        if document.perform(DeletePicture(place_id)) is None:
            return
        self.refresh()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

        def take_back() -> None:
            if document.undo_text() == tr(DeletePicture.label):
                document.undo()
            else:
                self.context.notices.say(tr("Something else was done since. Ctrl+Z takes things back in turn."))

        also = ((tr("Still in the history: erase for good …"), lambda: self._erase(place_id)),)
        self.context.notices.say(tr("Photo deleted."), tr("Undo"), take_back, also=also)

    def _erase(self, place_id: str) -> None:
        tr = self.context.tr
        if self.context.asking.agreed(
            tr("Erase this photo for good?"),
            tr(
                "It goes from this file and from its history. Nothing brings it back: no undo, no copy that Polku "
                "keeps. Files exported before still hold it."
            ),
            tr("Erase for good"),
            tr("Keep"),
        ) and self.context.document.erase(place_id):
            self.context.notices.say(tr("Erased for good."))

    def _take_away(self, card: PictureCard) -> None:
        self._box.removeWidget(card)
        card.hide()
        card.deleteLater()
