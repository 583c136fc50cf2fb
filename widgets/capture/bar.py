"""The bar that always has the cursor: words and Enter keep a note, words and Ctrl+Enter a story."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from models import queries
from models.edits.base import Done, Edit
from models.vocabulary import WORDS_SOURCES
from widgets.capture.chips import CursorBack, GroupChips, kind_chips, with_key
from widgets.capture.more import More
from widgets.capture.state import (
    NOTE,
    STORY,
    CaptureState,
    edit_of_note,
    edit_of_notes,
    edit_of_story,
    lines_of,
    state_of,
)
from widgets.capture.steps import StepField, all_steps, step_now
from widgets.capture.words import BigWords
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID

TABLES = frozenset(("segment", "path", "stage", "lane", "touchpoint"))


class CaptureBar(QWidget):
    """Takes words in. `kept`: ("note" or "story", the ids that were made), after they are in the file."""

    kept = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.state: CaptureState = state_of(context)
        self._stale = True
        self._make_parts()
        self._arrange()
        self._connect()
        self._show_state()

    # -- what rooms call ------------------------------------------------------------------------

    def open(self, what: str) -> None:
        """Take a note or a story from now on, with the cursor in the words."""
        if what in (NOTE, STORY):
            self.state.choose(what=what)
        self.focus_words()

    def focus_words(self) -> None:
        """Put the cursor into the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_group(self, number: int) -> None:
        """Choose the group of a key; 0: not said. A key without a group changes nothing."""
        try:
            self.state.choose(group_id=self.groups.at_key(number) if number else None)
        except IndexError:
            return

    def refresh(self) -> None:
        """Read groups and steps anew."""
        self._stale = False
        self.groups.offer(self.context.document.ask(queries.groups))
        steps = all_steps(self.context)
        self.step.offer(steps)
        self.step.setVisible(bool(steps))
        self.context.session.mark(step_now(self.context.session.step, steps))
        if not self.groups.knows(self.state.group_id):
            self.state.choose(group_id=None)
        self._show_state()

    def keep(self) -> bool:
        """Keep what is typed as one note or story. False: there are no words, or it was refused; they stay."""
        words = self.state.words().strip()
        if not words:
            self._say(self.context.tr("Write something first. Words are enough."))
            return False
        if self.state.what == NOTE:
            return self._perform(edit_of_note(self.state, words, self._workshop(), self.context.session.step))
        values = self.more.values(self.state.group_id)
        if values is None:
            return False
        step = self.context.session.step
        return self._perform(edit_of_story(self.state, self._workshop(), step, values, self.more.tag_list()))

    def keep_lines(self) -> bool:
        """Keep each line as a note of its own, in one edit; one line or a story: keep it as it is."""
        lines = lines_of(self.state.words())
        if self.state.what == STORY or len(lines) < 2:
            return self.keep()
        return self._perform(edit_of_notes(self.state, lines, self._workshop(), self.context.session.step))

    # -- making ---------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.words = BigWords(look, tr("Words"))
        self.back = CursorBack(self.words)
        kinds_of_entry = [(NOTE, with_key(tr("Note"), "F2"), "note"), (STORY, with_key(tr("Story"), "F3"), "story")]
        self.what = Choices(look, tr("What is captured"), kinds_of_entry)
        self.kinds = kind_chips(self.context)
        self.groups = GroupChips(self.context, self.back, lambda group: self.state.choose(group_id=group))
        self.step = StepField(self.context, lambda: tr("No step"), at_end=True)
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
        self.keep_button = Button(look, "", "", "primary", self.keep)
        self.lines_button = Button(look, "", "copy", "", self.keep_lines, "Ctrl+Enter")
        self.more_button = Button(look, tr("More"), "chevron-down", "quiet", self._toggle_more)
        self.more_button.setCheckable(True)
        self.more = More(self.context)
        self.hint = Label(tr("Enter makes a paragraph. Ctrl+Enter keeps the story."), "muted")
        self.error = Label("", "error")

    def _arrange(self) -> None:
        top = row(self.what, self.kinds, self.hint, spacing=4 * GRID)
        top.setStretch(1, 1)
        top.setStretch(2, 1)
        for one in (self.what, self.kinds):
            top.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        keeping = flow(self.keep_button, self.lines_button)
        about = flow(self.step, self.source, self.translator, self.more_button, spacing=GRID)
        foot = row(keeping, 1, about)
        self.more.hide()
        self.error.hide()
        inside = column(
            top, self.words, self.error, self.groups, foot, self.more, spacing=2 * GRID, margin=3 * GRID + 2
        )
        self.setLayout(column(Surface("focus-card", inside)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for one in (self.what, self.kinds):
            self.back.watch(one)

    def _connect(self) -> None:
        state, session = self.state, self.context.session
        self.what.chosen.connect(lambda code: state.choose(what=code))
        self.kinds.chosen.connect(lambda code: state.choose(kind=code))
        self.source.activated.connect(lambda _: self._source_chosen())
        self.translator.textEdited.connect(lambda text: state.choose(translated_by=text))
        self.words.textChanged.connect(self._typed)
        self.words.entered.connect(self.keep)
        self.words.submitted.connect(self.keep_lines)
        self.step.chosen.connect(session.mark)
        self.step.left.connect(self.focus_words)
        session.step_changed.connect(self._show_state)
        session.path_changed.connect(self._path_changed)
        state.changed.connect(self._show_state)
        self.context.document.changed.connect(self._document_changed)

    # -- showing --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was typed in the other bar meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._show_state()

    def _show_state(self) -> None:
        if not self.isVisible():
            return
        state = self.state
        story = state.what == STORY
        self.what.show_code(state.what)
        self.kinds.show_code(state.kind)
        self.kinds.setVisible(not story)
        self.hint.setVisible(story)
        self.groups.show_group(state.group_id)
        self.step.show_step(self.context.session.step)
        self.source.setCurrentIndex(max(0, self.source.findData(state.words_source)))
        self.translator.setVisible(state.words_source == "translated")
        if self.translator.text() != state.translated_by:
            self.translator.setText(state.translated_by)
        self.more_button.setVisible(story)
        self.more.setVisible(story and self.more_button.isChecked())
        self.words.enter_keeps = not story
        self.words.show_words(state.words())
        self._show_keys()

    def _show_keys(self) -> None:
        tr = self.context.tr
        story = self.state.what == STORY
        lines = 0 if story else len(lines_of(self.state.words()))
        several = lines > 1
        self.words.setPlaceholderText(tr("What happened?") if story else tr("What was said? Words are enough."))
        keep = tr("Keep story") if story else tr("Keep as one note") if several else tr("Keep note")
        self.keep_button.say(with_key(keep, "Ctrl+Enter" if story else "Enter"))
        self.keep_button.setToolTip(keep)
        self.lines_button.setVisible(several)
        if several:
            text = tr.count("Keep as {n} note", "Keep as {n} notes", lines)
            self.lines_button.say(with_key(text, "Ctrl+Enter"))

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence)

    # -- what happens ---------------------------------------------------------------------------

    def _perform(self, edit: Edit) -> bool:
        what = self.state.what
        done: Done | None = self.context.document.perform(edit, self._say)
        if done is None:
            return False
        self._say("")
        self.more.empty()
        self.state.clear()
        self.focus_words()
        ids = done.result if isinstance(done.result, tuple) else (done.result,)
        self.kept.emit(what, ids)
        return True

    def _workshop(self) -> str | None:
        return self.context.session.workshop_id

    def _typed(self) -> None:
        if self.error.text():
            self._say("")
        self.state.type(self.words.toPlainText())

    def _source_chosen(self) -> None:
        self.state.choose(words_source=str(self.source.currentData()))
        (self.translator if self.state.words_source == "translated" else self.words).setFocus()

    def _toggle_more(self) -> None:
        self._show_state()
        (self.more.person if self.more.isVisible() else self.words).setFocus()

    def _document_changed(self, rows: frozenset[tuple[str, str]]) -> None:
        self._stale = self._stale or not TABLES.isdisjoint(table for table, _ in rows)
        if self._stale and self.isVisible():
            self.refresh()

    def _path_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return the keys that work wherever the focus is in the bar; the room offers them as commands too."""
        return (
            ("Ctrl+T", self.kinds.focus_chosen),
            ("Ctrl+G", self.groups.focus_chosen),
            ("Ctrl+L", self.step.start),
            ("Alt+0", lambda: self.choose_group(0)),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the group by Alt and a digit, and go to kind, group and step by their keys."""
        digit = event.key() - Qt.Key.Key_0.value
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if alt and 0 <= digit <= 9:
            self.choose_group(digit)
            return
        for shortcut, run in self.keys():
            if QKeySequence(event.keyCombination()) == QKeySequence(shortcut):
                run()
                return
        super().keyPressEvent(event)
