"""Colours, type and spacing of the window, by token. Three palettes of their own: light, dark, high contrast.

Tokens are named by meaning. A tone never carries meaning alone: whatever uses one also has a word or a shape.
Contrast is checked in the tests: 4.5 : 1 for text, 3 : 1 for shapes and for the outlines of controls (WCAG 2.2,
success criteria 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass, fields
from typing import Literal

PaletteName = Literal["light", "dark", "contrast"]
GRID = 4  # every distance is a multiple of it
RADIUS = 10
RADIUS_SMALL = 6
FAMILY = "Atkinson Hyperlegible Next"


@dataclass(frozen=True)
class TypeScale:
    """The three sizes in pixels at 100 %; nothing is smaller than `text`."""

    text: int = 14
    title: int = 18
    display: int = 24

    def zoomed(self, percent: int) -> "TypeScale":
        """Return the scale at another text size, never below 13 pixels."""
        return TypeScale(*(max(13, round(getattr(self, field.name) * percent / 100)) for field in fields(self)))


@dataclass(frozen=True)
class Tone:
    """A meaning: `strong` for shapes, `text` for words on `soft` and on the surfaces, `soft` for a tinted surface."""

    strong: str
    text: str
    soft: str


@dataclass(frozen=True)
class Palette:
    """All colours of the window, as #rrggbb."""

    name: PaletteName
    paper: str  # the surface that work lies on
    panel: str  # white panels, fields, cards
    ink: str
    muted: str
    line: str  # hairlines, decoration only
    control: str  # outlines of fields and buttons
    focus: str
    accent: str
    on_accent: str
    accent_soft: str
    settled: Tone
    waiting: Tone
    story: Tone
    note: Tone
    idea: Tone
    neutral: Tone
    danger: Tone  # only on the facilitator's own screen: pain points and overload

    def tones(self) -> dict[str, Tone]:
        """Return the meanings by name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: tone for name, tone in found.items() if isinstance(tone, Tone)}


LIGHT = Palette(
    name="light",
    paper="#FBF9F5",
    panel="#FFFFFF",
    ink="#1B2A28",
    muted="#55635F",
    line="#D8DFDC",
    control="#84918E",
    focus="#0B6B66",
    accent="#0B6B66",
    on_accent="#FFFFFF",
    accent_soft="#E0EFED",
    settled=Tone("#1B7A3D", "#14612F", "#E2F3E6"),
    waiting=Tone("#B3520C", "#A94A06", "#FDF0DC"),
    story=Tone("#2F6FB0", "#22588F", "#E3EEFC"),
    note=Tone("#857A00", "#5F5700", "#FFF3BF"),
    idea=Tone("#6B4FA3", "#573D8C", "#ECE4F8"),
    neutral=Tone("#5F6D6A", "#4B5A57", "#EDF0EF"),
    danger=Tone("#C0281B", "#A31F14", "#FDE7E4"),
)
DARK = Palette(
    name="dark",
    paper="#121D1B",
    panel="#1D2E2B",
    ink="#EAF2F0",
    muted="#A9B9B5",
    line="#2C403C",
    control="#7C908B",
    focus="#63CBBE",
    accent="#63CBBE",
    on_accent="#0C211E",
    accent_soft="#173E3A",
    settled=Tone("#58B878", "#86D9A0", "#15331F"),
    waiting=Tone("#E39A4F", "#F2B877", "#3A2A14"),
    story=Tone("#6FA8E6", "#9CC5F3", "#1B3050"),
    note=Tone("#C9B63A", "#E5D569", "#453F18"),
    idea=Tone("#A78BE0", "#C6B2F0", "#2F2452"),
    neutral=Tone("#9AAAA6", "#C0CECA", "#263A36"),
    danger=Tone("#F0766A", "#FF9D92", "#471C19"),
)
CONTRAST = Palette(
    name="contrast",
    paper="#FFFFFF",
    panel="#FFFFFF",
    ink="#000000",
    muted="#1F1F1F",
    line="#000000",
    control="#000000",
    focus="#0000C8",
    accent="#003F3B",
    on_accent="#FFFFFF",
    accent_soft="#FFFFFF",
    settled=Tone("#004D1A", "#004D1A", "#FFFFFF"),
    waiting=Tone("#6B2A00", "#6B2A00", "#FFFFFF"),
    story=Tone("#002E6E", "#002E6E", "#FFFFFF"),
    note=Tone("#3D3800", "#3D3800", "#FFFFFF"),
    idea=Tone("#3A1B73", "#3A1B73", "#FFFFFF"),
    neutral=Tone("#2B2B2B", "#2B2B2B", "#FFFFFF"),
    danger=Tone("#7A0000", "#7A0000", "#FFFFFF"),
)
PALETTES: dict[PaletteName, Palette] = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0…1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1…21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
