"""The wording check: what a text of the organisation says beyond what is true, and what may stand there instead.

Only for texts that the organisation wrote itself: never for exact words, quotations or titles that people gave.
A mark never blocks anything. docs/wording.md has the table of what is marked and what is left alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.wording_facts import NOTHING, Facts, facts_of
from models.wording_lists import KINDS, Entry, WordLists, lists_of
from models.wording_match import Index, Token, tokens_of
from models.wording_says import Says
from resources.texts import N_

__all__ = ["KINDS", "NOTHING", "SENTENCES", "Facts", "Mark", "WordLists", "check", "facts_of", "lists_of", "used"]

LONGEST = 100_000  # characters: beyond that a text is not a text of an organisation
AROUND = 4  # words before a match at which a set expression that holds it may begin
LONGEST_STOP = 10  # full stops and the like at the end of a sentence that is replaced
REACH = 10  # words before a match in which "not" and its kin still belong to it


@dataclass(frozen=True, slots=True)
class KindText:
    """What is said about a kind of mark: its name, why it is marked, and the question where the file holds nothing."""

    name: str
    why: str
    question: str


SENTENCES = {
    "strong": KindText(
        N_("Strong promise"),
        N_("This promises more than is confirmed."),
        N_("Is this confirmed? Who decides it, and when?"),
    ),
    "vague": KindText(N_("Vague promise"), N_("Nobody can tell when this is kept."), N_("By when, and who?")),
    "collective": KindText(
        N_("Speaks for everyone"), N_("This speaks for people who may not have said it."), N_("Who said so? How many?")
    ),
    "blame": KindText(N_("Blame"), N_("This blames somebody."), N_("What happened, and what can be done now?")),
    "jargon": KindText(
        N_("Word of the trade"), N_("Not everybody knows this word."), N_("How would you say it in the room?")
    ),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of a text, from `start` to `end`.

    `why` and `question` are translated when shown. `replacement` may stand instead of the text from `first` to `last`
    (a whole sentence, or the words alone); None: the file holds nothing, so `question` asks the writer. `hint`: plain
    words of the list or the glossary, to choose from.
    """

    start: int
    end: int
    kind: str
    words: str
    why: str
    question: str
    replacement: str | None
    first: int
    last: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    limit: int
    entry: Entry


def check(text: str, facts: Facts, lists: WordLists) -> tuple[Mark, ...]:
    """Return the marks of a text in its order; they do not overlap. `facts`: what the file holds, or NOTHING."""
    if not lists.count or not text or len(text) > LONGEST:
        return ()
    tokens = tokens_of(text)
    seen = _Sentences(tokens, lists)
    hits = list(_hits(tokens, seen, facts))
    says = Says(facts, lists)
    return tuple(_mark(text, tokens, hit, seen, says) for hit in _apart(hits))


def used(text: str, mark: Mark) -> str:
    """Return a text with a mark's replacement in its place; the text as it is where there is none."""
    return text if mark.replacement is None else text[: mark.first] + mark.replacement + text[mark.last :]


class _Sentences:
    """What holds for whole sentences of one text, looked up once each."""

    def __init__(self, tokens: Sequence[Token], lists: WordLists) -> None:
        self.tokens, self.lists = tokens, lists
        self._known: dict[tuple[int, int], bool] = {}
        self._quoting: set[int] = set()
        self._said: dict[str, bool] = {}
        self._ends: dict[int, tuple[int, int]] = {}
        for at, token in enumerate(tokens):
            first = self._ends.get(token.sentence, (at, 0))[0]
            self._ends[token.sentence] = (first, at + 1)
            if token.quoted:
                self._quoting.add(token.sentence)

    def range_of(self, sentence: int) -> tuple[int, int]:
        """Return the first token of a sentence and the one after its last."""
        return self._ends[sentence]

    def spared(self, kind: str, sentence: int) -> bool:
        """Tell whether something in a sentence lets all marks of a kind be."""
        return self.holds(sentence, self.lists.guard(kind, "anywhere"))

    def tells(self, sentence: int) -> bool:
        """Tell whether a sentence is about telling people something."""
        return self.holds(sentence, self.lists.telling)

    def says_already(self, said: str, text: str) -> bool:
        """Tell whether the text has a sentence already."""
        if said not in self._said:
            self._said[said] = said in text
        return self._said[said]

    def quotes(self, sentence: int) -> bool:
        """Tell whether a sentence holds words of somebody else."""
        return sentence in self._quoting

    def holds(self, sentence: int, patterns: Index[bool]) -> bool:
        """Tell whether patterns of a list are found in a sentence; each sentence is read once for each list."""
        key = (id(patterns), sentence)
        if key not in self._known:
            self._known[key] = patterns.within(self.tokens, *self.range_of(sentence))
        return self._known[key]


