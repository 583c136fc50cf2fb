"""The rooms by name, without their code: what the rail shows before a project is open."""

from dataclasses import dataclass

from resources.texts import N_


@dataclass(frozen=True)
class RoomPlace:
    """A room in the rail; `name` is marked with N_. `work`: a row in one of these tables is work done there."""

    id: str
    name: str
    icon: str
    shortcut: str
    work: tuple[str, ...]


ROOM_PLACES: tuple[RoomPlace, ...] = (
    RoomPlace("prepare", N_("Prepare"), "clipboard-list", "Ctrl+1", ("scope_item", "segment", "envelope_line")),
    RoomPlace("map", N_("Map"), "route", "Ctrl+2", ("touchpoint",)),
    RoomPlace("capture", N_("Capture"), "message-square-plus", "Ctrl+3", ("contribution", "story")),
    RoomPlace("sort", N_("Sort"), "layout-grid", "Ctrl+4", ("theme", "vote_round", "kept_apart")),
    RoomPlace("weigh", N_("Weigh"), "scale", "Ctrl+5", ("answer",)),
    RoomPlace("share", N_("Share"), "file-output", "Ctrl+6", ("export_log",)),
    RoomPlace("reflect", N_("Reflect"), "sprout", "Ctrl+7", ("outcome",)),
    RoomPlace("history", N_("History"), "history", "Ctrl+8", ()),
)
# Where a row is worked on, best place first.
ROOMS_OF_TABLE: dict[str, tuple[str, ...]] = {
    "contribution": ("capture", "sort", "weigh"),
    "voice": ("capture",),
    "story": ("capture",),
    "theme": ("sort", "weigh"),
    "theme_note": ("sort",),
    "vote_round": ("sort",),
    "answer": ("weigh",),
    "outcome": ("reflect",),
    "touchpoint": ("map",),
    "stage": ("map",),
    "lane": ("map",),
    "path": ("map",),
    "segment": ("prepare",),
    "scope_item": ("prepare",),
    "earlier_promise": ("prepare",),
    "workshop": ("prepare",),
    "envelope_line": ("prepare",),
    "decision_date": ("prepare",),
    "feedback_round": ("prepare",),
    "export_log": ("share",),
    "response": ("share",),
    "text_version": ("share",),
    "project": ("prepare",),
    "merge_conflict": ("history",),
}
