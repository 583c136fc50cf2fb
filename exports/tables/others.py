"""The other tables of the project: what was asked, the path, themes, votes, what it takes, answers, what came back."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from exports.reports.content import Content
from exports.tables.sheet import Cell, Sheet
from exports.tables.voices import CODE, amount, columns_of, confirmed_words, steps_of, workshop_title
from models import table_reads as more
from models.queries import lane_name
from resources.texts import N_

Columns = tuple[tuple[str, str, str], ...]
Ask = Callable[..., Any]
Rows = Iterable[tuple[Cell, ...]]
OF = (CODE, N_("Reference code of the note or the theme"), "code")


def _sheet(name: str, title: str, about: str, columns: Columns, rows: Rows, content: Content) -> Sheet:
    return Sheet(name, content.tr(title), content.tr(about), columns_of(columns, content), tuple(rows))


def other_sheets(content: Content, ask: Ask) -> tuple[Sheet, ...]:
    """Return every other sheet, in the order of the work. `ask` reads what the content does not hold."""
    return (
        *_prepared(content, ask),
        *_path(content, ask),
        *_sorted(content, ask),
        *_weighed(content),
        *_came_back(content, ask),
    )


def code_of(row_id: str | None, content: Content) -> str:
    """Return the code of a note or a theme."""
    return content.subjects.get(row_id or "", ("", ""))[0]


# -- what was asked -----------------------------------------------------------------------------


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


def _prepared(content: Content, ask: Ask) -> Iterator[Sheet]:
    rows: Rows = (
        (w.code, w.title, w.day, w.venue, w.ask, w.promise_level, w.pledge_role, w.pledge_day)
        for w in content.workshops
    )
    yield _sheet("workshops", N_("Workshops"), N_("The workshops and what was asked"), WORKSHOPS, rows, content)
    rows = (
        (g.name, g.role, g.knowledge, "; ".join(g.needs), g.channel, w.title, g.planned, g.attended)
        for w in content.workshops
        for g in content.groups_of.get(w.id, ())
    )
    yield _sheet("groups", N_("Groups"), N_("Who was planned and who came, by workshop"), GROUPS, rows, content)
    rows = ((one.kind, one.statement, one.reason, one.until) for one in content.scope)
    yield _sheet("scope", N_("Open, shapeable, fixed"), N_("What may change, said before ideas"), SCOPE, rows, content)
    rows = ((one.statement, one.outcome, one.became, one.promised_on, one.owner, one.due) for one in content.earlier)
    yield _sheet("last time", N_("Last time"), N_("What was promised before"), EARLIER, rows, content)
    rows = (
        (e.kind, e.name, amount(e.kind, e.amount, content), e.unit, e.starts, e.ends, e.source, e.said_by, e.note)
        if e.kind in ("money", "days")
        else (e.kind, e.name, e.amount, e.unit, e.starts, e.ends, e.source, e.said_by, e.note)
        for e in content.weighing.envelope
    )
    yield _sheet("what we have", N_("What we have"), N_("Means known before the workshop"), HAVING, rows, content)
    rows = ((one.name, one.note, content.group_name(one.segment_id)) for one in ask(more.assets))
    yield _sheet("strengths", N_("Strengths"), N_("People, places and habits that work"), STRENGTHS, rows, content)
    rows = ((one.word, one.meaning) for one in ask(more.glossary))
    yield _sheet("glossary", N_("Glossary"), N_("Words of the trade"), WORDS, rows, content)


# -- the path -----------------------------------------------------------------------------------


PATH: Columns = (
    ("path", N_("Title of the path"), "text"),
    ("state", N_("as_is or to_be"), "text"),
    ("step", N_("Code of the step"), "code"),
    ("stage", N_("Name of the stage"), "text"),
    ("lane", N_("Name of the lane"), "text"),
    ("words", N_("What happens at the step"), "long"),
    ("channel", N_("How people meet the service there"), "text"),
    ("owner", N_("Whose task it is"), "text"),
    ("waiting", N_("How long people wait"), "text"),
    ("cost to the person", N_("What it costs the person"), "text"),
    ("hand-off", N_("To whom it is handed on"), "text"),
    ("pain point", N_("Whether it hurts here"), "yes_no"),
    ("what hurts", N_("What hurts here"), "long"),
    ("what works", N_("What works here"), "long"),
    ("evidence", N_("told, observed, data or assumed"), "text"),
)
FEELINGS: Columns = (
    ("path", N_("Title of the path"), "text"),
    ("step", N_("Code of the step"), "code"),
    ("group", N_("Name of the group"), "text"),
    ("feeling", N_("How it feels, from −2 very bad to 2 very good"), "whole"),
    ("note", N_("A remark"), "long"),
)
CONNECTIONS: Columns = (
    ("from", N_("Code of the step it begins at"), "code"),
    ("to", N_("Code of the step it leads to; empty: people drop out"), "code"),
    ("kind", N_("Kind of the connection"), "text"),
    ("label", N_("Words at the connection"), "text"),
)


def _path(content: Content, ask: Ask) -> Iterator[Sheet]:
    rows: list[tuple[Cell, ...]] = []
    feelings: list[tuple[Cell, ...]] = []
    codes: dict[str, str] = {}
    for path in content.paths:
        lanes = {lane.id: content.tr(lane_name(lane)) for lane in path.lanes}
        stages = {stage.id: stage.name for stage in path.stages}
        codes |= {card.id: card.code for card in path.cards}
        rows += [
            (
                path.title,
                path.state,
                c.code,
                stages.get(c.stage_id, ""),
                lanes.get(c.lane_id, ""),
                c.words,
                c.channel,
                c.owner,
                c.waiting,
                c.cost_to_person,
                c.hand_off,
                c.pain_point,
                c.pain_note,
                c.what_works,
                c.evidence,
            )
            for c in path.cards
        ]
        rows += [
            (path.title, path.state, stage.letter, stage.name, *("",) * 7, None, "", "", "")
            for stage in path.stages
            if not any(card.stage_id == stage.id for card in path.cards)
        ]
        feelings += [
            (path.title, codes.get(f.touchpoint_id, ""), content.group_name(f.segment_id), f.value, f.note)
            for f in path.feelings
        ]
    yield _sheet(
        "path", N_("Path"), N_("Every card of the paths; a stage without one has a row too"), PATH, rows, content
    )
    yield _sheet("feelings", N_("How it feels"), N_("Feelings at the steps"), FEELINGS, feelings, content)
    found: Rows = (
        (codes.get(one.from_id, ""), codes.get(one.to_id or "", ""), one.kind, one.label)
        for one in ask(more.connections)
    )
    yield _sheet("connections", N_("Connections"), N_("Branches, loops, drop-outs"), CONNECTIONS, found, content)


# -- sorting and votes --------------------------------------------------------------------------


THEMES: Columns = (
    (CODE, N_("Reference code of the theme"), "code"),
    ("title", N_("Title of the theme"), "text"),
    ("summary", N_("What it is about"), "long"),
    ("notes", N_("How many notes are in it"), "whole"),
    ("voices", N_("How many people's words they hold"), "whole"),
    ("read back", N_("Whether it was read back to people"), "text"),
)
TRAIL: Columns = (
    (CODE, N_("Reference code of the note"), "code"),
    ("out of", N_("Title of the theme it was in before"), "text"),
    ("into", N_("Title of the theme it was put in"), "text"),
)
VOTES: Columns = (
    ("question", N_("The question of the vote"), "long"),
    ("method", N_("dots, one_choice or rating"), "text"),
    ("what it decides", N_("What the vote decides"), "long"),
    ("replaced by", N_("The later vote that replaces it"), "long"),
    ("letter", N_("Letter of the option on the paper"), "text"),
    (CODE, N_("Reference code of the note or the theme"), "code"),
    ("option", N_("What could be voted for"), "long"),
    ("place", N_("Its place; empty: none"), "whole"),
    ("shared", N_("Whether it shares the place"), "yes_no"),
    ("votes", N_("Dots or papers, or the mark of a rating"), "whole"),
)


def _sorted(content: Content, ask: Ask) -> Iterator[Sheet]:
    inside = {theme.id: [note for note in content.notes if note.theme_id == theme.id] for theme in content.themes}
    rows: Rows = (
        (t.code, t.title, t.summary, len(inside[t.id]), sum(len(n.voices) for n in inside[t.id]), t.read_back)
        for t in content.themes
    )
    yield _sheet("themes", N_("Themes"), N_("The themes that notes were put into"), THEMES, rows, content)
    rows = (
        (code_of(one.contribution_id, content), one.from_title, one.to_title)
        for one in ask(more.theme_moves)
        if one.contribution_id not in content.gone
    )
    yield _sheet("trail", N_("Trail"), N_("How notes came into themes, oldest first"), TRAIL, rows, content)
    yield _sheet("votes", N_("Votes"), N_("Results of closed votes"), VOTES, _votes(content), content)


def _votes(content: Content) -> Iterator[tuple[Cell, ...]]:
    for closed in content.votes:
        options = {option.id: option for option in closed.options}
        for one in closed.result.standings:
            option = options[one.option_id]
            words = "" if option.gone else option.words
            yield (
                *(closed.round.question, closed.round.method, closed.round.decides, closed.replaced_by),
                *(option.letter, option.code, words, one.place or None, one.shared, one.score),
            )


# -- weighing and answers -----------------------------------------------------------------------


FINDINGS: Columns = (
    OF,
    ("dimension", N_("mandate, money, people, skills, partners or calendar"), "text"),
    ("value", N_("within, stretch, beyond or unknown"), "text"),
    ("note", N_("A remark"), "long"),
    ("source", N_("Where it comes from"), "text"),
    ("confidence", N_("guess, checked or confirmed"), "text"),
    ("looked by", N_("The role that looked"), "text"),
    ("looked on", N_("The day of looking"), "date"),
)
COSTS: Columns = (
    OF,
    ("measure", N_("money or days"), "text"),
    ("direction", N_("takes or frees"), "text"),
    ("label", N_("What for"), "text"),
    ("low", N_("At the low end; empty: not known"), "decimal"),
    ("high", N_("At the high end, which is what counts"), "decimal"),
    ("recurrence", N_("once, month, quarter or year"), "text"),
    ("from", N_("From which day"), "date"),
    ("until", N_("Until which day"), "date"),
)
ANSWERS: Columns = (
    OF,
    ("answer", N_("Code of the answer: now, try, decide, pass, unknown, no …"), "text"),
    ("confirmed", N_("Whether somebody confirmed the answer"), "yes_no"),
    ("confirmed role", N_("The role that confirmed it"), "text"),
    ("confirmed on", N_("The day of confirming"), "date"),
    ("said in public", N_("The sentence said in public, of confirmed answers only"), "long"),
    ("reason", N_("Why not, in plain words"), "long"),
    ("which part could be", N_("Which part could be done"), "long"),
    ("who decides", N_("The body that decides"), "text"),
    ("decision day", N_("The day of its meeting"), "date"),
    ("passed to", N_("To whom it is passed on"), "text"),
    ("we find out by", N_("The day by which it is known"), "date"),
    ("who answers", N_("The role that answers"), "text"),
    ("report back", N_("The day of reporting back"), "date"),
    ("outcome", N_("What became of it: kept, late, changed or broken"), "text"),
    ("what became of it", N_("The same in words"), "long"),
)


def _weighed(content: Content) -> Iterator[Sheet]:
    weighing = content.weighing
    kept = [f for f in weighing.findings if f.contribution_id not in content.gone]
    rows: Rows = (
        (
            code_of(f.contribution_id or f.theme_id, content),
            f.dimension,
            f.value,
            f.note,
            f.source,
            f.confidence,
            f.looked_by,
            f.looked_on,
        )
        for f in kept
    )
    yield _sheet(
        "findings", N_("What it takes"), N_("The six dimensions, as each reviewer saw them"), FINDINGS, rows, content
    )
    rows = (
        (
            code_of(c.contribution_id or c.theme_id, content),
            c.measure,
            c.direction,
            c.label,
            amount(c.measure, c.low, content),
            amount(c.measure, c.high, content),
            c.recurrence,
            c.starts,
            c.ends,
        )
        for c in weighing.costs
        if c.contribution_id not in content.gone
    )
    yield _sheet("costs", N_("Costs"), N_("Money and staff days that things take or free"), COSTS, rows, content)
    yield _sheet("answers", N_("Answers"), N_("Answers to notes and themes"), ANSWERS, _answers(content), content)


def _answers(content: Content) -> Iterator[tuple[Cell, ...]]:
    for a in content.weighing.answers:
        if a.contribution_id in content.gone:
            continue
        outcome = content.outcomes.get(a.id) if a.confirmed else None
        yield (
            *(code_of(a.contribution_id or a.theme_id, content), a.code, a.confirmed, a.confirmed_role, a.confirmed_on),
            *(confirmed_words(a), *((a.reason, a.possible_part) if a.confirmed else ("", ""))),
            *(a.body, a.decision_day, a.recipient, a.find_out_by, a.owner, a.report_back),
            *((outcome.status, outcome.became) if outcome else ("", "")),
        )


# -- what came back -----------------------------------------------------------------------------


RESPONSES: Columns = (
    (CODE, N_("Reference code of what it answers; empty: it waits in the inbox"), "code"),
    ("code as written", N_("The code as the person wrote it"), "text"),
    ("verdict", N_("Did we get it right? right, partly or wrong"), "text"),
    (
        "words",
        N_("What the person wrote or said"),
        "long",
    ),
    ("channel", N_("How it came: web, mail, text, slip, phone or spoken"), "text"),
    ("date", N_("The day it came"), "date"),
    ("language", N_("Language of the words, as a code such as fi"), "text"),
    ("set aside", N_("Whether somebody set it aside"), "yes_no"),
    ("source id", N_("Number or id of the words there"), "text"),
)
FURTHER: Columns = (
    ("source id", N_("Number or id of the words there"), "text"),
    (CODE, N_("Reference code of what it answers; empty: it waits in the inbox"), "code"),
    ("question", N_("The further question, as it was asked"), "long"),
    ("words", N_("What the person wrote or said"), "long"),
)


def _came_back(content: Content, ask: Ask) -> Iterator[Sheet]:
    found = {one.id: one for one in ask(more.responses)}
    codes = {one.id: code_of(one.contribution_id or one.theme_id, content) for one in found.values()}
    rows: Rows = (
        (
            codes[one.id],
            one.code_given,
            one.verdict,
            one.words,
            one.channel,
            one.day,
            one.language,
            one.set_aside,
            one.source_id,
        )
        for one in found.values()
    )
    about = N_("Answers of people by the codes; never who answered")
    yield _sheet("responses", N_("What came back"), about, RESPONSES, rows, content)
    rows = (
        (found[one.response_id].source_id, codes[one.response_id], one.question, one.words)
        for one in ask(more.response_answers)
    )
    yield _sheet("further questions", N_("Further questions"), N_("Answers to them"), FURTHER, rows, content)


__all__ = ["code_of", "other_sheets", "steps_of", "workshop_title"]
