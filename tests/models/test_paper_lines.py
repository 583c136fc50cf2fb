"""Lines off the wall: what each means, why one is not placed, and that no text breaks the reading."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import paper_lines as p
from models import paper_steps as s
from models.group_names import groups_meant, groups_named
from models.paper_lines import PaperFeeling, PaperLine, Unplaced, lines_in, read_line, signed, write_line
from models.path_reads import whole
from models.path_records import AliasRecord, CardRecord, LaneRecord, PathRecord, StageRecord
from models.records import GroupRecord
from resources.texts import translator

TR = translator("en")
LANES = ("people_do", "feeling", "people_meet", "visibility", "behind")


def group(name: str, role: str = "") -> GroupRecord:
    return GroupRecord(name.partition(" ")[0].lower(), name, role, "", "")


GROUPS = (
    group("Relatives", "carer"),
    group("Neighbours and club volunteers", "volunteer"),
    group("Staff of the memory team", "staff"),
    group("Päivätoiminnan kävijät", "client"),
    group("Families who speak another language", "resident"),
)


def card(card_id: str, stage: str, lane: str, frozen: str = "") -> CardRecord:
    return CardRecord(
        *(card_id, stage, lane, f"Words of {card_id}", "", "", "", "", "", False, "", "", "", frozen, card_id)
    )


def path(*cards: CardRecord, aliases: tuple[AliasRecord, ...] = (), stages: int = 3) -> PathRecord:
    made = PathRecord("p", "Getting help", "as_is", "", False)
    columns = tuple(StageRecord(f"s{at}", f"Stage {at}", "within", "") for at in range(stages))
    rows = tuple(LaneRecord(f"l{at + 1}", kind, "", "") for at, kind in enumerate(LANES))
    return whole(replace(made, stages=columns, lanes=rows, aliases=aliases), cards)


PATH = path(
    card("a1", "s0", "l1"), card("b11", "s1", "l1"), card("b12", "s1", "l1"), card("b3", "s1", "l3")
)  # A1; B1.1 and B1.2; B3


def read(text: str, on: PathRecord = PATH, groups: tuple[GroupRecord, ...] = GROUPS) -> PaperLine:
    found = read_line(text, on, groups, TR)
    assert isinstance(found, PaperLine), found.sentence(TR)
    return found


def why(text: str, on: PathRecord = PATH, groups: tuple[GroupRecord, ...] = GROUPS) -> str:
    found = read_line(text, on, groups, TR)
    assert isinstance(found, Unplaced), found
    return found.sentence(TR)


def said(text: str) -> tuple[str, tuple[tuple[int, str | None], ...]]:
    line = read(text)
    return line.words, tuple((one.value, one.group_id) for one in line.feelings)


def test_the_line_of_the_product_page() -> None:
    felt = (PaperFeeling(-2, "relatives"),)
    assert read("B2 waited six weeks -2 relative") == PaperLine("s1", "l2", None, "waited six weeks", felt)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("B3 words", "s1 l3"), ("b3 words", "s1 l3"), ("B 3 words", "s1 l3"), ("  b3: words", "s1 l3")),
        *(("B3) words", "s1 l3"), ("B3. words", "s1 l3"), ("B3 - words", "s1 l3"), ("B3 – words", "s1 l3")),
        *(("• B3 words", "s1 l3"), ("- B3 words", "s1 l3"), ("B03 words", "s1 l3"), ("B٣ words", "s1 l3")),
        *(("A1\twords", "s0 l1"), ("C5, words", "s2 l5"), ("☐ c5 words", "s2 l5"), ("B3\u00a0words", "s1 l3")),
    ],
)
def test_codes(text: str, code: str) -> None:
    line = read(text)
    assert (f"{line.stage_id} {line.lane_id}", line.words, line.card_id) == (code, "words", None)


@pytest.mark.parametrize(
    ("text", "words", "felt"),
    [
        ("B3 waited", "waited", ()),
        ("B3 waited -2", "waited", ((-2, None),)),
        ("B3 waited −2", "waited", ((-2, None),)),
        ("B3 waited –1 relatives", "waited", ((-1, "relatives"),)),
        ("B3 waited ‑1, relatives", "waited", ((-1, "relatives"),)),
        ("B3 waited (+2 Relative)", "waited", ((2, "relatives"),)),
        ("B3 waited, relatives: -2", "waited", ((-2, "relatives"),)),
        ("B3 waited relative -2", "waited", ((-2, "relatives"),)),
        ("B3 waited 0", "waited", ((0, None),)),
        ("B3 waited 0 relatives", "waited", ((0, "relatives"),)),
        ("B3 waited relatives 0", "waited", ((0, "relatives"),)),
        ("B3 waited +0", "waited", ((0, None),)),
        ("B3 waited ±0", "waited", ((0, None),)),
        ("B3 waited until 6", "waited until 6", ()),
        ("B3 waited 6 weeks", "waited 6 weeks", ()),
        ("B3 came in room 2.", "came in room 2.", ()),
        ("B3 called 2 times", "called 2 times", ()),
        ("B3 call +358 40 1234 for help", "call +358 40 1234 for help", ()),
        ("B3 it was -5 degrees", "it was -5 degrees", ()),
        ("B3 waited -2 relatives -1 staff", "waited", ((-2, "relatives"), (-1, "staff"))),
        ("B3 the nurse asks the relatives", "the nurse asks the relatives", ()),
        ("B3 waited +1 client", "waited", ((1, "päivätoiminnan"),)),
        ("B3 waited +1 PAIVATOIMINNAN", "waited", ((1, "päivätoiminnan"),)),
        ("B3 waited +1 asiakas", "waited", ((1, "päivätoiminnan"),)),
        ("B3 waited +1 family", "waited", ((1, "families"),)),
        ("B3 waited -1 neighbour", "waited", ((-1, "neighbours"),)),
        ("B3 waited -1 volunteers", "waited", ((-1, "neighbours"),)),
        ("B3 انتظرت ستة أسابيع −2 relative", "انتظرت ستة أسابيع", ((-2, "relatives"),)),
        ("B3 waited \u200f−2\u200f relative", "waited", ((-2, "relatives"),)),
        ("B3 “nobody calls” -1", "“nobody calls”", ((-1, None),)),
        ("B3 time-table -1", "time-table", ((-1, None),)),
        ("B3 asked, and asked, -1", "asked, and asked", ((-1, None),)),
        ("B3 family -1", "family", ((-1, None),)),
        ("B3 waited for nothing - -1 relative", "waited for nothing", ((-1, "relatives"),)),
    ],
)
def test_words_feeling_and_group(text: str, words: str, felt: tuple[tuple[int, str | None], ...]) -> None:
    assert said(text) == (words, felt)


@pytest.mark.parametrize(
    ("text", "card_id"),
    [
        *(("B1.2 -2 relative", "b12"), ("b1.2 relative -2", "b12"), ("B1.2-2", "b12"), ("B1.2 0", "b12")),
        *(("B3 -2", "b3"), ("B3−2 relative", "b3"), ("A1 +1", "a1"), ("B 3 -2", "b3")),
    ],
)
def test_a_number_alone_is_about_the_card(text: str, card_id: str) -> None:
    line = read(text)
    assert (line.card_id, line.words) == (card_id, "")
    assert len(line.feelings) == 1


def test_words_behind_the_code_of_a_card_are_a_card_below_it() -> None:
    line = read("B1.1 then it rang -1")
    assert (line.card_id, line.words, line.stage_id, line.lane_id) == ("b11", "then it rang", "s1", "l1")


def test_words_behind_the_code_of_a_cell_go_to_its_end() -> None:
    assert read("B3 then it rang").card_id is None


def test_evidence_in_brackets_at_the_end() -> None:
    assert read("B3 waited -2 relative (Observed)").evidence == "observed"
    assert read("B3 waited [told]").evidence == "told"
    assert read("B3 waited (kerrottu)").evidence == "told"
    assert (read("B3 was not told").evidence, read("B3 was not told").words) == ("", "was not told")
    assert read("B3 waited (at home)").words == "waited (at home)"


def test_columns_hold_words_exactly() -> None:
    line = read("B3\tit was -2 outside 1\t−1\trelative\ttold")
    assert (line.words, line.feelings, line.evidence) == (
        "it was -2 outside 1", (PaperFeeling(-1, "relatives"),), "told",
    )  # fmt: skip
    assert read("B1.2\t\t2").feelings == (PaperFeeling(2),)
    assert read("B3\twaited\t1\t\t-1\tstaff\t\t").feelings == (PaperFeeling(1), PaperFeeling(-1, "staff"))


# -- why not -----------------------------------------------------------------------------------------------------------

REASONS = [
    (s.NO_CODE, "waited six weeks", "Begin with a step code, such as A1."),
    (s.NO_CODE, "8 waited", "Begin with a step code, such as A1."),
    (s.NO_CODE, "В2 waited", "Begin with a step code, such as A1."),  # a Cyrillic letter is no B
    (s.NO_CODE, "B2waited", "Begin with a step code, such as A1."),
    (s.NO_CODE, "a nurse called back", "Begin with a step code, such as A1."),
    (s.STAGE_ALONE, "A 2-week wait", "A is a stage: say the lane too, A1 to A5."),
    (s.LETTER_FIRST, "2B waited", "In a step code the letter comes first: B2."),
    (s.NO_STAGE, "Z2 waited", "There is no stage Z on this path. Its stages are A, B, C."),
    (s.NO_LANE, "B9 waited", "There is no lane 9 on this path. Its lanes are 1, 2, 3, 4, 5."),
    (s.STAGE_ALONE, "B -2 relative", "B is a stage: say the lane too, B1 to B5."),
    (s.STAGE_ALONE, "b -2", "B is a stage: say the lane too, B1 to B5."),
    (s.STAGE_ALONE, "B waited six weeks", "B is a stage: say the lane too, B1 to B5."),
    (s.NO_CARD, "B1.7 -2", "There is no card B1.7. Write B1 for a new card in that cell."),
    (s.LINE, "B4 waited", "Lane 4 is the line “Line of visibility”. Nothing lies on it: say another lane."),
    (p.EMPTY, "B3", "Say what happened at B3, or how it feels."),
    (p.NO_CARD_HERE, "B2 -2", "There is no card at B2 that could feel so. Write what happened, or name a card: B1.1, "
                              "B1.2, B3."),
    (p.NO_CARD_IN_STAGE, "C1 -2", "There is no card at C1 that could feel so. Write what happened too."),
    (p.SEVERAL, "B1 -2", "B1 holds several cards. Say which one: B1.1, B1.2."),
    (p.SCALE, "B3 waited -3", "“-3” is not on the scale. How it feels is a whole number from −2 to +2."),
    (p.SCALE, "B3 waited -1.5 relative", "“-1.5” is not on the scale. How it feels is a whole number from −2 to +2."),
    (p.SCALE, "B3 waited ±1", "“±1” is not on the scale. How it feels is a whole number from −2 to +2."),
    (p.UNSIGNED, "B3 waited 2", "Is “2” how it feels? Write +2 or −2. If it is one of the words, spell it out."),
    (p.UNSIGNED, "B3 saw 2 relatives", "Is “2” how it feels? Write +2 or −2. If it is one of the words, spell it out."),
    (p.TWO_NUMBERS, "B3 waited -2 -1", "There are several numbers. Write each one before its group, as in: "
                                       "−2 relatives −1 staff."),
    (p.NO_GROUP, "B3 waited -2 realtive", "There is no group “realtive”. There are: Relatives, Neighbours and club "
                                          "volunteers, Staff of the memory team, Päivätoiminnan kävijät, Families who "
                                          "speak another language."),
    (p.WORD_OR_GROUP, "B3 talked to the relatives -1", "Is “relatives” the group, or one of the words? Write the group "
                                                       "behind the number."),
    (p.SAID_TWICE, "B3 waited -1 relatives +1 relative", "One group is named twice in this line. Write a line for "
                                                         "each."),
    (p.EVIDENCE_ALONE, "B3 -1 (told)", "“told” says how a new card is known. Write what happened too, or leave it "
                                       "out."),
    (p.GROUP_ALONE, "B3\twaited\trelative", "“relative” stands in a column behind the words, but no number stands "
                                            "before it."),
    (p.NOT_READ, "B3\twaited\tsoon", "“soon” in a column behind the words is no number, no group and no evidence."),
    (p.TOO_LONG, "B3 " + "x" * 4001, "The words have more than 4000 characters."),
]  # fmt: skip


@pytest.mark.parametrize(("message", "text", "sentence"), REASONS, ids=lambda value: str(value)[:24])
def test_why_a_line_is_not_placed(message: str, text: str, sentence: str) -> None:
    assert why(text) == sentence
    found = read_line(text, PATH, GROUPS, TR)
    assert isinstance(found, Unplaced)
    assert found.message == message


def test_every_reason_is_tried() -> None:
    there = {
        value for module in (p, s) for name, value in vars(module).items() if name.isupper() and isinstance(value, str)
    }
    sentences = {one for one in there if re.search(r"[a-z] [a-z]", one)}
    others = {s.NO_STAGES, s.STAGE_ALONE_ONE, s.STAGE_GONE, s.LANE_GONE, s.CARD_GONE, p.TWO_CARDS, p.NO_GROUPS}
    assert sentences == {message for message, _, _ in REASONS} | others | {p.WHICH_GROUP}


def test_a_group_that_can_be_two_names_both() -> None:
    groups = (group("Family carers", "carer"), replace(group("Families abroad", "carer"), id="x"))
    assert why("A1 -1 carer", groups=groups) == "“carer” can be Family carers, Families abroad. Write more of the name."
    assert why("A1 -1 famil", groups=groups).startswith("“famil” can be Family carers, Families abroad")
    assert why("A1 waited carer -1", groups=groups).startswith("“carer” can be")
    assert read("A1 -1 family c", groups=groups).feelings == (PaperFeeling(-1, "family"),)


def test_a_group_by_its_whole_name_wins_over_longer_ones() -> None:
    groups = (group("Staff of the day centre"), replace(group("Staff"), id="all"), group("Nurses", "staff"))
    assert [one.id for one in groups_meant("staff", groups)] == ["all"]
    assert [one.id for one in groups_named("STAFF", groups)] == ["all"]
    assert [one.id for one in groups_meant("nurse", groups)] == ["nurses"]


@pytest.mark.parametrize(("written", "name"), [("person", "People"), ("child", "Children"), ("class", "Classes"),
                                               ("agency", "Agencies"), ("box", "Boxes"), ("bus", "Bus")])  # fmt: skip
def test_english_singulars(written: str, name: str) -> None:
    assert groups_named(written, (group(name),))


def test_no_group_yet() -> None:
    found = read_line("A1 -2 relative", PATH, (), TR)
    assert isinstance(found, Unplaced)
    assert found.sentence(TR) == "There is no group “relative”, and no other group yet."
    assert found.missing_group == "relative"


def test_a_path_without_stages() -> None:
    assert why("A1 x", path(stages=0)) == "This path has no stages and lanes yet, so there are no step codes."


def test_a_stage_of_one_lane() -> None:
    one = replace(PATH, lanes=PATH.lanes[:1])
    assert why("B -2", one) == "B is a stage: say the lane too, B1."


# -- printed codes that lead elsewhere ---------------------------------------------------------------------------------


def alias(printed: str, stage: str | None = None, lane: str | None = None, card_id: str | None = None) -> AliasRecord:
    return AliasRecord(printed, printed, stage, lane, card_id)


def frozen(*aliases: AliasRecord, more: tuple[CardRecord, ...] = ()) -> PathRecord:
    """Stages A, B and D; lanes 1 to 5; the card that was C1 lies in D1."""
    made = path(card("moved", "s2", "l1"), *more, aliases=aliases)
    stages = tuple(
        replace(stage, letter=letter, frozen_letter=letter) for stage, letter in zip(made.stages, "ABD", strict=True)
    )
    return whole(replace(made, stages=stages), made.cards)


def test_a_merged_column_leads_to_where_it_went() -> None:
    line = read("C1 waited", frozen(alias("C", stage="s1")))
    assert (line.stage_id, line.lane_id) == ("s1", "l1")


def test_a_merged_lane_leads_to_where_it_went() -> None:
    assert read("A7 waited", frozen(alias("7", lane="l3"))).lane_id == "l3"


def test_a_moved_card_is_found_by_its_printed_code() -> None:
    on = frozen(alias("C", stage="s1"), alias("C1.2", card_id="moved"))
    assert read("C1.2 -2", on).card_id == "moved"
    assert read("C1.2 and then", on) == PaperLine("s2", "l1", "moved", "and then")


def test_a_moved_card_without_a_point_is_found_for_a_number_and_its_cell_for_words() -> None:
    on = frozen(alias("B1", card_id="moved"))
    assert read("B1 -2", on).card_id == "moved"
    assert read("B1 waited", on) == PaperLine("s1", "l1", None, "waited")
    assert read("C1 -2", frozen(alias("C"), alias("C1", card_id="moved"))).card_id == "moved"


def test_a_printed_code_that_is_two_cards_now() -> None:
    on = frozen(alias("B1", card_id="moved"), more=(card("other", "s1", "l1"),))
    assert why("B1 -2", on) == "The card printed as B1 is D1 now, and another card lies at B1. Write D1 for the first."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("C1 waited", "Stage C was removed from the path, so C1 leads nowhere now."),
        ("C1.1 -1", "The card C1.1 was removed from the path, so its code leads nowhere now."),
        ("C3.4 -1", "Stage C was removed from the path, so C3 leads nowhere now."),
        ("A8 waited", "Lane 8 was removed from the path, so A8 leads nowhere now."),
        ("C -1", "C is a stage: say the lane too, C1 to C5."),
    ],
)
def test_what_was_removed_says_so(text: str, sentence: str) -> None:
    assert why(text, frozen(alias("C"), alias("C1.1"), alias("8"))) == sentence


# -- any text ----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["B3", "b1.2", "A1", "C", "Z9", "-2", "−1", "+1", "0", "2", "6", "±0", "-", ",", "(told)", "\t", "relative",
     "staff", "the", "waited", "Relatives", "room 2.", "أسابيع", "family", "-1.5", "(", ")", "\u200f", "😀", "“no”"]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join))
def test_any_text_is_read_or_has_a_reason(text: str) -> None:
    found = read_line(text, PATH, GROUPS, TR)
    if isinstance(found, Unplaced):
        assert found.sentence(TR)
        return
    assert found.words == found.words.strip()
    again = read_line(write_line(found, PATH, GROUPS, TR), PATH, GROUPS, TR)
    assert again == found


WORDS = (st.text(min_size=1, max_size=20) | st.lists(PIECES, min_size=1, max_size=6).map(" ".join)).map(
    lambda text: " ".join(text.split())
)


@given(
    WORDS.filter(bool),
    st.sampled_from([None, "b11", "b12"]),
    st.lists(st.tuples(st.integers(-2, 2), st.sampled_from([None, *(one.id for one in GROUPS)])), max_size=3),
    st.sampled_from(["", "told", "observed", "data", "assumed"]),
)
def test_a_written_line_means_the_same(
    words: str, below: str | None, felt: list[tuple[int, str | None]], evidence: str
) -> None:
    ids = [group_id for _, group_id in felt if group_id]
    if len(ids) != len(set(ids)):
        return
    feelings = tuple(PaperFeeling(value, group_id) for value, group_id in felt)
    line = PaperLine("s1", "l1" if below else "l3", below, words, feelings, evidence)
    assert read_line(write_line(line, PATH, GROUPS, TR), PATH, GROUPS, TR) == line


@given(st.integers(-2, 2), st.sampled_from([None, *(one.id for one in GROUPS)]), st.sampled_from(["a1", "b12", "b3"]))
def test_a_written_feeling_means_the_same(value: int, group_id: str | None, card_id: str) -> None:
    where = next(one for one in PATH.cards if one.id == card_id)
    line = PaperLine(where.stage_id, where.lane_id, card_id, "", (PaperFeeling(value, group_id),))
    assert read_line(write_line(line, PATH, GROUPS, TR), PATH, GROUPS, TR) == line


def test_lines_of_a_paste() -> None:
    assert lines_in("B1 a\r\n\n  \nB2 b\rB3 c\tx") == ("B1 a", "B2 b", "B3 c\tx")
    assert [signed(value) for value in (-2, 0, 2)] == ["−2", "0", "+2"]
