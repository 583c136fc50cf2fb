"""What would change on the path: as it is beside as it could be, a row for each thing that is not the same on both."""

from collections.abc import Iterable
from dataclasses import dataclass

from exports.document import Block, Heading, Paragraph, Run, Table, Words, as_runs, plain, runs
from exports.reports.content import Content, with_tongue
from exports.reports.path_part import FEELING_WORDS
from models import path_differences as d
from models import records as r
from models import vocabulary as v
from models.queries import lane_name
from resources.texts import N_

# What a row is called by: said first, so not again among what else differs.
CALLED: dict[str, tuple[str, ...]] = {
    d.STAGE: ("name",),
    d.LANE: ("name",),
    d.CARD: ("words",),
    d.CONNECTION: ("kind", "label"),
}
WHAT = {d.STAGE: N_("Stage"), d.LANE: N_("Lane"), d.CARD: N_("Card"), d.CONNECTION: N_("Connection")}


@dataclass(frozen=True)
class _Side:
    """A path with what is on it by id, to say where something lies. `content`: the language of what is said."""

    path: r.PathRecord
    content: Content

    def lies(self, card: r.CardRecord) -> str:
        """Return the stage and the lane of a card."""
        stage = next(one.name for one in self.path.stages if one.id == card.stage_id)
        lane = next(one for one in self.path.lanes if one.id == card.lane_id)
        return f"{stage} · {self.content.tr(lane_name(lane))}"

    def code(self, card_id: str | None) -> str:
        """Return the step code of a card, empty where there is none."""
        return next((card.code for card in self.path.cards if card.id == card_id), "")

    def before(self, row: r.StageRecord | r.LaneRecord) -> str:
        """Return the name of the stage or lane before one, empty for the first."""
        rows = self.path.stages if isinstance(row, r.StageRecord) else self.path.lanes
        at = next(place for place, one in enumerate(rows) if one.id == row.id)
        return _name(rows[at - 1], self.content) if at else ""


def what_would_change(content: Content) -> list[Block]:
    """Return the differences of each two paths that belong together; nothing where no two do."""
    tr = content.tr
    blocks: list[Block] = []
    for before, after in d.linked(content.paths):
        compared = d.compared(before, after)
        about = tr(
            "From “{before}” to “{after}”. This is what could be: nothing of it is promised by being drawn.",
            before=before.title,
            after=after.title,
        )
        blocks.append(Paragraph(about))
        blocks.append(_table(compared, content) if compared.differences else Paragraph(tr("Nothing differs yet.")))
    return [Heading(1, tr("What would change on the path")), *blocks] if blocks else []


def _table(compared: d.Compared, content: Content) -> Table:
    tr = content.tr
    sides = _Side(compared.before, content), _Side(compared.after, content)
    rows: list[tuple[Words, ...]] = []
    for one in compared.differences:
        how = ", ".join(tr(v.label(d.KINDS, kind)).lower() for kind in one.kinds)
        cells = (_cell(one, row, side, content) for row, side in zip((one.before, one.after), sides, strict=True))
        rows.append((tr("{what}: {how}", what=tr(WHAT[one.what]), how=how), *cells))
    head = (tr("What changes"), tr("As it is"), tr("As it could be"))
    return Table(head, tuple(rows), (0.2, 0.4, 0.4), row_header=True, compact=True)


def _cell(one: d.Difference, row: d.Record | None, side: _Side, content: Content) -> Words:
    """Return what is on one path: what it is called, where it lies if that differs, and what else is said otherwise."""
    tr, is_after = content.tr, row is one.after
    if row is None:
        return tr("not there")
    said: list[Words] = []
    if one.moved or one.before is None or one.after is None:
        said.append(_place(row, side))
    for fact in one.facts:
        if fact.name not in CALLED[one.what]:
            said.append(_fact(one.what, fact, fact.after if is_after else fact.before, content))
    said += [_felt(felt.segment_id, felt.after if is_after else felt.before, content) for felt in one.felt]
    rest = (part for words in said if words for part in (" ", *as_runs(words), _stop(plain(words))))
    return runs(*_called(row, side, content), *rest)


def _called(row: d.Record, side: _Side, content: Content) -> Iterable[Run | str]:
    """Yield the code and the words of a card, a stage or a lane; of a connection what it is and what it joins."""
    tr, language = content.tr, content.own_language
    if isinstance(row, r.CardRecord):
        yield from (Run(row.code, bold=True), " ", Run(row.words, language=language), _stop(row.words))
    elif isinstance(row, r.ConnectionRecord):
        leaves, reaches = side.code(row.from_id), side.code(row.to_id)
        ends = tr("from {code} to {other}", code=leaves, other=reaches) if reaches else tr("from {code}", code=leaves)
        yield Run(tr(v.label(v.CONNECTION_KINDS, row.kind)), bold=True)
        yield from (" ", Run(row.label, language=language)) if row.label.strip() else ()
        yield f" ({ends})."
    else:
        yield Run(row.letter if isinstance(row, r.StageRecord) else row.number, bold=True)
        name = _name(row, content)
        yield f" {name}{_stop(name)}"


def _place(row: d.Record, side: _Side) -> str:
    """Return where a card lies, or what a stage or a lane comes after."""
    tr = side.content.tr
    if isinstance(row, r.CardRecord):
        return side.lies(row)
    if isinstance(row, r.ConnectionRecord):
        return ""
    before = side.before(row)
    return tr("After: {name}", name=before) if before else tr("The first")


def _fact(what: str, fact: d.Fact, value: str, content: Content) -> Words:
    tr = content.tr
    name = tr(v.label(d.FACTS[what], fact.name))
    if not value.strip():
        return tr("{fact}: nothing said", fact=name)
    shown = tr(fact.label_of(value)) if fact.terms else value
    language = "" if fact.terms else content.own_language
    return with_tongue(tr("{fact}: {value}", fact=name, value=shown), shown, language)


def _felt(segment_id: str | None, values: tuple[int, ...], content: Content) -> str:
    tr = content.tr
    who = content.group_name(segment_id) or tr("people")
    low, high = (tr(FEELING_WORDS[value]) for value in (values[0], values[-1]))
    felt = low if low == high else tr("between {low} and {high}", low=low, high=high)
    return tr("{who}: {value}", who=who, value=felt)


def _name(row: r.StageRecord | r.LaneRecord, content: Content) -> str:
    return row.name if isinstance(row, r.StageRecord) else content.tr(lane_name(row))


def _stop(words: str) -> str:
    """Return the full stop that words lack."""
    return "" if words.rstrip().endswith((".", "?", "!", "…")) else "."
