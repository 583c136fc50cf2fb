"""What you said, and what happens now: every idea with its answer, who answers for it by when, and a code to answer.

A confirmed answer stands with its sentence; one that nobody confirmed only with its own phrase and who answers. What
nobody answered yet says who does, by when. Nothing is promised here that is not confirmed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from exports.document import (
    Bar,
    BarPart,
    Beside,
    Block,
    Bullets,
    Chip,
    Contents,
    Document,
    Heading,
    Paragraph,
    Rule,
    Run,
    Together,
    runs,
)
from exports.reports.answers_part import ANSWER_TONES, EACH_UP_TO, Cluster, clusters, spoken
from exports.reports.content import Content, quoted, shortened, title_language, title_of
from exports.reports.formats import long_date
from exports.reports.notes_part import (
    entry,
    not_answered,
    not_confirmed,
    qr_of,
    what_became,
    who_answers,
    who_confirmed,
    why_not,
)
from exports.reports.opening import framed, the_way_back, who_was_there
from exports.reports.participant_summary import stamp
from models import records as r
from models import vocabulary as v
from models.answers import IDEA_ANSWERS, phrase
from models.small_groups import DEFAULT_LIMIT
from models.vocabulary import Term
from resources.texts import N_

SIZE = 22.0  # millimetres of a code
WHOLE = 160  # letters of words that stand whole in a title
SECTIONS = (
    *((answer.code, answer.label) for answer in IDEA_ANSWERS),
    ("answered", N_("Your questions, answered")),
    ("accepted", N_("Your offers, accepted with thanks")),
    ("not_needed", N_("Your offers, not needed now: thank you")),
    ("passed_on", N_("Your offers, passed on")),
    ("heard", N_("Heard, and where it went")),
)
ORDERS = (
    Term("answer", N_("By answer")),
    Term("theme", N_("By theme")),
    Term("step", N_("By step on the path")),
)
CODES = (Term("auto", N_("As many as are readable")), Term("each", N_("One for each note")))


@dataclass(frozen=True)
class YouSaidOptions:
    """`order`: what the ideas stand under. `codes`: one a note up to 60 notes, one a section beyond, or always."""

    order: Literal["answer", "theme", "step"] = field(
        default="answer", metadata={"label": N_("Order"), "terms": ORDERS}
    )
    codes: Literal["auto", "each"] = field(
        default="auto",
        metadata={
            "label": N_("QR codes"),
            "terms": CODES,
            "explain": N_("Beyond 60 notes, readable means one code for each section."),
        },
    )


def you_said(content: Content, options: YouSaidOptions) -> Document:
    """Return the document of the answers."""
    tr = content.tr
    each = options.codes == "each" or len(content.notes) <= EACH_UP_TO
    blocks: list[Block] = [Paragraph(lead(content), "lead"), *the_bar(content)]
    if not each:
        blocks.append(Contents(1))
    blocks += _confirmed(content, options, each=each)
    blocks += _open(content, each=each)
    blocks.append(Together(tuple(who_was_there(content, public=True))))
    blocks += the_way_back(content)
    return framed(
        content,
        title=tr("What you said, and what happens now"),
        blocks=tuple(blocks),
        footer=footer(content),
        stamp=stamp(content),
    )


def footer(content: Content) -> str:
    """Return how to answer, in one line."""
    if content.is_open_way_back():
        return content.tr("Scan a code to tell us. Without a phone: the last page says how.")
    return content.tr("Write on this paper to tell us, with the code of the note.")


# -- counts ---------------------------------------------------------------------------------------------------------


def lead(content: Content) -> str:
    """Return what was told and what became of it in counts, only as far as the file holds them."""
    if not content.notes:
        return content.tr("Nothing is written down yet, so nothing is answered.")
    return " ".join((_told(content), *_answered(content)))


def _told(content: Content) -> str:
    """Return who told how much. The people of several workshops are not added up: some came twice."""
    tr = content.tr
    notes = tr.count("{n} idea, wish or question", "{n} ideas, wishes and questions", len(content.notes))
    stories = tr.count(
        "{n} story that may be told in public", "{n} stories that may be told in public", len(content.stories)
    )
    much = tr("{stories} and {notes}", stories=stories, notes=notes) if content.stories else notes
    counted = [came for workshop in content.workshops if (came := _came(workshop, content))]
    if not counted:
        return tr("You told us {much}.", much=much)
    if len(counted) > 1:
        return tr("At {n} workshops you told us {much}.", n=len(counted), much=much)
    limit = max(content.project.small_group, DEFAULT_LIMIT)
    if counted[0] < limit:
        return tr("Fewer than {limit} people told us {much}.", limit=limit, much=much)
    return tr.count("{n} person told us {much}.", "{n} people told us {much}.", counted[0], much=much)


def _came(workshop: r.WorkshopRecord, content: Content) -> int:
    return sum(group.attended or 0 for group in content.groups_of.get(workshop.id, ()))


def _counts(content: Content) -> Counter[str]:
    """Return how many notes have which confirmed answer; what is not confirmed is "open", "silent" has no answer."""
    found: Counter[str] = Counter()
    for note in content.notes:
        answer = content.answers.get(note.id)
        found["silent" if answer is None else answer.code if answer.confirmed else "open"] += 1
    return found


def _answered(content: Content) -> Iterator[str]:
    tr, counts = content.tr, _counts(content)
    other = sum(counts[code] for code, _ in SECTIONS[len(IDEA_ANSWERS) :])
    if counts["now"]:
        yield tr.count("We can do {n} of them now.", "We can do {n} of them now.", counts["now"])
    if counts["try"]:
        yield tr.count("We can try {n} with others' help.", "We can try {n} with others' help.", counts["try"])
    if counts["decide"]:
        yield tr.count("{n} needs a decision first.", "{n} need a decision first.", counts["decide"])
    if counts["pass"]:
        yield tr.count("We pass on {n}.", "We pass on {n}.", counts["pass"])
    if counts["unknown"]:
        yield tr.count("About {n} we find out more.", "About {n} we find out more.", counts["unknown"])
    if counts["no"]:
        yield tr.count(
            "{n} is not possible as it is, and we say why.",
            "{n} are not possible as they are, and we say why.",
            counts["no"],
        )
    if other:
        yield tr.count("{n} is heard or answered.", "{n} are heard or answered.", other)
    if counts["open"]:
        yield tr.count("{n} has no confirmed answer yet.", "{n} have no confirmed answer yet.", counts["open"])
    if counts["silent"]:
        yield tr.count("{n} is not answered yet.", "{n} are not answered yet.", counts["silent"])


def the_bar(content: Content) -> list[Block]:
    """Return the bar with all six answers, then what is heard, not confirmed, and not answered."""
    tr, counts = content.tr, _counts(content)
    sure = sum(counts.values()) - counts["open"] - counts["silent"]
    if not content.notes:
        return []
    codes = [answer.code for answer in IDEA_ANSWERS] if sure else []
    parts = [BarPart(tr(phrase(code, confirmed=True)), counts[code], ANSWER_TONES[code]) for code in codes]
    heard = sure - sum(counts[code] for code in codes)
    more = (
        BarPart(tr("Heard or answered"), heard, "neutral"),
        BarPart(tr("Not confirmed yet"), counts["open"], "neutral", provisional=True),
        BarPart(tr("Not answered yet"), counts["silent"], "muted", provisional=True),
    )
    return [Bar((*parts, *(part for part in more if part.count)))]


# -- sections -------------------------------------------------------------------------------------------------------


def _confirmed(content: Content, options: YouSaidOptions, *, each: bool) -> list[Block]:
    """Return the confirmed answers under their sections."""
    done = tuple(note for note in content.notes if content.confirmed(note))
    if not done:
        nothing = content.tr("No answer is confirmed yet.")
        return [Heading(1, content.tr("What we can say now")), Paragraph(nothing)] if content.notes else []
    blocks: list[Block] = []
    for section in _sections(done, content, options.order):
        blocks += _head(section, content, each=each)
        for theme_id in dict.fromkeys(_theme_of(note, content) for note in section.notes):
            mine = [note for note in section.notes if _theme_of(note, content) == theme_id]
            if theme_id:
                blocks.append(_theme_entry(mine, theme_id, content, each=each))
                blocks += [entry(note, content, 3, each=each) for note in mine]
            else:
                blocks += ruled([_entry(note, content, each=each) for note in mine])
    return [*blocks, *who_confirmed(done, content)]


def ruled(entries: list[Block]) -> list[Block]:
    """Return entries with a hairline between them."""
    return [block for one in entries for block in (one, Rule())][:-1]


def _sections(notes: tuple[r.NoteRecord, ...], content: Content, order: str) -> list[Cluster]:
    """Return the sections: the title of each, the code of its QR code, its notes."""
    if order == "theme":
        return clusters(notes, content)
    if order == "step":
        return list(_by_step(notes, content))
    found: list[Cluster] = []
    for code, label in SECTIONS:
        mine = tuple(note for note in notes if content.answers[note.id].code == code)
        found += [Cluster(content.tr(label), content.project.code, mine)] if mine else []
    return found


def _by_step(notes: tuple[r.NoteRecord, ...], content: Content) -> Iterator[Cluster]:
    for path in content.paths:
        for stage in path.stages:
            mine = tuple(note for note in notes if note.places and note.places[0].stage_id == stage.id)
            if mine:
                yield Cluster(f"{stage.letter} {stage.name}", f"{content.project.code}-{stage.letter}", mine)
    loose = tuple(note for note in notes if not note.places)
    if loose:
        yield Cluster(content.tr("About no step in particular"), content.project.code, loose)


def _head(section: Cluster, content: Content, *, each: bool) -> list[Block]:
    heading = Heading(1, section.title)
    code = None if each else qr_of(section.code, content, SIZE)
    if code is None:
        return [heading]
    count = content.tr.count("{n} note", "{n} notes", len(section.notes))
    return [Beside((heading, Paragraph(count, "small")), code)]


def _theme_of(note: r.NoteRecord, content: Content) -> str:
    return content.answers[note.id].theme_id or ""


def _open(content: Content, *, each: bool) -> list[Block]:
    """Return what is not confirmed and what is not answered, with who answers by when."""
    drafts = tuple(note for note in content.notes if (found := content.answers.get(note.id)) and not found.confirmed)
    silent = tuple(note for note in content.notes if note.id not in content.answers)
    if not drafts and not silent:
        return []
    blocks: list[Block] = [Heading(1, content.tr("Not answered for certain yet: who answers, and by when"))]
    blocks += not_confirmed(drafts, content, each=each) if drafts else []
    if silent and not each:
        return [*blocks, *_listed(silent, content)]
    return [*blocks, *(not_answered(silent, content) if silent else [])]


def _listed(notes: tuple[r.NoteRecord, ...], content: Content) -> list[Block]:
    """Return what nobody answered yet as a list of codes and titles, where it is too much for an entry each."""
    blocks: list[Block] = [Heading(2, content.tr("Not answered yet"))]
    for line in dict.fromkeys(who_answers(None, note, content) for note in notes):
        mine = [note for note in notes if who_answers(None, note, content) == line]
        blocks.append(Chip(content.tr("Not answered yet"), "neutral", "ring", provisional=True, words=line))
        items = (runs(Run(note.code, bold=True), " ", _shortly(note, content)) for note in mine)
        blocks.append(Bullets(tuple(items)))
    return blocks


def _shortly(note: r.NoteRecord, content: Content) -> Run:
    return Run(shortened(title_of(note, content)), language=title_language(note, content))


# -- one idea -------------------------------------------------------------------------------------------------------


def _entry(note: r.NoteRecord, content: Content, *, each: bool) -> Block:
    """Return an idea with its answer, and the code that leads back to it."""
    answer = content.answers[note.id]
    heading = Heading(2, content.tr("You said: {words}", words=_title(note, content)), title_language(note, content))
    blocks: tuple[Block, ...] = (Paragraph(_about(note, content), "small"), heading, *_answer(answer, content))
    code = qr_of(note.code, content, SIZE) if each else None
    return Beside(blocks, code) if code else Together(blocks)


def _theme_entry(notes: list[r.NoteRecord], theme_id: str, content: Content, *, each: bool) -> Block:
    """Return the answer to a whole theme, once."""
    theme = next(one for one in content.themes if one.id == theme_id)
    count = content.tr.count("{n} note of this theme", "{n} notes of this theme", len(notes))
    heading = Heading(2, content.tr("You said: {words}", words=theme.title))
    about = Paragraph(f"{theme.code} · {count}", "small")
    blocks = (about, heading, *_answer(content.answers[notes[0].id], content))
    code = qr_of(theme.code, content, SIZE) if each else None
    return Beside(blocks, code) if code else Together(blocks)


def _answer(answer: r.AnswerRecord, content: Content) -> list[Block]:
    sentence = Run(answer.sentence, language=content.language_of("answer", answer.id, "sentence"))
    blocks: list[Block] = [Chip(spoken(answer, content), ANSWER_TONES[answer.code])]
    blocks += [Paragraph(runs(sentence))] if answer.sentence else []
    blocks += [*why_not(answer, content), Paragraph(_who(answer, content), "small")]
    return [*blocks, *what_became(answer, content)]


def _who(answer: r.AnswerRecord, content: Content) -> str:
    tr = content.tr
    when = long_date(answer.report_back, content.language)
    words = N_("{owner} answers for it. We report back by {day}.") if when else N_("{owner} answers for it.")
    said = tr(words, owner=answer.owner, day=when)
    role = answer.confirmed_role if answer.confirmed_role != answer.owner else ""
    return f"{said} {tr('Confirmed by {who}.', who=role)}" if role else said


def _about(note: r.NoteRecord, content: Content) -> str:
    tr = content.tr
    kind = tr(v.label(v.NOTE_KINDS, note.kind))
    theme = content.theme_titles.get(note.theme_id or "", "")
    steps = ", ".join(dict.fromkeys(place.code for place in note.places if place.code))
    step = tr("step {steps}", steps=steps) if steps else ""
    return " · ".join(part for part in (note.code, kind, theme, step) if part)


def _title(note: r.NoteRecord, content: Content) -> str:
    """Return the wording, else the exact words: whole where they are short."""
    title = title_of(note, content)
    if title == note.wording or not note.voices or not content.may_print(note):
        return title
    first = note.voices[0]
    words = " ".join(first.words.split())
    return title if len(words) > WHOLE else quoted(words, first.words_source, first.translated_by, content.tr)
