"""How it was done and what it cannot say: both only from what the file holds, never from what should have been done."""

from collections import Counter
from collections.abc import Iterable

from exports.document import Block, Bullets, Heading, Paragraph, Run, Runs, Table, runs
from exports.reports.content import Content
from exports.reports.formats import long_date
from models import vocabulary as v
from models.missing_voices import grid_of, heard_in
from models.small_groups import DEFAULT_LIMIT
from models.vote_records import RULES
from resources.texts import N_

DIMENSION_OF = {"money": "money", "days": "people"}  # what a cost of a measure rests on


def the_method(content: Content) -> list[Block]:
    """Return the workshops, how words were taken down, and how they were sorted, weighed, voted on and answered."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Method")), Heading(2, tr("When people came together"))]
    blocks += _workshops(content)
    blocks += [Heading(2, tr("How the words were taken down")), *_taken_down(content)]
    blocks += [Heading(2, tr("How it was weighed, voted on and answered")), Bullets(tuple(_steps(content)))]
    return blocks


def _workshops(content: Content) -> list[Block]:
    tr = content.tr
    if not content.workshops:
        return [Paragraph(tr("No workshop is entered in this project."))]
    head = (tr("Workshop"), tr("When and where"), tr("People counted"), tr("Notes"), tr("Stories"))
    rows = [
        _workshop(
            one.id, one.title, ", ".join(filter(None, (long_date(one.day, content.language), one.venue))), content
        )
        for one in content.workshops
    ]
    known = {one.id for one in content.workshops}
    if any(one.workshop_id not in known for one in (*content.notes, *content.stories)):
        rows.append(_workshop(None, tr("Between workshops"), "", content))
    return [Table(head, tuple(rows), (0.27, 0.33, 0.16, 0.12, 0.12), row_header=True, numeric=(2, 3, 4), compact=True)]


def _workshop(workshop_id: str | None, title: str, when: str, content: Content) -> tuple[str, str, str, str, str]:
    known = {one.id for one in content.workshops}
    came = [n for (_, workshop), n in content.sizes.items() if workshop == workshop_id]
    people = str(sum(came)) if came else content.tr("not counted") if workshop_id else ""

    def held(at: str | None) -> bool:
        return at == workshop_id if workshop_id else at not in known

    notes = sum(1 for note in content.notes if held(note.workshop_id))
    stories = sum(1 for story in content.stories if held(story.workshop_id))
    return title, when, people, str(notes), str(stories)


def _taken_down(content: Content) -> list[Block]:
    """Return how many stories and voices were written by hand, word for word, noted in short, translated."""
    tr = content.tr
    stories = Counter(story.words_source for story in content.stories)
    voices = Counter(voice.words_source for note in content.notes for voice in note.voices)
    if not (stories or voices):
        return [Paragraph(tr("No words are written down yet."))]
    head = (tr("How"), tr("Stories in this report"), tr("Voices of notes"))
    rows = tuple(
        (tr(term.label), str(stories[term.code]), str(voices[term.code]))
        for term in v.WORDS_SOURCES
        if stories[term.code] or voices[term.code]
    )
    table = Table(head, rows, (0.5, 0.25, 0.25), row_header=True, numeric=(1, 2), compact=True)
    marks = tr("Quotation marks stand only around words of people's own hand or taken down word for word.")
    return [table, Paragraph(marks, "small"), *_read_back(content)]


def _read_back(content: Content) -> list[Block]:
    tr = content.tr
    told = Counter(one.read_back for one in (*content.notes, *content.stories))
    parts = (
        tr.count("{n} was read back and agreed.", "{n} were read back and agreed.", told["agreed"])
        if told["agreed"]
        else "",
        tr.count(
            "{n} was put right when it was read back.", "{n} were put right when they were read back.", told["changed"]
        )
        if told["changed"]
        else "",
        tr.count("{n} was not read back.", "{n} were not read back.", told["not_checked"])
        if told["not_checked"]
        else "",
    )
    return [Paragraph(tr("Of the notes and stories: {said}", said=" ".join(part for part in parts if part)))]


def _steps(content: Content) -> Iterable[Runs]:
    tr = content.tr
    made = (
        (N_("Sorting: "), _sorting(content)),
        (N_("Weighing: "), _weighing(content)),
        (N_("Voting: "), _voting(content)),
        (N_("Answering: "), _answering(content)),
    )
    yield from (runs(Run(tr(name), bold=True), said) for name, said in made)


def _sorting(content: Content) -> str:
    tr = content.tr
    if not content.themes:
        return tr("nothing was put into themes.")
    placed = sum(1 for note in content.notes if note.theme_id)
    themes = tr.count("{n} theme", "{n} themes", len(content.themes))
    return tr("{placed} of {all} notes stand in {themes}.", placed=placed, all=len(content.notes), themes=themes)


def _weighing(content: Content) -> str:
    """Return who looked, how much, and how sure they were."""
    tr = content.tr
    found = [one for one in content.weighing.findings if one.value != "unknown" or one.note.strip()]
    if not found:
        return tr("nobody has weighed anything yet.")
    subjects = len({one.contribution_id or one.theme_id for one in found})
    said = [tr.count("{n} note or theme was looked at.", "{n} notes or themes were looked at.", subjects)]
    looked = Counter(one.looked_by.strip() for one in found if one.looked_by.strip())
    named = [tr("{who} ({n})", who=who, n=n) for who, n in looked.most_common()]
    if named:
        said.append(tr("Who looked, and how many findings: {names}.", names="; ".join(named)))
    if unsaid := len(found) - sum(looked.values()):
        said.append(
            tr.count("Of {n} finding nobody said who looked.", "Of {n} findings nobody said who looked.", unsaid)
        )
    sure = Counter(one.confidence for one in found)
    counted = "; ".join(tr("{label}: {n}", label=tr(term.label).lower(), n=sure[term.code]) for term in v.CONFIDENCE)
    said.append(tr("How sure they were, in findings: {counts}.", counts=counted))
    return " ".join(said)


def _voting(content: Content) -> str:
    tr = content.tr
    if not content.votes:
        return tr("there was no vote, or none is closed.")
    said: list[str] = []
    for closed in content.votes:
        by = tr("two people counted") if closed.result.counted_twice else tr("one person counted")
        rule = tr(v.label(RULES, closed.round.method))
        said.append(tr("“{question}”: {by}. {rule}", question=closed.round.question, by=by, rule=rule))
    return " ".join(said)


def _answering(content: Content) -> str:
    tr = content.tr
    answers = content.weighing.answers
    if not answers:
        return tr("nothing is answered yet.")
    sure = [one for one in answers if one.confirmed]
    said = [tr("{sure} of {all} answers are confirmed.", sure=len(sure), all=len(answers))]
    how = Counter(one.confirmed_how for one in sure)
    named = [
        tr("{label}: {n}", label=tr(term.label).lower(), n=how[term.code]) for term in v.CONFIRMED_HOW if how[term.code]
    ]
    if named:
        said.append(tr("How they were confirmed: {counts}.", counts="; ".join(named)))
    return " ".join(said)


# -- limitations ------------------------------------------------------------------------------------------------------


def the_limitations(content: Content) -> list[Block]:
    """Return what this report cannot say: who is missing, what is not sure, and what the file does not hold."""
    tr = content.tr
    limit = max(content.project.small_group, DEFAULT_LIMIT)
    joined = tr("Where numbers stand by group, groups of fewer than {limit} people are joined.", limit=limit)
    items = [*_who(content), *_unsure(content), *_left_out(content), joined, *_not_held(content)]
    last = tr("What is not written down in this project is not in this report.")
    return [Heading(1, tr("Limitations")), Bullets(tuple(items)), Paragraph(last)]


def _who(content: Content) -> Iterable[str]:
    tr = content.tr
    absent = [group.name for group in content.groups if group.planned and not group.attended]
    if absent:
        yield tr("Invited, and nobody came: {groups}.", groups="; ".join(absent))
    heard = heard_in(content.stories, content.notes)
    grids = [grid_of(path, content.groups, heard) for path in content.paths]
    unheard = [group.name for group in grids[0].unheard if group.name not in absent] if grids else []
    if unheard:
        yield tr(
            "Their knowledge was wanted, and nobody of them is heard in this report: {groups}.",
            groups="; ".join(unheard),
        )
    for grid in grids:
        if grid.quiet and heard:
            steps = "; ".join(f"{stage.letter} {stage.name}" for stage in grid.quiet)
            yield tr("Nobody spoke about these steps: {steps}.", steps=steps)
    unsaid = sum(1 for note in content.notes for voice in note.voices if voice.segment_id is None)
    if unsaid:
        yield tr.count("Of {n} voice the group is not known.", "Of {n} voices the group is not known.", unsaid)


def _unsure(content: Content) -> Iterable[str]:
    tr = content.tr
    maybe = sum(1 for one in content.weighing.answers if not one.confirmed)
    if maybe:
        yield tr.count("{n} answer is not confirmed yet.", "{n} answers are not confirmed yet.", maybe)
    silent = sum(1 for note in content.notes if note.id not in content.answers)
    if silent:
        yield tr.count("{n} note is not answered yet.", "{n} notes are not answered yet.", silent)
    costs = [one for one in content.weighing.costs if one.direction == "takes"]
    checked = {
        (one.contribution_id or one.theme_id, one.dimension)
        for one in content.weighing.findings
        if one.confidence in ("checked", "confirmed")
    }
    guessed = sum(1 for one in costs if (one.contribution_id or one.theme_id, DIMENSION_OF[one.measure]) not in checked)
    if guessed:
        yield tr(
            "{n} of {all} amounts of money or staff days are guesses: nobody has written down that they were checked.",
            n=guessed,
            all=len(costs),
        )


def _left_out(content: Content) -> Iterable[str]:
    tr = content.tr
    if content.left_out:
        yield tr.count(
            "{n} story is not printed and not counted: its teller has not agreed to an internal report.",
            "{n} stories are not printed and not counted: their tellers have not agreed to an internal report.",
            content.left_out,
        )
    if gone := len(content.gone):
        yield tr.count("{n} note was withdrawn.", "{n} notes were withdrawn.", gone)
    kept = sum(1 for note in content.notes if note.voices and not content.may_print(note))
    if kept:
        yield tr.count(
            "The exact words of {n} note are kept and not printed.",
            "The exact words of {n} notes are kept and not printed.",
            kept,
        )


def _not_held(content: Content) -> Iterable[str]:
    """Return what nobody wrote down, by name."""
    tr = content.tr
    loads = content.loads
    missing = (
        (N_("the days of some workshops"), any(one.day is None for one in content.workshops)),
        (N_("how many people came to some workshops"), _is_uncounted(content)),
        (N_("what could change and what could not"), not content.scope),
        (N_("a path"), not content.paths),
        (N_("how it feels along the path"), bool(content.paths) and not any(one.feelings for one in content.paths)),
        (N_("how much money there is"), loads["money"].have is None),
        (N_("how many staff days there are"), loads["days"].have is None),
        (N_("when bodies decide"), not any(one.date_id and one.day for one in content.sittings())),
        (N_("votes"), not content.votes),
    )
    named = [tr(words) for words, is_missing in missing if is_missing]
    if named:
        yield tr("The project does not hold: {what}.", what="; ".join(named))


def _is_uncounted(content: Content) -> bool:
    counted = {workshop for _, workshop in content.sizes}
    return any(one.id not in counted for one in content.workshops)
