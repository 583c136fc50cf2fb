"""Notes in participants' documents, short: the words, the answer beside its label, who answers, and a code.

What a theme is answered is said once, below the theme; its notes say that this answer is theirs, too. A provisional
answer has its own phrase, who answers, and by when, and never its sentence.
"""

import unicodedata
from dataclasses import replace

from exports.document import Beside, Block, Chip, Heading, Level, Paragraph, QrCode, Run, Style, Together, as_runs, runs
from exports.outline import shown_address
from exports.reports.answers_part import ANSWER_TONES, Cluster, clusters, spoken
from exports.reports.content import Content, quoted, title_language, title_of
from exports.reports.formats import long_date
from exports.reports.opening import OUTCOME_TONES, ended
from models import records as r
from models import vocabulary as v
from resources.texts import N_

SMALLEST_CODE = 18.0  # millimetres, without the quiet zone
LONG = 320  # letters of somebody's words that get a paragraph of their own
HOW_BESIDE = {
    "web": N_("Scan the code beside a note, or type the address below it."),
    "mail": N_("Scan the code beside a note, or write to the address below it and give the seven letters of the note."),
    "text": N_("Scan the code beside a note, or text the number below it and give the seven letters of the note."),
}


# -- sections -------------------------------------------------------------------------------------------------------


def by_theme(notes: tuple[r.NoteRecord, ...], content: Content, *, each: bool) -> list[Block]:
    """Return notes under their theme, else their step. `each`: a QR code a note, else one a theme or step."""
    blocks: list[Block] = []
    found = clusters(notes, content)
    for cluster in found:
        level: Level = 3 if len(found) > 1 or not each else 2
        shared = _shared(cluster, content)
        if level == 3:
            blocks += _head(cluster, content, each=each)
        if shared is not None:
            blocks += [Paragraph(content.tr("The answer to this whole theme:"), "small"), *_of_theme(shared, content)]
        for note in cluster.notes:
            blocks.append(entry(note, content, level, each=each))
    return blocks


def not_confirmed(notes: tuple[r.NoteRecord, ...], content: Content, *, each: bool = True) -> list[Block]:
    """Return notes with provisional answers, each with its code; those of a theme's answer stand below the theme."""
    of_theme = tuple(note for note in notes if content.answers[note.id].theme_id)
    own = [note for note in _in_order(notes, content) if note not in of_theme]
    blocks: list[Block] = [Heading(2, content.tr("An answer is drafted, and not confirmed yet"))]
    for cluster in clusters(of_theme, content):
        blocks += [Heading(3, cluster.title)]
        shared = _shared(cluster, content)
        blocks += _of_theme(shared, content) if shared else []
        blocks += [entry(note, content, 3, each=each) for note in cluster.notes]
    lines = dict.fromkeys(who_answers(content.answers[note.id], note, content) for note in own)
    for line in lines:
        mine = (note for note in own if who_answers(content.answers[note.id], note, content) == line)
        first, *others = [entry(note, content, 3, each=each, alone=True) for note in mine]
        blocks += [Together((Paragraph(line), first)), *others]
    return blocks


def not_answered(notes: tuple[r.NoteRecord, ...], content: Content, *, each: bool = True) -> list[Block]:
    """Return what nobody answered yet, each with its code, under who answers it by when."""
    blocks: list[Block] = [Heading(2, content.tr("Not answered yet"))]
    in_order = _in_order(notes, content)
    for line in dict.fromkeys(who_answers(None, note, content) for note in in_order):
        mine = [note for note in in_order if who_answers(None, note, content) == line]
        chip = Chip(content.tr("Not answered yet"), "neutral", "ring", provisional=True, words=line)
        first, *others = [entry(note, content, 3, each=each, alone=True) for note in mine]
        blocks += [Together((chip, first)), *others]
    return blocks


