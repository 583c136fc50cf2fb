"""Consent: not asked counts as no, a yes ends with its date, and no copy for a purpose holds what it may not."""

import threading
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from models import consent, queries
from models.edits import path, sorting, voices
from models.edits.redactions import AddRedaction
from models.project import Project
from models.records import ConsentRecord
from models.redaction import Span
from models.shapes import shapes
from models.store import driver
from models.vocabulary import PURPOSES, codes
from tests.models.support import TODAY, add_note, column, result, rows

DAY_BEFORE, DAY_AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def asked(purpose: str, answer: str, ask_again: date | None = None) -> ConsentRecord:
    return ConsentRecord("s", purpose, answer, "written", "", ask_again)


@pytest.mark.parametrize("purpose", codes(PURPOSES))
def test_a_purpose_counts_only_with_a_yes_of_its_own_that_still_holds(purpose: str) -> None:
    others = [asked(other, "yes") for other in codes(PURPOSES) if other != purpose]
    assert not consent.allows((), purpose, TODAY)
    assert not consent.allows(others, purpose, TODAY)
    assert not consent.allows([asked(purpose, "no")], purpose, TODAY)
    assert consent.allows([*others, asked(purpose, "yes")], purpose, TODAY)
    for until, holds in ((DAY_BEFORE, False), (TODAY, True), (DAY_AFTER, True)):
        assert consent.allows([asked(purpose, "yes", until)], purpose, TODAY) is holds


def add_story(project: Project, words: str, *answers: voices.ConsentAnswer) -> str:
    return result(project.perform(voices.AddStory(words, consents=answers)))


def usable(project: Project, purpose: str, today: date = TODAY) -> list[str]:
    found = project.ask(queries.stories)
    by_rule = [story.words for story in found if consent.may_use(story, purpose, today)]
    with project.snapshot(purpose, today) as copy:
        assert [story.words for story in copy.ask(queries.stories)] == by_rule
    return by_rule


@pytest.mark.parametrize("purpose", codes(PURPOSES))
def test_a_copy_for_a_purpose_holds_the_stories_that_said_yes_to_it(project: Project, purpose: str) -> None:
    other = codes(PURPOSES)[codes(PURPOSES).index(purpose) - 1]
    add_story(project, "never asked")
    add_story(project, "said no", voices.ConsentAnswer(purpose, "no"))
    add_story(project, "yes to another", voices.ConsentAnswer(other, "yes"))
    add_story(project, "yes", voices.ConsentAnswer(purpose, "yes"))
    add_story(project, "until today", voices.ConsentAnswer(purpose, "yes", ask_again=TODAY))
    add_story(project, "until yesterday", voices.ConsentAnswer(purpose, "yes", ask_again=DAY_BEFORE))
    gone = add_story(project, "withdrawn", voices.ConsentAnswer(purpose, "yes"))
    project.perform(voices.WithdrawStory(gone))
    assert usable(project, purpose) == ["yes", "until today"]
    assert usable(project, purpose, DAY_BEFORE) == ["yes", "until today", "until yesterday"]
    assert usable(project, purpose, DAY_AFTER) == ["yes"]
    assert usable(project, other) == ["yes to another"]


def test_withdrawing_makes_every_consent_a_no(project: Project) -> None:
    story = add_story(project, "words", *(voices.ConsentAnswer(purpose, "yes") for purpose in codes(PURPOSES)))
    project.perform(voices.WithdrawStory(story))
    assert set(column(project, "SELECT answer FROM consent")) == {"no"}
    assert all(usable(project, purpose) == [] for purpose in codes(PURPOSES))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "yes")))
    assert usable(project, "room") == ["words"]
    assert usable(project, "public_report") == []


def test_an_older_answer_is_replaced(project: Project) -> None:
    story = add_story(project, "words", voices.ConsentAnswer("room", "yes"))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "no")))
    assert len(column(project, "SELECT id FROM consent")) == 1
    assert usable(project, "room") == []


def test_who_was_not_asked_yet_is_listed(project: Project) -> None:
    add_story(project, "words", voices.ConsentAnswer("room", "no"), voices.ConsentAnswer("training", "yes"))
    story = project.ask(queries.stories)[0]
    assert consent.to_ask(story, ("room", "public_report", "training", "photo")) == ("public_report", "photo")


# -- nothing forbidden in a copy ---------------------------------------------------------------------------


def fill_every_text(project: Project, table: str, row_ids: Iterable[str], secret: str) -> None:
    """Put the secret into every free text column of rows, also those that no edit writes yet."""
    shape = shapes()[table]
    rules = {c.name: c for c in shape.cls.__table__.columns}
    for row_id in row_ids:
        for name in shape.columns:
            column_ = rules[name]
            free = "among" not in column_.info and not column_.foreign_keys and not column_.info.get("loose_ref")
            if str(column_.type) == "TEXT" and free and not name.endswith(("id", "order", "code", "alias", "_table")):
                if name in ("ask_again", "field", "sha256"):
                    continue
                with project.store.transaction() as connection:
                    connection.exec_driver_sql(f'UPDATE {table} SET "{name}" = ? WHERE id = ?', (secret, row_id))


