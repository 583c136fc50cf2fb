"""sqlcipher3 has no types of its own; its dbapi2 is that of the standard library's sqlite3."""

from sqlcipher3 import dbapi2 as dbapi2
