"""From version 3 to 4: stages and lanes know what they were copied from, and printed step codes are never given anew.

Row images of the history stay as they are: they lack the new columns, and the writer fills in what was not said.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic is heavy and nearly never needed
    from alembic.operations import Operations


def _key(table: str, column: str, target: str) -> str:
    return (
        f"CONSTRAINT fk_{table}_{column} FOREIGN KEY({column}) REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    )


def _origin(table: str) -> tuple[str, str]:
    return (
        f"ALTER TABLE {table} ADD COLUMN origin_id TEXT CONSTRAINT fk_{table}_origin_id "
        f"REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED",
        f"CREATE INDEX ix_{table}_origin_id ON {table} (origin_id)",
    )


STATEMENTS = (
    *_origin("stage"),
    *_origin("lane"),
    "CREATE TABLE step_alias (path_id TEXT NOT NULL, printed TEXT DEFAULT '' NOT NULL, stage_id TEXT, lane_id TEXT, "
    "touchpoint_id TEXT, id TEXT NOT NULL, CONSTRAINT pk_step_alias PRIMARY KEY (id), "
    + ", ".join(_key("step_alias", f"{target}_id", target) for target in ("path", "stage", "lane", "touchpoint"))
    + ")",
    *(
        f"CREATE INDEX ix_step_alias_{target}_id ON step_alias ({target}_id)"
        for target in ("path", "stage", "lane", "touchpoint")
    ),
)


def migrate(op: "Operations") -> None:
    """Add the tables and columns of version 4."""
    for statement in STATEMENTS:
        op.execute(statement)
