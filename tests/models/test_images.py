"""Images of rows: packed and unpacked alike, many inserted rows by column; many rows are checked as one is."""

import tracemalloc
import zlib
from dataclasses import replace

import pytest

from models import images
from models import tables as t
from models.edits.imports import ImportNotes
from models.edits.voices import AddNotes
from models.errors import Refused
from models.images import MANY, Change, Image, Inserted, inserted, pack, parts, unpack, unpack_part
from models.project import Project
from models.shapes import shape_of
from tests.models.support import column, dump, note

NAMES = ("id", "words", "support")


def rows(count: int, first: int = 0) -> list[tuple[str, str, int | None]]:
    return [(f"{at:032x}", f"“{at}” שלום", None if at % 2 else at) for at in range(first, first + count)]


def as_images(count: int, first: int = 0) -> list[Image]:
    return [Image("note", row[0], None, dict(zip(NAMES, row, strict=True))) for row in rows(count, first)]


def test_few_rows_are_kept_one_by_one() -> None:
    assert inserted("note", NAMES, rows(3)) == as_images(3)


def test_many_rows_are_packed_at_once_and_come_back_one_by_one() -> None:
    (packed,) = inserted("note", NAMES, rows(MANY))
    assert isinstance(packed, Inserted)
    assert packed.ids == tuple(row[0] for row in rows(MANY))
    assert unpack(pack([packed])) == as_images(MANY)


def test_every_order_of_few_and_many_comes_back() -> None:
    changed = Image("note", "0" * 32, {"words": "a"}, {"words": "b"})
    gone = Image("note", "1" * 32, {"words": "a"}, None)
    many = inserted("note", NAMES, rows(MANY, 500))
    changes: list[Change] = [changed, *many, gone, *as_images(MANY, 900), changed, *as_images(2)]
    same = [changed, *as_images(MANY, 500), gone, *as_images(MANY, 900), changed, *as_images(2)]
    assert unpack(pack(changes)) == same
    assert unpack(pack(same)) == same


def test_nothing_is_kept_as_nothing() -> None:
    assert pack([]) is None
    assert unpack(None) == []


@pytest.mark.parametrize(
    "content", [b"{", b"{}", b"7", b'[["note"]]', b'{"inserted":"note","same":{},"each":{"a":[1]}}']
)
def test_what_is_no_history_says_so(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(zlib.compress(content))


def test_half_a_stream_says_so() -> None:
    packed = pack(as_images(MANY))
    assert packed
    with pytest.raises(ValueError, match=r"."):
        unpack(packed[:-20])


def test_a_bomb_in_a_history_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST", 1 << 20)
    bomb = zlib.compress(b"[" + b" " * (64 << 20) + b"]")
    tracemalloc.start()
    try:
        for read in (unpack, unpack_part, lambda packed: list(parts(packed))):
            with pytest.raises(ValueError, match="no images"):
                read(bomb)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_tower_of_brackets_says_so() -> None:
    with pytest.raises(ValueError, match="no images"):
        unpack(zlib.compress(b"[" * 200_000 + b"]" * 200_000))


@pytest.mark.parametrize("count", [8, 9, MANY + 1])
def test_what_is_too_large_for_one_part_is_kept_in_several(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST", 400)
    kept = pack(inserted("note", NAMES, rows(count)))
    assert len(list(parts(kept))) > 1
    assert unpack(kept) == as_images(count)
    assert [row for part in parts(kept) for row in unpack_part(part)] == as_images(count)


def test_an_import_is_undone_and_redone_exactly(project: Project) -> None:
    notes = tuple(note(f"Words {at}", kind="idea") for at in range(MANY * 3))
    before = dump(project)
    done = project.perform(ImportNotes("0" * 64, "notes.csv", "csv", notes))
    after = dump(project)
    assert {row_id for table, row_id in done.rows if table == "contribution"} == set(
        column(project, "SELECT id FROM contribution")
    )
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"words": ""}, Refused),
        ({"words": " \n"}, Refused),
        ({"words": "a\0b"}, Refused),
        ({"words": "a\ud800"}, Refused),
        ({"words": "a", "table_name": "x" * 61}, Refused),
        ({"words": "a", "words_source": "guessed"}, Refused),
        ({"words": "a", "support": 1}, KeyError),
        ({"words": 7}, TypeError),
    ],
)
def test_many_rows_are_refused_for_the_same_reason_as_one(values: dict[str, object], error: type[Exception]) -> None:
    shape = shape_of(t.Voice)
    good: dict[str, object] = {"words": "Good", "contribution_id": "0" * 32}
    said = {**good, **values}
    with pytest.raises(error) as one:
        shape.stored([said])
    with pytest.raises(error) as many:
        shape.stored([good, *[good] * 200, said])
    assert str(one.value) == str(many.value)


def test_many_rows_are_stored_as_one_is() -> None:
    shape = shape_of(t.Contribution)
    said: list[dict[str, object]] = [
        {"id": "a", "code": "b", "kind": "idea", "support": at or None} for at in range(50)
    ]
    assert shape.stored(said) == [shape.stored([row])[0] for row in said]


def test_one_bad_note_among_many_adds_nothing(project: Project) -> None:
    notes = tuple(note(f"Words {at}") for at in range(300))
    with pytest.raises(Refused):
        project.perform(AddNotes((*notes, replace(notes[0], voices=()))))
    with pytest.raises(Refused):
        project.perform(AddNotes((*notes, note(" "))))
    assert column(project, "SELECT id FROM contribution") == []