def who_confirmed(notes: tuple[r.NoteRecord, ...], content: Content) -> list[Block]:
    """Return who confirmed these answers, once: the roles, and the names of those who agreed to be named."""
    answers = [answer for note in notes if (answer := content.confirmed(note))]
    found: dict[str, dict[str, None]] = {}
    for answer in answers:
        names = found.setdefault(answer.confirmed_role, {})
        if answer.name_agreed and answer.confirmed_by:
            names[answer.confirmed_by] = None
    parts = [f"{role} ({', '.join(names)})" if names else role for role, names in found.items() if role or names]
    if not parts:
        return []
    return [Paragraph(content.tr("The answers were confirmed by: {who}.", who="; ".join(parts)), "small")]


def _in_order(notes: tuple[r.NoteRecord, ...], content: Content) -> list[r.NoteRecord]:
    """Return notes by theme, else by step."""
    return [note for cluster in clusters(notes, content) for note in cluster.notes]


def how_to_answer(content: Content) -> list[Block]:
    """Return the question of the codes, once, and what to do with them; nothing where no codes are printed."""
    back = content.way_back
    if back is None or not content.is_open_way_back():
        return []
    question = back.question or content.tr("Did we get it right?")
    return [Paragraph(runs(Run(question, bold=True), " ", content.tr(HOW_BESIDE[back.kind])))]


def _head(cluster: Cluster, content: Content, *, each: bool) -> list[Block]:
    """Return the heading of a cluster; where notes have no codes of their own, with the code of the cluster."""
    heading = Heading(2, cluster.title)
    if each:
        return [heading]
    tr = content.tr
    count = tr.count("{n} note", "{n} notes", len(cluster.notes))
    silent = [note for note in cluster.notes if note.id not in content.answers]
    lines = dict.fromkeys((count, *(who_answers(None, note, content) for note in silent)))
    code = qr_of(cluster.code, content)
    said_of = tuple(Paragraph(line, "small") for line in lines)
    return [Beside((heading, *said_of), code)] if code else [heading, *said_of]


def _of_theme(answer: r.AnswerRecord, content: Content) -> list[Block]:
    if not answer.confirmed:
        return drafted(answer, None, content)
    return said(answer, content, who_answers(answer, None, content))


def _shared(cluster: Cluster, content: Content) -> r.AnswerRecord | None:
    """Return the answer to the theme that some of these notes have."""
    found = (content.answers.get(note.id) for note in cluster.notes)
    return next((answer for answer in found if answer and answer.theme_id), None)


# -- one note -------------------------------------------------------------------------------------------------------


def entry(note: r.NoteRecord, content: Content, level: Level, *, each: bool, alone: bool = False) -> Block:
    """Return a note with its answer. `alone`: not below its theme, so that it names it."""
    answer = content.answers.get(note.id)
    title = title_of(note, content)
    wording = title if title == note.wording else ""
    tail = _tail(note, content, alone=alone)
    blocks: list[Block] = []
    if wording:
        heading = " · ".join((wording, *(one.text.removeprefix(" · ") for one in tail)))
        blocks.append(Heading(level, heading, title_language(note, content)))
    blocks += _words(note, wording or title, content, () if wording else tail)
    code = qr_of(note.code, content) if each else None
    foot = address_run(code) if code else Run("")
    if answer and answer.theme_id:
        theme = content.theme_titles.get(answer.theme_id, "")
        line = content.tr("This is the answer to its theme “{theme}”.", theme=theme)
        blocks.append(replace(label(answer, content), words=runs(line, " " if foot.text else "", foot)))
    elif answer and answer.confirmed:
        blocks += said(answer, content, who_answers(answer, note, content), foot)
    elif answer and alone:  # who answers stands above
        blocks.append(replace(label(answer, content), words=runs(foot)))
    elif answer:
        blocks += drafted(answer, note, content, foot)
    else:
        blocks += _foot("", foot)
    return Beside(tuple(blocks), code, tight=True) if code else Together(tuple(blocks))


def _foot(line: str, address: Run) -> list[Block]:
    """Return the last line of an entry: who answers, and the address of its code."""
    words = runs(line, " " if line and address.text else "", address)
    return [Paragraph(words, "small")] if words else []


