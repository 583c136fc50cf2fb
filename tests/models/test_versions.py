"""Versions: one a text, language and easy read, with its writer; outdated once the text changes; gone with its text."""

from datetime import date

import pytest

from models import wordings_reads
from models.content_hash import content_hash
from models.edits import redactions, sorting, theming, voices, weighing
from models.edits.project import AddWorkshop, ChangeWorkshop
from models.edits.versions import KeepVersion, WriteVersion
from models.errors import Refused
from models.project import Project
from models.redaction import Span
from models.versions import outdated, texts, versions, versions_of
from tests.models.support import add_note, column, history_text, note, result, undoes

ASK = "What would make the first visit easier?"
TODAY = date(2026, 3, 2)


@pytest.fixture
def workshop(project: Project) -> str:
    return result(project.perform(AddWorkshop("First", {"ask": ASK})))


def fi(project: Project, table: str, row_id: str, field: str, words: str, *, easy: bool = False) -> None:
    project.perform(WriteVersion(table, row_id, field, "fi", words, "Translator", easy))


def words(project: Project) -> list[str]:
    return [one.words for one in project.ask(versions)]


def in_copy(project: Project, purpose: str = "public_report") -> list[str]:
    with project.snapshot(purpose, TODAY) as copy:
        return [one.words for one in copy.ask(versions)]


def test_a_text_has_one_version_a_language_and_one_in_easy_read(project: Project, workshop: str) -> None:
    undoes(project, WriteVersion("workshop", workshop, "ask", "fi", "Mikä helpottaisi?", "Translator"))
    fi(project, "workshop", workshop, "ask", "Mikä auttaisi?")
    fi(project, "workshop", workshop, "ask", "Mikä auttaa sinua?", easy=True)
    project.perform(WriteVersion("workshop", workshop, "ask", "en", "What helps you?", "Anna", easy_read=True))
    found = project.ask(versions_of, "workshop", workshop, "ask")
    assert [(one.language, one.easy_read, one.words) for one in found] == [
        ("fi", False, "Mikä auttaisi?"),
        ("fi", True, "Mikä auttaa sinua?"),
        ("en", True, "What helps you?"),
    ]
    assert found[0].writer == "Translator"
    undoes(project, WriteVersion("workshop", workshop, "ask", "fi", " ", ""))
    assert words(project) == ["Mikä auttaa sinua?", "What helps you?"]


def test_what_may_have_no_version_is_refused_with_a_sentence(project: Project, workshop: str) -> None:
    note_id = add_note(project, "I waited")
    voice = column(project, "SELECT id FROM voice")[0]
    for edit, why in (
        (WriteVersion("voice", voice, "words", "fi", "Odotin", "T"), "exact words stay"),
        (WriteVersion("workshop", workshop, "ask", "en", "What?", "T"), "language of the project"),
        (WriteVersion("workshop", workshop, "ask", "en-GB", "What?", "T"), "language of the project"),
        (WriteVersion("workshop", workshop, "ask", "fi", "Mitä?", " "), "who wrote it"),
        (WriteVersion("workshop", workshop, "ask", " ", "Mitä?", "T"), "which language"),
        (WriteVersion("workshop", "f" * 32, "ask", "fi", "Mitä?", "T"), "not there any more"),
        (WriteVersion("contribution", note_id, "wording", "fi", "Odotin", "T"), "no text yet"),
        (WriteVersion("workshop", workshop, "ask", "fi", "x" * 161, "T"), "at most 160"),
        (KeepVersion("f" * 32), "not there any more"),
    ):
        with pytest.raises(Refused) as refused:
            project.perform(edit)
        assert why in str(refused.value)
    assert not words(project)


def test_a_version_of_a_changed_text_waits_to_be_looked_at_and_is_in_no_copy(project: Project, workshop: str) -> None:
    fi(project, "workshop", workshop, "ask", "Mikä helpottaisi?")
    assert in_copy(project) == ["Mikä helpottaisi?"]
    project.perform(ChangeWorkshop(workshop, {"ask": "What would help?"}))
    version = project.ask(versions)[0]
    assert project.ask(outdated) == {version.id}
    assert in_copy(project) == []
    undoes(project, KeepVersion(version.id))
    assert project.ask(outdated) == frozenset()
    assert in_copy(project) == ["Mikä helpottaisi?"]
    project.perform(ChangeWorkshop(workshop, {"ask": ""}))
    assert [one.words for one in project.ask(texts)] == [""]  # its version is still found
    with pytest.raises(Refused):
        project.perform(KeepVersion(version.id))


