"""Paths for the tests of drawings: random ones, and one as large as a hall makes it."""

import random
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from exports.path_drawing.layout import Wanted, wanted
from exports.reports.content import Content
from models import records as r
from models.codes import step_code
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint, SetFeeling
from models.edits.path_links import Connect
from models.project import Project
from models.vocabulary import LANE_KINDS
from resources.texts import translator
from tests.app.support import TODAY, new_bytes

LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "انتظرت (21 يوما) Please call 044-123 again."
WORDS = ("Ring", "and wait", LONG, ARABIC, "A letter comes two weeks later, with a date and no name.", "我等了二十一天")
KINDS = tuple(term.code for term in LANE_KINDS)


@lru_cache
def no_content(language: str = "en") -> Content:
    """What an empty project gives documents; its paths are put in by whoever draws them."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.polku"
        path.write_bytes(new_bytes())
        with Project.open(path, reading=True) as project, project.snapshot("public_report", TODAY) as copy:
            return Content.read(copy, translator(language))


def drawn(path: r.PathRecord) -> Wanted:
    return wanted(path, replace(no_content(), paths=(path,)), public=True, counts=True)


def card(number: int, stage: r.StageRecord, lane: r.LaneRecord, words: str, **facts: Any) -> r.CardRecord:
    values: dict[str, Any] = dict.fromkeys(
        "channel owner waiting cost_to_person hand_off pain_note what_works evidence frozen_code".split(), ""
    )
    code = step_code(stage.letter, lane.number, number)
    return r.CardRecord(
        id=f"card{number}", stage_id=stage.id, lane_id=lane.id, words=words, order=f"{number:04}", code=code,
        **{**values, "pain_point": False, **facts},
    )  # fmt: skip


@st.composite
def paths(draw: st.DrawFn) -> r.PathRecord:
    """Any path: from nothing on it to cards that are longer than a sheet, with arrows from any to any."""
    rnd = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311 - a test
    stages = tuple(
        r.StageRecord(f"s{at}", rnd.choice(("", "First contact", LONG, ARABIC)), rnd.choice(("before", "within")), "",
                      letter=chr(65 + at))
        for at in range(draw(st.integers(1, 9)))
    )  # fmt: skip
    lanes = tuple(
        r.LaneRecord(f"l{at}", kind, "An own lane" if kind == "own" else "", "", number=str(at + 1))
        for at, kind in enumerate(rnd.choices(KINDS, k=draw(st.integers(1, 7))))
    )
    cards = tuple(
        card(
            at + 1, rnd.choice(stages), rnd.choice(lanes), " ".join(rnd.choices(WORDS, k=rnd.choice((1, 1, 2, 3, 9)))),
            evidence=rnd.choice(("", "told", "assumed")), waiting=rnd.choice(("", "", "six weeks")),
            pain_point=rnd.random() < 0.3, what_works=rnd.choice(("", "", LONG)),
        )
        for at in range(draw(st.integers(0, 40)))
    )  # fmt: skip
    if cards and draw(st.booleans()):
        cards = (replace(cards[0], words="So it went on and on, and nobody rang. " * rnd.randint(10, 90)), *cards[1:])
    ids = [one.id for one in cards]
    links = tuple(
        r.ConnectionRecord(f"c{at}", rnd.choice(ids), rnd.choice((*ids, None)),
                           rnd.choice(("next", "branch", "loop", "drop_out")), rnd.choice(("", "if nobody answers")))
        for at in range(draw(st.integers(0, 12)) if ids else 0)
    )  # fmt: skip
    felt = tuple(
        r.FeelingRecord(f"f{at}", rnd.choice(ids), None, None, None, None, rnd.randint(-2, 2), "")
        for at in range(draw(st.integers(0, 15)) if ids else 0)
    )
    return r.PathRecord(
        "path", rnd.choice(("The way", LONG)), "as_is", "", False, None, stages, lanes, cards, felt, links
    )


def fill(project: Project, seed: int = 1) -> str:
    """A path of 8 stages and 6 lanes with 60 cards, feelings and arrows, as an evening leaves it."""
    rnd = random.Random(seed)  # noqa: S311 - a test
    path = str(project.perform(AddPath("Kotihoidon palvelupolku")).result)
    stages = [str(project.perform(AddStage(path, f"Vaihe {at} epäilystä päätökseen")).result) for at in range(8)]
    kinds = ("people_do", "feeling", "people_meet", "visibility", "behind", "life")
    lanes = [str(project.perform(AddLane(path, kind)).result) for kind in kinds]
    usable = [lane for lane, kind in zip(lanes, kinds, strict=True) if kind not in ("feeling", "visibility")]
    ids: list[str] = []
    for at in range(60):
        facts: dict[str, object] = {"evidence": rnd.choice(("told", "assumed", ""))}
        if at % 4 == 0:
            facts |= {"waiting": "kuusi viikkoa", "pain_point": at % 8 == 0}
        place = (stages[at % 8], usable[at // 8 % 4])
        ids.append(str(project.perform(AddTouchpoint(*place, f"{WORDS[at % 4]} {at}", facts)).result))
    for at in range(0, 60, 4):
        for _ in range(3):
            project.perform(SetFeeling(ids[at], rnd.randint(-2, 2)))
    for at in range(6):
        project.perform(Connect(ids[at], ids[at + 9], ("next", "branch", "loop")[at % 3], "jos kukaan ei vastaa"))
    project.perform(Connect(ids[5], None, "drop_out", "ei jaksa enää"))
    return path
