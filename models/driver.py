"""The database driver: SQLCipher's where there is a wheel for this system, else the stock one of this Python."""

import sqlite3
from types import ModuleType

from resources.texts import N_, Translator

try:
    import sqlcipher3.dbapi2 as driver
except ImportError:  # no wheel for this system: the stock driver, said in `safe_mode`
    driver = sqlite3

SAFE_SQLITE = (3, 51, 3)  # earlier ones can damage a write-ahead log that two connections use


def can_lock() -> bool:
    """Tell whether files can be locked with a password here."""
    module: ModuleType = driver
    return module.__name__.startswith("sqlcipher3")


def safe_mode(tr: Translator) -> str:
    """Return a sentence where the driver is not the tested one, else an empty text.

    Polku holds one connection in any case, which keeps the fault of older versions away.
    """
    if can_lock():
        return ""
    known = tuple(driver.sqlite_version_info) >= SAFE_SQLITE
    advice = "" if known else tr(N_("Keep backups: this version is older than the tested ones."))
    said = tr(
        N_("Safe mode: Polku uses the SQLite {version} of this Python and cannot lock a project with a password here."),
        version=driver.sqlite_version,
    )
    return f"{said} {advice}".strip()
