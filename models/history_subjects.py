"""What a step of the history was about, in things that people know: a note, a story, a card, and how it is called.

Rows are folded to the thing they belong to: a voice to its note, a cost line to what it weighs. A name is what the row
says now, or said last where it is gone. Withdrawn and erased words never leave here: such a thing has a state instead.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from models.errors import Damaged
from models.history import ERASED, UNREADABLE
from models.images import Image, unpack_naming
from models.reader import Reader
from models.shapes import RawRow, shapes
from models.views import GONE_NOTES
from models.vocabulary import LANE_KINDS, label

Key = tuple[str, str]  # table and id
SHORT = 120  # letters of a name
AT_ONCE = 400  # ids in one question
# The columns that say which thing a row belongs to; the first that is filled counts.
BELONGS: dict[str, tuple[str, ...]] = {
    "agenda_item": ("workshop_id",),
    "answer": ("contribution_id", "theme_id"),
    "attendance": ("workshop_id",),
    "ballot": ("option_id",),
    "change_log": ("answer_id", "envelope_line_id"),
    "code_alias": ("contribution_id",),
    "connection": ("from_id",),
    "consent": ("story_id",),
    "consent_preset": ("workshop_id",),
    "contact": ("participant_id",),
    "contribution_place": ("contribution_id",),
    "cost_line": ("contribution_id", "theme_id"),
    "estimate": ("contribution_id", "theme_id"),
    "feeling": ("touchpoint_id",),
    "finding": ("contribution_id", "theme_id"),
    "kept_apart": ("contribution_id",),
    "outcome": ("contribution_id", "theme_id"),
    "picture_place": ("story_id", "contribution_id", "workshop_id"),
    "redaction": ("story_id", "voice_id"),
    "response_answer": ("response_id",),
    "segment_need": ("segment_id",),
    "segment_place": ("segment_id",),
    "step_alias": ("path_id",),
    "story_place": ("story_id",),
    "story_tag": ("story_id",),
    "text_version": ("of_id",),
    "theme_move": ("contribution_id",),
    "theme_note": ("contribution_id",),
    "voice": ("contribution_id",),
    "vote_option": ("round_id",),
    "vote_turnout": ("round_id",),
    "withdrawal": ("story_id", "voice_id"),
}
NAMES: dict[str, tuple[str, ...]] = {  # the columns that a thing is called by
    "asset": ("name",),
    "contribution": ("wording",),
    "decision_date": ("body",),
    "earlier_promise": ("statement",),
    "envelope_line": ("name",),
    "feedback_question": ("words",),
    "feedback_round": ("question", "address"),
    "glossary_term": ("word",),
    "lane": ("name",),
    "lesson": ("statement",),
    "participant": ("pseudonym",),
    "path": ("title",),
    "project": ("title",),
    "response": ("words",),
    "role": ("name",),
    "scope_item": ("statement",),
    "segment": ("name",),
    "snapshot": ("name",),
    "source_file": ("name",),
    "stage": ("name",),
    "story": ("words",),
    "theme": ("title",),
    "touchpoint": ("words",),
    "vote_round": ("question",),
    "workshop": ("title",),
}
# What the organisation wrote about a note stays readable when the note's words were withdrawn.
OF_THE_HOUSE = frozenset(
    "answer change_log cost_line estimate finding outcome code_alias theme_note theme_move".split()
)
NO_OWNER = frozenset({"split_from_id", "origin_id", "again_of_id"})


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a step touched. `state`: empty, "gone" (deleted since), "withdrawn" or "erased"."""

    table: str
    id: str
    code: str = ""
    name: str = ""
    state: str = ""


