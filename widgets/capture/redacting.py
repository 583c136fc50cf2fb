"""Hiding in documents: what is marked in somebody's words is struck here and printed nowhere; the words stay."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from models import hidden
from models.edits.redactions import AddRedaction, RemoveRedaction, SetRedactions, Whose
from models.hidden import RedactionRecord
from models.redaction import UNNAMED, Span, redacted
from models.suspects import Suspect, everywhere, suspects
from resources.texts import N_
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.checks import Check
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label, caption, muted
from widgets.parts.order import tab_in_reading_order
from widgets.theme import GRID

HIDE_KEY = "Ctrl+Shift+H"
SHOWN_INSTEAD = (N_("[a name]"), N_("[a place]"), N_("[a number]"), N_("[an address]"))
NAME, PLACE, NUMBER, ADDRESS = SHOWN_INSTEAD
LOOKS_LIKE = {
    "mail": (N_("Looks like an e-mail address: {text}"), ADDRESS),
    "phone": (N_("Looks like a phone number: {text}"), NUMBER),
    "identity": (N_("Looks like a personal number: {text}"), NUMBER),
    "address": (N_("Looks like an address: {text}"), ADDRESS),
    "web": (N_("Looks like a web address: {text}"), ADDRESS),
    "name": (N_("Looks like a name: {text}"), NAME),
    "again": (N_("Hidden elsewhere in these words: {text}"), ""),
}
LONGEST = 32  # letters of a hidden text on its chip
AT_ONCE = 3  # of what is listed to look at


class Hiding(QWidget):
    """What documents hide of one person's words. `settle` makes an edit of what is being typed in them."""

    def __init__(self, context: Context, whose: Whose, settle: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self.whose: Whose = whose
        self._settle = settle
        self._row_id, self._words, self._clearer = "", "", ""
        self._spans: tuple[RedactionRecord, ...] = ()
        self._left: set[tuple[str, str]] = set()  # looked at and left, by row and text
        self._editor: QPlainTextEdit | None = None
        tr, look = context.tr, context.look
        self.hide_button = Button(look, tr("Hide in documents"), "eye-off", "link", self.hide_marked, HIDE_KEY)
        self.hide_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves what is marked marked
        self.as_shown = Check(look, tr("As documents show it"))
        self.as_shown.toggled.connect(lambda _: self._show_preview())
        self._said = muted("")
        self._said.hide()
        self.preview = Label("")
        self._aside = Label("", "muted")
        well = column(caption(tr("As documents show it")), self.preview, self._aside, margin=3 * GRID, spacing=GRID)
        self._well = Surface("well", well)
        self._well.hide()
        self._chips: QVBoxLayout = column(spacing=0)
        self._listed: QVBoxLayout = column(spacing=GRID)
        tools = flow(self.hide_button, self.as_shown, spacing=2 * GRID)
        self.setLayout(column(tools, self._said, self._chips, self._listed, self._well, spacing=2 * GRID))
        look.changed.connect(self._strike)

    # -- what the desks call --------------------------------------------------------------------

    def attach(self, editor: QPlainTextEdit) -> None:
        """Work on the words of this field."""
        self._editor = editor
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self._menu)

    def show_words(self, row_id: str, words: str, clearer: str = "", aside: str = "") -> None:
        """Show what is hidden of some words. `clearer`: what documents print beside them; `aside`: why they do not."""
        if row_id != self._row_id:
            self._said.hide()
        before = (self._row_id, self._words, self._spans)
        self._row_id, self._words, self._clearer = row_id, words, clearer
        self._spans = self.context.document.ask(hidden.redactions, self.whose, row_id)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self._strike()
        self._show_preview()
        if before != (row_id, words, self._spans):  # else whoever is on one of the buttons stays there
            self._show_chips()
            self._show_suspects()

    def hide_marked(self) -> None:
        """Hide what is marked in the words, or the word at the cursor, in all its places."""
        if self._editor is None:
            return
        cursor = self._editor.textCursor()
        at = cursor.position()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if not first <= at <= last:  # between words Qt takes one that lies further off
            last = first
        self._settle()  # what is typed becomes the words that places are counted in
        words = self._words
        spans = everywhere(words, _from_qt(words, first), _from_qt(words, last))
        if not spans:
            self._say(self.context.tr("Mark the words to hide first."))
            return
        instead = self._guess(spans[0])
        self._hide(tuple(replace(span, instead=instead) for span in spans))

    # -- inside ---------------------------------------------------------------------------------

    def _hide(self, spans: tuple[Span, ...]) -> None:
        if self.context.document.perform(AddRedaction(self.whose, self._row_id, spans), self._say) is not None:
            self._said.hide()

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()

    def _guess(self, span: Span) -> str:
        """Return what stands there instead, by what it looks like."""
        tr, text = self.context.tr, self._words[span.first : span.last]
        for one in suspects(self._words):
            if one.first < span.last and one.last > span.first:
                return tr(LOOKS_LIKE[one.kind][1])
        if any(letter.isdigit() for letter in text):
            return tr(NUMBER)
        return tr(NAME) if text[:1].isupper() and len(text.split()) <= 3 else ""

    def _strike(self) -> None:
        """Draw the hidden places struck."""
        if self._editor is None:
            return
        look, words = self.context.look, self._words
        drawn: list[QTextEdit.ExtraSelection] = []
        for one in self._spans:
            cursor = QTextCursor(self._editor.document())
            most = max(0, self._editor.document().characterCount() - 1)
            cursor.setPosition(min(most, _to_qt(words, one.first)))
            cursor.setPosition(min(most, _to_qt(words, one.last)), QTextCursor.MoveMode.KeepAnchor)
            struck = QTextCharFormat()
            struck.setFontStrikeOut(True)
            struck.setForeground(look.colour("muted"))
            struck.setBackground(look.colour("neutral.soft"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, struck  # pyright: ignore[reportAttributeAccessIssue]
            drawn.append(selection)
        self._editor.setExtraSelections(drawn)

    def _show_chips(self) -> None:
        groups: dict[tuple[str, str], list[RedactionRecord]] = {}
        for one in self._spans:
            text = " ".join(self._words[one.first : one.last].split())
            groups.setdefault((text, one.instead), []).append(one)
        _empty(self._chips)
        if groups:
            chips = (self._chip(text, instead, spans) for (text, instead), spans in groups.items())
            self._chips.addWidget(flow(*chips, spacing=GRID))

    def _chip(self, text: str, instead: str, spans: list[RedactionRecord]) -> Button:
        tr = self.context.tr
        short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        times = f" ({len(spans)})" if len(spans) > 1 else ""
        chip = Button(self.context.look, f"{short}{times} → {instead or UNNAMED}", "eye-off", "chip")
        name = tr("Hidden in documents: {text}, shown as {instead}", text=short, instead=instead or UNNAMED)
        chip.setAccessibleName(name)
        chip.setToolTip(tr("Change what is shown instead, or show it again"))
        chip.clicked.connect(lambda _=False: self._chip_menu(chip, instead, tuple(spans)))
        return chip

    def _chip_menu(self, chip: Button, instead: str, spans: tuple[RedactionRecord, ...]) -> None:
        tr = self.context.tr
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text in (*(tr(one) for one in SHOWN_INSTEAD), ""):
            action = menu.addAction(text or UNNAMED)
            action.setCheckable(True)
            action.setChecked(text == instead)
            action.triggered.connect(lambda _=False, other=text: self._show_instead(spans, other))
        menu.addSeparator()
        menu.addAction(tr("Show in documents again"), lambda: self._show_again(spans))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def _show_instead(self, spans: tuple[RedactionRecord, ...], instead: str) -> None:
        ids = {one.id for one in spans}
        self._settle()
        now = (replace(one.span, instead=instead) if one.id in ids else one.span for one in self._spans)
        self.context.document.perform(SetRedactions(self.whose, self._row_id, tuple(now)), self._say)

    def _show_again(self, spans: tuple[RedactionRecord, ...]) -> None:
        self._settle()
        self.context.document.perform(RemoveRedaction(tuple(one.id for one in spans)), self._say)
        self.hide_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_suspects(self) -> None:
        tr = self.context.tr
        found = suspects(self._words, (one.span for one in self._spans)) if self._words else ()
        words = self._words
        by_text = {words[one.first : one.last]: one for one in reversed(found)}  # one press hides all its places
        open_ones = [one for text, one in reversed(by_text.items()) if (self._row_id, text) not in self._left]
        _empty(self._listed)
        for one in open_ones[:AT_ONCE]:
            self._listed.addWidget(self._suspect(one))
        if (more := len(open_ones) - AT_ONCE) > 0:
            self._listed.addWidget(muted(tr.count("{n} more to look at", "{n} more to look at", more)))

    def _suspect(self, one: Suspect) -> QWidget:
        tr, look = self.context.tr, self.context.look
        text = " ".join(self._words[one.first : one.last].split())
        sentence, instead = LOOKS_LIKE[one.kind]
        shown = one.instead or (tr(instead) if instead else "")
        span = Span(one.first, one.last, shown)
        said = tr(sentence, text=text)
        hide = Button(look, tr("Hide it"), "", "link", lambda: self._hide_suspect(span))
        leave = Button(look, tr("Leave it"), "", "link", lambda: self._leave(one))
        for button in (hide, leave):
            button.setAccessibleName(f"{button.accessibleName()}: {text}")
        holder = QWidget()
        line = row(muted(said), hide, leave)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _hide_suspect(self, span: Span) -> None:
        text = self._words[span.first : span.last]
        self._settle()
        if self._words[span.first : span.last] == text:
            self._hide(tuple(replace(s, instead=span.instead) for s in everywhere(self._words, span.first, span.last)))
            self.hide_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, one: Suspect) -> None:
        self._left.add((self._row_id, self._words[one.first : one.last]))
        self._show_suspects()
        tab_in_reading_order(self)
        self.hide_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self) -> None:
        on = self.as_shown.isChecked()
        self._well.setVisible(on)
        if on:
            words = redacted(self._words, (one.span for one in self._spans))
            self.preview.setText("\n\n".join(part for part in (words, self._clearer) if part))

    def _menu(self, at: QPoint) -> None:
        """The usual menu of a text field, and hiding."""
        if self._editor is None:
            return
        menu = self._editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(self.context.look.icon("eye-off"), self.context.tr("Hide in documents"), self.hide_marked)
        menu.popup(self._editor.viewport().mapToGlobal(at))


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _to_qt(words: str, at: int) -> int:
    """Return the place in a text field of a place in words: fields count in UTF-16, and a line end as one."""
    return len(words[:at].replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def _from_qt(words: str, at: int) -> int:
    """Return the place in words of a place in a text field."""
    if words.isascii() and "\r" not in words:
        return min(at, len(words))
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _to_qt(words, middle) < at else (low, middle)
    return low
