"""What the ledger says: the state of a promise as a word with a shape and a tone, and each change as a sentence."""

from dataclasses import dataclass
from datetime import date

from models import vocabulary as v
from models.answers import phrase
from models.promises import HistoryEntry, Promise
from resources.texts import N_, Translator
from widgets.fields.reading import date_in_words

FIELDS = {
    "code": N_("Answer"),
    "sentence": N_("What was said"),
    "owner": N_("Who answers for it"),
    "report_back": N_("Report back"),
    "body": N_("Who decides"),
    "decision_day": N_("Day of the decision"),
    "recipient": N_("Passed on to"),
    "find_out_by": N_("We find out by"),
    "reason_kind": N_("Kind of reason"),
    "reason": N_("Reason"),
    "possible_part": N_("Which part could be done"),
    "fix_or_fit": N_("What it changes"),
}
DAYS = ("report_back", "decision_day", "find_out_by")
TERMS = {"reason_kind": v.NO_REASONS, "fix_or_fit": v.FIX_OR_FIT}
OUTCOME_LOOKS = {
    "kept": ("settled", "check"),
    "late": ("waiting", "clock"),
    "changed": ("story", "repeat"),
    "broken": ("waiting", "circle-slash"),
}


@dataclass(frozen=True, slots=True)
class State:
    """How a promise stands: its words, a tone, and an icon that says the same without colour."""

    words: str
    tone: str
    icon: str


def state_of(tr: Translator, line: Promise, today: date) -> State:
    """Return how an answer stands today."""
    state, over = line.state(today), line.days_over(today)
    if state in OUTCOME_LOOKS:
        return State(tr(v.label(v.OUTCOMES, state)), *OUTCOME_LOOKS[state])
    if state == "overdue" and line.code != "no":
        return State(tr.count("Late by {n} day", "Late by {n} days", over), "waiting", "clock")
    if not line.is_yes():
        return _waits(tr, line)
    if line.status == "late" and state != "due":
        return State(tr("Late, now due {day}", day=date_in_words(line.report_back, tr.language)), "waiting", "clock")
    if state == "due":
        return State(tr("Due today"), "waiting", "calendar")
    if state == "soon":
        return State(tr.count("Due in {n} day", "Due in {n} days", -over), "neutral", "calendar")
    return State(tr("Open"), "neutral", "circle")


def _waits(tr: Translator, line: Promise) -> State:
    if line.code == "decide":
        return State(tr("Waits for {who}", who=line.body), "waiting", "hourglass")
    if line.code == "pass":
        return State(tr("Passed on to {who}", who=line.recipient), "neutral", "arrow-right")
    if line.code == "unknown":
        day = date_in_words(line.find_out_by, tr.language)
        return State(tr("We find out by {day}", day=day), "waiting", "search")
    return State(tr("Not possible as it is, and said so"), "neutral", "circle-slash")


def subject_title(tr: Translator, title: str, code: str, *, withdrawn: bool = False) -> str:
    """Return what a line is called: people's words as they are, or that there are none any more."""
    if withdrawn or not title:
        return tr("Withdrawn note {code}", code=code)
    return title


def below(tr: Translator, line: Promise, today: date) -> str:
    """Return the quiet line: what became of it, else what was said in public; of a late answer whom it waits for."""
    if line.became:
        return line.became
    waits = not line.is_yes() and line.state(today) == "overdue"
    parts = (_waits(tr, line).words if waits else "", line.sentence)
    return " · ".join(part for part in parts if part)


def change_title(tr: Translator, entry: HistoryEntry) -> str:
    """Return what happened, in a few words."""
    if not entry.field:
        return tr(v.label(v.OUTCOMES, entry.became))
    if entry.field == "confirmed":
        return _confirmation(tr, entry)
    return tr(FIELDS.get(entry.field, N_("Changed")))


def change_words(tr: Translator, entry: HistoryEntry) -> str:
    """Return from what to what, or what became of it in words."""
    if not entry.field:
        return entry.words
    if entry.field == "confirmed":
        return ""
    was, became = (_value(tr, entry.field, value) for value in (entry.was, entry.became))
    if entry.field == "code":  # a changed answer is provisional, until it is confirmed again
        was, became = tr(phrase(entry.was, confirmed=entry.said)), tr(phrase(entry.became, confirmed=False))
    return tr("from {was} to {became}", was=was, became=became)


def change_who(tr: Translator, entry: HistoryEntry) -> str:
    """Return when, and who."""
    day = date_in_words(entry.on, tr.language)
    return " · ".join(part for part in (day, entry.by) if part)


def _confirmation(tr: Translator, entry: HistoryEntry) -> str:
    if entry.became != "1":
        return tr("Opened again: not confirmed any more")
    how = tr(v.label(v.CONFIRMED_HOW, entry.how)) if entry.how else ""
    return tr("Confirmed · {how}", how=how) if how else tr("Confirmed")


def _value(tr: Translator, field: str, value: str) -> str:
    if not value:
        return tr("nothing said")
    if field in DAYS:
        return date_in_words(date.fromisoformat(value), tr.language)
    if field in TERMS:
        return tr(v.label(TERMS[field], value))
    return f"“{value}”" if field == "sentence" else value
