"""What a merge brings beside people's rows: the other files' steps, pictures, devices, what was exported, conflicts."""

from collections.abc import Iterable, Sequence

from models.history import COLUMNS, INSERT, digest_of
from models.merging.graph import GraphStep
from models.reader import Reader
from models.statements import Statements

CONFLICT = (
    "INSERT INTO merge_conflict (id, step_id, kind, row_table, row_id, field, here, there, chosen, settled) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
LOGGED = ("id", "export", "file_name", "purpose", "stories", "exported_at", "language")
DEVICE = (
    "INSERT INTO device (id, place, code_block, code_counter, step_counter, since) VALUES (?, '', ?, ?, ?, 0) "
    "ON CONFLICT (id) DO UPDATE SET code_counter = max(code_counter, excluded.code_counter)"
)
AFTER = COLUMNS.index("after")


def steps(statements: Statements, brought: Sequence[GraphStep], merge_id: str) -> None:
    """Append other files' steps, each behind what it follows. They are on no stack of undo here."""
    for step in brought:
        signed = (*step.signed[:AFTER], " ".join(step.after))
        statements.send(INSERT, *signed, merge_id, digest_of(signed, step.images), step.images)


def the_rest(statements: Statements, other: Reader) -> None:
    """Bring the bytes of pictures, who wrote the other file, and what left it in documents."""
    for (sha256,) in other.driver_rows("SELECT sha256 FROM picture_bytes"):
        if not statements.rows("SELECT 1 FROM picture_bytes WHERE sha256 = ?", sha256):
            ((content,),) = other.driver_rows("SELECT content FROM picture_bytes WHERE sha256 = ?", sha256)
            statements.send("INSERT INTO picture_bytes (sha256, content) VALUES (?, ?)", sha256, content)
    statements.send_many(DEVICE, other.driver_rows("SELECT id, code_block, code_counter, step_counter FROM device"))
    names = ", ".join(LOGGED)
    marks = ", ".join("?" * len(LOGGED))
    logged = other.driver_rows(f"SELECT {names} FROM export_log")  # noqa: S608 - constants
    statements.send_many(f"INSERT OR IGNORE INTO export_log ({names}) VALUES ({marks})", logged)  # noqa: S608


def leave_place(statements: Statements, device_id: str) -> None:
    """Let the next edit here come from a new device: this one's name or its codes are in use elsewhere."""
    statements.send("UPDATE device SET place = '' WHERE id = ?", device_id)


def conflicts(statements: Statements, rows: Iterable[tuple[object, ...]]) -> None:
    """Keep what two computers said differently until a person decides."""
    statements.send_many(CONFLICT, rows)
