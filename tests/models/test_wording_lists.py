"""The word lists are data: the shipped ones are sound, and what is wrong in an own one is said with its entry."""

from pathlib import Path

import pytest

from models.errors import Refused
from models.wording import NOTHING, check, lists_of
from models.wording_lists import KINDS
from resources.files import path_of


def own(folder: Path, written: str) -> Path:
    file = folder / "own.toml"
    file.write_text(written, encoding="utf-8")
    return file


def words(text: str, extra: Path | None = None) -> list[str]:
    return [mark.words for mark in check(text, NOTHING, lists_of("en", extra))]


@pytest.mark.parametrize("language", ["en", "fi", "sv", "fi_FI", "sv-FI", "EN"])
def test_shipped_lists_can_be_read(language: str) -> None:
    assert lists_of(language).count > 100


@pytest.mark.parametrize("language", ["de", "", "../en", "x" * 40])
def test_a_language_without_a_list_marks_nothing(language: str) -> None:
    assert check("We promise.", NOTHING, lists_of(language)) == ()


def test_the_lists_lie_where_the_wheel_takes_its_data() -> None:
    assert {file.stem for file in path_of("wording").glob("*.toml")} == {"en", "fi", "sv"}


def test_an_own_list_adds_words_and_leaves_words_alone(tmp_path: Path) -> None:
    extra = own(tmp_path, 'leave_alone = ["stakeholder*"]\n[[jargon]]\nfind = ["blue sky*"]\ninstead = "new"\n')
    assert words("Our stakeholders did blue-sky thinking. We promise.", extra) == ["blue-sky", "promise"]
    assert words("Our stakeholders did blue-sky thinking.") == ["stakeholders"]


def test_an_edited_list_is_read_again(tmp_path: Path) -> None:
    extra = own(tmp_path, '[[jargon]]\nfind = ["zebra"]\n')
    assert words("A zebra.", extra) == ["zebra"]
    own(tmp_path, '[[jargon]]\nfind = ["horse and cart"]\n')
    assert words("A zebra, a horse and cart.", extra) == ["horse and cart"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[jargon]\n", "own.toml: the list cannot be read"),
        ('[[jargon]]\nfind = ["a b", ""]\n', "holds no words"),
        ('[[jargon]]\nfind = ["... now"]\n', "has to begin and end with a word"),
        ('[[jargon]]\nfind = ["*ing"]\n', "has to begin and end with a word"),
        ('[[jargon]]\nfind = ["a ... b ... c ... d ... e"]\n', "more than three places"),
        ('[[jargon]]\nfind = ["a*"]\n', "stands alone or in the middle"),
        ('[[jargon]]\nfind = ["(one|two three)"]\n', "the brackets of"),
        ('[[jargon]]\nfind = ["@nobody will"]\n', "names a set of words that is not in the file"),
        ("[[jargon]]\nfind = [3]\n", "has to be a list of words"),
        ('[[jargon]]\nlook = ["x"]\n', "nothing is called “look”"),
        ('[[shouting]]\nfind = ["x"]\n', "nothing is called “shouting”"),
        ('[[jargon]]\nfind = ["x"]\ninstead = "{count} of it"\n', "curly brackets"),
        ('[[strong]]\nfind = ["x"]\nlevel = 9\n', "is no promise level"),
        ('[says]\nby = "on {date}"\n', "has to hold {day}"),
        ('language = "fi"\n', "another language"),
        ('[leave.jargon]\nbeside = ["x"]\n', "nothing is called “beside”"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_entry(tmp_path: Path, written: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        lists_of("en", own(tmp_path, written))
    assert "own.toml" in str(refused.value)
    assert said in str(refused.value)


def test_a_list_that_is_gone_is_no_list(tmp_path: Path) -> None:
    assert words("We promise.", tmp_path / "gone.toml") == ["promise"]


def test_every_kind_is_in_every_shipped_list() -> None:
    for language in ("en", "fi", "sv"):
        written = path_of("wording", f"{language}.toml").read_text(encoding="utf-8")
        assert all(f"[[{kind}]]" in written for kind in KINDS), language
