"""The languages a document can be written in, alone or beside another one."""

from PySide6.QtCore import QLocale

from models.exports_log import language_pair
from resources.texts import SOURCE, Translator, document_languages

NAMES = {"en": "English", "fi": "Suomi"}  # Qt says "American English" and writes Finnish with a small letter


def name_of(language: str) -> str:
    """Return what a language calls itself."""
    if language in NAMES:
        return NAMES[language]
    native = QLocale(language).nativeLanguageName()
    return native[:1].upper() + native[1:] if native else language


def in_words(language: str, beside: str, tr: Translator) -> str:
    """Return a language, or two side by side, in words."""
    if not beside:
        return name_of(language)
    return tr("{language}, with {other} beside it", language=name_of(language), other=name_of(beside))


def offered(*, two: bool) -> tuple[tuple[str, str], ...]:
    """Return what can be chosen: each language; `two`: and each with another one beside it."""
    known = document_languages()
    alone = tuple((one, "") for one in known)
    both = tuple((one, other) for one in known for other in known if one != other)
    return (*alone, *(both if two else ()))


def usual(project: str, window: str) -> str:
    """Return the language to begin with: the project's, else the window's, else the one the texts are written in."""
    known = document_languages()
    return next((one for one in (project, window) if one in known), SOURCE)


def code_of(language: str, beside: str) -> str:
    """Return a choice as it is noted."""
    return language_pair(language, beside)