class Hidden:
    """What may not be shown any more: withdrawn stories, voices and notes, and what was erased."""

    def __init__(self, reader: Reader) -> None:
        told = reader.driver_rows("SELECT story_id, voice_id FROM withdrawal")
        self.stories = {str(story) for story, _ in told if story}
        self.voices = {str(voice) for _, voice in told if voice}
        self.notes = {str(row[0]) for row in reader.rows(GONE_NOTES)} if self.voices else set[str]()
        self.notes |= self._former_homes(reader)
        rows = reader.driver_rows("SELECT row_id, row_table, code FROM tombstone")
        self.erased = {str(row_id): (str(table), str(code)) for row_id, table, code in rows}
        self._all = self.stories | self.voices | self.notes

    def hide(self, ids: Iterable[str]) -> None:
        """Hide more rows: what is withdrawn in a file that is about to be merged."""
        self._all |= set(ids)

    def holds(self, table: str, row_id: str, row: RawRow) -> bool:
        """Tell whether the words of a row may not be shown."""
        if row_id in self._all or row_id in self.erased:
            return True
        if table in OF_THE_HOUSE:
            return False
        if table == "text_version":
            return row.get("of_id") in self._all
        refs = (ref.column for ref in shapes()[table].references if ref.column not in NO_OWNER)
        return any(row.get(column) in self._all for column in refs)

    def _former_homes(self, reader: Reader) -> set[str]:
        """Return the notes that are gone and once held words that were withdrawn: they may hold such words too."""
        if not self.voices:
            return set()
        found: set[str] = set()
        for image in _mentioning(reader, self.voices):
            for state in (image.before, image.after):
                if image.id in self.voices and state and state.get("contribution_id"):
                    found.add(str(state["contribution_id"]))
        there = {str(row[0]) for row in _among(reader, "SELECT id FROM contribution WHERE id IN (%s)", found)}
        return found - there


class Known:
    """Rows by table and id as they are now, else as they were last."""

    def __init__(self, reader: Reader, hidden: Hidden | None = None) -> None:
        self._reader = reader
        self.hidden = hidden or Hidden(reader)
        self._now: dict[Key, RawRow] = {}
        self._then: dict[Key, RawRow] = {}
        self._asked: set[Key] = set()
        self._voices: dict[str, str] = {}

    def learn(self, images: Iterable[Image]) -> None:
        """Read what is needed to name the things that these images are about, in a few questions."""
        wanted: set[Key] = set()
        for image in images:
            wanted.add((image.table, image.id))
            for state in (image.after, image.before):
                if state and state != {ERASED: 1} and _is_whole(image):
                    self._then.setdefault((image.table, image.id), state)
        for _ in range(4):  # a redaction, its voice, its note
            fresh = wanted - self._asked
            if not fresh:
                break
            self._read(fresh)
            wanted = {owner for key in fresh for owner in self._owners(key)}
        self._read_voices(row_id for table, row_id in self._asked if table == "contribution")

    def add(self, rows: dict[Key, RawRow]) -> None:
        """Know rows of another file too, where this one does not have them."""
        self._then |= {key: row for key, row in rows.items() if key not in self._then}

    def row(self, table: str, row_id: str) -> RawRow:
        """Return a row as it is now, else as it was last; nothing where nobody knows."""
        return self._now.get((table, row_id)) or self._then.get((table, row_id)) or {}

    def is_there(self, table: str, row_id: str) -> bool:
        """Tell whether a row is there now."""
        return (table, row_id) in self._now

    def thing_of(self, table: str, row_id: str) -> Thing:
        """Return the thing that a row belongs to."""
        return self.thing(*self._home((table, row_id)))

    def thing(self, table: str, row_id: str) -> Thing:
        """Return a row as a thing of its own."""
        row, hidden = self.row(table, row_id), self.hidden
        code = str(row.get("code") or "") if table != "answer" else ""
        if row_id in hidden.erased:
            return Thing(table, row_id, hidden.erased[row_id][1], "", ERASED)
        if hidden.holds(table, row_id, row):
            return Thing(table, row_id, code, "", "withdrawn")
        state = "" if self.is_there(table, row_id) else "gone"
        return Thing(table, row_id, code, self._name(table, row_id, row), state)

    # -- inside ---------------------------------------------------------------------------------

    def _name(self, table: str, row_id: str, row: RawRow) -> str:
        found = next((str(row[name]) for name in NAMES.get(table, ()) if row.get(name)), "")
        if table == "contribution" and not found:
            found = self._voices.get(row_id, "")
        if table == "lane" and not found and row.get("kind"):
            found = label(LANE_KINDS, str(row["kind"]))
        return shortened(found)

    def _home(self, key: Key) -> Key:
        for _ in range(4):
            owner = next(iter(self._owners(key)), None)
            if owner is None:
                break
            key = owner
        return key

    def _owners(self, key: Key) -> Iterator[Key]:
        table, row_id = key
        row = self.row(table, row_id)
        for column in BELONGS.get(table, ()):
            if row.get(column):
                target = target_of(table, column, row)
                if target:
                    yield target, str(row[column])
                return

    def _read(self, keys: set[Key]) -> None:
        self._asked |= keys
        by_table: dict[str, list[str]] = {}
        for table, row_id in keys:
            by_table.setdefault(table, []).append(row_id)
        for table, ids in by_table.items():
            shape = shapes()[table]
            for row in _among(self._reader, f"{shape.select_all} WHERE id IN (%s)", ids):
                found = dict(zip(shape.columns, row, strict=True))
                self._now[table, str(found["id"])] = found
        unknown = keys - self._now.keys() - self._then.keys() - {key for key in keys if key[1] in self.hidden.erased}
        if unknown:
            self._then |= _last_known(self._reader, unknown)

    def _read_voices(self, notes: Iterable[str]) -> None:
        wanted = [note for note in notes if note not in self._voices]
        sql = (
            'SELECT contribution_id, id, words FROM voice WHERE contribution_id IN (%s) ORDER BY "order" DESC, id DESC'
        )
        for note, voice, words in _among(self._reader, sql, wanted):
            if str(voice) not in self.hidden.voices:
                self._voices[str(note)] = str(words)
        for (table, row_id), row in self._then.items():
            note = str(row.get("contribution_id"))
            if table == "voice" and row_id not in self.hidden.voices and (table, row_id) not in self._now:
                self._voices.setdefault(note, str(row.get("words") or ""))


