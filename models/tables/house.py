"""What the program keeps for itself, outside the content: history, devices, drafts, search, erasures."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, flag, text


class House(Base):
    """A row of the program's own."""

    __abstract__ = True
    recorded = False
    undoable = False


class HistoryStep(House):
    """One committed step. `images`: what happened to each row, as models.images packs it.

    `kind`: edit (undoable), fixed (consent and withdrawal), undo, redo, merge. `reverses`: the edit that an undo or
    a redo acts on. Steps with the same `run` follow each other and are undone together. `after`: the steps that this
    one follows in the history's graph, ids with spaces between; empty: the one before it in this file. `brought_by`:
    the merge that brought a step of another computer; such steps are on nobody's stack here. `digest`: of the step.
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
    after: Mapped[str] = text()
    brought_by: Mapped[str] = text()
    digest: Mapped[str] = text()


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


class MergeConflict(House):
    """What two computers said differently of one field of one row, kept until a person decides.

    `here`, `there`: both values as JSON. `chosen`: the one that stands, "here" or "there". `step_id`: the merge.
    """

    __tablename__ = "merge_conflict"
    id: Mapped[str] = mapped_column(primary_key=True)
    step_id: Mapped[str]
    kind: Mapped[str]
    row_table: Mapped[str]
    row_id: Mapped[str]
    field: Mapped[str] = text()
    here: Mapped[str] = text()
    there: Mapped[str] = text()
    chosen: Mapped[str] = text()
    settled: Mapped[bool] = flag()


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
