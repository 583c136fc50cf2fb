"""Sorts what goes wrong while something is opened, made or read: a sentence for the person, and all else is a bug."""

from collections.abc import Callable

from resources.texts import Translator
from widgets.frame.notices import NoticeBar


def guarded(work: Callable[[], object], tr: Translator, notices: NoticeBar) -> None:
    """Do something that may be refused; the sentence is shown and what is open stays as it is."""
    from models.errors import PolkuError  # with it come the models, which are loaded after the first frame

    try:
        work()
    except PolkuError as error:
        notices.say(error.sentence(tr), tone="waiting")
    except OSError as error:  # a full disk, a folder without rights
        reason = error.strerror or type(error).__name__
        notices.say(tr("This could not be written: {reason}. Choose another place.", reason=reason), tone="waiting")