def test_versions_go_with_what_they_are_of(project: Project, workshop: str) -> None:
    first, second = (add_note(project, one, kind="idea", wording=one) for one in ("A bell", "A big bell"))
    theme, other = (result(project.perform(sorting.AddTheme(one))) for one in ("Bells", "Doors"))
    project.perform(weighing.GiveAnswer("unknown", {"sentence": "We look."}, note_id=second))
    answer = column(project, "SELECT id FROM answer")[0]
    story = result(project.perform(voices.AddStory("I rang", {"clearer": "I rang in vain"})))
    for table, row_id, field in (
        ("contribution", first, "wording"),
        ("contribution", second, "wording"),
        ("theme", theme, "title"),
        ("theme", other, "title"),
        ("answer", answer, "sentence"),
        ("story", story, "clearer"),
        ("workshop", workshop, "ask"),
    ):
        fi(project, table, row_id, field, f"{table} {field}")
    assert len(words(project)) == 7
    for edit in (
        sorting.MergeTwins(first, second),
        theming.JoinThemes(theme, other),
        theming.DeleteTheme(other),
        weighing.DeleteAnswer(answer),
        voices.DeleteNote(second),
        voices.DeleteStory(story),
    ):
        undoes(project, edit)
        gone = column(project, "SELECT of_id FROM text_version")
        there = {one.id for one in project.ask(texts)}
        assert set(gone) <= there
    assert words(project) == ["workshop ask"]


def test_what_is_withdrawn_or_hidden_takes_its_versions_with_it(project: Project) -> None:
    story = result(project.perform(voices.AddStory("Maria rang", {"clearer": "Maria rang in vain"})))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("public_report", "yes")))
    fi(project, "story", story, "clearer", "Maria soitti turhaan")
    fi(project, "story", story, "clearer", "مريم اتصلت", easy=True)
    assert len(in_copy(project)) == 2
    assert in_copy(project, "training") == []
    project.perform(redactions.AddRedaction("story", story, (Span(0, 5),)))
    assert in_copy(project) == ["[…] soitti turhaan"]  # the other one may say it in a form that nobody finds
    project.perform(voices.WithdrawStory(story))
    assert in_copy(project) == []
    assert project.ask(texts) == ()
    with pytest.raises(Refused, match="not there"):
        fi(project, "story", story, "clearer", "Hän soitti")


def test_a_theme_named_with_hidden_words_hides_them_in_its_versions(project: Project) -> None:
    note_id = add_note(project, "Maria never rang", wording="Maria never rang")
    theme = result(project.perform(theming.NewTheme("About Maria", (note_id,))))
    fi(project, "theme", theme, "title", "Mariasta")
    fi(project, "contribution", note_id, "wording", "Maria ei soittanut")
    voice = column(project, "SELECT id FROM voice")[0]
    project.perform(redactions.AddRedaction("voice", voice, (Span(0, 5),)))
    assert not any("Maria" in one for one in in_copy(project))


def test_erasing_a_note_leaves_nothing_of_its_versions(project: Project) -> None:
    note_id = result(project.perform(voices.AddNote(note("I waited", wording="Waiting"))))
    fi(project, "contribution", note_id, "wording", "Salainensana")
    project.erase(note_id)
    assert words(project) == []
    assert "Salainensana" not in history_text(project)


def test_versions_are_content_and_when_they_were_looked_at_is_not(project: Project, workshop: str) -> None:
    before = project.ask(content_hash)
    fi(project, "workshop", workshop, "ask", "Mikä helpottaisi?")
    written = project.ask(content_hash)
    assert written != before
    project.perform(ChangeWorkshop(workshop, {"ask": "Other"}))
    changed = project.ask(content_hash)
    project.perform(KeepVersion(project.ask(versions)[0].id))
    assert project.ask(content_hash) == changed


def test_versions_are_checked_by_the_lists_of_their_language(project: Project, workshop: str) -> None:
    fi(project, "workshop", workshop, "ask", "Lupaamme että tämä hoidetaan.")
    project.perform(WriteVersion("workshop", workshop, "ask", "en", "We promise to do it all.", "Anna", easy_read=True))
    found = {one.text.label: one for one in project.ask(wordings_reads.check_texts)}
    assert set(found) == {"A text in another language", "A text in easy read"}
    assert found["A text in another language"].text.language == "fi"
    assert found["A text in easy read"].text.subject_id == workshop
