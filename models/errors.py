"""What can go wrong, in two families: the person can fix it, or the machine is in trouble. All else is a bug.

A message holds {placeholders} and is translated when it is shown; `str()` gives it in English. A value
may be data of people, so neither family is ever written to a log with its values.
"""

from resources.texts import Translator


class PolkuError(Exception):
    """A failure that has a sentence for a person: what is wrong, where, and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def sentence(self, tr: Translator) -> str:
        """Return the sentence in the translator's language."""
        return tr(self.message, **self.values)

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


class Refused(PolkuError):
    """The person can fix it: a rule of Polku or a bad input. Nothing was changed."""


class NotAProject(Refused):
    """The file is no Polku project: another program's, a text, a folder, nothing."""


class NewerFile(Refused):
    """The file was written by a newer Polku; it is not touched."""


class InUse(Refused):
    """Somebody else has the file open. `elsewhere`: who, as models.lock_file.Holder, where it is another computer."""

    elsewhere: object | None = None


class OnlyReading(Refused):
    """The file cannot be written here, so an edit is refused."""


class GateClosed(Refused):
    """An answer cannot be confirmed: `lacks` says what is missing, as models.gate.Lack."""

    lacks: tuple[object, ...] = ()

    def sentence(self, tr: Translator) -> str:
        """Return the sentence with everything that is missing, all in the translator's language."""
        return tr(self.message, lacks=" ".join(tr(str(getattr(lack, "sentence", ""))) for lack in self.lacks))


class StoreTrouble(PolkuError):
    """The machine is in trouble: disk full, disk gone, file damaged. The sentence says what was kept."""


class FileAway(StoreTrouble):
    """The open file does not lie where it lay: its disk is gone, or it was moved, deleted or replaced."""


class Unfinished(StoreTrouble):
    """Something was done and is kept; what follows it waits until the machine is well again."""


class Damaged(StoreTrouble):
    """The file is a Polku project, and parts of it cannot be read."""


class NeedsPassword(Refused):
    """The file is locked, and no password was given."""


class WrongPassword(NeedsPassword):
    """The password does not open the file; it was left as it is."""


class CannotLock(Refused):
    """A locked file, where the driver knows no locks; nothing is ever written plain instead."""
