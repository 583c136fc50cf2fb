"""Which column of a table of answers is what: named by the person, known from a written-down list, or by its content.

The list has the columns of KoBoToolbox, ODK, Microsoft Forms and LimeSurvey. What says who somebody is, is never read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from exports.exchange.answer_cells import read_day, read_verdict
from exports.xlsform.texts import TEXTS, choice_name, in_every_language, question_name
from models.errors import Refused
from models.responses import QuestionRecord
from resources.texts import N_

MEANINGS = ("code", "verdict", "words", "answer", "news", "contact", "day", "id", "language", "channel", "none")
ONE_EACH = frozenset(MEANINGS) - {"words", "answer", "none"}
PERSONAL, TECHNICAL, GIVEN_UP = "personal", "technical", "given up"
SAMPLE = 200  # rows that are looked at for what a column holds
LONG = 12  # characters: the words of an answer, rather than a number or a choice
ENOUGH = 0.6  # share of the filled cells that must say what a column is

# Lower case, "_", "-", "." and ":" as blanks; the earlier name wins.
NAMES: dict[str, tuple[str, ...]] = {
    "code": (
        *("code", "reference code", "code of the note", "note code", "the code", "ref", "reference", "your code"),
        *("koodi", "viitekoodi", "lapun koodi", "koodisi", "kod", "referenskod", "lappens kod", "din kod"),
    ),
    "verdict": (
        *("verdict", "did we get it right", "got it right", "is it right", "right"),
        *("ymmärsimmekö oikein", "menikö oikein", "arvio", "oikein", "förstod vi rätt", "stämmer det", "rätt"),
    ),
    "words": (
        *("words", "your words", "in your own words", "comment", "comments", "your comment", "message", "text"),
        *("feedback", "answer", "response", "omin sanoin", "kommentti", "palaute", "viesti", "vapaa sana", "teksti"),
        *("vastaus", "kommentar", "kommentarer", "meddelande", "egna ord", "med egna ord", "fritext", "svar"),
    ),
    "news": (
        *("news", "wants news", "want news", "keep me informed", "may we contact you", "haluan kuulla", "uutisia"),
        *("haluatko kuulla", "nyheter", "vill du höra", "håll mig informerad"),
    ),
    "contact": (
        *("contact", "contact details", "how can we reach you", "how may we reach you", "yhteystieto", "yhteystiedot"),
        *("miten tavoitamme sinut", "kontakt", "kontaktuppgifter", "hur når vi dig"),
    ),
    "day": (
        *(" submission time", "submissiondate", "completion time", "date submitted", "submitdate", "timestamp"),
        *("date", "day", "day of answer", "received", "päivä", "päivämäärä", "vastattu", "saapunut", "lähetetty"),
        *(
            "vastausaika",
            "vastauspäivä",
            "aikaleima",
            "lähetysaika",
            "datum",
            "dag",
            "inkom",
            "svarsdatum",
            "tidsstämpel",
        ),
        *("suorittamisaika", "slutförandetid", "end"),
    ),
    "id": (
        *(" uuid", "meta instanceid", "instanceid", "key", "response id", "submission id", " id", "id", "source id"),
        *("vastaustunnus", "tunnus", "tunniste", "svar id", "svars id"),
    ),
    "language": ("language", "start language", "startlanguage", "kieli", "språk"),
    "channel": ("channel", "kanava", "kanal"),
}
# What a form's program says of a submission, and nothing that anybody answered.
_TECHNICAL = re.compile(
    r"( uuid| id|id| index| status| notes| tags| ?version( .*)?| xform id string|formdef version| "
    r"submission time|submissiondate|start|end|today|start time|completion time|last modified time|last page|lastpage|"
    r"seed|submitdate|date submitted|date started|startdate|date last action|datestamp|parent key|key|set of .*|"
    r"meta .*|instanceid|instancename|reviewstate|edits|attachmentspresent|attachmentsexpected|status|devicetype|"
    r"validation status.*| validation status.*|total points|quiz feedback|points .*|feedback .*|submission id|"
    r"parent .*| parent .*|root uuid| root uuid|rootuuid|alkamisaika|suorittamisaika|starttid|slutförandetid)"
)
# Words in a column's name that say who somebody is or where.
_PERSONAL_WORDS = frozenset(
    "name names nimi nimesi etunimi sukunimi namn förnamn efternamn email mail sähköposti sähköpostiosoite epost mejl "
    "phone telephone mobile puhelin puhelinnumero telefon mobil address osoite adress street katuosoite ip ipaddr "
    "ipaddress username user käyttäjä käyttäjänimi användare deviceid device subscriberid simserial imei phonenumber "
    "submitter submitterid submittername respondent token latitude longitude altitude accuracy precision geolocation "
    "gps location sijainti geopoint geotrace geoshape birth birthday syntymäaika födelsedatum hetu henkilötunnus "
    "personnummer ssn refurl referrer url audit signature allekirjoitus underskrift".split()
)
_PERSONAL_STEMS = (
    "sähköposti",
    "puhelin",
    "email",
    "epost",
    "telefon",
    "etunim",
    "sukunim",
    "nime",
    "osoit",
    "username",
)
_SUBMITTED_BY = re.compile(r"(submitted by|e mail.*|e post.*|.* e mail|.* e post)")
# Content that says who somebody is: an address, a number of a network, a place on the earth, a name of a device.
_PERSONAL_CELL = re.compile(
    r"\s*(?:[^\s@]+@[^\s@]+\.[^\s@]+|\d{1,3}(?:\.\d{1,3}){3}|-?\d{1,3}\.\d{3,} -?\d{1,3}\.\d{3,}( .*)?|"
    r"\+?\d[\d \-()]{6,16}\d|https?://\S+|(?:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|ee\.[\w:.]+)\s*",
    re.IGNORECASE,
)
NO_SUCH_COLUMN = N_("There is no column “{name}”. The columns are: {names}.")
NO_MEANING = N_("“{meaning}” is nothing that a column can be. There are: {meanings}.")
TWICE = N_("Two columns are said to be {meaning}. Name one.")


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column: its name in the file, what it is, and for answers the question in the words that were asked.

    `meaning`: one of MEANINGS; `why` says for "none" whether it is PERSONAL, TECHNICAL or GIVEN_UP by a person.
    `choices`: the names that our own form gave to answers, with the words that they stand for.
    """

    index: int
    name: str
    meaning: str = "none"
    question: str = ""
    why: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def normal(name: str) -> str:
    """Return a column's name in small letters, with blanks for what programs put between words."""
    flat = re.sub(r"[\s_\-.:?!*/()]+", " ", re.sub("[\ufeff\u2060]", "", name).casefold())
    return " " + flat.strip() if name.strip().startswith("_") else flat.strip()


