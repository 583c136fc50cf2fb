"""Beginnings of a service path: data files with stages, lanes and example cards in several languages.

A file that cannot be used is left out and named with the reason, for whoever wrote it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from models.edits.path import AddPath, NewCard
from models.errors import Refused
from models.vocabulary import LANE_KINDS, STAGE_POSITIONS, codes
from resources.files import path_of
from resources.texts import N_

FOLDER = "templates"
LONGEST_FILE = 200_000  # bytes; a template is a few thousand
LAST = 1000  # place of a template that does not say one
MOST_STAGES, MOST_LANES, MOST_CARDS = 40, 20, 400
NO_TABLES = N_("Stages, lanes and cards are written as tables: [[stage]], [[lane]], [[card]].")
Texts = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """An example; stage and lane count from 0."""

    stage: int
    lane: int
    words: Texts


@dataclass(frozen=True, slots=True)
class PathTemplate:
    """One beginning. `stages`: (position, name), `lanes`: (kind, name, empty where the kind says it)."""

    id: str
    order: int
    names: Texts
    descriptions: Texts
    stages: tuple[tuple[str, Texts], ...]
    lanes: tuple[tuple[str, Texts], ...]
    cards: tuple[TemplateCard, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in, the first one standing in for those that it lacks."""
        return tuple(self.names)

    def said(self, texts: Texts, language: str) -> str:
        """Return a text in a language, in the first one of the file where that is missing."""
        return texts.get(language) or next((texts[one] for one in self.languages if texts.get(one)), "")

    def edit(self, title: str, language: str, state: str = "as_is", *, cards: bool = True) -> AddPath:
        """Return the edit that adds a path begun like this; example cards are marked as assumed."""
        assumed = (("evidence", "assumed"),)
        examples = self.cards if cards else ()
        return AddPath(
            title,
            state,
            stages=tuple(self.said(name, language) for _, name in self.stages),
            lanes=tuple((kind, self.said(name, language)) for kind, name in self.lanes),
            cards=tuple(
                NewCard(one.stage, one.lane, self.said(one.words, language), facts=assumed) for one in examples
            ),
            positions=tuple(position for position, _ in self.stages),
        )


@dataclass(frozen=True, slots=True)
class Templates:
    """What a folder holds. `wrong`: name of a file and the sentence (marked with N_) that says why it is left out."""

    found: tuple[PathTemplate, ...]
    wrong: tuple[tuple[str, str], ...] = ()

    def languages(self) -> tuple[str, ...]:
        """Return all languages that any of them is written in."""
        return tuple(dict.fromkeys(language for one in self.found for language in one.languages))


def templates(folder: Path | None = None) -> Templates:
    """Return the templates of a folder, those that are shipped by default, in their order."""
    found: list[PathTemplate] = []
    wrong: list[tuple[str, str]] = []
    for file in sorted((folder or path_of(FOLDER)).glob("*.toml")):
        try:
            found.append(_read(file))
        except Refused as error:
            wrong.append((file.name, error.message))
    return Templates(tuple(sorted(found, key=lambda one: (one.order, one.id))), tuple(wrong))


def _read(file: Path) -> PathTemplate:
    try:
        if file.stat().st_size > LONGEST_FILE:
            raise Refused(N_("The file is too large for a template."))
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(N_("The file cannot be read as TOML in UTF-8.")) from error
    names = _texts(data.get("name"))
    stages = tuple(_stage(one) for one in _tables(data, "stage", MOST_STAGES))
    lanes = tuple(_lane(one) for one in _tables(data, "lane", MOST_LANES))
    if not names or not stages or not lanes:
        raise Refused(N_("A template needs a name, a stage and a lane."))
    cards = tuple(_card(one, len(stages), len(lanes)) for one in _tables(data, "card", MOST_CARDS))
    order: Any = data.get("order")
    texts = _texts(data.get("description"))
    return PathTemplate(file.stem, order if isinstance(order, int) else LAST, names, texts, stages, lanes, cards)


def _tables(data: Mapping[str, Any], key: str, most: int) -> list[Mapping[str, Any]]:
    found: Any = data.get(key, [])
    if not isinstance(found, list):
        raise Refused(NO_TABLES)
    listed = cast(list[Any], found)
    if not all(isinstance(one, dict) for one in listed):
        raise Refused(NO_TABLES)
    if len(listed) > most:
        raise Refused(N_("The file is too large for a template."))
    return listed


def _texts(found: object, *without: str) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    texts: dict[str, str] = {}
    for key, value in cast(dict[str, object], found).items():
        if key not in without and isinstance(value, str) and value.strip():
            texts[key] = value.strip()
    return texts


def _stage(one: Mapping[str, Any]) -> tuple[str, Texts]:
    position, names = one.get("position", "within"), _texts(one, "position")
    if position not in codes(STAGE_POSITIONS) or not names:
        raise Refused(N_("A stage has a name, and lies before, within or after the service."))
    return str(position), names


def _lane(one: Mapping[str, Any]) -> tuple[str, Texts]:
    kind, names = one.get("kind", "own"), _texts(one, "kind")
    if kind not in codes(LANE_KINDS) or (kind == "own" and not names):
        raise Refused(N_("A lane has a kind that Polku knows, or a name of its own."))
    return str(kind), names


def _card(one: Mapping[str, Any], stages: int, lanes: int) -> TemplateCard:
    stage, lane, words = one.get("stage"), one.get("lane"), _texts(one, "stage", "lane")
    if not isinstance(stage, int) or not isinstance(lane, int) or not words:
        raise Refused(N_("A card has words, and says its stage and its lane by their numbers, counted from 1."))
    if not (1 <= stage <= stages and 1 <= lane <= lanes):
        raise Refused(N_("A card lies in a stage or a lane that the file does not have."))
    return TemplateCard(stage - 1, lane - 1, words)
