"""What a merge says: counts by kind, why something is a conflict, what each side holds."""

from collections.abc import Mapping

from models.merge_sight import Sides
from models.merging.state import DELETED, TWIN, UNSURE
from resources.texts import N_, Translator
from widgets.history.names import THINGS
from widgets.history.words import field_name, thing_title, value_words

# The kinds that are counted by name, in this order; everything else is small change of these.
COUNTED = {
    "story": N_("Stories"),
    "contribution": N_("Notes"),
    "theme": N_("Themes"),
    "path": N_("Paths"),
    "stage": N_("Stages"),
    "lane": N_("Lanes"),
    "touchpoint": N_("Cards"),
    "feeling": N_("How it feels"),
    "answer": N_("Answers"),
    "estimate": N_("What it takes"),
    "cost_line": N_("Costs"),
    "envelope_line": N_("What we have"),
    "segment": N_("Groups"),
    "workshop": N_("Workshops"),
    "vote_round": N_("Votes"),
    "response": N_("Responses"),
    "participant": N_("Participants"),
    "consent": N_("Consents"),
    "withdrawal": N_("Withdrawals"),
    "picture_place": N_("Photos"),
    "outcome": N_("What became of promises"),
    "earlier_promise": N_("Promises of last time"),
    "scope_item": N_("Open, shapeable, fixed"),
}
WHY = {
    DELETED: N_("One laptop deleted this and another one changed it. It is kept."),
    TWIN: N_("Two laptops made this. One of them stands."),
    UNSURE: N_("This was confirmed on one laptop and changed on another. It waits for a new confirmation in Weigh."),
}
DIFFERENT = N_("Two laptops changed this differently.")


def counted(
    tr: Translator, new: Mapping[str, int], changed: Mapping[str, int], gone: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Return how much comes, changes and goes: (kind, in words), the rest together at the end."""
    found: list[tuple[str, str]] = []
    for table, name in COUNTED.items():
        numbers = tuple(one.get(table, 0) for one in (new, changed, gone))
        if any(numbers):
            found.append((tr(name), _numbers(tr, numbers)))
    rest = tuple(sum(count for table, count in one.items() if table not in COUNTED) for one in (new, changed, gone))
    if any(rest):
        found.append((tr("What belongs to them"), _numbers(tr, rest)))
    return found


def _numbers(tr: Translator, numbers: tuple[int, ...]) -> str:
    new, changed, gone = numbers
    parts = (
        tr("{n} new", n=new) if new else "",
        tr("{n} changed", n=changed) if changed else "",
        tr("{n} gone", n=gone) if gone else "",
    )
    return " · ".join(part for part in parts if part)


def conflict_title(tr: Translator, one: Sides) -> str:
    """Return what a conflict is about."""
    title = thing_title(tr, one.thing)
    if one.thing.table == one.table:
        return title
    return tr("{thing} · {part}", thing=title, part=tr(THINGS.get(one.table, N_("Something else"))))


def why(tr: Translator, one: Sides) -> str:
    """Return why somebody has to decide."""
    if one.hidden:
        return tr("Two laptops changed this differently. Its words are not shown.")
    return tr(WHY.get(one.kind, DIFFERENT))


def side_lines(tr: Translator, one: Sides, side: str, currency: str) -> list[tuple[str, str]]:
    """Return what one side holds: (field, value), the value in words, or what it did."""
    if one.kind == DELETED:
        return [("", tr("deleted") if one.deleting == side else tr("kept, and changed"))]
    found: list[tuple[str, str]] = []
    for field in one.fields:
        if field.column == "order":
            found.append((field_name(tr, one.table, field.column), tr("its own place")))
            continue
        words = value_words(tr, one.table, field, currency, after=side == "there")
        found.append((field_name(tr, one.table, field.column), words or tr("nothing")))
    return found


def can_be_taken(one: Sides) -> bool:
    """Tell whether a side can be taken here; consents and confirmations are given anew where people are asked."""
    return one.kind != UNSURE and one.table not in ("consent", "withdrawal") and not one.hidden
