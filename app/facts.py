"""What `polku info` tells of a project."""

from collections import Counter
from typing import Any

from models import queries
from models.capacity import Load, load_of
from models.content_hash import content_hash
from models.money import days, major_units, plain
from models.project import Project
from models.vocabulary import NOTE_KINDS

COUNTED = "workshop segment path stage touchpoint feeling participant theme voice answer outcome response".split()


def facts(project: Project) -> dict[str, Any]:
    """Return schema, counts, load and content hash. Money in the currency's unit, days as days; None: not known."""
    about = project.ask(queries.project)
    weighing = project.ask(queries.weighing)
    loads = load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)
    return {
        "schema": project.store.version,
        "title": about.title,
        "code": about.code,
        "counts": _counts(project),
        "load": {
            "money": {**_load(loads["money"], about.currency), "currency": about.currency},
            "days": _load(loads["days"], None),
        },
        "content_hash": project.ask(content_hash),
    }


def facts_in_words(told: dict[str, Any]) -> str:
    """Return the same for people, a line each."""
    counts = told["counts"]
    load = told["load"]
    lines = [
        f"{told['title']} ({told['code']}), schema {told['schema']}",
        f"{counts['story']['total']} stories, {counts['contribution']['total']} notes",
        f"Staff days: {load['days']['used']} of {_or_unknown(load['days']['of'])}",
        f"Money: {load['money']['used']} of {_or_unknown(load['money']['of'])} {load['money']['currency']}",
        f"Content: {told['content_hash']}",
    ]
    return "\n".join(lines)


def _counts(project: Project) -> dict[str, Any]:
    totals = project.ask(queries.counts)
    kinds = Counter(note.kind for note in project.ask(queries.notes))
    stories = project.ask(queries.stories)
    counts: dict[str, Any] = {
        "contribution": {
            "total": totals["contribution"],
            "by_kind": {term.code: kinds[term.code] for term in NOTE_KINDS},
        },
        "story": {"total": totals["story"], "withdrawn": sum(story.withdrawn for story in stories)},
    }
    return counts | {name: {"total": totals[name]} for name in COUNTED}


def _load(load: Load, currency: str | None) -> dict[str, int | float | None]:
    def shown(value: int) -> int | float:
        return plain(major_units(value, currency) if currency else days(value))

    return {
        "used": shown(load.used),
        "of": shown(load.have) if load.have is not None else None,
        "confirmed": shown(load.confirmed),
        "provisional": shown(load.provisional),
        "freed": shown(load.freed),
        "if_freed": shown(load.if_freed),
    }


def _or_unknown(value: object) -> str:
    return "not known" if value is None else str(value)