def _tail(note: r.NoteRecord, content: Content, *, alone: bool) -> tuple[Run, ...]:
    """Return the code of a note, its steps, and what it was voted."""
    tr = content.tr
    steps = ", ".join(dict.fromkeys(place.code for place in note.places if place.code))
    theme = content.theme_titles.get(note.theme_id or "", "") if alone and _only_in_theme(note, content) else ""
    support = tr.count("{n} vote", "{n} votes", note.support) if note.support is not None else ""
    parts = [part for part in (tr("step {steps}", steps=steps) if steps else "", support, theme) if part]
    return runs(Run(note.code, bold=True), "".join(f" · {part}" for part in parts))


def _only_in_theme(note: r.NoteRecord, content: Content) -> bool:
    """Tell whether the words of a note may only be printed with the theme they belong to."""
    return content.words_preset(note) == "within_theme"


def _words(note: r.NoteRecord, heading: str, content: Content, tail: tuple[Run, ...]) -> list[Block]:
    """Return the exact words, if they may be printed, with the code behind them; short ones in one paragraph."""
    pieces = _pieces(note, heading, content)
    if not pieces:
        return [Paragraph(runs(heading, " · ", *tail))] if tail else []
    blocks: list[Block] = []
    open_runs: list[Run | str] = []
    style: Style = "quote"
    for own, run, by_itself in pieces:
        if open_runs and (own != style or by_itself):
            blocks.append(Paragraph(runs(*open_runs), style))
            open_runs = []
        style = own
        open_runs += [" ", run] if open_runs else [run]
        if by_itself:
            blocks.append(Paragraph(runs(*open_runs), style))
            open_runs = []
    if open_runs:
        return [*blocks, Paragraph(runs(*open_runs, " " if tail else "", *tail), style)]
    return [*blocks, Paragraph(tail)] if tail else blocks


def _pieces(note: r.NoteRecord, heading: str, content: Content) -> list[tuple[Style, Run, bool]]:
    """Return each voice with its style, and whether it needs a paragraph of its own."""
    if not content.may_print(note):
        return []
    found: list[tuple[Style, Run, bool]] = []
    several = len(note.voices) > 1
    for voice in note.voices:
        words = _beyond(heading, voice.words)
        if words:
            told = quoted(words, voice.words_source, voice.translated_by, content.tr)
            style: Style = "noted" if voice.words_source == "noted" else "quote"
            run = Run(told, language=content.language_of("voice", voice.id, "words"))
            found.append((style, run, len(told) > LONG or "\n" in told or (several and is_mirrored(told))))
    return found


def _beyond(heading: str, words: str) -> str:
    """Return words without their first paragraph where that is the heading, as in proposals with a title."""
    stripped = words.strip()
    if heading and (stripped == heading or stripped.startswith(f"{heading}\n\n")):
        return stripped[len(heading) :].strip()
    return words


