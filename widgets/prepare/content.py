"""What Prepare holds, read at once: for the sections, for the ticks beside them, and for what is still open."""

from dataclasses import dataclass

from models import queries
from models import records as r
from resources.texts import Translator
from widgets.context import Context
from widgets.prepare.opening import present_workshop

READ_OUT = ("ask", "scope", "last_time")  # the sections that the opening reads out


@dataclass(frozen=True)
class Content:
    """Everything Prepare shows but the path. `workshop`: the present one, else the next; `back`: what is printed."""

    project: r.ProjectRecord
    workshops: tuple[r.WorkshopRecord, ...]
    workshop: r.WorkshopRecord | None
    groups: tuple[r.GroupRecord, ...]
    scope: tuple[r.ScopeRecord, ...]
    earlier: tuple[r.EarlierPromiseRecord, ...]
    envelope: tuple[r.EnvelopeRecord, ...]
    decisions: tuple[r.DecisionDateRecord, ...]
    back: r.WayBackRecord | None


@dataclass(frozen=True)
class OpenThing:
    """Something that nobody entered yet, and the section where it is entered."""

    section: str
    sentence: str


def read_content(context: Context) -> Content:
    """Return what the file holds now."""
    ask = context.document.ask
    workshops = ask(queries.workshops)
    workshop = present_workshop(workshops, context.session.workshop_id, context.today())
    ways_back = ask(queries.ways_back)
    return Content(
        project=ask(queries.project),
        workshops=workshops,
        workshop=workshop,
        groups=ask(queries.groups, workshop.id if workshop else None),
        scope=ask(queries.scope_items),
        earlier=ask(queries.earlier_promises),
        envelope=ask(queries.envelope),
        decisions=ask(queries.decision_dates),
        back=ways_back[-1] if ways_back else None,
    )


def entered(content: Content) -> frozenset[str]:
    """Return the sections in which something is entered."""
    about, workshop = content.project, content.workshop
    held = {
        "project": bool(content.workshops or about.organisation or about.coproduction or about.service_stage),
        "ask": bool(workshop and (workshop.ask or workshop.promise_level or workshop.pledge_role)),
        "scope": bool(content.scope),
        "last_time": bool(content.earlier),
        "groups": bool(content.groups),
        "having": bool(content.envelope or content.decisions),
        "way_back": content.back is not None,
    }
    return frozenset(section for section, there in held.items() if there)


def open_things(content: Content, tr: Translator) -> tuple[OpenThing, ...]:
    """Return what is not entered yet, in the order of the sections. All of it may stay so."""
    workshop = content.workshop
    missing = (
        (workshop and workshop.ask.strip(), "ask", tr("The ask is not written yet.")),
        (workshop and workshop.promise_level, "ask", tr("How far your word goes is not said yet.")),
        (
            workshop and workshop.pledge_role.strip() and workshop.pledge_day,
            "ask",
            tr("Who answers, and by which date, is not said yet."),
        ),
        (content.scope, "scope", tr("Nothing is named open, shapeable or fixed yet.")),
        (content.earlier, "last_time", tr("What was promised last time is not written yet.")),
        (content.groups, "groups", tr("No group is named yet.")),
        (content.envelope or content.decisions, "having", tr("What we have is not written yet.")),
        (content.back, "way_back", tr("There is no way back yet.")),
    )
    return tuple(OpenThing(section, sentence) for there, section, sentence in missing if not there)
