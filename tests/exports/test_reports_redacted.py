"""What is hidden in documents stands in no document, in no form: looked for by words that nobody would write."""

import pytest

from exports.catalog import EXPORTS, Export
from models import hidden, queries, views
from models.edits.redactions import AddRedaction, Whose
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddVoice, NewVoice, WithdrawStory
from models.edits.voting import AddRound, NewOption
from models.edits.weighing import GiveAnswer, SetEstimate
from models.project import Project
from models.reader import Reader
from models.redaction import Span
from models.vocabulary import PURPOSES
from tests.app.support import TODAY, document, said
from tests.exports.report_cases import DAY, add_note, add_story, confirm, give, workshop, yes

SECRET = "Wilhelmiina"
# What holds no words of stories and notes: questions and codes; a path, whose cards nobody's words are hidden in.
WORDLESS = ("xlsform", "path-poster", "path-poster-svg", "mermaid-journey", "mermaid-journey-public")


def hide(
    project: Project, whose: Whose, row_id: str, words: str, text: str = SECRET, instead: str = "[a name]"
) -> None:
    at = words.index(text)
    project.perform(AddRedaction(whose, row_id, (Span(at, at + len(text), instead),)))


def everything(reader: Reader) -> str:
    """All rows of all tables, those of the search index too."""
    tables = [row[0] for row in reader.driver_rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(f"{name}: {reader.driver_rows('SELECT * FROM ' + name)}" for name in tables)


@pytest.fixture
def told(project: Project) -> Project:
    """A story and a note that name somebody wherever they can, with the name hidden in their words."""
    held = workshop(project, words_preset="word_for_word")
    words = f"Then {SECRET} came to us. She stayed."
    more = {"clearer": f"{SECRET.upper()} stayed", "clearer_agreed": True, "teller": f"A friend of {SECRET}n"}
    asked = {"wanted_next": f"{SECRET}", "works_well": f"{SECRET}", "who_helps": f"{SECRET}", "source": SECRET}
    agreed = tuple(yes(term.code) for term in PURPOSES)
    story = add_story(project, words, agreed, workshop_id=held, words_source="own_hand", **more, **asked)
    hide(project, "story", story, words)
    note = add_note(project, f"Let {SECRET} stay", workshop_id=held, wording=f"{SECRET} stays")
    (voice,) = (one for one in project.ask(queries.notes) if one.id == note)
    hide(project, "voice", voice.voices[0].id, f"Let {SECRET} stay")
    project.perform(AddVoice(note, NewVoice(f"Yes, let {SECRET} stay!", {"workshop_id": held})))
    theme = str(project.perform(AddTheme(f"{SECRET} and others", f"About {SECRET}")).result)
    project.perform(PutInTheme(note, theme))
    options = (NewOption(note, None, f"Let {SECRET} stay"), NewOption(None, theme, f"{SECRET} and others"))
    project.perform(AddRound("What comes first?", {"workshop_id": held}, options))
    give(project, note, "decide", "x")  # waits for a decision: on the decision page
    values: dict[str, object] = {"sentence": "We do it", "owner": "Lead", "report_back": DAY}
    promise = str(project.perform(GiveAnswer("now", values, theme_id=theme)).result)
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, theme_id=theme))
    confirm(project, promise)  # a promise: in the later letter
    return project


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_g16_no_document_holds_what_is_hidden(told: Project, export: Export) -> None:
    text = said(document(told, export.id))
    assert SECRET.casefold() not in text.casefold()
    assert "[a name]" in text or export.id in WORDLESS


@pytest.mark.parametrize("purpose", [term.code for term in PURPOSES])
def test_no_copy_holds_what_is_hidden(told: Project, purpose: str) -> None:
    with told.snapshot(purpose, TODAY) as copy:
        kept = copy.ask(everything)
        (story,) = copy.ask(queries.stories)
        assert story.words == "Then [a name] came to us. She stayed."
        assert story.clearer == "[a name] stayed"
        assert story.teller == "A friend of [a name]"
    assert [line for line in kept.splitlines() if SECRET.casefold() in line.casefold()] == []
    assert told.ask(queries.stories)[0].words == f"Then {SECRET} came to us. She stayed."


def test_what_the_projector_asks_for_holds_nothing_hidden(told: Project) -> None:
    notes = told.ask(hidden.notes_as_shown, told.ask(queries.notes))
    entries = told.ask(hidden.as_shown, told.ask(views.latest_voices, 10))
    assert len(entries) == 2
    assert SECRET.casefold() not in repr((notes, entries)).casefold()
    assert [voice.words for voice in notes[0].voices] == ["Let [a name] stay", "Yes, let [a name] stay!"]


def test_what_a_withdrawn_story_hid_is_not_said_either(told: Project) -> None:
    (story,) = told.ask(queries.stories)
    told.perform(WithdrawStory(story.id))
    with told.snapshot("room", TODAY) as copy:
        assert copy.ask(queries.stories) == ()
        assert copy.ask(hidden.redactions, "story", story.id) == ()
    assert SECRET not in repr(told.ask(hidden.as_shown, told.ask(queries.stories)))
