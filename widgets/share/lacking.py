"""Texts of the organisation that stand in a document as they were written, for want of a version in its language."""

from dataclasses import dataclass

from exports.catalog import Proof
from exports.reports.content import Content
from exports.reports.easy_read import missing
from models import queries, versions
from models.snapshot import Snapshot
from resources.texts import translator
from widgets.share.likely import squeezed, words_of
from widgets.share.wanted import Wanted

LEAST = 16  # letters: a shorter text is looked for as a line of its own, not as a part of other words


@dataclass(frozen=True)
class Lacking:
    """How many texts of a document have no version in one of its languages, or in easy read."""

    language: str
    texts: int
    easy_read: bool = False


def lacking_in(wanted: Wanted, made: Proof, copy: Snapshot) -> tuple[Lacking, ...]:
    """Return each language of a document that is not the project's, with the texts that nobody wrote in it yet."""
    if getattr(wanted.options, "easy_read", False):
        return tuple(_easy_read(one, copy) for one in (wanted.language, wanted.beside) if one)
    own = copy.ask(queries.project).language
    languages = [one for one in (wanted.language, wanted.beside) if one and not versions.same_language(one, own)]
    if not languages or made.document is None or wanted.export.form == "data":
        return ()
    words = words_of(made.document)
    inside, lines = squeezed(words), {squeezed(line) for line in words.splitlines()}

    def stands(text: str) -> bool:
        text = squeezed(text)
        return text in lines or (len(text) >= LEAST and text in inside)

    late = copy.ask(versions.outdated)
    known = [one for one in copy.ask(versions.versions) if not one.easy_read and one.id not in late]
    printed = [one for one in copy.ask(versions.texts) if one.words.strip() and stands(one.words)]
    found: list[Lacking] = []
    for language in languages:
        written = {one.key for one in known if versions.same_language(one.language, language)}
        found.append(Lacking(language, sum(1 for one in printed if one.key not in written)))
    return tuple(found)


def _easy_read(language: str, copy: Snapshot) -> Lacking:
    return Lacking(language, len(missing(Content.read(copy, translator(language)))), easy_read=True)
