"""A path as a Mermaid journey: the file, and a page that shows it with what of the path it cannot hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from exports.document import Block, Bullets, Document, Heading, Paragraph, Table
from exports.exchange.mermaid import JourneyDraft, write_journey
from exports.exchange.mermaid_path import Journey, Lost, journey_of
from exports.forms import Rendered, Steps
from exports.reports.content import Content
from exports.reports.opening import framed
from exports.reports.path_poster import chosen_path
from models.queries import lane_name
from models.records import FeelingRecord
from models.snapshot import Snapshot
from resources.texts import N_, Translator

LISTED = 12  # names or codes in one sentence
SHOWN_LINES = 40
FACTS = {
    "channel": N_("channel"),
    "owner": N_("who owns it"),
    "waiting": N_("waiting time"),
    "cost_to_person": N_("cost to the person"),
    "hand_off": N_("hand-off"),
    "pain_point": N_("pain point"),
    "pain_note": N_("what hurts"),
    "what_works": N_("what works"),
    "evidence": N_("how it is known"),
}
NO_PATH = N_("There is no path yet. Draw one in Map.")


@dataclass(frozen=True)
class JourneyOptions:
    """Which path: its id, its title or its number from 1; empty: the first one."""

    path: str = field(default="", metadata={"label": N_("Path"), "choices": "paths"})


def write_for_all(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write a path for everybody: groups of few people are not named."""
    del steps
    return _write(public_journey(Content.read(snapshot, tr), options), tr, out)


def write_for_us(snapshot: Snapshot, options: Any, tr: Translator, out: BinaryIO, steps: Steps) -> Rendered:
    """Write a path for use inside: every group by its name."""
    del steps
    return _write(whole_journey(Content.read(snapshot, tr), options), tr, out)


def show_for_all(content: Content, options: Any) -> Document:
    """Return a page that shows the file for everybody, and what is not in it."""
    return _page(*_shown(public_journey(content, options), content.tr), content)


def show_for_us(content: Content, options: Any) -> Document:
    """Return a page that shows the file for use inside, and what is not in it."""
    return _page(*_shown(whole_journey(content, options), content.tr), content)


def whole_journey(content: Content, options: JourneyOptions) -> Journey:
    """Return the chosen path with all its groups. Refused: there is no such path."""
    return _journey(content, options, lambda one: content.group_name(one.segment_id), 0)


def public_journey(content: Content, options: JourneyOptions) -> Journey:
    """Return the chosen path with the groups that may be named in public. Refused: there is no such path."""

    def name(one: FeelingRecord) -> str:
        return content.public_group(one.segment_id, one.workshop_id)

    path = chosen_path(content, options.path)
    unnamed = {one.segment_id for one in path.feelings if one.segment_id and not name(one)} if path else ()
    return _journey(content, options, name, len(unnamed))


def not_in_it(journey: Journey, tr: Translator) -> tuple[str, ...]:
    """Return what the file does not hold, one sentence each."""
    return tuple(SENTENCES[one.kind](one, tr) for one in journey.lost)


# -- inside ---------------------------------------------------------------------------------------


def _journey(
    content: Content, options: JourneyOptions, group_of: Callable[[FeelingRecord], str], unnamed: int
) -> Journey:
    path = chosen_path(content, options.path)
    if path is None:
        return Journey(JourneyDraft(), write_journey(JourneyDraft()), (Lost("path", 1),))
    stages = {stage.id for stage in path.stages}
    stories = sum(1 for story in content.stories if any(place.stage_id in stages for place in story.places))
    notes = sum(1 for note in content.notes if any(place.stage_id in stages for place in note.places))
    told = (Lost("unnamed", unnamed), Lost("stories", stories), Lost("notes", notes))
    return journey_of(path, group_of, lambda lane: content.tr(lane_name(lane)), told)


def _write(journey: Journey, tr: Translator, out: BinaryIO) -> Rendered:
    out.write(journey.text.encode())
    return Rendered(told=not_in_it(journey, tr))


