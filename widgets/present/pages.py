"""The pages of the projector as data: a new one is one entry."""

from collections.abc import Callable
from dataclasses import dataclass

from models import hidden, queries, themes, views
from models import records as r
from models.queries import lane_name
from models.small_groups import may_name
from models.vocabulary import QUOTABLE
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.prepare.opening import Slide, opening_slides
from widgets.present.answers_page import ANSWERS, answer_slides
from widgets.present.setting import PICTURE
from widgets.present.vote_page import is_voting, vote_slides
from widgets.share.closing import closing_slides

NEWEST = 12  # notes
NOTES = "notes"
THEME = "theme"  # the page that follows what is read back
LOOKED_AT = 200  # newest notes and stories among which they are found


def _always(_: Context) -> bool:
    return True


def _newest_wanted(context: Context) -> bool:
    return bool(context.settings.get("show_newest_notes"))


def _theme_wanted(context: Context) -> bool:
    return context.session.theme_id is not None


@dataclass(frozen=True)
class Page:
    """One page. `slides`: what it shows now, at least one. `wanted`: whether it is switched on.

    `on_purpose`: it is shown only to who chooses it; nobody comes to it by going on or back.
    """

    id: str
    name: str
    icon: str
    slides: Callable[[Context], tuple[Slide, ...]]
    wanted: Callable[[Context], bool] = _always
    on_purpose: bool = False


def present_path(context: Context) -> r.PathRecord | None:
    """Return the path that is worked on, else the first there is."""
    paths = context.document.ask(queries.paths)
    return next((path for path in paths if path.id == context.session.path_id), next(iter(paths), None))


def named_groups(context: Context) -> tuple[r.GroupRecord, ...]:
    """Return the groups that stand on enough people to be named before a hall."""
    document = context.document
    limit = document.ask(queries.project).small_group
    sizes = document.ask(queries.sizes)
    largest = {group: max(n for (one, _), n in sizes.items() if one == group) for group, _ in sizes}
    return tuple(group for group in document.ask(queries.groups) if may_name(largest.get(group.id), limit))


def _opening(context: Context) -> tuple[Slide, ...]:
    found = opening_slides(context.document, context.session.workshop_id, context.tr, context.today())
    return found or (Slide(context.document.ask(queries.project).title, (), "title"),)


def _path(context: Context) -> tuple[Slide, ...]:
    """Return the picture of the path, then each stage with its cards in large type."""
    tr, path = context.tr, present_path(context)
    if path is None or not path.stages:
        return (Slide(tr("The path"), (tr("Nothing is on the path yet."),), "stage"),)
    lanes = {lane.id: tr(lane_name(lane)) for lane in path.lanes}
    slides = [Slide(path.title, (), PICTURE)]
    for stage in path.stages:
        cards = (card for card in path.cards if card.stage_id == stage.id and card.words.strip())
        lines = tuple(f"{card.words}\n{lanes.get(card.lane_id, '')}" for card in cards)
        if lines:
            slides.append(Slide(" ".join(part for part in (stage.letter, stage.name) if part), lines, "stage"))
    return tuple(slides)


def _newest(context: Context) -> tuple[Slide, ...]:
    """Return the newest notes in their exact words: no names, no numbers, and only where they may be shown so."""
    tr, session = context.tr, context.session
    workshops = {shop.id: shop for shop in context.document.ask(queries.workshops)}
    voices: list[r.VoiceRecord] = []
    latest = context.document.ask(views.latest_voices, LOOKED_AT)
    for note in context.document.ask(hidden.as_shown, latest):
        here = session.workshop_id is None or note.workshop_id == session.workshop_id
        if isinstance(note, r.NoteRecord) and here and _may_show(note, workshops):
            voices += note.voices
    voices.sort(key=lambda voice: voice.id, reverse=True)
    lines = tuple(words_on_screen(voice, tr) for voice in voices[:NEWEST])
    if not lines:
        return (Slide(tr("What you say"), (tr("Nothing is shown here yet."),), "notes"),)
    return (Slide(tr("What you say"), lines, "notes", tr("The newest first, in your own words.")),)


def _may_show(note: r.NoteRecord, workshops: dict[str, r.WorkshopRecord]) -> bool:
    shop = workshops.get(note.workshop_id or "") or next(reversed(workshops.values()), None)
    preset = shop.words_preset if shop else "word_for_word"
    return preset == "word_for_word" or (preset == "within_theme" and note.theme_id is not None)


def words_on_screen(voice: r.VoiceRecord, tr: Translator) -> str:
    """Return exact words; who translated them would be a name, and no name is shown."""
    words = " ".join(voice.words.split())
    if voice.words_source in QUOTABLE:
        return tr("“{words}”", words=words)
    if voice.words_source == "translated":
        return tr("Translated: {words}", words=words)
    return tr("Noted: {words}", words=words)


def _theme(context: Context) -> tuple[Slide, ...]:
    """Return the theme that is read back: its title, then the exact words note by note; nothing of who said them."""
    tr, theme_id = context.tr, context.session.theme_id or ""
    with context.document.snapshot("room", context.today()) as room:
        theme = next((one for one in room.ask(queries.themes) if one.id == theme_id), None)
        notes = room.ask(themes.read_back_notes, theme_id)
    if theme is None:
        return (Slide(tr("Themes"), (tr("Nothing is read back now."),), THEME),)
    about = (theme.summary,) if theme.summary.strip() else ()
    slides = [Slide(theme.title, about, THEME, _agreed(tr, theme.read_back, ""))]
    for note in notes:
        lines = tuple(words_on_screen(voice, tr) for voice in note.voices)
        slides.append(Slide(theme.title, lines, THEME, _agreed(tr, note.read_back, note.wording), note.id))
    return tuple(slides)


def _agreed(tr: Translator, read_back: str, wording: str) -> str:
    """Return what became of reading back; empty: it was not read yet."""
    if read_back == "agreed":
        return tr("You agreed to this.")
    if read_back == "changed":
        return tr("As you corrected it: {words}", words=wording) if wording.strip() else tr("You corrected this.")
    return ""


def _closing(context: Context) -> tuple[Slide, ...]:
    found = closing_slides(context.document, context.session.workshop_id, context.tr, context.today())
    return found or (Slide(context.tr("Thank you."), (), "title"),)


PAGES: tuple[Page, ...] = (
    Page("opening", N_("Opening"), "megaphone", _opening),
    Page("path", N_("Path"), "route", _path),
    Page(NOTES, N_("Newest notes"), "message-square", _newest, _newest_wanted),
    Page(THEME, N_("Theme"), "layout-grid", _theme, _theme_wanted),
    Page("vote", N_("Vote"), "list-checks", vote_slides, is_voting),
    Page("closing", N_("Closing"), "flag", _closing),
    Page(ANSWERS, N_("Answers"), "scale", answer_slides, on_purpose=True),
)
