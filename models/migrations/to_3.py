"""From version 2 to 3: what comes back by the codes says more, further questions, and versions of texts that know what
they were written for.

Row images of the history stay as they are: they lack the new columns, and the writer fills in what was not said.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic is heavy and nearly never needed
    from alembic.operations import Operations

STATEMENTS = (
    "ALTER TABLE response ADD COLUMN verdict TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE response ADD COLUMN whole BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE response ADD COLUMN set_aside BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE response ADD COLUMN language TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE response ADD COLUMN participant_id TEXT CONSTRAINT fk_response_participant_id "
    "REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX ix_response_participant_id ON response (participant_id)",
    "CREATE TABLE response_answer (response_id TEXT NOT NULL, question TEXT DEFAULT '' NOT NULL, "
    "words TEXT DEFAULT '' NOT NULL, \"order\" TEXT DEFAULT '' NOT NULL, id TEXT NOT NULL, "
    "CONSTRAINT pk_response_answer PRIMARY KEY (id), "
    "CONSTRAINT fk_response_answer_response_id FOREIGN KEY(response_id) REFERENCES response (id) "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE INDEX ix_response_answer_response_id ON response_answer (response_id)",
    "CREATE TABLE feedback_question (kind TEXT DEFAULT 'words' NOT NULL, words TEXT DEFAULT '' NOT NULL, "
    "choices TEXT DEFAULT '' NOT NULL, \"order\" TEXT DEFAULT '' NOT NULL, id TEXT NOT NULL, "
    "CONSTRAINT pk_feedback_question PRIMARY KEY (id))",
    "ALTER TABLE text_version ADD COLUMN written_for TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE export_log ADD COLUMN language TEXT DEFAULT '' NOT NULL",
)


def migrate(op: "Operations") -> None:
    """Add the tables and columns of version 3."""
    for statement in STATEMENTS:
        op.execute(statement)
