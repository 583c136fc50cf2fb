"""Every document, of every kind of project, in every language: valid, said in order, heard right, every code read.

A new document of the catalogue is in here at once. The quick run takes the small ones; the rest is slow.
"""

import io
import json
import os
import tempfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import page
import pytest

from exports.catalog import EXPORTS, compose, export_of
from exports.document import Bullets, Document, Heading, Paragraph
from exports.forms import Rendered, Steps, render
from exports.pdf.qr import normal
from exports.reports.content import Content
from models.edits.project import SetWayBack
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNotes, NewNote, NewVoice
from models.project import Project
from resources.texts import document_languages, translator
from tests.app.support import TODAY, new_bytes, new_in, polku, sample_bytes, shared
from tests.exports.reading import complaints, glyphs_of_nothing, read_codes, sizes
from tests.exports.reading_words import in_order
from tests.exports.report_cases import add_story, yes
from tests.exports.test_reports_pages import fill
from tests.journeys.test_real_input import MADRID, MAPS

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
IDS = tuple(export.id for export in EXPORTS if export.form == "pdf")
PUBLIC = tuple(export.id for export in EXPORTS if export.purpose != "internal_report")
QUICK = {("sample", "decision-page"), ("empty", "participant-summary"), ("empty", "lead-report")}
SCRIPTS = (
    "انتظرت (21 يوما) Please call 044-123 again, then Wi-Fi 5G: نعم.",
    "חיכיתי 21 ימים (A4), ואז Kela ענתה: כן.",
    "ฉันรอนานมากจนลืมว่ารออะไรอยู่และไม่มีใครโทรกลับมาเลย",
    "ለረጅም ጊዜ ጠበቅሁ፤ ማንም አልደወለልኝም።",
    "我等了二十一天，没有人打电话给我。用Uber嗎？",
    "Family 👨‍👩‍👧‍👦 and flag 🇫🇮, skin 👍🏽, heart ❤️‍🔥.",
    "Zażółć gęślą jaźń; äöåÄÖÅ; lääkkeidenantoaikataulunmuutosilmoituslomake",
    "Soft\u00adhyphen, zero\u200bwidth, \u200f\u202eturned\u202c, e\u0301 and a\u0308, \ue000 and \u0007.",
)


class Made(NamedTuple):
    """A document with what became of it."""

    case: str
    export_id: str
    document: Document
    data: bytes
    rendered: Rendered
    codes: frozenset[str]  # addresses that a code of the project may hold


@lru_cache
def project_bytes(case: str) -> bytes:
    """The project of a case as it lies on the disk."""
    if case in ("sample", "empty"):
        return sample_bytes() if case == "sample" else new_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = new_in(Path(folder))
        if case == "madrid":
            assert polku("import", path, shared(MADRID), *MAPS).code == 0
        with Project.open(path) as project:
            if case == "hostile":
                make_hostile(project)
            project.perform(SetWayBack("web", "https://answers.example/f?code={code}", {}))
        return path.read_bytes()


def make_hostile(project: Project) -> None:
    """Every field and every kind of words with what usually breaks a renderer."""
    fill(project, " ".join(SCRIPTS[:4])[:150])
    naughty = [
        words for words in json.loads(shared("naughty/blns/blns.json").read_text(encoding="utf-8")) if words.strip()
    ]
    notes = tuple(NewNote((NewVoice(words),)) for words in (*SCRIPTS, *naughty) if words.replace("\0", "").strip())
    made: Any = project.perform(AddNotes(notes)).result
    theme = str(project.perform(AddTheme(SCRIPTS[0], SCRIPTS[4])).result)
    for note_id in tuple(made)[: len(SCRIPTS)]:
        project.perform(PutInTheme(str(note_id), theme))
    agreed = (yes("public_report"), yes("internal_report"), yes("room"))
    for words in ("So it went, and nobody rang. " * 1400, "长" * 9000, "W" * 5000, *SCRIPTS):
        add_story(project, words[:40_000], agreed)


