"""What is read out before people go home, as slides: for the facilitator's own screen and for the projector alike.

No names, no load, no numbers of notes. What nobody has confirmed has the phrase of what is not confirmed.
"""

from datetime import date

from exports.reports.answers_part import spoken
from exports.reports.content import Content, shortened, title_of
from exports.reports.formats import long_date
from exports.reports.what_we_heard import Evening, evening_of, spread
from models import records as r
from models.vocabulary import PROMISE_LEVELS, QUOTABLE, label
from resources.texts import Translator
from widgets.document import Document
from widgets.prepare.opening import Slide

MOST = 5  # lines of a slide that can be read out without losing the room
LONGEST = 200  # letters of exact words that are read out


def closing_slides(document: Document, workshop_id: str | None, tr: Translator, today: date) -> tuple[Slide, ...]:
    """Return what there is to read out, in order: the ask, exact words, answers that hold, answers that are not
    confirmed, who answers by when, the way back. Without a present workshop, the newest one that was held is meant.
    """
    with document.snapshot("room", today) as copy:
        content = Content.read(copy, tr)
    evening = evening_of(content, workshop_id or "")
    if evening.workshop is None and not evening.notes:
        return ()
    made = [
        *_asked(evening, tr),
        *_heard(evening, content),
        *_confirmed(evening, content),
        *_not_confirmed(evening, content),
        *_next(evening, content),
        *_way_back(content),
    ]
    return tuple(made)


def _asked(evening: Evening, tr: Translator) -> list[Slide]:
    ask = evening.workshop.ask.strip() if evening.workshop else ""
    return [Slide(tr("What we asked"), (ask,), "ask")] if ask else []


def _heard(evening: Evening, content: Content) -> list[Slide]:
    """Return exact words, one of each theme or step first."""
    tr = content.tr
    short = (note for note in spread(evening.notes, content) if content.may_print(note) and note.voices)
    said = [_words(note.voices[0], tr) for note in short if len(note.voices[0].words) <= LONGEST]
    if not said:
        return []
    rest = (tr("Everything else you said is kept too."),) if len(evening.notes) > len(said[:MOST]) else ()
    return [Slide(tr("What we heard"), (*said[:MOST], *rest), "heard")]


def _words(voice: r.VoiceRecord, tr: Translator) -> str:
    """Return exact words as they are shown; who translated them is a name, and no name is shown."""
    words = " ".join(voice.words.split())
    if voice.words_source in QUOTABLE:
        return tr("“{words}”", words=words)
    if voice.words_source == "translated":
        return tr("Translated: {words}", words=words)
    return tr("Noted: {words}", words=words)


def _confirmed(evening: Evening, content: Content) -> list[Slide]:
    """Return what holds already, with the sentence that is said in public."""
    tr = content.tr
    lines = _answer_lines(evening, content, confirmed=True)
    if not lines:
        return []
    rest = (tr("The others stand in the summary."),) if len(lines) > MOST else ()
    return [Slide(tr("What we can say now"), (*lines[:MOST], *rest), "confirmed")]


def _not_confirmed(evening: Evening, content: Content) -> list[Slide]:
    """Return how it looks for what somebody has looked at and nobody has confirmed."""
    tr = content.tr
    lines = _answer_lines(evening, content, confirmed=False)
    if not lines:
        return []
    rest = (tr("The others are not confirmed either."),) if len(lines) > MOST else ()
    lead = tr("This is how it looks today. It is no promise.")
    return [Slide(tr("Not confirmed yet"), (*lines[:MOST], *rest), "provisional", lead)]


def _answer_lines(evening: Evening, content: Content, *, confirmed: bool) -> list[str]:
    """Return each answer with what it is about; the answer of a whole theme is read out once, and as the theme's."""
    lines: dict[str, str] = {}
    for note in evening.notes:
        answer = content.answers.get(note.id)
        if answer is None or answer.confirmed is not confirmed or answer.id in lines:
            continue
        said = (answer.sentence if confirmed else "") or spoken(answer, content)
        if answer.theme_id:
            title = content.tr("The theme “{title}”", title=content.theme_titles.get(answer.theme_id, ""))
            lines[answer.id] = f"{title}\n{said}"
        else:
            lines[answer.id] = _answer_line(note, said, content)
    return list(lines.values())


def _answer_line(note: r.NoteRecord, said: str, content: Content) -> str:
    title = note.wording and title_of(note, content)
    if not title and content.may_print(note) and note.voices:
        title = _words(note.voices[0], content.tr)
    return f"{shortened(title)}\n{said}" if title else content.tr("Note {code}: {said}", code=note.code, said=said)


def _next(evening: Evening, content: Content) -> list[Slide]:
    """Return who answers everything by which date, and how far the word goes."""
    tr, workshop = content.tr, evening.workshop
    if workshop is None:
        return []
    role, day = workshop.pledge_role.strip(), long_date(workshop.pledge_day, content.language)
    if role and day:
        lines = [tr("{role} answers everything by {day}.", role=role, day=day)]
    else:
        lines = [tr("Nobody has promised an answer by a date yet.")]
    if workshop.promise_level:
        lines.append(tr(label(PROMISE_LEVELS, str(workshop.promise_level))) + ".")
    return [Slide(tr("What happens now"), tuple(lines), "next")]


def _way_back(content: Content) -> list[Slide]:
    """Return how to tell whether it was understood; paper and voice count the same."""
    tr, back = content.tr, content.way_back
    lines: list[str] = []
    if back is not None and content.is_open_way_back():
        if back.closes:
            day = long_date(back.closes, content.language)
            lines.append(tr("Scan the code on your page until {day}.", day=day))
        else:
            lines.append(tr("Scan the code on your page."))
        lines.append(tr("No phone? Write it on any paper, or tell one of us. It counts the same."))
    else:
        lines.append(tr("Write it on any paper, or tell one of us."))
    return [Slide(tr("Did we get it right?"), tuple(lines), "way_back")]
