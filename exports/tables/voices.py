"""The tables of people's words: notes with one row a voice, and stories."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from exports.reports.answers_part import spoken
from exports.reports.content import Content
from exports.tables.sheet import Cell, Column, Sheet
from models import records as r
from models.money import days, major_units
from models.table_reads import StoryMore, VoiceMore
from resources.texts import N_

NOTES, STORIES = "notes", "stories"
EXACT, SOURCE, CODE = "exact words", "words source", "code"
# (name, meaning, kind); notes_columns translates the meaning. An import knows the first ones by their names.
NOTE_COLUMNS = (
    (CODE, N_("Reference code of the note. Rows with the same code are voices of one note."), "code"),
    ("kind", N_("Kind of note: unsorted, idea, stop, keep, problem, offer, question or limit"), "text"),
    ("title", N_("A short or clearer wording beside the exact words"), "long"),
    (EXACT, N_("What somebody said or wrote, word for word"), "long"),
    (SOURCE, N_("Whose words these are: own_hand, word_for_word, noted or translated"), "text"),
    ("translated by", N_("Who translated the words"), "text"),
    ("language", N_("Language of the words, as a code such as fi"), "text"),
    ("group", N_("Group of the person, where it was said"), "text"),
    ("steps", N_("Codes of the steps on the path, apart by a semicolon"), "text"),
    ("theme", N_("Title of the theme that the note is in"), "text"),
    ("workshop", N_("Title of the workshop it was said in"), "text"),
    ("table", N_("Table at the workshop"), "text"),
    ("votes", N_("Votes counted elsewhere, as an import brought them"), "whole"),
    ("cost", N_("Cost at the high end, where there is one sum of money"), "decimal"),
    ("source", N_("File or place that the words came from"), "text"),
    ("source id", N_("Number or id of the words there"), "text"),
    ("answer", N_("Code of the answer: now, try, decide, pass, unknown, no …"), "text"),
    (
        "answer in words",
        N_("What documents say; of an answer that is not confirmed only the provisional phrase"),
        "text",
    ),
    ("confirmed", N_("Whether somebody confirmed the answer"), "yes_no"),
    ("said in public", N_("The sentence said in public, of confirmed answers only"), "long"),
    ("who answers", N_("The role that answers"), "text"),
    ("report back", N_("The day of reporting back"), "date"),
    ("outcome", N_("What became of it: kept, late, changed or broken"), "text"),
    ("what became of it", N_("The same in words"), "long"),
)
STORY_COLUMNS = (
    (CODE, N_("Reference code of the story"), "code"),
    (EXACT, N_("The story, word for word"), "long"),
    (SOURCE, N_("Whose words these are: own_hand, word_for_word, noted or translated"), "text"),
    ("translated by", N_("Who translated the words"), "text"),
    ("language", N_("Language of the words, as a code such as fi"), "text"),
    ("clearer wording", N_("A clearer wording beside the exact words"), "long"),
    ("clearer wording agreed", N_("Whether the teller agreed to the clearer wording"), "yes_no"),
    ("teller", N_("How the teller wants to be called"), "text"),
    ("group", N_("Group of the teller, where it was said"), "text"),
    ("steps", N_("Codes of the steps on the path, apart by a semicolon"), "text"),
    ("tags", N_("Words it is found by, apart by a semicolon"), "text"),
    ("workshop", N_("Title of the workshop it was told in"), "text"),
    ("table", N_("Table at the workshop"), "text"),
    ("how it was given", N_("How it was given: told, shadowed, diary or public_source"), "text"),
    ("read back", N_("Whether it was read back to the teller"), "text"),
    ("wanted next", N_("What the teller wished had happened next"), "long"),
    ("works well", N_("What worked well"), "long"),
    ("who helps", N_("Who helped"), "long"),
    ("source", N_("File or place that the words came from"), "text"),
    ("source id", N_("Number or id of the words there"), "text"),
)


def columns_of(columns: Iterable[tuple[str, str, str]], content: Content) -> tuple[Column, ...]:
    """Return columns with their meaning in the language of the content."""
    return tuple(Column(name, content.tr(meaning), kind) for name, meaning, kind in columns)  # pyright: ignore[reportArgumentType]


def notes_sheet(content: Content, more: dict[str, VoiceMore]) -> Sheet:
    """Return the notes, one row a voice; withdrawn words are not among them."""
    rows = tuple(row for note in content.notes for row in _note_rows(note, content, more))
    about = content.tr("Notes, one row for each person's words")
    return Sheet(NOTES, content.tr("Notes"), about, columns_of(NOTE_COLUMNS, content), rows)


def stories_sheet(content: Content, more: dict[str, StoryMore]) -> Sheet:
    """Return the stories that may stand in an internal report."""
    rows = tuple(_story_row(story, content, more.get(story.id)) for story in content.stories if not story.withdrawn)
    about = content.tr("Stories whose tellers agreed to an internal report")
    return Sheet(STORIES, content.tr("Stories"), about, columns_of(STORY_COLUMNS, content), rows)


def steps_of(places: Iterable[r.PlaceRecord]) -> str:
    """Return the step codes of places, each once."""
    return "; ".join(dict.fromkeys(place.code for place in places if place.code))


def workshop_title(workshop_id: str | None, content: Content) -> str:
    """Return a workshop's title, empty for between workshops."""
    return next((one.title for one in content.workshops if one.id == workshop_id), "")


