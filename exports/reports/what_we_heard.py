"""One page for the same evening: what was asked, who was there, what was heard, who answers, and the way back.

It is always one page. What people said is chosen so that every theme or step is heard first; what does not fit is
counted and kept. Words of the organisation are shortened only where nothing else helps.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from exports.document import Beside, Block, Document, Heading, Paragraph, QrCode, Rule, Run, Together, as_runs, runs
from exports.reports.answers_part import clusters
from exports.reports.content import Content, quoted, shortened, title_language, title_of, with_tongue
from exports.reports.formats import long_date
from exports.reports.opening import ended, we_see
from models import records as r
from models import vocabulary as v
from models.small_groups import Shown, publish
from models.vocabulary import Term
from resources.texts import N_

MOST = 24  # more notes never fit on a page
FEW = 3  # notes that are worth shortening the words of the organisation for
LONGEST = 200  # letters of exact words on this page; longer ones stand in the longer summary
ROOM = (600, 160, 70, 36)  # letters of a text of the organisation, tried one after the other until the page holds it
GROUPS = (40, 12, 6, 3)  # groups named, likewise
ADDRESS = {"web": 60, "mail": 200, "text": 200}  # letters of an address that is also printed as people read it


@dataclass(frozen=True)
class HeardOptions:
    """`covers`: the newest workshop that was held, or the whole project. `workshop_id` names another workshop."""

    covers: Literal["workshop", "project"] = field(
        default="workshop",
        metadata={
            "label": N_("What it covers"),
            "terms": (Term("workshop", N_("This workshop")), Term("project", N_("The whole project"))),
        },
    )
    workshop_id: str = field(default="", metadata={"from": "workshop"})


@dataclass(frozen=True)
class Evening:
    """What the page is about: one workshop or (None) the project before its first one, and what was said there."""

    workshop: r.WorkshopRecord | None
    notes: tuple[r.NoteRecord, ...]
    stories: int


def what_we_heard(content: Content, options: HeardOptions) -> Document:
    """Return the page with as many notes as it holds."""
    evening = evening_of(content, options.workshop_id, whole=options.covers == "project")
    chosen = spread(evening.notes, content)[:MOST]
    for room, groups in zip(ROOM, GROUPS, strict=True):
        page = _Page(content, evening, room, groups)
        if fits(page.document(chosen[:FEW])):
            count = _most(len(chosen), lambda n, page=page: fits(page.document(chosen[:n])))
            return page.document(chosen[:count])
    page = _Page(content, evening, ROOM[-1], GROUPS[-1])
    return page.document(chosen[: _most(len(chosen), lambda n: fits(page.document(chosen[:n])))])


def fits(document: Document) -> bool:
    """Tell whether a document stands on one page, by laying it out as the PDF does."""
    from exports.pdf.builder import Builder
    from exports.pdf.flow import Flow
    from exports.pdf.tagging import Node

    builder, flow = Builder(document, Node("Document")), Flow()
    for opening in builder.opening():
        flow.add(opening)
    for block in document.blocks:
        for made in builder.boxes(block):
            flow.add(made)
    flow.finish()
    return len(flow.pages) == 1


def _most(count: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `count` that holds; 0 always does."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


# -- what is chosen -----------------------------------------------------------------------------


def evening_of(content: Content, workshop_id: str = "", *, whole: bool = False) -> Evening:
    """Return the workshop that is meant, else the newest that was held, and what was said there.

    Where nothing was said at it, or where the `whole` project is wanted, everything is meant.
    """
    held = [one for one in content.workshops if one.day is None or one.day <= content.today] or content.workshops
    meant = [one for one in content.workshops if one.id == workshop_id]
    workshop = next(iter(meant), None) or (held[-1] if held else None)
    here = workshop.id if workshop else None
    notes = tuple(note for note in content.notes if note.workshop_id == here)
    stories = sum(1 for story in content.stories if story.workshop_id == here)
    if whole or not (notes or stories):
        return Evening(workshop, content.notes, len(content.stories))
    return Evening(workshop, notes, stories)


def spread(notes: tuple[r.NoteRecord, ...], content: Content) -> tuple[r.NoteRecord, ...]:
    """Return the notes that may be printed in the order they are chosen: one of each theme or step, then the next.

    Within a theme short words come before those that are too long for a page, else the order is the order of arrival.
    """
    sayable = tuple(note for note in notes if line_of(note, content))
    columns = [sorted(cluster.notes, key=_is_long) for cluster in clusters(sayable, content)]
    columns.sort(key=len, reverse=True)
    return tuple(note for row in zip_longest(*columns) for note in row if note is not None)


def _is_long(note: r.NoteRecord) -> bool:
    return not note.voices or len(note.voices[0].words) > LONGEST


def line_of(note: r.NoteRecord, content: Content) -> str:
    """Return what a page may say of a note: its first exact words, else its wording; empty where neither may be."""
    if content.may_print(note) and note.voices:
        first = note.voices[0]
        words = " ".join(first.words.split())
        if len(words) > LONGEST and note.wording:
            return shortened(note.wording)
        words = words if len(words) <= LONGEST else shortened(words)
        return quoted(words, first.words_source, shortened(first.translated_by), content.tr)
    title = title_of(note, content)
    return shortened(title) if note.wording and title == note.wording else ""


# -- the page -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Page:
    """The page at one tightness: `room` letters of a text of the organisation, so many `groups` named."""

    content: Content
    evening: Evening
    room: int
    groups: int

    def document(self, chosen: tuple[r.NoteRecord, ...]) -> Document:
        """Return the page with these notes."""
        content, tr = self.content, self.content.tr
        workshop = self.evening.workshop
        day = long_date(workshop.day, content.language) if workshop else ""
        blocks = (*self._asked(), *self._there(), *self._heard(chosen), *self._next())
        return Document(
            title=tr("What we heard"),
            language=content.language,
            blocks=blocks,
            header=" · ".join(part for part in (content.project.title, day) if part),
            footer=self._footer(),
            stamp=content.project.stamp,
            subject=content.project.title,
            pages=tr("{page} of {pages}"),
        )

    def _footer(self) -> str:
        if self.content.is_open_way_back():
            return self.content.tr("Scan the code to tell us, or write on this paper.")
        return self.content.tr("Write on this paper to tell us, and hand it to anybody of us.")

    def _cut(self, text: str) -> str:
        line = " ".join(text.split())
        return line if len(line) <= self.room else line[: self.room - 2].rstrip() + " …"

    def _asked(self) -> list[Block]:
        tr, workshop = self.content.tr, self.evening.workshop
        if workshop is None:
            return [Paragraph(tr("No workshop is entered yet, so nobody has been asked anything."), "lead")]
        where = ", ".join(filter(None, (long_date(workshop.day, self.content.language), self._cut(workshop.venue))))
        about = Paragraph(runs(Run(self._cut(workshop.title), bold=True), f", {where}" if where else ""), "small")
        if not workshop.ask:
            return [about, Paragraph(tr("The ask was not written down."), "lead")]
        language = self.content.language_of("workshop", workshop.id, "ask")
        asked = with_tongue(tr("We asked: {ask}", ask=workshop.ask), workshop.ask, language)
        return [about, Paragraph(asked, "lead")]

    # -- who was there --

    def _there(self) -> list[Block]:
        tr = self.content.tr
        here = self.content.groups_of.get(self.evening.workshop.id, ()) if self.evening.workshop else ()
        counts = {group.id: group.attended for group in here if group.attended is not None}
        blocks: list[Block] = []
        if counts:
            rows = publish(counts, self.content.project.small_group)
            present = [row for row in rows if row.count != 0]
            said = self._listed([self._row(row) for row in present]) or tr("nobody came")
            blocks.append(Paragraph(runs(Run(tr("Who was there: "), bold=True), ended(said))))
        else:
            blocks.append(Paragraph(tr("Nobody counted the people in the room.")))
        absent = [self._cut(group.name) for group in here if group.planned and not group.attended]
        if absent:
            said = tr("{groups}. What they would have said is not on this page.", groups=self._listed(absent))
            blocks.append(Paragraph(runs(Run(tr("Invited, and nobody came: "), bold=True), said)))
        return blocks

    def _row(self, row: Shown) -> str:
        """Return how many of which groups, "fewer than" where they are few."""
        tr = self.content.tr
        names = [self._cut(self.content.group_name(group)) for group in row.groups]
        if (more := len(names) - self.groups) > 0:
            names[self.groups :] = [tr.count("{n} more group", "{n} more groups", more)]
        joined = names[0] if len(names) == 1 else tr("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])
        if row.count is None:
            limit = max(self.content.project.small_group, 5)
            return tr("{groups}: fewer than {limit}", groups=joined, limit=limit)
        return tr("{groups}: {n}", groups=joined, n=row.count)

    def _listed(self, parts: list[str]) -> str:
        more = len(parts) - self.groups
        shown = "; ".join(parts[: self.groups])
        return f"{shown}; {self.content.tr.count('and {n} more', 'and {n} more', more)}" if more > 0 else shown

    # -- what was heard --

    def _heard(self, chosen: tuple[r.NoteRecord, ...]) -> list[Block]:
        tr, total = self.content.tr, len(self.evening.notes)
        blocks: list[Block] = [Heading(1, tr("In your words")), Paragraph(self._counted())]
        sections = clusters(chosen, self.content)
        for section in sections:
            is_one_of_several = len(sections) > 1 and section.code != self.content.project.code
            title = shortened(section.title) if is_one_of_several else ""
            blocks += [self._note(note, title, section.language) for note in section.notes]
        more = total - len(chosen)
        if more and chosen:
            words = tr.count("And {n} more note, kept like these.", "And {n} more notes, all kept.", more)
            blocks.append(Paragraph(words, "small"))
        return blocks

    def _counted(self) -> str:
        tr, evening = self.content.tr, self.evening
        if not evening.notes and not evening.stories:
            return tr("Nothing is written down yet.")
        notes = tr.count("We kept {n} note.", "We kept {n} notes.", len(evening.notes)) if evening.notes else ""
        stories = (
            tr.count(
                "{n} story may be told in public, and is kept too.",
                "{n} stories may be told in public, and are kept too.",
                evening.stories,
            )
            if evening.stories
            else ""
        )
        return " ".join(part for part in (notes, stories) if part)

    def _note(self, note: r.NoteRecord, title: str, title_in: str) -> Block:
        """Return a note with its code, and the theme or step it belongs to where there are several."""
        noted = bool(note.voices) and note.voices[0].words_source == "noted"
        language = title_language(note, self.content)
        if note.voices and self.content.may_print(note):
            language = self.content.language_of("voice", note.voices[0].id, "words")
        words = runs(
            Run(line_of(note, self.content), language=language),
            " ",
            Run(note.code, bold=True),
            *as_runs(with_tongue(f" · {title}" if title else "", title, title_in)),
        )
        return Together((Paragraph(words, "noted" if noted else "quote"),))

    # -- what happens now --

    def _next(self) -> list[Block]:
        tr = self.content.tr
        said: list[Block] = [Heading(1, tr("What happens now"))]
        said += [Paragraph(line) for line in (self._pledge(), self._word(), *self._ways()) if line]
        back = self.content.way_back
        if back is None or not self.content.is_open_way_back():
            return said
        workshop = self.evening.workshop
        code = workshop.code if workshop else self.content.project.code
        address = self.content.address(code)
        question = self._cut(back.question) or tr("Did we get it right?")
        shown = None if len(address) <= ADDRESS[back.kind] else ""
        return [Rule(), Beside(tuple(said), QrCode(address, code, question, shown=shown))]

    def _pledge(self) -> str:
        tr, workshop = self.content.tr, self.evening.workshop
        if workshop is None or not (workshop.pledge_role and workshop.pledge_day):
            return tr("Nobody has promised an answer by a date yet.")
        day = long_date(workshop.pledge_day, self.content.language)
        return tr("{role} answers everything by {day}.", role=self._cut(workshop.pledge_role), day=day)

    def _word(self) -> str:
        workshop = self.evening.workshop
        if workshop is None or not workshop.promise_level:
            return ""
        level = self.content.tr(v.label(v.PROMISE_LEVELS, str(workshop.promise_level)))
        return self.content.tr("How far our word goes: {level}", level=ended(level))

    def _ways(self) -> Iterable[str]:
        """How to tell whether this page is right, by phone where there is a way back, and on paper always."""
        tr, back = self.content.tr, self.content.way_back
        if back is None or not self.content.is_open_way_back():
            yield tr("Did we get it right? Write on this paper, with the code of the note, or tell one of us.")
            return
        if back.opens and back.opens > self.content.today:
            yield tr("You can answer from {day}.", day=long_date(back.opens, self.content.language))
        if back.closes:
            day = long_date(back.closes, self.content.language)
            yield tr("Did we get it right? Scan the code until {day}.", day=day)
        else:
            yield tr("Did we get it right? Scan the code.")
        yield we_see(self.content)
        yield tr("No phone? Write on this paper, with the code of the note, or tell one of us. It counts the same.")
