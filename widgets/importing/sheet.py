"""The dry run: one row each, problems by row number, how it was read; Enter imports, Escape leaves all as it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from exports.exchange.dry_run import DryRun
from exports.exchange.planning import ForAll
from models.edits.imports import ImportNotes
from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.importing.choices import ReadingChoices
from widgets.importing.rows import LOOK_AT, RowsModel
from widgets.importing.table import RowsTable
from widgets.importing.trial import Trial
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.checks import Check
from widgets.parts.frames import Callout, Panes, Scroll, Surface, column, row
from widgets.parts.labels import Label, muted


class ImportSheet(Dialog):
    """`agreed`: the person wants the notes, as this edit adds them."""

    agreed = Signal(object)

    def __init__(
        self, look: Look, tr: Translator, trial: Trial, for_all: ForAll, parent: QWidget | None = None
    ) -> None:
        name = tr("Import pasted lines") if trial.pasted else tr("Import “{name}”", name=trial.name)
        super().__init__(look, name, parent, (1200, 720))
        self._tr, self._trial = tr, trial
        self.rows = RowsModel(look, tr)
        self.table = RowsTable(look, self.rows, tr("Rows of the file"))
        self.choices = ReadingChoices(look, tr, trial.target, for_all)
        if trial.pasted:
            self.choices.for_pasted_words()
        self.counts = Label("", "strong")
        self.only_problems = Check(look, tr("Only problems"))
        self.out_button = Button(look, tr("Leave out"), "minus", "quiet", self._toggle, "Space")
        self.once_more = Check(look, tr("Add it once more"))
        self.warning = Callout(look, "waiting", "")
        self.detail = Label("")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = Label("", "error")
        self.import_button = Button(look, tr("Import"), "log-in", "primary", self._import, "Return")
        self.import_button.setDefault(True)
        self.cancel_button = Button(look, tr("Cancel"), "", "", self.reject, "Esc")
        self._lay_out(look)
        self._wire()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.warning.hide()
        self.once_more.hide()
        self._show_counts()

    def begin(self) -> None:
        """Read the file for the first time."""
        self._read_again()

    def reject(self) -> None:
        """Leave everything as it was."""
        self._trial.stop()
        super().reject()

    # -- inside ---------------------------------------------------------------------------------

    def _lay_out(self, look: Look) -> None:
        head = column(self.warning, self.once_more, self.counts, row(self.only_problems, self.out_button, 1), spacing=8)
        words = Scroll(Surface("panel", column(self.problem, self.detail, 1, spacing=6, margin=12)))
        words.setMinimumHeight(look.px(90))
        words.setMaximumHeight(look.px(150))
        hint = muted(self._tr("Arrow keys go through the rows, Space leaves one out, Enter imports."))
        layout = column(head, self.table, words, hint, spacing=8, margin=16)
        layout.setStretch(1, 1)
        self.table.setMinimumHeight(look.px(160))
        middle = Surface("paper", layout)
        self.fill(
            column(self._panes(look, middle)),
            [self.import_button, self.cancel_button],
            margin=0,
        )

    def _panes(self, look: Look, middle: QWidget) -> Panes:
        panes = Panes(look, None, middle, Scroll(self.choices), widths=(0, 560, 300))
        panes.share_below(0.45)
        return panes

    def _wire(self) -> None:
        self.choices.changed.connect(self._read_again)
        self.only_problems.clicked.connect(lambda _=False: self._show_only_problems())
        self.once_more.clicked.connect(lambda _=False: self._show_counts())
        self.rows.counted.connect(self._show_counts)
        self.table.went_to.connect(self._show_row)
        self._trial.began.connect(self._reading)
        self._trial.progress.connect(self._far)
        self._trial.read.connect(self._read)
        self._trial.refused.connect(self._refused)

    def _read_again(self) -> None:
        self._trial.go(self.choices.how, self.choices.for_all)

    def _reading(self) -> None:
        self.import_button.setEnabled(False)
        self.counts.setText(self._tr("Reading …"))

    def _far(self, done: int, total: int) -> None:
        if total:
            self.counts.setText(self._tr("Reading: {done} of {total} rows", done=done, total=total))

    def _read(self, run: DryRun) -> None:
        first = self.rows.run is None
        self.choices.show_run(run)
        self.rows.show_run(run)
        self.table.go_to_first()
        self._warn(run)
        if first and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_row()

    def _warn(self, run: DryRun) -> None:
        tr = self._tr
        sentence = ""
        if run.was_imported:
            sentence = tr("“{name}” was imported before, with the same content. Import it only if you want it twice.",
                          name=run.name)  # fmt: skip
        elif run.draft.asks:
            sentence = tr("It is not known which column holds the words. Choose it beside “Words”.")
        elif run.draft.encoding_guessed:
            sentence = tr("The encoding is a guess. Look whether all letters are right.")
        self.warning.say(sentence)
        self.warning.setVisible(bool(sentence))
        self.once_more.setVisible(run.was_imported)
        self._show_counts()

    def _refused(self, sentence: str, may_help: bool) -> None:
        self.rows.show_run(None)
        self.warning.say(sentence)
        self.warning.show()
        self.once_more.hide()
        if may_help:
            self.choices.show_unreadable()

    def _show_counts(self) -> None:
        rows, tr = self.rows, self._tr
        told = [tr.count("{n} note", "{n} notes", rows.taken)]
        asks = rows.run is not None and rows.run.draft.asks
        if rows.problems and not asks:
            told.append(tr.count("{n} row with a problem", "{n} rows with problems", rows.problems))
        if rows.lost and not asks:
            told.append(tr.count("{n} of them cannot be taken", "{n} of them cannot be taken", rows.lost))
        if rows.unwanted:
            told.append(tr.count("{n} left out", "{n} left out", rows.unwanted))
        self.counts.setText(", ".join(told) if rows.run else "")
        run = rows.run
        agreed = run is not None and (not run.was_imported or self.once_more.isChecked())
        self.import_button.setEnabled(bool(rows.taken) and agreed and not self._trial.is_reading)
        self.import_button.say(tr.count("Import {n} note", "Import {n} notes", rows.taken) if run else tr("Import"))
        self.only_problems.setEnabled(bool(rows.problems))
        self._show_row()

    def _show_only_problems(self) -> None:
        self.rows.show_only_problems(self.only_problems.isChecked())
        self.table.go_to_first()

    def _show_row(self) -> None:
        one, run = self.rows.row(self.table.currentIndex()), self.rows.run
        if one is None or run is None:
            self.detail.setText("")
            self.problem.setText("")
            return
        self.problem.setText(" ".join(self.rows.sentences(one)))
        self.problem.setVisible(bool(one.problems))
        whole = run.draft.rows[one.note].text if one.note >= 0 else one.words
        self.detail.setText(whole[:5000])
        taken_in = self.rows.state_of(one) in ("taken", LOOK_AT)
        self.out_button.say(self._tr("Leave out") if taken_in else self._tr("Take in"))
        self.out_button.setEnabled(one.note >= 0)

    def _toggle(self) -> None:
        self.rows.toggle(self.table.chosen())

    def _import(self) -> None:
        run = self.rows.run
        if run is not None and self.import_button.isEnabled():
            edit: ImportNotes = run.edit(frozenset(self.rows.left_out))
            self.accept()
            self.agreed.emit(edit)
