"""Texts in the reader's language: placeholders filled, plurals chosen, nothing global."""

import string
from pathlib import Path

import pytest

from models import answers, gate, vocabulary
from resources.texts import N_, translator
from tests.models.support import sources_of_edits


def test_a_text_without_a_translation_is_english() -> None:
    tr = translator("xx")
    assert tr("Add note") == "Add note"
    assert tr("“{name}” is empty.", name="a {b} c") == "“a {b} c” is empty."
    assert tr("") == ""


def test_braces_stay_where_there_is_nothing_to_fill() -> None:
    assert translator()("Write {code} once") == "Write {code} once"


def test_words_of_people_are_never_read_as_placeholders() -> None:
    assert translator()("{words}", words="{0} {code} {") == "{0} {code} {"


@pytest.mark.parametrize(("n", "said"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
def test_one_and_many(n: int, said: str) -> None:
    assert translator().count("{n} note", "{n} notes", n) == said


def test_a_marked_text_is_itself() -> None:
    assert N_("Add note") == "Add note"


def test_labels_of_the_vocabulary_and_of_edits_hold_no_placeholders() -> None:
    lists = [value for value in vars(vocabulary).values() if isinstance(value, tuple)]
    terms = [term for found in (*lists, answers.ANSWERS) for term in found if isinstance(term, vocabulary.Term)]
    assert len(terms) > 100
    labels = [text for term in terms for text in (term.label, term.cue)]
    labels += [lack.sentence for lack in vars(gate).values() if isinstance(lack, gate.Lack)]
    labels += [str(edit.label) for edit in sources_of_edits()]
    assert [text for text in labels if [name for _, name, _, _ in string.Formatter().parse(text) if name]] == []


def test_codes_of_each_list_are_unique() -> None:
    for name, value in vars(vocabulary).items():
        if name.isupper() and isinstance(value, tuple) and isinstance(value[0], vocabulary.Term):
            codes = vocabulary.codes(value)
            assert len(set(codes)) == len(codes), name
            assert vocabulary.label(value, codes[0]) == value[0].label
            assert vocabulary.label(value, "own entry") == "own entry"


def test_the_catalogues_lie_beside_the_module() -> None:
    from resources.texts import LOCALE_FOLDER

    assert Path(LOCALE_FOLDER).parent.name == "resources"
