"""In which language and which form: two choices above a document's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from exports.catalog import Export
from models.exports_log import language_pair, languages_of
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.parts.buttons import Choices
from widgets.parts.frames import column
from widgets.parts.labels import caption, muted
from widgets.share.documents.languages import in_words, offered
from widgets.share.documents.listing import forms_of, kind_of, will_be
from widgets.theme import GRID


class LanguageAndForm(QWidget):
    """What a person chose of the document that is shown. `chosen`: another language or another form."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.box = ChoiceBox(context.look)
        self.box.setAccessibleName(tr("Language of the document"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(lambda _: self.chosen.emit())
        self.label = caption(tr("Language"))
        self.label.setBuddy(self.box)
        self.chips: Choices | None = None
        self._chips_of = ""
        self._place = column(spacing=0)
        self.will_be = muted("")
        self.setLayout(column(self.label, self.box, self._place, self.will_be, spacing=2 * GRID))

    def show_choice(self, export: Export, languages: tuple[str, str]) -> None:
        """Show what holds for a document: its form, and its language with the one beside it."""
        self._fill(two=export.form != "data")
        self.box.setCurrentIndex(max(0, self.box.findData(language_pair(*languages))))
        self._show_chips(export)
        said = will_be(export)
        self.will_be.setText(self._context.tr(said))
        self.will_be.setVisible(bool(said))

    def languages(self) -> tuple[str, str]:
        """Return the language, and the one beside it; empty for none."""
        return languages_of(str(self.box.currentData()))

    def form(self) -> str:
        """Return the id of the export that is chosen among the document's forms, empty where it has one only."""
        return self.chips.code if self.chips is not None else ""

    def _fill(self, *, two: bool) -> None:
        wanted = [language_pair(*one) for one in offered(two=two)]
        if [self.box.itemData(at) for at in range(self.box.count())] != wanted:
            self.box.clear()
            for language, beside in offered(two=two):
                words = in_words(language, beside, self._context.tr)
                self.box.addItem(words, language_pair(language, beside))

    def _show_chips(self, export: Export) -> None:
        forms = forms_of(export.document)
        if export.document != self._chips_of:
            self._chips_of = export.document
            old, self.chips = self.chips, None
            if old is not None:
                self._place.removeWidget(old)
                old.hide()
                old.deleteLater()
            if len(forms) > 1:
                options = [(one.id, kind_of(one), "") for one in forms]
                self.chips = Choices(self._context.look, self._context.tr("Form"), options, chips=True)
                self.chips.chosen.connect(lambda _: self.chosen.emit())
                self._place.addWidget(self.chips)
        if self.chips is not None:
            self.chips.show_code(export.id)
