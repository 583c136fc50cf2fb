"""Paths that a Mermaid journey can hold, made by chance, with every sign that is hard for its grammar."""

from dataclasses import dataclass

from hypothesis import strategies as st

from exports.exchange.mermaid_source import JS_SPACE
from models.path_reads import whole
from models.path_records import CardRecord, FeelingRecord, LaneRecord, PathRecord, StageRecord

# What a name may not begin or end with: Mermaid cuts it off, and so does whoever reads a journey as a path.
EDGES = JS_SPACE + "".join(map(chr, range(0x1C, 0x20))) + "\x85"
HARD = ":;#%{}<>,&\"'()[]\n-=|/\\`~*_ ﬂ°¶ß"
WHOLE = (
    *("journey", "Journey: begins", "title deed", "section 2", "accTitle: x", "accDescr {", "#35;", "---", "% x", "%{"),
    *("%%{init: {}}%%", "lifestyle: a#b; c", "classDef: x#1;", "R&D &amp; &lt;", '<a href="x">y</a>', "<b>bold</b>"),
    *(
        "a%%b",
        "%% c",
        "5",
        "?",
        "لا أحد يتصل",
        "😀 👩‍👩‍👧",
        "ääkköset",
        "x\ny",
        "click a b",
        "end",
        "Ü: ü; #ü",
        "graph TD",
    ),
    *("\u200fרגש", "ﬂ°°58¶ß"),
)


@dataclass(frozen=True)
class Felt:
    """A path in short. Each card: the number of its stage, words, one value or none, and the groups behind it."""

    title: str
    description: str
    stages: list[str]
    cards: list[tuple[int, str, int | None, list[str]]]


def _trimmed(text: str) -> str:
    return text.replace("\r", "").strip().strip(EDGES).strip()


def names() -> st.SearchStrategy[str]:
    """Names of things, with whatever people may type."""
    letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
    plain = st.text(alphabet=letters, min_size=1, max_size=14)
    hard = st.text(alphabet=st.sampled_from(HARD + "abxäع😀"), min_size=1, max_size=12)
    pieces = st.lists(st.sampled_from(WHOLE) | hard, min_size=1, max_size=3).map("".join)
    return (plain | hard | pieces | st.sampled_from(WHOLE)).map(_trimmed).filter(bool)


@st.composite
def path_of_strategy(draw: st.DrawFn) -> Felt:
    """A path with cards in one lane, each with one value or none."""
    stages = draw(st.lists(names(), min_size=1, max_size=4))
    card = st.tuples(
        st.integers(0, len(stages) - 1),
        names(),
        st.none() | st.integers(-2, 2),
        st.lists(names(), max_size=3, unique=True),
    )
    cards = sorted(draw(st.lists(card, max_size=6)), key=lambda one: one[0])
    kept = [(stage, words, value, [] if value is None else groups) for stage, words, value, groups in cards]
    return Felt(draw(names()), draw(st.just("") | names()), stages, kept)


def made_path(felt: Felt) -> PathRecord:
    """The path itself; a group's id is its name."""
    stages = tuple(StageRecord(f"s{at}", name, "within", "") for at, name in enumerate(felt.stages))
    lanes = (LaneRecord("do", "people_do", "", ""), LaneRecord("feel", "feeling", "", ""))
    cards = [
        CardRecord(f"c{at}", f"s{stage}", "do", words, "", "", "", "", "", False, "", "", "", "", f"{at:04}")
        for at, (stage, words, _, _) in enumerate(felt.cards)
    ]
    feelings = tuple(
        FeelingRecord(f"f{at}/{number}", f"c{at}", None, group or None, None, None, value, "")
        for at, (_, _, value, groups) in enumerate(felt.cards)
        if value is not None
        for number, group in enumerate(groups or [""])
    )
    return whole(
        PathRecord("p", felt.title, "as_is", felt.description, False, None, stages, lanes, (), feelings), cards
    )
