"""What everybody in the room gets the same evening: what was heard, what is answered, and what is not yet."""

from dataclasses import dataclass, field
from typing import Literal

from exports.document import Block, Contents, Document, Heading, Paragraph, Run, Together, as_runs, runs
from exports.reports.answers_part import EACH_UP_TO, overview
from exports.reports.content import Content, quoted_runs
from exports.reports.easy_read import easy_read
from exports.reports.notes_part import by_theme, how_to_answer, is_mirrored, not_answered, not_confirmed, who_confirmed
from exports.reports.opening import framed, last_time, the_ask, the_limits, the_way_back, who_was_there
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
    `photos`: whether the flip charts are printed. `path`: its picture, or every card as text, too.
    `easy_read`: only what somebody wrote for it.
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
    path: Literal["short", "full"] = field(
        default="short",
        metadata={
            "label": N_("The path"),
            "terms": (Term("short", N_("Picture and lowest points")), Term("full", N_("With every card as text"))),
        },
    )
    easy_read: bool = field(
        default=False,
        metadata={
            "label": N_("Easy read"),
            "explain": N_("Only what somebody wrote in easy read, on the page Texts. The rest is listed as missing."),
        },
    )


def participant_summary(content: Content, options: SummaryOptions) -> Document:
    """Return the participants' document; only stories with public consent are in the content it is given."""
    if options.easy_read:
        return easy_read(content, stamp(content))
    tr = content.tr
    blocks: list[Block] = [Paragraph(_lead(content), "lead"), *overview(content)]
    if len(content.notes) > EACH_UP_TO:
        blocks.append(Contents(2))
    blocks += the_ask(content)
    blocks += the_limits(content)
    blocks += last_time(content)
    blocks += who_was_there(content, public=True)
    for path in content.paths:
        blocks += the_path(path, content, public=True, text=options.path == "full")
    blocks += _stories(content)
    blocks += the_votes(content, public=True)
    if options.photos:
        blocks += workshop_photos(content, public=True)
    blocks += _answers(content, options)
    blocks += the_way_back(content)
    return framed(
        content,
        title=tr("What we heard, and where it stands"),
        blocks=tuple(blocks),
        footer=_footer(content),
        stamp=stamp(content),
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
    blocks.append(Paragraph(_about_stories(content), "small"))
    for story in content.stories:
        blocks += story_blocks(story, content, public=True)
    return blocks


def _about_stories(content: Content) -> str:
    tr, said = content.tr, content.tr("Printed with the consent of those who told them.")
    agreed = sum(1 for story in content.stories if story.read_back == "agreed")
    if not agreed:
        return said
    if agreed == len(content.stories):
        return f"{said} {tr('All were read back and agreed.')}"
    read = tr.count("{n} was read back and agreed.", "{n} were read back and agreed.", agreed)
    return f"{said} {read}"


def story_blocks(story: r.StoryRecord, content: Content, *, public: bool) -> list[Block]:
    """Return a story: exact words, beside them a clearer wording that the teller agreed to, who told it, and where."""
    tr = content.tr
    style = "noted" if story.words_source == "noted" else "quote"
    language = content.language_of("story", story.id, "words")
    told_in = quoted_runs(story.words, story.words_source, story.translated_by, language, tr)
    group = (
        content.public_group(story.segment_id, story.workshop_id) if public else content.group_name(story.segment_id)
    )
    steps = ", ".join(dict.fromkeys(place.code for place in story.places if place.code))
    read_back = tr(READ_BACK_SAID[story.read_back]) if story.read_back in READ_BACK_SAID else ""
    agreed = public and story.read_back == "agreed"  # said once, above the stories
    told = "" if agreed else read_back
    parts = (story.teller, group, tr("step {steps}", steps=steps) if steps else "", told, story.code)
    about = " · ".join(part for part in parts if part)
    clearer: list[Block] = []
    if story.clearer and story.clearer_agreed:
        told_again = Run(story.clearer, language=content.language_of("story", story.id, "clearer"))
        clearer.append(Paragraph(runs(Run(tr("In clearer words: "), bold=True), told_again)))
    if public and not is_mirrored(story.words):  # who told it stands right behind the words
        return [Together((Paragraph(runs(*as_runs(told_in), f" – {about}"), style), *clearer))]
    return [Together((Paragraph(told_in, style), *clearer, Paragraph(about, "small")))]


def _answers(content: Content, options: SummaryOptions) -> list[Block]:
    """Return the confirmed answers, then everything that was heard and is not answered yet."""
    tr = content.tr
    done = tuple(note for note in content.notes if content.confirmed(note))
    waiting = tuple(note for note in content.notes if not content.confirmed(note))
    each = options.codes == "each" or len(content.notes) <= EACH_UP_TO
    blocks: list[Block] = [Heading(1, tr("What we can say now"))]
    if each and content.notes:
        blocks += how_to_answer(content)
    if done:
        blocks += [*by_theme(done, content, each=each), *who_confirmed(done, content)]
    else:
        blocks.append(Paragraph(tr("No answer is confirmed yet.")))
    blocks.append(Heading(1, tr("Heard, not yet answered")))
    if not waiting:
        return [*blocks, Paragraph(tr("Everything that was said has a confirmed answer."))]
    if not each:
        return [*blocks, *by_theme(waiting, content, each=False)]
    drafts = tuple(note for note in waiting if note.id in content.answers)
    silent = tuple(note for note in waiting if note.id not in content.answers)
    blocks += not_confirmed(drafts, content) if drafts else []
    return [*blocks, *(not_answered(silent, content) if silent else [])]


def _footer(content: Content) -> str:
    if content.is_open_way_back():
        return content.tr("Scan a code to tell us, or write on this paper.")
    return content.tr("Write on this paper to tell us, with the code of the note.")
