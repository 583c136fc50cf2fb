"""Photos in the documents: what each may print, with which words, and nothing of the camera anywhere."""

import base64
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exports.catalog import EXPORTS, compose, export_of, make, proof
from exports.document import Heading, Photo, walk
from exports.exchange.pictures import clean_picture
from models.edits.pictures import AddPictures, NewPicture
from models.edits.voices import ConsentAnswer
from models.pictures import PictureOwner
from models.project import Project
from tests.app.support import TODAY, pdf_text
from tests.exports.report_cases import add_note, add_story, workshop, yes

CANARY = "Canarymaker"
LEAD = ("lead-report", "lead-report-html", "lead-report-docx")


def jpeg(shade: int = 200) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x927C] = CANARY, CANARY.encode()
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 12.5), 29: CANARY})
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 60, 60)).save(out, "JPEG", exif=exif, comment=CANARY)
    return out.getvalue()


def add(project: Project, owner: PictureOwner, alternative: str = "", shade: int = 200) -> None:
    raw = jpeg(shade)
    assert CANARY.encode() in raw
    made = clean_picture(raw)
    one = NewPicture(made.content, made.media_type, made.width, made.height, alternative)
    project.perform(AddPictures((one,), owner))


def photos(project: Project, export_id: str, **options: Any) -> list[str]:
    export = export_of(export_id)
    with project.snapshot(export.purpose, TODAY) as copy:
        document = compose(export, copy, replace(export.options(), **options))
    return [block.alt for block in walk(document.blocks) if isinstance(block, Photo)]


def headings(project: Project, export_id: str) -> list[str]:
    export = export_of(export_id)
    with project.snapshot(export.purpose, TODAY) as copy:
        return [block.text for block in compose(export, copy, export.options()).blocks if isinstance(block, Heading)]


def parts_of(target: Path) -> list[bytes]:
    """The bytes of a file, those that lie packed in it, and the photos that a page holds as text."""
    data = target.read_bytes()
    parts = [data, *(base64.b64decode(one) for one in re.findall(rb'data:image/[a-z]+;base64,([^"]+)"', data))]
    if zipfile.is_zipfile(target):
        with zipfile.ZipFile(target) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    return parts


@pytest.fixture
def filled(project: Project) -> Project:
    shop = workshop(project)
    note_id = add_note(project, "More benches")
    both = add_story(project, "Nobody called.", (yes("internal_report"), yes("photo")))
    words_only = add_story(project, "The form came back.", (yes("internal_report"), ConsentAnswer("photo", "no")))
    add(project, PictureOwner(shop), "A flip chart with four wishes", 210)
    add(project, PictureOwner(shop), "", 190)
    add(project, PictureOwner(), "A wall of notes in the library", 180)
    add(project, PictureOwner(note_id=note_id), "A bench, drawn", 170)
    add(project, PictureOwner(story_id=both), "A kitchen table, drawn", 160)
    add(project, PictureOwner(story_id=words_only), "Aino, seen from behind", 150)
    return project


def test_participants_get_the_flip_charts_that_somebody_described(filled: Project) -> None:
    assert photos(filled, "participant-summary") == ["A flip chart with four wishes", "A wall of notes in the library"]
    assert photos(filled, "participant-summary", photos=False) == []
    assert photos(filled, "what-we-heard") == []


def test_the_lead_gets_all_that_the_tellers_agreed_to(filled: Project) -> None:
    assert photos(filled, "lead-report") == [
        "A flip chart with four wishes",
        "Photo without a description",
        "A wall of notes in the library",
        "A kitchen table, drawn",
        "A bench, drawn",
    ]
    assert {"Photos of the workshops", "Photos and drawings"} <= set(headings(filled, "lead-report"))


def test_a_document_without_photos_says_nothing_of_them(project: Project) -> None:
    workshop(project)
    assert not [title for id in ("lead-report", "participant-summary") for title in headings(project, id) if "Photo" in title]  # fmt: skip  # noqa: E501


def test_photos_without_words_are_counted_before_the_document_leaves(filled: Project) -> None:
    found = {}
    for export in EXPORTS:
        with filled.snapshot(export.purpose, TODAY) as copy:
            found[export.id] = proof(export, copy).undescribed
    assert {export_id: count for export_id, count in found.items() if count} == dict.fromkeys(LEAD, 1)


def test_nothing_of_the_camera_is_in_the_project_or_in_any_document(filled: Project, tmp_path: Path) -> None:
    made: list[bytes] = []
    for export in EXPORTS:
        target = tmp_path / f"{export.id}{export.suffix}"
        with filled.snapshot(export.purpose, TODAY) as copy:
            make(export, copy, target)
        made += parts_of(target)
        assert export.form != "pdf" or "seen from behind" not in pdf_text(target)
        assert all(b"seen from behind" not in part for part in made)
    path = filled.store.path
    filled.close()
    assert path is not None
    made.append(path.read_bytes())
    assert all(CANARY.encode() not in data and b"Exif" not in data for data in made)
