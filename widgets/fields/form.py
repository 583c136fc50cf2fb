"""A form made from a list of fields: commits by itself, keeps what was refused, leaves alone what is being typed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.errors import Refused
from widgets.context import Context
from widgets.fields import editors
from widgets.fields.editors import Editor
from widgets.fields.field import Field
from widgets.fields.wrapped import WrappedEditor
from widgets.parts.frames import column
from widgets.parts.labels import Label
from widgets.theme import GRID

PAUSE = 1000  # milliseconds without a key after which typed words become an edit
LONGEST_SHOWN = 300  # characters of what came in meanwhile, under the field
DRAFT = 1500  # a draft is at most two seconds old, also while somebody types on and on


class Save(Protocol):
    """Performs the edit for one field; whether it was done. A refusal's sentence goes to `told`."""

    def __call__(self, key: str, value: Any, told: Callable[[str], object], /) -> bool:
        """Perform it."""
        ...


class Form(QWidget):
    """Fields below each other for one row of the file at a time.

    `place` names the form among the drafts. Enter, leaving a field, or a second without typing commits.
    """

    def __init__(
        self,
        context: Context,
        fields: Iterable[Field],
        save: Save,
        place: str,
        *,
        currency: str = "EUR",
        captions: bool = True,
    ) -> None:
        """`captions` False: no words above the fields, where a row beside them says what they are."""
        super().__init__()
        self.context = context
        self._captions = captions
        self._save, self._place = save, place
        self._row_id = ""
        self._values: dict[str, Any] = {}
        self._began: dict[str, Any] = {}  # what stood in the file when somebody began to type in a field
        self._changed_meanwhile: set[str] = set()  # fields whose typist was told that it says something else by now
        self._editors: dict[str, Editor] = {}
        self._errors: dict[str, Label] = {}
        self._labels: dict[str, Label] = {}
        self._blocks: dict[str, QWidget] = {}
        self._layout = column(spacing=3 * GRID)
        self.setLayout(self._layout)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._paused)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT)
        self._draft.timeout.connect(self._keep_drafts)
        for field in fields:
            self._add(field, currency)
        context.document.settling.connect(self.settle)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    # -- what rooms call ------------------------------------------------------------------------

    def show_values(self, row_id: str, values: Mapping[str, Any]) -> None:
        """Show one row. Words being typed for the same row stay; for another row they are committed first."""
        if row_id != self._row_id:
            self.settle()
            for key in self._editors:
                self._say(key, "")
            self._began.clear()
            self._changed_meanwhile.clear()
        same, self._row_id = row_id == self._row_id, row_id
        self._values = dict(values)
        for key, editor in self._editors.items():
            if same and editor.dirty:
                continue
            editor.show_value(values.get(key))
            self._say(key, "")
            if not same and (kept := self.context.document.draft(self._draft_place(key))):
                editor.show_draft(kept)

    @property
    def row_id(self) -> str:
        """The row that is shown; while typed words are committed before another row is shown, still the old one."""
        return self._row_id

    def settle(self) -> None:
        """Commit whatever is typed and not yet an edit."""
        self._pause.stop()
        self._draft.stop()
        for key, editor in self._editors.items():
            if editor.dirty:
                self._commit(key)
        self.context.document.typing.emit(any(editor.dirty for editor in self._editors.values()))

    def focus_field(self, key: str) -> None:
        """Put the focus into a field."""
        self._editors[key].target().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_only(self, keys: Iterable[str]) -> None:
        """Show these fields and hide the others."""
        wanted = set(keys)
        for key, block in self._blocks.items():
            block.setVisible(key in wanted)

    def editor(self, key: str) -> Editor:
        """Return the editor of a field."""
        return self._editors[key]

    # -- inside ---------------------------------------------------------------------------------

    def _add(self, field: Field, currency: str) -> None:
        tr = self.context.tr
        name = tr(field.label)
        editor = self._made(field, name, tr(field.hint), currency)
        label, error = Label(name, "caption"), Label("", "error")
        label.setBuddy(editor.target())
        if not self._captions or field.kind == "check":
            label.hide()
        error.hide()
        parts: list[QWidget] = [label, editor, error]
        if field.explain:
            parts.insert(2, Label(tr(field.explain), "muted"))
        block = QWidget()
        block.setLayout(column(*parts, spacing=GRID))
        self._layout.addWidget(block)
        self._editors[field.key], self._errors[field.key] = editor, error
        self._labels[field.key], self._blocks[field.key] = label, block
        editor.typed.connect(lambda key=field.key: self._typed(key))
        editor.left.connect(lambda key=field.key: self._commit(key))

    def _made(self, field: Field, name: str, hint: str, currency: str) -> Editor:
        tr, look = self.context.tr, self.context.look
        makers: dict[str, Callable[[], Editor]] = {
            "line": lambda: editors.LineEditor(field, name, hint),
            "wrapped": lambda: WrappedEditor(field, name, hint),
            "text": lambda: editors.TextEditor(field, name, hint),
            "choice": lambda: editors.ChoiceEditor(field, name, look, tr),
            "chips": lambda: editors.ChipsEditor(field, name, look, tr),
            "many": lambda: editors.ManyEditor(field, name, look, tr),
            "number": lambda: editors.NumberEditor(field, name, hint),
            "money": lambda: editors.AmountEditor(field, name, hint, currency),
            "days": lambda: editors.DaysEditor(field, name, hint),
            "date": lambda: editors.DateEditor(field, name, look, tr, self.context.today()),
            "check": lambda: editors.CheckEditor(name, look),
        }
        return makers[field.kind]()

    def _paused(self) -> None:
        """Commit what is typed, but nothing over what came in meanwhile: that needs more than a pause."""
        self._pause.stop()
        for key, editor in self._editors.items():
            if editor.dirty and key not in self._changed_meanwhile:
                self._commit(key)
        self.context.document.typing.emit(any(editor.dirty for editor in self._editors.values()))

    def _typed(self, key: str) -> None:
        self._began.setdefault(key, self._values.get(key))
        self.context.document.typing.emit(True)
        self._pause.start()
        if not self._draft.isActive():
            self._draft.start()

    def _keep_drafts(self) -> None:
        for key in self._editors:
            self._keep_draft(key)

    def _keep_draft(self, key: str) -> None:
        editor = self._editors[key]
        if editor.dirty and editor.draft():
            self.context.document.keep_draft(self._draft_place(key), editor.draft())

    def _commit(self, key: str) -> None:
        editor = self._editors[key]
        try:
            value = editor.value()
        except Refused as error:
            self._say(key, error.sentence(self.context.tr))
            self._keep_draft(key)
            return
        if value == self._values.get(key) or (value == "" and self._values.get(key) is None):
            editor.dirty = False
            self._began.pop(key, None)
            self._say(key, "")
            self._forget_draft(key)
            return
        if self._came_between(key):
            return
        editor.dirty = False  # what the document now shows again is what was typed
        if self._save(key, value, lambda sentence: self._say(key, sentence)):
            self._values[key] = value
            self._say(key, "")
            self._forget_draft(key)
            self._began.pop(key, None)
            self._changed_meanwhile.discard(key)
        else:
            editor.dirty = True
            self._keep_draft(key)  # nobody knows how long it takes until the file or the rule lets it in

    def _came_between(self, key: str) -> bool:
        """Tell a typist once that the field says something else by now, which their words would replace unseen."""
        now = self._values.get(key)
        if key not in self._began or self._began[key] == now:
            return False
        self._began[key] = now
        self._changed_meanwhile.add(key)
        tr = self.context.tr
        words = now if isinstance(now, str) and len(now) <= LONGEST_SHOWN else ""
        ask = tr("Your words stay here. Leave the field once more to put them in its place.")
        told = tr("Meanwhile it says “{words}”.", words=words) if words else tr("Meanwhile it says something else.")
        self._say(key, f"{told} {ask}")
        self._keep_draft(key)
        return True

    def _forget_draft(self, key: str) -> None:
        if self.context.document.draft(self._draft_place(key)):
            self.context.document.keep_draft(self._draft_place(key), "")

    def _draft_place(self, key: str) -> str:
        return f"{self._place}/{self._row_id}/{key}"

    def _say(self, key: str, sentence: str) -> None:
        error = self._errors[key]
        error.setText(sentence)
        error.setVisible(bool(sentence))
        self._editors[key].mark_wrong(bool(sentence))
        self._editors[key].target().setAccessibleDescription(sentence)
