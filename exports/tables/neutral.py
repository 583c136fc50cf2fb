"""Text cells that no spreadsheet takes for a formula, and the way back to the exact words.

A text that a spreadsheet would calculate gets an apostrophe in front. So does one that begins with apostrophes before
such a sign, so that taking one apostrophe away always gives the words back. Numbers are never touched.
"""

import re

# What spreadsheets take for the beginning of a formula, also after a tab or a line end, and in the wide letters of
# East Asia (OWASP, "CSV Injection").
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """Return a text as it may stand in a cell of text with delimiters."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def exact(cell: str) -> str:
    """Return the text that `neutral` made a cell of."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