def ending(name: str) -> str:
    """Return the part of a name behind the groups of a form, as in group/code or group-code."""
    return normal(re.split(r"[/]", name)[-1]) if "/" in name else normal(name.rsplit("-", 1)[-1])


def is_known(name: str) -> bool:
    """Tell whether a cell is a name that a table of answers has for a column."""
    word = normal(name)
    return any(word in names for names in _all_names().values()) or _TECHNICAL.fullmatch(word) is not None


def columns_of(
    names: Sequence[str],
    cells: Callable[[int], Sequence[str]],
    questions: Sequence[QuestionRecord],
    mapping: Sequence[tuple[str, str]],
    is_code: Callable[[str], bool],
    asked: str = "",
) -> tuple[AnswerColumn, ...]:
    """Return what each column is. `cells`: the filled cells of a column's sample. `asked`: what the way back asks.

    Refused: a mapping makes no sense.
    """
    found = [AnswerColumn(at, name) for at, name in enumerate(names)]
    choice = _Choice(found, cells, questions, is_code, asked)
    choice.give(mapping)
    choice.by_names()
    choice.by_content()
    choice.the_rest()
    return tuple(choice.columns)


class _Choice:
    """Chooses what columns are, the surest ones first; what was chosen stays."""

    def __init__(
        self,
        columns: list[AnswerColumn],
        cells: Callable[[int], Sequence[str]],
        questions: Sequence[QuestionRecord],
        is_code: Callable[[str], bool],
        asked: str,
    ) -> None:
        self.columns = columns
        self._cells = {column.index: tuple(cells(column.index))[:SAMPLE] for column in columns}
        self._questions = questions
        self._is_code = is_code
        self._asked = asked
        self._open = {column.index for column in columns}
        self._given: set[str] = set()

    def give(self, mapping: Sequence[tuple[str, str]]) -> None:
        """Take what a person said."""
        for name, meaning in mapping:
            if meaning not in MEANINGS:
                raise Refused(NO_MEANING, meaning=meaning, meanings=", ".join(MEANINGS))
            column = self._named(name)
            if meaning in ONE_EACH and meaning in self._given:
                raise Refused(TWICE, meaning=meaning)
            self._given.add(meaning)
            question = column.name if meaning == "answer" else ""
            self._set(column.index, meaning, question, why=GIVEN_UP if meaning == "none" else "")

    def _named(self, name: str) -> AnswerColumn:
        wanted = name.strip().casefold()
        for column in self.columns:
            if wanted in (column.name.strip().casefold(), f"column {column.index + 1}"):
                return column
        raise Refused(NO_SUCH_COLUMN, name=name, names=", ".join(column.name for column in self.columns[:30]))

    def by_names(self) -> None:
        """Take the columns whose names are known: of our own form, of its questions, of forms' programs."""
        asked = {name: question for question in self._questions for name in _names_of(question)}
        self._verdict_in_own_words()
        for column in self.columns:
            question = asked.get(normal(column.name)) or asked.get(ending(column.name))
            if column.index in self._open and question:
                self._set(column.index, "answer", question.words)
                names = tuple((choice_name(words), words) for words in question.choices)
                self.columns[column.index] = replace(self.columns[column.index], choices=names)
        for meaning, names in _all_names().items():
            if meaning in self._given:
                continue
            places = ((self._place(self.columns[at].name, names), at) for at in self._open)
            fits = [(place, at) for place, at in places if place is not None]
            if fits:
                self._set(min(fits)[1], meaning)
                self._given.add(meaning)
        for at in sorted(self._open):
            self._leave_out(at)

    def _verdict_in_own_words(self) -> None:
        """Take the column that is called what the way back asks."""
        own = normal(self._asked)
        for column in self.columns:
            if own and normal(column.name) == own and column.index in self._open and "verdict" not in self._given:
                self._set(column.index, "verdict")
                self._given.add("verdict")

    def by_content(self) -> None:
        """Find the code and the verdict where no name says them."""
        ways = (("code", self._is_code, self._is_code), ("verdict", _is_verdict, _is_surely_verdict))
        for meaning, fits, surely in ways:
            if meaning in self._given:
                continue
            shares = ((self._share(at, fits), self.columns[at].name, at) for at in self._open)
            best = max(
                (one for one in shares if one[0] >= ENOUGH and any(map(surely, self._cells[one[2]]))), default=None
            )
            if best:
                self._set(best[2], meaning)
                self._given.add(meaning)

    def the_rest(self) -> None:
        """Take the column with the longest texts for the words, if none is named, and the others for answers."""
        if "words" not in self._given and self._open:
            length = {at: sum(map(len, self._cells[at])) / max(1, len(self._cells[at])) for at in self._open}
            best = max(self._open, key=lambda at: (length[at], self.columns[at].name))
            if length[best] >= LONG:
                self._set(best, "words")
        for at in sorted(self._open):
            self._set(at, "answer", self.columns[at].name.strip())

    def _leave_out(self, at: int) -> None:
        """Leave out what no question asked: a program's own columns, and what says who somebody is."""
        name = self.columns[at].name
        is_address = self._share(at, self._is_code) >= ENOUGH  # with the code in it, or the seven digits of a code
        if is_personal(name) and not is_address:
            self._set(at, "none", why=PERSONAL)
        elif _TECHNICAL.fullmatch(normal(name)) or self._is_one_choice(name) or not name.strip():
            self._set(at, "none", why=TECHNICAL)
        elif self._share(at, _is_personal_cell) >= ENOUGH and not is_address:
            self._set(at, "none", why=PERSONAL)

    def _is_one_choice(self, name: str) -> bool:
        """Tell whether this is one choice of a question with several, beside the question's own column."""
        whole = name.rpartition("/")[0]
        return bool(whole) and any(column.name == whole for column in self.columns)

    def _share(self, at: int, fits: Callable[[str], bool]) -> float:
        cells = self._cells[at]
        return sum(map(fits, cells)) / len(cells) if cells else 0.0

    def _place(self, name: str, names: tuple[str, ...]) -> tuple[int, int] | None:
        whole, end = normal(name), ending(name)
        if whole in names:
            return names.index(whole), 0
        return (names.index(end), 1) if end in names else None

    def _set(self, at: int, meaning: str, question: str = "", why: str = "") -> None:
        self.columns[at] = replace(self.columns[at], meaning=meaning, question=question, why=why)
        self._open.discard(at)


