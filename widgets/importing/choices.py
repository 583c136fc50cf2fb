"""How a file was read and what holds for all of its notes: each shown as found, each to be set by hand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from exports.exchange.drafts import LINES, SHEET, TABLE, NotesDraft
from exports.exchange.dry_run import DryRun
from exports.exchange.notes_lines import MARK_KIND, MARK_LIST, MARK_STAYS
from exports.exchange.planning import ForAll, Target, usual_source
from exports.exchange.sources import HowRead
from models.vocabulary import WORDS_SOURCES, label
from resources.texts import N_, Translator
from widgets.fields.chosen import ChoiceBox
from widgets.look import Look
from widgets.parts.buttons import Choices
from widgets.parts.checks import Check
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label, caption, muted

ENCODINGS = (
    ("utf-8", N_("UTF-8, the usual one")),
    ("utf-16", N_("UTF-16")),
    ("cp1252", N_("Windows, western Europe (cp1252)")),
    ("cp850", N_("DOS, western Europe (cp850)")),
    ("iso8859-15", N_("ISO 8859-15, western Europe")),
    ("mac-roman", N_("Old Mac")),
    ("cp1250", N_("Windows, central Europe (cp1250)")),
    ("cp1251", N_("Windows, Cyrillic (cp1251)")),
    ("cp1256", N_("Windows, Arabic (cp1256)")),
    ("gb18030", N_("Chinese, simplified (GB 18030)")),
    ("big5", N_("Chinese, traditional (Big5)")),
    ("shift-jis", N_("Japanese (Shift JIS)")),
)
DELIMITERS = ((",", N_("Comma")), (";", N_("Semicolon")), ("\t", N_("Tab")), ("|", N_("Upright line")), ("", N_("None: one column")))  # fmt: skip  # noqa: E501
MARKS = (
    (MARK_KIND, N_("Set the kind (- ! + ?)")),
    (MARK_LIST, N_("Are a list’s, taken off")),
    (MARK_STAYS, N_("Stay as they stand")),
)
DECIMALS = (("", N_("As each sum tells")), (",", N_("1.234,56")), (".", N_("1,234.56")))
FIELDS = (
    ("text", N_("Words")),
    ("text2", N_("More words")),
    ("wording", N_("Title")),
    ("kind", N_("Kind")),
    ("segment", N_("Group")),
    ("step", N_("Step")),
    ("votes", N_("Votes")),
    ("cost", N_("Cost")),
    ("source_id", N_("Its number there")),
)
NO_TRANSLATOR = "translated"  # would need to say by whom, which an import cannot


class Chooser(QWidget):
    """One thing to choose from a list, under its name. `chosen`: a person chose."""

    chosen = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.box = ChoiceBox(look)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(lambda _: self.chosen.emit())
        self.setLayout(column(caption(name), self.box, spacing=2))

    @property
    def value(self) -> str:
        """What holds."""
        return str(self.box.currentData() or "")

    def offer(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Show what there is to choose from, and what holds."""
        held = [(self.box.itemData(at), self.box.itemText(at)) for at in range(self.box.count())]
        if held != list(options):
            self.box.clear()
            for code, words in options:
                self.box.addItem(words, code)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class ReadingChoices(Surface):
    """The choices beside the rows. `changed`: a person chose, and the file has to be read again."""

    changed = Signal()

    def __init__(self, look: Look, tr: Translator, target: Target, for_all: ForAll) -> None:
        super().__init__("panel")
        self._tr, self._target = tr, target
        self.how, self.for_all = HowRead(), for_all
        self.found = muted("")
        self.form = Choices(look, tr("Read as"), ((TABLE, tr("Table"), ""), (LINES, tr("One note a line"), "")))
        self.form.chosen.connect(self._form_chosen)
        self.part = self._chooser(look, tr("Sheet or table"))
        self.encoding = self._chooser(look, tr("Encoding"))
        self.delimiter = self._chooser(look, tr("Between cells"))
        self.marks = self._chooser(look, tr("Marks at the start of a line"))
        self.header = Check(look, tr("The first row names the columns"))
        self.header.clicked.connect(lambda _=False: self._header_chosen())
        self.fields = {field: self._chooser(look, tr(name)) for field, name in FIELDS}
        self.decimal = self._chooser(look, tr("How sums are written"))
        self.words_source = self._chooser(look, tr("Whose words these are"))
        self.group = self._chooser(look, tr("Group, where the row names none"))
        self.workshop = self._chooser(look, tr("Workshop"))
        self.remarks = Label("")
        self.remarks.hide()
        self.unused = muted("")
        self._columns_head = Label(tr("What stands in which column"), "strong")
        reading = (self.form, self.part, self.encoding, self.delimiter, self.marks, self.header)
        columns = (self._columns_head, *self.fields.values(), self.decimal, self.unused)
        for_all_parts = (Label(tr("For all rows"), "strong"), self.words_source, self.group, self.workshop)
        head = Label(tr("How it was read"), "strong")
        self.setLayout(
            column(head, self.found, self.remarks, *reading, *columns, *for_all_parts, 1, spacing=10, margin=16)
        )
        self._offer_for_all(None)
        self._show_nothing()

    # -- what is shown --------------------------------------------------------------------------

    def show_run(self, run: DryRun) -> None:
        """Show how the file was read."""
        draft, tr = run.draft, self._tr
        is_text, is_table = draft.form != SHEET and bool(draft.encoding), bool(draft.columns)
        self.found.setText(tr("Found: {what}", what=tr(draft.recognised)) if draft.recognised else "")
        self.found.setVisible(bool(draft.recognised))
        self.remarks.setText("\n".join(tr(one.message, **dict(one.values)) for one in draft.remarks))
        self.remarks.setVisible(bool(draft.remarks))
        self.form.setVisible(is_text)
        self.form.show_code(draft.form if draft.form == LINES else TABLE)
        self.part.setVisible(len(draft.parts) > 1)
        self.part.offer(_parts(draft, tr), draft.part)
        self._offer_encodings(draft)
        self.encoding.setVisible(is_text and not self._pasted)
        self.delimiter.setVisible(is_text and draft.form == TABLE)
        self.delimiter.offer([(code, tr(name)) for code, name in DELIMITERS], draft.delimiter)
        self.marks.setVisible(draft.form == LINES)
        self.marks.offer([(code, tr(name)) for code, name in MARKS], draft.marks)
        self.header.setVisible(is_table)
        self.header.setChecked(draft.has_header)
        self._offer_columns(draft, visible=is_table)
        self._offer_for_all(draft)

    def show_unreadable(self) -> None:
        """Show what may help where the letters could not be read: another encoding."""
        self._show_nothing()
        self._offer_encodings(None)
        self.encoding.show()

    def _show_nothing(self) -> None:
        reading = (self.form, self.part, self.encoding, self.delimiter, self.marks, self.header, self.decimal)
        for one in (*reading, *self.fields.values(), self._columns_head, self.found, self.remarks, self.unused):
            one.hide()

    _pasted = False

    def for_pasted_words(self) -> None:
        """Leave away what only files have."""
        self._pasted = True

    # -- inside ---------------------------------------------------------------------------------

    def _chooser(self, look: Look, name: str) -> Chooser:
        made = Chooser(look, name)
        made.chosen.connect(self._chosen)
        return made

    def _offer_encodings(self, draft: NotesDraft | None) -> None:
        tr = self._tr
        listed = [(code, tr(name)) for code, name in ENCODINGS]
        if draft is None:
            self.encoding.offer([("", tr("Choose …")), *listed], self.how.encoding or "")
        elif self.how.encoding:
            others = [] if self.how.encoding in dict(ENCODINGS) else [(self.how.encoding, self.how.encoding)]
            self.encoding.offer([("", tr("Find out")), *others, *listed], self.how.encoding)
        else:
            words = tr("Found, a guess: {name}") if draft.encoding_guessed else tr("Found: {name}")
            self.encoding.offer([("", words.replace("{name}", draft.encoding)), *listed], "")

    def _offer_columns(self, draft: NotesDraft, *, visible: bool) -> None:
        options = [("", "–"), *_columns(draft)]
        held: dict[str, str] = {}
        for name, field in draft.mapping:
            held["text2" if field == "text" and "text" in held else field] = name
        for field, chooser in self.fields.items():
            chooser.setVisible(visible and (field != "text2" or "text" in held))
            chooser.offer(options, held.get(field, ""))
        self._columns_head.setVisible(visible)
        self.decimal.setVisible(visible and "cost" in held)
        self.decimal.offer([(code, self._tr(name)) for code, name in DECIMALS], self.how.decimal)
        self.unused.setVisible(visible and bool(draft.unused))
        self.unused.setText(self._tr("Not read: {columns}", columns=", ".join(draft.unused[:30])))

    def _offer_for_all(self, draft: NotesDraft | None) -> None:
        tr, held = self._tr, self.for_all
        sources = [(term.code, tr(term.label)) for term in WORDS_SOURCES if term.code != NO_TRANSLATOR]
        usual = tr(label(WORDS_SOURCES, usual_source(draft) if draft else "noted"))
        self.words_source.offer([("", tr("As usual: {source}", source=usual)), *sources], held.words_source)
        groups = [(name, name) for name in self._target.groups]
        self.group.offer([("", tr("Not said")), *groups], held.group)
        self.group.setVisible(bool(groups))
        shops = [(shop, name or tr("Workshop")) for shop, name in self._target.workshops]
        self.workshop.offer([("", tr("Between workshops")), *shops], held.workshop_id or "")
        self.workshop.setVisible(bool(shops))

    def _form_chosen(self, code: str) -> None:
        self.how = HowRead(encoding=self.how.encoding, form=code)
        self.changed.emit()

    def _header_chosen(self) -> None:
        self.how = replace(self.how, header=self.header.isChecked(), mapping=())
        self.changed.emit()

    def _chosen(self) -> None:
        sender = self.sender()
        how = self.how
        if sender is self.encoding:
            how = replace(how, encoding=self.encoding.value or None)
        elif sender is self.delimiter:
            how = replace(how, delimiter=self.delimiter.value or "none", mapping=(), header=None)
        elif sender is self.part:
            how = HowRead(encoding=how.encoding, part=self.part.value)
        elif sender is self.marks:
            how = replace(how, marks=self.marks.value)
        elif sender is self.decimal:
            how = replace(how, decimal=self.decimal.value)
        elif sender in self.fields.values():
            how = replace(how, mapping=self._mapping(), header=self.header.isChecked())
        self.how = how
        workshop = self.workshop.value or None
        self.for_all = ForAll(self.words_source.value, self.group.value, workshop)
        self.changed.emit()

    def _mapping(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (chooser.value, "text" if field == "text2" else field)
            for field, chooser in self.fields.items()
            if chooser.value
        )


def _parts(draft: NotesDraft, tr: Translator) -> list[tuple[str, str]]:
    """Return the sheets by name, or a document's paragraphs and its tables by number."""
    if draft.parts and not draft.parts[0]:
        tables = [(number, tr("Table {n}", n=int(number))) for number in draft.parts[1:]]
        return [("", tr("All paragraphs")), *tables]
    return [(name, name) for name in draft.parts]


def _columns(draft: NotesDraft) -> list[tuple[str, str]]:
    """Return the columns by name; those without one are shown with what stands in the first row."""
    sample = () if draft.has_header else draft.sample
    told = [*sample, *([""] * len(draft.columns))]
    return [(name, f"{name}: {cell}" if cell else name) for name, cell in zip(draft.columns, told, strict=False)]
