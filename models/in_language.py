"""The texts of the organisation as the language of a document has them, and which language each is in.

Where somebody wrote a version in the document's language, it stands in the field; elsewhere the text stays as it is and
says its language, so that a screen reader speaks it right. Exact words stay in the language they were said in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import records as r
from models import tables as t
from models.decisions import Sitting
from models.promises import Promise
from models.reader import Reader
from models.versions import Key, outdated, same_language, versions
from models.vote_reads import Closed, VoteSheet
from models.vote_records import OptionRecord


@dataclass(frozen=True)
class InLanguage:
    """Versions for one document. `own`: the language of the project; `said_in`: of exact words where it was noted."""

    language: str
    own: str
    words: Mapping[Key, str]
    easy_words: Mapping[Key, str]
    said_in: Mapping[tuple[str, str], str]

    @property
    def foreign(self) -> str:
        """The language of everything that was written in the project, empty where it is the document's."""
        return "" if same_language(self.own, self.language) else self.own

    def of(self, table: str, row_id: str, field: str) -> str:
        """Return the language of a text where it differs from the document's, else an empty text."""
        if (table, row_id, field) in self.words:
            return ""
        said = self.said_in.get((table, row_id)) if field == "words" else None
        if said:
            return "" if same_language(said, self.language) else said
        return self.foreign

    def text(self, table: str, row_id: str, field: str, words: str) -> str:
        """Return a text's version in the document's language, else the text itself."""
        return self.words.get((table, row_id, field), words)

    # -- records as the document says them --

    def workshops(self, found: Sequence[r.WorkshopRecord]) -> tuple[r.WorkshopRecord, ...]:
        """Return workshops with their asks."""
        return tuple(replace(one, ask=self.text("workshop", one.id, "ask", one.ask)) for one in found)

    def themes(self, found: Sequence[r.ThemeRecord]) -> tuple[r.ThemeRecord, ...]:
        """Return themes with their titles."""
        return tuple(replace(one, title=self.text("theme", one.id, "title", one.title)) for one in found)

    def stories(self, found: Sequence[r.StoryRecord]) -> tuple[r.StoryRecord, ...]:
        """Return stories with their clearer wordings."""
        return tuple(replace(one, clearer=self.text("story", one.id, "clearer", one.clearer)) for one in found)

    def weighing(self, found: r.Weighing) -> r.Weighing:
        """Return notes with their wordings, and confirmed answers with their sentences."""
        if not self.words:
            return found
        notes = tuple(
            replace(one, wording=self.text("contribution", one.id, "wording", one.wording)) for one in found.notes
        )
        answers = tuple(
            replace(one, sentence=self.text("answer", one.id, "sentence", one.sentence)) if one.confirmed else one
            for one in found.answers
        )
        return replace(found, notes=notes, answers=answers)

    def promises(self, found: Sequence[Promise]) -> tuple[Promise, ...]:
        """Return promises with their titles and sentences."""
        return tuple(
            one._replace(
                title=self._title(one.note_id, one.theme_id, one.title),
                sentence=self.text("answer", one.id, "sentence", one.sentence),
            )
            for one in found
        )

    def sittings(self, found: Sequence[Sitting]) -> tuple[Sitting, ...]:
        """Return the decision calendar with the titles of what waits."""
        return tuple(
            replace(
                one,
                waits=tuple(
                    replace(wait, title=self._title(wait.note_id, wait.theme_id, wait.title)) for wait in one.waits
                ),
            )
            for one in found
        )

    def sheets(self, found: Sequence[VoteSheet]) -> tuple[VoteSheet, ...]:
        """Return the sheets of votes; an option that was worded for the sheet stays as people voted on it."""
        return tuple(replace(one, options=self._options(one.options)) for one in found)

    def votes(self, found: Sequence[Closed]) -> tuple[Closed, ...]:
        """Return closed votes likewise."""
        return tuple(replace(one, options=self._options(one.options)) for one in found)

    def _options(self, found: Sequence[OptionRecord]) -> tuple[OptionRecord, ...]:
        return tuple(
            one
            if one.label or one.gone
            else replace(one, words=self._title(one.contribution_id, one.theme_id, one.words))
            for one in found
        )

    def _title(self, note_id: str | None, theme_id: str | None, words: str) -> str:
        if note_id:
            return self.text("contribution", note_id, "wording", words)
        return self.text("theme", theme_id or "", "title", words)


def in_language(reader: Reader, language: str, kept_back: frozenset[str] = frozenset()) -> InLanguage:
    """Return the versions for a document. `kept_back`: the notes whose wordings are exact words and not printed.

    No version of a sentence is given before its answer is confirmed, nor one of a text that has changed since.
    """
    own = str(reader.scalar(select(t.Project.language)) or "en")
    late = outdated(reader)
    confirmed = {str(row[0]) for row in reader.rows(select(t.Answer.id).where(t.Answer.confirmed))}
    words: dict[Key, str] = {}
    easy: dict[Key, str] = {}
    for one in versions(reader):
        unsaid = one.of_table == "answer" and one.of_id not in confirmed
        if one.id in late or unsaid or one.of_id in kept_back or not same_language(one.language, language):
            continue
        if one.easy_read:
            easy[one.key] = one.words
        elif not same_language(own, language):
            words[one.key] = one.words
    return InLanguage(language, own, words, easy, _said_in(reader))


def _said_in(reader: Reader) -> dict[tuple[str, str], str]:
    """Return the language of exact words by table and id, where it was noted."""
    found: dict[tuple[str, str], str] = {}
    for name, cls in (("story", t.Story), ("voice", t.Voice)):
        for row in reader.rows(select(cls.id, cls.language).where(cls.language != "")):
            found[name, str(row[0])] = str(row[1])
    return found
