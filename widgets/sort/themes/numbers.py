"""The number of a theme: the key that puts a card into it. 1 to 9, then letters that mean nothing else on the wall."""

import unicodedata

from resources.texts import Translator

NUMBERS = (*"123456789", *"abcdefghikloquvwxyz")  # j, m, n, p, r, s and t are commands of Sort


def number_at(place: int) -> str:
    """Return the number of the theme at a place of the wall, counted from 0; empty where the keys are used up."""
    return NUMBERS[place] if 0 <= place < len(NUMBERS) else ""


def place_of(typed: str) -> int:
    """Return the place that a typed key stands for, -1 for none; digits of any script are digits."""
    if len(typed) != 1:
        return -1
    digit = unicodedata.digit(typed, None)
    text = str(digit) if digit is not None else typed.lower()
    return NUMBERS.index(text) if text in NUMBERS else -1


def is_nought(typed: str) -> bool:
    """Tell whether a typed key is a nought, in any script."""
    return len(typed) == 1 and unicodedata.digit(typed, None) == 0


def counts_in_words(tr: Translator, notes: int, voices: int) -> str:
    """Return how many notes and voices there are; voices only where they are not as many."""
    said = tr.count("{n} note", "{n} notes", notes)
    return said if notes == voices else f"{said} · {tr.count('{n} voice', '{n} voices', voices)}"
