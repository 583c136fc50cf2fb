"""What bringing back a single thing from the past would change, worked out before anything is written.

A thing that is there gets the values of then; what belongs to it and went since comes back, and what came since stays.
A thing that is gone comes back with all that it owned, as far as it still fits. Consents, what was withdrawn or erased,
and what was told became of a promise are never touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.answers import allowed_answers
from models.errors import Refused
from models.history_subjects import Hidden, Key, target_of
from models.images import Image
from models.moments import rows_after
from models.reader import Reader
from models.shapes import RawRow, Reference, referring_to, shapes
from resources.texts import N_

Rows = dict[str, dict[str, RawRow]]
NEVER = frozenset({"consent", "withdrawal"})
NOT_BY_ITSELF = NEVER | frozenset(
    "change_log theme_move outcome step_alias code_alias picture ballot vote_turnout redaction source_file".split()
)
# What belongs to a thing that is there and comes back with it where it went since.
PARTS = frozenset("voice story_tag story_place contribution_place segment_need segment_place response_answer".split())
# Rows of which there is one for what these columns say; the one of now stays.
RIVALS: dict[str, tuple[str, ...]] = {
    "answer": ("contribution_id", "theme_id"),
    "attendance": ("workshop_id", "segment_id"),
    "ballot": ("option_id", "participant_id", "segment_id", "table_name", "tally"),
    "code_alias": ("alias",),
    "consent_preset": ("workshop_id", "purpose"),
    "contribution_place": ("contribution_id", "stage_id", "touchpoint_id"),
    "estimate": ("contribution_id", "theme_id"),
    "feeling": ("touchpoint_id", "workshop_id", "segment_id", "participant_id", "story_id"),
    "finding": ("contribution_id", "theme_id", "dimension"),
    "kept_apart": ("contribution_id", "other_id"),
    "segment_need": ("segment_id", "need"),
    "segment_place": ("segment_id", "stage_id"),
    "story_place": ("story_id", "stage_id", "touchpoint_id"),
    "story_tag": ("story_id", "tag"),
    "text_version": ("of_id", "field", "language", "easy_read"),
    "theme_note": ("contribution_id",),
    "vote_turnout": ("round_id", "segment_id", "tally"),
}
KEPT = frozenset("id code created_at frozen frozen_letter frozen_number frozen_code closed closed_at".split())
PRINTED = {"stage": "frozen_letter", "lane": "frozen_number", "touchpoint": "frozen_code"}

NOT_THEN = N_("This was not there at that time.")
NOT_ALONE = N_("This cannot be brought back by itself. Bring back what it belongs to.")
WITHDRAWN = N_("This was withdrawn. What was withdrawn does not come back.")
GONE_FOR_GOOD = N_("This was erased for good. It cannot come back.")
ELSEWHERE = N_("This was done on another laptop. Choose the merge that brought it, or a later step.")
NO_OWNER = N_("What this belonged to is not there any more. Bring that back first.")
RIVAL = N_("There is another one in its place now. Delete that first, or change it.")
CLOSED = N_("This vote is closed. Open it again first.")
WORDS_MOVED = N_("Its words belong to another note now. Split that note instead.")
NOT_ALLOWED = N_("The note is of another kind now, and this answer does not fit it.")
AS_IT_IS = N_("It is as it was then. There is nothing to bring back.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written: rows that come back, and changed columns as (before, after)."""

    back: dict[Key, RawRow] = field(default_factory=dict[Key, RawRow])
    changed: dict[Key, tuple[RawRow, RawRow]] = field(default_factory=dict[Key, tuple[RawRow, RawRow]])

    def images(self) -> list[Image]:
        """Return it as the history would keep it, for showing."""
        came = [Image(table, row_id, None, row) for (table, row_id), row in self.back.items()]
        return [*(Image(*key, *both) for key, both in self.changed.items()), *came]


def may_by_itself(table: str) -> bool:
    """Tell whether rows of a table can be brought back by themselves at all."""
    return table not in NOT_BY_ITSELF and table in shapes()


def plan(reader: Reader, table: str, row_id: str, seq: int, after: bool = True) -> Plan:
    """Return what bringing a row back as it was right after (or before) a step would change.

    Refused: with the sentence why it cannot come back, or that nothing would change.
    """
    _may_come_back(reader, table, row_id, seq)
    then = rows_after(reader, seq if after else seq - 1, {table, "text_version", *_below(table)})
    row = then[table].get(row_id)
    if row is None:
        raise Refused(NOT_THEN)
    work = _Work(reader, then)
    work.check(table, row_id, row)
    if work.now(table, row_id) is None:
        work.bring_back(table, row_id, row)
    else:
        work.change(table, row_id, row)
    if not (work.plan.back or work.plan.changed):
        raise Refused(AS_IT_IS)
    return work.plan


