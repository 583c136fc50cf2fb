"""HTML in a cell becomes plain text; a text that only looks like HTML stays exactly as it is. Nothing is fetched.

Python's parser is slow on purpose-made input (an unclosed tag makes it look at the rest again and again), so
everything that is no whole, known tag is made harmless first; each step looks at every letter a fixed number of times.
"""

import re
from html import unescape
from html.entities import html5
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header html legend main nav ol p pre section summary table tbody tfoot thead ul".split()
)
_LINES = frozenset(["br", "hr", "li", "tr"])
_CELLS = frozenset(["td", "th"])
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var o:p".split()
)
_KNOWN = _BLOCKS | _LINES | _CELLS | _INLINE
# Tags without words of their own; newer parsers would also read the rest of the text as the inside of some of them.
_DROPPED = frozenset(["embed", "iframe", "input", "link", "meta", "object", "source", "title", "wbr"])

# A whole tag with well-formed attributes. "[^"<]" keeps every attempt before the next "<", so all of them together
# read the text once; "++" and "*+" never give back. A stray quote is allowed because real files hold <a href="x"">.
_TAG = re.compile(
    r"""</?+([a-z][a-z0-9:]*+)
        (?:[\s/]*+(?:[a-z_:@][\w:.@-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>]++)
                   |(?:allowfullscreen|checked|compact|controls|disabled|download|hidden|nofollow|noshade|nowrap|reversed)\b
                   |["']))*+
        [\s/]*+>
      |<""",
    re.IGNORECASE | re.VERBOSE,
)
_AMPERSAND = re.compile(r"&(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_ADDRESS = re.compile(r"(https?|ftp|mailto|tel):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]+")  # without a shape, and they break XML; line break and tab stay
_ELEMENTS = tuple(
    (re.compile(opening, re.IGNORECASE | re.ASCII), re.compile(closing, re.IGNORECASE | re.ASCII))
    for opening, closing in (
        ("<!--", "-->"),
        (r"<script(?![a-z0-9])", r"</script\s*+>"),
        (r"<style(?![a-z0-9])", r"</style\s*+>"),
    )
)


def html_to_plain(text: str) -> str:
    """Return `text` without markup: paragraphs apart by a blank line, "- " before list items, addresses in parentheses.

    A text without any known tag or entity is returned unchanged. Scripts, styles and comments go, an image leaves
    its alternative text. Never raises; takes time in proportion to the length.
    """
    if "<" not in text and "&" not in text:
        return text
    marks = _Marks()
    source = marks.harmless(text)
    if not marks.found:
        return text
    reader = _Reader(keeps_lines=not marks.blocks)
    reader.feed(source.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return reader.text()


def without_scripts(text: str) -> str:
    """Return `text` without whole script and style elements and comments; all else stays as it is."""
    return _Marks().without_scripts(text)


class _Marks:
    """Escapes what is no HTML, and remembers whether there was any."""

    def __init__(self) -> None:
        self.found = False
        self.blocks = False

    def without_scripts(self, text: str) -> str:
        for opening, closing in _ELEMENTS:
            text = self._without(text, opening, closing)
        return text

    def harmless(self, text: str) -> str:
        text = self.without_scripts(text)
        return _TAG.sub(self._tag, _AMPERSAND.sub(self._entity, text))

    def _without(self, text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
        """Cut whole elements; one that never closes stays, because the words after it are somebody's."""
        kept: list[str] = []
        at = 0
        while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
            self.found = True
            kept.append(text[at : start.start()])
            at = end.end()
        return "".join([*kept, text[at:]]) if at else text

    def _entity(self, found: re.Match[str]) -> str:
        if found[1] and _is_entity(found[1]):
            self.found = True
            return found[0]
        return "&amp;" + found[0][1:]

    def _tag(self, found: re.Match[str]) -> str:
        name = found[1].lower() if found[1] else ""
        if name in _DROPPED:
            self.found = True
            return ""
        if name not in _KNOWN:
            return "&lt;" + found[0][1:]
        self.found = True
        self.blocks = self.blocks or name in _BLOCKS or name in _LINES or name in _CELLS
        return found[0]


def _is_entity(body: str) -> bool:
    """Tell whether "amp;" or "#228;" stands for a character that a text may hold."""
    if not body.startswith("#"):
        return body in html5
    code = int(body[2:-1], 16) if body[1] in "xX" else int(body[1:-1])
    return 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and unescape(f"&{body}") not in ("", "\ufffd")


class _Reader(HTMLParser):
    """Writes the words down; a break is only remembered until more words come, so none pile up."""

    def __init__(self, *, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._keeps_lines = keeps_lines
        self._out: list[str] = []
        self._break = 0  # line breaks due before the next words: 1 a new line, 2 a blank line
        self._gap = False  # a space due, between cells of a table
        self._bullet = False
        self._lists = 0
        self._pre = 0
        self._link: tuple[str, int] | None = None  # address, where its words begin in _out

    def text(self) -> str:
        """Return what was read."""
        self._close_link()
        plain = _CONTROLS.sub("", "".join(self._out)).replace("\u00a0", " ")
        if self._keeps_lines:
            return plain
        return "\n".join(line.rstrip(" ") for line in plain.split("\n")).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag == "a":
            self._close_link()
            self._link = (values.get("href", "").strip(), len(self._out))
        elif tag == "img":
            self.handle_data(values.get("alt", ""))
        elif tag == "br":
            self._break = min(2, self._break + 1)
        elif tag == "li":
            self._due(1)
            self._bullet = True
        else:
            self._change_depth(tag, 1)
            self._around(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        elif tag == "li":
            self._bullet = False
            self._due(1)
        elif tag != "br":
            self._change_depth(tag, -1)
            self._around(tag)

    def handle_data(self, data: str) -> None:
        if not self._keeps_lines and not self._pre:
            data = _SPACES.sub(" ", data)
            if not self._in_line() or self._gap or self._out[-1].endswith(" "):
                data = data.removeprefix(" ")
            if not self._in_line() and not data.strip():  # <p>&nbsp;</p> is no paragraph
                return
        if data:
            self._flush()
            self._out.append(data)

    def _in_line(self) -> bool:
        return bool(self._out) and not self._break and not self._bullet

    def _flush(self) -> None:
        if self._out and self._break:
            self._out.append("\n" * self._break)
        elif self._gap and self._out:
            self._out.append(" ")
        if self._bullet:
            self._out.append("- ")
        self._break, self._gap, self._bullet = 0, False, False

    def _due(self, lines: int) -> None:
        if not self._bullet:  # <li><p>words: the paragraph begins beside its bullet
            self._break = max(self._break, lines)

    def _change_depth(self, tag: str, step: int) -> None:
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists + step)
        elif tag == "pre":
            self._pre = max(0, self._pre + step)

    def _around(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._due(1 if self._lists else 2)
        elif tag in _LINES:
            self._due(1)
        elif tag in _CELLS:
            self._gap = True

    def _close_link(self) -> None:
        if self._link is None:
            return
        href, start = self._link
        self._link = None
        words = "".join(self._out[start:]).strip()
        if not _ADDRESS.match(href) or _bare(href) == _bare(words):
            return
        shown = re.sub(r"^(mailto|tel):", "", href, flags=re.IGNORECASE)
        if words:  # beside them, also when a new line is due
            self._out.append(f" ({shown})")
        else:
            self.handle_data(shown)


def _bare(address: str) -> str:
    """Return an address for comparing: people write it without its scheme and last slash."""
    return re.sub(r"^(https?://|ftp://|mailto:|tel:)?(www\.)?", "", address.strip().casefold()).rstrip("/")
