"""What may stand instead of a marked text: only what the file holds, in the language of the text."""

from datetime import date

from babel.dates import format_date

from models.answers import YES_CODES
from models.wording_facts import Facts
from models.wording_lists import WordLists

_PHRASED = (*YES_CODES, "decide", "pass", "unknown", "no")


class Says:
    """Says facts in the words of a list."""

    def __init__(self, facts: Facts, lists: WordLists) -> None:
        self._facts, self._lists = facts, lists

    def answer(self) -> str | None:
        """Return the sentence that the answer allows, with its date where there is one; None: no answer, no words."""
        facts = self._facts
        code = "pass" if facts.code == "passed_on" else facts.code
        if code not in _PHRASED or not (said := self._phrase(code)):
            return None
        return " ".join(part for part in (said, self._report()) if part)

    def dated(self) -> str | None:
        """Return the same, only where it names a day: what a vague promise lacks."""
        facts = self._facts
        days = {"decide": facts.decision_day, "unknown": facts.find_out_by}
        if days.get(facts.code) or facts.report_back:
            return self.answer() or self._report() or None
        return None

    def when(self, *, telling: bool) -> str | None:
        """Return `by` a day that fits where a vague time stood: when people are told, or when it is done."""
        facts = self._facts
        if telling:
            return self._by(facts.report_back or (facts.find_out_by if facts.code == "unknown" else None))
        if facts.settled and facts.code in YES_CODES:
            return self._by(facts.ends)
        return None

    def count(self) -> str | None:
        """Return how many of how many people, where that may be said."""
        facts = self._facts
        if facts.agreed is None or facts.asked is None or not facts.small_group <= facts.agreed <= facts.asked:
            return None
        return self._fill("count", n=facts.agreed, m=facts.asked)

    # -- inside ---------------------------------------------------------------------------------

    def _phrase(self, code: str) -> str:
        facts = self._facts
        if code == "decide" and facts.body:
            if facts.decision_day:
                return self._fill("decided_on", body=facts.body, day=self._day(facts.decision_day))
            return self._fill("decided", body=facts.body)
        if code == "pass" and facts.recipient:
            return self._fill("passed_to", recipient=facts.recipient)
        if code == "unknown" and facts.find_out_by:
            return self._fill("found_out", day=self._day(facts.find_out_by))
        if code in YES_CODES and facts.confirmed and facts.ends:
            return self._fill("done_by", day=self._day(facts.ends))
        return self._fill(code)

    def _report(self) -> str:
        facts = self._facts
        if facts.report_back is None:
            return ""
        day = self._day(facts.report_back)
        return (
            self._fill("owner_reports", owner=facts.owner, day=day) if facts.owner else self._fill("we_report", day=day)
        )

    def _by(self, day: date | None) -> str | None:
        return self._fill("by", day=self._day(day)) or None if day else None

    def _day(self, day: date) -> str:
        return format_date(day, self._lists.says.get("day", "yyyy-MM-dd"), locale=self._lists.language)

    def _fill(self, key: str, **values: object) -> str:
        words = self._lists.says.get(key, "").format(**values)
        return words[:1].upper() + words[1:] if words[-1:] == "." else words
