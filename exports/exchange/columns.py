"""Which column of a table is which field of a note: named by the person, or recognised from a written-down list.

Nothing here looks at the rows except to tell a header from data. To know one more name of a column, add it to NAMES;
to know one more kind of file, add it to FORMS.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.errors import Refused
from resources.texts import N_

FIELDS = ("text", "wording", "kind", "segment", "step", "source_id", "votes", "cost")

# Usual names in English, Finnish, Swedish and Spanish, lower case, blanks between words; the earlier name wins.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "note", "notes", "exact words", "comment", "comment body", "idea", "ideas", "proposal", "suggestion"),
        *("contribution", "feedback", "story", "answer", "response", "message", "body", "description", "content"),
        *("teksti", "muistiinpano", "kommentti", "ajatus", "ehdotus", "palaute", "tarina", "vastaus", "viesti"),
        *("kuvaus", "sisältö", "anteckning", "kommentar", "idé", "idéer", "förslag", "synpunkt", "berättelse", "svar"),
        *("meddelande", "beskrivning", "innehåll", "texto", "nota", "comentario", "propuesta", "sugerencia"),
        *("aportación", "aportacion", "historia", "respuesta", "mensaje", "descripción", "descripcion", "contenido"),
    ),
    "wording": (
        *("wording", "title", "heading", "headline", "subject", "summary", "short title"),
        *("otsikko", "aihe", "rubrik", "titel", "ämne", "título", "titulo", "asunto", "encabezado"),
    ),
    "kind": ("kind", "type", "laji", "tyyppi", "slag", "typ", "sort", "tipo", "clase"),
    "segment": ("segment", "group", "role", "ryhmä", "rooli", "grupp", "roll", "grupo", "rol", "segmento"),
    "step": ("step", "stage", "phase", "vaihe", "askel", "steg", "skede", "fas", "etapa", "paso", "fase"),
    "source_id": (
        *("source id", "id", "comment id", "note id", "identifier", "number", "no", "nr", "#"),
        *("tunniste", "tunnus", "numero", "nro", "nummer", "identificador", "código", "codigo", "número"),
    ),
    "votes": (
        *("votes", "vote", "agrees", "likes", "supports", "cached votes up", "dots", "score"),
        *("äänet", "ääniä", "kannatukset", "röster", "gillar", "votos", "apoyos", "me gusta"),
    ),
    "cost": (
        *("cost", "costs", "price", "budget", "amount", "hinta", "kustannus", "kustannukset", "kostnad"),
        *("kostnader", "pris", "belopp", "coste", "costo", "precio", "presupuesto", "importe"),
    ),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A well-known kind of file: the columns it must have, and what they are; title and description join in text.

    `exact`: we wrote it ourselves, so that every cell is taken as it stands.
    """

    name: str
    needs: frozenset[str]
    mapping: tuple[tuple[str, str], ...]
    others: frozenset[str] = frozenset()
    exact: bool = False


OWN = Form(
    N_("Polku’s table of notes"),
    frozenset(["code", "exact words", "words source", "translated by"]),
    (
        *(("code", "note"), ("title", "wording"), ("exact words", "text"), ("kind", "kind"), ("group", "segment")),
        *(("steps", "step"), ("source id", "source_id"), ("votes", "votes"), ("cost", "cost"), ("theme", "theme")),
        *(("words source", "words_source"), ("translated by", "translated_by"), ("language", "language")),
        *(("table", "table_name"), ("source", "source"), ("workshop", "workshop")),
    ),
    exact=True,
)
OWN_MORE = re.compile(r"exact words \([0-9]{1,3}\)")  # where words were too long for one cell of a spreadsheet
FORMS = (
    OWN,
    Form(
        N_("pol.is comments"),
        frozenset(["comment-body", "comment-id", "moderated"]),
        (("comment-body", "text"), ("comment-id", "source_id"), ("agrees", "votes")),
        frozenset(["timestamp", "datetime", "author-id", "disagrees", "is-meta", "is-seed"]),
    ),
    Form(
        N_("CONSUL proposals"),
        frozenset(["title", "description", "cached_votes_up"]),
        (
            *(("title", "wording"), ("title", "text"), ("description", "text")),
            *(("id", "source_id"), ("cached_votes_up", "votes")),
        ),
        frozenset(["created_at", "retired_at", "summary", "video_url", "comments_count", "confidence_score"]),
    ),
)
POLIS = FORMS[1]


