"""The influence trace in a document: every note on one line, how many can be followed, and fix or fit."""

from exports.document import Block, Bullets, Callout, Heading, Paragraph, Run, Runs, as_runs, runs
from exports.reports.content import Content, with_tongue
from exports.reports.trace_words import ARROW, RULE, STOP_NAMES, Telling, counts_words, shown_words, stops_of
from models import fix_or_fit
from models import records as r
from models.influence import STOPS, Trace, counts_of, traces_of

LONGEST = 200  # characters of the words on a line


def the_influence(content: Content, *, lines: bool = True) -> list[Block]:
    """Return what became of each note, from its words to what happened: the counts, the rule, a line for each."""
    tr = content.tr
    found = traces_of(content.weighing)
    blocks: list[Block] = [Heading(1, tr("Influence trace")), Paragraph(counts_words(counts_of(found), tr))]
    if not found or not lines:
        return blocks
    names = ARROW.join(tr(STOP_NAMES[stop]).lower() for stop in STOPS)
    lead = runs(Run(tr("Each line: "), bold=True), tr("code, {names}.", names=names))
    told = tuple(_line(trace, note, content) for trace, note in zip(found, content.weighing.notes, strict=True))
    return [*blocks, Paragraph(tr(RULE), "small"), Paragraph(lead, "small"), Bullets(told)]


def fix_or_fit_part(content: Content) -> list[Block]:
    """Return whether the confirmed answers change the service or what people may expect; pointed out where all fit."""
    tr = content.tr
    withdrawn = {note.id for note in content.weighing.notes if note.withdrawn}
    found = fix_or_fit.ratio(content.weighing.answers, withdrawn)
    if not (found.said or found.unsaid):
        return []
    said: Block = Paragraph(fix_or_fit.sentence(found, tr))
    if found.all_fit:
        said = Callout(tr("Worth a second look"), (said,), "waiting")
    return [Heading(1, tr("Did the answers change the service, or what people may expect?")), said]


def _line(trace: Trace, note: r.NoteRecord, content: Content) -> Runs:
    tr = content.tr
    code = Run(trace.code, bold=True)
    if trace.withdrawn:
        return runs(code, f" {tr('withdrawn')}")
    telling = Telling(tr, content.project.currency, lambda theme_id: content.theme_titles.get(theme_id or "", ""))
    words, *others = stops_of(trace, telling, LONGEST)
    stops = (_printed(words, trace, note, content), *others)
    line = ARROW.join(" ".join(stop.split()) for stop in stops)
    language = (
        content.language_of("voice", note.voices[0].id, "words") if content.may_print(note) and note.voices else ""
    )
    return runs(code, " ", *as_runs(with_tongue(line, shown_words(trace, LONGEST), language)))


def _printed(words: str, trace: Trace, note: r.NoteRecord, content: Content) -> str:
    """Return the exact words as far as their workshop lets them be printed; within a theme the theme is named."""
    tr = content.tr
    if not trace.words:
        return words
    if not content.may_print(note):
        return tr("words kept, not printed")
    if content.words_preset(note) == "within_theme":
        return tr("{words} (theme “{theme}”)", words=words, theme=content.theme_titles.get(note.theme_id or "", ""))
    return words