def insert(project: Project, table: str, **values: object) -> str:
    shape = shapes()[table]
    row = {**shape.defaults, "id": f"{len(rows(project, f'SELECT 1 FROM {table}')):032d}", **values}
    with project.store.transaction() as connection:
        connection.exec_driver_sql(shape.insert, tuple(row.get(name) for name in shape.columns))
    return str(row["id"])


def everything_of_a_story(project: Project, secret: str, *answers: voices.ConsentAnswer) -> str:
    person = result(project.perform(voices.AddParticipant(secret)))
    story = result(
        project.perform(voices.AddStory(secret, {"participant_id": person}, tags=(secret,), consents=answers))
    )
    made = path.AddPath("Way", stages=("A",), lanes=(("life", ""),), cards=(path.NewCard(0, 0, "Card"),))
    project.perform(made)
    card = project.ask(queries.paths)[-1].cards[0]
    project.perform(voices.PlaceStory(story, voices.Place(card.stage_id, card.id)))
    project.perform(path.SetFeeling(card.id, -2, story_id=story, note=secret))
    insert(project, "redaction", story_id=story, first=0, last=3, instead=secret)
    insert(project, "text_version", of_table="story", of_id=story, words=secret, writer=secret)
    insert(project, "contact", participant_id=person, address=secret)
    picture = insert(project, "picture", sha256="ab" * 32, media_type="image/png", width=1, height=1)
    insert(project, "picture_place", picture_id=picture, story_id=story, alternative=secret)
    with project.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO picture_bytes VALUES (?, ?)", ("ab" * 32, secret.encode()))
        connection.exec_driver_sql("INSERT INTO draft VALUES ('story', ?, 0)", (secret,))
    fill_every_text(project, "story", [story], secret)
    fill_every_text(project, "consent", column(project, "SELECT id FROM consent"), secret)
    for number in range(3):  # and old versions of it in the history, the index and free pages
        project.perform(voices.ChangeStory(story, {"words": f"{secret} {number}"}))
    return story


def everything_of_a_note(project: Project, secret: str) -> str:
    note_id = add_note(project, secret, kind="idea", wording=secret)
    voice = column(project, "SELECT id FROM voice WHERE contribution_id = ?", note_id)[0]
    insert(project, "redaction", voice_id=voice, first=0, last=3, instead=secret)
    insert(project, "text_version", of_table="voice", of_id=voice, words=secret)
    insert(project, "text_version", id="f" * 32, of_table="contribution", of_id=note_id, words=secret)
    insert(project, "vote_round", question="Which?")
    insert(
        project,
        "vote_option",
        round_id=column(project, "SELECT id FROM vote_round")[0],
        contribution_id=note_id,
        label=secret,
    )
    picture = insert(project, "picture", sha256="cd" * 32, media_type="image/png", width=1, height=1)
    insert(project, "picture_place", picture_id=picture, contribution_id=note_id, alternative=secret)
    with project.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO picture_bytes VALUES (?, ?)", ("cd" * 32, secret.encode()))
    fill_every_text(project, "voice", [voice], secret)
    return voice


SECRET = "zyxwcanary"


def bytes_of_copy(project: Project, purpose: str, tmp: str) -> bytes:
    """Every byte of the copy for a purpose, free pages included, as SQLite would write them to a file."""
    with project.snapshot(purpose, TODAY) as copy:
        store = copy._store  # pyright: ignore[reportPrivateUsage]
        target = driver.connect(tmp)
        store.raw.backup(target)
        target.close()
    with open(tmp, "rb") as file:  # noqa: PTH123 - a plain copy that nobody has open
        return file.read()


@pytest.mark.parametrize("why", ["not asked", "no", "expired", "withdrawn", "another purpose"])
@pytest.mark.parametrize("purpose", codes(PURPOSES))
def test_no_byte_of_a_copy_holds_a_forbidden_story(project: Project, tmp_path: object, purpose: str, why: str) -> None:
    other = codes(PURPOSES)[codes(PURPOSES).index(purpose) - 1]
    given = {
        "no": (voices.ConsentAnswer(purpose, "no"),),
        "expired": (voices.ConsentAnswer(purpose, "yes", ask_again=DAY_BEFORE),),
        "withdrawn": (voices.ConsentAnswer(purpose, "yes"),),
        "another purpose": (voices.ConsentAnswer(other, "yes"),),
    }.get(why, ())
    story = everything_of_a_story(project, SECRET, *given)
    if why == "withdrawn":
        project.perform(voices.WithdrawStory(story))
    add_story(project, "allowed words", voices.ConsentAnswer(purpose, "yes"))
    found = bytes_of_copy(project, purpose, f"{tmp_path}/copy")
    assert b"wcanary" not in found
    assert b"allowed words" in found


