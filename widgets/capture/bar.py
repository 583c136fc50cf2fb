"""The bar that always has the cursor: words and Enter keep a note, words and Ctrl+Enter a story."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from models import queries
from models.edits.base import Done, Edit
from models.note_marks import split_mark
from models.to_complete import tables_at
from widgets.capture.choosing import GROUP, KEYS, KIND, TABLE, group_options, kind_options, table_options
from widgets.capture.face import BarFace
from widgets.capture.keeping import edit_of_correction, edit_of_note, edit_of_notes, edit_of_story, lines_of
from widgets.capture.marks import Marks
from widgets.capture.state import NOTE, STORY, state_of
from widgets.capture.steps import all_steps, step_now
from widgets.context import Context
from widgets.session import Step

TABLES = frozenset(("segment", "path", "stage", "lane", "touchpoint"))


class CaptureBar(BarFace):
    """Takes words in. `kept`: ("note" or "story", the ids that were made), after they are in the file.

    `complete_wanted`: the list of what waits for the break.
    """

    kept = Signal(str, object)
    complete_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, state_of(context))
        self.marks = Marks(context, self.state, self.say)
        self._return_to: QWidget | None = None  # where the focus was when something was chosen
        self._handed = ""  # lines that the import looks at
        self._stale = True
        self._connect()
        self.show_state()

    # -- what rooms call ------------------------------------------------------------------------

    def open(self, what: str) -> None:
        """Take a note or a story from now on, with the cursor in the words."""
        if what in (NOTE, STORY):
            self._choose_what(what)
        self.focus_words()

    def focus_words(self) -> None:
        """Put the cursor into the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, what: str) -> None:
        """Choose the kind, group or table: of the words, of what is corrected, or of all that are marked."""
        if self.chooser.what == what:
            self.chooser.go_on()
            return
        if what == KIND and self.state.what == STORY and not self.state.marked:
            self.say(self.context.tr("A story has no kind."))
            return
        tr, state, several = self.context.tr, self.state, len(self.state.marked)
        self._remember_focus()
        titles = {KIND: tr("Kind"), GROUP: tr("Group"), TABLE: tr("Table")}
        title = titles[what]
        if several:
            title = tr.count("{what} of {n} marked", "{what} of {n} marked", several, what=title)
        held = {KIND: state.kind_now(), GROUP: state.group_id or "", TABLE: state.table}[what]
        options = {KIND: lambda: kind_options(tr), GROUP: lambda: group_options(tr, self._groups)}
        listed = options[what]() if what != TABLE else table_options(tr, self._tables())
        self.step.close_line()
        self.held.hide()
        self.chooser.open(what, title, listed, None if several else held)

    def choose_step(self) -> None:
        """Choose the step by its code or part of its name."""
        self._remember_focus()
        self.chooser.close_chooser()
        self.held.show()
        self.step.start()

    def correct_last(self) -> None:
        """Take the last note or story of this sitting back; what is half typed is laid aside."""
        if not self.correcting.go(-1) and self.state.correcting is None:
            self.say(self.context.tr("Nothing was kept yet since this project was opened."))
        self.focus_words()

    def take_back(self, row_id: str) -> bool:
        """Take one note or story back into the words. False: it is gone."""
        taken = self.correcting.take_back(row_id)
        self.focus_words()
        return taken

    def mark_more(self) -> None:
        """Mark the last note or story, then the one before."""
        self.marks.more(-1)

    def refresh(self) -> None:
        """Read groups and steps anew."""
        self._stale = False
        self._groups = tuple((group.id, group.name) for group in self.context.document.ask(queries.groups))
        steps = all_steps(self.context)
        self.step.offer(steps)
        self.held.parts["step"].setVisible(bool(steps))
        self.held.parts[GROUP].setVisible(bool(self._groups))
        self.context.session.mark(step_now(self.context.session.step, steps))
        if self.state.group_id not in {None, *(group_id for group_id, _ in self._groups)}:
            self.state.choose(group_id=None)
        self.show_state()

    # -- keeping --------------------------------------------------------------------------------

    def keep(self) -> bool:
        """Keep what is typed as one note or story. False: there are no words, or it was refused; they stay."""
        words = self.state.words().strip()
        if not words:
            self.say(self.context.tr("Write something first. Words are enough."))
            return False
        if self.state.correcting is not None:
            return self._keep_correction()
        if self.state.what == NOTE:
            return self._perform(edit_of_note(self.state, words, self._workshop()))
        more = self.more
        return self._perform(
            edit_of_story(self.state, self._workshop(), more.values(), more.tag_list(), more.person_name())
        )

    def keep_lines(self) -> bool:
        """Keep each line as a note of its own, in one edit; one line or a story: keep it as it is."""
        lines = lines_of(self.state.words())
        if self.state.what == STORY or self.state.correcting is not None or len(lines) < 2:
            return self.keep()
        return self._perform(edit_of_notes(self.state, lines, self._workshop()))

    def look_at_lines(self) -> None:
        """Hand the lines to the import, which shows each first; they leave the bar once they are in the file."""
        self._handed = self.state.words()
        self.context.window.import_words(self._handed)

    # -- inside -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        state, session, document = self.state, self.context.session, self.context.document
        self.keep_button.clicked.connect(self.keep)
        self.lines_button.clicked.connect(self.keep_lines)
        self.look_button.clicked.connect(self.look_at_lines)
        self.more_button.clicked.connect(self._toggle_more)
        self.complete_button.clicked.connect(self.complete_wanted)
        self.held.wanted.connect(self.choose)
        self.what.chosen.connect(self._choose_what)
        self.kinds.chosen.connect(lambda code: self._chosen(KIND, code))
        self.chooser.chosen.connect(self._chosen)
        self.chooser.left.connect(self._give_focus_back)
        self.chooser.closed.connect(self.held.show)
        self.chooser.typed.connect(self._type_on)
        self.source.activated.connect(lambda _: self._source_chosen())
        self.translator.textEdited.connect(lambda text: state.choose(translated_by=text))
        self.words.textChanged.connect(self._typed)
        self.words.entered.connect(self.keep)
        self.words.submitted.connect(self.keep_lines)
        self.words.walk = self._walk
        self.step.chosen.connect(self._step_chosen)
        self.step.left.connect(self._give_focus_back)
        session.step_changed.connect(self.show_state)
        session.path_changed.connect(self._path_changed)
        state.changed.connect(self.show_state)
        state.marks_changed.connect(self.show_state)
        document.changed.connect(self._document_changed)
        document.settling.connect(self._settle)

    # -- showing --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was typed in the other bar meanwhile."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self.show_state()

    def _perform(self, edit: Edit) -> bool:
        what = self.state.what
        done: Done | None = self.context.document.perform(edit, self.say)
        if done is None:
            return False
        self.say("")
        self.more.empty()
        ids: tuple[str, ...] = done.result if isinstance(done.result, tuple) else (str(done.result),)
        self.state.kept += [(what, row_id) for row_id in ids]
        self.state.mark(())
        self.state.clear()
        self.focus_words()
        self.kept.emit(what, ids)
        return True

    def _keep_correction(self) -> bool:
        edit = edit_of_correction(self.state)
        if edit is not None and self.context.document.perform(edit, self.say) is None:
            return False
        self.say("")
        self.state.stop_correcting()
        return True

    def _settle(self) -> None:
        """Make an edit of a correction that is under way; one that would be refused leaves the note as it was."""
        if self.state.correcting is not None:
            edit = edit_of_correction(self.state) if self.state.plain_words() else None
            self.state.stop_correcting()
            if edit is not None:
                self.context.document.perform(edit)

    def _chosen(self, what: str, code: str) -> None:
        state = self.state
        if state.marked:
            self.marks.set_for_all(what, code)
        elif what == KIND:
            state.choose(kind=code or "unsorted")
            self._drop_mark()
        elif what == GROUP:
            state.choose(group_id=code or None)
        else:
            state.choose_table(code)
        self._give_focus_back()

    def _drop_mark(self) -> None:
        """A kind that is chosen while a mark is typed wins: the mark would set its own again."""
        kind, words = split_mark(self.state.words())
        if kind is not None and self.state.kind_now() != self.state.kind:
            self.state.type(words)

    def _step_chosen(self, step: Step | None) -> None:
        if self.state.marked:
            self.marks.step_for_all(step)
        else:
            self.state.choose_step(step)

    def _choose_what(self, what: str) -> None:
        if what != self.state.what:
            self._settle()
            self.state.choose(what=what)

    def _walk(self, direction: int, marking: bool) -> bool:
        """Up and Down in the words: take back the line before, or (with Shift) mark one more."""
        state = self.state
        empty = not state.words() and state.correcting is None
        if marking:
            if empty and (direction < 0 or state.marked):
                self.marks.more(direction)
                return True
            return False
        if state.correcting is not None and not state.differs():
            if not self.correcting.go(direction) and direction > 0:
                state.stop_correcting()
            return True
        return empty and direction < 0 and self.correcting.go(-1)

    def _leave_aside(self) -> bool:
        """Escape: leave what is corrected as it was, or unmark. False: nothing of that is under way."""
        if self.state.correcting is not None:
            self.state.stop_correcting()
        elif self.state.marked:
            self.state.mark(())
        else:
            return False
        self.say("")
        self.focus_words()
        return True

    def _remember_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.chooser.isAncestorOf(focused) and focused is not self.step.line:
            self._return_to = None if self.isAncestorOf(focused) else focused

    def _give_focus_back(self) -> None:
        """Go on where one was: in the words, or in the list whose cards were changed."""
        self.held.show()
        back, self._return_to = self._return_to, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_words()

    def _type_on(self, letter: str) -> None:
        self.focus_words()
        self.words.insertPlainText(letter)

    def _workshop(self) -> str | None:
        return self.context.session.workshop_id

    def _tables(self) -> tuple[str, ...]:
        found = self.context.document.ask(tables_at, self._workshop())
        return found if not self.state.table or self.state.table in found else (*found, self.state.table)

    def _typed(self) -> None:
        if self.error.text():
            self.say("")
        self.state.type(self.words.toPlainText())

    def _source_chosen(self) -> None:
        self.state.choose(words_source=str(self.source.currentData()))
        (self.translator if self.state.words_source == "translated" else self.words).setFocus()

    def _toggle_more(self) -> None:
        self.show_state()
        (self.more.person if self.more.isVisible() else self.words).setFocus()

    def _document_changed(self, rows: frozenset[tuple[str, str]]) -> None:
        tables = {table for table, _ in rows}
        if self._handed and "source_file" in tables and self.state.words() == self._handed:
            self._handed = ""
            self.state.clear()
        self._stale = self._stale or not TABLES.isdisjoint(tables)
        if self._stale and self.isVisible():
            self.refresh()
        if self.state.marked:
            self.marks.forget_gone()

    def _path_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return the keys that work wherever the focus is in the bar; the room offers them as commands too."""
        choices = ((key, lambda what=what: self.choose(what)) for what, key in KEYS.items())
        return (*choices, ("Ctrl+L", self.choose_step), ("Ctrl+Up", self.correct_last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose kind, group, table and step by their keys; Escape leaves a correction and unmarks."""
        if event.key() == Qt.Key.Key_Escape and self._leave_aside():
            return
        for shortcut, run in self.keys():
            if QKeySequence(event.keyCombination()) == QKeySequence(shortcut):
                run()
                return
        super().keyPressEvent(event)