def thing_named(reader: Reader, table: str, row_id: str) -> Thing:
    """Return one thing with its name."""
    known = Known(reader)
    known.learn([Image(table, row_id, {}, {})])
    return known.thing(table, row_id)


def target_of(table: str, column: str, row: RawRow) -> str:
    """Return the table that a column of a row refers to, empty for none."""
    if column == "of_id":
        return str(row.get("of_table") or "")
    return next((ref.target for ref in shapes()[table].references if ref.column == column), "")


def shortened(words: str) -> str:
    """Return the beginning of words on one line."""
    line = " ".join(words[: SHORT * 3].split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def _is_whole(image: Image) -> bool:
    return image.before is None or image.after is None


def _last_known(reader: Reader, keys: set[Key]) -> dict[Key, RawRow]:
    """Return rows that are gone as they were when they went, else as they came."""
    found: dict[Key, RawRow] = {}
    came: dict[Key, RawRow] = {}
    for image in _mentioning(reader, {row_id for _, row_id in keys}, enough=lambda: found.keys() >= keys):
        key = (image.table, image.id)
        if key not in keys or image.before == {ERASED: 1}:
            continue
        if image.after is None and image.before is not None:
            found.setdefault(key, image.before)
        elif image.before is None and image.after is not None:
            came.setdefault(key, image.after)
    return came | found


def _mentioning(reader: Reader, ids: set[str], enough: Callable[[], bool] | None = None) -> Iterator[Image]:
    """Yield the images of the steps that name one of the ids, newest first; the others are not read."""
    for (packed,) in reader.driver_rows("SELECT images FROM history_step WHERE images IS NOT NULL ORDER BY seq DESC"):
        if enough is not None and enough():
            return
        try:
            yield from reversed(unpack_naming(packed, ids))
        except ValueError:
            raise Damaged(UNREADABLE) from None


def _among(reader: Reader, sql: str, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    listed = list(ids)
    for at in range(0, len(listed), AT_ONCE):
        part = listed[at : at + AT_ONCE]
        yield from reader.driver_rows(sql % ", ".join("?" * len(part)), *part)


__all__ = ["Hidden", "Known", "Thing", "shortened", "target_of"]
