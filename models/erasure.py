"""Erasing words for good: from tables, history, search index and free pages. It is no undo step.

One transaction notes the intent, deletes, blanks the images in the history and leaves tombstones (ids only); then
the index is rebuilt, the file rewritten and the log emptied. If the program is killed, the next opening finishes.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from models import history
from models.errors import Refused
from models.shapes import RawRow, Reference, Shape, referring_to, shapes
from models.store import Store
from models.tables import SEARCH_TABLES
from models.tables.base import microseconds
from models.writer import Image
from resources.texts import N_

Row = tuple[str, str]
UNFINISHED = N_(
    "The words are erased and in no view any more. Traces of them may lie in free parts of “{name}” until its disk "
    "answers and has room: Polku removes them when the project is opened the next time."
)
HOMES = "SELECT contribution_id, id FROM voice"
OF_A_PERSON = ("story", "voice", "feeling", "ballot", "response")
ERASABLE = ("story", "contribution", "participant", "response", "voice", "picture_place")


def erase(store: Store, row_ids: Iterable[str], now: datetime) -> None:
    """Erase rows and all that belongs to them, such as a story's photos.

    Refused: an id is no story, note, voice, response, participant or place of a photo.
    """
    with store.transaction() as connection:
        seeds = {_find(connection, row_id) for row_id in row_ids}
        doomed = _doomed(connection, seeds)
        _erase_rows(connection, doomed, now)
    finish(store)


def erase_again(store: Store, gone: Iterable[Row], now: datetime) -> bool:
    """Erase what was erased for good elsewhere, as (table, id); return whether any of it was still here.

    For a file that knows nothing of it, such as a backup from before. The tombstones stay in it.
    """
    wanted = {(str(table), str(row_id)) for table, row_id in gone} - tombstones(store)
    if not wanted:
        return False
    with store.transaction() as connection:
        here = _still_here(connection, wanted)
        _erase_rows(connection, _doomed(connection, here) if here else set(), now)
        _leave_tombstones(connection, wanted, dict.fromkeys((row_id for _, row_id in wanted), ""), now)
    finish(store)
    return bool(here)


def belongings(store: Store, seeds: set[Row]) -> set[Row]:
    """Return the rows that erasing some would erase, in the tables and in the history."""
    return _doomed(store.connection, seeds)


def tombstones(store: Store) -> frozenset[Row]:
    """Return what was erased for good, as (table, id)."""
    rows = store.connection.exec_driver_sql("SELECT row_table, row_id FROM tombstone").fetchall()
    return frozenset((str(table), str(row_id)) for table, row_id in rows)


def _erase_rows(connection: Connection, doomed: set[Row], now: datetime) -> None:
    if not doomed:
        return
    codes = {row_id: _code(connection, table, row_id) for table, row_id in doomed}
    _note_intent(connection, doomed)
    for table, row_id in doomed:
        _delete(connection, table, row_id)
    _blank_history(connection, doomed)
    _delete_bytes(connection, doomed)
    _leave_tombstones(connection, doomed, codes, now)
    connection.exec_driver_sql("DELETE FROM draft")


def _still_here(connection: Connection, wanted: set[Row]) -> set[Row]:
    """Return the rows that a table or a step of the history still holds."""
    found: set[Row] = set()
    for table, row_id in wanted:
        sql = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - checked to be of our own schema
        if table in shapes() and connection.exec_driver_sql(sql, (row_id,)).fetchone():
            found.add((table, row_id))
    past = (image for _, images in _history(connection) for image in images if image.before != {history.ERASED: 1})
    return found | {(image.table, image.id) for image in past if (image.table, image.id) in wanted}


def is_unfinished(store: Store) -> bool:
    """Tell whether words are erased from every view, and may lie in the index and in free pages still."""
    return store.connection.exec_driver_sql("SELECT 1 FROM erasure_intent").fetchone() is not None


def finish(store: Store) -> None:
    """Complete what an erasure began: no page of the file holds the words any more. Nothing to do: nothing is done."""
    if store.read_only or not is_unfinished(store):
        return
    with store.transaction() as connection:
        for table in SEARCH_TABLES:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 - constants
    store.vacuum()
    store.checkpoint()
    with store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM erasure_intent")
    store.checkpoint()


def _doomed(connection: Connection, seeds: set[Row]) -> set[Row]:
    """Return everything that goes with the seeds, until nothing more is found."""
    doomed = _belonging(connection, seeds | _of_participants(connection, seeds))
    while (
        more := (_left_alone(connection, doomed) | _pictures_of(connection, doomed) | _nobody_else(connection, doomed))
        - doomed
    ):
        doomed |= _belonging(connection, more)
    return doomed


def _find(connection: Connection, row_id: str) -> Row:
    for table in ERASABLE:
        sql = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - names of our own schema
        if connection.exec_driver_sql(sql, (row_id,)).fetchone():
            return table, row_id
    for _, images in _history(connection):
        for image in images:
            if image.id == row_id and image.table in ERASABLE:
                return image.table, row_id
    raise Refused(N_("There is no story, note or participant of this kind to erase."))


def _left_alone(connection: Connection, doomed: set[Row]) -> set[Row]:
    """Return the notes of which every voice goes, also notes that live only in the history, as merged twins do."""
    gone = {row_id for table, row_id in doomed if table == "voice"}
    if not gone:
        return set()
    homes = {(str(note), str(voice)) for note, voice in connection.exec_driver_sql(HOMES).fetchall()}
    for _, images in _history(connection):
        states = ((image.id, state) for image in images if image.table == "voice" for state in _states(image))
        homes |= {(str(state["contribution_id"]), voice) for voice, state in states if "contribution_id" in state}
    kept = {note for note, voice in homes if voice not in gone}
    return {("contribution", note) for note, voice in homes if voice in gone and note not in kept}


def _pictures_of(connection: Connection, doomed: set[Row]) -> set[Row]:
    """Return the pictures of which every place goes, also those deleted long ago."""
    gone = {row_id for table, row_id in doomed if table == "picture_place"}
    if not gone:
        return set()
    rows = connection.exec_driver_sql("SELECT picture_id, id FROM picture_place").fetchall()
    places = {(str(picture), str(place)) for picture, place in rows}
    for _, images in _history(connection):
        states = ((image.id, state) for image in images if image.table == "picture_place" for state in _states(image))
        places |= {(str(state["picture_id"]), place) for place, state in states if "picture_id" in state}
    kept = {picture for picture, place in places if place not in gone}
    return {("picture", picture) for picture, place in places if place in gone and picture not in kept}


def _nobody_else(connection: Connection, doomed: set[Row]) -> set[Row]:
    """Return the participants who are in the project only because they asked for news with a response that goes."""
    gone = {row_id for table, row_id in doomed if table == "response"}
    if not gone:
        return set()
    past = [image for _, images in _history(connection) for image in images if image.table in OF_A_PERSON]
    people = {
        (str(state["participant_id"]), image.table, image.id)
        for image in past
        for state in _states(image)
        if state.get("participant_id")
    }
    for table in OF_A_PERSON:
        sql = f"SELECT participant_id, id FROM {table} WHERE participant_id IS NOT NULL"  # noqa: S608 - our own schema
        people |= {(str(person), table, str(row)) for person, row in connection.exec_driver_sql(sql).fetchall()}
    kept = {person for person, table, row_id in people if (table, row_id) not in doomed}
    return {("participant", person) for person, _, row_id in people if row_id in gone and person not in kept}


def _delete_bytes(connection: Connection, doomed: set[Row]) -> None:
    """Delete the bytes of pictures that no row and no step of the history refers to any more."""
    if not any(table == "picture" for table, _ in doomed):
        return
    held = {str(row[0]) for row in connection.exec_driver_sql("SELECT sha256 FROM picture").fetchall()}
    for _, images in _history(connection):
        states = (state for image in images if image.table == "picture" for state in _states(image))
        held |= {str(state["sha256"]) for state in states if "sha256" in state}
    for (sha256,) in connection.exec_driver_sql("SELECT sha256 FROM picture_bytes").fetchall():
        if sha256 not in held:
            connection.exec_driver_sql("DELETE FROM picture_bytes WHERE sha256 = ?", (sha256,))


def _of_participants(connection: Connection, seeds: set[Row]) -> set[Row]:
    """Return the stories, voices, feelings, ballots and responses of participants."""
    found: set[Row] = set()
    for table, row_id in seeds:
        if table == "participant":
            for child in OF_A_PERSON:
                sql = f"SELECT id FROM {child} WHERE participant_id = ?"  # noqa: S608 - names of our own schema
                found |= {(child, str(row[0])) for row in connection.exec_driver_sql(sql, (row_id,)).fetchall()}
            found |= {
                (image.table, image.id)
                for _, images in _history(connection)
                for image in images
                if image.table in OF_A_PERSON
                and row_id in ((image.before or {}).get("participant_id"), (image.after or {}).get("participant_id"))
            }
    return found


def _belonging(connection: Connection, seeds: set[Row]) -> set[Row]:
    """Return the rows and all rows that they own, in the tables and in the history, also those deleted long ago."""
    doomed, fresh = set(seeds), set(seeds)
    past = [image for _, images in _history(connection) for image in images]
    while fresh:
        found: set[Row] = set()
        for table, row_id in fresh:
            for child, ref in referring_to(table):
                if ref.owned:
                    found |= _children(connection, child, ref, row_id)
        wanted = {row_id for _, row_id in fresh}
        found |= {(image.table, image.id) for image in past if _owned_by(image, wanted)}
        fresh = found - doomed
        doomed |= fresh
    return doomed


def _children(connection: Connection, child: Shape, ref: Reference, row_id: str) -> set[Row]:
    sql = f'SELECT id FROM {child.name} WHERE "{ref.column}" = ?'  # noqa: S608 - names of our own schema
    return {(child.name, str(row[0])) for row in connection.exec_driver_sql(sql, (row_id,)).fetchall()}


def _owned_by(image: Image, wanted: set[str]) -> bool:
    owning = [ref.column for ref in shapes()[image.table].references if ref.owned]
    return any(state.get(column) in wanted for state in _states(image) for column in owning)


def _states(image: Image) -> list[RawRow]:
    return [state for state in (image.before, image.after) if state]


def _code(connection: Connection, table: str, row_id: str) -> str:
    if "code" not in shapes()[table].columns:
        return ""
    sql = f"SELECT code FROM {table} WHERE id = ?"  # noqa: S608 - names of our own schema
    row = connection.exec_driver_sql(sql, (row_id,)).fetchone()
    return str(row[0]) if row else ""


def _delete(connection: Connection, table: str, row_id: str) -> None:
    for child, ref in referring_to(table):
        if not ref.owned:
            sql = f'UPDATE {child.name} SET "{ref.column}" = NULL WHERE "{ref.column}" = ?'  # noqa: S608
            connection.exec_driver_sql(sql, (row_id,))
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - our own schema
    connection.exec_driver_sql("DELETE FROM text_version WHERE of_id = ?", (row_id,))
    connection.exec_driver_sql("DELETE FROM merge_conflict WHERE row_id = ?", (row_id,))
    connection.exec_driver_sql("DELETE FROM search_entry WHERE row_id = ?", (row_id,))  # `finish` rebuilds the index


def _blank_history(connection: Connection, doomed: set[Row]) -> None:
    ids = {row_id for _, row_id in doomed}

    def change(image: Image) -> Image:
        if image.id in ids or _versions_of(image, ids):
            return history.erased(image)
        for ref in shapes()[image.table].references:
            if any(state and state.get(ref.column) in ids for state in (image.before, image.after)):
                image = history.without(image, ref.column)
        return image

    history.rewrite(connection, change)


def _versions_of(image: Image, ids: set[str]) -> bool:
    states = (image.before or {}, image.after or {})
    return image.table == "text_version" and any(state.get("of_id") in ids for state in states)


def _note_intent(connection: Connection, doomed: set[Row]) -> None:
    for table, row_id in doomed:
        connection.exec_driver_sql("INSERT INTO erasure_intent (row_id, row_table) VALUES (?, ?)", (row_id, table))


def _leave_tombstones(connection: Connection, doomed: set[Row], codes: dict[str, str], now: datetime) -> None:
    moment = microseconds(now)
    sql = "INSERT OR IGNORE INTO tombstone (row_id, row_table, code, erased_at) VALUES (?, ?, ?, ?)"
    for table, row_id in doomed:
        connection.exec_driver_sql(sql, (row_id, table, codes[row_id], moment))


def _history(connection: Connection) -> list[tuple[int, list[Image]]]:
    rows = connection.exec_driver_sql("SELECT seq, images FROM history_step").fetchall()
    return [(int(seq), history.unpack(images)) for seq, images in rows]
