"""The poster of the way back: the question, the code, the address in letters, and the days on which it is open."""

from exports.document import PageBreak, Paper, Poster, QrCode, Run
from exports.reports.content import Content
from exports.reports.formats import long_date
from exports.reports.pack.part import Part
from exports.words import Tongues
from models import records as r
from resources.texts import N_

HOW = {
    "web": N_("Point the camera of a phone at the code. It opens a form."),
    "mail": N_("Point the camera of a phone at the code. It opens an e-mail. We will see your address."),
    "text": N_("Point the camera of a phone at the code. It opens a text message. We will see your number."),
}


def poster(content: Content, workshop: r.WorkshopRecord | None, metres: float, paper: Paper) -> Part:
    """Return the poster, with the code of the workshop, or of the project where there is none."""
    tr, back = content.tr, content.way_back
    title = tr("Poster with a code")
    if back is None:
        return Part(title, missing=tr("There is no way back yet. Say in Prepare where answers go, and it has a code."))
    if not content.is_open_way_back():
        day = long_date(back.closes, content.language)
        return Part(title, missing=tr("The way back was open until {day}. Say in Prepare until when it is.", day=day))
    code = workshop.code if workshop else content.project.code
    lines = (
        _ask(workshop, content),
        tr(HOW[back.kind]),
        tr("No phone? Take a paper slip, or tell one of us. It counts the same."),
        _days(back, content),
    )
    made = Poster(
        Tongues(Run(back.question, language=content.own_language))
        if back.question
        else tr("Did we get it right? Tell us."),
        tuple(line for line in lines if line),
        QrCode(content.address(code), code, content.project.title),
        metres,
        tr("The code can be read from about {metres} m"),
    )
    count = tr.count("{n} sheet", "{n} sheets", 1)  # from how far it is read, the sheet says itself
    how = tr("A3, not cut") if paper.startswith("a3") else tr("A4, not cut")
    return Part(title, count, how, (PageBreak(paper, bare=True), made))


def _ask(workshop: r.WorkshopRecord | None, content: Content) -> str:
    """Return the ask in its language; empty where there is none."""
    if workshop is None or not workshop.ask:
        return ""
    return Tongues(Run(workshop.ask, language=content.language_of("workshop", workshop.id, "ask")))


def _days(back: r.WayBackRecord, content: Content) -> str:
    tr = content.tr
    opens = long_date(back.opens, content.language) if back.opens and back.opens > content.today else ""
    closes = long_date(back.closes, content.language)
    if opens and closes:
        return tr("Open from {first} until {last}.", first=opens, last=closes)
    if opens:
        return tr("Open from {first}.", first=opens)
    return tr("Open until {last}.", last=closes) if closes else ""
