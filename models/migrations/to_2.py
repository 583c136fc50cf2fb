"""From version 1 to 2: votes counted on paper, notes kept apart, a clearer wording that its teller agreed to.

Row images of the history stay as they are: they lack the new columns, and the writer fills in what was not said.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic is heavy and nearly never needed
    from alembic.operations import Operations

STATEMENTS = (
    "ALTER TABLE story ADD COLUMN clearer_agreed BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE story ADD COLUMN table_name TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE vote_round ADD COLUMN top INTEGER DEFAULT '5' NOT NULL",
    "ALTER TABLE vote_round ADD COLUMN again_of_id TEXT CONSTRAINT fk_vote_round_again_of_id "
    "REFERENCES vote_round (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE vote_round ADD COLUMN closed_at INTEGER",
    "CREATE INDEX ix_vote_round_again_of_id ON vote_round (again_of_id)",
    "ALTER TABLE vote_option ADD COLUMN left_out TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE ballot ADD COLUMN papers INTEGER DEFAULT '1' NOT NULL",
    "CREATE TABLE vote_turnout (round_id TEXT NOT NULL, segment_id TEXT, tally TEXT DEFAULT '' NOT NULL, "
    "papers INTEGER DEFAULT '0' NOT NULL, id TEXT NOT NULL, CONSTRAINT pk_vote_turnout PRIMARY KEY (id), "
    "CONSTRAINT fk_vote_turnout_round_id FOREIGN KEY(round_id) REFERENCES vote_round (id) "
    "DEFERRABLE INITIALLY DEFERRED, "
    "CONSTRAINT fk_vote_turnout_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE INDEX ix_vote_turnout_round_id ON vote_turnout (round_id)",
    "CREATE INDEX ix_vote_turnout_segment_id ON vote_turnout (segment_id)",
    "CREATE TABLE kept_apart (contribution_id TEXT NOT NULL, other_id TEXT NOT NULL, id TEXT NOT NULL, "
    "CONSTRAINT pk_kept_apart PRIMARY KEY (id), "
    "CONSTRAINT fk_kept_apart_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) "
    "DEFERRABLE INITIALLY DEFERRED, "
    "CONSTRAINT fk_kept_apart_other_id FOREIGN KEY(other_id) REFERENCES contribution (id) "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE INDEX ix_kept_apart_contribution_id ON kept_apart (contribution_id)",
    "CREATE INDEX ix_kept_apart_other_id ON kept_apart (other_id)",
)


def migrate(op: "Operations") -> None:
    """Add the tables and columns of version 2."""
    for statement in STATEMENTS:
        op.execute(statement)
