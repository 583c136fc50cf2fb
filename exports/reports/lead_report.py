"""The project lead's report: who was there, the path, what was said, what it takes, the load, and what was promised."""

from dataclasses import dataclass, field, replace

from exports.document import Block, Contents, Document, Heading, PageBreak, Paragraph
from exports.reports.annex_part import the_annexes
from exports.reports.attendance_part import voices_by_step, who_came
from exports.reports.content import Content
from exports.reports.influence_part import fix_or_fit_part, the_influence
from exports.reports.ledger_part import the_ledger
from exports.reports.load_part import the_load
from exports.reports.method_part import the_limitations, the_method
from exports.reports.opening import framed, last_time, the_ask, the_limits, who_was_there
from exports.reports.participant_summary import stamp, story_blocks
from exports.reports.path_changes import what_would_change
from exports.reports.path_part import the_path
from exports.reports.photos_part import drawn_for, workshop_photos
from exports.reports.promises_part import the_decisions, the_promises
from exports.reports.summary_part import in_two_minutes
from exports.reports.takes_part import what_it_takes
from exports.reports.themes_part import the_themes
from exports.reports.voices_part import who_was_not_heard
from exports.reports.votes_part import the_votes
from resources.texts import N_

ON_ONE_PAGE = 32  # headings that a page of contents holds; of more only the first level is listed


@dataclass(frozen=True)
class LeadOptions:
    """`annexes`: with them or without; `words`: whether exact words of notes are printed anywhere; `traces`: whether
    the influence trace has its line for each note."""

    annexes: bool = field(
        default=True,
        metadata={
            "label": N_("Print the annexes"),
            "explain": N_("All notes, the path as text, words of the trade, changes of answers, and sources."),
        },
    )
    words: bool = field(
        default=True,
        metadata={
            "label": N_("Print the exact words of notes"),
            "explain": N_(
                "As far as their workshop lets them be printed. Without them, codes and wordings stand there."
            ),
        },
    )
    traces: bool = field(
        default=True,
        metadata={
            "label": N_("Print a line for each note in the influence trace"),
            "explain": N_("Without the lines, the counts are still printed."),
        },
    )


def lead_report(content: Content, options: LeadOptions) -> Document:
    """Return the lead's document; only stories that may stand in an internal report are in its content."""
    tr = content.tr
    if not options.words:
        content = replace(content, without_words=True)
    parts = [*_who_and_what(content), *_what_was_said(content), *_what_it_means(content, options)]
    if options.annexes:
        parts += the_annexes(content)
    return framed(
        content,
        title=tr("Report of the project lead"),
        blocks=(*in_two_minutes(content), *_contents(parts, content), *parts),
        subtitle=content.project.organisation,
        footer=tr("Internal. It holds stories that were not agreed for the public."),
        stamp=stamp(content),
    )


def _contents(parts: list[Block], content: Content) -> list[Block]:
    """Return the list of contents on a page of its own."""
    levels = [block.level for block in parts if isinstance(block, Heading)]
    deep = sum(1 for level in levels if level <= 2) <= ON_ONE_PAGE
    title = Paragraph(content.tr("What stands where"), "lead")
    return [PageBreak(), title, Contents(2 if deep else 1), PageBreak()]


def _who_and_what(content: Content) -> list[Block]:
    """Return what was asked, who came, and the path."""
    blocks = [*the_ask(content), *the_limits(content), *last_time(content)]
    there, *others = who_was_there(content, public=False)
    blocks += [there, *who_came(content), *others]
    blocks += who_was_not_heard(content)
    blocks += _voices(content)
    for path in content.paths:
        blocks += the_path(path, content, public=False, text=False)
    return [*blocks, *what_would_change(content)]


def _voices(content: Content) -> list[Block]:
    found = voices_by_step(content)
    return [Heading(1, content.tr("What was heard where")), *found] if found else []


def _what_was_said(content: Content) -> list[Block]:
    """Return stories, pictures, themes and votes."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Stories"))]
    if not content.stories:
        blocks.append(Paragraph(tr("Nobody has agreed yet that their story stands in an internal report.")))
    for story in content.stories:
        blocks += story_blocks(story, content, public=False)
    blocks += [*workshop_photos(content, public=False), *drawn_for(content)]
    return [*blocks, *the_themes(content), *the_votes(content, public=False)]


def _what_it_means(content: Content, options: LeadOptions) -> list[Block]:
    """Return what it takes, the load, the answers, what became of them, and how far all this can be trusted."""
    blocks = [*what_it_takes(content), *the_load(content), *the_ledger(content)]
    blocks += [*the_promises(content), *the_decisions(content)]
    blocks += [*the_influence(content, lines=options.traces), *fix_or_fit_part(content)]
    return [*blocks, *the_method(content), *the_limitations(content)]
