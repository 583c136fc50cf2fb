"""R10, R11 and R12 without end: hostile words in every document and on every part of the screen, and long stories.

python -m benchmarks.soak_words [SECONDS]
"""

import io
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from exports.catalog import EXPORTS, Export, make
from exports.document import Document, Paragraph
from exports.pdf.renderer import render_pdf
from models.project import Project
from tests.app.support import TODAY, new_in, squeezed
from tests.faults.naughty import Watched, payloads
from tests.faults.naughty_project import fill, shown
from tests.timing import quickest

CHUNK = 100  # texts in one project
FUZZED = 400  # texts in one PDF
LETTERS = "()\\<>[]{}/%&;'\"#$~^`|endstreamobjTjETQx0123 "
SIZES = tuple(20_000 * part for part in range(1, 21))  # letters of a story
SECONDS_A_STORY, A_FRAME = 10.0, 0.1


class Count:
    """What was tried, and the first few of what must not be."""

    def __init__(self) -> None:
        zero = ("texts in documents", "texts on the screen", "fuzzed texts", "long stories", "unexpected exceptions")
        self.counts = Counter[str](dict.fromkeys((*zero, "violations", "too slow", "wrong"), 0))
        self.first: list[str] = []

    def found(self, what: str, told: str) -> None:
        self.counts[what] += 1
        if len(self.first) < 20:
            self.first.append(f"{what}: {told}")


def soak_words(seconds: float) -> dict[str, object]:
    """Try all of it in turns until the time is over; return counts and the first few faults."""
    count, until = Count(), time.monotonic() + seconds
    texts = payloads()
    chunks = [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]
    dice = random.Random(time.time_ns())  # noqa: S311 - chance, no secret
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        watched = Watched(Path(folder))
        documents = [_documents(count, watched, Path(folder), chunk) for chunk in chunks]
        screens = [_screen(count, watched, chunk) for chunk in chunks]
        fuzzed, stories = _fuzzed(count, dice), _stories(count)
        for one in (*documents, *screens, fuzzed, stories):
            closing.callback(one.close)
        kinds = [cycle(documents), cycle(screens), cycle([fuzzed]), cycle([stories])]
        spent = [0.0] * len(kinds)
        while (began := time.monotonic()) < until:
            kind = spent.index(min(spent))  # each kind gets the same time
            next(next(kinds[kind]))
            spent[kind] += time.monotonic() - began
        for seen in sorted(set(watched.seen)):
            count.found("violations", seen)
    return {**count.counts, "first": count.first}


def _documents(count: Count, watched: Watched, folder: Path, texts: list[str]) -> Generator[None]:
    """Each time one more document of a project that holds these texts."""
    home = folder / f"{abs(hash(texts[0]))}"
    home.mkdir(exist_ok=True)
    with Project.open(new_in(home)) as project:
        fill(project, ["Title", *texts] if len(texts) < 2 else texts)
        for export in EXPORTS:  # the first time, libraries read files of their own
            _make(count, project, export, home)
        while True:
            for export in EXPORTS:
                with watched.on():
                    _make(count, project, export, home)
                count.counts["texts in documents"] += len(texts)
                yield


def _make(count: Count, project: Project, export: Export, home: Path) -> None:
    try:
        with project.snapshot(export.purpose, TODAY) as copy:
            make(export, copy, home / f"out{export.suffix}")
    except Exception as error:  # noqa: BLE001 - each is what is looked for
        count.found("unexpected exceptions", f"{export.id}: {type(error).__name__}")


def _screen(count: Count, watched: Watched, texts: list[str]) -> Generator[None]:
    """Each time every part of the screen once with each of these texts."""
    sinks = _sinks()
    while True:
        for text in texts:
            for name, sink in sinks.items():
                with watched.on():
                    try:
                        if quickest(lambda: sink(text), 1) > A_FRAME and quickest(lambda: sink(text)) > A_FRAME:  # noqa: B023
                            count.found("too slow", f"{name}: {text[:60]!r}")
                    except Exception as error:  # noqa: BLE001 - each is what is looked for
                        count.found("unexpected exceptions", f"{name}: {type(error).__name__}")
                count.counts["texts on the screen"] += 1
        yield


def _sinks() -> dict[str, Callable[[str], object]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

    from widgets.dialogs.question import Question
    from widgets.fields.texts import Words
    from widgets.look import Look
    from widgets.parts.buttons import Button
    from widgets.parts.labels import Label

    application = QApplication.instance() or QApplication([])
    look = Look()

    def drawn(widget: QWidget) -> object:
        widget.resize(400, 120)
        picture = widget.grab()
        widget.deleteLater()
        application.processEvents()
        return picture

    def menu(text: str) -> object:
        made = QMenu()
        made.addAction(text.replace("&", "&&")[:300])
        return drawn(made)

    def words(text: str) -> object:
        made = Words(2, 6)
        made.insert_words(text)
        return drawn(made)

    return {
        "label": lambda text: drawn(Label(text)),
        "button": lambda text: drawn(Button(look, text[:300])),
        "line": lambda text: drawn(QLineEdit(text)),
        "words": words,
        "menu": menu,
        "question": lambda text: drawn(Question(look, text[:2000], text[:2000], "Yes", "No")),
    }


def _fuzzed(count: Count, dice: random.Random) -> Generator[None]:
    """Each time a PDF of texts made of the letters that mean something inside one."""
    while True:
        texts = ["".join(dice.choices(LETTERS, k=dice.randrange(1, 30))).strip() or "x" for _ in range(FUZZED)]
        out = io.BytesIO()
        render_pdf(Document("T", "en", tuple(Paragraph(f"n{at}: {one}") for at, one in enumerate(texts))), out)
        page, at = shown(out.getvalue()), 0
        for number, one in enumerate(texts):
            found = page.find(squeezed(f"n{number}:{one}"), at)
            if found < 0:
                count.found("wrong", repr(one))
            at = max(at, found)
        count.counts["fuzzed texts"] += len(texts)
        yield


def _stories(count: Count) -> Generator[None]:
    """Each time a longer story in a PDF, up to 400,000 letters."""
    for size in cycle(SIZES):
        text = ("We waited for the call every morning. " * (size // 38 + 1))[:size]
        took = quickest(lambda: render_pdf(Document("T", "en", (Paragraph(text),)), io.BytesIO()), 1)  # noqa: B023
        if took > SECONDS_A_STORY * size / SIZES[-1] + 1:  # linear
            count.found("too slow", f"{size} letters: {took:.1f} s")
        count.counts["long stories"] += 1
        yield


if __name__ == "__main__":
    print(json.dumps(soak_words(float(sys.argv[1]) if len(sys.argv) > 1 else 600), indent=1, ensure_ascii=False))
