"""The chain in one line: exact words → step → what it takes → the sentence → what happened."""

from exports.reports.answers_part import spoken
from exports.reports.content import Content, quoted, title_of
from exports.reports.formats import days
from models import records as r
from models import vocabulary as v

ARROW = " → "


def trace(note: r.NoteRecord, content: Content) -> tuple[str, ...]:
    """Return the five stops of a note; a stop that nothing is known of says so."""
    return (
        _words(note, content),
        _step(note, content),
        title_of(note, content),
        _load(content),
        _sentence(note, content),
    )


def trace_line(note: r.NoteRecord, content: Content) -> str:
    """Return the five stops on one printable line."""
    return ARROW.join(" ".join(stop.split()) for stop in trace(note, content))


def _words(note: r.NoteRecord, content: Content) -> str:
    cards = {place.touchpoint_id for place in note.places if place.touchpoint_id}
    for story in content.stories:
        if cards & {place.touchpoint_id for place in story.places}:
            return quoted(_first_sentence(story.words), story.words_source, story.translated_by, content.tr)
    if note.voices:
        voice = note.voices[0]
        return quoted(_first_sentence(voice.words), voice.words_source, voice.translated_by, content.tr)
    return content.tr("no words kept")


def _first_sentence(words: str) -> str:
    ends = [words.find(mark) for mark in ".!?" if mark in words]
    return words[: min(ends) + 1] if ends else words


def _step(note: r.NoteRecord, content: Content) -> str:
    tr = content.tr
    if not note.places:
        return tr("no step")
    place = note.places[0]
    here = [felt for path in content.paths for felt in path.feelings if felt.touchpoint_id == place.touchpoint_id]
    told = [felt for felt in here if felt.story_id] or here  # the line begins with a story
    said: dict[str, str] = {}
    for feeling in told:
        name = feeling.note or content.group_name(feeling.segment_id) or tr("somebody")
        said[name] = f"{feeling.value:+d}".replace("-", "−").replace("+0", "0")
    feelings = ", ".join(f"{name} {value}" for name, value in said.items())
    return tr("step {code}", code=place.code) + (f" ({feelings})" if feelings else "")


def _load(content: Content) -> str:
    load = content.loads["days"]
    have = days(load.have, content.language) if load.have is not None else content.tr("not known")
    return content.tr("staff days {used} of {have}", used=days(load.used, content.language), have=have)


def _sentence(note: r.NoteRecord, content: Content) -> str:
    tr = content.tr
    answer = content.answers.get(note.id)
    if answer is None:
        return tr("Not answered yet")
    said = answer.sentence if answer.confirmed and answer.sentence else spoken(answer, content)
    outcome = content.outcomes.get(answer.id)
    if outcome is None or not answer.confirmed:
        return said
    label = tr(v.label(v.OUTCOMES, outcome.status))
    return tr("{sentence} What happened: {label}. {became}", sentence=said, label=label, became=outcome.became)
