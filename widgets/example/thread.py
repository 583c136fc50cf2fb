"""The thread of the example: which story, step, idea and stop-doing the five stops are about, as the file has them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models import queries
from models import records as r
from models.capacity import Load, load_of
from resources.files import path_of
from widgets.document import Document

SAMPLE = "dementia_care.toml"


@dataclass(frozen=True)
class Thread:
    """What the stops show, as the file holds it now. None: somebody took it out of this copy of the example."""

    story: r.StoryRecord | None
    card: r.CardRecord | None
    note: r.NoteRecord | None
    answer: r.AnswerRecord | None
    outcome: r.OutcomeRecord | None
    stop: r.NoteRecord | None
    stop_answer: r.AnswerRecord | None
    days: Load
    frees: int  # hundredths of a staff day that confirming the stop-doing frees


def read_thread(document: Document) -> Thread:
    """Return the thread of the example project that is open."""
    named = _named(document.ask(queries.project).language)
    weighing = document.ask(queries.weighing)
    notes = {note.wording: note for note in weighing.notes if not note.withdrawn}
    answers = {answer.contribution_id: answer for answer in weighing.answers}
    note, stop = notes.get(named["note"]), notes.get(named["stop"])
    answer = answers.get(note.id) if note else None
    became = [one for one in weighing.outcomes if answer and one.answer_id == answer.id]
    cards = (card for path in document.ask(queries.paths) for card in path.cards)
    told = (story for story in document.ask(queries.stories) if not story.withdrawn)
    freed = (cost for cost in weighing.costs if stop and cost.contribution_id == stop.id)
    return Thread(
        story=next((story for story in told if story.words == named["story"]), None),
        card=next((card for card in cards if card.words == named["touchpoint"]), None),
        note=note,
        answer=answer,
        outcome=became[-1] if became else None,
        stop=stop,
        stop_answer=answers.get(stop.id) if stop else None,
        days=load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)["days"],
        frees=sum(cost.high for cost in freed if cost.measure == "days" and cost.direction == "frees"),
    )


@lru_cache
def _named(language: str) -> dict[str, str]:
    """Return the words by which the parts of the thread are found: ids are new in every copy of the example."""
    try:
        place = path_of("samples", language if language.isalpha() else "en", SAMPLE)
    except FileNotFoundError:  # somebody changed the language of the example; its words are what they were
        place = path_of("samples", "en", SAMPLE)
    data: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
    thread, turn = data["thread"], data["turn"]
    return {
        "story": _entry(data["story"], thread["story"])["words"],
        "touchpoint": _entry(data["touchpoint"], thread["touchpoint"])["text"],
        "note": _entry(data["note"], thread["note"])["wording"],
        "stop": _entry(data["note"], turn["stop"])["wording"],
    }


def _entry(entries: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry.get("key") == key)