def made(case: str, export_id: str, language: str) -> Made:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.polku"
        path.write_bytes(project_bytes(case))
        export = export_of(export_id)
        with Project.open(path, reading=True) as project, project.snapshot(export.purpose, TODAY) as copy:
            content = Content.read(copy, translator(language))
            document = compose(export, copy, export.options(), language)
            out = io.BytesIO()
            rendered = render(document, "pdf", out, Steps())
            own = [one.code for one in (*content.notes, *content.themes, *content.workshops)]
            own += [content.project.code]
            own += [f"{content.project.code}-{stage.letter}" for path_ in content.paths for stage in path_.stages]
            codes = frozenset(normal(content.address(code)) for code in own)
    return Made(case, export_id, document, out.getvalue(), rendered, codes)


def is_tried(case: str, export_id: str, language: str) -> bool:
    """Tell whether a document of a case is tried: hundreds of pages take minutes, so that of the 2,738 proposals one
    document is tried in every run, and all of them where POLKU_WHOLE is set."""
    return case != "madrid" or bool(os.environ.get("POLKU_WHOLE")) or (export_id, language) == ("you-said", "en")


def cases() -> list[Any]:
    found: list[Any] = []
    for export_id in IDS:
        for case in ("sample", "empty", "hostile", "madrid"):
            for language in document_languages():
                if not is_tried(case, export_id, language):
                    continue
                quick = (case, export_id) in QUICK
                found.append(
                    pytest.param(
                        (case, export_id, language),
                        id=f"{case}-{export_id}-{language}",
                        marks=() if quick else pytest.mark.slow,
                    )
                )
    return found


# The validator's own guards against hostile files, not rules: bookmarks of one level are a chain, a table has a row for
# each of thousands of notes.
LIMITS = page.SafetyLimits(max_reference_depth=20_000, max_table_grid_rows=20_000)


@pytest.fixture(scope="module", params=cases())
def one(request: pytest.FixtureRequest) -> Made:
    """A document, made once for all tests of it."""
    return made(*request.param)


def test_every_document_is_valid_and_heard_right(one: Made) -> None:
    for profile in PROFILES:
        report = page.validate_pdf_bytes(one.data, profile=profile, limits=LIMITS)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    assert complaints(one.data) == []


def test_every_word_is_heard_in_its_order(one: Made) -> None:
    assert in_order(one.document, one.data, one.rendered.missing) == ""
    assert glyphs_of_nothing(one.data) == 0
    if one.case != "hostile":
        assert one.rendered.missing == ()


def test_participants_documents_are_set_in_12_points_or_more(one: Made) -> None:
    if one.export_id in PUBLIC:
        assert {size: words for size, words in sizes(one.data).items() if size < 12} == {}


def test_every_code_on_every_page_is_read_back(one: Made) -> None:
    wanted = Counter(normal(code) for code in one.rendered.codes)
    if wanted:
        assert Counter(read_codes(one.data)) == wanted
    assert set(wanted) <= one.codes


@pytest.mark.parametrize("words", (*SCRIPTS, "a\ufeffb", "\u0644\u035c\u0e88", "\u0e88\u0f3d \uff89"), ids=ascii)
def test_words_of_every_script_are_heard_and_valid(words: str) -> None:
    """The quick part of the hostile project, with words that broke a document once."""
    document = Document(words, "en", (Heading(1, words), Paragraph(words, "quote"), Bullets((words,))))
    out = io.BytesIO()
    rendered = render(document, "pdf", out, Steps())
    for profile in PROFILES:
        assert page.validate_pdf_bytes(out.getvalue(), profile=profile).is_compliant
    assert complaints(out.getvalue()) == []
    assert in_order(document, out.getvalue(), rendered.missing) == ""
    assert glyphs_of_nothing(out.getvalue()) == 0
