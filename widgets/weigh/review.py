"""Review: everybody's view of each dimension beside each other, where they differ, and what stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.edits.weighing import DeleteFinding
from models.reviewers import differing, reviewers
from resources.texts import Translator
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import Chip, Label, muted
from widgets.theme import GRID
from widgets.weigh.adding_view import Adding
from widgets.weigh.board import Board, Item
from widgets.weigh.dimensions import ICONS, TONES
from widgets.weigh.finding_fields import FindingFields, save_finding
from widgets.weigh.parts import Picture

BESIDE = 300  # pixels at 100 % that a view needs to stand beside another


def who(finding: r.FindingRecord, tr: Translator) -> str:
    """Return who looked, as it stands within a sentence."""
    return finding.looked_by or tr("not signed")


def difference(dimension: str, views: Sequence[r.FindingRecord], tr: Translator) -> str:
    """Return where people differ, in words: Seen differently: Money – within (nurse), beyond (manager)."""
    said = (
        tr("{value} ({who})", value=tr(v.label(v.FINDING_VALUES, one.value)).lower(), who=who(one, tr)) for one in views
    )
    name = tr(v.label(v.DIMENSIONS, dimension))
    return tr("Seen differently: {name} – {views}.", name=name, views=", ".join(said))


class ViewCard(Surface):
    """One person's view of one dimension; its fields unfold underneath."""

    def __init__(self, context: Context, item: Item, finding: r.FindingRecord) -> None:
        super().__init__("card")
        tr, look = context.tr, context.look
        self.context, self.item, self.finding = context, item, finding
        self.value = Chip("")
        self.who, self.when, self.note = Label("", "strong"), muted(""), Label("")
        self.change = IconButton(look, tr("Change this view"), "pencil", self.toggle)
        self.change.setCheckable(True)
        self.remove = IconButton(look, tr("Remove this view"), "trash-2", self._remove)
        tools = row(self.change, self.remove, spacing=0)
        head = row(self.value, self.who, tools)
        head.setStretch(1, 1)
        self._column = column(head, self.note, self.when, spacing=GRID, margin=2 * GRID)
        self.setLayout(self._column)
        alike = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # as wide as its twin
        alike.setHeightForWidth(True)
        self.setSizePolicy(alike)
        self.fields: FindingFields | None = None
        self.choices: Choices | None = None
        self.show_finding(item, finding)

    def show_finding(self, item: Item, finding: r.FindingRecord) -> None:
        """Show the view as it is now."""
        tr = self.context.tr
        self.item, self.finding = item, finding
        value = tr(v.label(v.FINDING_VALUES, finding.value))
        self.value.setText(value)
        self.value.set_tone(TONES[finding.value])
        self.who.setText(finding.looked_by or tr("Not signed"))
        self.who.set_kind("strong" if finding.looked_by else "muted")
        self.note.setText(finding.note)
        self.note.setVisible(bool(finding.note))
        source = tr("known from: {source}", source=finding.source) if finding.source else ""
        sure = tr(v.label(v.CONFIDENCE, finding.confidence))
        day = date_in_words(finding.looked_on, tr.language)
        self.when.setText(" · ".join(part for part in (sure, day, source) if part))
        self.setAccessibleName(". ".join((value, self.who.text(), finding.note, self.when.text())))
        if self.fields is not None and self.choices is not None:
            self.choices.show_code(finding.value)
            self.fields.show_finding(item, finding)

    def toggle(self) -> None:
        """Show or hide the fields."""
        shown = self.fields is not None and self.fields.isVisibleTo(self)
        if self.fields is None or self.choices is None:
            tr, look = self.context.tr, self.context.look
            name = tr("How it looks")
            self.choices = Choices(look, name, [(one.code, tr(one.label), TONES[one.code]) for one in v.FINDING_VALUES])
            self.choices.chosen.connect(self._choose)
            self.fields = FindingFields(self.context, self.finding.dimension, "weigh-view", of_finding=True)
            self._column.addWidget(self.choices)
            self._column.addWidget(self.fields)
        elif shown:
            self.fields.settle()
        self.show_finding(self.item, self.finding)
        self.choices.setVisible(not shown)
        self.fields.setVisible(not shown)
        self.change.setChecked(not shown)
        if not shown:
            self.choices.focus_chosen()

    def settle(self) -> None:
        """Commit what is typed."""
        if self.fields is not None:
            self.fields.settle()

    def _choose(self, code: str) -> None:
        save_finding(self.context, self.item, self.finding, self.finding.dimension, {"value": code})

    def _remove(self) -> None:
        self.context.document.perform(DeleteFinding(self.finding.id))


