"""Mermaid's user journeys, read by a parser of our own that understands them as Mermaid 11 does, and written.

A journey is data: nothing in it is run, fetched or drawn as markup. Where Mermaid would drop words or take something
for a number that is none, the draft says so in its notices.
"""

import re
from dataclasses import replace

from exports.exchange.decoding import decode
from exports.exchange.mermaid_drafts import JourneyDraft, Notice, TaskDraft, feeling_of_score
from exports.exchange.mermaid_parser import Parser
from exports.exchange.mermaid_source import JS_SPACE, Source
from models.errors import Refused
from resources.texts import N_

__all__ = ["JourneyDraft", "Notice", "TaskDraft", "feeling_of_score", "read_journey", "write_journey"]

MAX_CHARACTERS = 50_000  # Mermaid's own maxTextSize
MAX_TASKS = 2_000  # with the sections; a path of more cards and columns than this cannot be looked at
# What ends a name in the grammar, begins a tag, in which quotes are changed, or is a sign Mermaid keeps for itself.
_HARD = ":;#\n\r<\ufb02\u00b6"
_BEGINS = ("journey", "title", "section", "acctitle", "accdescr", "%")  # what is no task where a line begins so
# Mermaid takes the last sign from a line that reads like a style with a colour: "lifestyle#58; x#59;" would lose one.
_STYLES = re.compile("style|classDef")

TOO_LONG = N_("The journey has more than {limit} characters.")
GUESSED = N_("The file is not UTF-8; it was read as {encoding}.")


def read_journey(source: str | bytes) -> JourneyDraft:
    """Return the journey in a Mermaid text. Raises Refused, with line and column, where Mermaid would not read it."""
    guessed: list[Notice] = []
    if isinstance(source, bytes):
        if len(source) > 4 * MAX_CHARACTERS + 4:
            raise Refused(TOO_LONG, limit=MAX_CHARACTERS)
        decoded = decode(source)
        source = decoded.text
        guessed = [Notice(1, GUESSED, (("encoding", decoded.encoding),))] if decoded.guessed else []
    if len(source) > MAX_CHARACTERS:
        raise Refused(TOO_LONG, limit=MAX_CHARACTERS)
    draft = Parser(Source(source), MAX_TASKS).journey()
    return replace(draft, notices=(*guessed, *draft.notices))


def write_journey(draft: JourneyDraft) -> str:
    """Return the Mermaid text of a journey; `read_journey` gives the same title, sections, tasks and people again.

    Signs that Mermaid's grammar cannot hold are written as "#58;" and the like, which Mermaid shows as the sign. Only
    a score that is missing has no form there: it is written as "?", which Mermaid draws without a face.
    """
    lines = ["journey"]
    if draft.title:
        lines.append(f"  title {_held(draft.title, '&')}")  # as HTML it would be shown as "&amp;"
    if draft.acc_title:
        lines.append(f"  accTitle: {_held(draft.acc_title)}")
    if draft.acc_description:
        lines.append(f"  accDescr: {_held(draft.acc_description)}")
    written = 0
    for task in draft.tasks:
        lines += [f"  section {_held(name)}" for name in draft.sections[written : task.section_at + 1]]
        written = max(written, task.section_at + 1)
        lines.append(_task_line(task))
    lines += [f"  section {_held(name)}" for name in draft.sections[written:]]
    return "\n".join(lines) + "\n"


def _task_line(task: TaskDraft) -> str:
    name = _held(task.text)
    if task.text.lower().startswith(_BEGINS):
        name = f"#{ord(task.text[0])};" + (_held(task.text[1:]) if task.text[1:] else "")
    score = "?" if task.score is None else str(task.score)
    people = ", ".join(_held(person, ",") if person else "" for person in task.people)
    return f"    {name}: {score}" + (f": {people}" if task.people else "")


def _held(words: str, also: str = "") -> str:
    """Return words with what Mermaid's grammar would take for its own written as numbers; never empty."""
    last = len(words) - 1
    written = [
        f"#{ord(sign)};" if sign in _HARD + also or (index in (0, last) and sign in JS_SPACE) else sign
        for index, sign in enumerate(words)
    ]
    whole = "".join(written).replace("%%", "#37;#37;") or "#32;"
    return _STYLES.sub(lambda found: f"#{ord(found[0][0])};{found[0][1:]}", whole)
