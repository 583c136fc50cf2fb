"""Edits of the promise ledger: another owner or another date for what was promised, with the reason."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models import records as r
from models import tables as t
from models.edits.ordering import last_key
from models.errors import Refused
from models.gate import OWNER, REPORT_BACK
from models.order import after
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class ChangePromise:
    """Give a confirmed answer another owner or another date to report back; it stays confirmed.

    The history keeps who, when, from, to and `why`. `changed`: what is different now in plain words, where the person
    says that the promise itself was changed by it; it is then kept as what became of it.
    """

    answer_id: str
    owner: str | None = None
    report_back: date | None = None
    why: str = ""
    changed: str = ""
    day: date | None = None
    label: ClassVar[str] = N_("Change a promise")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is not confirmed, nobody would answer for it, or nothing is different."""
        found = reader.records(r.AnswerRecord, t.Answer, t.Answer.id == self.answer_id)
        if not found:
            raise Refused(N_("This answer is not there any more."))
        answer = found[0]
        if not answer.confirmed:
            raise Refused(N_("This is not confirmed yet, so it is no promise. Change the answer in Weigh."))
        owner = answer.owner if self.owner is None else self.owner.strip()
        day = self.report_back or answer.report_back
        if not owner:
            raise Refused(OWNER.sentence)
        if day is None:
            raise Refused(REPORT_BACK.sentence)
        moved = writer.update(t.Answer, answer.id, owner=owner, report_back=day)
        if not moved:
            raise Refused(N_("This is what holds already. Say another date or another owner."))
        if self.changed.strip():
            about = {"contribution_id": answer.contribution_id, "theme_id": answer.theme_id}
            said = {"status": "changed", "became": self.changed.strip(), "day": self.day, "why": self.why}
            order = after(last_key(reader, t.Outcome, t.Outcome.answer_id == answer.id))
            writer.insert(t.Outcome, answer_id=answer.id, **about, **said, order=order)
