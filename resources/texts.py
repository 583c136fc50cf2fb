"""Texts in the reader's language: gettext without a global language, because an export may differ from the window.

A language is a folder of LOCALE_FOLDER. `polku` holds the window's texts, `documents` those that stand in documents.
"""

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "polku"
DOCUMENTS = "documents"
SOURCE = "en"  # the language the texts are written in
LOCALE_FOLDER = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the usual gettext marker
    """Mark a text for translation where it stands as data; it is translated when shown."""
    return message


class Translator:
    """One language's texts. Pass it on; never keep one in a module."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
        self._catalogue.add_fallback(gettext.translation(DOCUMENTS, LOCALE_FOLDER, [language], fallback=True))

    def __call__(self, message: str, /, **values: object) -> str:
        """Return `message` in this language, its {placeholders} filled from `values`."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return `one` or `many` as this language asks for `n`; both may hold {n}."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)


@lru_cache
def translator(language: str = "en") -> Translator:
    """Return the texts of `language`, an ISO 639 code; English where a text or a language is missing."""
    return Translator(language)


@lru_cache
def document_languages() -> tuple[str, ...]:
    """Return the ISO 639 codes of the languages that documents can be written in, English first."""
    found = (path.parts[-3] for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOCUMENTS}.mo"))
    return (SOURCE, *sorted(found))
