"""Marks at the start of a line that say what kind of note it is: "- Stop the letter" is a stop-doing.

A mark counts only with a space and words behind it: "+1 862" and "?" stay words. What is no mark is never lost.
"""

# Also as keyboards of other scripts write them. No long dash: it begins a line of somebody's speech in many languages.
MARKS: dict[str, str] = {
    "-": "stop",
    "!": "problem",
    "+": "offer",
    "?": "question",
    "－": "stop",
    "！": "problem",
    "＋": "offer",
    "？": "question",
    "؟": "question",
}


def split_mark(line: str) -> tuple[str | None, str]:
    """Return the kind that a mark sets and the words without it; None and all words where there is no mark."""
    words = line.strip()
    kind = MARKS.get(words[:1])
    if kind is None or not words[1:2].isspace():
        return None, words
    return kind, words[1:].strip()


def mark_of(kind: str) -> str:
    """Return the mark to type for a kind, empty where it has none."""
    return next((mark for mark, marked in MARKS.items() if marked == kind), "")
