"""From version 4 to 5: steps know what they follow and who brought them, and carry a digest of themselves; what two
computers said differently; until when people's words may be kept.

Row images of the history stay as they are: they lack the new column, and the writer fills in what was not said.
"""

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic is heavy and nearly never needed
    from alembic.operations import Operations

STATEMENTS = (
    "ALTER TABLE history_step ADD COLUMN after TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE history_step ADD COLUMN brought_by TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE history_step ADD COLUMN digest TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE project ADD COLUMN keep_until TEXT",
    "CREATE TABLE merge_conflict (id TEXT NOT NULL, step_id TEXT NOT NULL, kind TEXT NOT NULL, "
    "row_table TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT DEFAULT '' NOT NULL, here TEXT DEFAULT '' NOT NULL, "
    "there TEXT DEFAULT '' NOT NULL, chosen TEXT DEFAULT '' NOT NULL, settled BOOLEAN DEFAULT '0' NOT NULL, "
    "CONSTRAINT pk_merge_conflict PRIMARY KEY (id))",
)
STEPS = (
    "SELECT seq, id, device, counter, wall, logical, operator, label, kind, reverses, run, after, images "
    "FROM history_step"
)


def migrate(op: "Operations") -> None:
    """Add the columns and the table of version 5, and the digests of the steps that are there."""
    for statement in STATEMENTS:
        op.execute(statement)
    send = op.get_bind().exec_driver_sql
    for seq, *fields, images in send(STEPS).fetchall():
        digest = hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode() + b"\0" + (images or b"")).hexdigest()
        send("UPDATE history_step SET digest = ? WHERE seq = ?", (digest, seq))
