"""The grammar of Mermaid's journeys, read from front to back as Mermaid 11 reads it."""

import math
import re
from html import unescape
from html.entities import html5

from exports.exchange.mermaid_drafts import JourneyDraft, Notice, TaskDraft
from exports.exchange.mermaid_source import JS_SPACE, Source
from exports.exchange.plain_text import without_scripts
from models.errors import Refused
from resources.texts import N_

TOO_MANY_TASKS = N_("Line {line}, column {column}: the journey has more than {limit} tasks and sections.")
TOO_MANY_PEOPLE = N_("Line {line}, column {column}: more than {limit} people are named behind the tasks.")
NO_JOURNEY = N_(
    "Line {line}, column {column}: expected the word “journey”, found “{found}”. Only journeys can be read."
)
NO_SCORE = N_("Line {line}, column {column}: expected a colon and a score after “{name}”, found “{found}”.")
NO_SCORE_END = N_(
    "Line {line}, column {column}: expected a colon and a score after “{name}”, found the end of the line."
)
EMPTY_SCORE = N_("Line {line}, column {column}: expected a score from 1 to 5 after the colon.")
NO_NAME = N_("Line {line}, column {column}: expected a title, a section or a task, found “{found}”.")
SECOND_JOURNEY = N_("Line {line}, column {column}: expected a task; its name cannot begin with the word “{found}”.")
OPEN_DESCRIPTION = N_("Line {line}, column {column}: the description is not closed. Expected }}.")

NOT_A_SCORE = N_("“{task}”: “{score}” is no score; no feeling was read.")
OUTSIDE = N_("“{task}”: the score {score} is not between 1 and 5; the nearest feeling is used.")
BETWEEN = N_("“{task}”: the score {score} lies between two feelings; the milder one is used.")
EXTRA = N_("“{task}”: what stands after the people was ignored, as Mermaid does: “{words}”.")
AFTER_HASH = N_("What stands after # was ignored, as Mermaid does: “{words}”.")
COMMENT = N_("A line with %% was taken for a comment, as Mermaid does: “{words}”.")
TITLE_FROM_NEXT_LINE = N_("The word “title” has no words beside it; the next line is the title, as Mermaid has it.")
SCRIPT = N_("A script in the title or description was left out.")

MOST_NAMED = 5000  # people behind all tasks together: each becomes a feeling
NO_SCORE_SIGN = "?"  # how a task is written of which nobody said how it feels
# "#35;" and "#colon;" are how Mermaid writes a sign that its grammar cannot hold. "*+" and "++" never give back.
_NAME = re.compile(r"(?:[^#:\n;]|#[A-Za-z0-9_]++;)++")
_LINE = re.compile(r"(?:[^#\n;]|#[A-Za-z0-9_]++;)++")
_ENTITY = re.compile(r"#([A-Za-z0-9_]{1,40});")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


