"""The way back: an address that carries a code, and what holds without one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models import queries, responses
from tests.widgets.prepare.conftest import Shown
from tests.widgets.prepare.test_sections import write
from tests.widgets.support import seen
from widgets.context import Context
from widgets.fields.chosen import ChipsEditor
from widgets.prepare.room import PrepareRoom
from widgets.prepare.way_back_section import WayBackSection, built_address


def way_back_of(room: PrepareRoom) -> WayBackSection:
    room.go("way_back")
    section = room.section()
    assert isinstance(section, WayBackSection)
    return section


@pytest.mark.parametrize(
    ("typed", "built"),
    [
        ("anna@example.org", "mailto:anna@example.org?subject=Care%20%26%20more%20{code}"),
        ("+358 40 123-4567", "sms:+358401234567?body={code}"),
        ("https://example.org/form", ""),
        ("mailto:anna@example.org", ""),
        ("anna@", ""),
        ("", ""),
    ],
)
def test_a_plain_address_makes_a_whole_one(typed: str, built: str) -> None:
    assert built_address(typed, "Care & more") == built


def test_without_one_paper_is_promised(empty: Context, shown: Shown) -> None:
    section = way_back_of(shown(empty))
    assert "Documents then say how to answer on paper, and carry no code." in seen(section.middle)
    assert "Opens" not in seen(section.middle)


def test_an_e_mail_address_is_offered_whole(empty: Context, shown: Shown) -> None:
    section = way_back_of(shown(empty))
    write(section.address, "address", "anna@example.org")
    assert empty.document.ask(queries.ways_back) == ()
    assert "The code has no place in it yet." in seen(section.middle)
    assert section.offer.accessibleName() == "Use it as e-mail"
    QTest.keyClick(section.offer, Qt.Key.Key_Return)
    (back,) = empty.document.ask(queries.ways_back)
    assert (back.kind, back.address) == ("mail", "mailto:anna@example.org?subject=Test%20project%20{code}")
    code = empty.document.ask(queries.project).code
    assert f"mailto:anna@example.org?subject=Test%20project%20{code}" in section.check.words.text()
    assert "Not tested" in section.check.words.text()
    assert not section.offer.isVisible()


def test_a_web_form_is_opened_between_two_dates(empty: Context, shown: Shown) -> None:
    section = way_back_of(shown(empty))
    write(section.address, "address", "https://example.org/form")
    assert "Write {code} once in the address" in seen(section.middle)
    write(section.address, "address", "https://example.org/form?c={code}")
    write(section.round, "question", "Did we get it right?")
    write(section.round, "opens", "1.4.2026")
    assert section.state.words.text() == "It opens on 1 Apr 2026."
    write(section.round, "closes", "1.3.2026")
    assert "It would close before it opens." in seen(section.middle)
    write(section.round, "closes", "1.5.2026")
    (back,) = empty.document.ask(queries.ways_back)
    assert (back.kind, back.question) == ("web", "Did we get it right?")
    assert (str(back.opens), str(back.closes)) == ("2026-04-01", "2026-05-01")


def test_another_address_is_another_kind_and_removing_leaves_paper(example: Context, shown: Shown) -> None:
    section = way_back_of(shown(example))
    assert section.kind.text() == "E-mail"
    write(section.address, "address", "sms:+358401234567?body={code}")
    assert example.document.ask(queries.ways_back)[-1].kind == "text"
    assert section.kind.text() == "Text message"
    QTest.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    assert example.document.ask(queries.ways_back) == ()
    assert "carry no code" in seen(section.middle)


def test_the_kind_of_form_says_what_to_paste_and_makes_a_place_for_the_code(empty: Context, shown: Shown) -> None:
    section = way_back_of(shown(empty))
    section.kinds._choose("kobo")
    assert "XLSForm" in section.hint.text()
    write(section.address, "address", "https://EE.kobotoolbox.org/x/AbCd1234")
    assert empty.document.ask(queries.ways_back) == ()
    assert section.offer.accessibleName() == "Use this address"
    QTest.keyClick(section.offer, Qt.Key.Key_Return)
    (back,) = empty.document.ask(queries.ways_back)
    assert (back.kind, back.address) == ("web", "https://ee.kobotoolbox.org/x/AbCd1234?d[code]={code}")


def test_a_form_that_needs_a_filled_in_link_says_so_and_offers_nothing(empty: Context, shown: Shown) -> None:
    section = way_back_of(shown(empty))
    section.kinds._choose("msforms")
    assert "Get pre-filled URL" in section.hint.text()
    write(section.address, "address", "https://forms.office.com/Pages/ResponsePage.aspx?id=AbCd")
    assert not section.offer.isVisible()
    write(section.address, "address", "https://forms.office.com/Pages/ResponsePage.aspx?id=AbCd&r1a=CODE")
    assert section.offer.isVisible()


def test_further_questions_are_added_changed_moved_and_deleted_by_keyboard(empty: Context, shown: Shown) -> None:
    part = way_back_of(shown(empty)).questions

    def asked() -> list[tuple[str, str, tuple[str, ...]]]:
        return [(one.words, one.kind, one.choices) for one in empty.document.ask(responses.questions)]

    for words in ("Was it easy to come?", "Which time suits you?"):
        QTest.keyClicks(part.adder.line, words)
        QTest.keyClick(part.adder.line, Qt.Key.Key_Return)
    assert asked() == [("Was it easy to come?", "words", ()), ("Which time suits you?", "words", ())]
    second = part.rows.ids()[1]
    part.open(second)
    kind = part.form.editor("kind")
    assert isinstance(kind, ChipsEditor)
    kind.choices._choose("one_of")
    assert asked()[1] == ("Which time suits you?", "one_of", ("Yes", "No"))
    part.form.editor("choices").show_draft("Morning\nEvening")  # QTest cannot type a line end
    part.form.settle()
    assert asked()[1][2] == ("Morning", "Evening")
    QTest.keyClick(part.up, Qt.Key.Key_Return)
    assert [words for words, *_ in asked()] == ["Which time suits you?", "Was it easy to come?"]
    QTest.keyClick(part.editor, Qt.Key.Key_Escape)
    assert part.rows.in_place_id() == ""
    part.delete(second)
    assert [words for words, *_ in asked()] == ["Was it easy to come?"]
    empty.document.undo()
    assert [words for words, *_ in asked()] == ["Which time suits you?", "Was it easy to come?"]


def test_a_choice_of_one_is_refused_in_a_sentence(empty: Context, shown: Shown) -> None:
    part = way_back_of(shown(empty)).questions
    QTest.keyClicks(part.adder.line, "Which time suits you?")
    QTest.keyClick(part.adder.line, Qt.Key.Key_Return)
    part.open(part.rows.ids()[0])
    kind = part.form.editor("kind")
    assert isinstance(kind, ChipsEditor)
    kind.choices._choose("one_of")
    write(part.form, "choices", "Only one")
    assert "at least two" in seen(part)
    assert empty.document.ask(responses.questions)[0].choices == ("Yes", "No")
