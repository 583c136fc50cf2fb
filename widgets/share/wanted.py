"""What somebody wants made, as the room hands it on."""

from dataclasses import dataclass

from exports.catalog import Export
from models.exports_log import language_pair


@dataclass(frozen=True)
class Wanted:
    """What somebody wants: a document in one of its forms, with its choices, in one language or two."""

    export: Export
    options: object
    language: str
    beside: str = ""

    @property
    def languages(self) -> str:
        """The languages as they are noted in the project."""
        return language_pair(self.language, self.beside)
