"""From words to lines: finds the typeface of each letter, shapes, measures and fills lines. Knows nothing of PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exports.document import Run, Runs, Tone
from exports.pdf import bidi, letters
from exports.pdf.faces import BASE, FALLBACK, Glyph, Typeface, typeface


@dataclass(frozen=True, eq=False)
class Piece:
    """Some shaped letters of one typeface and one direction. `width` is for a type size of 1. Compared by identity."""

    face: Typeface
    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    rtl: bool


@dataclass(frozen=True)
class Look:
    """What a word carries besides its letters; `size` in points."""

    size: float
    bold: bool = False
    italic: bool = False
    tone: Tone = "ink"
    href: str = ""
    language: str = ""


class Atom(NamedTuple):
    """The smallest thing a line is filled with: letters that stay together, or a space. `width` in points."""

    pieces: tuple[Piece, ...]
    look: Look
    width: float
    end: letters.Break
    kind: str  # "word", "space" or "newline"
    level: int


@dataclass(frozen=True)
class Line:
    """One line, in reading order; `width` in points without the space at its end, which `tail` holds."""

    atoms: tuple[Atom, ...]
    width: float
    tail: Atom | None = None


@dataclass
class Setter:
    """Sets words in type; one for each document, because it remembers words and the letters nobody has."""

    missing: set[str] = field(default_factory=set[str])
    _pieces: dict[tuple[str, bool, bool, bool], tuple[Piece, ...]] = field(default_factory=dict)
    _words: dict[tuple[Look, int], dict[str, tuple[Atom, ...]]] = field(default_factory=dict)
    _families: dict[str, str] = field(default_factory=dict)

    # -- letters to glyphs --

    def pieces(self, text: str, bold: bool, italic: bool, rtl: bool) -> tuple[Piece, ...]:
        """A text without spaces as shaped pieces, every letter in a face that has it."""
        key = (text, bold, italic, rtl)
        made = self._pieces.get(key)
        if made is None:
            made = tuple(
                self._shape(typeface(family, bold, italic), part, rtl)
                for family, part in self._by_family(letters.without_directions(text))
                if part
            )
            self._pieces[key] = made
        return made

    @staticmethod
    def _shape(face: Typeface, text: str, rtl: bool) -> Piece:
        glyphs = tuple(face.shape(text, rtl=rtl))
        return Piece(face, text, glyphs, sum(glyph.advance for glyph in glyphs) / face.upem, rtl)

    def _by_family(self, text: str) -> list[tuple[str, str]]:
        whole = self._family(text)
        if whole:
            return [(whole, text)]
        found: list[tuple[str, str]] = []
        for cluster in letters.clusters(text):
            family = self._family(cluster)
            for own, shown in [(family, cluster)] if family else self._apart(cluster):
                if found and found[-1][0] == own:
                    found[-1] = (own, found[-1][1] + shown)
                else:
                    found.append((own, shown))
        return found

    def _family(self, text: str) -> str:
        """The first family that has all letters, "" if none has."""
        known = self._families.get(text)
        if known is None:
            seen = {ord(letter) for letter in letters.INVISIBLE.sub("", text)}
            order = (BASE, *FALLBACK)
            if text and not text.isascii() and letters.is_picture(text):
                order = (FALLBACK[-1], *order)
            known = next((name for name in order if seen <= typeface(name, False, False).letters), "")
            self._families[text] = known
        return known

    def _apart(self, cluster: str) -> list[tuple[str, str]]:
        """A letter with marks that no face has together: each in a face of its own, or as its number."""
        found: list[tuple[str, str]] = []
        for letter in letters.INVISIBLE.sub("", cluster):
            family = self._family(letter)
            if not family:
                self.missing.add(letter)
            found.append((family, letter) if family else (BASE, f"[U+{ord(letter):04X}]"))
        return found

    # -- words to atoms --

    def atoms(self, words: Runs, look: Look) -> list[Atom]:
        """Runs as atoms; bold, italic, link and language of a run are added to the look."""
        texts = [letters.clean(run.text) for run in words]
        looks = [_look(run, look) for run in words]
        whole = "".join(texts)
        if not bidi.has_rtl(whole):
            return [atom for text, own in zip(texts, looks, strict=True) for atom in self._plain(text, own)]
        return self._mixed(texts, looks, whole)

    def _plain(self, text: str, look: Look) -> list[Atom]:
        made: list[Atom] = []
        known = self._words.setdefault((look, 0), {})
        for word in letters.tokens(text):
            made.extend(known.get(word) or self._word(word, look, 0))
        return made

    def _mixed(self, texts: list[str], looks: list[Look], whole: str) -> list[Atom]:
        """With letters from right to left: each line of the text is a paragraph to the bidirectional algorithm."""
        depth: list[int] = []
        first = bidi.base_level(whole)
        for line in whole.split("\n"):
            depth += [*bidi.levels(line, bidi.base_level(line, first)), first]
        made: list[Atom] = []
        at = 0
        for text, look in zip(texts, looks, strict=True):
            for word in letters.tokens(text):
                start = 0
                for end in range(1, len(word) + 1):
                    if end == len(word) or depth[at + end] != depth[at + start]:
                        made.extend(self._word(word[start:end], look, depth[at + start]))
                        start = end
                at += len(word)
        return made

    def _word(self, word: str, look: Look, level: int) -> tuple[Atom, ...]:
        known = self._words.setdefault((look, level), {})
        made = known.get(word)
        if made is None:
            made = known[word] = self._make(word, look, level)
        return made

    def _make(self, word: str, look: Look, level: int) -> tuple[Atom, ...]:
        if word == "\n":
            return (Atom((), look, 0, "yes", "newline", level),)
        if word.isspace() and "\u00a0" not in word and "\u202f" not in word:
            shown = "\u3000" if "\u3000" in word else " "
            return (self._atom(shown, look, "yes", "space", level),)
        known: dict[letters.Segment, Atom] = {}  # a Chinese story is one long word of few letters
        made: list[Atom] = []
        for segment in letters.segments(word):
            atom = known.get(segment)
            if atom is None:
                atom = known[segment] = self._atom(segment.text, look, segment.end, "word", level)
            made.append(atom)
        return tuple(made)

    def _atom(self, text: str, look: Look, end: letters.Break, kind: str, level: int) -> Atom:
        made = self.pieces(text, look.bold, look.italic, level % 2 == 1)
        return Atom(made, look, sum(piece.width for piece in made) * look.size, end, kind, level)

    # -- atoms to lines --

    def lines(self, words: Runs, look: Look, width: float) -> list[Line]:
        """Runs set in lines of at most `width` points; always at least one line."""
        return self.fill(self.atoms(words, look), width)

    def fill(self, atoms: Sequence[Atom], width: float, first: float | None = None) -> list[Line]:
        """Atoms put into lines, each as full as it can be; a word wider than a line is cut between letters.

        `first` is the room of the first line, where it is not that of the others.
        """
        filling = _Filling(self, width, first)
        for atom in atoms:
            if atom.kind == "newline":
                filling.close()
            else:
                filling.add(atom)
        filling.close()
        return filling.done

    def cut(self, atom: Atom, room: float, must: bool) -> tuple[Atom | None, Atom]:
        """The part of a word that fits into `room` points and the rest; with `must` at least one letter is taken."""
        text = "".join(piece.text for piece in atom.pieces)
        parts, taken, used = letters.clusters(text), 0, 0.0
        advances = _advances(atom)
        at = 0
        for part in parts:
            step = sum(advances[at : at + len(part)])
            if used + step > room and not (must and taken == 0):
                break
            used, taken, at = used + step, taken + 1, at + len(part)
        if taken == 0:
            return None, atom
        level, look = atom.level, atom.look
        head = self._atom("".join(parts[:taken]), look, "yes", "word", level)
        return head, self._atom("".join(parts[taken:]), look, atom.end, "word", level)


def _look(run: Run, look: Look) -> Look:
    link = letters.is_safe(run.href)
    tone: Tone = "accent" if link else look.tone
    return Look(look.size, look.bold or run.bold, run.italic, tone, run.href if link else "", run.language)


def _advances(atom: Atom) -> list[float]:
    """The width in points that each letter of the word adds."""
    found: list[float] = []
    for piece in atom.pieces:
        own = [0.0] * len(piece.text)
        for glyph in piece.glyphs:
            own[glyph.cluster] += glyph.advance * atom.look.size / piece.face.upem
        found += own
    return found


class _Filling:
    """Lines being filled."""

    def __init__(self, setter: Setter, width: float, first: float | None = None) -> None:
        self.setter, self.full = setter, width + 0.01
        self.room = self.full if first is None else first + 0.01
        self.done: list[Line] = []
        self.open: list[Atom] = []
        self.width = 0.0
        self.breakable = 0  # how many open atoms stand before the last place to break

    def add(self, atom: Atom) -> None:
        if atom.kind == "space":
            if self.open:
                self._put(atom)
            return
        while self.width + atom.width > self.room:
            if self.breakable:
                self._break()
            else:
                head, rest = self.setter.cut(atom, self.room - self.width, must=not self.open)
                if head:
                    self._put(head)
                self._finish(len(self.open))
                if not rest.pieces:
                    return
                atom = rest
        self._put(atom)

    def _put(self, atom: Atom) -> None:
        self.open.append(atom)
        self.width += atom.width
        if atom.end != "no":
            self.breakable = len(self.open)

    def _break(self) -> None:
        if self.open[self.breakable - 1].end == "hyphen":
            before = self.open[self.breakable - 1]
            dash = self.setter.pieces("-", before.look.bold, before.look.italic, before.level % 2 == 1)
            width = sum(piece.width for piece in dash) * before.look.size
            self.open.insert(self.breakable, Atom(dash, before.look, width, "yes", "word", before.level))
            self.breakable += 1
        self._finish(self.breakable)

    def _finish(self, count: int) -> None:
        head, rest = self.open[:count], self.open[count:]
        tail = head[-1] if head and head[-1].kind == "space" else None
        while head and head[-1].kind == "space":
            head.pop()
        while rest and rest[0].kind == "space":
            rest.pop(0)
        if head:
            self.done.append(Line(tuple(head), sum(atom.width for atom in head), tail))
            self.room = self.full
        self.open, self.breakable = rest, 0
        self.width = sum(atom.width for atom in rest)
        for position, atom in enumerate(rest):
            if atom.end != "no":
                self.breakable = position + 1

    def close(self) -> None:
        """Ends the line, also an empty one."""
        before = len(self.done)
        self._finish(len(self.open))
        if len(self.done) == before:
            self.done.append(Line((), 0.0))
            self.room = self.full
