"""What Weigh knows while it is on screen: notes and themes, what they take, their answers; read once and patched."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from models import queries, to_weigh, views, vote_reads
from models import records as r
from models.answer_rows import answers_by_id, supported_notes
from models.capacity import Load, PromisedLine, effective_answers, promised_lines, sum_up
from models.gate import Lack, Subject, lacks
from widgets.document import Document
from widgets.room import Rows

# Rows of one note, by which it can be read alone; and tables after whose change everything is read anew.
OWNED = frozenset("finding estimate cost_line answer".split())
WHOLE = frozenset("theme theme_note withdrawal contribution_place code_alias stage lane touchpoint path".split())
TOLD = frozenset("story story_place".split())
VOTED = frozenset("vote_round vote_option ballot vote_turnout".split())
ANSWERED = frozenset("answer change_log".split())  # only these changed: answers are patched one by one
OF_THEIR_THEME = ("idea", "stop")  # kinds of notes for which the answer of their theme holds
MOST_ALONE = 20  # more changed notes than this are quicker read together


class Item(NamedTuple):
    """Something that can be weighed: a note or a theme. `table`: "contribution" or "theme"."""

    id: str
    table: str
    kind: str
    title: str
    code: str
    weight: int = 0
    theme_id: str | None = None
    theme: r.ThemeRecord | None = None

    @property
    def is_note(self) -> bool:
        """Whether it is a note, not a theme."""
        return self.table == "contribution"

    @property
    def of(self) -> dict[str, str]:
        """Return whom an edit is about, as the edits of weighing are given it."""
        return {"note_id": self.id} if self.is_note else {"theme_id": self.id}

    @property
    def place(self) -> str:
        """Return which kind of gate applies: a theme counts as an idea."""
        return self.kind if self.is_note else "idea"


class Board:
    """Reads through the document; everything else is answered from memory."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.is_read = False
        self.current = ""  # the item that is worked on: where new rows most likely belong
        self.items: dict[str, Item] = {}
        self.answers: dict[str, r.AnswerRecord] = {}
        self.held: dict[str, r.AnswerRecord] = {}
        self.loads: dict[str, Load] = {}
        self.lines: tuple[PromisedLine, ...] = ()
        self.envelope: tuple[r.EnvelopeRecord, ...] = ()
        self.decisions: tuple[r.DecisionDateRecord, ...] = ()
        self.currency = "EUR"
        self._findings: defaultdict[str, list[r.FindingRecord]] = defaultdict(list)
        self._costs: defaultdict[str, list[r.CostRecord]] = defaultdict(list)
        self._estimates: dict[str, r.EstimateRecord] = {}
        self._owner: dict[str, str] = {}
        self._of_theme: defaultdict[str, list[str]] = defaultdict(list)  # notes that an answer of a theme may hold for
        self.supported: set[str] = set()  # notes that came with their support, such as votes of another platform
        self.votes: dict[str, int] = {}  # of closed rounds, by note or theme
        self._withdrawn: dict[str, Item] = {}  # in no list, and what was said about them still counts
        self._notes: dict[str, r.NoteRecord] = {}
        self._stories: tuple[r.StoryRecord, ...] | None = None

    # -- reading --------------------------------------------------------------------------------

    def read(self) -> None:
        """Read everything."""
        ask = self._document.ask
        self.currency = ask(queries.project).currency
        self.decisions = ask(queries.decision_dates)
        weighing = ask(to_weigh.weighing_of_all)
        self.items = {one.id: _of_line(one) for one in ask(to_weigh.note_lines)}
        self.items |= {one.id: _of_theme(one) for one in ask(queries.themes)}
        self._withdrawn = {one.id: _of_line(one) for one in ask(to_weigh.withdrawn_lines)}
        self.answers, self._estimates, self._owner, self._notes = {}, {}, {}, {}
        self._findings.clear()
        self._costs.clear()
        self._take(weighing)
        self._stories = None
        self.votes = ask(vote_reads.votes_by_subject)
        self.supported = set(ask(supported_notes))
        self.is_read = True
        self._settle()

    def follow(self, rows: Rows) -> frozenset[str] | None:
        """Read what changed; nothing named: everything. Return whose answers changed where nothing else did."""
        tables = {table for table, _ in rows}
        if tables & (TOLD | WHOLE):
            self._stories = None
        if not rows or not self.is_read or tables & WHOLE:
            self.read()
            return None
        if tables <= ANSWERED:
            return self._follow_answers([row_id for table, row_id in rows if table == "answer"])
        self._follow_around(tables)
        notes = {row_id for table, row_id in rows if table == "contribution"}
        if "voice" in tables and len(notes) != 1:  # whose words? A note that is entered comes with its own
            self.read()
            return None
        owned = {row_id for table, row_id in rows if table in OWNED}
        strangers = owned - set(self._owner)
        notes |= {self._owner.get(row_id, self.current) for row_id in owned} - {""}
        if len(notes) > MOST_ALONE or any(self.items[one].theme for one in notes if one in self.items):
            self.read()
            return None
        for note_id in notes:
            self._read_note(note_id)
        if strangers - set(self._owner):  # new rows of something else than what is worked on
            self.read()
            return None
        self._settle()
        return None

    def _read_note(self, note_id: str) -> None:
        weighing = self._document.ask(views.weighing_of, note_id)
        self._owner = {row_id: owner for row_id, owner in self._owner.items() if owner != note_id}
        self.answers.pop(note_id, None)
        self._estimates.pop(note_id, None)
        self._findings.pop(note_id, None)
        self._costs.pop(note_id, None)
        note = next(iter(weighing.notes), None)
        self._notes.pop(note_id, None)
        self._withdrawn.pop(note_id, None)
        if note is None or note.withdrawn:
            self.items.pop(note_id, None)
            self._withdrawn |= {note_id: _of_note(note)} if note else {}
        else:
            self.items[note_id] = _of_note(note)
            (self.supported.discard if note.support is None else self.supported.add)(note_id)
            self._notes[note_id] = note
        self._take(weighing)

    def _take(self, weighing: r.Weighing) -> None:
        self.envelope = weighing.envelope
        for answer in weighing.answers:
            self.answers[self._owned(answer)] = answer
        for finding in weighing.findings:
            self._findings[self._owned(finding)].append(finding)
        for cost in weighing.costs:
            self._costs[self._owned(cost)].append(cost)
        for estimate in weighing.estimates:
            self._estimates[self._owned(estimate)] = estimate

    def _owned(self, row: r.AnswerRecord | r.FindingRecord | r.CostRecord | r.EstimateRecord) -> str:
        owner = row.contribution_id or row.theme_id or ""
        self._owner[row.id] = owner
        return owner

    def _follow_around(self, tables: set[str]) -> None:
        """Read what stands around notes and themes, where it changed."""
        if tables & VOTED:
            self.votes = self._document.ask(vote_reads.votes_by_subject)
        if "envelope_line" in tables:
            self.envelope = self._document.ask(queries.envelope)
        if tables & {"decision_date", "project"}:
            self.decisions = self._document.ask(queries.decision_dates)
            self.currency = self._document.ask(queries.project).currency

    def _follow_answers(self, ids: list[str]) -> frozenset[str]:
        """Read answers that changed, of whatever notes and themes: nothing else did."""
        now = {one.id: one for one in self._document.ask(answers_by_id, ids)}
        touched: set[str] = set()
        for answer_id in ids:
            owner = self._owner.get(answer_id, "")
            answer = now.get(answer_id)
            if answer is not None:
                owner = self._owned(answer)
                self.answers[owner] = answer
            elif (held := self.answers.get(owner)) is not None and held.id == answer_id:
                del self.answers[owner]
            touched |= {owner, *self._of_theme.get(owner, ())}
        for item_id in touched:
            held = self._holding(item_id)
            if held is None:
                self.held.pop(item_id, None)
            else:
                self.held[item_id] = held
        self._add_up()
        return frozenset(touched)

    def _holding(self, item_id: str) -> r.AnswerRecord | None:
        own, item = self.answers.get(item_id), self.items.get(item_id)
        if own is not None or item is None or item.kind not in OF_THEIR_THEME:
            return own
        return self.answers.get(item.theme_id or "")

    def _settle(self) -> None:
        notes = tuple(item for item in self.items.values() if item.is_note)
        self.held = dict(effective_answers(notes, self.answers.values()))
        self._of_theme.clear()
        for note in notes:
            if note.theme_id:
                self._of_theme[note.theme_id].append(note.id)
        self._add_up()

    def _add_up(self) -> None:
        """Add the load up. Only notes with costs have any part in it, and there may be thousands without."""
        costs = tuple(cost for lines in self._costs.values() for cost in lines)
        found = (self.items.get(one) or self._withdrawn.get(one) for one in self._costs)
        notes = [item for item in found if item is not None and item.is_note]
        self.lines = promised_lines(notes, tuple(self.answers.values()), costs, self.envelope)
        self.loads = sum_up(self.lines, self.envelope)

    # -- asking ---------------------------------------------------------------------------------

    def note(self, note_id: str) -> r.NoteRecord | None:
        """Return a note with all its words, read when it is first asked for."""
        if note_id not in self._notes and (found := self._document.ask(views.note, note_id)) is not None:
            self._notes[note_id] = found
        return self._notes.get(note_id)

    def notes(self) -> Iterable[Item]:
        """Return the notes, those with the most voices first."""
        found = (item for item in self.items.values() if item.is_note)
        return sorted(found, key=lambda item: -item.weight)

    def themes(self) -> Iterable[Item]:
        """Return the themes in their order."""
        return (item for item in self.items.values() if item.theme)

    def findings(self, item_id: str) -> tuple[r.FindingRecord, ...]:
        """Return what everybody found about an item, oldest first."""
        return tuple(sorted(self._findings.get(item_id, ()), key=lambda one: one.id))

    def costs(self, item_id: str, measure: str) -> tuple[r.CostRecord, ...]:
        """Return the cost lines of one measure."""
        return tuple(cost for cost in self._costs.get(item_id, ()) if cost.measure == measure)

    def estimate(self, item_id: str) -> r.EstimateRecord | None:
        """Return what is known beside findings and cost lines."""
        return self._estimates.get(item_id)

    def lacks(self, item: Item) -> tuple[Lack, ...]:
        """Return what the item's own answer lacks before it can be confirmed."""
        answer = self.answers.get(item.id)
        if answer is None:
            return ()
        return lacks(answer, Subject(item.place, tuple(self._costs.get(item.id, ())), self._estimates.get(item.id)))

    def stories_at(self, note: r.NoteRecord) -> int:
        """Return how many stories stand at the same card as a note, or at the same stage where it has no card."""
        if self._stories is None:
            self._stories = self._document.ask(queries.stories)
        spots = {place.touchpoint_id or place.stage_id for place in note.places}
        return sum(
            not story.withdrawn and any(spots & {place.touchpoint_id, place.stage_id} for place in story.places)
            for story in self._stories
        )

    def theme_title(self, theme_id: str | None) -> str:
        """Return a theme's title, empty for none."""
        item = self.items.get(theme_id or "")
        return item.title if item else ""


def _of_note(note: r.NoteRecord) -> Item:
    words = note.wording or next((voice.words for voice in note.voices), "")
    weight = note.support if note.support is not None else len(note.voices)
    return Item(note.id, "contribution", note.kind, words, note.code, weight, note.theme_id)


def _of_line(line: to_weigh.NoteLine) -> Item:
    return Item(line.id, "contribution", line.kind, line.title, line.code, line.weight, line.theme_id)


def _of_theme(theme: r.ThemeRecord) -> Item:
    return Item(theme.id, "theme", "theme", theme.title, theme.code, theme=theme)