def _hits(tokens: Sequence[Token], seen: _Sentences, facts: Facts) -> Iterator[_Hit]:
    entries = seen.lists.entries
    for at, first in enumerate(tokens):
        if first.quoted:
            continue
        for entry, limit in entries.at(tokens, at, len(tokens)):
            quoted = tokens[limit - 1].quoted
            if not (quoted or _is_true(entry, facts) or _left_alone(tokens, at, limit, entry, seen)):
                yield _Hit(at, limit, entry)


def _is_true(entry: Entry, facts: Facts) -> bool:
    """Tell whether the file says that such words are right here, or are not asked for here."""
    right = entry.kind == "strong" and facts.settled
    return right or 0 < entry.level <= facts.level or (entry.beside_answer and not facts.code)


def _left_alone(tokens: Sequence[Token], at: int, limit: int, entry: Entry, seen: _Sentences) -> bool:
    lists, sentence = seen.lists, tokens[at].sentence
    if seen.spared(entry.kind, sentence):
        return True
    first, last = seen.range_of(sentence)
    near = at
    while near > max(first, at - REACH) and tokens[near - 1].clause == tokens[at].clause:
        near -= 1
    before, after = lists.guard(entry.kind, "before"), lists.guard(entry.kind, "after")
    if before.within(tokens, near, at) or (limit < last and after.at(tokens, limit, last)):
        return True
    for where, index in entry.leave:
        if where == "before" and any(index.ends_at(tokens, start, at) for start in range(near, at)):
            return True
        if where == "after" and limit < last and index.at(tokens, limit, last):
            return True
        if where == "anywhere" and seen.holds(sentence, index):
            return True
    return _is_alone(tokens, at, limit, (first, last), lists)


def _is_alone(tokens: Sequence[Token], at: int, limit: int, span: tuple[int, int], lists: WordLists) -> bool:
    """Tell whether a match overlaps a set expression that is never marked."""
    starts = range(max(span[0], at - AROUND), limit)
    return any(end > at for start in starts for _, end in lists.alone.at(tokens, start, span[1]))


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """Let the weightier kind stand where two overlap, then the longer one; sort by place."""
    taken: list[_Hit] = []
    covered: set[int] = set()
    for hit in sorted(hits, key=_weight):
        places = range(hit.first, hit.limit)
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(hit)
    return sorted(taken, key=lambda one: one.first)


def _weight(hit: _Hit) -> tuple[bool, int, int, int]:
    """What holds for any future beside an answer says least, and gives way to what says more."""
    return hit.entry.beside_answer, KINDS.index(hit.entry.kind), hit.first - hit.limit, hit.first


def _mark(text: str, tokens: Sequence[Token], hit: _Hit, seen: _Sentences, says: Says) -> Mark:
    start, end = tokens[hit.first].start, tokens[hit.limit - 1].end
    kind = SENTENCES[hit.entry.kind]
    sentence = tokens[hit.first].sentence
    mark = Mark(start, end, hit.entry.kind, text[start:end], kind.why, kind.question, None, start, end, hit.entry.hint)
    if hit.entry.kind == "strong":
        return _whole(text, seen, sentence, mark, says.answer())
    if hit.entry.kind == "vague":
        short = says.when(telling=seen.tells(sentence)) if hit.entry.instead else None
        if short is not None:
            return replace(mark, replacement=_as_begun(hit.entry.instead.replace("{by}", short), mark))
        return _whole(text, seen, sentence, mark, says.dated())
    return replace(mark, replacement=_instead(mark, hit.entry.instead, says.count()))


def _instead(mark: Mark, instead: str, count: str | None) -> str | None:
    if not instead or ("{count}" in instead and count is None):
        return None
    return _as_begun(instead.replace("{count}", count or ""), mark)


def _as_begun(said: str, mark: Mark) -> str:
    """Begin with a capital where the marked words did."""
    return said[:1].upper() + said[1:] if mark.words[:1].isupper() else said


def _whole(text: str, seen: _Sentences, sentence: int, mark: Mark, said: str | None) -> Mark:
    """Offer words instead of the whole sentence, its full stop included; not instead of a quotation, and not twice."""
    if said is None or seen.quotes(sentence) or seen.says_already(said, text):
        return mark
    span = seen.range_of(sentence)
    first, end = seen.tokens[span[0]].start, seen.tokens[span[1] - 1].end
    last = end
    while last < min(len(text), end + LONGEST_STOP) and text[last] in ".!?…":
        last += 1
    return replace(mark, replacement=said, first=first, last=last)
