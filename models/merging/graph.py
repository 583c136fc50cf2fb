"""The steps of several files as one graph: which step knew of which other when it was written.

Steps are told apart by their ids alone, so that a file copied by hand (one device id twice) does no harm. Where steps
follow each other in a row they share one chain, and a step knows another if it has seen its chain up to there.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.errors import Damaged
from models.history import FIXED, MERGE, MERGED, REDO, UNDO, UNREADABLE
from models.images import Image, unpack

Place = tuple[int, int]  # a chain, and the place in it


@dataclass(frozen=True, slots=True)
class GraphStep:
    """A step of some file. `after`: the steps it follows; `signed`: its own columns, as history.SIGNED names them."""

    id: str
    kind: str
    reverses: str | None
    after: tuple[str, ...]
    stamp: tuple[int, int]
    device: str
    counter: int
    signed: tuple[object, ...]
    images: bytes | None


class Graph:
    """Steps by id, with the ones that are in effect: what the tips lead back to, and every consent and withdrawal."""

    def __init__(self, steps: Mapping[str, GraphStep], tips: Iterable[str]) -> None:
        self.steps = steps
        self.tips = tuple(sorted(tips))
        self.order: tuple[str, ...] = tuple(_ordered(steps))
        self._place: dict[str, Place] = {}
        self._seen: list[dict[int, int]] = []  # by chain: how far it had seen other chains when it began
        self._find_chains()
        self._images: dict[str, tuple[Image, ...]] = {}

    def knows(self, later: str, earlier: str) -> bool:
        """Tell whether a step was written in the knowledge of another one, or is the same."""
        chain, place = self._place[earlier]
        own, at = self._place[later]
        return place <= at if own == chain else self._seen[own].get(chain, -1) >= place

    def in_effect(self) -> Iterator[GraphStep]:
        """Yield the steps that count, each behind all that it knew of.

        A merge's own images are left out, and what a merge settled: they follow from the steps that it brought.
        """
        for step_id in self.order:
            step = self.steps[step_id]
            if step.kind in (MERGE, MERGED):
                continue
            if step.kind == FIXED or any(self.knows(tip, step_id) for tip in self.tips):
                yield step

    def images(self, step: GraphStep) -> tuple[Image, ...]:
        """Return what a step did to rows, in its order; of undo and redo what they turned. Damaged: unreadable."""
        if step.id not in self._images:
            self._images[step.id] = tuple(self._read(step))
        return self._images[step.id]

    def _read(self, step: GraphStep) -> Iterator[Image]:
        source = step
        if step.kind in (UNDO, REDO):
            found = self.steps.get(step.reverses or "")
            if found is None:
                raise Damaged(UNREADABLE)
            if found.kind == MERGE:
                return
            source = found
        try:
            images = unpack(source.images)
        except ValueError:
            raise Damaged(UNREADABLE) from None
        if step.kind == UNDO:
            yield from (Image(one.table, one.id, one.after, one.before) for one in reversed(images))
        else:
            yield from images

    def _find_chains(self) -> None:
        ends: dict[int, str] = {}
        for step_id in self.order:
            parents = [parent for parent in self.steps[step_id].after if parent in self._place]
            if len(parents) == 1 and ends[self._place[parents[0]][0]] == parents[0]:
                chain, at = self._place[parents[0]]
                self._place[step_id] = chain, at + 1
            else:
                seen: dict[int, int] = {}
                for parent in parents:
                    chain, at = self._place[parent]
                    for known, far in (*self._seen[chain].items(), (chain, at)):
                        seen[known] = max(far, seen.get(known, -1))
                self._seen.append(seen)
                self._place[step_id] = len(self._seen) - 1, 0
            ends[self._place[step_id][0]] = step_id


def _ordered(steps: Mapping[str, GraphStep]) -> Iterator[str]:
    """Yield the ids so that each comes behind what it follows; else by time, so that a merged history reads well."""
    waiting = {step_id: {parent for parent in step.after if parent in steps} for step_id, step in steps.items()}
    children: dict[str, list[str]] = {}
    for step_id, parents in waiting.items():
        for parent in parents:
            children.setdefault(parent, []).append(step_id)
    ready = [(steps[step_id].stamp, step_id) for step_id, parents in waiting.items() if not parents]
    heapq.heapify(ready)
    done = 0
    while ready:
        _, step_id = heapq.heappop(ready)
        done += 1
        yield step_id
        for child in children.get(step_id, ()):
            waiting[child].discard(step_id)
            if not waiting[child]:
                heapq.heappush(ready, (steps[child].stamp, child))
    if done < len(steps):  # a circle: no Polku writes one
        raise Damaged(UNREADABLE)
