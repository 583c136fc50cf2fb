"""What several edits of a path do alike: where a card may lie, what goes with it, which printed codes stay taken."""

from sqlalchemy import ColumnElement, select

from models import path_reads
from models import path_records as r
from models import tables as t
from models.edits.ordering import last_key, move_to
from models.errors import Refused
from models.reader import Reader
from models.tables import Domain
from models.writer import Writer
from resources.texts import N_

NO_STAGE = N_("This stage is not there any more.")
NO_LANE = N_("This lane is not there any more.")
NO_PATH = N_("This path is not there any more.")


def check_cell(reader: Reader, stage_id: str, lane_id: str) -> str:
    """Return the path of a cell. Refused: its stage and lane are not of one path."""
    stage_path = reader.scalar(select(t.Stage.path_id).where(t.Stage.id == stage_id))
    lane_path = reader.scalar(select(t.Lane.path_id).where(t.Lane.id == lane_id))
    if stage_path is None or stage_path != lane_path:
        raise Refused(N_("This stage and this lane do not belong to one path."))
    return str(stage_path)


def path_of(reader: Reader, path_id: str) -> r.PathRecord:
    """Return a path. Refused: it is not there any more."""
    path = next((path for path in path_reads.paths(reader) if path.id == path_id), None)
    if path is None:
        raise Refused(NO_PATH)
    return path


def path_of_stage(reader: Reader, stage_id: str) -> r.PathRecord:
    """Return the path of a stage. Refused: the stage is not there any more."""
    path_id = reader.scalar(select(t.Stage.path_id).where(t.Stage.id == stage_id))
    if path_id is None:
        raise Refused(NO_STAGE)
    return path_of(reader, str(path_id))


def path_of_lane(reader: Reader, lane_id: str) -> r.PathRecord:
    """Return the path of a lane. Refused: the lane is not there any more."""
    path_id = reader.scalar(select(t.Lane.path_id).where(t.Lane.id == lane_id))
    if path_id is None:
        raise Refused(NO_LANE)
    return path_of(reader, str(path_id))


def put_at(
    writer: Writer, reader: Reader, cls: type[Domain], row_id: str, at: int | None, *where: ColumnElement[bool]
) -> None:
    """Put a new row, which is the last, at the place `at` among the rows that `where` selects; None leaves it last."""
    if at is not None:
        move_to(writer, reader, cls, row_id, at, *where)


def card_row(reader: Reader, card_id: str) -> tuple[str, str, str]:
    """Return a card's stage, lane and frozen code. Refused: it is not there any more."""
    columns = (t.Touchpoint.stage_id, t.Touchpoint.lane_id, t.Touchpoint.frozen_code)
    found = reader.rows(select(*columns).where(t.Touchpoint.id == card_id))
    if not found:
        raise Refused(N_("This card is not there any more. Somebody deleted it meanwhile."))
    return str(found[0][0]), str(found[0][1]), str(found[0][2])


def move_card(writer: Writer, reader: Reader, card_id: str, stage_id: str, lane_id: str, order: str) -> None:
    """Move a card to a cell and an order key there; what is attached to it goes along.

    A card that leaves its cell loses its frozen code, which from then on leads to it and is never given anew.
    Refused: the cell is none, or one of another path.
    """
    before_stage, before_lane, printed = card_row(reader, card_id)
    stays = (before_stage, before_lane) == (stage_id, lane_id)
    path_id = check_cell(reader, stage_id, lane_id)
    if path_id != check_cell(reader, before_stage, before_lane):
        raise Refused(N_("A card moves within its path. To bring it to another one, copy and paste it."))
    place = {"stage_id": stage_id, "lane_id": lane_id, "order": order}
    writer.update(t.Touchpoint, card_id, **place, **({} if stays else {"frozen_code": ""}))
    if stays:
        return
    if printed:
        retire(writer, path_id, printed, touchpoint_id=card_id)
    if before_stage != stage_id:
        for cls in (t.StoryPlace, t.ContributionPlace):
            for row in reader.rows(select(cls.id).where(cls.touchpoint_id == card_id)):
                writer.update(cls, row[0], stage_id=stage_id)


def remove_card(writer: Writer, reader: Reader, card_id: str) -> None:
    """Delete a card; what was attached to it stays at its stage, what led to it goes, its printed code stays taken."""
    stage_id, lane_id, printed = card_row(reader, card_id)
    to_it = select(t.Connection.id).where(t.Connection.to_id == card_id, t.Connection.from_id != card_id)
    for row in reader.rows(to_it):
        writer.remove(t.Connection, row[0])
    if printed:
        retire(writer, check_cell(reader, stage_id, lane_id), printed)
    writer.remove(t.Touchpoint, card_id)


def remove_cards_of(writer: Writer, reader: Reader, *where: ColumnElement[bool]) -> None:
    """Delete all cards that `where` selects, in the same way."""
    for row in reader.rows(select(t.Touchpoint.id).where(*where)):
        remove_card(writer, reader, row[0])


def last_in_cell(reader: Reader, stage_id: str, lane_id: str) -> str:
    """Return the last order key of a cell, empty where it holds no card."""
    return last_key(reader, t.Touchpoint, t.Touchpoint.stage_id == stage_id, t.Touchpoint.lane_id == lane_id)


def retire(
    writer: Writer,
    path_id: str,
    printed: str,
    *,
    stage_id: str | None = None,
    lane_id: str | None = None,
    touchpoint_id: str | None = None,
) -> None:
    """Keep a printed code from being given anew, and say where it leads now."""
    leads = {"stage_id": stage_id, "lane_id": lane_id, "touchpoint_id": touchpoint_id}
    writer.insert(t.StepAlias, path_id=path_id, printed=printed, **leads)


def stage_goes(writer: Writer, reader: Reader, stage_id: str, into_id: str | None = None) -> None:
    """Delete a stage with the cards that still lie in it; its printed letter stays taken and leads to `into_id`.

    Refused: it is gone already.
    """
    found = reader.rows(select(t.Stage.path_id, t.Stage.frozen_letter).where(t.Stage.id == stage_id))
    if not found:
        raise Refused(NO_STAGE)
    remove_cards_of(writer, reader, t.Touchpoint.stage_id == stage_id)
    writer.remove(t.Stage, stage_id)
    if found[0][1]:
        retire(writer, str(found[0][0]), str(found[0][1]), stage_id=into_id)


def lane_goes(writer: Writer, reader: Reader, lane_id: str, into_id: str | None = None) -> None:
    """Delete a lane in the same way; its printed number stays taken."""
    found = reader.rows(select(t.Lane.path_id, t.Lane.frozen_number).where(t.Lane.id == lane_id))
    if not found:
        raise Refused(NO_LANE)
    remove_cards_of(writer, reader, t.Touchpoint.lane_id == lane_id)
    writer.remove(t.Lane, lane_id)
    if found[0][1]:
        retire(writer, str(found[0][0]), str(found[0][1]), lane_id=into_id)
