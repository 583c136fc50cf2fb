"""Several marked: one answer, one sentence, one owner and date for all of them, and one Confirm. One step each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models import records as r
from models import vocabulary as v
from models.answers import phrase
from models.edits.answering_many import AnswerMany
from models.gate import Lack
from models.wording import NOTHING, Facts, facts_of
from widgets.context import Context
from widgets.fields.form import Form
from widgets.fields.texts import Words
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Callout, Flow, Scroll, Surface, column, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID
from widgets.weigh.answering import FIELDS, keys_of
from widgets.weigh.board import Board, Item
from widgets.weigh.confirming import Confirming
from widgets.weigh.parts import Pointer
from widgets.weigh.side_parts import Beside
from widgets.weigh.tagging import LONG, answers_for
from widgets.weigh.telling import CONFIRM_KEYS, OWNER, REPORT_BACK, SENTENCE
from widgets.weigh.templates import Beginnings
from widgets.wording.marks import WordingMarks

READABLE = 760  # pixels at 100 %
LEAST = 180  # pixels at 100 % that owner and date need beside each other
SAID = ("sentence", "owner", "report_back")


class Many(QWidget):
    """The middle while several are marked. It holds the ids of what is marked; the board holds records.

    `answer_wanted`: the code of an answer for all. `marks_wanted`: others are to be marked.
    `kinds_wanted`: it is to be said what they are. `left`: one is enough.
    """

    answer_wanted = Signal(str)
    marks_wanted = Signal(object)
    kinds_wanted = Signal(QPoint)
    left = Signal()

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self.context, self.board = context, board
        self._items: tuple[Item, ...] = ()
        self._codes: tuple[str, ...] = ()
        self._lacking: dict[Lack, tuple[str, ...]] = {}
        tr, look = context.tr, context.look
        self.title = Label("", "display")
        self.note = muted(tr("What you do here holds for all of them, and is one step to take back. Esc: one again."))
        self.trouble = Callout(look, "waiting", "")
        self.kinds = Button(look, tr("Say what they are …"), "pencil", "", self._ask_kinds, "K")
        self.narrower = QWidget()
        self.narrower.setLayout(Flow())
        self.choices: Choices | None = None
        self.form = Form(context, FIELDS, self._save, "weigh-many")
        self.sentence = Form(context, [SENTENCE], self._save, "weigh-many")
        self.owner = Form(context, [OWNER], self._save, "weigh-many")
        self.report_back = Form(context, [REPORT_BACK], self._save, "weigh-many")
        words = self.sentence.editor("sentence").target()
        assert isinstance(words, Words)  # noqa: S101 - the field is a text
        self.beginnings = Beginnings(context, words)
        self.wording = WordingMarks(context, words, self._facts, lambda: self.sentence.row_id)
        self.mixed = muted("")
        self.confirming = Confirming(context)
        self.confirm = Button(look, "", "badge-check", "", self.open_confirming, CONFIRM_KEYS, tr("A step of its own"))
        self._lay_out()
        self.confirming.left.connect(self._leave_confirming)
        self.confirming.done.connect(self._leave_confirming)
        look.changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.answers = column(spacing=0)
        self.fields = QWidget()
        both = Beside(look, self.owner, self.report_back, LEAST)
        said = column(self.sentence, self.wording, self.beginnings, self.mixed, spacing=GRID)
        self.fields.setLayout(column(self.form, said, both, spacing=3 * GRID))
        self.gate = caption(tr("Before you say it"))
        self.lines = column(spacing=GRID)
        self.complete = Callout(look, "settled", tr("Nothing is missing: they can be confirmed."))
        self._inside = QWidget()
        parts = (caption(tr("Marked together")), self.title, self.note, self.trouble, self.narrower, row(self.kinds, 1))
        self.heading = caption(tr("Answer"))
        rest = (self.heading, self.answers, self.fields, self.gate, self.lines, self.complete)
        last = (row(self.confirm, 1), self.confirming)
        self._inside.setLayout(column(*parts, *rest, *last, 1, spacing=3 * GRID))
        across = row(self._inside, 0)
        across.setStretch(0, 1)
        self.area = Scroll(Surface("paper", column(across, margin=5 * GRID)))
        self.setLayout(column(self.area))
        self.confirming.hide()

    # -- showing --------------------------------------------------------------------------------

    def show_items(self, items: Sequence[Item]) -> None:
        """Show what holds for these."""
        items = tuple(items)
        if [one.id for one in items] != [one.id for one in self._items]:
            self.settle()
            self.confirming.hide()
        self._items = items
        tr = self.context.tr
        notes = sum(item.is_note for item in items)
        told = (
            tr.count("{n} note", "{n} notes", notes) if notes else "",
            tr.count("{n} theme", "{n} themes", len(items) - notes) if notes < len(items) else "",
        )
        self.title.setText(", ".join(part for part in told if part))
        answers = [self.board.answers.get(item.id) for item in items]
        own = [answer for answer in answers if answer is not None]
        confirmed = [item.id for item in items if (a := self.board.answers.get(item.id)) is not None and a.confirmed]
        kinds = Counter(item.place for item in items)
        shared = answers_for(kinds)
        self._show_trouble(confirmed, kinds)
        code = _common([answer.code for answer in own]) if len(own) == len(items) else None
        self._offer(() if confirmed else tuple(one.code for one in shared), str(code or ""))
        can_write = len(own) == len(items) and not confirmed
        self.fields.setVisible(can_write)
        self._show_values(own if can_write else [], str(code or ""))
        self._show_gate(own if can_write else [])

    def settle(self) -> None:
        """Commit what is typed."""
        for form in (self.form, self.sentence, self.owner, self.report_back):
            form.settle()

    def focus_choices(self) -> None:
        """Put the focus on the answers, or on what leads to some."""
        if self.choices is not None:
            self.choices.focus_chosen()
        else:
            ways = [one for one in (*self.narrower.findChildren(QPushButton), self.kinds) if one.isVisibleTo(self)]
            (ways[0] if ways else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_confirming(self) -> bool:
        """Open the step that confirms all of them. False: something is missing; the focus is on it."""
        if self.confirming.isVisibleTo(self):
            self.confirming.perform()
            return True
        if self.lines.count():
            found = self.lines.itemAt(0)
            widget = found.widget() if found else None
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureWidgetVisible(widget)
            return False
        own = [self.board.answers[item.id].id for item in self._items if item.id in self.board.answers]
        if len(own) < len(self._items) or not own:
            self.focus_choices()
            return False
        self.confirming.begin(*own)
        self.confirm.hide()
        self.area.ensureWidgetVisible(self.confirming)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves one of them marked."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _facts(self) -> Facts:
        """Return what the file holds about the first of them, for the wording check: none of them is confirmed."""
        first = next((one for item in self._items if (one := self.board.answers.get(item.id)) is not None), None)
        return facts_of(first) if first is not None else NOTHING

    def _show_trouble(self, confirmed: Sequence[str], kinds: Counter[str]) -> None:
        """Say what stands in the way of one answer for all, with ways to mark less."""
        tr, ids = self.context.tr, tuple(item.id for item in self._items)
        ways: list[tuple[str, tuple[str, ...]]] = []
        said = ""
        if confirmed:
            said = tr.count(
                "{n} of them is confirmed and stays as it is.",
                "{n} of them are confirmed and stay as they are.",
                len(confirmed),
            )
            there = set(confirmed)
            ways.append((tr("Leave out what is confirmed"), tuple(one for one in ids if one not in there)))
        elif not answers_for(kinds):
            said = tr("They share no answer, because they are of different kinds. Mark one kind:")
            if unsorted := kinds["unsorted"]:
                said = tr.count(
                    "{n} of them is unsorted. Say first what it is.",
                    "{n} of them are unsorted. Say first what they are.",
                    unsorted,
                )
            for kind, number in kinds.most_common() if len(kinds) > 1 else ():
                name = tr(v.label(v.NOTE_KINDS, kind))
                of_kind = tuple(item.id for item in self._items if item.place == kind)
                ways.append((tr("{kind} ({n})", kind=name, n=number), of_kind))
        self.trouble.say(said)
        self.trouble.setVisible(bool(said))
        _empty(self.narrower.layout())
        for text, wanted in ways:
            if wanted:
                button = Button(self.context.look, text, "", "chip", lambda ids=wanted: self.marks_wanted.emit(ids))
                self.narrower.layout().addWidget(button)  # pyright: ignore[reportOptionalMemberAccess]
                button.show()
        self.narrower.setVisible(bool(ways))
        self.kinds.setVisible(not confirmed and not answers_for(kinds) and any(item.is_note for item in self._items))

    def _offer(self, codes: tuple[str, ...], code: str) -> None:
        if codes != self._codes or (self.choices is None) == bool(codes):
            _empty(self.answers)
            self._codes, self.choices = codes, None
            if codes:
                tr = self.context.tr
                options = [(one, tr(phrase(one, confirmed=False)), "") for one in codes]
                self.choices = Choices(self.context.look, tr("Answer for all"), options, chips=True)
                for number, button in enumerate(self.choices.findChildren(QPushButton), 1):
                    button.setText(f"{number}  {button.text()}")
                self.choices.chosen.connect(self.answer_wanted)
                self.answers.addWidget(self.choices)
                self.choices.show()
        if self.choices is not None:
            self.choices.show_code(code)
        self.heading.setVisible(self.choices is not None)

    def _show_values(self, own: Sequence[r.AnswerRecord], code: str) -> None:
        """Show what all of them say alike; a field in which they differ is empty, and it is said that they do."""
        first = own[0] if own else None
        keys = keys_of(first) if first is not None and code else ()
        row_id = "/".join(item.id for item in self._items[:1]) + f"+{len(self._items)}"
        values = {name: _common([getattr(one, name) for one in own]) for name in (*SAID, *(f.key for f in FIELDS))}
        self.form.show_values(row_id, {field.key: values[field.key] for field in FIELDS})
        self.form.show_only(keys)
        self.form.setVisible(bool(keys))
        for form, key in ((self.sentence, "sentence"), (self.owner, "owner"), (self.report_back, "report_back")):
            form.show_values(row_id, {key: values[key]})
        differ = any(len({getattr(one, name) for one in own}) > 1 for name in (*SAID, *keys))
        tr = self.context.tr
        mixed = tr("Where a field is empty they differ. What you write there replaces all.")
        self.mixed.setText(mixed if differ else "")
        self.mixed.setVisible(differ)
        self.beginnings.show_answer(first if code else None, None)

    def _show_gate(self, own: Sequence[r.AnswerRecord]) -> None:
        lacking: dict[Lack, list[str]] = {}
        for item in self._items if own else ():
            for lack in self.board.lacks(item):
                lacking.setdefault(lack, []).append(item.id)
        found = {lack: tuple(ids) for lack, ids in lacking.items()}
        self.gate.setVisible(bool(own))
        self.complete.setVisible(bool(own) and not found)
        self.confirm.say(self.context.tr.count("Confirm {n} …", "Confirm all {n} …", len(own)))
        if not own or found:
            self.confirming.hide()
        self.confirm.setVisible(bool(own) and not self.confirming.isVisibleTo(self))
        if found == self._lacking:
            return
        self._lacking = found
        _empty(self.lines)
        for lack, ids in found.items():
            self._add_line(lack, ids)

    def _add_line(self, lack: Lack, ids: tuple[str, ...]) -> None:
        tr, look = self.context.tr, self.context.look
        sentence = tr("{sentence} ({n} of {all})", sentence=tr(lack.sentence), n=len(ids), all=len(self._items))
        made = Pointer(look, sentence, "circle", "waiting", lambda: self._go_to(lack, ids))
        self.lines.addWidget(made)
        made.show()  # Qt itself would show it only a turn later

    def _go_to(self, lack: Lack, ids: tuple[str, ...]) -> None:
        """Lead to the field for all; what only each has for itself: mark those that lack it."""
        forms = {"owner": self.owner, "report_back": self.report_back}
        keys = {"chosen": "decided_by"}
        key = keys.get(lack.code, lack.code)
        if form := forms.get(lack.code):
            form.focus_field(lack.code)
        elif self.form.isVisibleTo(self) and key in {field.key for field in FIELDS}:
            self.form.focus_field(key)
        else:
            self.marks_wanted.emit(ids)

    def _ask_kinds(self) -> None:
        self.kinds_wanted.emit(self.kinds.mapToGlobal(QPoint(0, self.kinds.height() + 2)))

    def _leave_confirming(self) -> None:
        self.confirming.hide()
        self.confirm.setVisible(self.fields.isVisibleTo(self))
        self.focus_choices()

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        subjects = tuple((item.table, item.id) for item in self._items)
        edit = AnswerMany(subjects, values={key: value})
        if len(subjects) > LONG:
            return self.context.document.perform_slowly(edit) is not None
        return self.context.document.perform(edit, told) is not None

    def _measure(self) -> None:
        self._inside.setMaximumWidth(self.context.look.px(READABLE))


def _common(values: Iterable[Any]) -> Any:
    """Return the value that all have, None where they differ."""
    there = list(dict.fromkeys(values))
    return there[0] if len(there) == 1 else None


def _empty(layout: Any) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
