"""Draws the flip chart of the example: our own drawing, so that the project holds nobody's photo.

Run it from the folder of the repository; it writes resources/samples/en/flip_chart.png.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
FONT = ROOT / "resources" / "fonts" / "AtkinsonHyperlegibleNext-BoldItalic.ttf"
TARGET = ROOT / "resources" / "samples" / "en" / "flip_chart.png"
PAPER, INK, GREEN, BLUE, ORANGE = (252, 251, 246), (40, 48, 60), (24, 110, 70), (36, 84, 150), (184, 92, 20)
WIDTH, HEIGHT = 900, 1200
LINES = (
    ("Someone to call", BLUE, 3),
    ("at night", BLUE, 0),
    ("A letter I understand", GREEN, 5),
    ("A bench on the way", ORANGE, 2),
    ("The same driver", BLUE, 4),
)


def main() -> None:
    """Draw and save it; the same picture every time."""
    chance = random.Random(4)  # noqa: S311 - a hand that trembles, not a secret
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    write(sheet, "What would help", 60, 60, 78, INK, chance)
    write(sheet, "in a usual week?", 60, 150, 78, INK, chance)
    stroke(ImageDraw.Draw(sheet), 60, 258, 800, INK, chance)
    top = 330
    for words, colour, dots in LINES:
        write(sheet, words, 150 if dots else 170, top, 58, colour, chance)
        if dots:
            box(ImageDraw.Draw(sheet), 70, top + 12, colour, chance)
        for dot in range(dots):
            x, y = 790 - dot * 44 + chance.randint(-5, 5), top + 96 + chance.randint(-5, 5)
            ImageDraw.Draw(sheet).ellipse((x - 15, y - 15, x + 15, y + 15), fill=GREEN)
        top += 90 if words == LINES[0][0] else 150
    write(sheet, "= who calls back?", 220, 1090, 54, ORANGE, chance)
    few = sheet.quantize(16, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(TARGET, optimize=True)


def write(
    sheet: Image.Image, words: str, x: int, y: int, size: int, colour: tuple[int, int, int], chance: random.Random
) -> None:
    """Write words by a hand that is not quite steady."""
    font = ImageFont.truetype(str(FONT), size)
    at = float(x)
    for letter in words:
        up = chance.randint(-4, 4)
        plate = Image.new("L", (size * 2, size * 2))
        ImageDraw.Draw(plate).text((size // 2, size // 3), letter, fill=255, font=font)
        plate = plate.rotate(chance.uniform(-4, 4), resample=Image.Resampling.BICUBIC)
        sheet.paste(Image.new("RGB", plate.size, colour), (round(at) - size // 2, y - size // 3 + up), plate)
        at += font.getlength(letter) + chance.uniform(0, 2)


def stroke(
    pen: ImageDraw.ImageDraw, x: int, y: int, length: int, colour: tuple[int, int, int], chance: random.Random
) -> None:
    """Draw a line from left to right by hand."""
    points = [(x + step * length // 20, y + chance.randint(-4, 4)) for step in range(21)]
    pen.line(points, fill=colour, width=7, joint="curve")


def box(pen: ImageDraw.ImageDraw, x: int, y: int, colour: tuple[int, int, int], chance: random.Random) -> None:
    """Draw a little square by hand."""
    corners = [(x, y), (x + 46, y), (x + 46, y + 46), (x, y + 46), (x, y)]
    pen.line([(a + chance.randint(-3, 3), b + chance.randint(-3, 3)) for a, b in corners], fill=colour, width=7)


if __name__ == "__main__":
    main()
