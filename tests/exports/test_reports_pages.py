"""The pages themselves: any text is printed as it is, nothing of this computer is in the file, the same twice."""

import getpass
import platform
from pathlib import Path

import pikepdf
import pytest

from exports.catalog import EXPORTS, export_of, make
from models import queries, vote_reads
from models import records as r
from models.edits.path import AddPath, ChangeTouchpoint, NewCard
from models.edits.project import (
    AddEarlierPromise,
    AddEnvelopeLine,
    AddScopeItem,
    AddSegment,
    AddWorkshop,
    ChangeProject,
    SetAttendance,
)
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, Place
from models.edits.voting import AddRound, CloseRound, NewOption, SetCount
from models.edits.weighing import RecordOutcome
from models.project import Project
from tests.app.support import TODAY, new_in, pdf_text, polku, process, squeezed
from tests.exports.opened import opened
from tests.exports.report_cases import DAY, confirm, give, yes

IDS = tuple(export.id for export in EXPORTS if export.form == "pdf")
OTHERS = tuple(export for export in EXPORTS if export.form != "pdf")
LEAST = {"what-we-heard": 4, "decision-page": 1, "print-pack": 1, "you-said-follow-up": 1, "vote-sheet": 1}  # of 8
CVE = "[[[getattr(pow,Word('__globals__'))['os'].system('touch /tmp/CANARY') for Word in [orgTypeFun]]]]"
PAYLOADS = (
    "<b>CANARY</b> & <i>",
    '<img src="CANARY.png"/> <a href="file:///CANARY">x</a>',
    "&#x110000; &lt; {code} %s {0} \\n",
    f'<para><font color="{CVE}">x</font></para>',
)


def fill(project: Project, words: str) -> None:
    """Put a text into every field that a document prints."""
    project.perform(ChangeProject({"title": words, "organisation": words, "stamp": words[:60]}))
    values = {"venue": words, "ask": words[:160], "promise_level": 3, "promise_note": words, "pledge_role": words}
    held = str(project.perform(AddWorkshop(words, {**values, "pledge_day": DAY, "day": DAY})).result)
    group = str(project.perform(AddSegment(words)).result)
    project.perform(SetAttendance(held, group, 9, 9))
    project.perform(AddScopeItem("fixed", words, words, DAY))
    project.perform(AddEarlierPromise(words, {"outcome": "late", "became": words}))
    project.perform(AddEnvelopeLine("money", words, 100, {"said_by": words}))
    cards = (NewCard(0, 0, words, ((words, -2),)),)
    project.perform(AddPath(words, "as_is", words, (words,), (("own", words),), cards))
    (path,) = project.ask(queries.paths)
    more = dict.fromkeys(("waiting", "pain_note", "what_works"), words)
    project.perform(ChangeTouchpoint(path.cards[0].id, {**more, "pain_point": True}))
    place = (Place(path.stages[0].id, path.cards[0].id),)
    consents = (yes("public_report"), yes("internal_report"))
    story = {"segment_id": group, "teller": words, "clearer": words, "clearer_agreed": True}
    translated = {"words_source": "translated", "translated_by": words}
    project.perform(AddStory(words, {**story, **translated}, place, (), consents))
    theme = str(project.perform(AddTheme(words, words)).result)
    for code in ("now", "no"):
        new = NewNote((NewVoice(words),), {"kind": "idea", "wording": words, "workshop_id": held}, place)
        note_id = str(project.perform(AddNote(new)).result)
        project.perform(PutInTheme(note_id, theme))
        answer = give(project, note_id, code, words)
        confirm(project, answer, role=words)
        project.perform(RecordOutcome(answer, "late", words, DAY))
    options = (NewOption(label=words), NewOption(label=words, left_out=words), NewOption(theme_id=theme))
    vote = str(project.perform(AddRound(words, {"workshop_id": held, "decides": words}, options)).result)
    first = project.ask(vote_reads.options, vote)[0].id
    project.perform(SetCount(vote, (first, group, 0), "a", 7))
    project.perform(CloseRound(vote))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_is_printed_as_it_is(project: Project, payload: str, tmp_path: Path) -> None:
    fill(project, payload)
    for export_id in IDS:
        export = export_of(export_id)
        with project.snapshot(export.purpose, TODAY) as copy:
            made = make(export, copy, tmp_path / "out.pdf")
        assert made.missing == ()
        text = squeezed(pdf_text(tmp_path / "out.pdf"))
        assert text.count(squeezed(payload)) >= LEAST.get(export_id, 8), export_id
    assert not Path("/tmp/CANARY").exists()