class _Work:
    """Works out one plan."""

    def __init__(self, reader: Reader, then: Rows) -> None:
        self._reader = reader
        self._then = then
        self._hidden = Hidden(reader)
        self.plan = Plan()

    def now(self, table: str, row_id: str) -> RawRow | None:
        """Return a row of now, None where it is gone."""
        shape = shapes()[table]
        found = self._reader.driver_rows(shape.select, row_id)
        return dict(zip(shape.columns, found[0], strict=True)) if found else None

    def check(self, table: str, row_id: str, row: RawRow) -> None:
        """Refuse what may not come back, and what does not fit any more."""
        if self._hidden.holds(table, row_id, row):
            raise Refused(WITHDRAWN)
        if table in ("vote_round", "vote_option"):
            holder = self.now("vote_round", str(row.get("round_id") or row_id))
            if holder is not None and holder["closed"]:
                raise Refused(CLOSED)
        if table == "answer" and not self._is_allowed(row):
            raise Refused(NOT_ALLOWED)

    def change(self, table: str, row_id: str, row: RawRow) -> None:
        """Give a row that is there the values of then, and bring back its parts that went."""
        now = self.now(table, row_id) or {}
        wanted = {name: value for name, value in row.items() if name not in KEPT and now.get(name) != value}
        for ref in _references(table, row):
            if ref.column in wanted and not self._leads(ref, wanted[ref.column]):
                del wanted[ref.column]
        _no_new_consent(table, now, wanted)
        if wanted and self._has_rival(table, {**now, **wanted}):
            raise Refused(RIVAL)
        if wanted:
            self.plan.changed[table, row_id] = ({name: now[name] for name in wanted}, wanted)
        self._children(table, row_id, PARTS)

    def bring_back(self, table: str, row_id: str, row: RawRow) -> None:
        """Let a row that is gone come back with all that it owned."""
        if self._has_rival(table, row):
            raise Refused(RIVAL)
        if not self._owners_are_there(table, row):
            raise Refused(NO_OWNER)
        self._add(table, row_id, row)
        self._children(table, row_id, None)
        if table == "contribution" and not self._has_words(row_id):
            raise Refused(WORDS_MOVED)

    # -- inside ---------------------------------------------------------------------------------

    def _add(self, table: str, row_id: str, row: RawRow) -> None:
        found = dict(row)
        for ref in _references(table, row):
            value = found[ref.column]
            if self._leads(ref, value):
                continue
            if ref.carries:
                self.plan.back[ref.target, str(value)] = self._then[ref.target][str(value)]
            elif not ref.owned:
                found[ref.column] = None
        column = PRINTED.get(table)
        if column and found[column] and self._is_printed(table, found, column):
            found[column] = ""
        self.plan.back[table, row_id] = found

    def _children(self, table: str, row_id: str, only: frozenset[str] | None) -> None:
        for shape, ref in referring_to(table):
            if ref.loose or not ref.owned or (only is not None and shape.name not in only):
                continue
            for child_id, child in self._then.get(shape.name, {}).items():
                if child[ref.column] == row_id:
                    self._child(shape.name, child_id, child)
        if only is None:
            for version_id, version in self._then["text_version"].items():
                if version["of_id"] == row_id and version["of_table"] == table:
                    self._child("text_version", version_id, version)

    def _child(self, table: str, row_id: str, row: RawRow) -> None:
        """Add a row that belongs to one that comes back, if it is gone, may be seen and still fits."""
        if (table, row_id) in self.plan.back or self.now(table, row_id) is not None or table in NEVER:
            return
        if self._hidden.holds(table, row_id, row) or self._has_rival(table, row):
            return
        if not self._owners_are_there(table, row) or self._is_of_somebody_gone(table, row):
            return
        if table == "answer" and not self._is_allowed(row):
            return
        self._add(table, row_id, row)
        self._children(table, row_id, None)

    def _is_of_somebody_gone(self, table: str, row: RawRow) -> bool:
        """Tell whether it was the feeling or the vote of a person who is not in the project any more."""
        person = row.get("participant_id") if table in ("feeling", "ballot") else None
        return person is not None and not self._is_here("participant", str(person))

    def _owners_are_there(self, table: str, row: RawRow) -> bool:
        """Tell whether what a row belongs to is there, or comes back too."""
        for ref in _references(table, row):
            if not ref.owned or self._leads(ref, row[ref.column]):
                continue
            carried = self._then.get(ref.target, {}).get(str(row[ref.column])) if ref.carries else None
            if carried is None or not self._has_bytes(carried):
                return False
        return True

    def _leads(self, ref: Reference, value: object) -> bool:
        return value is None or self._is_here(ref.target, str(value))

    def _is_here(self, table: str, row_id: str) -> bool:
        """Tell whether a row is there, or comes back too."""
        return (table, row_id) in self.plan.back or (table in shapes() and self.now(table, row_id) is not None)

    def _has_bytes(self, picture: RawRow) -> bool:
        return bool(self._reader.driver_rows("SELECT 1 FROM picture_bytes WHERE sha256 = ?", picture.get("sha256")))

    def _has_rival(self, table: str, row: RawRow) -> bool:
        columns = RIVALS.get(table)
        if not columns:
            return False
        same = " AND ".join(f'"{name}" IS ?' for name in columns)
        sql = f"SELECT 1 FROM {table} WHERE {same} AND id <> ?"  # noqa: S608 - names of our own schema
        if self._reader.driver_rows(sql, *(row[name] for name in columns), row["id"]):
            return True
        coming = (other for key, other in self.plan.back.items() if key[0] == table and key[1] != row["id"])
        return any(all(other[name] == row[name] for name in columns) for other in coming)

    def _is_printed(self, table: str, row: RawRow, column: str) -> bool:
        """Tell whether something else carries a printed code now; codes that lead nowhere are settled when writing."""
        owner = "stage_id" if table == "touchpoint" else "path_id"
        sql = f'SELECT 1 FROM {table} WHERE "{column}" = ? AND {owner} = ?'  # noqa: S608 - names of our own schema
        return bool(self._reader.driver_rows(sql, row[column], row[owner]))

    def _has_words(self, note_id: str) -> bool:
        """Tell whether a note that comes back has a voice: those that were moved to another note stay there."""
        voices = (row for (table, _), row in self.plan.back.items() if table == "voice")
        return any(row["contribution_id"] == note_id for row in voices)

    def _is_allowed(self, row: RawRow) -> bool:
        """Tell whether an answer fits the kind of its note; a theme is answered like an idea."""
        kind = "idea"
        if note_id := row["contribution_id"]:
            note = self.plan.back.get(("contribution", str(note_id))) or self.now("contribution", str(note_id))
            kind = str(note["kind"]) if note else kind
        return row["code"] in {answer.code for answer in allowed_answers(kind)}