class Parser:
    """Reads one source from front to back; every position is looked at a fixed number of times."""

    def __init__(self, source: Source, max_tasks: int) -> None:
        self._max_tasks = max_tasks
        self._source = source
        self._text = source.text
        self._at = 0
        self._title = ""
        self._acc_title = ""
        self._acc_description = ""
        self._sections: list[str] = []
        self._tasks: list[TaskDraft] = []
        self._named = 0
        self._notices = list(source.notices)

    def journey(self) -> JourneyDraft:
        """Return the journey. Raises Refused with line and column at the first thing Mermaid would not read."""
        while self._text[self._at : self._at + 1] in JS_SPACE and self._at < len(self._text):
            self._at += 1
        if not self._word("journey", exact=True):
            raise self._refusal(NO_JOURNEY, self._at, found=self._found())
        self._at += len("journey")
        while self._skip():
            self._statement()
        return JourneyDraft(
            title=self._title,
            acc_title=self._acc_title,
            acc_description=self._acc_description,
            sections=tuple(self._sections),
            tasks=tuple(self._tasks),
            notices=tuple(sorted(self._notices, key=lambda notice: notice.line)),
            front_title=self._source.title,
        )

    def _skip(self) -> bool:
        """Go to the next statement; False at the end."""
        text = self._text
        while self._at < len(text):
            here = text[self._at]
            # "\%%" in Mermaid's grammar came out as one "%": where a statement may begin, one is enough for a comment.
            comment = here == "%" and text[self._at + 1 : self._at + 2] != "{"
            # Mermaid's grammar takes any one sign before "%%" for the beginning of a comment, except "}".
            later = here != "}" and text.startswith("%%", self._at + 1)
            if comment or later:
                if here not in JS_SPACE + "%":
                    self._notice(COMMENT, self._at, words=self._found())
                self._at = self._line_end(self._at + (here == "\n"))
            elif here in JS_SPACE:
                self._at += 1
            elif here == "#" and not _ENTITY.match(text, self._at):
                self._at = self._line_end(self._at)
            else:
                return True
        return False

    def _statement(self) -> None:
        if self._word("journey"):
            raise self._refusal(SECOND_JOURNEY, self._at, found=self._text[self._at : self._at + 7])
        for read in (self._read_title, self._read_accessible, self._read_section):
            if read():
                return
        self._read_task()

    def _word(self, word: str, *, exact: bool = False) -> bool:
        end = self._at + len(word)
        found = self._text[self._at : end]
        follows = self._text[end : end + 1]
        ends = not (follows == "_" or (follows.isascii() and follows.isalnum()))
        return ends and (found if exact else found.lower()) == word

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _keyword_words(self, word: str, words: re.Pattern[str]) -> str | None:
        """Return what follows a keyword and one white space, and go behind it; None if that is not what stands here."""
        end = self._at + len(word)
        if self._text[self._at : end].lower() != word or self._text[end : end + 1] not in JS_SPACE:
            return None
        found = words.match(self._text, end + 1) if end < len(self._text) else None
        if not found:
            return None
        self._at = found.end()
        self._tell_lost()
        return found[0]

    def _read_title(self) -> bool:
        start = self._at
        words = self._keyword_words("title", _LINE)
        if words is None:
            return False
        if self._text[start + 5] == "\n":
            self._notice(TITLE_FROM_NEXT_LINE, start)
        self._title = _decoded(self._without_scripts(words, start))
        return True

    def _read_section(self) -> bool:
        words = self._keyword_words("section", _NAME)
        if words is not None:
            self._room_for_one_more(self._at)
            self._sections.append(_decoded(words))
        return words is not None

    def _read_accessible(self) -> bool:
        """Read accTitle: and accDescr: to the end of the line, accDescr { } over several lines."""
        start, word = self._at, self._text[self._at : self._at + 8].lower()
        if word not in ("acctitle", "accdescr"):
            return False
        mark = self._after_space(start + 8)
        if self._text.startswith(":", mark):
            begin = self._after_space(mark + 1)
            self._at = end = self._line_end(begin)
        elif word == "accdescr" and self._text.startswith("{", mark):
            begin, end = mark + 1, self._text.find("}", mark)
            if end < 0:
                raise self._refusal(OPEN_DESCRIPTION, mark)
            self._at = end + 1
        else:
            return False
        first, *others = self._without_scripts(self._text[begin:end].strip(JS_SPACE), start).split("\n")
        words = _decoded("\n".join([first, *(line for other in others if (line := other.lstrip(JS_SPACE)))]))
        if word == "acctitle":
            self._acc_title = words
        else:
            self._acc_description = words
        return True

    def _after_space(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in JS_SPACE:
            at += 1
        return at

    def _read_task(self) -> None:
        start = self._at
        name = _NAME.match(self._text, start)
        if not name:
            raise self._refusal(NO_NAME, start, found=self._found())
        self._at = name.end()
        if not self._text.startswith(":", self._at):
            end = self._text[self._at : self._at + 1] in ("", "\n")
            raise self._refusal(
                NO_SCORE_END if end else NO_SCORE, self._at, name=_cut(name[0].strip()), found=self._found()
            )
        data = _LINE.match(self._text, self._at + 1)
        if not data:
            raise self._refusal(EMPTY_SCORE, self._at)
        self._at = data.end()
        self._tell_lost()
        self._add_task(_decoded(name[0]), data[0], start)

    def _add_task(self, name: str, data: str, at: int) -> None:
        self._room_for_one_more(at)
        said, *rest = data.split(":")
        people = tuple(_decoded(person.strip(JS_SPACE)) for person in rest[0].split(",")) if rest else ()
        self._named += len(people)
        if self._named > MOST_NAMED:
            raise self._refusal(TOO_MANY_PEOPLE, at, limit=str(MOST_NAMED))
        if rest[1:]:
            self._notice(EXTRA, at, task=_cut(name.strip()), words=_cut(":".join(rest[1:]).strip()))
        section = self._sections[-1] if self._sections else ""
        score = self._score(said.strip(JS_SPACE), name.strip(), at)
        line, _ = self._source.place(at)
        self._tasks.append(TaskDraft(section, name, score, people, line, len(self._sections) - 1))

    def _room_for_one_more(self, at: int) -> None:
        if len(self._tasks) + len(self._sections) >= self._max_tasks:
            raise self._refusal(TOO_MANY_TASKS, at, limit=str(self._max_tasks))

    def _score(self, said: str, name: str, at: int) -> int | float | None:
        score = _number(said)
        if score is None and said != NO_SCORE_SIGN:
            self._notice(NOT_A_SCORE, at, task=_cut(name), score=_cut(said))
        elif score is not None and not 1 <= score <= 5:
            self._notice(OUTSIDE, at, task=_cut(name), score=said)
        elif score is not None and score != int(score):
            self._notice(BETWEEN, at, task=_cut(name), score=said)
        return score

    def _without_scripts(self, words: str, at: int) -> str:
        kept = without_scripts(words)
        if kept != words:
            self._notice(SCRIPT, at)
        return kept

    def _tell_lost(self) -> None:
        if self._text.startswith("#", self._at):
            self._notice(AFTER_HASH, self._at, words=self._found())

    def _found(self) -> str:
        return _cut(self._text[self._at : self._line_end(self._at)].strip(JS_SPACE))

    def _notice(self, message: str, at: int, **values: str) -> None:
        self._notices.append(Notice(self._source.place(at)[0], message, tuple(values.items())))

    def _refusal(self, message: str, at: int, **values: str) -> Refused:
        line, column = self._source.place(at)
        return Refused(message, line=line, column=column, **values)


def _cut(words: str) -> str:
    """Return words for a sentence: not too long, and without signs that are not to be seen."""
    words = "".join(sign if sign.isprintable() else " " for sign in words)
    return words if len(words) <= 60 else words[:59] + "…"


def _number(said: str) -> int | float | None:
    """Return a number as JavaScript reads it; none where JavaScript has NaN, infinity, or takes "nothing" for 0."""
    if re.fullmatch(r"0[xX][0-9a-fA-F]{1,12}|0[oO][0-7]{1,12}|0[bB][01]{1,12}", said):
        return int(said, 0)
    if not _NUMBER.fullmatch(said):
        return None
    value = float(said)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _decoded(words: str) -> str:
    """Return the words with "#35;" as "#" and "#colon;" as ":"; what names no sign stays."""
    return _ENTITY.sub(_sign, words)


def _sign(found: re.Match[str]) -> str:
    body = found[1]
    if body.isdigit():
        code = int(body[:8])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]
    return unescape(f"&{body};") if f"{body};" in html5 else found[0]
