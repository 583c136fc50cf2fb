"""Colours, sizes and distances of the paper documents, in one place. Lengths are points."""

from dataclasses import dataclass

from exports.document import Style, Tone

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN_SIDE = 50.14  # leaves a column of 495
MARGIN_TOP, MARGIN_BOTTOM = 66.0, 50.0
COLUMN_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
COLUMN_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
HEADER_BASELINE = 43.0
FOOTER_ABOVE = 29.0  # the footer's baseline, from the lower edge
SMALLEST = 12.0  # nothing that participants read is set smaller; staff's tables and charts may be
GUTTER = 18.0  # between a text and the code beside it


@dataclass(frozen=True)
class Paint:
    """The three forms of a tone, as "#rrggbb": `strong` for marks and bars (white text on it reads well), `text` for
    words on paper or on `soft`, `soft` for surfaces."""

    strong: str
    text: str
    soft: str


PAINTS: dict[Tone, Paint] = {
    "settled": Paint("#1B7A3D", "#14612F", "#E1F3E6"),
    "partner": Paint("#2F6FB0", "#22588F", "#E4EEF8"),
    "decide": Paint("#B3520C", "#994408", "#FCEEDB"),
    "passed": Paint("#3F6F78", "#2F5A62", "#E3EEF0"),
    "waiting": Paint("#8C6500", "#755400", "#FBF1D6"),
    "closed": Paint("#7A4B47", "#6B3F3B", "#F3EAE8"),
    "neutral": Paint("#5F6D6A", "#4B5A57", "#EDF0EF"),
    "story": Paint("#2F6FB0", "#22588F", "#E4EEF8"),
    "note": Paint("#75700A", "#5F5B08", "#F7F5CC"),
    "idea": Paint("#6B4FA3", "#573D8C", "#EEE8F8"),
    "ink": Paint("#1C2A29", "#1C2A29", "#E9EDEC"),
    "muted": Paint("#55635F", "#55635F", "#EDF0EF"),
    "accent": Paint("#0B6B63", "#0B6B63", "#DFF1EE"),
    "line": Paint("#D8DFDC", "#55635F", "#D8DFDC"),
    "panel": Paint("#F3F6F4", "#4B5A57", "#F3F6F4"),
    "paper": Paint("#FFFFFF", "#FFFFFF", "#FFFFFF"),
}
CONTROL = "#84918E"  # outlines that have to be seen


@dataclass(frozen=True)
class Face:
    """How words look: `size` and `leading` in points, the tone's `text` colour, distances before and after."""

    size: float
    leading: float
    tone: Tone = "ink"
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0


TITLE = Face(26, 31, bold=True, after=6)
HEADINGS: dict[int, Face] = {
    1: Face(17, 21, bold=True, before=15, after=4),
    2: Face(14, 18, bold=True, before=10, after=3),
    3: Face(12.5, 16, bold=True, before=9, after=2),
}
TEXTS: dict[Style, Face] = {
    "body": Face(12, 15, after=4),
    "lead": Face(13.5, 18.5, after=8),
    "small": Face(12, 15, tone="muted", after=3),
    "quote": Face(12, 15, before=1, after=3, indent=12),
    "noted": Face(12, 15, before=1, after=3, indent=12),
    "sentence": Face(12.5, 17, bold=True, before=2, after=6, indent=12),
    "easy": Face(16, 24, after=8),
}
SLIP_NAME = Face(13, 17, bold=True, after=3)
CELL = Face(12, 15.5)
COMPACT_CELL = Face(10, 13.5)
CAPTION = Face(12, 15, tone="muted", before=4, after=8)
CHIP = Face(12, 15, bold=True, before=1, after=3)
CHIP_GAP = 8.0  # between a label and the words beside it
CODE_CAPTION = Face(12, 14.5, tone="muted")
CODE_LETTERS = Face(12, 15, bold=True)
FURNITURE = Face(12, 15, tone="muted")
LEGEND = Face(12, 16)
BAR_LABEL = Face(12, 14, bold=True)
CONTENTS = Face(12, 18)