SCRIPT = """
import sys
seen = []
def look(event, arguments):
    if event == "open" and "CANARY" in str(arguments[0]):
        seen.append(str(arguments[0]))
    if event.split(".")[0] in ("socket", "subprocess", "urllib", "webbrowser") or event in ("os.system", "os.exec"):
        seen.append(event)
sys.addaudithook(look)
from app.commands import run
run(["export", "hostile.polku", "--as", "participant-summary", "--to", "out.pdf"])
print("seen", seen)
"""


def test_no_text_opens_a_file_a_program_or_a_connection(tmp_path: Path) -> None:
    (tmp_path / "CANARY.png").write_bytes(b"x")
    assert polku("new", tmp_path / "hostile.polku").code == 0
    with Project.open(tmp_path / "hostile.polku") as project:
        for payload in PAYLOADS:
            project.perform(AddNote(NewNote((NewVoice(payload),), {"wording": payload})))
    ran = process(cwd=tmp_path, script=SCRIPT)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1] == "seen []"
    assert not Path("/tmp/CANARY").exists()


def filled_in(folder: Path) -> Path:
    """A small project with something in every field."""
    path = new_in(folder, "filled.polku")
    with Project.open(path) as project:
        fill(project, "Plain words")
    return path


@pytest.mark.parametrize("export_id", [export.id for export in EXPORTS])
def test_two_exports_of_a_day_are_the_same_bytes(export_id: str, tmp_path: Path) -> None:
    path = filled_in(tmp_path)
    for name in ("first.pdf", "second.pdf"):
        assert polku("export", path, "--as", export_id, "--to", tmp_path / name, "--today", TODAY).code == 0
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()


def test_nothing_of_this_computer_is_in_the_file(tmp_path: Path) -> None:
    path = filled_in(tmp_path)
    for export_id in IDS:
        assert polku("export", path, "--as", export_id, "--to", tmp_path / "out.pdf").code == 0
        with pikepdf.open(tmp_path / "out.pdf") as pdf:
            about = " ".join(f"{key}={value}" for key, value in pdf.docinfo.items())
            metadata = bytes(pdf.Root.Metadata.read_bytes()).decode() if "/Metadata" in pdf.Root else ""
            pdf.save(
                tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
            )
        whole = (tmp_path / "plain.pdf").read_bytes()
        assert str(tmp_path).encode() not in whole
        assert b"filled.polku" not in whole
        for word in (getpass.getuser(), platform.node(), str(Path.home()), "/tmp", "/work"):
            assert word not in about
            assert word not in metadata
        assert "Plain words" in about + metadata
    for export in OTHERS:
        target = tmp_path / f"out{export.suffix}"
        assert polku("export", path, "--as", export.id, "--to", target).code == 0
        text = opened(target.read_bytes(), export.suffix)
        for word in (str(tmp_path), "filled.polku", str(Path.home()), "/work/"):
            assert word not in text, export.id


@pytest.mark.parametrize("words", ["שלום עולם", "ยินดีต้อนรับ", "你好，世界", "😀 emoji", "Ā̈ ﷽ مرحبا", "ꙮ"])
def test_words_of_any_script_are_never_blank(project: Project, words: str, tmp_path: Path) -> None:
    project.perform(AddNote(NewNote((NewVoice(words),))))
    export = export_of("participant-summary")
    with project.snapshot(export.purpose, TODAY) as copy:
        made = make(export, copy, tmp_path / "out.pdf")
    text = squeezed(pdf_text(tmp_path / "out.pdf"))
    shown = {letter for letter in squeezed(words) if letter in text}
    assert shown | set(made.missing), "neither shown nor said to be missing"


def test_titles_that_could_be_anything_stay_one_line(project: Project, tmp_path: Path) -> None:
    project.perform(ChangeProject({"title": "Two\nlines\tand ../../etc/passwd"}))
    export = export_of("participant-summary")
    with project.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, tmp_path / "out.pdf")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".pdf"] == ["out.pdf"]
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert all("\n" not in str(value) for value in pdf.docinfo.values())
    assert isinstance(project.ask(queries.project), r.ProjectRecord)
