"""What we write, Mermaid's own parser reads, and understands as we meant it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from exports.catalog import export_of, make
from exports.exchange.mermaid import read_journey, write_journey
from exports.exchange.mermaid_drafts import JourneyDraft
from exports.exchange.mermaid_path import journey_of
from models.project import Project
from models.queries import lane_name
from tests.app.support import TODAY, sample_in
from tests.exports.exchange.paths import Felt, made_path, path_of_strategy
from tests.exports.exchange.shared_data import cases, shared
from tests.node.mermaid_itself import understood

pytestmark = pytest.mark.slow  # node takes some seconds to load Mermaid

PLACE = "journeys/mermaid"
ORACLE = "oracle_mermaid_11.17.2.json"
RANDOM_PATHS = 250


def meant(draft: JourneyDraft) -> dict[str, Any]:
    """A journey as we mean it, in the words of the script."""
    return {
        "ok": True,
        "title": draft.title,
        "accTitle": draft.acc_title,
        "accDescr": draft.acc_description,
        "sections": list(draft.sections),
        "tasks": [
            {
                "section": task.section,
                "task": task.text,
                "score": "NaN" if task.score is None else task.score,
                "people": list(task.people),
            }
            for task in draft.tasks
        ],
    }


def random_paths() -> list[Felt]:
    """The same paths in every run."""
    found: list[Felt] = []

    @settings(derandomize=True, max_examples=RANDOM_PATHS, database=None, phases=[Phase.generate])
    @given(path_of_strategy())
    def collect(felt: Felt) -> None:
        found.append(felt)

    collect()
    return found


def test_random_paths_are_understood_as_they_were_meant() -> None:
    journeys = [journey_of(made_path(felt), lambda one: one.segment_id or "", lane_name) for felt in random_paths()]
    assert len(journeys) >= RANDOM_PATHS // 2
    for journey, found in zip(journeys, understood([one.text for one in journeys]), strict=True):
        assert found == meant(journey.draft), journey.text


def test_the_path_of_the_sample_is_understood(tmp_path: Path) -> None:
    export = export_of("mermaid-journey")
    target = tmp_path / "way.mmd"
    with Project.open(sample_in(tmp_path)) as project, project.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, target)
    text = target.read_text(encoding="utf-8")
    (found,) = understood([text])
    assert found == meant(read_journey(text))
    assert len(found["tasks"]) == 6
    assert {task["score"] for task in found["tasks"]} <= {1, 2, 3, 4, 5}


def test_the_script_understands_files_from_elsewhere_as_the_oracle_says() -> None:
    expected = cases(f"{PLACE}/{ORACLE}")
    texts = [shared(f"{PLACE}/{case['id']}.mmd").read_text(encoding="utf-8") for case in expected]
    for case, found in zip(expected, understood(texts), strict=True):
        assert found == {name: case[name] for name in found}, case["id"]


def test_files_from_elsewhere_that_we_write_again_are_understood_the_same() -> None:
    files = sorted(shared(PLACE).glob("*.mmd"))
    drafts = [read_journey(file.read_bytes()) for file in files]
    assert len(drafts) == 20
    for file, draft, found in zip(files, drafts, understood([write_journey(one) for one in drafts]), strict=True):
        assert found == meant(draft), file.name


@pytest.mark.parametrize("text", ["", "journey\n section A: b\n", "flowchart TD\n"])
def test_what_it_does_not_read_is_told_as_such(text: str) -> None:
    (found,) = understood([text])
    assert found["ok"] is False
    assert found["error"]