def is_platform(columns: Iterable[str]) -> bool:
    """Tell whether these are the columns of a platform, where people typed their words themselves."""
    there = frozenset(columns)
    return any(form.needs <= there for form in FORMS if not form.exact)


BY_NAMES = N_("column names")
ONE_COLUMN = N_("one column of text")
GIVEN = N_("given")

# Pol.is: −1 a moderator rejected the comment, 0 nobody decided, 1 accepted.
MODERATED = "moderated"

_MOST_LISTED = 30


def _cut(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def plain_name(name: str) -> str:
    """Return a column's name for comparing: no marks around it, one blank for "_" and "-", lower case."""
    return re.sub(r"[\s_\-]+", " ", name.strip().strip("\ufeff:*").casefold()).strip()


_FIELD_OF = {name: field for field, names in reversed(NAMES.items()) for name in names}
_OTHERS = {plain_name(name) for form in FORMS for name in (*form.needs, *form.others)}


def is_known(name: str) -> bool:
    """Tell whether a cell is a name that a header would hold."""
    return plain_name(name) in _FIELD_OF or plain_name(name) in _OTHERS


def is_header(first: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Tell whether the record `first` names the columns of the records that follow.

    It must hold a known name and no number. A name that comes again below it in its column ("idea" in a column of
    kinds) is a value, so the record is data.
    """
    names = [cell.strip() for cell in first]
    if any(name and not name.strip("0123456789 .,:/+-") for name in names):
        return False
    if sum(map(bool, names)) * 2 < len(names) or any(len(name) > 100 for name in names):
        return False
    known = [index for index, name in enumerate(names) if is_known(name)]
    again = [i for i in known for row in following if i < len(row) and plain_name(row[i]) == plain_name(names[i])]
    return bool(known) and not again


class Columns:
    """The columns of one table: how they are shown, and how a person's words for them are understood."""

    def __init__(self, header: Sequence[str] | None, width: int, sample: Sequence[str] = ()) -> None:
        self._sample = [" ".join(cell[:1000].split()) for cell in sample[:width]]  # the first row of data
        self._raw = [*(header or ()), *([""] * (width - len(header or ())))]
        self._first = {plain_name(name): index for index, name in reversed(list(enumerate(self._raw)))}
        self.shown = tuple(self._show())
        self.named = header is not None

    def _show(self) -> Iterator[str]:
        """Yield the name of each column; those that repeat have numbers."""
        times: Counter[str] = Counter()
        for index, raw in enumerate(self._raw):
            name = raw.strip()
            times[name] += 1
            if not name:
                yield f"column {index + 1}"
            else:
                yield f"{name}#{times[name]}" if times[name] > 1 else name

    @property
    def sample(self) -> tuple[str, ...]:
        """How the cells of the first row of data begin."""
        return tuple(map(_cut, self._sample))

    def find(self, name: str) -> int | None:
        """Return the index of the column a person means: exact, then without case and blanks, then "column 3"."""
        wanted = name.strip().casefold()
        for names, sought in (
            (self._raw, name),
            (self.shown, name),
            ([n.strip().casefold() for n in self._raw], wanted),
        ):
            if sought and sought in names:
                return list(names).index(sought)
        base, mark, nth = wanted.rpartition("#")
        if mark and nth.isascii() and nth.isdigit():
            same = [i for i, raw in enumerate(self._raw) if raw.strip().casefold() == base.strip()]
            return same[int(nth) - 1] if base and 0 < int(nth[:6]) <= len(same) else None
        number = wanted.removeprefix("column").strip()
        if wanted.startswith("column") and number.isascii() and number.isdigit() and len(number) < 7:
            return int(number) - 1 if 0 < int(number) <= len(self._raw) else None
        return None

    def listed(self) -> str:
        """Return the columns for a sentence; those without names are shown by what stands in the first row."""
        shown = [_cut(name) for name in self.shown[:_MOST_LISTED]]
        if not self.named:
            words = [f" “{_cut(cell)}”" if cell else "" for cell in self._sample] + [""] * len(shown)
            shown = [name + word for name, word in zip(shown, words, strict=False)]
        more = f", … ({len(self.shown)})" if len(self.shown) > _MOST_LISTED else ""
        return ", ".join(shown) + more

    def wordiest(self) -> str:
        """Return the column with the longest cell in the first row, for an example; never used to read a file."""
        lengths = [len(cell) for cell in self._sample] or [0]
        return self.shown[lengths.index(max(lengths))]

    def by_plain_name(self, name: str) -> int | None:
        """Return the first column of that name as a header of a known form writes it."""
        return self._first.get(plain_name(name)) if self.named else None

    def has_form(self, form: Form) -> bool:
        """Tell whether the form's columns are all there."""
        return all(self.by_plain_name(name) is not None for name in form.needs)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read from which column: (index, field) in order, how that was known, and Pol.is' moderation column.

    `exact`: the cells are taken as they stand, because we wrote them.
    """

    pairs: tuple[tuple[int, str], ...]
    recognised: str
    moderated: int | None = None
    exact: bool = False

    def of(self, field: str) -> list[int]:
        """Return the indices of the columns that make up a field, in order."""
        return [index for index, name in self.pairs if name == field]


def plan(columns: Columns, mapping: Sequence[tuple[str, str]]) -> Plan:
    """Return what to read from which column. Raises Refused when a name is unknown or no text can be found."""
    form = next((form for form in FORMS if columns.has_form(form)), None)
    moderated = columns.by_plain_name(MODERATED) if form is POLIS else None
    if mapping:
        return Plan(_given(columns, mapping), GIVEN, moderated)
    if form:
        found = [(columns.by_plain_name(name), field) for name, field in form.mapping]
        pairs = [(index, field) for index, field in found if index is not None]
        pairs += [(at, "text") for at, name in enumerate(columns.shown) if form.exact and OWN_MORE.fullmatch(name)]
        return Plan(tuple(pairs), form.name, moderated, exact=form.exact)
    pairs = _by_names(columns)
    if not pairs and len(columns.shown) == 1:
        return Plan(((0, "text"),), ONE_COLUMN)
    if not {"text", "wording"} & {field for _, field in pairs}:
        raise NoText(columns, pairs)
    return Plan(pairs, BY_NAMES)


def _by_names(columns: Columns) -> tuple[tuple[int, str], ...]:
    pairs: list[tuple[int, str]] = []
    for field, names in NAMES.items():
        found = [index for name in names if (index := columns.by_plain_name(name)) is not None]
        pairs += [(index, field) for index in found[:1]]
    return tuple(sorted(pairs))


def _given(columns: Columns, mapping: Sequence[tuple[str, str]]) -> tuple[tuple[int, str], ...]:
    pairs: list[tuple[int, str]] = []
    for name, field in mapping:
        index = columns.find(name)
        if index is None:
            message = N_("There is no column “{name}”. The columns are: {columns}.")
            raise Refused(message, name=name, columns=columns.listed())
        if field not in FIELDS:
            message = N_("“{field}” is no field of a note. The fields are: {fields}.")
            raise Refused(message, field=field, fields=", ".join(FIELDS))
        if field != "text" and any(other == field for _, other in pairs):
            raise Refused(N_("Only text can be made of several columns; {field} is named twice."), field=field)
        if (index, field) not in pairs:
            pairs.append((index, field))
    if not {"text", "wording"} & {field for _, field in pairs}:
        raise NoText(columns, tuple(pairs))
    return tuple(pairs)


NO_TEXT = N_("No column is known to hold the text. The columns are: {columns}. Name it, for example: {example}")


class NoText(Refused):
    """It is not known which column holds the words; `pairs`: what is known of the others."""

    def __init__(self, columns: Columns, pairs: tuple[tuple[int, str], ...]) -> None:
        super().__init__(NO_TEXT, columns=columns.listed(), example=f'--map "{columns.wordiest()}=text"')
        self.pairs = pairs
