"""What the page Texts shows, worked out of records: in which languages, what is written, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from models import queries
from models.reader import Reader
from models.versions import Key, VersionedText, VersionRecord, same_language, texts, versions
from resources.texts import N_, Translator, document_languages
from widgets.lists.model import CardData
from widgets.share.documents.languages import name_of

LONGEST = 160  # letters of a text on its card
WRITTEN, MISSING, OUTDATED = "written", "missing", "outdated"
KINDS = {
    "workshop": (N_("The ask"), "megaphone"),
    "theme": (N_("Theme title"), "layout-grid"),
    "answer": (N_("Answer"), "message-circle"),
    "contribution": (N_("Clearer wording of a note"), "message-square"),
    "story": (N_("Clearer wording of a story"), "book-open"),
}
STATES = {WRITTEN: ("", ""), MISSING: (N_("missing"), "waiting"), OUTDATED: (N_("look at it again"), "waiting")}


class Target(NamedTuple):
    """A language to write in, or easy read in it."""

    language: str
    easy_read: bool = False

    @property
    def code(self) -> str:
        """What tells it from the others."""
        return f"{self.language}{'+easy' if self.easy_read else ''}"

    def name(self, tr: Translator) -> str:
        """Return what it is called."""
        name = name_of(self.language)
        return tr("{language}, easy read", language=name) if self.easy_read else name


@dataclass(frozen=True)
class Shown:
    """Everything the page needs of the file. `versions`: the newest one of each text and target."""

    own: str
    texts: tuple[VersionedText, ...]
    versions: Mapping[tuple[Key, str], VersionRecord]

    @classmethod
    def read(cls, reader: Reader) -> "Shown":
        """Read it."""
        own = queries.project(reader).language
        found = {(one.key, Target(_known(one.language), one.easy_read).code): one for one in versions(reader)}
        return cls(own, texts(reader), found)

    def targets(self) -> tuple[Target, ...]:
        """Return what can be written: the languages of documents but the project's own, then easy read in each."""
        written = (one.language for one in self.versions.values())
        known = dict.fromkeys((*document_languages(), *map(_known, written)))
        others = [one for one in known if not same_language(one, self.own)]
        easy = (_known(self.own), *others)
        return (*(Target(one) for one in others), *(Target(one, easy_read=True) for one in easy))

    def version(self, text: VersionedText, target: Target) -> VersionRecord | None:
        """Return a text's version, None where nobody wrote one."""
        return self.versions.get((text.key, target.code))

    def last_writer(self, target: Target) -> str:
        """Return who wrote the newest version of a kind, empty for nobody yet."""
        found = [one.writer for (_, code), one in self.versions.items() if code == target.code]
        return found[-1] if found else ""

    def state(self, text: VersionedText, target: Target) -> str:
        """Tell whether a version is written, missing, or of words that have changed since."""
        version = self.version(text, target)
        if version is None:
            return MISSING
        return WRITTEN if version.is_current(text.words) else OUTDATED


def card_id(text: VersionedText) -> str:
    """Return what tells a text's card from the others."""
    return "/".join(text.key)


def chosen(shown: Shown, target: Target, only: str, words: str) -> list[VersionedText]:
    """Return the texts of a filter: `only` of one state, empty for all; that hold the `words` looked for."""
    wanted = words.casefold().split()
    return [
        text
        for text in shown.texts
        if (not only or shown.state(text, target) == only) and _holds(text, shown.version(text, target), wanted)
    ]


def cards(found: Iterable[VersionedText], shown: Shown, target: Target, tr: Translator) -> list[CardData]:
    """Return a card a text: what it is, and what is missing in the language that is chosen."""
    return [_card(text, shown, target, tr) for text in found]


def progress(shown: Shown, target: Target, tr: Translator) -> str:
    """Return how far the versions are, in words."""
    states = [shown.state(text, target) for text in shown.texts]
    written, late = states.count(WRITTEN), states.count(OUTDATED)
    said = tr.count(
        "{written} of {n} text is written.", "{written} of {n} texts are written.", len(states), written=written
    )
    again = tr.count("{n} waits to be looked at again.", "{n} wait to be looked at again.", late) if late else ""
    return " ".join(part for part in (said, again) if part)


def _card(text: VersionedText, shown: Shown, target: Target, tr: Translator) -> CardData:
    kind, icon = KINDS[text.table]
    said, tone = STATES[shown.state(text, target)]
    chip = (tr(said), tone) if said else (tr("written"), "settled")
    words = " ".join(text.words.split()) or tr("The text is gone.")
    title = words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rstrip()} …"
    sub = tr("{kind} · {code}", kind=tr(kind), code=text.code)
    others = [one.name(tr) for one in shown.targets() if one != target and shown.version(text, one)]
    if others:
        sub = tr("{what} · also in: {languages}", what=sub, languages=", ".join(others))
    return CardData(card_id(text), title, sub, (chip,), icon=icon)


def _holds(text: VersionedText, version: VersionRecord | None, wanted: list[str]) -> bool:
    if not wanted:
        return True
    held = f"{text.words} {text.code} {text.about} {version.words if version else ''}".casefold()
    return all(word in held for word in wanted)


def _known(language: str) -> str:
    """Return a language's code as documents have it: en for en-GB."""
    return next((one for one in document_languages() if same_language(one, language)), language)
