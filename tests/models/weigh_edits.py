"""The edits of Weigh and Reflect that random walks perform, beside those of support.py."""

from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from models.edits import answering_many, having, last_time, project, promising, weighing
from models.edits.base import Edit

MODULES: tuple[ModuleType, ...] = (answering_many, having, last_time, promising)
_CHANGED = "SELECT envelope_line_id FROM change_log WHERE field = 'amount' AND envelope_line_id IS NOT NULL"
REVIEWERS = ("", "Nurse", "Manager")


def _subject(walk: Any, a: int, b: int) -> dict[str, str]:
    return {"theme_id": walk.pick("theme", a)} if b % 3 == 0 else {"note_id": walk.pick("contribution", a)}


def _finding(walk: Any, a: int, b: int) -> Edit:
    values = {"value": ("within", "stretch", "beyond")[a % 3], "looked_by": REVIEWERS[b % 3]}
    return weighing.SetFinding(("money", "people")[b % 2], values, **_subject(walk, a, b))


def _changed_again(walk: Any, a: int, b: int) -> Edit:
    """A confirmed answer changes, which the ledger keeps."""
    row = walk.pick("answer", a, "confirmed")
    of = {"note_id": walk.pick("contribution", 0, f"id = (SELECT contribution_id FROM answer WHERE id = '{row}')")}
    return weighing.GiveAnswer("unknown", {"owner": walk.words(b), "sentence": walk.words(a)}, **of, why=walk.words(b))


def _changed_promise(walk: Any, a: int, b: int) -> Edit:
    day = date(2026, 5, 1) + timedelta(days=b)
    changed = walk.words(b) if b % 2 else ""
    return promising.ChangePromise(walk.pick("answer", a, "confirmed"), walk.words(a), day, walk.words(b), changed)


def _brought(walk: Any, a: int, b: int) -> Edit:
    """The same promises come again and again, with another outcome now and then."""
    told = tuple(
        last_time.NewEarlier(f"p/{(a + at) % 4}", walk.words(at), "Lead", None, None, ("kept", "late", "")[b % 3])
        for at in range(1 + b % 3)
    )
    return last_time.BringPromises("An earlier project", told)


def _together(walk: Any, a: int, b: int) -> Edit:
    """One answer for several, also for a theme; now and then only values, which all of them need an answer for."""
    ideas = (walk.pick("contribution", a + at, "kind IN ('idea', 'stop')") for at in range(1 + b % 3))
    subjects = tuple(("contribution", one) for one in ideas)
    subjects += (("theme", walk.pick("theme", b)),) if b % 4 == 0 else ()
    values = {"owner": walk.words(a), "recipient": walk.words(b), "report_back": date(2026, 6, 1 + b % 20)}
    return answering_many.AnswerMany(subjects, "" if a % 5 == 0 else "pass", values, why=walk.words(a))


# Answers that may be taken back: never confirmed, and nobody told what became of them.
NEVER_SAID = (
    "id NOT IN (SELECT answer_id FROM change_log WHERE answer_id IS NOT NULL) "
    "AND id NOT IN (SELECT answer_id FROM outcome)"
)


def _some_answers(walk: Any, a: int, b: int, where: str = "1") -> tuple[str, ...]:
    return tuple(walk.pick("answer", a + at, where) for at in range(1 + b % 3))


def _said_why(walk: Any, a: int, b: int) -> Edit:
    """Say why an amount changed; first there must be a line, and its amount must have changed."""
    if walk.maybe("envelope_line", 1) is None:
        return project.AddEnvelopeLine("money", walk.words(a), 10 + b)
    changed = [row[0] for row in walk.project.store.raw.execute(_CHANGED).fetchall()]
    if not changed:
        return project.ChangeEnvelopeLine(walk.pick("envelope_line", a), {"amount": 5000 + b})
    return having.SayWhyItChanged(str(changed[a % len(changed)]), walk.words(b))


WEIGH_EDITS: tuple[Callable[[Any, int, int], Edit], ...] = (
    _finding,
    _finding,
    lambda w, a, b: weighing.ChangeFinding(w.pick("finding", a), {"looked_by": REVIEWERS[b % 3], "note": w.words(a)}),
    lambda w, a, b: weighing.DeleteFinding(w.pick("finding", a)),
    lambda w, a, b: weighing.ChangeCost(w.pick("cost_line", a), {"envelope_line_id": w.maybe("envelope_line", b)}),
    _changed_again,
    lambda w, a, b: project.ChangeEnvelopeLine(w.pick("envelope_line", a), {"amount": b * 5}, why=w.words(a)),
    _changed_promise,
    _changed_promise,
    _brought,
    _together,
    _together,
    lambda w, a, b: answering_many.ConfirmMany(_some_answers(w, a, b), "Lead", "signed", "Scribe"),
    lambda w, a, b: answering_many.ConfirmMany(_some_answers(w, a, b, "code = 'pass'"), "Lead", "signed", "Scribe"),
    lambda w, a, b: weighing.DeleteAnswer(w.pick("answer", a, NEVER_SAID)),
    lambda w, a, b: answering_many.TakeBackMany(_some_answers(w, a, b, NEVER_SAID)),
    _said_why,
    _said_why,
    _said_why,
)
