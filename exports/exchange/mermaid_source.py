"""A Mermaid text without what is not its diagram (front matter, directives, comment lines), places kept.

Mermaid cuts these out before its parser sees the text. They are cut here too, and every place in the rest still knows
its line and column in the file.
"""

from bisect import bisect_right

from exports.exchange.mermaid_drafts import Notice
from models.errors import Refused
from resources.texts import N_

# What JavaScript takes for white space; Python's isspace differs by a few characters.
JS_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))

FRONT_MATTER_IGNORED = N_("The settings at the top of the file were ignored.")
DIRECTIVE_IGNORED = N_("The directive “{words}” was ignored.")
FRONT_MATTER_OPEN = N_("Line {line}, column {column}: the settings begin with --- and never end. Expected a line ---.")
DIRECTIVE_OPEN = N_("Line {line}, column {column}: the directive begins with %%{{ and never ends. Expected }}%%.")


class Source:
    """The diagram in `text`: what is left of a file. `title` is the one in the front matter, "" if there is none."""

    def __init__(self, whole: str) -> None:
        """Take a file's text with any line ends. Raises Refused when front matter or a directive never ends."""
        self._whole = whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._starts: list[int] = []  # where each kept piece begins in `text` …
        self._origins: list[int] = []  # … and in the whole
        self._pieces: list[str] = []
        self._length = 0
        self.title = ""
        self.notices: list[Notice] = []
        self._cut(self._after_front_matter())
        self.text = "".join(self._pieces)

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a position in `text`."""
        piece = bisect_right(self._starts, at) - 1
        origin = self._origins[piece] + at - self._starts[piece] if piece >= 0 else len(self._whole)
        return self._place(origin)

    def _place(self, origin: int) -> tuple[int, int]:
        before = self._whole[:origin]
        return before.count("\n") + 1, origin - before.rfind("\n")

    def _line_end(self, at: int) -> int:
        """Return where the line after the one at `at` begins."""
        end = self._whole.find("\n", at)
        return len(self._whole) if end < 0 else end + 1

    def _after_front_matter(self) -> int:
        at = 0
        while at < len(self._whole) and not self._whole[at : self._line_end(at)].strip(JS_SPACE):
            at = self._line_end(at)
        start, at = at, self._line_end(at)
        if self._whole[start:at].strip(JS_SPACE) != "---":
            return 0
        lines: list[str] = []
        while at < len(self._whole):
            line, at = self._whole[at : self._line_end(at)], self._line_end(at)
            if line.strip(JS_SPACE) == "---":
                self._read_settings(lines, start)
                return at
            lines.append(line)
        raise self._refusal(FRONT_MATTER_OPEN, start)

    def _read_settings(self, lines: list[str], start: int) -> None:
        """Take the title, which is people's words; the rest is about drawing."""
        filled = [line for line in lines if line.strip()]
        indent = min((len(line) - len(line.lstrip()) for line in filled), default=0)
        others = 0
        for line in filled:
            name, _, value = line[indent:].partition(":")
            if name == "title":
                self.title = _unquoted(value.strip())
            else:
                others += 1
        if others:
            self.notices.append(Notice(self._place(start)[0], FRONT_MATTER_IGNORED))

    def _cut(self, at: int) -> None:
        while at < len(self._whole):
            end = self._line_end(at)
            line = self._whole[at:end].lstrip(JS_SPACE)
            if line.startswith("%%") and not line.startswith("%%{"):
                at = end
                continue
            directive = self._whole.find("%%{", at, end)
            closing = self._whole.find("}%%", directive) if directive >= 0 else -1
            if closing >= 0:
                self._keep(at, directive)
                at = closing + 3
                self._tell(directive, at)
                continue
            if line.startswith("%%{"):
                raise self._refusal(DIRECTIVE_OPEN, directive)
            self._keep(at, end)
            at = end

    def _keep(self, start: int, end: int) -> None:
        if end > start:
            self._starts.append(self._length)
            self._origins.append(start)
            self._pieces.append(self._whole[start:end])
            self._length += end - start

    def _tell(self, start: int, end: int) -> None:
        words = " ".join(self._whole[start:end].split())
        shown = words if len(words) <= 60 else words[:59] + "…"
        self.notices.append(Notice(self._place(start)[0], DIRECTIVE_IGNORED, (("words", shown),)))

    def _refusal(self, message: str, at: int) -> Refused:
        line, column = self._place(at)
        return Refused(message, line=line, column=column)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
