"""Photos in the file: bytes once, undo and redo, withdrawn, erased for good, filtered by consent."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.checking import findings
from models import queries
from models.content_hash import content_hash
from models.edits.pictures import AddPictures, ChangePicture, DeletePicture, NewPicture
from models.edits.project import AddWorkshop
from models.edits.sorting import MergeTwins
from models.edits.voices import (
    AddStory,
    ConsentAnswer,
    DeleteNote,
    DeleteStory,
    RecordConsent,
    WithdrawStory,
    WithdrawVoice,
)
from models.errors import Refused
from models.pictures import PictureOwner, damaged, picture, picture_content, pictures, undescribed
from models.project import Project
from models.sample_photo import flip_chart
from resources.texts import translator
from tests.models.support import TODAY, add_note, bytes_of_open_file, column, dump, healthy, history_text, result

CANARY = b"canary-in-the-photo-"


def image(number: int = 1, alternative: str = "") -> NewPicture:
    return NewPicture(CANARY + str(number).encode() * 60, "image/jpeg", 800, 600, alternative)


def add(project: Project, owner: PictureOwner, *images: NewPicture) -> list[str]:
    done = project.perform(AddPictures(images or (image(),), owner))
    assert isinstance(done.result, tuple)
    return list(done.result)


def kept_bytes(project: Project) -> int:
    return column(project, "SELECT count(*) FROM picture_bytes")[0]


def story(project: Project, *purposes: str) -> str:
    answers = tuple(ConsentAnswer(purpose, "yes") for purpose in purposes)
    return result(project.perform(AddStory("Nobody called us back.", consents=answers)))


def test_photos_are_kept_with_what_they_belong_to(project: Project) -> None:
    shop = result(project.perform(AddWorkshop("First evening", {})))
    note_id, story_id = add_note(project, "More benches"), story(project)
    of_shop, of_note, of_story = PictureOwner(shop), PictureOwner(note_id=note_id), PictureOwner(story_id=story_id)
    first = add(project, of_shop, image(1, "A flip chart with four columns"), image(2))
    add(project, of_note, image(3))
    add(project, of_story, image(4))
    add(project, PictureOwner(), image(5))
    assert [one.id for one in project.ask(pictures, of_shop)] == first
    assert [len(project.ask(pictures, owner)) for owner in (of_note, of_story, PictureOwner())] == [1, 1, 1]
    one = project.ask(pictures, of_shop)[0]
    assert (one.alternative, one.width, one.height, one.owner) == ("A flip chart with four columns", 800, 600, of_shop)
    assert one.size == len(image(1).content)
    assert project.ask(picture_content, one.sha256) == image(1).content
    assert (project.ask(undescribed, of_shop), project.ask(undescribed)) == (1, 4)
    assert project.ask(picture, first[1]) is not None
    assert project.ask(picture, "nothing") is None


def test_the_same_bytes_are_kept_once_and_outside_the_history(project: Project) -> None:
    add(project, PictureOwner(), image(1), image(1))
    add(project, PictureOwner(), image(1))
    assert kept_bytes(project) == 1
    assert len(project.ask(pictures)) == 3
    assert CANARY.decode() not in history_text(project)


def test_undo_takes_a_photo_away_and_redo_brings_it_back(project: Project) -> None:
    before = dump(project), project.ask(content_hash)
    add(project, PictureOwner(), image(1, "A drawing"))
    after = dump(project), project.ask(content_hash)
    assert before != after
    project.undo()
    assert (dump(project), project.ask(content_hash)) == before
    project.redo()
    assert (dump(project), project.ask(content_hash)) == after
    one = project.ask(pictures)[0]
    assert project.ask(picture_content, one.sha256) == image(1).content
    assert project.ask(damaged) == 0
    assert healthy(project)


def test_a_photo_is_described_moved_and_deleted(project: Project) -> None:
    note_id = add_note(project, "More benches")
    (place,) = add(project, PictureOwner())
    project.perform(ChangePicture(place, alternative="A bench drawn in blue"))
    assert project.ask(pictures)[0].alternative == "A bench drawn in blue"
    assert [row[1] for row in project.ask(queries.search, "drawn blue", 10)] == [place]
    project.perform(ChangePicture(place, owner=PictureOwner(note_id=note_id)))
    assert project.ask(pictures, PictureOwner(note_id=note_id))[0].alternative == "A bench drawn in blue"
    project.perform(DeletePicture(place))
    assert project.ask(pictures) == ()
    assert column(project, "SELECT count(*) FROM picture") == [0]
    project.undo()
    assert project.ask(pictures)[0].alternative == "A bench drawn in blue"
    with pytest.raises(Refused):
        project.perform(DeletePicture("0" * 32))


@pytest.mark.parametrize("one", [NewPicture(b"", "image/jpeg", 1, 1), NewPicture(b"x", "image/svg+xml", 1, 1)])
def test_what_is_no_clean_photo_is_refused_and_nothing_is_kept(project: Project, one: NewPicture) -> None:
    with pytest.raises(Refused):
        add(project, PictureOwner(), image(1), one)
    assert kept_bytes(project) == 0
    with pytest.raises(Refused):
        add(project, PictureOwner(story_id="0" * 32))
    assert (kept_bytes(project), project.ask(pictures)) == (0, ())


def test_a_deleted_story_or_note_takes_its_photos_along_and_undo_brings_them_back(project: Project) -> None:
    story_id, note_id = story(project), add_note(project, "More benches")
    add(project, PictureOwner(story_id=story_id), image(1))
    add(project, PictureOwner(note_id=note_id), image(2))
    for edit in (DeleteStory(story_id), DeleteNote(note_id)):
        before = dump(project)
        project.perform(edit)
        assert len(project.ask(pictures)) == 1
        assert column(project, "SELECT count(*) FROM picture") == [1]
        project.undo()
        assert dump(project) == before
    assert healthy(project)


def test_a_note_taken_in_by_its_twin_brings_its_photo(project: Project) -> None:
    one, other = add_note(project, "More benches", kind="idea"), add_note(project, "Benches, please", kind="idea")
    add(project, PictureOwner(note_id=one))
    project.perform(MergeTwins(one, other))
    assert len(project.ask(pictures, PictureOwner(note_id=other))) == 1


def test_photos_of_what_was_withdrawn_are_in_no_answer(project: Project) -> None:
    story_id, note_id = story(project), add_note(project, "More benches")
    add(project, PictureOwner(story_id=story_id), image(1, "Withdrawn drawing"))
    add(project, PictureOwner(note_id=note_id), image(2, "Withdrawn bench"))
    project.perform(WithdrawStory(story_id))
    (voice,) = column(project, "SELECT id FROM voice")
    project.perform(WithdrawVoice(voice))
    assert project.ask(pictures) == ()
    assert project.ask(queries.search, "withdrawn", 10) == ()
    for purpose in ("room", "internal_report", "public_report"):
        with project.snapshot(purpose, TODAY) as copy:
            assert copy.ask(pictures) == ()
            assert copy.ask(queries.stories) == ()


# -- consent ----------------------------------------------------------------------------------------------------------


def bytes_in(project: Project, purpose: str, later: int = 0) -> set[bytes]:
    """The photos that a copy for a purpose holds, as pictures and as bytes."""
    with project.snapshot(purpose, TODAY + timedelta(days=later)) as copy:
        shown = {copy.ask(picture_content, one.sha256) for one in copy.ask(pictures)}
        assert not [row for row in copy.ask(lambda reader: reader.driver_rows("SELECT content FROM picture_bytes")) if row[0] not in shown]  # fmt: skip  # noqa: E501
        return shown


def test_a_storys_photo_needs_a_yes_to_photos_beside_the_purpose(project: Project) -> None:
    both, words_only, photo_only = (
        story(project, "public_report", "photo"),
        story(project, "public_report"),
        story(project, "photo"),
    )
    for number, story_id in enumerate((both, words_only, photo_only), 1):
        add(project, PictureOwner(story_id=story_id), image(number))
    note_id = add_note(project, "More benches")
    add(project, PictureOwner(note_id=note_id), image(4))
    add(project, PictureOwner(), image(5))
    free = {image(4).content, image(5).content}
    assert bytes_in(project, "public_report") == {image(1).content} | free
    assert bytes_in(project, "internal_report") == free
    project.perform(RecordConsent(both, ConsentAnswer("photo", "yes", ask_again=TODAY)))
    assert image(1).content in bytes_in(project, "public_report")
    assert image(1).content not in bytes_in(project, "public_report", later=1)
    project.perform(RecordConsent(both, ConsentAnswer("photo", "no")))
    assert bytes_in(project, "public_report") == free


def test_bytes_that_an_allowed_photo_shares_stay(project: Project) -> None:
    add(project, PictureOwner(story_id=story(project)), image(1))
    add(project, PictureOwner(), image(1))
    assert bytes_in(project, "public_report") == {image(1).content}


# -- erasing ----------------------------------------------------------------------------------------------------------


def holds(project: Project, what: bytes) -> bool:
    path = project.store.path
    assert path is not None
    return what in bytes_of_open_file(path)


@pytest.mark.parametrize("deleted_before", [False, True])
def test_erasing_a_story_takes_its_photos_from_the_file(project: Project, deleted_before: bool) -> None:
    story_id = story(project, "photo")
    add(project, PictureOwner(story_id=story_id), image(7, "Aino at the kitchen table"))
    add(project, PictureOwner(), image(8))
    assert holds(project, image(7).content)
    if deleted_before:
        project.perform(DeleteStory(story_id))
    project.erase(story_id)
    assert not holds(project, image(7).content)
    assert not holds(project, b"kitchen table")
    assert holds(project, image(8).content)
    assert "kitchen table" not in history_text(project)
    assert (kept_bytes(project), project.ask(damaged)) == (1, 0)
    while project.undo_label():
        project.undo()
    assert healthy(project)


def test_bytes_stay_where_another_photo_or_a_step_of_the_history_holds_them(project: Project) -> None:
    story_id = story(project)
    add(project, PictureOwner(story_id=story_id), image(7))
    (other,) = add(project, PictureOwner(), image(7))
    project.perform(DeletePicture(other))
    project.erase(story_id)
    assert kept_bytes(project) == 1
    project.undo()
    assert project.ask(picture_content, project.ask(pictures)[0].sha256) == image(7).content
    project.erase(other)
    assert not holds(project, CANARY)
    assert kept_bytes(project) == 0
    assert project.ask(pictures) == ()


def test_a_deleted_photo_can_be_erased_for_good(project: Project) -> None:
    (place,) = add(project, PictureOwner(), image(7))
    project.perform(DeletePicture(place))
    project.erase(place)
    assert not holds(project, CANARY)
    project.undo()  # the deletion; nothing comes back
    assert project.ask(pictures) == ()
    assert healthy(project)


def test_a_copy_and_a_file_opened_again_hold_the_photos(project: Project, tmp_path: Path) -> None:
    add(project, PictureOwner(), image(7, "A drawing"))
    expected = project.ask(content_hash)
    copy = tmp_path / "copy.polku"
    project.save_copy(copy)
    with Project.open(copy) as opened:
        assert opened.ask(content_hash) == expected
        assert opened.ask(picture_content, opened.ask(pictures)[0].sha256) == image(7).content


def test_bytes_that_are_lost_or_others_are_found(project: Project) -> None:
    add(project, PictureOwner(), image(1), image(2), image(3))
    raw = project.store.connection.exec_driver_sql
    hashes = [one.sha256 for one in project.ask(pictures)]
    raw("DELETE FROM picture_bytes WHERE sha256 = ?", (hashes[0],))
    raw("UPDATE picture_bytes SET content = x'00' WHERE sha256 = ?", (hashes[1],))
    assert project.ask(damaged) == 2
    assert project.ask(picture_content, hashes[0]) == b""
    assert len(project.ask(pictures)) == 3
    said = "\n".join(findings(project, translator()))
    assert said.count(": its bytes are lost or damaged.") == 2


def test_the_flip_chart_of_the_example_is_a_photo_like_any_other(project: Project) -> None:
    drawn = flip_chart()
    add(project, PictureOwner(), drawn)
    (one,) = project.ask(pictures)
    assert (one.media_type, one.width, one.height) == ("image/png", 900, 1200)
    assert one.alternative.startswith("A flip chart")