def _may_come_back(reader: Reader, table: str, row_id: str, seq: int) -> None:
    if not may_by_itself(table):
        raise Refused(NOT_ALONE)
    if reader.driver_rows("SELECT 1 FROM tombstone WHERE row_id = ?", row_id):
        raise Refused(GONE_FOR_GOOD)
    found = reader.driver_rows("SELECT brought_by FROM history_step WHERE seq = ?", seq)
    if not found:
        raise Refused(NOT_THEN)
    if found[0][0]:
        raise Refused(ELSEWHERE)


def _below(table: str) -> set[str]:
    """Return the tables of all that a row of a table may own, and of what goes with the last that refers to it."""
    found: set[str] = set()
    fresh = {table}
    while fresh:
        below = {shape.name for name in fresh for shape, ref in referring_to(name) if ref.owned and not ref.loose}
        below |= {ref.target for name in fresh for ref in shapes()[name].references if ref.carries}
        fresh = below - found - NEVER
        found |= fresh
    return found


def _references(table: str, row: RawRow) -> Iterator[Reference]:
    yield from (ref for ref in shapes()[table].references if not ref.loose)
    if table == "text_version":
        yield Reference("of_id", target_of(table, "of_id", row), owned=True)


def _no_new_consent(table: str, now: RawRow, wanted: RawRow) -> None:
    """Leave out what a person agreed to: that a clearer wording or a name may be printed."""
    for name in ("clearer_agreed", "name_agreed"):
        if wanted.get(name):
            del wanted[name]
    if table == "story" and "clearer" in wanted and now.get("clearer_agreed"):
        wanted["clearer_agreed"] = 0
