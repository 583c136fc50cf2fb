"""How backups are told of: when, why, how much is in them, what was done last."""

from datetime import date, datetime
from pathlib import Path

from models.backup_finding import DAMAGED, GONE, IN_USE, LOCKED
from models.backup_reading import Facts
from models.backup_records import Backup
from models.backups import (
    AFTER_ERASURE,
    AFTER_LOCK,
    BEFORE_IMPORT,
    BEFORE_MERGE,
    BEFORE_MIGRATION,
    BEFORE_RESTORE,
    BY_HAND,
)
from models.history import REDO, UNDO
from resources.texts import N_, Translator
from widgets.lists.cards import CardData
from widgets.start.recent import day_words

REASONS = {
    BY_HAND: N_("by hand"),
    AFTER_ERASURE: N_("after erasing"),
    AFTER_LOCK: N_("after locking"),
    BEFORE_IMPORT: N_("before an import"),
    BEFORE_MERGE: N_("before a merge"),
    BEFORE_RESTORE: N_("before restoring"),
    BEFORE_MIGRATION: N_("before a newer version"),
}
STATES = {
    GONE: N_("The file is not there any more. A backup can be put back under its name."),
    DAMAGED: N_("The file cannot be read now. It is kept beside, as it is, when a backup takes its place."),
    LOCKED: N_("The file is locked with a password. Open it first to see what differs."),
    IN_USE: N_("Somebody has the file open. Close it there before you put a backup in its place."),
}


def moment_words(at: datetime, today: date, tr: Translator, *, seconds: bool = False) -> str:
    """Return a moment as people say it, in the time of this machine."""
    local = at.astimezone()
    clock = local.strftime("%H:%M:%S" if seconds else "%H:%M")
    return tr("{day}, {time}", day=day_words(local.date(), today, tr), time=clock)


def card_of(backup: Backup, today: date, tr: Translator) -> CardData:
    """Return a backup as a line of the list."""
    chips = [(tr(REASONS[backup.reason]), "neutral")] if backup.reason in REASONS else []
    state, icon = ("", "circle-check")
    if backup.locked:
        state, icon = tr("locked"), "lock"
    elif not backup.verified:
        state, icon = tr("damaged"), "triangle-alert"
    if state:
        chips.append((state, "waiting"))
    when = moment_words(backup.at, today, tr)
    counts = counts_words(backup, tr)
    done = last_words(backup, tr)
    last = tr("last: {what}", what=done) if done else ""
    checked = tr("checked") if backup.verified else ""
    spoken = ". ".join(part for part in (when, *(chip[0] for chip in chips), counts, last, checked) if part)
    return CardData(
        backup.id, when, " · ".join(filter(None, (counts, last))), tuple(chips), icon=icon, spoken=spoken, low=True
    )


def counts_words(told: Backup | Facts, tr: Translator) -> str:
    """Return how much there is; nothing where it could not be looked into."""
    if told.stories < 0:
        return ""
    return " · ".join(
        (
            tr.count("{n} story", "{n} stories", told.stories),
            tr.count("{n} note", "{n} notes", told.notes),
            tr.count("{n} answer", "{n} answers", told.answers),
        )
    )


def last_words(told: Backup | Facts, tr: Translator) -> str:
    """Return what was done last: the label of a step, which holds no words of people."""
    if not told.label:
        return ""
    what = tr(told.label)
    if told.kind == UNDO:
        return tr("Undo “{what}”", what=what)
    return tr("Redo “{what}”", what=what) if told.kind == REDO else what


def size_words(size: int, tr: Translator) -> str:
    """Return a size in megabytes."""
    return tr("{n} MB", n=f"{max(size, 100_000) / 1_000_000:.1f}")


def place_words(path: Path) -> str:
    """Return where a file lies."""
    return str(path.parent)
