"""What is done with the file while nobody works: the log goes into the one file, which then is complete by itself."""

from contextlib import suppress
from datetime import UTC, datetime

from models.connecting import FAULTS
from models.errors import PolkuError
from models.store import Store


def put_in_order(store: Store) -> bool:
    """Empty the log into the file; False: not now. A disk that fails is told of at the next edit, not here."""
    if store.is_closed or store.is_lost or store.faulty or store.raw.in_transaction:
        return False
    with suppress(PolkuError, *FAULTS):
        if store.whereabouts:
            store.whereabouts.check()
        store.checkpoint()
        return True
    return False


def leave_other_alone(store: Store) -> None:
    """After closing: where another file was put in the place of ours, our log must not be taken for its own.

    SQLite would write it into that file. It is renamed, because it may hold the last words of ours.
    """
    if store.path is not None and store.whereabouts is not None and store.whereabouts.is_replaced():
        log = store.path.with_name(store.path.name + "-wal")
        with suppress(OSError):
            if log.exists():
                log.rename(log.with_name(f"{log.name}.{datetime.now(UTC):%Y%m%d-%H%M%S}.left"))
