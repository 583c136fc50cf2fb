"""Random documents of older versions (R14): what a present one holds, as the schema of a kept file could hold it.

No older Polku is at hand to make them. Every version only added to the one before: taking away what came later, also
from the images of the history, leaves what an older Polku would have written.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models import images, queries
from models.content_hash import content_hash
from models.driver import driver
from models.images import Image
from models.project import Project
from tests.models.merging.laptops import REDOING, UNDOING, started, walked
from tests.models.support import EDITS, Rows

Names = dict[str, tuple[str, ...]]

TURNS = 5  # undoing, and redoing, is as likely as so many kinds of edits
SEARCHED = ("waited", "nobody rang", "Ünïcödé")
SEARCH = ("search", "search_part")  # virtual tables: their own ones go with them


def make_document(path: Path, number: random.Random, steps: int = 150) -> None:
    """Write a document that random edits, undone and redone ones among them, have made."""
    kinds = (*range(len(EDITS)), *(turn for turn in (UNDOING, REDOING) for _ in range(TURNS)))
    with started() as project:
        walked(project, [(number.choice(kinds), number.randrange(60), number.randrange(60)) for _ in range(steps)])
        project.save_copy(path)


def make_older(present: Path, kept: Path, older: Path) -> None:
    """Write what a document holds as a file of the version of `kept`: its schema, its columns, its images."""
    older.write_bytes(kept.read_bytes())
    connection = driver.connect(str(older))
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("ATTACH ? AS present", (str(present),))
        names = columns_of(connection)
        for table, own in names.items():
            quoted = ", ".join(f'"{name}"' for name in own)
            connection.execute(f'DELETE FROM main."{table}"')
            connection.execute(f'INSERT INTO main."{table}" ({quoted}) SELECT {quoted} FROM present."{table}"')
        for seq, packed in connection.execute("SELECT seq, images FROM history_step").fetchall():
            known = images.pack(_known(packed, names))
            connection.execute("UPDATE history_step SET images = ? WHERE seq = ?", (known, seq))
        _index(connection, names)
        connection.commit()
    finally:
        connection.close()


def what_is_lost(present: Path, kept: Path, older: Path) -> list[str]:
    """Make an older document of a present one, open it, and return what is not as it was; nothing: all is."""
    make_older(present, kept, older)
    connection = driver.connect(str(older))
    names = {name: own for name, own in columns_of(connection).items() if name != "search_entry"}
    connection.close()
    before = rows_of(older, names)
    with Project.open(older) as project:
        lost = [f"fault: {fault}" for fault in project.full_check()]
    after = rows_of(older, names)
    lost += [f"table {name}" for name in names if before[name] != after[name]]
    if lost:
        return lost
    with Project.open(older) as project:
        with Project.open(present, reading=True) as whole:
            lost += [f"search for {words}" for words in SEARCHED if found_by(project, words) != found_by(whole, words)]
        content, turns = project.ask(content_hash), 0
        while project.undo_label():
            project.undo()
            turns += 1
        for _ in range(turns):
            project.redo()
        lost += ["undone and redone"] * (project.ask(content_hash) != content)
    return lost


def found_by(project: Project, words: str) -> list[tuple[str, str]]:
    return sorted(project.ask(queries.search, words, 1000))


def columns_of(connection: Any) -> Names:
    """Return the ordinary tables of a file and their columns."""
    tables = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    mine = [name for (name,) in tables if name == "search_entry" or not name.startswith((*SEARCH, "sqlite_"))]
    return {
        name: tuple(row[1] for row in connection.execute(f'PRAGMA main.table_info("{name}")').fetchall())
        for name in mine
    }


def rows_of(path: Path, names: Names) -> Rows:
    """Return the rows of a file, as far as these tables and columns go; images are unpacked."""
    connection = driver.connect(str(path))
    try:
        found: Rows = {}
        for table, own in names.items():
            quoted = ", ".join(f'"{name}"' for name in own)
            rows = connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid').fetchall()
            at = own.index("images") if table == "history_step" else -1
            found[table] = [tuple(_plain(v, names) if n == at else v for n, v in enumerate(row)) for row in rows]
        return found
    finally:
        connection.close()


def _plain(packed: bytes | None, names: Names) -> str:
    return repr([*_known(packed, names)])


def _known(packed: bytes | None, names: Names) -> Iterator[Image]:
    """Yield what a version knows of a step; what changed nothing that it knows is no image."""
    for image in images.unpack(packed):
        own = names.get(image.table, ())
        before, after = (
            None if row is None else {name: value for name, value in row.items() if name in own}
            for row in (image.before, image.after)
        )
        if own and (before or after):
            yield Image(image.table, image.id, before, after)


def _index(connection: Any, names: Names) -> None:
    if "body" in names["search_entry"]:
        for name in SEARCH:
            connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    else:  # version 1 kept the words in the index itself
        connection.execute("DELETE FROM search")
        connection.execute("INSERT INTO search(rowid, body) SELECT key, body FROM present.search_entry")
