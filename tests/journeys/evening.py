"""An evening replayed at the real window by keyboard alone: notes, stories, themes and votes, typed one after another.

Every key press, and every turn of the event loop between two presses, is timed on the way: the longest is what people
would have waited for.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median_low

from PySide6.QtWidgets import QApplication

from benchmarks.monkey import press_letter
from models import queries
from models.edits.path import AddPath, NewCard
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.project import Project
from models.records import NoteRecord, StoryRecord
from tests.journeys.window import Person
from widgets.sort.room import SortRoom
from widgets.sort.votes.page import VotesPage

GROUPS = (("Family carers", 8), ("Perheenjäsenet ja läheiset", 7), ("الجيران", 6), ("Staff", 5))
STAGES = ("Something is wrong", "First call", "Assessment", "At home", "A bad week")
CARDS = (
    "Ring the service line",
    "Somebody comes to the door",
    "Fill in the form",
    "Wait for the letter",
    "Ask at the desk",
)
KINDS = (("", "unsorted"), ("- ", "stop"), ("! ", "problem"), ("+ ", "offer"), ("? ", "question"))
TABLES = ("Table 1", "Table 2", "Ikkunapöytä")
WORDS = (
    "nobody rang back, the letter came late, a text with the time, my mother waits at the window, kukaan ei soittanut, "
    "lomake on liian pitkä, +1 862 is the number they gave me, لا أحد يجيب, 没有人接电话, "
    "we could drive people on Thursdays, "
    "the same questions again, let the dog come, who decides this, palveluohjaaja vaihtui taas"
).split(", ")
VOTES = {"What comes first?": {"A call-back": 9, "Kotikäynti": 6}, "And then?": {"Taxis": 4, "Music": 4, "A key": 1}}
PAUSE = 0.03  # seconds between two entries; people are slower


@dataclass(frozen=True)
class Said:
    """What was typed: the words that must be in the file, and what must be known of them."""

    words: str
    kind: str
    group: str
    table: str
    step: str


@dataclass
class Waits:
    """How long the window took for each thing, in seconds: by the clock in `taken`, of its processor in `worked`."""

    taken: list[tuple[float, str]] = field(default_factory=list)
    worked: list[tuple[float, str]] = field(default_factory=list)

    def time(self, what: str, do: Callable[[], object]) -> None:
        """Do something and remember how long it took."""
        began, worked = time.perf_counter(), time.thread_time()
        do()
        self.taken.append((time.perf_counter() - began, what))
        self.worked.append((time.thread_time() - worked, what))

    def usual(self, most: int = 1) -> list[tuple[float, str]]:
        """Return what each thing usually takes of the processor, longest first.

        A machine with a noisy neighbour stops now and then for seconds in the midst of any key press; what hangs, hangs
        each time it is done.
        """
        by_name: dict[str, list[float]] = {}
        for seconds, what in self.worked:
            by_name.setdefault(what, []).append(seconds)
        return sorted(((median_low(each), what) for what, each in by_name.items()), reverse=True)[:most]


def prepared(path: Path) -> None:
    """Make the project that was prepared before the evening: groups who came, a path, a workshop."""
    with Project.create(path, "An evening in November") as project:
        shop = str(project.perform(AddWorkshop("Workshop 1", {"ask": "What would help?", "promise_level": 2})).result)
        cards = tuple(NewCard(at, 0, words) for at, words in enumerate(CARDS))
        project.perform(AddPath("Help at home", stages=STAGES, lanes=(("people_do", ""),), cards=cards))
        for name, came in GROUPS:
            group = str(project.perform(AddSegment(name)).result)
            project.perform(SetAttendance(shop, group, came, came))


class Evening:
    """Types an evening. `notes` and `stories`: what was said, in order."""

    def __init__(self, person: Person, seed: int = 4) -> None:
        self.person, self.waits = person, Waits()
        self.notes: list[Said] = []
        self.stories: list[Said] = []
        self._dice = random.Random(seed)  # noqa: S311 - a seed is the point
        self._group = self._table = self._step = ""

    # -- hands ----------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, each timed."""
        for key in keys:
            self.waits.time(key, lambda key=key: self.person.press(key))

    def write(self, words: str) -> None:
        """Type words, each letter timed."""
        for letter in words:
            focused = QApplication.focusWidget()
            assert focused is not None, f"nothing has the focus to take “{words}”"
            self.waits.time(
                f"typing in {type(focused).__name__}", lambda letter=letter, at=focused: press_letter(at, letter)
            )
        self.breathe(0)

    def breathe(self, seconds: float = PAUSE) -> None:
        """Let the window do what it put off, each turn of its loop timed."""
        last = time.monotonic() + seconds
        while True:
            self.waits.time("between two keys", QApplication.processEvents)
            if time.monotonic() >= last:
                return
            time.sleep(0.002)

    # -- capture --------------------------------------------------------------------------------

    def take_notes(self, count: int) -> None:
        """Type notes: a mark for the kind, and now and then another group, table or step."""
        self.press("F2")
        for number in range(count):
            if number % 40 == 0:
                self._choose_table(TABLES[number // 40 % len(TABLES)])
            if number % 7 == 0:
                self._choose_group(number // 7 % len(GROUPS))
            if number % 11 == 0:
                self._choose_step(number // 11 % len(CARDS))
            mark, kind = KINDS[number % len(KINDS)]
            words = f"{self._dice.choice(WORDS)} – {self._dice.choice(WORDS)} {number}"
            self.write(mark + words)
            self.press("Return")
            self.notes.append(Said(words, kind, self._group, self._table, self._step))
            self.breathe()

    def take_stories(self, count: int) -> None:
        """Type stories of two paragraphs; Enter makes the paragraph."""
        self.press("F3")
        for number in range(count):
            if number % 3 == 0:
                self._choose_group((number // 3 + 1) % len(GROUPS))
            first, second = (f"{self._dice.choice(WORDS)}, {self._dice.choice(WORDS)}" for _ in range(2))
            self.write(f"{first} {number}.")
            self.press("Return")
            self.write(second)
            self.press("Ctrl+Return")
            words = f"{first} {number}.\n{second}"
            self.stories.append(Said(words, "", self._group, self._table, self._step))
            self.breathe()

    def _choose_group(self, at: int) -> None:
        self.press("F8", str(at + 1))
        self._group = GROUPS[at][0]

    def _choose_table(self, name: str) -> None:
        self.press("F9")
        self.write(name)
        self.press("Return")
        if name != self._table:  # another table: what was set for the last one goes
            self._group = self._step = ""
        self._table = name

    def _choose_step(self, at: int) -> None:
        self.press("Ctrl+L")
        self.write(CARDS[at][:9])
        self.press("Return")
        self._step = f"{chr(ord('A') + at)}1"

    # -- sort -----------------------------------------------------------------------------------

    def make_themes(self, count: int, each: int) -> list[list[str]]:
        """Put notes into new themes, `each` into one, oldest first; return the words by theme."""
        self.press("Ctrl+4")
        made: list[list[str]] = []
        left = [said.words for said in self.notes]
        for number in range(count):
            self.press("N")
            self.write(f"Theme {number + 1}")
            self.press("Return")
            made.append([left.pop(0)])
            self.breathe()
            for _ in range(each - 1):
                self.press(THEME_KEYS[number])
                made[-1].append(left.pop(0))
                self.breathe()
        return made

    def vote(self, question: str, options: dict[str, int]) -> None:
        """Hold one round: the sheet, one count, and closing. `options`: dots by what stands on the sheet."""
        person = self.person
        self.press("Ctrl+Shift+N")
        self.write(question)
        self.press("Return")
        page = person.room(SortRoom).page
        assert isinstance(page, VotesPage)
        for option in options:
            person.tab_to(page.sheet.own.line)
            self.write(option)
            self.press("Return")
        self.press("Ctrl+Shift+PgDown")
        for number in (sum(options.values()) // 3, *options.values()):
            self.write(str(number))
            self.press("Return")
        person.tab_to(page.count.close_round)
        self.press("Space")


THEME_KEYS = "123456789ABC"


def said_of_note(note: NoteRecord, groups: dict[str, str]) -> Said:
    """What the file holds of a note, as it was typed."""
    voice = note.voices[0]
    step = next((place.code for place in note.places), "")
    return Said(voice.words, note.kind, groups.get(voice.segment_id or "", ""), voice.table_name, step)


def said_of_story(story: StoryRecord, groups: dict[str, str]) -> Said:
    """What the file holds of a story, as it was typed."""
    step = next((place.code for place in story.places), "")
    return Said(story.words, "", groups.get(story.segment_id or "", ""), story.table_name, step)


def group_names(project: Project) -> dict[str, str]:
    """Names of groups by id."""
    return {group.id: group.name for group in project.ask(queries.groups)}
