"""The full-text index, kept by the writer in the same transaction (a trigger would be unsafe code in the file)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from models.shapes import RawRow, Shape, shapes

ADD_ENTRY = "INSERT INTO search_entry (key, row_table, row_id) VALUES (?, ?, ?)"
ADD_TEXT = "INSERT INTO search (rowid, body) VALUES (?, ?)"
# Which rows hold words of a story or of a note: table, and the column that leads there.
OF_STORY = (("story", "id"), ("story_tag", "story_id"), ("picture_place", "story_id"))
OF_NOTE = (("contribution", "id"), ("picture_place", "contribution_id"))
GONE = "SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL"
# Notes with a withdrawn voice, and whether all their voices are.
NOTES_WITH_GONE = (
    f"SELECT contribution_id, min(id IN ({GONE})) FROM voice WHERE contribution_id IN "  # noqa: S608 - constants
    f"(SELECT contribution_id FROM voice WHERE id IN ({GONE})) GROUP BY contribution_id"
)


class SearchIndex:
    """Which words stand in which row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, shape: Shape, rows: Iterable[RawRow]) -> None:
        """Index rows that were inserted; one without words is left out. `settle` hides what was withdrawn."""
        if not shape.searched:
            return
        found = [(str(row["id"]), body) for row in rows if (body := _body(shape, row))]
        if not found:
            return
        first = self._next_key()
        keys = range(first, first + len(found))
        entries = [(key, shape.name, row_id) for key, (row_id, _) in zip(keys, found, strict=True)]
        texts = [(key, body) for key, (_, body) in zip(keys, found, strict=True)]
        self._many(ADD_ENTRY, entries)
        self._many(ADD_TEXT, texts)

    def replace(self, shape: Shape, row: RawRow) -> None:
        """Index a row anew."""
        self.remove(str(row["id"]))
        self.add(shape, (row,))

    def remove(self, row_id: str) -> None:
        """Take a row out of the index."""
        found = self._connection.exec_driver_sql("SELECT key FROM search_entry WHERE row_id = ?", (row_id,)).fetchone()
        if found:
            self._connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (found[0],))
            self._connection.exec_driver_sql("DELETE FROM search_entry WHERE key = ?", (found[0],))

    def settle(self) -> None:
        """Hide every word of withdrawn stories and voices, and of notes whose voices are all withdrawn.

        To be called when the rows of a transaction are written: undo, merging twins and a changed wording may
        have brought such words into the index, and a new voice may have brought a note back into sight.
        """
        gone = self._connection.exec_driver_sql("SELECT story_id, voice_id FROM withdrawal").fetchall()
        for story_id, voice_id in gone:
            if story_id:
                self._hide(OF_STORY, story_id)
            else:
                self.remove(str(voice_id))
        if gone:
            for note_id, all_gone in self._connection.exec_driver_sql(NOTES_WITH_GONE).fetchall():
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
        found = self._connection.exec_driver_sql(sql, (owner_id,)).fetchall()
        return [dict(zip(shape.columns, row, strict=True)) for row in found]

    def _next_key(self) -> int:
        row = self._connection.exec_driver_sql("SELECT coalesce(max(key), 0) + 1 FROM search_entry").fetchone()
        return int(row[0]) if row else 1

    def _many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        if len(rows) == 1:
            self._connection.exec_driver_sql(sql, rows[0])
        else:
            self._connection.exec_driver_sql(sql, list(rows))


def _body(shape: Shape, row: RawRow) -> str:
    return "\n".join(str(row[name]) for name in shape.searched if row[name])