def confirmed_words(answer: r.AnswerRecord | None) -> str:
    """Return the sentence said in public: a drafted one is nobody's word yet."""
    return answer.sentence if answer and answer.confirmed else ""


def _note_rows(note: r.NoteRecord, content: Content, more: dict[str, VoiceMore]) -> Iterator[tuple[Cell, ...]]:
    answer = content.answers.get(note.id)
    outcome = content.outcomes.get(answer.id) if answer and answer.confirmed else None
    said: tuple[Cell, ...] = (
        *((answer.code, spoken(answer, content), answer.confirmed) if answer else ("", "", None)),
        *((confirmed_words(answer), answer.owner, answer.report_back) if answer else ("", "", None)),
        *((outcome.status, outcome.became) if outcome else ("", "")),
    )
    for voice in note.voices:
        known = more.get(voice.id)
        yield (
            *(note.code, note.kind, note.wording, voice.words, voice.words_source, voice.translated_by),
            *(known.language if known else "", content.group_name(voice.segment_id), steps_of(note.places)),
            *(content.theme_titles.get(note.theme_id or "", ""), workshop_title(voice.workshop_id, content)),
            *(voice.table_name, note.support, _cost(note, content), voice.source, voice.source_id),
            *said,
        )


def _cost(note: r.NoteRecord, content: Content) -> Decimal | None:
    """Return the one sum of money that a note takes; where there are several, they stand in the sheet of costs."""
    own = [one for one in content.weighing.costs if one.contribution_id == note.id]
    if len(own) != 1 or own[0].measure != "money" or own[0].direction != "takes" or own[0].recurrence != "once":
        return None
    return major_units(own[0].high, content.project.currency)


def amount(measure: str, value: int | None, content: Content) -> Decimal | None:
    """Return minor units or hundredths as the amount people mean; None: not known."""
    if value is None:
        return None
    return major_units(value, content.project.currency) if measure == "money" else days(value)


def _story_row(story: r.StoryRecord, content: Content, more: StoryMore | None) -> tuple[Cell, ...]:
    return (
        *(story.code, story.words, story.words_source, story.translated_by, more.language if more else ""),
        *(story.clearer, story.clearer_agreed, story.teller, content.group_name(story.segment_id)),
        *(steps_of(story.places), "; ".join(story.tags), workshop_title(story.workshop_id, content)),
        *(story.table_name, story.given_how, story.read_back),
        *((more.wanted_next, more.works_well, more.who_helps, more.source, more.source_id) if more else ("",) * 5),
    )