def is_mirrored(words: str) -> bool:
    """Tell whether words hold letters of a script that runs from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)


# -- an answer ------------------------------------------------------------------------------------------------------


def label(answer: r.AnswerRecord, content: Content) -> Chip:
    """Return the phrase of an answer as a label; a provisional one has no tick and no green, which would read as a
    yes."""
    if answer.confirmed:
        return Chip(spoken(answer, content), ANSWER_TONES[answer.code])
    return Chip(spoken(answer, content), "neutral", "ring", provisional=True)


def said(answer: r.AnswerRecord, content: Content, line: str, foot: Run | None = None) -> list[Block]:
    """Return a confirmed answer: its phrase as a label, beside it its sentence and who answers, then why not, and what
    became of it."""
    more = [*why_not(answer, content), *what_became(answer, content)]
    sentence = Run(answer.sentence, language=content.language_of("answer", answer.id, "sentence"))
    parts: list[Run | str] = [sentence, " ", line] if answer.sentence else [line]
    blocks: list[Block] = [replace(label(answer, content), words=runs(*parts)), *more]
    last = blocks[-1]
    if foot and foot.text and isinstance(last, Chip | Paragraph):
        blocks[-1] = replace(last, words=runs(*as_runs(last.words), " ", foot))
    return blocks


def drafted(
    answer: r.AnswerRecord, note: r.NoteRecord | None, content: Content, foot: Run | None = None
) -> list[Block]:
    """Return a provisional answer: its own phrase and who answers by when, and nothing else of it.

    No tick and no green, which would read as a yes.
    """
    line = who_answers(answer, note, content)
    words = runs(line, " " if foot and foot.text else "", foot or "")
    return [replace(label(answer, content), words=words)]


def why_not(answer: r.AnswerRecord, content: Content) -> list[Block]:
    """Return why not and which part could be, unless the sentence says so in the same words."""
    tr = content.tr
    if answer.code != "no":
        return []
    estimates = content.weighing.estimates
    weighed = (one.possible_part for one in estimates if answer.contribution_id == one.contribution_id)
    part = answer.possible_part or next((part for part in weighed if part), "")
    chosen = ""
    if answer.reason_kind == "chosen_otherwise":
        day = long_date(answer.decided_on, content.language)
        chosen = tr("{what} ({who}, {day})", what=answer.preferred, who=answer.decided_by, day=day)
    told = (
        (tr("Why: "), answer.reason),
        (tr("What was chosen instead: "), chosen),
        (tr("Which part could be done: "), part),
    )
    language = content.own_language
    return [
        Paragraph(runs(Run(label, bold=True), Run(words, language=language)))
        for label, words in told
        if words and words not in answer.sentence
    ]


def what_became(answer: r.AnswerRecord, content: Content) -> list[Block]:
    """Return what became of a confirmed answer."""
    outcome = content.outcomes.get(answer.id)
    if outcome is None or not answer.confirmed:
        return []
    tr = content.tr
    label = tr("What happened: {label}", label=tr(v.label(v.OUTCOMES, outcome.status)))
    when = long_date(outcome.day, content.language)
    became = Run(outcome.became, language=content.own_language)
    return [Chip(label, OUTCOME_TONES[outcome.status], words=runs(became, f" ({when})" if when else ""))]


def who_answers(answer: r.AnswerRecord | None, note: r.NoteRecord | None, content: Content) -> str:
    """Return who answers and by when: of the answer, else of the workshop's pledge, else that nobody has said."""
    tr = content.tr
    owner, day = (answer.owner, answer.report_back) if answer else ("", None)
    if not owner:
        held_at = note.workshop_id if note else None
        workshop = next((one for one in content.workshops if one.id == held_at), content.workshop)
        owner, day = (workshop.pledge_role, workshop.pledge_day) if workshop else ("", None)
    if not owner:
        return tr("Nobody has said yet who answers this, and by when.")
    when = long_date(day, content.language)
    if answer and answer.confirmed:
        words = N_("{owner} reports by {day}.") if when else N_("{owner} answers for it.")
        return " ".join(part for part in (tr(words, owner=owner, day=when), _confirmed_by(answer, content)) if part)
    words = N_("Not confirmed yet. {owner} answers by {day}.") if when else N_("Not confirmed yet. {owner} answers.")
    return tr(words, owner=owner, day=when)


def _confirmed_by(answer: r.AnswerRecord, content: Content) -> str:
    """Return the role that confirmed, unless it is the one who answers; names stand at the end of the section."""
    role = answer.confirmed_role if answer.confirmed_role != answer.owner else ""
    return ended(content.tr("Confirmed by {who}.", who=role)) if role else ""


# -- codes ----------------------------------------------------------------------------------------------------------


def qr_of(code: str, content: Content, size_mm: float = SMALLEST_CODE) -> QrCode | None:
    """Return the QR code of a reference code with the question; None where no answers are taken."""
    if not content.is_open_way_back() or content.way_back is None:
        return None
    question = content.way_back.question or content.tr("Did we get it right?")
    return QrCode(content.address(code), code, question, size_mm)


def address_run(code: QrCode) -> Run:
    """Return the address of a code as people read and type it, as a link; of an e-mail or text only its receiver."""
    return Run(shown_address(code), href=code.address)
