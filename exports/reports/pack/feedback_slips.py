"""Feedback slips: a note's code and what was said in short, whether we got it right, and how to hear news."""

from exports.document import Beside, Block, Paragraph, QrCode, Run, Slip, TickBoxes, WritingLines, runs
from exports.outline import shown_address
from exports.reports.answers_part import EACH_UP_TO, spoken
from exports.reports.content import Content, title_language, title_of
from exports.reports.formats import long_date
from exports.reports.opening import we_see
from exports.reports.pack.part import A6_OR_MORE, Part, by_size, how_to_cut, sheets_of
from exports.words import Tongues
from models import records as r
from models import vocabulary as v


def feedback_slips(content: Content, workshop: r.WorkshopRecord | None) -> Part:
    """Return a slip for each note that has an answer; beyond 60 notes one for each theme."""
    tr = content.tr
    title = tr("Feedback slips")
    answered = [note for note in content.notes if note.id in content.answers]
    if not answered:
        return Part(title, missing=tr("Nothing has an answer yet, so there is nothing to ask people about."))
    if len(answered) <= EACH_UP_TO:
        slips = tuple(
            _slip(note.code, _said(note, content), title_language(note, content), content, workshop)
            for note in answered
        )
    else:
        meant = {note.theme_id for note in answered}
        themes = [theme for theme in content.themes if theme.id in meant]
        if not themes:
            missing = tr("More than {n} notes have an answer. Put them in themes: a slip is for a theme.", n=EACH_UP_TO)
            return Part(title, missing=missing)
        slips = tuple(
            _slip(theme.code, (theme.title,), content.language_of("theme", theme.id, "title"), content, workshop)
            for theme in themes
        )
    groups = by_size(slips, A6_OR_MORE, content)
    if sum(len(group) for _, group in groups) < len(slips):
        return Part(title, missing=tr("The further questions of the way back are too many for a sheet of paper."))
    count = tr.count("{n} slip", "{n} slips", len(slips))
    return Part(
        title, count, how_to_cut(content), tuple(block for cut, group in groups for block in sheets_of(group, cut))
    )


def _said(note: r.NoteRecord, content: Content) -> tuple[str, ...]:
    """Return what was said in short and what was answered."""
    answer = content.answers[note.id]
    return title_of(note, content), content.tr("Answer: {answer}", answer=spoken(answer, content))


def _slip(code: str, said: tuple[str, ...], language: str, content: Content, workshop: r.WorkshopRecord | None) -> Slip:
    tr = content.tr
    words = (Paragraph(runs(Run(said[0], bold=True, language=language))), *(Paragraph(line) for line in said[1:]))
    head: tuple[Block, ...] = words
    if content.is_open_way_back():
        scan = QrCode(content.address(code), code, tr("Or scan and tell us"))
        address = Paragraph(tr("Or scan and tell us: {address}", address=shown_address(scan)), "small")
        head = (Beside((*words, address, *_before_scanning(content)), scan, tight=True),)
    blocks: list[Block] = [
        *head,
        TickBoxes(tr("Did we get it right?"), (tr("Yes"), tr("Partly"), tr("No"))),
        *_further(content),
        WritingLines(tr("In your words (the back is free, too)"), 0),
        TickBoxes("", (tr("I would like to hear news about this."),)),
        WritingLines(tr("Phone or e-mail. We use it for news about this only, and keep it apart from your words."), 1),
        Paragraph(_hand_in(content, workshop), "small"),
    ]
    return Slip(tr("Code {code}", code=code), tuple(blocks))


def _before_scanning(content: Content) -> list[Block]:
    """Return from when answers are taken, if that is still to come, and what we see of somebody who answers."""
    back = content.way_back
    opens = back.opens if back and back.opens and back.opens > content.today else None
    day = content.tr("You can answer from {day}.", day=long_date(opens, content.language)) if opens else ""
    said = " ".join(sentence for sentence in (day, we_see(content)) if sentence)
    return [Paragraph(said, "small")] if said else []


def _further(content: Content) -> list[Block]:
    """Return the further questions of the way back."""
    yes_no = tuple(content.tr(term.label) for term in v.CONSENT_ANSWERS)
    blocks: list[Block] = []
    for question in content.questions:
        asked = _own(question.words, content)
        if question.kind == "words":
            blocks.append(WritingLines(asked, 1))
        else:
            choices = tuple(_own(choice, content) for choice in question.choices)
            blocks.append(TickBoxes(asked, yes_no if question.kind == "yes_no" else choices))
    return blocks


def _own(words: str, content: Content) -> str:
    """Return words of the project in its language."""
    return Tongues(Run(words, language=content.own_language))


def _hand_in(content: Content, workshop: r.WorkshopRecord | None) -> str:
    tr, back = content.tr, content.way_back
    who = (workshop.pledge_role if workshop else "") or content.project.organisation
    until = long_date(back.closes, content.language) if back and back.closes and back.closes >= content.today else ""
    if who and until:
        return tr("Hand this in to any of us until {day}, or send it to: {who}.", who=who, day=until)
    if who:
        return tr("Hand this in to any of us, or send it to: {who}.", who=who)
    if until:
        return tr("Hand this in to any of us until {day}.", day=until)
    return tr("Hand this in to any of us.")
