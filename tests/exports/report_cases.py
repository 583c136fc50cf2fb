"""Small projects for the tests of documents; every value that a person could have typed carries a word to look for."""

from datetime import date
from typing import Any

from exports.document import Beside, Block, Document, Heading, Paragraph, Rule, Table, Together
from models import queries
from models.answers import allowed_answers
from models.edits.project import AddWorkshop, ChangeWorkshop, SetWayBack
from models.edits.voices import AddNote, AddNotes, AddStory, ConsentAnswer, NewNote, NewVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, SetEstimate
from models.project import Project
from models.vocabulary import NOTE_KINDS
from tests.app.support import said

CONFIRMED_NAME, ENTERED_BY = "Wilhelmina Confirmer", "Edeltraud Enterer"
PAIRS = tuple((term.code, answer.code) for term in NOTE_KINDS for answer in allowed_answers(term.code))
DAY = date(2027, 6, 1)


def add_note(project: Project, words: str, kind: str = "idea", source: str = "own_hand", **values: object) -> str:
    voice = NewVoice(words, {"words_source": source, "translated_by": "Tuula" if source == "translated" else ""})
    return str(project.perform(AddNote(NewNote((voice,), {"kind": kind, **values}))).result)


def add_more(project: Project, codes: str, **values: object) -> None:
    """Make the document long where its codes are chosen by itself, so that notes stand in clusters."""
    if codes == "auto":
        project.perform(AddNotes(tuple(NewNote((NewVoice("More"),), values) for _ in range(60))))


def add_story(project: Project, words: str, consents: tuple[ConsentAnswer, ...] = (), **values: object) -> str:
    return str(project.perform(AddStory(words, values, consents=consents)).result)


def give(project: Project, note_id: str, code: str, mark: str) -> str:
    """Answer a note with everything the gate asks for; `mark` stands in every text that is printed once confirmed."""
    values: dict[str, object] = {
        "sentence": f"We will do this on 1 March {mark}.",
        "reason_kind": "chosen_otherwise",
        "reason": f"The reason {mark}",
        "possible_part": f"The part {mark}",
        "decided_by": f"The board {mark}",
        "decided_on": DAY,
        "preferred": f"The other way {mark}",
        "body": f"The body {mark}",
        "decision_day": DAY,
        "recipient": f"The recipient {mark}",
        "find_out_by": DAY,
        "owner": "Lead",
        "report_back": DAY,
    }
    estimate = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}
    project.perform(SetEstimate(estimate, note_id))
    return str(project.perform(GiveAnswer(code, values, note_id)).result)


def confirm(project: Project, answer_id: str, *, agreed: bool = False, role: str = "Head of service") -> None:
    project.perform(ConfirmAnswer(answer_id, role, "signed", ENTERED_BY, CONFIRMED_NAME, on=DAY, name_agreed=agreed))


def code_of(project: Project, note_id: str) -> str:
    return next(note.code for note in project.ask(queries.notes) if note.id == note_id)


def workshop(project: Project, **values: object) -> str:
    return str(project.perform(AddWorkshop("Workshop 1", {"ask": "What would help?", **values})).result)


def preset(project: Project, workshop_id: str, words_preset: str) -> None:
    project.perform(ChangeWorkshop(workshop_id, {"words_preset": words_preset}))


def way_back(project: Project, kind: str = "web", address: str = "https://polku.example/{code}", **values: Any) -> None:
    project.perform(SetWayBack(kind, address, values))


def entry(made: Document, code: str) -> str:
    """What a document says about one note: its block, its rows, or what stands from its heading to the next."""
    rows = [row for block in made.blocks if isinstance(block, Table) for row in block.rows if row[0] == code]
    for block in made.blocks:
        if isinstance(block, Together | Beside) and code in said(block):
            return said(block)
        if isinstance(block, Table) and any(row in rows for row in block.rows):
            return said(tuple(rows))
    return "\n".join(said(block) for block in _from_heading(made.blocks, code))


def _from_heading(blocks: tuple[Block, ...], code: str) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and code in block.text:
            found = [block]
        elif found and (isinstance(block, Heading | Beside) or _is_title(block)):
            return found
        elif found:
            found.append(block)
    return found


def _is_title(block: Block) -> bool:
    return isinstance(block, Rule) or (isinstance(block, Paragraph) and block.style == "lead")


def yes(purpose: str, ask_again: date | None = None) -> ConsentAnswer:
    return ConsentAnswer(purpose, "yes", "written", ask_again=ask_again)


def no(purpose: str) -> ConsentAnswer:
    return ConsentAnswer(purpose, "no", "written")
