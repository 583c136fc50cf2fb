"""Small pieces of WordprocessingML for which python-docx has no words: runs with language and direction, fields.

python-docx gives the package, styles and pictures; paragraphs and tables are made here from elements, because its own
tables slow down with the square of their rows.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import unicodedata
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exports.document import Run
from exports.outline import is_language
from exports.pdf import bidi
from exports.pdf.letters import clean

REGIONS = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI", "se": "se-FI", "ar": "ar-SA", "he": "he-IL", "ru": "ru-RU"}


def node(tag: str, *children: Any, **attributes: object) -> Any:
    """Return an element of the w: namespace with attributes of it; a colon in `tag` names another one."""
    made = OxmlElement(tag if ":" in tag else f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend([child for child in children if child is not None])
    return made


def tidy(text: str) -> str:
    """Return a text without what XML or a file cannot hold."""
    return clean(text).encode("utf-8", "replace").decode("utf-8")


def culture(language: str) -> str:
    """Return a language as word processors name it, with the region that their spelling needs."""
    return REGIONS.get(language.lower(), language)


def stretches(text: str) -> list[tuple[str, bool]]:
    """Return a text cut where its direction changes, and whether each stretch runs from right to left."""
    if not bidi.has_rtl(text):
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    for level, letter in zip(bidi.levels(text, bidi.base_level(text)), text, strict=True):
        from_right = level % 2 == 1 or (level > 0 and unicodedata.bidirectional(letter) != "L")
        if found and found[-1][1] == from_right:
            found[-1] = (found[-1][0] + letter, from_right)
        else:
            found.append((letter, from_right))
    return found


def run(
    text: str, *, bold: bool = False, italic: bool = False, language: str = "", colour: str = "", shade: str = "",
    dashed: str = "", style: str = "", size: float = 0.0, from_right: bool = False,
) -> Any:  # fmt: skip
    """Return a run of one look; line breaks in its text are kept."""
    tag = culture(language) if is_language(language) else ""
    properties = [
        node("rStyle", val=style) if style else None,
        *([node("b"), node("bCs")] if bold else []),
        *([node("i"), node("iCs")] if italic else []),
        node("color", val=colour.lstrip("#")) if colour else None,
        *([node("sz", val=round(size * 2)), node("szCs", val=round(size * 2))] if size else []),
        node("bdr", val="dashed", sz=6, space=2, color=dashed.lstrip("#")) if dashed else None,
        node("shd", val="clear", color="auto", fill=shade.lstrip("#")) if shade else None,
        node("rtl") if from_right else None,
        node("lang", **({"val": tag, "bidi": tag} if from_right else {"val": tag})) if tag else None,
    ]
    made = node("r", node("rPr", *properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(node("br"))
        for part, piece in enumerate(line.split("\t")):
            if part:
                made.append(node("tab"))
            if piece:
                words = node("t")
                words.text = piece
                words.set(qn("xml:space"), "preserve")
                made.append(words)
    return made


def runs_of(words: Run, **look: Any) -> list[Any]:
    """Return the runs of some words, one for each stretch of one direction."""
    look = {"bold": words.bold, "italic": words.italic, "language": words.language} | look
    return [run(part, from_right=from_right, **look) for part, from_right in stretches(tidy(words.text)) if part]


def field(instruction: str, shown: str) -> list[Any]:
    """Return a field such as PAGE, with what is shown until it is counted."""
    told = node("instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    ends = [node("r", node("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [ends[0], node("r", told), ends[1], run(shown), ends[2]]


def borders(tag: str, **sides: tuple[str, int, str, int]) -> Any:
    """Return borders: each side as (kind, eighths of a point, colour, distance in points)."""
    made = node(tag)
    for side, (kind, size, colour, space) in sides.items():
        made.append(node(side, val=kind, sz=size, space=space, color=colour.lstrip("#")))
    return made
