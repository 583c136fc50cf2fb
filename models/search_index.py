"""The full-text indexes, kept by the writer in the same transaction (a trigger would be unsafe code in the file)."""

from collections.abc import Callable, Iterable

from models.search_text import searchable
from models.shapes import RawRow, Shape, StoredRow, shapes
from models.statements import Statements
from models.tables import SEARCH_INDEX, SEARCH_TABLES

ADD_ENTRY = "INSERT INTO search_entry (key, row_table, row_id, body) VALUES (?, ?, ?, ?)"
ADD_TEXT = tuple(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)" for table in SEARCH_TABLES)  # noqa: S608 - constants
# The indexes keep no text of their own: what goes must be told to them as it was.
TAKE_TEXT = tuple(
    f"INSERT INTO {table} ({table}, rowid, body) VALUES ('delete', ?, ?)"  # noqa: S608 - constants
    for table in SEARCH_TABLES
)
# A larger table of what is not yet written to the index: an import takes two thirds of the time.
LARGER = tuple(
    f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 4194304)"  # noqa: S608 - constants
    for table in SEARCH_TABLES
)
# Which rows hold words of a story or of a note: table, and the column that leads there.
OF_STORY = (("story", "id"), ("story_tag", "story_id"), ("picture_place", "story_id"))
OF_NOTE = (("contribution", "id"), ("picture_place", "contribution_id"))
GONE = "SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL"
# Notes with a withdrawn voice, and whether all their voices are.
NOTES_WITH_GONE = (
    f"SELECT contribution_id, min(id IN ({GONE})) FROM voice WHERE contribution_id IN "  # noqa: S608 - constants
    f"(SELECT contribution_id FROM voice WHERE id IN ({GONE})) GROUP BY contribution_id"
)


def make_index(send: Callable[[str], object]) -> None:
    """Make the empty indexes of a new file."""
    for statement in (*SEARCH_INDEX, *LARGER):
        send(statement)


class SearchIndex:
    """Which words stand in which row."""

    def __init__(self, statements: Statements) -> None:
        self._sql = statements

    def add(self, shape: Shape, rows: Iterable[StoredRow]) -> None:
        """Index rows that were inserted; one without words is left out. `settle` hides what was withdrawn."""
        if not shape.searched:
            return
        own, places = shape.place("id"), [shape.place(name) for name in shape.searched]
        found = [
            (row[own], searchable(body))
            for row in rows
            if (body := "\n".join(str(row[at]) for at in places if row[at]))
        ]
        if not found:
            return
        row_id, body = found[0]
        first = self._sql.send(ADD_ENTRY, None, shape.name, row_id, body)
        for statement in ADD_TEXT:
            self._sql.send(statement, first, body)
        if rest := list(enumerate(found[1:], first + 1)):
            self._sql.send_many(ADD_ENTRY, ((key, shape.name, row_id, body) for key, (row_id, body) in rest))
            for statement in ADD_TEXT:
                self._sql.send_many(statement, ((key, body) for key, (_, body) in rest))

    def replace(self, shape: Shape, row: RawRow) -> None:
        """Index a row anew."""
        self.remove(str(row["id"]))
        self.add(shape, (tuple(row[name] for name in shape.columns),))

    def remove(self, row_id: str) -> None:
        """Take a row out of the index."""
        for key, body in self._sql.rows("SELECT key, body FROM search_entry WHERE row_id = ?", row_id):
            for statement in TAKE_TEXT:
                self._sql.send(statement, key, body)
            self._sql.send("DELETE FROM search_entry WHERE key = ?", key)

    def flush(self) -> None:
        """Write to the file what the index gathered in memory: FTS5 does so at every savepoint."""
        self._sql.send("SAVEPOINT gathered")
        self._sql.send("RELEASE gathered")

    def settle(self) -> None:
        """Hide every word of withdrawn stories and voices, and of notes whose voices are all withdrawn.

        To be called when the rows of a transaction are written: undo, merging twins and a changed wording may
        have brought such words into the index, and a new voice may have brought a note back into sight.
        """
        gone = self._sql.rows("SELECT story_id, voice_id FROM withdrawal")
        for story_id, voice_id in gone:
            if story_id:
                self._hide(OF_STORY, story_id)
            else:
                self.remove(str(voice_id))
        if gone:
            for note_id, all_gone in self._sql.rows(NOTES_WITH_GONE):
                (self._hide if all_gone else self._show)(OF_NOTE, note_id)

    def show_story(self, story_id: str) -> None:
        """Index a story's words again after a new consent ended its withdrawal."""
        self._show(OF_STORY, story_id)

    def _hide(self, places: Iterable[tuple[str, str]], owner_id: str) -> None:
        for table, column in places:
            for row in self._belonging(table, column, owner_id):
                self.remove(str(row["id"]))

    def _show(self, places: Iterable[tuple[str, str]], owner_id: str) -> None:
        for table, column in places:
            for row in self._belonging(table, column, owner_id):
                self.replace(shapes()[table], row)

    def _belonging(self, table: str, column: str, owner_id: str) -> list[RawRow]:
        shape = shapes()[table]
        sql = f'{shape.select_all} WHERE "{column}" = ?'
        return [dict(zip(shape.columns, row, strict=True)) for row in self._sql.rows(sql, owner_id)]
