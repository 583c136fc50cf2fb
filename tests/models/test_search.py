"""The search index: beginnings and parts of words, any script, nothing that was withdrawn or erased, one cost small."""

from pathlib import Path

import pytest

from models import queries, store
from models.edits.voices import AddStory, ChangeNote, ChangeStory, DeleteNote, WithdrawStory
from models.find import find
from models.project import Project
from models.search_text import excerpt, part_query, searchable, terms_of
from tests.models.support import add_note, bytes_of_open_file, column, index_from_scratch, indexed


def found(project: Project, words: str) -> list[str]:
    """The bodies of what is found, in its order."""
    rows = project.ask(queries.search, words, 1000)
    return [column(project, "SELECT body FROM search_entry WHERE row_id = ?", row_id)[0] for _, row_id in rows]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Uber就是叫派計程車，談不上運用閒置資源", "計程"),
        ("Uber就是叫派計程車，談不上運用閒置資源", "資源"),
        ("Uber就是叫派計程車，談不上運用閒置資源", "車"),
        ("Uber就是叫派計程車", "uber就是"),
        ("公園にベンチがほしいです", "ベンチ"),
        ("ฉันอยากให้รถเมล์มาตรงเวลา", "รถเมล์"),
        ("ฉันอยากให้รถเมล์มาตรงเวลา", "เวลา"),
        ("ខ្ញុំចង់បានឡានក្រុង", "ឡាន"),
        ("ကျွန်တော် ဘတ်စ်ကား စောင့်တယ်", "ကား"),
        ("मुझे बस का समय चाहिए", "समय"),
        ("버스가 늦게 왔어요", "버스"),
        ("버스가 늦게 왔어요", "늦"),
        ("أحتاج إلى مُتَرْجِم", "مترجم"),
        ("אני צריכה שָׁלוֹם", "שלום"),
        ("Selkokirje lähetetään ajoissa", "kirje"),
        ("Selkokirje lähetetään ajoissa", "LÄHE"),
        ("lääkkeidenantoaikataulunmuutosilmoituslomake", "muutosilmoitus"),
        ("Straße und Fußweg", "strasse"),
        ("Straße und Fußweg", "weg"),
        ("Ανοιχτά κάθε Κυριακή", "κυριακη"),
        ("O'Brien's co-op at 5.30", "co-op"),
        ("Call 045 123", "045"),
        ("A B2 card", "b2"),
    ],
)
def test_words_of_any_script_are_found(project: Project, text: str, typed: str) -> None:
    add_note(project, text)
    add_note(project, "Nothing of the kind 無關 อื่น")
    assert found(project, typed) == [searchable(text)]


def test_two_characters_that_do_not_stand_together_are_not_found(project: Project) -> None:
    add_note(project, "計車程")
    assert found(project, "計程") == []
    assert found(project, "計 程") == [searchable("計車程")]


def test_beginnings_come_first_and_parts_of_words_after_them(project: Project) -> None:
    add_note(project, "Kirje tuli")
    add_note(project, "Selkokirje tuli")
    add_note(project, "Kirjekuori tuli")
    assert found(project, "kirje") == ["kirjekuori tuli", "kirje tuli", "selkokirje tuli"]
    assert found(project, "kirje tuli") == ["kirjekuori tuli", "kirje tuli", "selkokirje tuli"]
    assert found(project, "irje uli") == ["kirjekuori tuli", "selkokirje tuli", "kirje tuli"]
    assert [row[1] for row in project.ask(queries.search, "kirje", 2)] == [
        row[1] for row in project.ask(queries.search, "kirje", 3)[:2]
    ]


def test_letters_that_stand_apart_are_no_part_of_a_word(project: Project) -> None:
    add_note(project, "kir irj rje")
    assert found(project, "kirje") == []


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "NEAR(a b)", "a OR b", "body:x", "-", "^x", "(", "'", "🙂", "\\", "%", "_"]
)
def test_what_has_a_meaning_elsewhere_is_only_text_here(project: Project, typed: str) -> None:
    add_note(project, "a plain text with words")
    assert len(project.ask(queries.search, typed)) <= 1


def test_terms_and_parts() -> None:
    assert terms_of("  Ääni 車站 ääni !") == ("aani", "車 站")
    assert part_query(("aani", "ok")) == '"aan" AND "ani"'
    assert part_query(("車 站 前",)) == ""


def test_the_index_follows_every_change(project: Project) -> None:
    note_id = add_note(project, "Tram words", wording="Raitiovaunu")
    project.perform(AddStory("A tram story", tags=("tramtag",)))
    story = project.ask(queries.stories)[0].id
    project.perform(ChangeNote(note_id, {"wording": "Metro"}))
    project.perform(ChangeStory(story, {"words": "A metro story"}))
    assert indexed(project) == index_from_scratch(project)
    project.perform(DeleteNote(note_id))
    assert indexed(project) == index_from_scratch(project)
    project.undo()
    project.perform(WithdrawStory(story))
    assert indexed(project) == index_from_scratch(project)
    assert found(project, "etro") == ["metro"]


def test_erased_words_are_in_no_index_and_in_no_byte(project: Project) -> None:
    kept = add_note(project, "Kept words")
    gone = add_note(project, "Zyxcanaryword 秘密暗号")
    path = project.store.path
    assert path is not None
    project.erase(gone)
    assert found(project, "canary") == found(project, "暗号") == []
    assert indexed(project) == index_from_scratch(project)
    whole = bytes_of_open_file(Path(path))
    for part in ("canary", "yxc", "ryw", "暗"):
        assert part.encode() not in whole, part
    assert project.ask(queries.notes)[0].id == kept


def test_the_stock_driver_keeps_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr(store, "driver", sqlite3)
    with Project.create(tmp_path / "stock.polku", "Stock") as project:
        note_id = add_note(project, "Selkokirje 計程車 รถเมล์ समय")
        for typed in ("kirje", "程車", "รถเมล์", "समय"):
            assert len(found(project, typed)) == 1, typed
        project.perform(DeleteNote(note_id))
        assert indexed(project) == index_from_scratch(project)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("One line\nand the bus came late", "bus", "…One line and the bus came late"),
        ("w " * 80 + "the lääkelista is long", "laake", "lääkelista is long"),
        ("說" * 200 + "計程車" + "說" * 200, "計程", "計程車"),
        ("Nothing of it here " * 20, "zzz", "Nothing of it here"),
    ],
)
def test_an_excerpt_shows_where_the_words_stand(text: str, typed: str, shown: str) -> None:
    found = excerpt(text, terms_of(typed))
    assert shown.removeprefix("…") in found
    assert len(found) <= 120
    assert "\n" not in found


def test_a_hit_says_where_the_words_stand_if_its_title_does_not(project: Project) -> None:
    add_note(project, "Exact words", wording="A clearer zebra")
    (hit,) = project.ask(find, "zebra")
    assert (hit.title, hit.because) == ("Exact words", "A clearer zebra")
    (hit,) = project.ask(find, "exact")
    assert hit.because == ""


def test_a_code_names_its_note_first(project: Project) -> None:
    note_id = add_note(project, "Words")
    code = project.ask(queries.notes)[0].code
    add_note(project, f"Somebody wrote {code}")
    assert next(iter(project.ask(find, f"{code[:3]} {code[3:]}".lower()))).title == "Words"
    assert next(iter(project.ask(find, code))).id == note_id
