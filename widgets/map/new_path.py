"""How a path begins: one of the templates, a name, and a small preview, in the room itself and in no dialog."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from models import queries
from models.path_templates import PathTemplate, Templates, templates
from models.vocabulary import LANE_KINDS, STAGE_POSITIONS, label
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.lists.cards import CardData, CardList
from widgets.map.told import Told
from widgets.parts.buttons import Button
from widgets.parts.checks import Check
from widgets.parts.frames import Flow, Surface, column, flow, row, scrolled
from widgets.parts.labels import Chip, Label, caption, title
from widgets.theme import GRID

Make = Callable[
    [PathTemplate, str, str, bool, Told], bool
]  # template, title, language, with examples, where a refusal goes
TONES = {"before": "neutral", "within": "settled", "after": "neutral"}
BESIDE = 620  # pixels at 100 % text from which on the preview stands beside the list
NAMES = {"en": "English", "fi": "Suomi"}  # Qt says "American English" and writes Finnish with a small letter


class Preview(Surface):
    """What a template begins with: its stages in their order, its lanes, how many examples."""

    def __init__(self, context: Context) -> None:
        self._context = context
        tr = context.tr
        self.about = Label("")
        self.stages, self.lanes = flow(spacing=GRID), Label("", "muted")
        self.examples = Label("", "muted")
        stages, lanes = caption(tr("Stages")), caption(tr("Lanes"))
        parts = (self.about, stages, self.stages, lanes, self.lanes, self.examples, 1)
        super().__init__("card", column(*parts, spacing=2 * GRID, margin=3 * GRID))

    def show_template(self, template: PathTemplate, language: str) -> None:
        """Show a template in a language."""
        tr = self._context.tr
        self.about.setText(template.said(template.descriptions, language))
        layout = self.stages.layout()
        assert isinstance(layout, Flow)  # noqa: S101 - made in the constructor
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for position, name in template.stages:
            chip = Chip(template.said(name, language), TONES[position])
            chip.setToolTip(tr(label(STAGE_POSITIONS, position)))
            layout.addWidget(chip)
        lanes = (template.said(name, language) or tr(label(LANE_KINDS, kind)) for kind, name in template.lanes)
        self.lanes.setText(" · ".join(lanes))
        n = len(template.cards)
        self.examples.setText(
            tr.count("{n} example card, marked as assumed", "{n} example cards, marked as assumed", n)
        )
        self.examples.setVisible(bool(n))


class NewPath(QWidget):
    """The page. `make` performs the edit; `left`: no path is wanted after all."""

    left = Signal()

    def __init__(self, context: Context, make: Make) -> None:
        super().__init__()
        self._context, self._make = context, make
        self._read: Templates | None = None
        self._typed = False  # the name is the person's own
        tr, look = context.tr, context.look
        self.heading, self.sentence = title(""), Label("", "muted")
        self.list = CardList(look, tr("How the path begins"), lines=2)
        self.list.setMinimumHeight(look.px(300))
        self.preview = Preview(context)
        self.name = QLineEdit()
        self.name.setMaxLength(300)
        self.name.setAccessibleName(tr("Name of the path"))
        self.language = ChoiceBox(look)
        self.language.setAccessibleName(tr("Language of its texts"))
        self.examples = Check(look, tr("With the example cards"))
        self.examples.setChecked(True)
        self.wrong, self.left_out = Label("", "error"), Label("", "muted")
        self.draw = Button(look, tr("Draw the path"), "route", "primary", self._draw, "Return")
        self.cancel = Button(look, tr("Cancel"), "", "quiet", self._leave, "Esc")
        self._lay_out()
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._draw)
        self.language.activated.connect(self._show)
        self.name.textEdited.connect(self._name_typed)
        self.name.returnPressed.connect(self._draw)

    def _lay_out(self) -> None:
        tr = self._context.tr
        self._line = row(self.list, self.preview, spacing=4 * GRID)
        self._line.setStretch(0, 1)
        self._line.setStretch(1, 1)
        named = column(caption(tr("Name of the path")), self.name, self.wrong, spacing=GRID)
        spoken = column(caption(tr("Language of its texts")), self.language, spacing=GRID)
        fields = row(named, spoken, spacing=4 * GRID)
        fields.setStretch(0, 1)
        fields.setAlignment(spoken, Qt.AlignmentFlag.AlignTop)
        buttons = flow(self.draw, self.cancel)
        parts = (self.heading, self.sentence, self._line, self.left_out, fields, self.examples, buttons, 1)
        holder = scrolled(*parts, surface="paper", margin=6 * GRID, spacing=4 * GRID)
        self.setLayout(column(holder, spacing=0))
        self.wrong.hide()

    def begin(self, *, first: bool) -> None:
        """Show what a path can begin with. `first`: there is none yet, so there is nothing to leave to."""
        tr = self._context.tr
        self._read = templates()
        languages = self._read.languages()
        wanted = self.language.currentData() or self._context.document.ask(queries.project).language
        self.language.clear()
        for code in languages:
            self.language.addItem(_name_of(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(wanted)))
        self.heading.setText(tr("Draw the first path") if first else tr("Add a path"))
        self.sentence.setText(
            tr("Draw how it goes today: stages from left to right, what people do, whom they meet, how it feels.")
        )
        reasons = (f"{name}: {tr(why)}" for name, why in self._read.wrong)
        self.left_out.setText(tr("Left out: {files}", files="; ".join(reasons)))
        self.left_out.setVisible(bool(self._read.wrong))
        self.cancel.setVisible(not first)
        self._typed = False
        self.wrong.hide()
        self._list()
        if self._read.found:
            self.list.mark(self._read.found[0].id)
        self._show()

    def take_focus(self) -> None:
        """Take the keyboard: arrows choose, Enter draws."""
        self.list.take_focus()

    def template(self) -> PathTemplate | None:
        """Return the template that is marked."""
        found = self._read.found if self._read else ()
        return next((one for one in found if one.id == self.list.current_id()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape where there is a path to go back to."""
        if event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview below the list where both would be squeezed."""
        super().resizeEvent(event)
        beside = self.width() >= self._context.look.px(BESIDE)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _language(self) -> str:
        return str(self.language.currentData() or "en")

    def _list(self) -> None:
        language = self._language()
        tr = self._context.tr
        self.list.show_cards(
            [
                CardData(
                    one.id,
                    one.said(one.names, language),
                    sub=tr.count("{n} stage", "{n} stages", len(one.stages)),
                )
                for one in (self._read.found if self._read else ())
            ]
        )

    def _show(self) -> None:
        self._list()
        template, language, tr = self.template(), self._language(), self._context.tr
        self.draw.setEnabled(template is not None)
        if template is None:
            return
        self.preview.show_template(template, language)
        self.examples.setVisible(bool(template.cards))
        if not self._typed:
            blank = template.id == "blank"
            self.name.setText(tr("The path today") if blank else template.said(template.names, language))

    def _name_typed(self) -> None:
        self._typed = bool(self.name.text().strip())

    def _draw(self) -> None:
        template = self.template()
        if template is not None:
            words = self.name.text().strip() or template.said(template.names, self._language())
            self._make(template, words, self._language(), self.examples.isChecked(), self._say_wrong)

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.left.emit()


def _name_of(code: str) -> str:
    native = NAMES.get(code) or QLocale(code).nativeLanguageName()
    return native[:1].upper() + native[1:] if native else code
