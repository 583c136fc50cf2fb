"""From version 1 to 2: votes counted on paper, notes kept apart, a clearer wording that its teller agreed to, an index
of words of any script, what changed of promises and of what we have.

Row images of the history stay as they are: they lack the new columns, and the writer fills in what was not said.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.search_text import searchable

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
    "ALTER TABLE earlier_promise ADD COLUMN owner TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE earlier_promise ADD COLUMN due TEXT",
    "ALTER TABLE earlier_promise ADD COLUMN source TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE earlier_promise ADD COLUMN source_id TEXT DEFAULT '' NOT NULL",
    "CREATE TABLE change_log (answer_id TEXT, envelope_line_id TEXT, field TEXT DEFAULT '' NOT NULL, "
    "was TEXT DEFAULT '' NOT NULL, became TEXT DEFAULT '' NOT NULL, by TEXT DEFAULT '' NOT NULL, "
    "why TEXT DEFAULT '' NOT NULL, changed_at INTEGER, id TEXT NOT NULL, CONSTRAINT pk_change_log PRIMARY KEY (id), "
    "CONSTRAINT ck_change_log_one_subject CHECK ((answer_id IS NULL) <> (envelope_line_id IS NULL)), "
    "CONSTRAINT fk_change_log_answer_id FOREIGN KEY(answer_id) REFERENCES answer (id) "
    "DEFERRABLE INITIALLY DEFERRED, "
    "CONSTRAINT fk_change_log_envelope_line_id FOREIGN KEY(envelope_line_id) REFERENCES envelope_line (id) "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE INDEX ix_change_log_answer_id ON change_log (answer_id)",
    "CREATE INDEX ix_change_log_envelope_line_id ON change_log (envelope_line_id)",
)

INDEX = (  # written out here: what later versions make of it is theirs
    "CREATE VIRTUAL TABLE search USING fts5(body, content='search_entry', content_rowid='key', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\", prefix='1 2 3')",
    "CREATE VIRTUAL TABLE search_part USING fts5(body, content='search_entry', content_rowid='key', "
    "tokenize='trigram', detail=none, columnsize=0)",
    "INSERT INTO search(search, rank) VALUES ('hashsize', 4194304)",
    "INSERT INTO search_part(search_part, rank) VALUES ('hashsize', 4194304)",
    "INSERT INTO search(search) VALUES ('rebuild')",
    "INSERT INTO search_part(search_part) VALUES ('rebuild')",
)


def migrate(op: "Operations") -> None:
    """Add the tables and columns of version 2, and make the search index anew."""
    for statement in STATEMENTS:
        op.execute(statement)
    _index_anew(op.get_bind())


def _index_anew(connection: Connection) -> None:
    send: Callable[..., object] = connection.exec_driver_sql
    send("ALTER TABLE search_entry ADD COLUMN body TEXT DEFAULT '' NOT NULL")
    bodies = connection.exec_driver_sql("SELECT rowid, body FROM search").fetchall()
    send("DROP TABLE search")
    if bodies:
        texts = [(searchable(str(body)), key) for key, body in bodies]
        send("UPDATE search_entry SET body = ? WHERE key = ?", texts)
    for statement in INDEX:
        send(statement)
