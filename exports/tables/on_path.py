"""The tables of the path, of sorting and of votes."""

from collections.abc import Iterator

from exports.reports.content import Content
from exports.tables.building import Ask, Columns, Rows, code_of, sheet_of
from exports.tables.sheet import Cell, Sheet
from exports.tables.voices import CODE
from models import table_reads as more
from models.queries import lane_name
from resources.texts import N_

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


def path_sheets(content: Content, ask: Ask) -> Iterator[Sheet]:
    """Return the cards of the paths, how it feels there, and what connects them."""
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
    yield sheet_of(
        "path", N_("Path"), N_("Every card of the paths; a stage without one has a row too"), PATH, rows, content
    )
    yield sheet_of("feelings", N_("How it feels"), N_("Feelings at the steps"), FEELINGS, feelings, content)
    found: Rows = (
        (codes.get(one.from_id, ""), codes.get(one.to_id or "", ""), one.kind, one.label)
        for one in ask(more.connections)
    )
    yield sheet_of("connections", N_("Connections"), N_("Branches, loops, drop-outs"), CONNECTIONS, found, content)


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


def sorted_sheets(content: Content, ask: Ask) -> Iterator[Sheet]:
    """Return the themes, the trail of the notes through them, and the closed votes."""
    inside = {theme.id: [note for note in content.notes if note.theme_id == theme.id] for theme in content.themes}
    rows: Rows = (
        (t.code, t.title, t.summary, len(inside[t.id]), sum(len(n.voices) for n in inside[t.id]), t.read_back)
        for t in content.themes
    )
    yield sheet_of("themes", N_("Themes"), N_("The themes that notes were put into"), THEMES, rows, content)
    rows = (
        (code_of(one.contribution_id, content), one.from_title, one.to_title)
        for one in ask(more.theme_moves)
        if one.contribution_id not in content.gone
    )
    yield sheet_of("trail", N_("Trail"), N_("How notes came into themes, oldest first"), TRAIL, rows, content)
    yield sheet_of("votes", N_("Votes"), N_("Results of closed votes"), VOTES, _votes(content), content)


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
