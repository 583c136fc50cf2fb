"""Stories and notes at the marked step: their exact words, opened where they are worked on, attached and taken away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from exports.reports.content import quoted
from models import views
from models.edits.places import DetachNote, DetachStory
from models.edits.voices import Place, PlaceNote, PlaceStory
from models.find import find, first_line
from models.records import NoteRecord, PlaceRecord, StoryRecord
from models.vocabulary import NOTE_KINDS, label
from widgets.context import Context
from widgets.lists.cards import CardData
from widgets.lists.finder import Finder
from widgets.map.desk import Desk
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

Subject = StoryRecord | NoteRecord
MOST_SHOWN = 20
LONGEST = 600
HITS = 12


class VoiceCard(QFrame):
    """One story or note with its exact words."""

    def __init__(self, context: Context, subject: Subject, group: str, here: PlaceRecord | None) -> None:
        """`here`: its attachment to the marked step; None where it belongs to a card of the marked stage."""
        super().__init__()
        tr, look = context.tr, context.look
        self._context, self.subject, self.here = context, subject, here
        table = "story" if isinstance(subject, StoryRecord) else "contribution"
        self.setProperty("tone", "story" if table == "story" else "note")
        said = [Label(words) for words in words_of(context, subject)]
        known = [subject.code, group]
        if isinstance(subject, NoteRecord):
            known.insert(0, tr(label(NOTE_KINDS, subject.kind)))
        if here is None:
            known.append(", ".join(place.code for place in subject.places))
        about = Label(" · ".join(part for part in known if part), "muted")
        opening = IconButton(
            look,
            tr("Open {code}", code=subject.code),
            "external-link",
            lambda: context.window.show_subject(table, subject.id),
        )
        buttons: list[QWidget] = [opening]
        if here is not None:
            buttons.append(IconButton(look, tr("Take {code} from this step", code=subject.code), "x", self._detach))
        about_row = row(about, *buttons, spacing=GRID)
        about_row.setStretch(0, 1)
        self.setLayout(column(*said, about_row, spacing=GRID, margin=2 * GRID))
        self.setAccessibleName(" ".join(one.text() for one in said))

    def _detach(self) -> None:
        if self.here is None:
            return
        place = Place(self.here.stage_id, self.here.touchpoint_id)
        kind = DetachStory if isinstance(self.subject, StoryRecord) else DetachNote
        self._context.document.perform(kind(self.subject.id, place))


def words_of(context: Context, subject: Subject) -> list[str]:
    """Return the exact words, in quotation marks only where they are quotable; long ones cut with an ellipsis."""
    tr = context.tr
    if isinstance(subject, StoryRecord):
        return [quoted(_cut(subject.words), subject.words_source, subject.translated_by, tr)]
    heads = [subject.wording] if subject.wording else []
    return [*heads, *(quoted(_cut(v.words), v.words_source, v.translated_by, tr) for v in subject.voices[:3])]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


class VoiceFinder(Finder):
    """Finds a story or a note that is not attached here yet; without words, the latest ones."""

    def __init__(self, context: Context, kind: str) -> None:
        tr = context.tr
        name = tr("Find a story by its words") if kind == "story" else tr("Find a note by its words")
        super().__init__(context.look, name, 180)
        self._context, self._kind = context, kind
        self._without: frozenset[str] = frozenset()

    def begin(self, without: frozenset[str]) -> None:
        """Find among those that are not attached here already."""
        self._without = without
        self.begin_line()

    def hits_for(self, words: str) -> list[CardData]:
        """Return the stories, or notes, with these words."""
        ask = self._context.document.ask
        if words:
            cards = [
                CardData(h.id, h.title, aside=h.place_code) for h in ask(find, words, 4 * HITS) if h.kind == self._kind
            ]
        else:
            wanted = StoryRecord if self._kind == "story" else NoteRecord
            latest = (one for one in ask(views.latest_voices, 8 * HITS) if isinstance(one, wanted))
            cards = [CardData(one.id, _first_words(one), aside=_codes(one)) for one in latest]
        return [card for card in cards if card.id not in self._without][:HITS]


def _first_words(one: Subject) -> str:
    if isinstance(one, StoryRecord):
        return first_line(one.words)
    return first_line(one.wording or next((voice.words for voice in one.voices), ""))


def _codes(one: Subject) -> str:
    return one.places[0].code if one.places else ""


class VoicesBox(QWidget):
    """Stories, or notes, at the marked step."""

    def __init__(self, context: Context, desk: Desk, kind: str) -> None:
        """`kind`: story or note."""
        super().__init__()
        self._context, self._desk, self._kind = context, desk, kind
        tr = context.tr
        self.caption = caption("")
        self._shown: tuple[object, ...] = ()
        self._cards: list[VoiceCard] = []
        self._ids: frozenset[str] = frozenset()
        self._more = Label("", "muted")
        self._list = column(spacing=2 * GRID)
        text = tr("Attach a story") if kind == "story" else tr("Attach a note")
        self.attach = Button(context.look, text, "link", kind="link", clicked=self._toggle_finder)
        self._finder: VoiceFinder | None = None
        self._layout = column(self.caption, self._list, self._more, self.attach, spacing=2 * GRID)
        self.setLayout(self._layout)

    def show_voices(self, found: Sequence[Subject]) -> None:
        """Show what belongs to the marked step; what stayed the same stays."""
        tr, count = self._context.tr, len(found)
        if self._kind == "story":
            self.caption.setText(tr("Stories here ({n})", n=count))
        else:
            self.caption.setText(tr("Notes here ({n})", n=count))
        names = {group.id: group.name for group in self._desk.groups}
        step = self._place()
        self._ids = frozenset(one.id for one in found if _here(one, step))
        state = (tuple(found), step, tuple(names.items()))
        if state == self._shown:
            return
        if self._finder is not None and self._shown and self._shown[1] != step:
            self._finder.hide()
        self._shown = state
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [
            VoiceCard(self._context, one, _group(one, names), _here(one, step)) for one in found[:MOST_SHOWN]
        ]
        for card in self._cards:
            self._list.addWidget(card)
        self._more.setText(tr("The first {n} are shown.", n=MOST_SHOWN))
        self._more.setVisible(count > MOST_SHOWN)

    def _place(self) -> Place | None:
        step = self._desk.step()
        return Place(step.stage_id, step.touchpoint_id) if step else None

    def _toggle_finder(self) -> None:
        if self._finder is None:
            self._finder = VoiceFinder(self._context, self._kind)
            self._finder.hide()
            self._finder.found.connect(self._attach)
            self._finder.left.connect(self._leave_finder)
            self._layout.addWidget(self._finder)
        if self._finder.isVisible():
            self._leave_finder()
        else:
            self._finder.show()
            self._finder.begin(self._ids)

    def _leave_finder(self) -> None:
        if self._finder is not None:
            self._finder.hide()
            self.attach.setFocus(Qt.FocusReason.OtherFocusReason)

    def _attach(self, row_id: str) -> None:
        place = self._place()
        if place is None or row_id in self._ids:
            return
        self._leave_finder()
        self._context.document.perform(PlaceStory(row_id, place) if self._kind == "story" else PlaceNote(row_id, place))


def _here(one: Subject, place: Place | None) -> PlaceRecord | None:
    """Return how it is attached to exactly this step."""
    if place is None:
        return None
    wanted = (place.stage_id, place.touchpoint_id)
    return next((own for own in one.places if (own.stage_id, own.touchpoint_id) == wanted), None)


def _group(one: Subject, names: dict[str, str]) -> str:
    if isinstance(one, StoryRecord):
        return names.get(one.segment_id or "", "")
    said = dict.fromkeys(names.get(voice.segment_id or "", "") for voice in one.voices)
    return ", ".join(name for name in said if name)
