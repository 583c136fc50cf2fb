"""Attaching stories and notes to a step and taking them away, in one step that the notice offers to undo."""

from collections.abc import Iterable

from models.edits.places import AttachToStep, TakeFromStep
from models.edits.voices import Place
from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.map.desk import Desk


def attach(context: Context, desk: Desk, row_ids: Iterable[str], spot: Spot | None) -> bool:
    """Attach stories and notes to a card or a stage; an empty cell stands for its stage."""
    place, tr = place_of(spot), context.tr
    ids = tuple(row_ids)
    if place is None or not ids:
        return False
    done = context.document.perform(AttachToStep(ids, place))
    if done is None or not isinstance(done.result, tuple):
        return False
    n, code = len(done.result), code_of(desk, place)
    sentence = tr.count("{n} attached to {step}.", "{n} attached to {step}.", n, step=code)
    context.notices.say(sentence, tr("Undo"), context.document.undo)
    return True


def take_away(context: Context, desk: Desk, row_ids: Iterable[str], spot: Spot | None) -> bool:
    """Take stories and notes from a card or a stage; they stay where they are kept."""
    place, tr, ids = place_of(spot), context.tr, tuple(row_ids)
    if place is None or not ids or context.document.perform(TakeFromStep(ids, place)) is None:
        return False
    sentence = tr.count("{n} taken from {step}.", "{n} taken from {step}.", len(ids), step=code_of(desk, place))
    context.notices.say(sentence, tr("Undo"), context.document.undo)
    return True


def place_of(spot: Spot | None) -> Place | None:
    """Return the place of a spot, None where it is none: a lane, or the path itself."""
    if spot is None or not spot.stage_id:
        return None
    return Place(spot.stage_id, spot.id if spot.kind == "card" else None)


def code_of(desk: Desk, place: Place) -> str:
    """Return the step code of a place."""
    path = desk.path
    if path is None:
        return ""
    if place.touchpoint_id is not None:
        return next((card.code for card in path.cards if card.id == place.touchpoint_id), "")
    return next((stage.letter for stage in path.stages if stage.id == place.stage_id), "")
