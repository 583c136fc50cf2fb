"""The documents as people know them: each once, however many forms it can take."""

from exports.catalog import EXPORTS, Export, export_of
from models.exports_log import languages_of
from resources.texts import N_, Translator
from widgets.lists.cards import CardData
from widgets.share.documents.languages import in_words

CLOSE = "close"
HANDED_OUT = "what-we-heard"
ICONS = {
    "what-we-heard": "message-square-quote",
    "participant-summary": "file-text",
    "you-said": "message-circle",
    "you-said-follow-up": "history",
    "lead-report": "book-open",
    "decision-page": "scale",
    "path-poster": "route",
    "vote-sheet": "list-checks",
    "print-pack": "printer",
    "xlsform": "link",
}
FORM_OF_ANSWERS = "xlsform"
# What a form will be, in a sentence; a PDF is what is seen in the middle.
WILL_BE = {
    ".html": N_("One file for any browser, on a phone too. Its pictures and codes are in it, and it fetches nothing."),
    ".docx": N_("A file for a word processor, to be worked on. Whoever works on it answers for what they change."),
    ".svg": N_("One drawing for any drawing program or web page. Its words stay words, and it fetches nothing."),
    ".xlsx": N_("A workbook for Excel and others, with a sheet for each kind. The page here shows how it begins."),
    ".csv": N_("A table for any spreadsheet. The page here shows how it begins."),
}


def will_be(export: Export) -> str:
    """Return what a form will be, in a sentence that is translated when shown; empty for a PDF."""
    if export.document == FORM_OF_ANSWERS:
        return N_("A form for KoBoToolbox, ODK and others that read XLSForm. The page here shows what it asks.")
    return WILL_BE.get(export.suffix, "")


def documents() -> tuple[Export, ...]:
    """Return each document once, in its first form."""
    first: dict[str, Export] = {}
    for one in EXPORTS:
        first.setdefault(one.document, one)
    return tuple(first.values())


def document_of(document_id: str) -> Export:
    """Return a document in its first form."""
    return next(one for one in documents() if one.document == document_id)


def forms_of(document_id: str) -> tuple[Export, ...]:
    """Return a document in all its forms."""
    return tuple(one for one in EXPORTS if one.document == document_id)


def kind_of(export: Export) -> str:
    """Return what people call a form: PDF, HTML, DOCX …"""
    return export.suffix.removeprefix(".").upper()


def pattern_of(export: Export) -> str:
    """Return what a file dialog shows of a form."""
    return f"{kind_of(export)} (*{export.suffix})"


def title_of(export_id: str, tr: Translator) -> str:
    """Return the title of a document that was made; its id where this version does not know it."""
    if not any(one.id == export_id for one in EXPORTS):
        return export_id
    return tr(export_of(export_id).title)


def made_as(export_id: str, language: str, tr: Translator) -> str:
    """Return the form and the language of a document that was made; empty where neither is known."""
    found = next((one for one in EXPORTS if one.id == export_id), None)
    parts = (kind_of(found) if found else "", in_words(*languages_of(language), tr) if language else "")
    return " · ".join(part for part in parts if part)


def cards(pages: dict[str, int], tr: Translator) -> tuple[CardData, ...]:
    """Return the list; `pages`: how many the last preview of a document had."""
    about = tr("One screen to read out before people go home")
    closing = CardData(CLOSE, tr("Close"), about, icon="megaphone", bold=True)
    made = tuple(_card(one, pages.get(one.document, 0), tr) for one in documents())
    return (closing, *made)


def _card(one: Export, pages: int, tr: Translator) -> CardData:
    about = tr(one.about)
    if pages and one.form != "data":
        said = tr.count("{n} page", "{n} pages", pages)
        about = tr("{pages} · {about}", pages=said, about=about) if about else said
    icon = ICONS.get(one.document, "table" if one.form == "data" else "file-text")
    return CardData(one.document, tr(one.title), about, icon=icon, bold=True)
