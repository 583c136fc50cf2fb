"""What people answered when something was read back to them, marked by one key: A agreed, C corrected."""

from models.edits.theming import MarkReadBack, MarkThemeReadBack
from widgets.context import Context

AGREED = "a"
KEYS = {AGREED: "agreed", "c": "changed"}


def mark(context: Context, state: str) -> bool:
    """Mark what is read back now: a note, or the theme itself. False: nothing is read back."""
    session = context.session
    if session.theme_id is None:
        return False
    edit = MarkReadBack(session.note_id, state) if session.note_id else MarkThemeReadBack(session.theme_id, state)
    return context.document.perform(edit) is not None


def mark_by_key(context: Context, text: str) -> bool:
    """Mark by a key that was pressed before the hall. False: the key means something else."""
    state = KEYS.get(text.lower())
    return state is not None and mark(context, state)
