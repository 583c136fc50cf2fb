"""One version: the text as it is, and beside it the version in the language that was chosen, with who wrote it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.edits.versions import KeepVersion, WriteVersion
from models.versions import VersionedText, exact_words
from models.wording import NOTHING, Facts
from models.wordings_reads import own_texts
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, card, column, scrolled
from widgets.parts.labels import Label, caption, muted, title
from widgets.share.documents.languages import name_of
from widgets.share.texts.shown import KINDS, OUTDATED, Shown, Target, card_id
from widgets.wording.marks import WordingMarks

WORDS = Field("words", N_("In this version"), "text", lines=5)
WRITER = Field("writer", N_("Who wrote it"), hint=N_("A name or a role"))


class Original(QWidget):
    """The text as it is, and what it was made of."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.kind, self.language = title(""), caption("")
        self.words, self.about, self.exact = Label(""), muted(""), muted("")
        self.exact_caption = caption(tr("Exact words: they stay in their language"))
        self.setLayout(
            column(
                scrolled(
                    self.kind,
                    self.about,
                    self.language,
                    card(self.words),
                    self.exact_caption,
                    self.exact,
                    1,
                    surface="paper",
                )
            )
        )

    def show_text(self, text: VersionedText, own: str) -> None:
        """Show a text."""
        tr = self._context.tr
        self.kind.setText(tr("{kind} · {code}", kind=tr(KINDS[text.table][0]), code=text.code))
        self.about.setText(text.about)
        self.about.setVisible(bool(text.about.strip()))
        self.language.setText(tr("As it is now: {language}", language=name_of(own)))
        self.words.setText(text.words or tr("The text is gone. Its versions are printed nowhere."))
        said = self._context.document.ask(exact_words, text)
        self.exact.setText(said)
        for part in (self.exact, self.exact_caption):
            part.setVisible(bool(said.strip()) and said.strip() != text.words.strip())


class VersionEditor(QWidget):
    """The form of one version. `next_wanted` is called by the button that goes on to the next missing text."""

    def __init__(self, context: Context, next_wanted: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self._text: VersionedText | None = None
        self._target = Target("")
        self._version_id = ""
        self._writers: dict[str, str] = {}  # by target: of the version before, which the next one begins with
        self.heading = title("")
        self.late = Callout(look, "waiting", tr("The text has changed since this was written. No document prints it."))
        self.keep = Button(look, tr("It is still right"), "check", "quiet", self._keep)
        self.form = Form(context, (WORDS, WRITER), self._save, "version")
        self.marks = WordingMarks(
            context, self.form.editor("words"), self._facts, lambda: self.form.row_id, lambda: self._target.language
        )
        self.hint = muted("")
        self.next = Button(look, tr("Next missing"), "arrow-right", "quiet", next_wanted)
        parts = (self.heading, self.hint, self.late, self.keep, self.form, self.marks, self.next)
        self.setLayout(column(scrolled(*parts, 1)))

    def show_version(self, text: VersionedText, target: Target, shown: Shown) -> None:
        """Show a text's version, empty where nobody wrote one."""
        tr = self.context.tr
        version = shown.version(text, target)
        before = self._writers.get(target.code) or shown.last_writer(target)
        values = {"words": version.words if version else "", "writer": version.writer if version else before}
        row_id = f"{card_id(text)}/{target.code}"
        if row_id != self.form.row_id:
            self.form.settle()  # for the text that it was typed for
        self._text, self._target, self._version_id = text, target, version.id if version else ""
        self.heading.setText(target.name(tr))
        easy = tr("Short sentences, one thing each, words that everybody knows. Documents print it word for word.")
        plain = tr(
            "Documents in this language print it instead of the text. Leave it empty to print the text as it is."
        )
        self.hint.setText(easy if target.easy_read else plain)
        outdated = shown.state(text, target) == OUTDATED
        self.late.setVisible(outdated)
        self.keep.setVisible(outdated and bool(text.words.strip()))
        self.form.show_values(row_id, values)
        self.marks.look_again()

    def focus_words(self) -> None:
        """Put the focus where the version is written."""
        self.form.focus_field("words")

    # -- inside ---------------------------------------------------------------------------------

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._text is None:
            return False
        words = self.form.editor("words")
        writer = str(value if key == "writer" else self.form.editor("writer").value()).strip()
        said = str(value if key == "words" else words.value())
        if key == "writer" and not said.strip():
            self._writers[self._target.code] = writer
            return True  # there is nothing yet that it says who wrote it
        edit = WriteVersion(*self._text.key, self._target.language, said, writer, self._target.easy_read)
        if self.context.document.perform(edit, told) is None:
            return False
        self._writers[self._target.code] = writer
        if key == "writer" and words.dirty:  # refused before for want of a writer, and kept now
            QTimer.singleShot(0, self.form, self.form.settle)
        return True

    def _keep(self) -> None:
        if self._version_id:
            self.form.settle()
            self.context.document.perform(KeepVersion(self._version_id))
            self.focus_words()

    def _facts(self) -> Facts:
        """Return what the file holds about what the text speaks of: beside a provisional answer nothing is promised."""
        if self._text is None:
            return NOTHING
        found = self.context.document.ask(own_texts)
        return next((one.facts for one in found if (one.table, one.id, one.field) == self._text.key), NOTHING)
