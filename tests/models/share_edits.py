"""The edits of Share that random walks perform, beside those of support.py."""

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

from models.edits import responding, versions
from models.edits.base import Edit

MODULES: tuple[ModuleType, ...] = (responding, versions)
VERDICTS = ("right", "partly", "wrong", "")
OF_CODES = ("contribution", "theme", "story", "project", "participant", "workshop")


def _code(walk: Any, a: int, b: int) -> str:
    """A code of this project in one of the ways that people type it, or one that leads nowhere."""
    if a % 5 == 0:
        return ("no code", "", "AAAAAAA")[b % 3]
    table = OF_CODES[b % len(OF_CODES)] if b % 3 else "contribution"
    found = walk.project.store.raw.execute(f"SELECT code FROM {table} ORDER BY id").fetchall()
    code = str(found[a % len(found)][0]) if found else ""
    return (code, code.lower(), f"{code}-A")[b % 3] if table == "project" else code


def _response(walk: Any, a: int, b: int) -> responding.KeepResponse:
    return responding.KeepResponse(
        _code(walk, a, b),
        walk.words(a),
        ("slip", "web", "phone")[b % 3],
        date(2026, 3, 1 + a % 20),
        verdict=VERDICTS[b % 4],
        answers=((walk.words(a), walk.words(b)), ("Nothing", " "))[: a % 3],
        contact="fern@polku.example" if a % 4 == 0 else "",
    )


def _file(walk: Any, a: int, b: int) -> Edit:
    """A file of responses; now and then one that was there before."""
    kept = tuple(
        responding.KeepResponse(_code(walk, a + at, b), walk.words(at), "web", source_id=f"{a % 4}/{at}")
        for at in range(1 + b % 3)
    )
    return responding.KeepResponses(kept, responding.AnswersFile(f"{a % 4:064x}", "answers.csv", "csv"))


def _placed(walk: Any, a: int, b: int) -> Edit:
    note, theme = (walk.maybe(table, a) if b % 3 == at else None for at, table in enumerate(("contribution", "theme")))
    return responding.PlaceResponse(walk.pick("response", a), note, theme, whole=b % 3 == 2)


def _question(walk: Any, a: int, b: int) -> Edit:
    kind = ("words", "yes_no", "one_of")[b % 3]
    return responding.AddQuestion(walk.words(a), kind, ("Bus", "Train", " Bus ")[a % 3 :] if b % 3 == 2 else ())


VERSIONED = (("theme", "title"), ("contribution", "wording"), ("workshop", "ask"), ("answer", "sentence"))


def _version(walk: Any, a: int, b: int) -> Edit:
    """A version in another language or in easy read; now and then it is taken away."""
    table, field = VERSIONED[b % 4]
    words = "" if a % 7 == 0 else walk.words(a)
    row_id = walk.pick(table, a, f"{field} <> ''")
    return versions.WriteVersion(table, row_id, field, ("fi", "sv")[a % 2], words, "Scribe", easy_read=b % 5 == 0)


SHARE_EDITS: tuple[Callable[[Any, int, int], Edit], ...] = (
    _response,
    _response,
    _response,
    _file,
    _file,
    _placed,
    _placed,
    lambda w, a, b: responding.TakeFromPlace(w.pick("response", a)),
    lambda w, a, b: responding.SetResponseAside(w.pick("response", a), bool(b % 3)),
    lambda w, a, b: responding.ChangeResponse(
        w.pick("response", a), {"words": w.words(b)} if b % 2 else {"code": _code(w, b, a), "verdict": VERDICTS[a % 4]}
    ),
    lambda w, a, b: responding.DeleteResponse(w.pick("response", a)),
    _question,
    _question,
    lambda w, a, b: responding.ChangeQuestion(
        w.pick("feedback_question", a), {"kind": "one_of", "choices": ("A", "B")} if b % 2 else {"words": w.words(b)}
    ),
    lambda w, a, b: responding.MoveQuestion(w.pick("feedback_question", a), b % 3),
    lambda w, a, b: responding.DeleteQuestion(w.pick("feedback_question", a)),
    _version,
    _version,
    lambda w, a, b: versions.KeepVersion(w.pick("text_version", a)),
)
