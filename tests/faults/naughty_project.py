"""A project in which hostile texts stand wherever people write, and documents of such texts."""

import io

import pypdfium2

from exports.document import Block, Document
from exports.pdf.renderer import render_pdf
from models import queries
from models.edits.path import AddTouchpoint
from models.edits.path_frame import AddStandardPath
from models.edits.project import AddSegment, AddWorkshop, ChangeProject
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, Place
from models.project import Project
from models.vocabulary import PURPOSES
from tests.app.support import TODAY, squeezed
from tests.exports.report_cases import confirm, give, yes

AGREED = tuple(yes(term.code) for term in PURPOSES)


def fill(project: Project, words: list[str]) -> None:
    """Write every text wherever people write: titles, names, notes, stories, cards, themes, answers, promises."""
    do = project.perform
    first = words[1]
    do(ChangeProject({"title": first, "organisation": first}))
    workshop = str(do(AddWorkshop(first, {"ask": first, "venue": first, "day": TODAY})).result)
    group = str(do(AddSegment(first[:200])).result)
    do(AddStandardPath(first[:200], "as_is", (first[:200], "Later")))
    path = project.ask(queries.paths)[0]
    said = {"segment_id": group}
    for at, text in enumerate(words):
        card = str(do(AddTouchpoint(path.stages[0].id, path.lanes[0].id, text[:300])).result) if at < 30 else None
        places = (Place(path.stages[0].id, card),) if card else ()
        more = {"workshop_id": workshop, "kind": "idea", "wording": text[:2000]}
        note = str(do(AddNote(NewNote((NewVoice(text, {**said, "words_source": "own_hand"}),), more, places))).result)
        if at % 4 == 0:
            asked = {"clearer": text, "teller": text[:200], "workshop_id": workshop, "words_source": "own_hand"}
            do(AddStory(text, asked, places, consents=AGREED))
            theme = str(do(AddTheme(text[:300])).result)
            do(PutInTheme(note, theme))
            if at % 8 == 0:
                confirm(project, give(project, note, "now", text[:200]))


def shown(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return squeezed(" ".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf))))
    finally:
        pdf.close()


def rendered(*blocks: Block, title: str = "T") -> bytes:
    out = io.BytesIO()
    render_pdf(Document(title, "en", blocks), out)
    return out.getvalue()
