"""Voices so far by step: where people spoke, which steps nobody spoke about yet, and who knows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import queries, spoken, views
from models.find import first_line
from models.records import GroupRecord, PathRecord
from models.spoken import Counted
from widgets.capture.bars import Bar
from widgets.context import Context
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, muted
from widgets.theme import GRID

NAMED = 3  # cards that are named where nobody spoke about them; the rest is counted
LONGEST = 40  # letters of a card's name


@dataclass(frozen=True)
class StageHeard:
    """A stage: what was said about it, the cards nobody spoke about, and groups that know it and were not heard."""

    id: str
    name: str
    counted: Counted
    quiet_cards: tuple[str, ...]
    unheard: tuple[str, ...]


def heard_stages(
    paths: Sequence[PathRecord],
    counted: Mapping[str, Counted],
    groups: Sequence[GroupRecord],
    heard: frozenset[tuple[str, str]],
) -> tuple[StageHeard, ...]:
    """Return the stages of paths in their order."""
    found: list[StageHeard] = []
    for path in paths:
        for stage in path.stages:
            cards = (card for card in path.cards if card.stage_id == stage.id and card.words.strip())
            quiet = tuple(_short(f"{card.code} {first_line(card.words)}") for card in cards if not counted.get(card.id))
            unheard = tuple(
                group.name for group in groups if stage.id in group.stage_ids and (group.id, stage.id) not in heard
            )
            name = " ".join(part for part in (stage.letter, first_line(stage.name)) if part)
            found.append(StageHeard(stage.id, name, counted.get(stage.id, Counted()), quiet, unheard))
    return tuple(found)


class ByStep(QWidget):
    """The stages of the path that is worked on, with what was said in any workshop."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: tuple[StageHeard, ...] | None = None
        self._lead = muted("")
        self._rows: QVBoxLayout = column(spacing=3 * GRID)
        self.setLayout(column(self._lead, self._rows, spacing=3 * GRID))

    def refresh(self) -> None:
        """Count anew."""
        ask, session = self.context.document.ask, self.context.session
        paths = [path for path in ask(queries.paths) if session.path_id in (None, path.id)]
        counted = ask(spoken.by_step)
        stages = heard_stages(paths, counted, ask(queries.groups), ask(views.heard_at))
        if stages != self._shown:
            self._shown = stages
            self._fill(stages)

    def _fill(self, stages: Sequence[StageHeard]) -> None:
        tr = self.context.tr
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        quiet = sum(1 for stage in stages if not stage.counted.both)
        if not stages:
            self._lead.setText(tr("Nothing is on the path yet. Notes without a step are just as good."))
        elif quiet:
            one, many = "Nobody spoke yet about {n} step of {all}.", "Nobody spoke yet about {n} steps of {all}."
            self._lead.setText(tr.count(one, many, quiet, all=len(stages)))
        else:
            self._lead.setText(tr("Somebody spoke about every step, in this workshop or before."))
        most = max((stage.counted.both for stage in stages), default=0)
        for stage in stages:
            self._rows.addWidget(self._row(stage, stage.counted.both / most if most else 0.0))

    def _row(self, stage: StageHeard, part: float) -> QWidget:
        tr = self.context.tr
        bar = Bar(self.context.look)
        bar.show_part(part)
        said = counted_words(self.context, stage.counted)
        parts: list[QWidget] = [Label(stage.name, "strong"), bar, muted(said)]
        if stage.quiet_cards and stage.counted.both:
            named = ", ".join(stage.quiet_cards[:NAMED])
            if (more := len(stage.quiet_cards) - NAMED) > 0:
                named = tr.count("{named} and {n} more", "{named} and {n} more", more, named=named)
            parts.append(muted(tr("Nobody yet: {cards}", cards=named)))
        if stage.unheard:
            parts.append(Label(tr("Not heard here yet, and they know it: {groups}", groups=", ".join(stage.unheard))))
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=GRID // 2))
        holder.setAccessibleName(f"{stage.name}: {said}")
        return holder


def counted_words(context: Context, counted: Counted) -> str:
    """Return counts as words, such as "2 stories, 1 note"; "nobody yet" for none."""
    tr = context.tr
    parts: list[str] = []
    if counted.stories:
        parts.append(tr.count("{n} story", "{n} stories", counted.stories))
    if counted.notes:
        parts.append(tr.count("{n} note", "{n} notes", counted.notes))
    return ", ".join(parts) or tr("Nobody yet")


def row_of_bar(bar: Bar, number: Label) -> QWidget:
    """Return a bar with its number behind it."""
    line = row(bar, number)
    line.setStretch(0, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
