"""Beginnings of a path: all that are shipped make one in every language; what is wrong is left out and named."""

from pathlib import Path

import pytest

from models import queries
from models.path_templates import PathTemplate, templates
from models.project import Project

GOOD = """
[name]
en = "Visit"
[[stage]]
position = "before"
en = "Coming"
[[lane]]
kind = "people_do"
[[card]]
stage = 1
lane = 1
en = "The bus"
"""


@pytest.mark.parametrize("template", templates().found, ids=lambda one: one.id)
def test_every_template_makes_a_path_in_every_language(project: Project, template: PathTemplate) -> None:
    assert template.languages[:3] == ("en", "fi", "sv")
    for language in template.languages:
        project.perform(template.edit("Path", language))
        path = project.ask(queries.paths)[-1]
        assert [stage.position for stage in path.stages] == [position for position, _ in template.stages]
        assert [lane.kind for lane in path.lanes] == [kind for kind, _ in template.lanes]
        assert len(path.cards) == len(template.cards)
        assert {card.evidence for card in path.cards} <= {"assumed"}


def test_texts_stand_in_all_languages() -> None:
    found = templates()
    assert found.wrong == ()
    assert [one.id for one in found.found] == ["blank", "care_pathway", "application", "neighbourhood"]
    for one in found.found:
        texts = [one.names, one.descriptions, *(name for _, name in one.stages), *(card.words for card in one.cards)]
        texts += [name for kind, name in one.lanes if kind == "own"]
        assert all(set(text) == {"en", "fi", "sv"} for text in texts)
        assert len({one.said(one.names, language) for language in one.languages}) == 3


def test_a_file_that_is_put_there_appears(tmp_path: Path, project: Project) -> None:
    (tmp_path / "visit.toml").write_text(GOOD, encoding="utf-8")
    (found,) = templates(tmp_path).found
    project.perform(found.edit("A visit", "fi"))  # not written in Finnish: its first language stands in
    path = project.ask(queries.paths)[-1]
    assert [stage.name for stage in path.stages] == ["Coming"]
    assert [card.words for card in path.cards] == ["The bus"]
    project.perform(found.edit("Without examples", "en", cards=False))
    assert project.ask(queries.paths)[-1].cards == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("name = ", "cannot be read"),
        ("[name]\nen = 'Only a name'\n", "needs a name, a stage and a lane"),
        (GOOD.replace("before", "earlier"), "before, within or after"),
        (GOOD.replace("people_do", "dance"), "a kind that Polku knows"),
        (GOOD.replace("stage = 1", "stage = 2"), "does not have"),
        (GOOD.replace("stage = 1", "stage = 'one'"), "by their numbers"),
        (GOOD.replace("[[stage]]", "[stage]"), "as tables"),
        (GOOD + "\n# " + "x" * 300_000, "too large"),
    ],
)
def test_what_is_wrong_is_left_out_and_named(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "odd.toml").write_text(content, encoding="utf-8")
    read = templates(tmp_path)
    assert [one.id for one in read.found] == ["good"]
    ((name, sentence),) = read.wrong
    assert name == "odd.toml"
    assert why in sentence


def test_a_file_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    assert templates(tmp_path).found == ()
    assert len(templates(tmp_path).wrong) == 1
