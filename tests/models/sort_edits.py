"""The edits of Capture and Sort that random walks perform, beside those of support.py."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from models.edits import notes_many, pictures, redactions, tellers, theming, twins, voices
from models.edits.base import Edit
from models.pictures import PictureOwner
from models.redaction import Span

MODULES: tuple[ModuleType, ...] = (notes_many, pictures, redactions, tellers, theming, twins)
STATES = ("agreed", "changed", "not_checked")


def _some(walk: Any, a: int, b: int) -> tuple[str, ...]:
    return tuple(walk.pick("contribution", a + 3 * at) for at in range(1 + b % 3))


def _correct_note(walk: Any, a: int, b: int) -> Edit:
    note = walk.pick("contribution", a)
    voice = walk.pick("voice", b, f"contribution_id = '{note}'")
    return notes_many.CorrectNote(note, voice, ("idea", "stop")[b % 2], {"words": walk.words(b)}, () if b % 2 else None)


def _picture(walk: Any, a: int, b: int) -> Edit:
    new = pictures.NewPicture(bytes([a % 7]) * 20, "image/png", 10, 10 + b % 5, walk.words(a))
    owners = (
        PictureOwner(workshop_id=walk.maybe("workshop", 1)),
        PictureOwner(story_id=walk.maybe("story", a)),
        PictureOwner(note_id=walk.maybe("contribution", a)),
    )
    return pictures.AddPictures((new,), owners[b % 3], run="many" if b % 2 else "")


SORT_EDITS: tuple[Callable[[Any, int, int], Edit], ...] = (
    lambda w, a, b: redactions.AddRedaction("story", w.pick("story", a), (Span(b % 5, b % 5 + a % 7, "[x]"),)),
    lambda w, a, b: redactions.AddRedaction("voice", w.pick("voice", a), (Span(a % 5, a % 5 + b % 7),)),
    lambda w, a, b: redactions.SetRedactions("voice", w.pick("voice", a), (Span(0, b % 4), Span(4, 6, "[y]"))),
    lambda w, a, b: redactions.RemoveRedaction((w.pick("redaction", a),)),
    lambda w, a, b: tellers.CallTeller(w.pick("story", a), w.words(b)),
    lambda w, a, b: tellers.TieTeller(w.pick("story", a), ("Heron", "")[b % 2]),
    lambda w, a, b: tellers.SetTellersGroup(w.pick("story", a), w.maybe("segment", b)),
    lambda w, a, b: tellers.AddToldStory(voices.AddStory(w.words(a)), ("Heron", f"Person {b}")[b % 2]),
    lambda w, a, b: notes_many.ChangeMany(_some(w, a, b), values={"kind": ("idea", "keep")[b % 2]}),
    _correct_note,
    lambda w, a, b: notes_many.CorrectStory(w.pick("story", a), {"words": w.words(b)}),
    lambda w, a, b: theming.NewTheme(w.words(a), _some(w, a, b), w.maybe("workshop", b), "scribe"),
    lambda w, a, b: theming.PutNotes(_some(w, a, b), w.pick("theme", b), by="scribe"),
    lambda w, a, b: theming.TakeOut((w.pick("contribution", a, "id IN (SELECT contribution_id FROM theme_note)"),)),
    lambda w, a, b: theming.SplitTheme(w.words(b), _some(w, b, a)),
    lambda w, a, b: theming.ChangeTheme(w.pick("theme", a), {"summary": w.words(b)}),
    lambda w, a, b: theming.MoveTheme(w.pick("theme", a), b % 4),
    lambda w, a, b: theming.MarkReadBack(w.pick("contribution", a), STATES[b % 3], w.words(a) if b % 2 else None),
    lambda w, a, b: theming.MarkThemeReadBack(w.pick("theme", a), STATES[b % 3]),
    lambda w, a, b: theming.JoinThemes(w.pick("theme", a), w.pick("theme", b)),
    lambda w, a, b: theming.DeleteTheme(w.pick("theme", a)),
    lambda w, a, b: twins.KeepApart(*sorted((w.pick("contribution", a), w.pick("contribution", b)))),
    lambda w, a, b: twins.NoLongerApart(w.pick("kept_apart", a)),
    _picture,
    lambda w, a, b: pictures.ChangePicture(w.pick("picture_place", a), w.words(b)),
    lambda w, a, b: pictures.DeletePicture(w.pick("picture_place", a)),
)
