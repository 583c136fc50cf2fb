"""The same names as in sqlite3.dbapi2, so that code for both drivers is checked once."""

from sqlite3.dbapi2 import *
