"""What is done beside the window: a document made to be looked at, and one made to be kept."""

from collections.abc import Callable
from pathlib import Path

from exports.catalog import Export, Made, Proof, make, proof
from exports.target import Cancelled as Stopped
from models.errors import PolkuError
from models.snapshot import Snapshot
from resources.texts import Translator
from widgets.jobs import Cancelled, Step


def proof_work(
    export: Export, copy: Snapshot, options: object, language: str, own_words: str = ""
) -> Callable[[Step], Proof]:
    """Return the work of making a document in memory; it closes the copy of the project.

    `own_words`: the path of an own word list, empty for none.
    """
    words = Path(own_words) if own_words else None

    def work(step: Step) -> Proof:
        with copy:
            step(0, 1)
            try:
                return proof(export, copy, options, language=language, own_words=words, cancelled=step.cancelled)
            except Stopped:
                raise Cancelled from None

    return work


def save_work(
    export: Export, copy: Snapshot, options: object, language: str, target: Path, written: list[Made]
) -> Callable[[Step], Made]:
    """Return the work of writing a document; `written` then holds it, also where Cancel came a moment too late."""

    def work(step: Step) -> Made:
        with copy:
            step(0, 1)
            try:
                made = make(export, copy, target, options, language=language, progress=step, cancelled=step.cancelled)
            except Stopped:
                raise Cancelled from None
        written.append(made)
        return made

    return work


def sentence_of(error: object, tr: Translator) -> str:
    """Return what to tell a person about a failure; empty for a bug, which belongs to the crash net."""
    if isinstance(error, PolkuError):
        return error.sentence(tr)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this document. Close other programs and try again.")
    if isinstance(error, OSError):
        return tr("The document could not be written: {why}. Choose another place.", why=error.strerror or "")
    return ""
