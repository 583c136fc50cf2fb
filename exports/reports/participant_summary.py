"""What everybody in the room gets the same evening: what was heard, what is answered, and what is not yet."""

from dataclasses import dataclass, field
from typing import Literal

from exports.document import Block, Document, Heading, Paragraph, Run, Together, runs
from exports.reports.answers_part import EACH_UP_TO, each_note, in_clusters, overview
from exports.reports.content import Content, quoted
from exports.reports.opening import headline, last_time, the_ask, the_limits, the_way_back, who_was_there
from exports.reports.path_part import the_path
from exports.reports.photos_part import workshop_photos
from exports.reports.votes_part import the_votes
from models import records as r
from models.vocabulary import Term
from resources.texts import N_

READ_BACK_SAID = {"agreed": N_("read back and agreed"), "changed": N_("put right when it was read back")}


@dataclass(frozen=True)
class SummaryOptions:
    """`codes`: one QR code a note up to 60 notes and one a theme or step beyond (auto), or always one a note (each).
    `photos`: whether the flip charts are printed.
    """

    codes: Literal["auto", "each"] = field(
        default="auto",
        metadata={
            "label": N_("QR codes"),
            "terms": (Term("auto", N_("As many as are readable")), Term("each", N_("One for each note"))),
            "explain": N_("Beyond 60 notes, readable means one code for each theme or step."),
        },
    )
    photos: bool = field(
        default=True,
        metadata={
            "label": N_("Print the photos of the workshop"),
            "explain": N_("Only photos with a text alternative. Look at them first: are people to be seen?"),
        },
    )


def participant_summary(content: Content, options: SummaryOptions) -> Document:
    """Return the participants' document; only stories with public consent are in the content it is given."""
    tr = content.tr
    blocks: list[Block] = [Paragraph(_lead(content), "lead"), *overview(content)]
    blocks += the_ask(content)
    blocks += the_limits(content)
    blocks += last_time(content)
    blocks += who_was_there(content, public=True)
    for path in content.paths:
        blocks += the_path(path, content, public=True)
    blocks += _stories(content)
    blocks += the_votes(content, public=True)
    blocks += _answers(content, options)
    if options.photos:
        blocks += workshop_photos(content, public=True)
    blocks += the_way_back(content)
    return Document(
        title=tr("What we heard, and where it stands"),
        language=content.language,
        blocks=tuple(blocks),
        header=headline(content),
        footer=_footer(content),
        stamp=stamp(content),
        subject=content.project.title,
        pages=tr("{page} of {pages}"),
    )


def stamp(content: Content) -> str:
    """Return what stands on every page: the project's own stamp, and that answers are not confirmed."""
    waiting = any(not answer.confirmed for answer in content.answers.values())
    parts = (content.project.stamp, content.tr("Not all confirmed") if waiting else "")
    return " · ".join(part for part in parts if part)


def _lead(content: Content) -> str:
    tr = content.tr
    stories = tr.count("{n} story", "{n} stories", len(content.stories))
    notes = tr.count("{n} note", "{n} notes", len(content.notes))
    said = tr("{stories} and {notes} are in this summary.", stories=stories, notes=notes)
    done = sum(1 for note in content.notes if content.confirmed(note))
    if not content.notes:
        return tr("Nothing is written down yet.") if not content.stories else said
    if not done:
        return said + " " + tr("Nothing is confirmed yet: below is what was said, and who answers by when.")
    rest = len(content.notes) - done
    answered = tr.count("{n} note has a confirmed answer.", "{n} notes have a confirmed answer.", done)
    open_ones = tr.count("{n} is heard and waits for one.", "{n} are heard and wait for one.", rest) if rest else ""
    return " ".join(part for part in (said, answered, open_ones) if part)


def _stories(content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Stories"))]
    if not content.stories:
        return [*blocks, Paragraph(tr("Nobody has agreed yet that their story is printed here."))]
    blocks.append(Paragraph(tr("Printed with the consent of those who told them."), "small"))
    for story in content.stories:
        blocks += story_blocks(story, content, public=True)
    return blocks


def story_blocks(story: r.StoryRecord, content: Content, *, public: bool) -> list[Block]:
    """Return a story: exact words, beside them a clearer wording that the teller agreed to, who told it, and where."""
    tr = content.tr
    style = "noted" if story.words_source == "noted" else "quote"
    words = Paragraph(quoted(story.words, story.words_source, story.translated_by, tr), style)
    group = (
        content.public_group(story.segment_id, story.workshop_id) if public else content.group_name(story.segment_id)
    )
    steps = ", ".join(dict.fromkeys(place.code for place in story.places if place.code))
    read_back = tr(READ_BACK_SAID[story.read_back]) if story.read_back in READ_BACK_SAID else ""
    parts = (story.teller, group, tr("step {steps}", steps=steps) if steps else "", read_back, story.code)
    about = Paragraph(" · ".join(part for part in parts if part), "small")
    clearer: list[Block] = []
    if story.clearer and story.clearer_agreed:
        clearer.append(Paragraph(runs(Run(tr("In clearer words: "), bold=True), story.clearer)))
    return [Together((words, *clearer, about))]


def _answers(content: Content, options: SummaryOptions) -> list[Block]:
    """Return the confirmed answers, then everything that was heard and is not answered yet."""
    tr = content.tr
    said = tuple(note for note in content.notes if content.confirmed(note))
    waiting = tuple(note for note in content.notes if not content.confirmed(note))
    each = options.codes == "each" or len(content.notes) <= EACH_UP_TO
    blocks: list[Block] = []
    for title, notes, nothing in (
        (N_("What we can say now"), said, N_("No answer is confirmed yet.")),
        (N_("Heard, not yet answered"), waiting, N_("Everything that was said has a confirmed answer.")),
    ):
        blocks.append(Heading(1, tr(title)))
        if not notes:
            blocks.append(Paragraph(tr(nothing)))
        else:
            blocks += each_note(notes, content) if each else in_clusters(notes, content)
    return blocks


def _footer(content: Content) -> str:
    if content.is_open_way_back():
        return content.tr("Scan a code to tell us, or write on this paper.")
    return content.tr("Write on this paper to tell us, with the code of the note.")
