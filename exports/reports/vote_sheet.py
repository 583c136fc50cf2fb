"""The sheet of a vote, to hang up or to hand out, and ballot papers to cut. It holds no count of anything."""

from dataclasses import dataclass, field

from exports.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Table,
    Together,
    runs,
)
from exports.reports.answers_part import spoken
from exports.reports.content import Content, title_of
from exports.reports.opening import ended, framed
from exports.reports.what_we_heard import fits
from models import vocabulary as v
from models.answers import phrase
from models.vote_reads import VoteSheet
from models.vote_records import RULES, OptionRecord, RoundRecord
from models.vote_words import how_to_vote
from resources.texts import N_

MOST_ON_A_PAGE = 4
MOST_PAPERS = 400


@dataclass(frozen=True)
class SheetOptions:
    """`round_id` names the round; empty: the newest one that is open, else the newest. `papers`: 0 is one page."""

    round_id: str = field(default="", metadata={"from": "round"})
    papers: int = field(
        default=0,
        metadata={
            "label": N_("How many ballot papers"),
            "explain": N_("0: one page of them, to copy."),
        },
    )


def vote_sheet(content: Content, options: SheetOptions) -> Document:
    """Return the sheet and the ballot papers of one round."""
    tr = content.tr
    sheet = sheet_of(content, options.round_id)
    if sheet is None:
        return _document(content, (Paragraph(tr("There is no vote yet."), "lead"),))
    return _document(content, (*_sheet(sheet, content), *_papers(sheet, content, options.papers)))


def sheet_of(content: Content, round_id: str) -> VoteSheet | None:
    """Return the round that is meant, else the newest open one, else the newest."""
    meant = [one for one in content.sheets if one.round.id == round_id]
    still_open = [one for one in content.sheets if not one.round.closed]
    return next(iter(meant), (still_open or list(content.sheets) or [None])[-1])


def option_words(option: OptionRecord, content: Content) -> str:
    """Return what an option says: its own wording, its theme's title, or what may be printed of its note."""
    tr = content.tr
    if option.gone:
        return tr("Not there any more")
    note = next((one for one in content.notes if one.id == option.contribution_id), None)
    if note is None or option.label:
        return option.words or tr("Not there any more")
    return title_of(note, content)


def _document(content: Content, blocks: tuple[Block, ...]) -> Document:
    tr = content.tr
    return framed(
        content,
        title=tr("Vote"),
        blocks=blocks,
        footer=tr("Votes are counted by two people. Totals are shown once the vote is closed."),
        stamp=content.project.stamp,
    )


def _sheet(sheet: VoteSheet, content: Content) -> list[Block]:
    tr, round_ = content.tr, sheet.round
    blocks: list[Block] = [Paragraph(round_.question, "lead")]
    if round_.again_of_id:
        blocks.append(Paragraph(tr("This vote is held again. Its result replaces the earlier one."), "small"))
    level = next((one.promise_level for one in content.workshops if one.id == round_.workshop_id), None)
    decides: list[Block] = [Paragraph(tr(sheet.decides))]
    if level:
        word = tr(v.label(v.PROMISE_LEVELS, str(level)))
        decides.append(Paragraph(tr("How far our word goes: {level}", level=ended(word)), "small"))
    blocks.append(Callout(tr("What this vote decides"), tuple(decides), "neutral"))
    blank = Paragraph(tr("You may leave the paper blank. It counts as a paper, and for nothing else."))
    blocks.append(Together((Heading(1, tr("How to vote")), Paragraph(how_to_vote(round_, tr)), blank)))
    blocks.append(Heading(1, tr("What you can vote for")))
    on_sheet = [one for one in sheet.options if not one.left_out]
    if on_sheet:
        rows = tuple((one.letter, option_words(one, content), one.code or "–") for one in on_sheet)
        head = (tr("Letter"), tr("What it is"), tr("Code"))
        blocks.append(Table(head, rows, (0.12, 0.68, 0.2), row_header=True))
    else:
        blocks.append(Paragraph(tr("Nothing can be voted for yet.")))
    rule = Paragraph(tr(v.label(RULES, round_.method)))
    nobody = Paragraph(tr("If nobody votes, the vote decides nothing."))
    blocks.append(Together((Heading(1, tr("How it is counted")), rule, nobody)))
    return [*blocks, *_left_out(sheet, content)]


