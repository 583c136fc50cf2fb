"""Sorts what goes wrong while something is opened, made or read: a sentence for the person, and all else is a bug."""

from collections.abc import Callable

from resources.texts import Translator
from widgets.frame.notices import NoticeBar


def guarded(work: Callable[[], object], tr: Translator, notices: NoticeBar) -> None:
    """Do something that may be refused; the sentence is shown and what is open stays as it is."""
    try:
        work()
    except Exception as error:
        if not told(error, tr, notices):
            raise


def told(error: BaseException, tr: Translator, notices: NoticeBar) -> bool:
    """Show the sentence of an error in its family's way; False: it has none, so it is a mistake of ours.

    What the person can fix is shown calmly; a machine in trouble is shown as danger.
    """
    from models.errors import PolkuError, StoreTrouble  # with it come the models, loaded after the first frame

    if isinstance(error, PolkuError):
        notices.say(error.sentence(tr), tone="danger" if isinstance(error, StoreTrouble) else "waiting")
        return True
    if isinstance(error, OSError):  # a full disk, a folder without rights
        reason = error.strerror or type(error).__name__
        notices.say(tr("This could not be written: {reason}. Choose another place.", reason=reason), tone="danger")
        return True
    return False
