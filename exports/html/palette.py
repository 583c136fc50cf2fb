"""The colours of a page as CSS: the tones of the paper documents, and a dark set for eyes and rooms that want it.

Every tone gives three variables: --settled (marks, bars), --settled-text (words) and --settled-soft (surfaces). Words
on a strong colour are --paper. Contrast is checked in the tests: 4.5 : 1 for words, 3 : 1 for shapes, in both sets.
"""

from exports.document import Tone
from exports.pdf.styles import CONTROL, PAINTS, Paint

DARK: dict[Tone, Paint] = {
    "settled": Paint("#58B878", "#86D9A0", "#15331F"),
    "partner": Paint("#6FA8E6", "#9CC5F3", "#1B3050"),
    "decide": Paint("#E39A4F", "#F2B877", "#3A2A14"),
    "passed": Paint("#7FB3BD", "#A9D0D8", "#1A3439"),
    "waiting": Paint("#D6B13F", "#EBCF77", "#352D10"),
    "closed": Paint("#CB9B95", "#E0BDB9", "#3B2724"),
    "neutral": Paint("#9AAAA6", "#C0CECA", "#263A36"),
    "story": Paint("#6FA8E6", "#9CC5F3", "#1B3050"),
    "note": Paint("#C9B63A", "#E5D569", "#38340F"),
    "idea": Paint("#A78BE0", "#C6B2F0", "#2F2452"),
    "ink": Paint("#EAF2F0", "#EAF2F0", "#263A36"),
    "muted": Paint("#A9B9B5", "#A9B9B5", "#263A36"),
    "accent": Paint("#63CBBE", "#63CBBE", "#173E3A"),
    "line": Paint("#33483F", "#A9B9B5", "#2C403C"),
    "panel": Paint("#1D2E2B", "#C0CECA", "#1D2E2B"),
    "paper": Paint("#121D1B", "#121D1B", "#121D1B"),
}
DARK_CONTROL = "#7C908B"
GROUND, DARK_GROUND = "#F3F1EC", "#0C1513"  # what the sheet lies on


def variables() -> str:
    """Return the colours as CSS: light, and dark on a screen that asks for it. Paper is always light."""
    light = _set(PAINTS, CONTROL, GROUND)
    dark = _set(DARK, DARK_CONTROL, DARK_GROUND)
    both = f":root{{color-scheme:light;{light}}}\n"
    return f"{both}@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n{_classes()}"


def _set(paints: dict[Tone, Paint], control: str, ground: str) -> str:
    parts = [f"--control:{control}", f"--ground:{ground}"]
    for tone, paint in paints.items():
        parts += [f"--{tone}:{paint.strong}", f"--{tone}-text:{paint.text}", f"--{tone}-soft:{paint.soft}"]
    return ";".join(parts)


def _classes() -> str:
    """Return one class a tone; what is painted takes --own, --own-text and --own-soft from it."""
    return "\n".join(
        f".t-{tone}{{--own:var(--{tone});--own-text:var(--{tone}-text);--own-soft:var(--{tone}-soft)}}"
        for tone in PAINTS
    )