def _shown(journey: Journey, tr: Translator) -> tuple[str, tuple[Block, ...]]:
    """Return the path's title, and what the page says."""
    lost = not_in_it(journey, tr)
    lines = journey.text.splitlines()
    draft = journey.draft
    people = {name for task in draft.tasks for name in task.people}
    intro = tr(
        "A text that draws itself wherever Mermaid is known: in wikis, in README files, in many editors. "
        "Polku reads it back as a path."
    )
    counts = (
        tr.count("{n} section", "{n} sections", len(draft.sections)),
        tr.count("{n} task", "{n} tasks", len(draft.tasks)),
        tr.count("{n} group", "{n} groups", len(people)),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(intro, "lead"),
        Bullets(counts),
        Heading(1, tr("What it cannot hold")),
        Bullets(lost) if lost else Paragraph(tr("Nothing of this path is lost.")),
        Heading(1, tr("The file")),
        Table((tr("Line"), tr("Text")), _numbered(lines), (0.1, 0.9), compact=True, numeric=(0,)),
    )
    left = len(lines) - SHOWN_LINES
    more = (Paragraph(tr.count("{n} further line.", "{n} further lines.", left), "small"),) if left > 0 else ()
    return draft.title, (*blocks, *more)


def _page(title: str, blocks: tuple[Block, ...], content: Content) -> Document:
    tr = content.tr
    return framed(
        content,
        title=tr("Mermaid journey"),
        blocks=blocks,
        footer=tr("What the file holds, not the file itself"),
        stamp=content.project.stamp,
        subtitle=title,
    )


def _numbered(lines: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(at), line.strip()) for at, line in enumerate(lines[:SHOWN_LINES], 1))


def _names(one: Lost, tr: Translator) -> str:
    shown = ", ".join(one.names[:LISTED])
    more = len(one.names) - LISTED
    return tr("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def _facts(one: Lost, tr: Translator) -> str:
    names = ", ".join(tr(FACTS[name]) for name in one.names)
    return tr.count("Facts of {n} card: {names}.", "Facts of {n} cards: {names}.", one.count, names=names)


def _alone(sentence: str) -> Callable[[Lost, Translator], str]:
    return lambda one, tr: tr(sentence, names=_names(one, tr)) if "{names}" in sentence else tr(sentence)


SENTENCES: dict[str, Callable[[Lost, Translator], str]] = {
    "path": _alone(NO_PATH),
    "lanes": lambda one, tr: tr.count(
        "{n} card of other lanes: {names}.", "{n} cards of other lanes: {names}.", one.count, names=_names(one, tr)
    ),
    "lane_name": _alone(N_("What its lane is called: {names}.")),
    "empty_lanes": _alone(N_("Lanes without cards: {names}.")),
    "positions": _alone(N_("That these lie before or after the service: {names}.")),
    "state": _alone(N_("That this is the path as it could be.")),
    "frozen": _alone(N_("The step codes that are printed on paper.")),
    "connections": lambda one, tr: tr.count("{n} connection.", "{n} connections.", one.count),
    "differing": lambda one, tr: tr.count(
        "At {n} card people feel differently; the lowest value and who said it are kept: {names}.",
        "At {n} cards people feel differently; the lowest value and who said it are kept: {names}.",
        one.count,
        names=_names(one, tr),
    ),
    "values": lambda one, tr: tr.count(
        "{n} value above the lowest one of its card.", "{n} values above the lowest one of their card.", one.count
    ),
    "joined": lambda one, tr: tr.count(
        "{n} value that is the same as another one of its group.",
        "{n} values that are the same as another one of their group.",
        one.count,
    ),
    "nameless": lambda one, tr: tr.count(
        "{n} value of somebody without a named group, beside groups that are named.",
        "{n} values of people without a named group, beside groups that are named.",
        one.count,
    ),
    "unnamed": lambda one, tr: tr.count(
        "The name of {n} group that too few people came from; its values are kept.",
        "The names of {n} groups that too few people came from; their values are kept.",
        one.count,
    ),
    "facts": _facts,
    "feeling_notes": lambda one, tr: tr.count("{n} note on how it feels.", "{n} notes on how it feels.", one.count),
    "said": lambda one, tr: tr.count(
        "Which person or workshop {n} value is from.", "Which person or workshop {n} values are from.", one.count
    ),
    "stories": lambda one, tr: tr.count("{n} story attached to it.", "{n} stories attached to it.", one.count),
    "notes": lambda one, tr: tr.count("{n} note attached to it.", "{n} notes attached to it.", one.count),
    "long": lambda one, tr: tr.count(
        "Mermaid reads 50,000 characters at most; this file has {n}.",
        "Mermaid reads 50,000 characters at most; this file has {n}.",
        one.count,
    ),
}
