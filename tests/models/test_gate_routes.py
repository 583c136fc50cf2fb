"""Nobody gets past the gate: not by edits around an answer, a table, a command, undo, or a file of another hand."""

import contextlib
import sqlite3
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from models import gate, hall_answers, lists, promises, queries, to_weigh, vote_reads
from models import records as r
from models import tables as t
from models.edits import notes_many, sorting, theming, voices, weighing
from models.edits.answering_many import AnswerMany, ConfirmMany
from models.edits.base import Edit
from models.edits.prepare import DeleteEnvelopeLine
from models.edits.project import AddEnvelopeLine
from models.edits.promising import ChangePromise
from models.errors import GateClosed, OnlyReading, Refused
from models.images import Image, pack, unpack
from models.keep_gate import missing
from models.project import Project
from models.reader import Reader
from models.writer import Writer
from tests.app.support import new_in, polku
from tests.models.support import add_note, column, result, rows

DAY = date(2027, 6, 15)
PERIOD: Mapping[str, object] = {"starts": DAY, "ends": DAY}
OWNED: Mapping[str, object] = {"owner": "Clinic lead", "report_back": DAY}
NEEDS: Mapping[str, Mapping[str, object]] = {
    "now": {},
    "try": {},
    "decide": {"body": "The board", "decision_day": DAY},
    "pass": {"recipient": "The city"},
    "unknown": {"find_out_by": DAY},
    "no": {"reason_kind": "money", "reason": "There is none", "possible_part": "On Mondays"},
}


@dataclass
class Weighed:
    """A note with costs and an answer that was confirmed."""

    project: Project
    note: str
    answer: str

    @property
    def confirmed(self) -> bool:
        found = next(a for a in self.project.ask(queries.weighing).answers if a.id == self.answer)
        assert found.confirmed == bool(
            column(self.project, "SELECT confirmed FROM answer WHERE id = ?", self.answer)[0]
        )
        return found.confirmed

    def cost(self, measure: str) -> str:
        return str(
            column(
                self.project, "SELECT id FROM cost_line WHERE contribution_id = ? AND measure = ?", self.note, measure
            )[0]
        )