def _left_out(sheet: VoteSheet, content: Content) -> list[Block]:
    """Return what is not on the sheet: ideas with the reason, and what was said to be fixed."""
    tr = content.tr
    blocks: list[Block] = []
    left = [one for one in sheet.options if one.left_out and not one.gone]
    if left:
        blocks.append(Heading(1, tr("Not on this sheet, and why")))
        head = (tr("What it is"), tr("Why"), tr("Code"))
        rows = tuple((option_words(one, content), _why(one, content), one.code or "–") for one in left)
        blocks.append(Table(head, rows, (0.45, 0.35, 0.2), row_header=True))
    fixed = [one for one in content.scope if one.kind == "fixed"]
    if fixed:
        items = tuple(" ".join(ended(part) for part in (one.statement, one.reason) if part.strip()) for one in fixed)
        blocks.append(Together((Heading(1, tr("Fixed, so nobody can vote on it")), Bullets(items))))
    return blocks


def _why(option: OptionRecord, content: Content) -> str:
    """Return why an option is left out; only of a confirmed answer with its reason or to whom it goes."""
    answer = content.answers.get(option.contribution_id or option.theme_id or "")
    if answer is None or not answer.confirmed or option.left_out != phrase(answer.code, confirmed=True):
        return content.tr(option.left_out)
    said = spoken(answer, content)
    if answer.code == "no" and answer.reason.strip():
        return content.tr("{phrase}: {reason}", phrase=said, reason=answer.reason)
    return said


# -- ballot papers ------------------------------------------------------------------------------


def _papers(sheet: VoteSheet, content: Content, wanted: int) -> list[Block]:
    """Return as many ballot papers as are wanted, as many on a page as fit; none where nothing can be voted for."""
    if not any(not one.left_out for one in sheet.options):
        return []
    paper: list[Block] = [Together(ballot_paper(sheet, content))]
    on_page = _fitting(paper, content)
    wanted = min(wanted, MOST_PAPERS) if wanted > 0 else on_page
    blocks: list[Block] = []
    for at in range(wanted):
        if at % on_page == 0:
            blocks += [PageBreak(), Heading(1, content.tr("Ballot papers"))]
        blocks += paper
        if (at + 1) % on_page and at + 1 < wanted:
            blocks.append(Rule())
    return blocks


def _fitting(paper: list[Block], content: Content) -> int:
    """Return how many papers stand on one page; one where even that is longer than a page."""
    for count in range(MOST_ON_A_PAGE, 1, -1):
        page: list[Block] = []  # the document's title stands for the heading of the page
        for at in range(count):
            page += [*paper, Rule()] if at + 1 < count else paper
        if fits(_document(content, tuple(page))):
            return count
    return 1


def ballot_paper(sheet: VoteSheet, content: Content) -> tuple[Block, ...]:
    """Return what stands on a ballot paper: the question, what to do, and a line for each option."""
    round_, tr = sheet.round, content.tr
    head, boxes, widths = _columns(round_, content)
    options = [one for one in sheet.options if not one.left_out]
    rows = tuple((one.letter, option_words(one, content), *boxes) for one in options)
    return (
        Paragraph(runs(Run(round_.question, bold=True))),
        Paragraph(how_to_vote(round_, tr)),
        Table(head, rows, widths, row_header=True),
    )


def _columns(round_: RoundRecord, content: Content) -> tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]]:
    """Return the heading of a ballot paper, the boxes of a line and the widths of its columns."""
    tr = content.tr
    first = (tr("Letter"), tr("What it is"))
    if round_.method == "rating":
        marks = tuple(str(mark) for mark in range(1, round_.top + 1))
        share = min(0.07, 0.4 / len(marks))
        return (*first, *marks), tuple("☐" for _ in marks), (0.12, 0.88 - share * len(marks), *(share for _ in marks))
    what = tr("Your dots") if round_.method == "dots" else tr("Your cross")
    return (*first, what), ("☐",) if round_.method == "one_choice" else ("…………",), (0.12, 0.68, 0.2)
