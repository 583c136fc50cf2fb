"""What is known about a vote, at the right: what it decides, how it is counted, and what nobody can vote about."""

from models import queries
from models import vote_reads as reads
from models.edits.voting import ChangeRound
from models.vocabulary import PROMISE_LEVELS, label
from models.vote_records import RULES, RoundRecord
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label, caption, muted
from widgets.prepare.adding import Told
from widgets.theme import GRID

DECIDES = (Field("decides", N_("What this vote decides"), "text", longest=1000, lines=3),)


class AboutPart(Surface):
    """Everything here is printed on the sheet, so that people know it before they vote."""

    def __init__(self, context: Context) -> None:
        super().__init__("panel")
        self.context = context
        self._round: RoundRecord | None = None
        tr = context.tr
        self.form = Form(context, DECIDES, self._save, "vote-decides")
        self.decides = Label("")
        self.level = muted("")
        self.rule = Label("")
        self.fixed_heading = caption(tr("Not to be voted on, because it is fixed"))
        self.fixed = Label("")
        self.printed = muted(tr("All of this is printed on the sheet."))
        self.decides_heading = caption(tr("What this vote decides"))
        counting = (caption(tr("How it is counted")), self.rule)
        parts = (self.form, self.decides_heading, self.decides, self.level, *counting, self.fixed_heading, self.fixed)
        self.setLayout(column(*parts, self.printed, 1, spacing=2 * GRID, margin=4 * GRID))

    def show_round(self, round_: RoundRecord, *, counted: bool) -> None:
        """Show one round; what it decides can be worded until votes were counted."""
        ask, tr = self.context.document.ask, self.context.tr
        self._round = round_
        sentence = tr(ask(reads.decides, round_))
        may_change = not (counted or round_.closed)
        self.form.setVisible(may_change)
        self.decides.setVisible(not may_change)
        self.decides_heading.setVisible(not may_change)
        self.decides.setText(sentence)
        self.form.show_values(round_.id, {"decides": sentence})
        held = next((one for one in ask(queries.workshops) if one.id == round_.workshop_id), None)
        level = held.promise_level if held else None
        said = tr(label(PROMISE_LEVELS, str(level))) if level else ""
        self.level.setText(tr("How far your word goes: {level}", level=said) if said else "")
        self.level.setVisible(bool(said))
        self.rule.setText(tr(label(RULES, round_.method)))
        fixed = [one for one in ask(queries.scope_items) if one.kind == "fixed"]
        self.fixed.setText("\n".join(" – ".join(part for part in (one.statement, one.reason) if part) for one in fixed))
        self.fixed.setVisible(bool(fixed))
        self.fixed_heading.setVisible(bool(fixed))

    def _save(self, key: str, value: object, told: Told) -> bool:
        """Keep own words; emptied, the sentence of the promise level stands again."""
        done = self.context.document.perform(ChangeRound(self.form.row_id, {key: value}), told) is not None
        if done and not value and self._round is not None:
            fresh = self.context.document.ask(reads.round_by_id, self._round.id)
            if fresh is not None:
                self.form.show_values(
                    fresh.id, {"decides": self.context.tr(self.context.document.ask(reads.decides, fresh))}
                )
        return done
