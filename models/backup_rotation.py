"""Which backups are kept: many of the last hour, fewer the older they are, and always the newest that was verified."""

from collections.abc import Iterable, Sequence

from models.backup_records import Backup

HOUR, DAY, WEEK = 3600.0, 24 * 3600.0, 7 * 24 * 3600.0
OF_LAST_HOUR = 6
SPANS = ((DAY, HOUR), (14 * DAY, DAY), (26 * WEEK, WEEK))  # up to this age, one of each such span
BEFORE_SOMETHING = 10  # backups that were made before an import, a merge, a restore …
AT_ONCE = 3  # removed at once: a clock that jumps must not empty the folder
MOST_BYTES = 2_000_000_000


def superfluous(backups: Sequence[Backup], most_bytes: int = MOST_BYTES) -> tuple[Backup, ...]:
    """Return the backups that may go now, oldest first; `backups` is newest first. A few at a time."""
    if not backups:
        return ()
    kept = _kept(backups)
    gone = [one for one in backups if one not in kept]
    return tuple(reversed(gone))[:AT_ONCE] + _too_large(backups, kept, most_bytes)


def _kept(backups: Sequence[Backup]) -> list[Backup]:
    now = backups[0].passed
    good = [one for one in backups if one.verified]
    kept = {backups[0].counter, *(one.counter for one in good[:1])}
    kept |= {one.counter for one in [one for one in good if one.reason][:BEFORE_SOMETHING]}
    kept |= {one.counter for one in [one for one in good if now - one.passed < HOUR][:OF_LAST_HOUR]}
    for until, span in SPANS:
        kept |= _one_of_each(good, now, until, span)
    # What cannot be read may be looked at by somebody who knows how; only age takes it away.
    kept |= {one.counter for one in backups if not one.verified and now - one.passed < SPANS[-1][0]}
    return [one for one in backups if one.counter in kept]


def _one_of_each(good: Iterable[Backup], now: float, until: float, span: float) -> set[int]:
    """Return the newest of each span of the time line, which stands still while backups grow older."""
    found: dict[int, int] = {}
    for one in good:
        if now - one.passed < until:
            found.setdefault(int(one.passed // span), one.counter)
    return set(found.values())


def _too_large(backups: Sequence[Backup], kept: list[Backup], most_bytes: int) -> tuple[Backup, ...]:
    """Return the oldest that must go so that the rest fits; never the newest, nor the newest verified one."""
    newest = {backups[0].counter, next((one.counter for one in backups if one.verified), -1)}
    whole = sum(one.size for one in kept)
    gone: list[Backup] = []
    for one in reversed(kept):
        if whole <= most_bytes:
            break
        if one.counter not in newest:
            gone.append(one)
            whole -= one.size
    return tuple(gone)
