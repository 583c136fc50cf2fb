"""What a Mermaid journey holds, as plain records."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was ignored or understood in a way worth telling: line (from 1), a sentence and its values."""

    line: int
    message: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.values)) if self.values else self.message


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One task: section name and index (−1 before the first), text, score, people, line; text as Mermaid holds it.

    The score is Mermaid's, usually 1 to 5; None where the file has none that is a number.
    """

    section: str
    text: str
    score: int | float | None
    people: tuple[str, ...]
    line: int
    section_at: int = -1


@dataclass(frozen=True, slots=True)
class JourneyDraft:
    """A journey as Mermaid understands it, spaces at the ends included; `tidy` is what a person would write down.

    `sections` are in order and may repeat; `front_title` is the title in the settings above the diagram.
    """

    title: str = ""
    acc_title: str = ""
    acc_description: str = ""
    sections: tuple[str, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    notices: tuple[Notice, ...] = ()
    front_title: str = ""

    def tidy(self) -> "JourneyDraft":
        """Return the journey with ends trimmed, nameless people left out, and the front matter's title if need be."""
        tasks = tuple(
            replace(
                task,
                section=task.section.strip(),
                text=task.text.strip(),
                people=tuple(dict.fromkeys(name.strip() for name in task.people if name.strip())),
            )
            for task in self.tasks
        )
        title = self.title.strip() or self.front_title.strip()
        return replace(self, title=title, sections=tuple(name.strip() for name in self.sections), tasks=tasks)


def feeling_of_score(score: float) -> int:
    """Return −2 … +2 for Mermaid's 1 … 5: clamped, and the milder feeling for a score between two (3.5 → 0)."""
    if math.isnan(score):
        return 0
    away = max(-2.0, min(2.0, score - 3))
    return math.ceil(away - 0.5) if away > 0 else math.floor(away + 0.5)
