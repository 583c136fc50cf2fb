"""The print pack: everything on paper that a workshop needs, with a first page that says what to do with it."""

from dataclasses import dataclass, field
from typing import Literal

from exports.document import Block, Bullets, Callout, Document, Paper, Paragraph, Table
from exports.reports.content import Content
from exports.reports.opening import framed
from exports.reports.pack.ballots import ballots
from exports.reports.pack.consent_cards import consent_cards
from exports.reports.pack.feedback_slips import feedback_slips
from exports.reports.pack.note_slips import note_slips
from exports.reports.pack.part import Part
from exports.reports.pack.poster import poster
from models import records as r
from models.edits.path import FreezeStepCodes
from models.vocabulary import Term
from resources.texts import N_


def _part(label: str, explain: str = "") -> bool:
    """Return a field that says whether a part is in the pack."""
    return field(default=True, metadata={"label": label, "explain": explain})  # type: ignore[return-value]


def _count(default: int, label: str, explain: str = "") -> int:
    """Return a field for a number of papers."""
    return field(default=default, metadata={"label": label, "explain": explain})  # type: ignore[return-value]


@dataclass(frozen=True)
class PackOptions:
    """Which parts are in the pack, and how many of each."""

    workshop_id: str = field(default="", metadata={"from": "workshop"})
    wall: bool = _part(N_("Wall template"), N_("Once it is printed, the step codes stay as they are."))
    cards: bool = field(default=False, metadata={"label": N_("With the cards that are on the path already")})
    wall_size: Literal["as-needed", "A4", "A3", "A2", "A1", "A0"] = field(
        default="as-needed",
        metadata={
            "label": N_("How large the wall template is"),
            "terms": (
                Term("as-needed", N_("Cells as large as sticky notes")),
                *(Term(name, name) for name in ("A4", "A3", "A2", "A1", "A0")),
            ),
        },
    )
    wall_paper: Literal["A4", "A3", "one"] = field(
        default="A4",
        metadata={
            "label": N_("Paper of wall template and poster"),
            "terms": (Term("A4", N_("A4")), Term("A3", N_("A3")), Term("one", N_("One sheet, as large as it is"))),
            "explain": N_("Smaller sheets are glued. They meet between cells, and both show the strip between them."),
        },
    )
    consent: bool = _part(N_("Consent cards"))
    consent_cards: int = _count(12, N_("How many empty consent cards"))
    consent_codes: bool = _part(N_("A card with its code for each story not asked everything yet"))
    notes: bool = _part(N_("Note slips"))
    tables: int = _count(4, N_("How many tables"))
    per_table: int = _count(8, N_("How many slips for each table"))
    votes: bool = _part(N_("Ballot papers"))
    ballots: int = _count(24, N_("How many ballot papers"), N_("Rounded up to whole sheets."))
    feedback: bool = _part(
        N_("Feedback slips"), N_("One for each note that has an answer; beyond 60 one for each theme.")
    )
    poster: bool = _part(N_("Poster with a code"))
    metres: Literal["2", "3", "5", "8"] = field(
        default="3",
        metadata={
            "label": N_("Poster: read from how far"),
            "terms": (Term("2", N_("2 m")), Term("3", N_("3 m")), Term("5", N_("5 m")), Term("8", N_("8 m"))),
            "explain": N_("The code is a tenth of the distance wide, as far as the paper holds it."),
        },
    )


def codes_to_freeze(options: PackOptions, paths: tuple[r.PathRecord, ...]) -> tuple[FreezeStepCodes, ...]:
    """Return the edits that make the codes of a printed template stay, for paths with codes that are not fixed yet."""
    if not options.wall:
        return ()
    return tuple(FreezeStepCodes(path.id) for path in paths if path.stages and path.lanes and not _is_frozen(path))


def _is_frozen(path: r.PathRecord) -> bool:
    fixed = (
        *(stage.frozen_letter for stage in path.stages),
        *(lane.frozen_number for lane in path.lanes),
        *(card.frozen_code for card in path.cards),
    )
    return path.frozen and all(fixed)


def print_pack(content: Content, options: PackOptions) -> Document:
    """Return the parts that are wanted, each on sheets of its own, after a page that lists them."""
    tr = content.tr
    parts = _parts(content, options)
    blocks: list[Block] = [*_first_page(parts, content)]
    for part in parts:
        blocks += part.blocks
    return framed(
        content,
        title=tr("Print pack"),
        blocks=tuple(blocks),
        footer=tr("For you, not to hand out"),
        stamp=content.project.stamp,
    )


def _parts(content: Content, options: PackOptions) -> list[Part]:
    workshop = next((one for one in content.workshops if one.id == options.workshop_id), content.workshop)
    upright: Paper = "a3" if options.wall_paper == "A3" else "a4"
    parts: list[Part] = []
    if options.wall:
        from exports.reports.pack.wall import wall_template  # measures with the typefaces: loaded when it is used

        parts += wall_template(content, options.wall_size, options.wall_paper, cards=options.cards)
    if options.consent:
        parts.append(consent_cards(content, options.consent_cards, for_stories=options.consent_codes))
    if options.notes:
        parts.append(note_slips(content, workshop, options.tables, options.per_table))
    if options.votes:
        parts.append(ballots(content, options.ballots))
    if options.feedback:
        parts.append(feedback_slips(content, workshop))
    if options.poster:
        parts.append(poster(content, workshop, float(options.metres), upright))
    return parts


def _first_page(parts: list[Part], content: Content) -> list[Block]:
    """Return what is in the pack, how to print and cut it, and what is missing."""
    tr = content.tr
    if not parts:
        return [Paragraph(tr("Nothing was chosen for this pack."), "lead")]
    blocks: list[Block] = [
        Paragraph(tr("Print this at its actual size (100 %), on one side, and cut along the dashed lines."), "lead")
    ]
    made = [part for part in parts if part.blocks]
    if made:
        head = (tr("What"), tr("How many"), tr("Paper"))
        rows = tuple((part.title, part.count, part.how) for part in made)
        blocks.append(Table(head, rows, (0.36, 0.34, 0.3), row_header=True))
    missing = [part for part in parts if part.missing]
    if missing:
        items = tuple(tr("{part}: {why}", part=part.title, why=part.missing) for part in missing)
        blocks.append(Callout(tr("Not in this pack"), (Bullets(items),), "waiting"))
    return blocks
