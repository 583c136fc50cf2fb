"""Hands for tests of promises: a note that was answered and confirmed, in few words."""

from datetime import date

from models.edits.project import AddWorkshop
from models.edits.voices import AddNote, NewNote, NewVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, RecordOutcome, SetEstimate
from models.project import Project

TODAY = date(2026, 3, 2)


def noted(project: Project, words: str, **values: object) -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words),), {"kind": "idea", **values}))).result)


def workshop_on(project: Project, day: date | None) -> str:
    return str(project.perform(AddWorkshop("Workshop", {"day": day})).result)


def answered(project: Project, note_id: str, code: str = "now", **values: object) -> str:
    """An answer that has everything the gate asks for; not confirmed."""
    said = {
        "sentence": "We do this.",
        "owner": "Team lead",
        "report_back": date(2026, 4, 1),
        "body": "District board",
        "decision_day": date(2026, 5, 1),
        "recipient": "The county",
        "find_out_by": date(2026, 3, 20),
        "reason_kind": "money",
        "reason": "It costs too much.",
        "possible_part": "The form.",
    }
    period = {"no_cost": True, "no_days": True, "starts": date(2026, 1, 1), "ends": date(2026, 12, 31)}
    project.perform(SetEstimate(period, note_id))
    return str(project.perform(GiveAnswer(code, {**said, **values}, note_id)).result)


def confirm(project: Project, answer_id: str, on: date | None = TODAY, role: str = "Manager") -> None:
    project.perform(ConfirmAnswer(answer_id, role, "signed", "Scribe", on=on))


def promised(project: Project, words: str, code: str = "now", on: date | None = TODAY, **values: object) -> str:
    """A confirmed answer to a new note; its id."""
    answer_id = answered(project, noted(project, words), code, **values)
    confirm(project, answer_id, on)
    return answer_id


def became(project: Project, answer_id: str, status: str, words: str = "So it was.", day: date = TODAY) -> str:
    return str(project.perform(RecordOutcome(answer_id, status, words, day, "Team lead", "Because")).result)