def is_personal(name: str) -> bool:
    """Tell whether a column's name says that it holds who somebody is, or where."""
    word = normal(name).strip()
    if _SUBMITTED_BY.fullmatch(word) or _PERSONAL_WORDS & set(word.split()):
        return True
    return any(part.startswith(_PERSONAL_STEMS) for part in word.split())


def _is_personal_cell(cell: str) -> bool:
    return _PERSONAL_CELL.fullmatch(cell) is not None and read_day(cell, day_first=True) is None


def _is_verdict(cell: str) -> bool:
    return bool(read_verdict(cell))


def _is_surely_verdict(cell: str) -> bool:
    """Tell whether a cell is a verdict and no yes or no to some other question."""
    verdict = read_verdict(cell)
    return verdict == "partly" or (bool(verdict) and len(cell.strip()) >= LONG)


@lru_cache
def _all_names() -> dict[str, tuple[str, ...]]:
    """Return the names of each meaning, with what our own form calls it in every language."""
    return {
        meaning: (*names, *(normal(text) for text in in_every_language(TEXTS.get(meaning, ""))))
        for meaning, names in NAMES.items()
    }


def _names_of(question: QuestionRecord) -> tuple[str, ...]:
    return tuple(filter(None, (normal(question_name(question)), normal(question.words))))


__all__ = ["MEANINGS", "PERSONAL", "TECHNICAL", "AnswerColumn", "columns_of", "is_known", "normal"]
