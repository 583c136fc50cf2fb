"""M1: likely twins: how many planted ones are found, how long a question takes beside bm25 alone, and how right it is
about pairs of real notes that a person labelled (twins_labels.csv: only ids, no texts)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Figure
from benchmarks.notes import texts
from exports.exchange.notes_csv import read_notes
from models.edits.imports import ImportNotes
from models.edits.voices import NewNote, NewVoice
from models.project import Project
from models.search_text import terms_of
from models.twins import LIKELY, TwinIndex, TwinText

IDEAS = Path(__file__).resolve().parents[2] / "shared" / "data" / "ideas"
LABELS = Path(__file__).with_name("twins_labels.csv")
SETS = {
    "decide_madrid": "decide_madrid/proposals_2024_2025.csv",
    "15-per-hour-seattle": "polis/15-per-hour-seattle/comments.csv",
    "bg2050-volunteers": "polis/bg2050-volunteers/comments.csv",
    "london.youth.policing": "polis/london.youth.policing/comments.csv",
    "vtaiwan.uberx": "polis/vtaiwan.uberx/comments.csv",
}
LANGUAGES = {"decide_madrid": "Spanish", "vtaiwan.uberx": "Chinese"}
TIME_LIMIT = 1.5
MISSED_LIMIT = 5.0  # per cent of the planted twins: recall@5 is 0.95 or more
BM25 = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search) LIMIT 5"


def measure(count: int = 10_000, asked: int = 200, folder: Path | None = None) -> tuple[Figure, ...]:
    """Plant near-duplicates, ask for them, and judge the labelled pairs where the data are there."""
    return (*planted(count, asked, folder), *labelled())


def planted(count: int, asked: int, folder: Path | None = None) -> tuple[Figure, ...]:
    """Return recall@5 and the time of a question, against bm25 over the same words in the same notes."""
    random = Random(4)  # noqa: S311 - the same in every run
    known = texts(count)
    index = TwinIndex(TwinText(f"v{at}", f"n{at}", "idea", text) for at, text in enumerate(known))
    chosen = random.sample(range(count), asked)
    near = [(at, near_duplicate(known[at], known, random)) for at in chosen]
    with TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "t.polku", "Twins") as project:
        notes = tuple(NewNote((NewVoice(text),), {"kind": "idea"}) for text in known)
        project.perform(ImportNotes("0" * 64, "notes.csv", "csv", notes))
        ours: list[float] = []
        theirs: list[float] = []
        found = 0
        for at, text in near:
            ours.append(_timed(lambda text=text: index.like("idea", text)))
            found += f"n{at}" in dict(index.like("idea", text))
            either = " OR ".join(f'"{term}"' for term in terms_of(text))
            theirs.append(_timed(lambda either=either: project.store.raw.execute(BM25, (either,)).fetchall()))
    what = f"likely twins among {count:,} notes"
    return (
        Figure("M1", f"planted twins that are missed, {what}", 100 - 100 * found / asked, "%", MISSED_LIMIT),
        Figure("M1", f"{what} / bm25 alone, medians", median(ours) / median(theirs), "×", TIME_LIMIT),
    )


def near_duplicate(text: str, others: Sequence[str], random: Random) -> str:
    """Return a text with a sixth of its words gone, as many other ones, a slip of the keys, and sometimes turned."""
    words = text.split()
    for _ in range(max(1, len(words) // 6)):
        words.pop(random.randrange(len(words)))
        words.insert(random.randrange(len(words) + 1), random.choice(random.choice(others).split()))
    at = random.randrange(len(words))
    if len(words[at]) > 3:
        words[at] = words[at][:-2] + words[at][-1]
    half = len(words) // 2
    return " ".join(words[half:] + words[:half] if random.random() < 0.3 else words)


def labelled() -> tuple[Figure, ...]:
    """Return precision and recall on the labelled pairs, over all and by language; none where the data are absent."""
    if not IDEAS.is_dir():
        print(f"M1: the labelled pairs are skipped: there is no {IDEAS.name} folder beside the project")
        return ()
    judged: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, place in SETS.items():
        pairs = [(row["id"], row["other_id"], row["twin"] == "yes") for row in rows if row["data_set"] == name]
        index = _index_of(IDEAS / place)
        for one, other, twin in pairs:
            said = other in dict(index.likely_twins(one, 1000)) or one in dict(index.likely_twins(other, 1000))
            judged[LANGUAGES.get(name, "English")].append((said, twin))
    whole = [pair for pairs in judged.values() for pair in pairs]
    return tuple(
        figure for name, pairs in (("all", whole), *sorted(judged.items())) for figure in _precision(name, pairs)
    )


def _precision(name: str, pairs: Sequence[tuple[bool, bool]]) -> list[Figure]:
    right = sum(said and twin for said, twin in pairs)
    said, twins = sum(said for said, _ in pairs), sum(twin for _, twin in pairs)
    what = f"of {len(pairs)} labelled pairs, {twins} of them twins, at likeness {LIKELY} ({name})"
    precision = [Figure("M1", f"precision {what}", 100 * right / said, "%")] if said else []
    return [*precision, Figure("M1", f"recall {what}", 100 * right / max(1, twins), "%")]


def _index_of(path: Path) -> TwinIndex:
    rows = read_notes(path.read_bytes()).rows
    return TwinIndex(TwinText(row.source_id, row.source_id, "idea", row.text) for row in rows)


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