def test_a_story_that_may_be_used_is_in_the_copy_without_contact_draft_or_history(
    project: Project, tmp_path: object
) -> None:
    everything_of_a_story(project, SECRET, voices.ConsentAnswer("public_report", "yes"))
    assert b"wcanary" in bytes_of_copy(project, "public_report", f"{tmp_path}/copy")
    with project.snapshot("public_report", TODAY) as copy:
        assert copy.ask(queries.stories)[0].words.startswith(SECRET)
        for table in ("contact", "draft", "history_step", "search", "search_entry", "export_log"):
            assert copy.ask(lambda reader, name=table: reader.driver_rows(f"SELECT 1 FROM {name}")) == []


@pytest.mark.parametrize("purpose", codes(PURPOSES))
def test_no_byte_of_a_copy_holds_a_withdrawn_voice(project: Project, tmp_path: object, purpose: str) -> None:
    voice = everything_of_a_note(project, SECRET)
    add_note(project, "allowed words")
    assert b"wcanary" in bytes_of_copy(project, purpose, f"{tmp_path}/before")
    project.perform(voices.WithdrawVoice(voice))
    found = bytes_of_copy(project, purpose, f"{tmp_path}/copy")
    assert b"wcanary" not in found
    assert b"allowed words" in found
    with project.snapshot(purpose, TODAY) as copy:
        notes = copy.ask(queries.notes)
        assert [n.withdrawn for n in notes] == [True, False]
        assert [n.code for n in notes] == [n.code for n in project.ask(queries.notes)]


def test_one_of_two_voices_withdrawn_leaves_the_other_and_the_wording(project: Project) -> None:
    add_note(project, "first words", "second words", wording="Short")
    project.perform(voices.WithdrawVoice(column(project, "SELECT id FROM voice")[0]))
    for found in (project.ask(queries.notes), project.snapshot("room", TODAY).ask(queries.notes)):
        assert [voice.words for voice in found[0].voices] == ["second words"]
        assert (found[0].wording, found[0].withdrawn) == ("Short", False)
    assert project.ask(queries.search, "first") == ()


def test_a_copy_is_sound_and_does_not_change_with_the_project(project: Project) -> None:
    everything_of_a_story(project, SECRET, voices.ConsentAnswer("room", "no"))
    everything_of_a_note(project, "words")
    with project.snapshot("room", TODAY) as copy:
        assert copy.ask(lambda reader: reader.driver_rows("PRAGMA foreign_key_check")) == []
        assert copy.ask(lambda reader: reader.driver_rows("PRAGMA integrity_check")) == [("ok",)]
        before = copy.ask(queries.notes)
        add_note(project, "later")
        assert copy.ask(queries.notes) == before


def test_a_copy_may_be_read_on_another_thread(project: Project) -> None:
    add_note(project, "words")
    found: list[object] = []
    with project.snapshot("room", TODAY) as copy:
        worker = threading.Thread(target=lambda: found.append(copy.ask(queries.notes)))
        worker.start()
        worker.join()
    assert found == [project.ask(queries.notes)]


def test_the_project_itself_stays_on_its_thread(project: Project) -> None:
    raised: list[BaseException] = []

    def work() -> None:
        try:
            project.ask(queries.notes)
        except BaseException as error:  # noqa: BLE001 - what it is does not matter, that it is does
            raised.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert len(raised) == 1
    assert project.ask(queries.notes) == ()


def test_merging_a_withdrawn_twin_does_not_bring_it_back(project: Project) -> None:
    one, two = add_note(project, SECRET, kind="idea"), add_note(project, "another", kind="idea")
    project.perform(voices.WithdrawVoice(column(project, "SELECT id FROM voice WHERE contribution_id = ?", one)[0]))
    project.perform(sorting.MergeTwins(one, two))
    assert SECRET not in repr(project.ask(queries.notes))
    assert project.ask(queries.search, SECRET) == ()


def test_what_is_of_no_story_stays_in_a_copy_where_no_story_may_be_used(project: Project) -> None:
    """SQL finds that NULL is "not in" a list of nothing, which once brought hidden words of voices back."""
    add_note(project, "Ask Aino about it")
    (voice,) = column(project, "SELECT id FROM voice")
    project.perform(AddRedaction("voice", voice, (Span(4, 8, ""),)))
    with project.snapshot("public_report", TODAY) as copy:
        assert copy.ask(queries.stories) == ()
        assert "Aino" not in repr(copy.ask(queries.notes))
