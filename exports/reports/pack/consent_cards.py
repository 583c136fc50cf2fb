"""Consent cards: what a story may be used for, each to tick yes or no, and a part to keep with the story's code."""

from exports.document import Block, Paragraph, QrCode, Run, Slip, TickBoxes, WritingLines, runs
from exports.outline import shown_address
from exports.reports.content import Content
from exports.reports.opening import headline
from exports.reports.pack.part import A5_OR_MORE, Part, clamped, fitting, how_to_cut, sheets_of
from models import vocabulary as v
from models.vocabulary import Term
from resources.texts import N_

PLAIN = (
    Term("room", N_("Tell it to the others in this room.")),
    Term("internal_report", N_("Write it in the report for those who run the service.")),
    Term("public_report", N_("Print it in the summary that everybody can read.")),
    Term("training", N_("Use it to teach staff.")),
    Term("contact", N_("Contact me about my story.")),
    Term("photo", N_("Keep a photo or a recording of me.")),
)


def consent_cards(content: Content, blank: int, *, for_stories: bool) -> Part:
    """Return blank cards, and a card with its code for each story whose teller was not asked everything."""
    tr = content.tr
    title = tr("Consent cards")
    codes = content.to_ask if for_stories else ()
    slips = (*(_card(content, code) for code in codes), *(_card(content, "") for _ in range(clamped(blank))))
    cut = fitting(slips, A5_OR_MORE, content)
    if cut is None:
        return Part(title, missing=tr("The name of the project is too long for a card. Shorten it."))
    count = tr.count("{n} card", "{n} cards", len(slips))
    if codes:
        with_code = tr.count("{n} of them with the code of a story", "{n} of them with the code of a story", len(codes))
        count = tr("{cards}, {with_code}", cards=count, with_code=with_code)
    return Part(title, count, how_to_cut(content, cut), sheets_of(slips, cut))


def _card(content: Content, code: str) -> Slip:
    tr = content.tr
    yes_no = tuple(tr(term.label) for term in v.CONSENT_ANSWERS)
    how = tuple(tr(term.label) for term in v.CONSENT_GIVEN)
    blocks: list[Block] = [
        Paragraph(headline(content), "small"),
        Paragraph(tr("The story is yours. Say yes or no to each line. A line without a tick counts as no.")),
        *(TickBoxes(tr(term.label), yes_no) for term in PLAIN),
        TickBoxes(tr("How I said so:"), how),
        WritingLines(tr("Day, and name of the witness or the supporter"), 1),
        _code(code, content),
    ]
    return Slip(tr("May we use your story?"), tuple(blocks), _keep(content, code))


def _code(code: str, content: Content) -> Block:
    """Return the story's code, or a line for it: codes are given by the program when a story is written down."""
    tr = content.tr
    if code:
        return Paragraph(runs(Run(tr("Code of the story: {code}", code=code), bold=True)))
    return WritingLines(tr("Code of the story"), 1)


def _keep(content: Content, code: str) -> tuple[Block, ...]:
    """Return the part to keep: the code, and how to take the story back."""
    tr = content.tr
    address = _reached_at(content)
    who = ", ".join(part for part in (content.project.organisation, address) if part)
    return (
        Paragraph(runs(Run(tr("Tear this part off and keep it."), bold=True))),
        _code(code, content),
        Paragraph(
            tr(
                "You can take your story back at any time and need not say why. Tell us its code. It is then in "
                "nothing that is printed later, and we tell you which papers already hold it."
            )
        ),
        *((Paragraph(tr("Tell: {who}", who=who)),) if who else ()),
        *(() if address else (WritingLines(tr("Who to tell: name and phone or e-mail"), 1),)),
    )


def _reached_at(content: Content) -> str:
    """Return the address or number of a way back that people read; a form takes answers to notes, not withdrawals."""
    back = content.way_back
    return shown_address(QrCode(back.address)) if back and back.kind in ("mail", "text") else ""
