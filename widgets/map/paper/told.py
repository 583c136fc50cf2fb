"""What a line off the wall means, in words: where it goes, and how it feels to whom."""

from dataclasses import dataclass

from models.codes import step_code
from models.paper_lines import PaperLine, signed
from models.queries import lane_name
from models.records import FeelingRecord, GroupRecord, PathRecord
from models.vocabulary import EVIDENCE, label
from resources.texts import Translator


@dataclass(frozen=True)
class Told:
    """One sentence, and the marks beside it."""

    sentence: str
    marks: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it, as it is read out."""
        return ", ".join((self.sentence, *self.marks))


def told(
    line: PaperLine, path: PathRecord, groups: tuple[GroupRecord, ...], workshop_id: str | None, tr: Translator
) -> Told:
    """Return what a line will do."""
    stage = next(one for one in path.stages if one.id == line.stage_id)
    lane = next(one for one in path.lanes if one.id == line.lane_id)
    card = next((one for one in path.cards if one.id == line.card_id), None)
    place = {"stage": stage.name, "lane": tr(lane_name(lane)), "words": line.words}
    code = step_code(stage.letter, lane.number)
    if card is not None and line.words:
        sentence = tr("{code} {stage} · {lane}, below {card}: {words}", code=code, card=card.code, **place)
    elif card is not None:
        place["words"] = card.words
        sentence = tr("{code} {stage} · {lane}: {words}", code=card.code, **place)
    else:
        sentence = tr("{code} {stage} · {lane}: {words}", code=code, **place)
    said = path.feelings if not line.words else ()
    return Told(sentence, _marks(line, said, groups, workshop_id, tr))


def told_of_card(
    line: PaperLine, card_id: str, path: PathRecord, groups: tuple[GroupRecord, ...], tr: Translator
) -> Told:
    """Return what a line did, as its card is now."""
    card = next(one for one in path.cards if one.id == card_id)
    stage = next(one for one in path.stages if one.id == card.stage_id)
    lane = next(one for one in path.lanes if one.id == card.lane_id)
    place = {"code": card.code, "stage": stage.name, "lane": tr(lane_name(lane)), "words": card.words}
    return Told(tr("{code} {stage} · {lane}: {words}", **place), _marks(line, (), groups, None, tr))


def _marks(
    line: PaperLine,
    said: tuple[FeelingRecord, ...],
    groups: tuple[GroupRecord, ...],
    workshop_id: str | None,
    tr: Translator,
) -> tuple[str, ...]:
    names = {group.id: group.name for group in groups}
    marks: list[str] = []
    for one in line.feelings:
        name = names.get(one.group_id or "", "")
        here = (line.card_id, one.group_id, workshop_id)
        before = [
            old.value
            for old in said
            if (old.touchpoint_id, old.segment_id, old.workshop_id) == here and old.participant_id is None
        ]
        if not name:
            marks.append(tr("feels {value}, group not said", value=signed(one.value)))
        elif before and before[-1] != one.value:
            values = {"value": signed(one.value), "before": signed(before[-1]), "group": name}
            marks.append(tr("feels {value} instead of {before}, {group}", **values))
        else:
            marks.append(tr("feels {value}, {group}", value=signed(one.value), group=name))
    return (*marks, tr(label(EVIDENCE, line.evidence))) if line.evidence else tuple(marks)
