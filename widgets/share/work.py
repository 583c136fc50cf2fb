"""What is done beside the window: a document made to be looked at, to be kept, or to be printed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exports.catalog import Export, Made, Proof, make, proof
from exports.target import Cancelled as Stopped
from models.errors import PolkuError
from models.snapshot import Snapshot
from resources.texts import Translator
from widgets.jobs import Cancelled, Step
from widgets.share.lacking import Lacking, lacking_in
from widgets.share.likely import Likely, likely_in
from widgets.share.wanted import Wanted


@dataclass(frozen=True)
class Looked:
    """A document made to be looked at, what looks in it as if somebody could be found by it, and which texts in it
    have no version in its language."""

    proof: Proof
    likely: tuple[Likely, ...] = ()
    lacking: tuple[Lacking, ...] = ()


def proof_work(wanted: Wanted, copy: Snapshot, own_words: str = "") -> Callable[[Step], Looked]:
    """Return the work of making a document in memory; it closes the copy of the project.

    `own_words`: the path of an own word list, empty for none.
    """
    words = Path(own_words) if own_words else None

    def work(step: Step) -> Looked:
        with copy:
            step(0, 1)
            try:
                made = proof(
                    wanted.export,
                    copy,
                    wanted.options,
                    language=wanted.language,
                    beside=wanted.beside,
                    own_words=words,
                    cancelled=step.cancelled,
                )
            except Stopped:
                raise Cancelled from None
            return Looked(made, likely_in(wanted.export, made, copy, step), lacking_in(wanted, made, copy))

    return work


def save_work(
    export: Export,
    copy: Snapshot,
    options: object,
    language: str,
    target: Path,
    written: list[Made],
    beside: str = "",
) -> Callable[[Step], Made]:
    """Return the work of writing a document; `written` then holds it, also where Cancel came a moment too late."""

    def work(step: Step) -> Made:
        with copy:
            step(0, 1)
            try:
                made = make(
                    export,
                    copy,
                    target,
                    options,
                    language=language,
                    beside=beside,
                    progress=step,
                    cancelled=step.cancelled,
                )
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
