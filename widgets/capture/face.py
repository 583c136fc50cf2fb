"""How the bar looks: its parts, where they stand, and what they show of the state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from models.note_marks import split_mark
from models.vocabulary import WORDS_SOURCES
from widgets.capture.chips import CursorBack, kind_chips, with_key
from widgets.capture.choosing import KEYS, KIND, Chooser
from widgets.capture.held import HeldLine
from widgets.capture.keeping import lines_of
from widgets.capture.marks import Correcting, told_of_lines, told_of_marks
from widgets.capture.more import More
from widgets.capture.state import NOTE, STORY, CaptureState
from widgets.capture.steps import StepField
from widgets.capture.words import BigWords
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.parts.buttons import Button, Choices, native
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID


class BarFace(QWidget):
    """The parts of the bar. What they do is the bar's own."""

    def __init__(self, context: Context, state: CaptureState) -> None:
        super().__init__()
        self.context, self.state = context, state
        self.correcting = Correcting(context, state)
        self._groups: tuple[tuple[str, str], ...] = ()
        self._for_scribe = False
        self._make_parts()
        self._arrange()

    def show_waiting(self, count: int) -> None:
        """Say quietly how much waits for the break."""
        self.complete_button.say(self.context.tr("To complete ({n})", n=count))
        self.complete_button.setVisible(bool(count) and not self._for_scribe)

    def for_scribe(self, on: bool) -> None:
        """Write larger and leave out what a scribe does not need, or be as usual."""
        self._for_scribe = on
        self.words.enlarge(on)
        self.complete_button.setVisible(False)
        self.show_state()

    def _make_parts(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.words = BigWords(look, tr("Words"))
        self.back = CursorBack(self.words)
        kinds_of_entry = [(NOTE, with_key(tr("Note"), "F2"), "note"), (STORY, with_key(tr("Story"), "F3"), "story")]
        self.what = Choices(look, tr("What is captured"), kinds_of_entry)
        self.kinds = kind_chips(self.context)
        self.kind_key = Label(native(KEYS[KIND]), "muted")
        self.step = StepField(self.context, lambda: tr("No step"))
        self.held = HeldLine(self.context, self.step)
        self.chooser = Chooser(self.context)
        self.strip = Callout(look, "accent", "")
        self.source = ChoiceBox(look)
        self.source.setAccessibleName(tr("How the words were written down"))
        self.source.setToolTip(tr("How the words were written down"))
        self.source.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        for term in WORDS_SOURCES:
            self.source.addItem(tr(term.label), term.code)
        self.translator = QLineEdit()
        self.translator.setMaxLength(300)
        self.translator.setAccessibleName(tr("Translated by"))
        self.translator.setPlaceholderText(tr("Translated by whom"))
        self.keep_button = Button(look, "", "", "primary")
        self.lines_button = Button(look, "", "copy", "", shortcut="Ctrl+Enter")
        self.look_button = Button(look, tr("Look at each line first …"), "", "quiet")
        self.more_button = Button(look, tr("More"), "chevron-down", "quiet")
        self.more_button.setCheckable(True)
        self.complete_button = Button(look, "", "clock", "quiet", shortcut="Ctrl+B")
        self.more = More(self.context)
        self.hint = Label("", "muted")
        self.legend = Label(tr("- stop   ! problem   + offer   ? question"), "muted")
        self.error = Label("", "error")

    def _arrange(self) -> None:
        top = row(self.what, self.kind_key, self.kinds, 1, spacing=3 * GRID)
        top.setStretch(2, 100)
        for one in (self.what, self.kinds):
            top.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        keeping = flow(self.keep_button, self.lines_button, self.look_button)
        about = flow(self.source, self.translator, self.more_button, self.complete_button, spacing=GRID)
        foot = row(keeping, self.legend, about)
        foot.setStretch(1, 1)
        for one in (self.more, self.error, self.strip, self.complete_button):
            one.hide()
        parts = (top, self.strip, self.words, self.hint, self.error, self.held, self.chooser, foot, self.more)
        inside = column(*parts, spacing=2 * GRID, margin=3 * GRID + 2)
        self.setLayout(column(Surface("focus-card", inside)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for one in (self.what, self.kinds):
            self.back.watch(one)

    def show_state(self) -> None:
        """Show what holds now, where the bar is on screen."""
        if not self.isVisible():
            return
        state = self.state
        story = state.what == STORY
        self.what.show_code(state.what)
        self.kinds.show_code(state.kind_now())
        for part in (self.kinds, self.kind_key):
            part.setVisible(not story)
        self.held.show_held(dict(self._groups).get(state.group_id or "", ""), state.table)
        self.step.show_step(state.step)
        self.held.show_step_set(state.step is not None)
        self.source.setCurrentIndex(max(0, self.source.findData(state.words_source)))
        self.translator.setVisible(state.words_source == "translated")
        if self.translator.text() != state.translated_by:
            self.translator.setText(state.translated_by)
        self.more_button.setVisible(story and state.correcting is None)
        self.more.setVisible(self.more_button.isVisibleTo(self) and self.more_button.isChecked())
        self.words.enter_keeps = not story
        self.words.show_words(state.words())
        told = self.correcting.told() or (told_of_marks(self.context, len(state.marked)) if state.marked else "")
        if told != self.strip.words.text():
            self.strip.say(told)
        self.strip.setVisible(bool(told))
        self._show_keys()

    def _show_keys(self) -> None:
        tr = self.context.tr
        story, corrected = self.state.what == STORY, self.state.correcting is not None
        lines = () if story or corrected else lines_of(self.state.words())
        several = len(lines) > 1
        self.words.setPlaceholderText(tr("What happened?") if story else tr("What was said? Words are enough."))
        keep = tr("Keep story") if story else tr("Keep as one note") if several else tr("Keep note")
        keep = tr("Keep correction") if corrected else keep
        self.keep_button.say(with_key(keep, "Ctrl+Enter" if story else "Enter"))
        self.keep_button.setToolTip(keep)
        self.lines_button.setVisible(several)
        self.look_button.setVisible(several and not self._for_scribe)
        hint = tr("Enter makes a paragraph. Ctrl+Enter keeps the story.") if story else ""
        if several:
            text = tr.count("Keep as {n} note", "Keep as {n} notes", len(lines))
            self.lines_button.say(with_key(text, "Ctrl+Enter"))
            hint = told_of_lines(self.context, [kind for kind, _ in map(split_mark, lines) if kind])
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.legend.setVisible(not story and not several)

    def say(self, sentence: str) -> None:
        """Show a sentence under the words; empty: none."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence)
