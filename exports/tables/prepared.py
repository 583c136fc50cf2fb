"""The tables of Prepare: workshops, groups, scope, last time, what we have, strengths, glossary."""

from collections.abc import Iterator

from exports.reports.content import Content
from exports.tables.building import Ask, Columns, Rows, sheet_of
from exports.tables.sheet import Sheet
from exports.tables.voices import CODE, amount
from models import table_reads as more
from resources.texts import N_

WORKSHOPS: Columns = (
    (CODE, N_("Reference code of the workshop"), "code"),
    ("title", N_("Title of the workshop"), "text"),
    ("date", N_("The day it is held"), "date"),
    ("venue", N_("Where it is held"), "text"),
    ("the ask", N_("The one question put to people"), "long"),
    ("how far the word goes", N_("1 we tell you … 5 you decide within named limits"), "whole"),
    ("who answers", N_("The role that promised an answer to everything"), "text"),
    ("answers by", N_("The day of that answer"), "date"),
)
GROUPS: Columns = (
    ("group", N_("Name of the group"), "text"),
    ("role", N_("Role of the people"), "text"),
    ("knowledge", N_("What they know that we need"), "long"),
    ("needs", N_("What they need to take part, apart by a semicolon"), "text"),
    ("channel", N_("How they like to be reached"), "text"),
    ("workshop", N_("Title of the workshop"), "text"),
    ("planned", N_("How many people were planned"), "whole"),
    ("attended", N_("How many people came"), "whole"),
)
SCOPE: Columns = (
    ("kind", N_("open, shapeable or fixed"), "text"),
    ("statement", N_("What may change, or may not"), "long"),
    ("reason", N_("Why it is fixed"), "long"),
    ("until", N_("Until when it is fixed"), "date"),
)
EARLIER: Columns = (
    ("statement", N_("What was promised last time"), "long"),
    ("outcome", N_("What became of it: kept, late, changed or broken"), "text"),
    ("what became of it", N_("The same in words"), "long"),
    ("promised on", N_("The day of the promise"), "date"),
    ("owner", N_("The role that promised"), "text"),
    ("due", N_("When it was due"), "date"),
)
HAVING: Columns = (
    ("kind", N_("money, days, mandate, skills, partners …"), "text"),
    ("name", N_("What we have"), "text"),
    ("amount", N_("How much of it; empty: not known"), "decimal"),
    ("unit", N_("In what it is counted"), "text"),
    ("from", N_("From which day"), "date"),
    ("until", N_("Until which day"), "date"),
    ("source", N_("Where the figure comes from"), "text"),
    ("said by", N_("The role that said so"), "text"),
    ("note", N_("A remark"), "long"),
)
STRENGTHS: Columns = (
    ("name", N_("A strength at hand"), "text"),
    ("note", N_("A remark"), "long"),
    ("group", N_("Name of the group"), "text"),
)
WORDS: Columns = (
    ("word", N_("A word of the trade"), "text"),
    ("meaning", N_("What it means in plain words"), "long"),
)


def prepared_sheets(content: Content, ask: Ask) -> Iterator[Sheet]:
    """Return what was asked, who was there, and what the organisation has."""
    rows: Rows = (
        (w.code, w.title, w.day, w.venue, w.ask, w.promise_level, w.pledge_role, w.pledge_day)
        for w in content.workshops
    )
    yield sheet_of("workshops", N_("Workshops"), N_("The workshops and what was asked"), WORKSHOPS, rows, content)
    rows = (
        (g.name, g.role, g.knowledge, "; ".join(g.needs), g.channel, w.title, g.planned, g.attended)
        for w in content.workshops
        for g in content.groups_of.get(w.id, ())
    )
    yield sheet_of("groups", N_("Groups"), N_("Who was planned and who came, by workshop"), GROUPS, rows, content)
    rows = ((one.kind, one.statement, one.reason, one.until) for one in content.scope)
    yield sheet_of(
        "scope", N_("Open, shapeable, fixed"), N_("What may change, said before ideas"), SCOPE, rows, content
    )
    rows = ((one.statement, one.outcome, one.became, one.promised_on, one.owner, one.due) for one in content.earlier)
    yield sheet_of("last time", N_("Last time"), N_("What was promised before"), EARLIER, rows, content)
    rows = (
        (e.kind, e.name, amount(e.kind, e.amount, content), e.unit, e.starts, e.ends, e.source, e.said_by, e.note)
        if e.kind in ("money", "days")
        else (e.kind, e.name, e.amount, e.unit, e.starts, e.ends, e.source, e.said_by, e.note)
        for e in content.weighing.envelope
    )
    yield sheet_of("what we have", N_("What we have"), N_("Means known before the workshop"), HAVING, rows, content)
    rows = ((one.name, one.note, content.group_name(one.segment_id)) for one in ask(more.assets))
    yield sheet_of("strengths", N_("Strengths"), N_("People, places and habits that work"), STRENGTHS, rows, content)
    rows = content.glossary()
    yield sheet_of("glossary", N_("Glossary"), N_("Words of the trade"), WORDS, rows, content)