def answered(project: Project, code: str = "now", *, confirm: bool = True, **values: object) -> Weighed:
    note = add_note(project, "Evening opening", kind="idea")
    for measure in ("money", "days"):
        project.perform(weighing.AddCost(weighing.NewCost(measure, 100), note))
    project.perform(weighing.SetEstimate(PERIOD, note))
    answer = result(project.perform(weighing.GiveAnswer(code, {**OWNED, **NEEDS[code], **values}, note)))
    if confirm:
        project.perform(weighing.ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    return Weighed(project, note, answer)


def lacking(project: Project) -> list[str]:
    """The confirmed answers of a file that lack something; nothing, ever."""
    found = project.ask(lambda reader: reader.records(r.AnswerRecord, t.Answer, t.Answer.confirmed))
    return [one.id for one in found if project.ask(lambda reader, one=one: missing(one, reader))]


# -- edits around a confirmed answer ------------------------------------------------------------------------

Around = Callable[[Weighed], Edit]
AROUND: Mapping[str, Around] = {
    "its cost goes": lambda w: weighing.DeleteCost(w.cost("money")),
    "its days go": lambda w: weighing.DeleteCost(w.cost("days")),
    "its cost becomes days": lambda w: weighing.ChangeCost(w.cost("money"), {"measure": "days"}),
    "its cost is what it frees": lambda w: weighing.ChangeCost(w.cost("money"), {"direction": "frees"}),
    "its period ends nowhere": lambda w: weighing.SetEstimate({"ends": None}, w.note),
    "its period begins nowhere": lambda w: weighing.SetEstimate({"starts": None}, w.note),
    "it becomes a problem": lambda w: voices.ChangeNote(w.note, {"kind": "problem"}),
    "it becomes unsorted": lambda w: voices.ChangeNote(w.note, {"kind": "unsorted"}),
    "many become questions": lambda w: notes_many.ChangeMany((w.note,), values={"kind": "question"}),
    "it is answered anew": lambda w: weighing.GiveAnswer("now", OWNED, w.note),
    "its sentence changes": lambda w: weighing.GiveAnswer("now", {"sentence": "We will!"}, w.note),
    "another answer": lambda w: weighing.GiveAnswer("try", {}, w.note),
    "many are answered": lambda w: AnswerMany((("contribution", w.note),), "now", OWNED),
    "many get an owner": lambda w: AnswerMany((("contribution", w.note),), "", {"owner": "Me"}),
}


@pytest.mark.parametrize("what", AROUND)
def test_what_it_stood_on_is_gone_so_it_is_not_confirmed(project: Project, what: str) -> None:
    weighed = answered(project)
    assert weighed.confirmed
    project.perform(AROUND[what](weighed))
    assert not weighed.confirmed
    assert lacking(project) == []
    project.undo()
    assert weighed.confirmed
    project.redo()
    assert not weighed.confirmed
    assert project.ask(promises.ledger) == ()


def test_a_period_cannot_be_turned_round_in_two_steps(project: Project) -> None:
    weighed = answered(project)
    with pytest.raises(Refused, match="ends before it begins"):
        project.perform(weighing.SetEstimate({"ends": date(2020, 1, 1)}, weighed.note))
    with pytest.raises(Refused, match="ends before it begins"):
        project.perform(weighing.SetEstimate({"starts": date(2040, 1, 1)}, weighed.note))


@pytest.mark.parametrize("name", ["owner", "body", "recipient", "reason", "possible_part"])
@pytest.mark.parametrize("nothing", [" \u200b", "\u00a0\u2060\ufeff", "– ..."])
def test_marks_without_a_letter_are_no_words(project: Project, name: str, nothing: str) -> None:
    code = {"owner": "now", "body": "decide", "recipient": "pass"}.get(name, "no")
    weighed = answered(project, code, confirm=False, **{name: nothing})
    with pytest.raises(GateClosed):
        project.perform(weighing.ConfirmAnswer(weighed.answer, "Head", "signed", "Scribe"))
    project.perform(weighing.GiveAnswer(code, {name: "部"}, weighed.note))
    project.perform(weighing.ConfirmAnswer(weighed.answer, "Head", "signed", "Scribe"))


@pytest.mark.parametrize("role, entered", [("\u200b", "Scribe"), ("Head", "\u200b"), ("–", "Scribe")])
def test_nobody_is_nobody(project: Project, role: str, entered: str) -> None:
    weighed = answered(project, confirm=False)
    for edit in (
        weighing.ConfirmAnswer(weighed.answer, role, "signed", entered),
        ConfirmMany((weighed.answer,), role, "signed", entered),
    ):
        with pytest.raises(GateClosed):
            project.perform(edit)


def test_an_idea_that_only_says_what_it_frees_has_not_said_what_it_costs(project: Project) -> None:
    weighed = answered(project, confirm=False)
    project.perform(weighing.ChangeCost(weighed.cost("money"), {"direction": "frees"}))
    with pytest.raises(GateClosed) as caught:
        project.perform(weighing.ConfirmAnswer(weighed.answer, "Head", "signed", "Scribe"))
    assert caught.value.lacks == (gate.COST,)


def test_no_edit_takes_the_confirmation_as_a_value(project: Project) -> None:
    weighed = answered(project, confirm=False)
    for name in ("confirmed", "confirmed_role", "confirmed_how", "confirmed_by", "confirmed_on", "entered_by"):
        for edit in (
            weighing.GiveAnswer("now", {name: "1"}, weighed.note),
            AnswerMany((("contribution", weighed.note),), "now", {name: "1"}),
            voices.ChangeNote(weighed.note, {name: "1"}),
            weighing.SetEstimate({name: "1"}, weighed.note),
        ):
            with pytest.raises((Refused, ValueError, TypeError, KeyError)):
                project.perform(edit)
    assert not weighed.confirmed


def test_confirming_many_confirms_none_where_one_lacks_something(project: Project) -> None:
    whole, bare = answered(project, confirm=False), answered(project, confirm=False)
    project.perform(weighing.DeleteCost(bare.cost("days")))
    with pytest.raises(GateClosed):
        project.perform(ConfirmMany((whole.answer, bare.answer), "Head", "signed", "Scribe"))
    assert not whole.confirmed
    assert not bare.confirmed


def test_a_twin_that_takes_the_words_takes_no_confirmation(project: Project) -> None:
    weighed = answered(project)
    bare = add_note(project, "Open in the evening", kind="idea")
    with pytest.raises(Refused):
        project.perform(sorting.MergeTwins(weighed.note, bare))
    project.perform(sorting.MergeTwins(bare, weighed.note))
    assert weighed.confirmed
    assert lacking(project) == []


def test_the_answer_of_a_theme_stays_with_its_theme(project: Project) -> None:
    """Deleting, joining or splitting a theme neither leaves its notes with its confirmed answer nor takes it along."""
    notes = [add_note(project, f"Idea {at}", kind="idea") for at in range(3)]
    theme = result(project.perform(theming.NewTheme("Evenings", tuple(notes))))
    other = result(project.perform(theming.NewTheme("Mornings")))
    project.perform(weighing.SetEstimate({**PERIOD, "no_cost": True, "no_days": True}, theme_id=theme))
    answer = result(project.perform(weighing.GiveAnswer("now", OWNED, theme_id=theme)))
    project.perform(weighing.ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    for refused in (theming.DeleteTheme(theme), theming.JoinThemes(theme, other)):
        with pytest.raises(Refused):
            project.perform(refused)
    project.perform(theming.SplitTheme("Late evenings", (notes[0],)))
    project.perform(voices.ChangeNote(notes[1], {"kind": "question"}))
    project.perform(theming.TakeOut((notes[2],)))
    assert held(project) == {}
    project.perform(theming.PutNotes((notes[2],), theme))
    assert held(project) == {notes[2]: True}
    project.perform(weighing.SetEstimate({"no_days": False}, theme_id=theme))
    assert held(project) == {notes[2]: False}
    assert lacking(project) == []


def held(project: Project) -> dict[str, bool]:
    """Which notes have an answer, their own or their theme's, and whether it is confirmed, as the list says it."""
    return {row.id: row.confirmed for row in listed(project) if row.answer}


def listed(project: Project, **only: tuple[str, ...]) -> tuple[lists.ListRow, ...]:
    found = project.ask(lists.listing, lists.ListQuery("notes", only)).page(0, 50)
    return project.ask(lists.rows, "notes", found, project.ask(lists.names))


def test_what_we_have_may_go_and_nothing_is_confirmed_or_lost_by_it(project: Project) -> None:
    weighed = answered(project)
    line = result(project.perform(AddEnvelopeLine("money", "Budget", 1000)))
    project.perform(weighing.ChangeCost(weighed.cost("money"), {"envelope_line_id": line}))
    project.perform(DeleteEnvelopeLine(line))
    assert weighed.confirmed
    assert len(rows(project, "SELECT 1 FROM cost_line")) == 2
    assert lacking(project) == []


def test_a_promise_keeps_somebody_who_answers_for_it(project: Project) -> None:
    weighed = answered(project)
    for owner in ("", "  ", "\u200b"):
        with contextlib.suppress(Refused):
            project.perform(ChangePromise(weighed.answer, owner, DAY, "Moved"))
        assert lacking(project) == []


# -- whatever an edit writes --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sneak:
    """Writes answers that call themselves confirmed, as an edit of the future might by mistake."""

    notes: tuple[str, ...]
    label: ClassVar[str] = "Sneak"

    def apply(self, writer: Writer, reader: Reader) -> None:
        del reader
        sure = {
            "confirmed": True,
            "confirmed_role": "Head",
            "confirmed_how": "signed",
            "entered_by": "Me",
            "code": "now",
        }
        made = ({"contribution_id": note, "theme_id": None, **OWNED, **sure, "code": "now"} for note in self.notes)
        if len(self.notes) == 1:
            writer.insert(t.Answer, **next(made))
        else:
            writer.insert_many(t.Answer, made)


@pytest.mark.parametrize("number", [1, 3, 250])
def test_an_answer_that_arrives_confirmed_is_looked_at_too(project: Project, number: int) -> None:
    notes = tuple(add_note(project, f"Idea {at}", kind="idea") for at in range(number))
    project.perform(Sneak(notes))
    assert lacking(project) == []
    assert column(project, "SELECT confirmed FROM answer") == [0] * number


def test_undoing_a_deletion_brings_back_what_was_confirmed(project: Project) -> None:
    weighed = answered(project)
    project.perform(voices.DeleteNote(weighed.note))
    project.undo()
    assert weighed.confirmed


# -- tables and commands ------------------------------------------------------------------------------------


def test_no_column_of_a_table_confirms_anything(tmp_path: Path) -> None:
    path, table = new_in(tmp_path), tmp_path / "sneak.csv"
    table.write_text(
        "text,kind,answer,confirmed,owner,report_back,confirmed_role,cost\n"
        "Open in the evening,idea,now,1,Head,2027-01-01,Head,100\n",
        encoding="utf-8",
    )
    assert polku("import", path, table).code == 0
    with Project.open(path) as project:
        assert len(project.ask(queries.notes)) == 1
        assert project.ask(queries.weighing).answers == ()
    for name in ("confirmed", "answer", "owner"):
        ran = polku("import", path, table, "--again", "--map", "text=text", "--map", f"{name}={name}")
        assert ran.code != 0
    assert "confirm" not in polku("--help").out.lower()


# -- a file that another hand wrote -------------------------------------------------------------------------

EMPTIED: Mapping[str, tuple[str, str]] = {
    "nobody answers for it": ("now", "UPDATE answer SET owner = '' WHERE id = ?"),
    "no day": ("now", "UPDATE answer SET report_back = NULL WHERE id = ?"),
    "no cost": ("now", "DELETE FROM cost_line WHERE measure = 'money' AND 1 OR id = ?"),
    "no days": ("now", "DELETE FROM cost_line WHERE measure = 'days' AND 1 OR id = ?"),
    "no period": ("try", "UPDATE estimate SET ends = NULL WHERE 1 OR id = ?"),
    "no reason": ("no", "UPDATE answer SET reason = ' ' WHERE id = ?"),
    "no kind of reason": ("no", "UPDATE answer SET reason_kind = '' WHERE id = ?"),
    "no part": ("no", "UPDATE answer SET possible_part = '' WHERE id = ?"),
    "no body": ("decide", "UPDATE answer SET body = '' WHERE id = ?"),
    "no day of the decision": ("decide", "UPDATE answer SET decision_day = NULL WHERE id = ?"),
    "no recipient": ("pass", "UPDATE answer SET recipient = '' WHERE id = ?"),
    "no day to find out": ("unknown", "UPDATE answer SET find_out_by = NULL WHERE id = ?"),
    "no role": ("now", "UPDATE answer SET confirmed_role = '' WHERE id = ?"),
    "not said how": ("now", "UPDATE answer SET confirmed_how = '' WHERE id = ?"),
    "entered by nobody": ("now", "UPDATE answer SET entered_by = '' WHERE id = ?"),
    "an answer of another kind": ("now", "UPDATE answer SET code = 'heard' WHERE id = ?"),
    "another kind of note": ("now", "UPDATE contribution SET kind = 'question' WHERE 1 OR id = ?"),
}


def tampered(path: Path, what: str) -> str:
    """A file in which one confirmed answer was robbed of something by another program; returns the answer's id."""
    code, sql = EMPTIED[what]
    with Project.create(path, "Title") as project:
        theme = result(project.perform(sorting.AddTheme("Evenings")))
        weighed = answered(project, code, sentence="We will CANARY")
        project.perform(theming.PutNotes((weighed.note,), theme))
        answer = weighed.answer
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA ignore_check_constraints=ON")
    raw.execute(sql, (answer,))
    raw.commit()
    raw.close()
    return answer


def says_it_is_sure(project: Project) -> list[str]:
    """Every read of the models that tells whether an answer is confirmed, and calls it so."""
    about = project.ask(queries.weighing)
    note = about.notes[0].id
    found = {
        "weighing": any(answer.confirmed for answer in about.answers),
        "board": any(answer.confirmed for answer in project.ask(to_weigh.weighing_of_all).answers),
        "list": True in held(project).values(),
        "list of the confirmed": bool(listed(project, answer=("!",))),
        "ledger": bool(project.ask(promises.ledger)),
        "waiting": bool(project.ask(promises.waiting)),
        "hall": any(group.confirmed for theme in project.ask(hall_answers.hall_themes) for group in theme.groups),
        "hall's words": project.ask(hall_answers.hall_notes, (note,))[note].said != hall_answers.Said(),
        "vote": any(
            option.left_out in ("Not possible as it is", "Not ours; we pass it on")
            for option in project.ask(vote_reads.marked_options, (note,))
        ),
    }
    return [name for name, is_sure in found.items() if is_sure]


@pytest.mark.parametrize("what", EMPTIED)
def test_what_a_file_calls_confirmed_and_lacks_something_is_not(tmp_path: Path, what: str) -> None:
    path = tmp_path / "p.polku"
    answer = tampered(path, what)
    whole = path.read_bytes()
    with Project.open(path, reading=True) as project:
        assert says_it_is_sure(project) == []
        assert project.reopened == (answer,)
        with project.snapshot("public_report", DAY) as copy:
            assert not any(one.confirmed for one in copy.ask(queries.weighing).answers)
            assert copy.ask(promises.ledger) == ()
    assert path.read_bytes() == whole
    copied = tmp_path / "copy.polku"
    copied.write_bytes(whole)
    with Project.open(copied) as project:
        assert project.reopened == (answer,)
        assert says_it_is_sure(project) == []
        assert lacking(project) == []
    with Project.open(copied) as project:
        assert project.reopened == ()
        assert says_it_is_sure(project) == []


def test_a_read_only_file_can_be_saved_as_a_copy_and_is_held_to_the_gate_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "p.polku", tmp_path / "copy.polku"
    tampered(path, "no recipient")
    path.chmod(stat.S_IREAD)
    with Project.open(path) as project:
        assert says_it_is_sure(project) == []
        with pytest.raises(OnlyReading):
            add_note(project, "new")
        project.save_copy(copy)
    with Project.open(copy) as project:
        assert len(project.reopened) == 1
        assert says_it_is_sure(project) == []


def test_commands_do_not_call_it_confirmed_either(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    tampered(path, "no cost")
    ran = polku("check", path)
    assert "The cost is missing" in ran.out + ran.err
    assert "Evening" not in ran.out
    told = polku("info", path, "--json")
    assert '"confirmed": 0' in told.out
    assert "CANARY" not in told.out


def test_undo_of_a_step_that_holds_a_sneaked_confirmation(tmp_path: Path) -> None:
    """The history is part of the file, so somebody may write there too: what undo brings back is looked at."""
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        weighed = answered(project)
        project.perform(voices.DeleteNote(weighed.note))
    rewrite_history(path, lambda image: _without_owner(image) if image.table == "answer" and image.before else image)
    with Project.open(path) as project:
        project.undo()
        assert lacking(project) == []
        assert column(project, "SELECT confirmed FROM answer") in ([0], [])


def _without_owner(image: Image) -> Image:
    assert image.before is not None
    return Image(image.table, image.id, {**image.before, "recipient": "", "reason": "", "code": "pass"}, image.after)


def rewrite_history(path: Path, change: Callable[[Image], Image]) -> None:
    raw = sqlite3.connect(path)
    for step, packed in raw.execute("SELECT id, images FROM history_step WHERE images IS NOT NULL").fetchall():
        images = [change(image) for image in unpack(packed)]
        raw.execute("UPDATE history_step SET images = ? WHERE id = ?", (pack(images), step))
    raw.commit()
    raw.close()