class DimensionViews(QWidget):
    """All views of one dimension, beside each other where there is room."""

    def __init__(self, context: Context, dimension: str) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.dimension = context, dimension
        self.cards: dict[str, ViewCard] = {}
        self.mark = Picture(look, "split", "waiting.strong")
        self.words = Chip(tr("Seen differently"), "waiting")
        name = Label(tr(v.label(v.DIMENSIONS, dimension)), "strong")
        head = row(Picture(look, ICONS[dimension]), name, self.mark, self.words)
        head.setStretch(1, 1)
        self._beside = row(spacing=2 * GRID)
        self.setLayout(column(head, self._beside, spacing=GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_views(self, item: Item, views: Sequence[r.FindingRecord], *, differ: bool) -> None:
        """Show the views; a card that is worked on stays."""
        kept = {one.id for one in views}
        for gone_id in [one for one in self.cards if one not in kept]:
            gone = self.cards.pop(gone_id)
            self._beside.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for one in views:
            if one.id in self.cards:
                self.cards[one.id].show_finding(item, one)
                continue
            made = self.cards[one.id] = ViewCard(self.context, item, one)
            self._beside.addWidget(made, 1)
            self._beside.setAlignment(made, Qt.AlignmentFlag.AlignTop)
            made.show()
        self.mark.setVisible(differ)
        self.words.setVisible(differ)
        self._turn()

    def settle(self) -> None:
        """Commit what is typed."""
        for card in tuple(self.cards.values()):
            card.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the views below each other where they would be too narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= self.context.look.px(BESIDE) * max(1, len(self.cards))
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


class Review(QWidget):
    """The body of the third depth."""

    def __init__(self, context: Context, board: Board, *below: QWidget) -> None:
        """`below`: what follows the views, such as the obstacles."""
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board = context, board
        self._item: Item | None = None
        self.blocks = {term.code: DimensionViews(context, term.code) for term in v.DIMENSIONS}
        self.differ = Callout(look, "waiting", "")
        self.nobody = muted(tr("Nobody has looked yet. Say how it looks in the lines above, or add a view here."))
        self.another = Button(look, tr("Add another view"), "plus", "", self.begin)
        self.adding = Adding(context)
        self.adding.done.connect(self._end)
        self.adding.hide()
        parts = (self.differ, self.nobody, *self.blocks.values(), flow(self.another), self.adding, *below)
        self.setLayout(column(*parts, spacing=3 * GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show everybody's views of an item."""
        if self._item is not None and self._item.id != item.id:
            self._end()
        self._item = item
        findings = self.board.findings(item.id)
        differ = differing(findings)
        for code, block in self.blocks.items():
            views = [one for one in findings if one.dimension == code]
            block.show_views(item, views, differ=code in differ)
            block.setVisible(bool(views))
        lines = [difference(code, views, self.context.tr) for code, views in differ.items()]
        self.differ.say("\n".join(lines))
        self.differ.setVisible(bool(lines))
        self.nobody.setVisible(not findings)

    def said(self, item: Item) -> tuple[str, bool]:
        """Return what the fold says while it is folded, and whether people differ."""
        tr = self.context.tr
        findings = self.board.findings(item.id)
        if not findings:
            return tr("Nobody has looked yet"), False
        people = [one for one in reviewers(findings) if one]
        found = tr("Looked at by: {who}", who=", ".join(people)) if any(people) else tr("Looked at, not signed")
        names = [tr(v.label(v.DIMENSIONS, code)) for code in differing(findings)]
        if names:
            found = tr("{found}. Seen differently: {names}", found=found, names=", ".join(names))
        return found, bool(names)

    def settle(self) -> None:
        """Commit what is typed."""
        for block in self.blocks.values():
            block.settle()

    def begin(self) -> None:
        """Ask for another view."""
        if self._item is not None:
            self.another.hide()
            self.adding.begin(self._item)

    def _end(self) -> None:
        focused = QApplication.focusWidget()
        had = focused is not None and self.adding.isAncestorOf(focused)
        self.adding.hide()
        self.another.show()
        if had:
            self.another.setFocus()
