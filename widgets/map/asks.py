"""What the pages of Map ask their room to do, because it happens on the path itself."""

from collections.abc import Callable
from dataclasses import dataclass

Act = Callable[[], object]
At = Callable[[int | None], object]  # a place among the stages or lanes from 0, None: at the end


@dataclass(frozen=True)
class Asks:
    """Acts of the room. `delete`: what is marked. `connect`: choose on the canvas where the marked card leads."""

    add_card: Act
    delete: Act
    duplicate: Act
    connect: Act
    add_stage: At
    add_lane: At
