"""What we have: known in words, unknown without alarm, why it changed, its history, offers that come by themselves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import queries
from models.edits.project import AddDecisionDate, AddEnvelopeLine, ChangeEnvelopeLine
from models.edits.voices import AddNote, NewNote, NewVoice, WithdrawVoice
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, SetEstimate
from models.errors import Refused
from models.ledger import changes_of_line
from models.offers import offers
from tests.widgets.prepare.conftest import Shown, typed
from tests.widgets.prepare.test_sections import choose, write
from tests.widgets.support import TODAY, seen
from widgets.context import Context
from widgets.fields.reading import read_amount
from widgets.prepare.having_section import HavingSection
from widgets.prepare.room import PrepareRoom


def having(room: PrepareRoom) -> HavingSection:
    room.go("having")
    section = room.section()
    assert isinstance(section, HavingSection)
    return section


def add(context: Context, kind: str, name: str, amount: int | None = None, **values: object) -> str:
    done = context.document.perform(AddEnvelopeLine(kind, name, amount, values))
    assert done is not None
    return str(done.result)


def offer(context: Context, words: str) -> str:
    voice = NewVoice(words, {"words_source": "word_for_word"})
    return str(context.document.project.perform(AddNote(NewNote((voice,), {"kind": "offer"}))).result)


def accept(context: Context, note_id: str) -> None:
    perform = context.document.perform
    done = perform(GiveAnswer("accepted", {"owner": "Lead", "report_back": TODAY}, note_id))
    assert done is not None
    perform(ConfirmAnswer(str(done.result), "Lead", "in_the_room", "Scribe"))


def test_what_is_known_in_words_is_known_and_the_rest_says_so_calmly(empty: Context, shown: Shown) -> None:
    add(empty, "mandate", "Our own letters")
    section = having(shown(empty))
    (line,) = empty.document.ask(queries.envelope)
    row = section.lines.row_of(line.id)
    assert row.data.chip == ("Not known yet", "neutral")
    row.setFocus()
    write(section.line.form, "words", "Ours to decide")
    assert row.data.chip[0] == ""
    assert "Mandate and law · Ours to decide" in row.data.sub
    assert empty.document.ask(queries.envelope)[0].note == "Ours to decide"


def test_why_it_changed_is_asked_after_a_change_and_never_demanded(empty: Context, shown: Shown) -> None:
    line = add(empty, "money", "Development money")
    section = having(shown(empty))
    section.lines.row_of(line).setFocus()
    why = section.line.form.editor("why")
    write(section.line.form, "money", "18 000")
    assert not why.isVisible(), "what was not known before has no why"
    write(section.line.form, "money", "16k")
    assert why.isVisible()
    assert len(empty.document.ask(changes_of_line, line)) == 2
    write(section.line.form, "why", "The county cut it.")
    last = empty.document.ask(changes_of_line, line)[-1]
    assert (last.was, last.became, last.why) == ("1800000", "1600000", "The county cut it.")
    empty.document.undo()
    assert empty.document.ask(changes_of_line, line)[-1].why == ""
    empty.document.undo()
    assert len(empty.document.ask(changes_of_line, line)) == 1


def test_the_history_of_a_line_unfolds(empty: Context, shown: Shown) -> None:
    line = add(empty, "staff_days", "Days", 7200, said_by="Team lead", source="The team meeting")
    section = having(shown(empty))
    row = section.lines.row_of(line)
    row.setFocus()
    assert not section.history.fold.isVisible()
    empty.document.perform(ChangeEnvelopeLine(line, {"amount": 6400}, "One is on leave"))
    empty.document.perform(ChangeEnvelopeLine(line, {"amount": None, "ends": TODAY}))
    assert section.history.fold.text() == "Show 3 changes"
    assert not section.history.lines.isVisible()
    section.history.fold.setFocus()
    QTest.keyClick(section.history.fold, Qt.Key.Key_Space)
    assert section.history.lines.isVisible()
    words = section.history.words()
    assert words[-2:] == ("2 Mar 2026 · Amount: 72 days → 64 days", "One is on leave")
    assert any("Amount: 64 days → not known" in one for one in words)
    assert section.history.fold.text() == "Hide the changes"
    assert "The team meeting" in row.data.sub
    other = add(empty, "other", "Rooms", 3, unit="rooms")
    QApplication.processEvents()  # a new row can be focused once it is laid out
    section.lines.row_of(other).setFocus()
    assert not section.history.fold.isVisible()
    assert "The team meeting" not in row.data.sub


def test_accepted_offers_stand_by_themselves_and_the_others_apart(empty: Context, shown: Shown) -> None:
    section = having(shown(empty))
    assert "No offer is accepted yet." in seen(section.offers)
    club, piano = offer(empty, "The club drives"), offer(empty, "A piano")
    empty.document.perform(AddCost(NewCost("days", 1200, direction="frees", label="Two drivers"), club))
    empty.document.perform(AddCost(NewCost("money", 24000, direction="frees", label="Fuel"), club))
    empty.document.perform(SetEstimate({"asks_of_citizens": "Their Thursdays"}, club))
    accept(empty, club)
    assert section.offers.accepted.ids() == (club,)
    assert section.offers.open.ids() == (piano,)
    row = section.offers.accepted.row_of(club)
    assert row.data.chip == ("Accepted, with thanks", "settled")
    assert "Two drivers: 12 days of theirs" in row.data.sub and "frees 240" in row.data.aside
    assert section.offers.open.row_of(piano).data.chip[0] == "Not answered yet"
    row.setFocus()
    QApplication.processEvents()
    assert "What it asks of people: Their Thursdays" in seen(section.offer)
    QTest.keyClick(row, Qt.Key.Key_Return)
    heard = empty.window
    assert heard.rooms == ["weigh"] and heard.subjects == [("contribution", club)]  # type: ignore[attr-defined]
    assert "offers" not in [section.kind.itemData(at) for at in range(section.kind.count())]


def test_offers_that_are_withdrawn_or_declined_are_not_there(empty: Context) -> None:
    gone, declined = offer(empty, "Withdrawn"), offer(empty, "Name labels")
    note = next(one for one in empty.document.ask(queries.notes) if one.id == gone)
    empty.document.project.perform(WithdrawVoice(note.voices[0].id))
    done = empty.document.perform(GiveAnswer("not_needed", {"owner": "Lead", "report_back": TODAY}, declined))
    assert done is not None
    assert [one.id for one in empty.document.ask(offers)] == [declined]
    empty.document.perform(ConfirmAnswer(str(done.result), "Lead", "in_the_room", "Scribe"))
    assert empty.document.ask(offers) == ()


def test_what_is_promised_from_a_line_stands_beside_it(empty: Context, shown: Shown) -> None:
    line = add(empty, "money", "Development money", 100_000)
    note = str(empty.document.project.perform(AddNote(NewNote((NewVoice("A bench"),), {"kind": "idea"}))).result)
    empty.document.perform(AddCost(NewCost("money", 120_000, envelope_line_id=line), note))
    section = having(shown(empty))
    section.lines.row_of(line).setFocus()
    assert not section.history.promised.isVisible()
    empty.document.perform(GiveAnswer("now", {}, note))
    said = section.history.promised.text().replace("\u202f", " ").replace("\u00a0", " ")
    assert said == ("Promised from it so far: 1 200 EUR. Of that not confirmed yet: 1 200 EUR. That is 200 EUR over.")


def test_decision_dates_stand_by_date_with_what_waits(empty: Context, shown: Shown) -> None:
    for body, day in (("District board", TODAY.replace(year=2030)), ("District board", TODAY.replace(year=2029))):
        empty.document.perform(AddDecisionDate(body, day, ""))
    empty.document.perform(AddDecisionDate("Old board", TODAY.replace(year=2020), ""))
    note = str(empty.document.project.perform(AddNote(NewNote((NewVoice("A van"),), {"kind": "idea"}))).result)
    values = {"body": "district  board", "decision_day": TODAY, "owner": "Lead", "report_back": TODAY}
    done = empty.document.perform(GiveAnswer("decide", values, note))
    assert done is not None
    section = having(shown(empty))
    rows = [section.dates.row_of(one).data for one in section.dates.ids()]
    assert [one.title for one in rows] == ["Old board", "District board", "District board"]
    assert rows[0].chip[0] == "Past" and rows[1].sub == ""
    empty.document.perform(ConfirmAnswer(str(done.result), "Lead", "in_the_room", "Scribe"))
    assert [section.dates.row_of(one).data.sub for one in section.dates.ids()] == ["", "1 answer waits for it", ""]


def test_another_kind_asks_for_what_it_needs(empty: Context, shown: Shown) -> None:
    section = having(shown(empty))
    section.add_line.focus_line()
    typed("Interpreters")
    form = section.line.form
    assert form.editor("money").isVisible() and not form.editor("words").isVisible()
    choose(form, "kind", "partners")
    assert form.editor("words").isVisible() and not form.editor("note").isVisible()
    choose(form, "kind", "other")
    write(form, "number", "40")
    write(form, "unit", "hours")
    assert "40 hours" in seen(section.lines)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("2 400", 240_000),
        ("2.400,00", 240_000),
        ("2,400.50", 240_050),
        ("2.400", 240_000),
        ("1.234.567", 123_456_700),
        ("2,5k", 250_000),
        ("2k", 200_000),
        ("2,5", 250),
        ("0.5", 50),
        ("1’000", 100_000),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minor: int | None) -> None:
    assert read_amount(text, "EUR") == minor


@pytest.mark.parametrize("text", ["k", "2kk", "0,125", "many"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_amount(text, "EUR")
    assert read_amount("2.400", "BHD") == 2400, "three decimals are decimals there"
