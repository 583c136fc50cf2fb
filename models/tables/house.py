"""What the program keeps for itself, outside the content: history, devices, drafts, search, erasures."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, text


class House(Base):
    """A row of the program's own."""

    __abstract__ = True
    recorded = False
    undoable = False


class HistoryStep(House):
    """One committed step. `images`: what happened to each row, as models.images packs it.

    `kind`: edit (undoable), fixed (consent and withdrawal), undo, redo. `reverses`: the edit that an undo or
    a redo acts on. Steps with the same `run` follow each other and are undone together.
    """

    __tablename__ = "history_step"
    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    counter: Mapped[int]
    wall: Mapped[int]
    logical: Mapped[int]
    operator: Mapped[str] = mapped_column(default="")
    label: Mapped[str]
    kind: Mapped[str]
    reverses: Mapped[str | None]
    run: Mapped[str] = mapped_column(default="")
    images: Mapped[bytes | None] = mapped_column(LargeBinary)


class Device(House):
    """A place that wrote here: a machine and a path. The newest row is the present writer."""

    __tablename__ = "device"
    id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str]
    code_block: Mapped[int]
    code_counter: Mapped[int] = mapped_column(default=0)
    step_counter: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime]


class Tombstone(House):
    """A row whose words were erased for good: ids only."""

    __tablename__ = "tombstone"
    row_id: Mapped[str] = mapped_column(primary_key=True)
    row_table: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    erased_at: Mapped[datetime]


class ErasureIntent(House):
    """An erasure that has begun; it is finished on the next opening if the program was killed."""

    __tablename__ = "erasure_intent"
    row_id: Mapped[str] = mapped_column(primary_key=True)
    row_table: Mapped[str]


class Draft(House):
    """Words being typed that are not an edit yet, at most two seconds old."""

    __tablename__ = "draft"
    place: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str] = text()
    written_at: Mapped[datetime]


class ExportLog(House):
    """A document that left the project: what, when, and which stories it holds (JSON list of ids)."""

    __tablename__ = "export_log"
    id: Mapped[str] = mapped_column(primary_key=True)
    export: Mapped[str]
    file_name: Mapped[str] = text()
    purpose: Mapped[str] = text()
    stories: Mapped[str] = text()
    exported_at: Mapped[datetime]
    language: Mapped[str] = text()


class SearchEntry(House):
    """Which row a line of the full-text indexes stands for, and its words as they know them."""

    __tablename__ = "search_entry"
    key: Mapped[int] = mapped_column(primary_key=True)
    row_table: Mapped[str]
    row_id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str] = text()
