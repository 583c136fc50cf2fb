"""Everything a document may draw on, read once from a snapshot that is filtered by the export's purpose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from exports.document import Run, Words, runs
from models import queries, report_reads, vote_reads
from models import records as r
from models.capacity import Load, PromisedLine, effective_answers, promised_lines, sum_up
from models.decisions import Sitting, calendar
from models.in_language import InLanguage, in_language
from models.pictures import PictureRecord, picture_content, pictures
from models.promises import Promise, ledger
from models.responses import QuestionRecord, questions
from models.small_groups import may_name
from models.snapshot import Snapshot
from models.vocabulary import QUOTABLE
from models.weigh_records import ChangeRecord
from models.wordings_reads import glossary
from resources.texts import Translator


@dataclass(frozen=True)
class Content:
    """The records of one export, and the questions that every document asks of them."""

    tr: Translator
    today: date
    project: r.ProjectRecord
    workshops: tuple[r.WorkshopRecord, ...]
    groups: tuple[r.GroupRecord, ...]
    groups_of: dict[str, tuple[r.GroupRecord, ...]]
    sizes: dict[tuple[str, str], int]
    scope: tuple[r.ScopeRecord, ...]
    earlier: tuple[r.EarlierPromiseRecord, ...]
    way_back: r.WayBackRecord | None
    paths: tuple[r.PathRecord, ...]
    stories: tuple[r.StoryRecord, ...]
    themes: tuple[r.ThemeRecord, ...]
    weighing: r.Weighing
    pictures: tuple[PictureRecord, ...]
    bytes_of: Callable[[str], bytes]  # of a picture by its SHA-256, read while the document is put together
    sheets: tuple[vote_reads.VoteSheet, ...]
    votes: tuple[vote_reads.Closed, ...]  # of closed rounds only
    ask: Callable[..., Any]  # any other query of the snapshot, for what few documents print
    promises: Callable[[], tuple[Promise, ...]]  # confirmed answers, read only where a document prints them
    sittings: Callable[[], tuple[Sitting, ...]]
    texts: InLanguage
    changes: Callable[[], tuple[ChangeRecord, ...]]  # of answers, since they were first confirmed
    source_files: Callable[[], tuple[report_reads.SourceRecord, ...]]
    voices_by_source: Callable[[], dict[str, int]]
    glossary: Callable[[], tuple[tuple[str, str], ...]]
    left_out: int  # stories whose tellers did not agree to the purpose: nothing else of them is here
    questions: tuple[QuestionRecord, ...]  # of the way back, beside whether we got it right
    to_ask: tuple[str, ...]  # codes of stories whose tellers were not asked everything; read for the room only
    without_words: bool = False  # somebody wants the exact words of notes printed nowhere

    @classmethod
    def read(cls, snapshot: Snapshot, tr: Translator, *, as_written: bool = False) -> "Content":
        """Read everything from a snapshot; what has a version in the language of the document says that.

        `as_written`: every text as it was written at first, which tables for other programs hold.
        """
        ask = snapshot.ask
        workshops, weighing = ask(queries.workshops), ask(queries.weighing)
        language = ask(queries.project).language if as_written else tr.language
        texts = ask(in_language, language, _kept_back(weighing.notes, workshops))
        ways = ask(queries.ways_back)
        return cls(
            tr=tr,
            today=snapshot.today,
            project=ask(queries.project),
            workshops=texts.workshops(workshops),
            groups=ask(queries.groups),
            groups_of={workshop.id: ask(queries.groups, workshop.id) for workshop in workshops},
            sizes=ask(queries.sizes),
            scope=ask(queries.scope_items),
            earlier=ask(queries.earlier_promises),
            way_back=ways[-1] if ways else None,
            paths=ask(queries.paths),
            stories=texts.stories(ask(queries.stories)),
            themes=texts.themes(ask(queries.themes)),
            weighing=texts.weighing(weighing),
            pictures=ask(pictures),
            bytes_of=lambda sha256: ask(picture_content, sha256),
            sheets=texts.sheets(ask(vote_reads.sheets)),
            votes=texts.votes(ask(vote_reads.closed_rounds)),
            ask=ask,
            promises=lambda: texts.promises(ask(ledger)),
            sittings=lambda: texts.sittings(ask(calendar)),
            texts=texts,
            changes=lambda: ask(report_reads.answer_changes),
            source_files=lambda: ask(report_reads.source_files),
            voices_by_source=lambda: ask(report_reads.voices_by_source),
            glossary=lambda: ask(glossary),
            left_out=snapshot.left_out,
            to_ask=snapshot.to_ask,
            questions=ask(questions),
        )

    @property
    def language(self) -> str:
        """The document's language."""
        return self.tr.language

    @property
    def own_language(self) -> str:
        """The language of what was written in the project, empty where it is the document's own."""
        return self.texts.foreign

    def language_of(self, table: str, row_id: str, field: str) -> str:
        """Return the language of a text where it differs from the document's: for the block or run that prints it."""
        return self.texts.of(table, row_id, field)

    def easy(self, table: str, row_id: str, field: str) -> str:
        """Return what somebody wrote in easy read for a text, in the document's language; empty where nobody did."""
        return self.texts.easy_words.get((table, row_id, field), "")

    @cached_property
    def notes(self) -> tuple[r.NoteRecord, ...]:
        """The notes whose words were not withdrawn."""
        return tuple(note for note in self.weighing.notes if not note.withdrawn)

    @cached_property
    def note_of(self) -> dict[str, r.NoteRecord]:
        """The same by id."""
        return {note.id: note for note in self.notes}

    @cached_property
    def answers(self) -> dict[str, r.AnswerRecord]:
        """The answer that holds for each note and theme, by id."""
        return dict(effective_answers(self.weighing.notes, self.weighing.answers))

    @cached_property
    def outcomes(self) -> dict[str, r.OutcomeRecord]:
        """The newest outcome of each answer, by the answer's id."""
        return {outcome.answer_id: outcome for outcome in self.weighing.outcomes}

    @cached_property
    def loads(self) -> dict[str, Load]:
        """The load by measure: the sum of its lines."""
        return sum_up(self.lines, self.weighing.envelope)

    @cached_property
    def lines(self) -> tuple[PromisedLine, ...]:
        """Every cost line that counts, or would."""
        weighing = self.weighing
        return promised_lines(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)

    @cached_property
    def theme_titles(self) -> dict[str, str]:
        """The theme titles by id."""
        return {theme.id: theme.title for theme in self.themes}

    @cached_property
    def subjects(self) -> dict[str, tuple[str, str]]:
        """Code and title of each note and theme by id; of a withdrawn note there are no words."""
        found = {theme.id: (theme.code, theme.title) for theme in self.themes}
        for note in self.weighing.notes:
            title = self.tr("Withdrawn note {code}", code=note.code) if note.withdrawn else title_of(note, self)
            found[note.id] = (note.code, title)
        return found

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids of notes whose words were all withdrawn."""
        return frozenset(note.id for note in self.weighing.notes if note.withdrawn)

    @property
    def workshop(self) -> r.WorkshopRecord | None:
        """The newest workshop."""
        return self.workshops[-1] if self.workshops else None

    def confirmed(self, note: r.NoteRecord) -> r.AnswerRecord | None:
        """Return a note's answer if it is confirmed."""
        answer = self.answers.get(note.id)
        return answer if answer and answer.confirmed else None

    def is_open_way_back(self) -> bool:
        """Tell whether answers are still taken today."""
        return self.way_back is not None and (self.way_back.closes is None or self.today <= self.way_back.closes)

    def address(self, code: str) -> str:
        """Return the way back's address for a code; empty where there is none."""
        return self.way_back.address.replace("{code}", code) if self.way_back else ""

    def public_group(self, segment_id: str | None, workshop_id: str | None) -> str:
        """Return a group's name where it stands on enough people to be named in public, else an empty text.

        What was said at a workshop stands on those who came to it; without a workshop the smallest count holds.
        """
        if segment_id is None:
            return ""
        came = {where: count for (group, where), count in self.sizes.items() if group == segment_id and count}
        size = came.get(workshop_id) if workshop_id else min(came.values(), default=None)
        return self.group_name(segment_id) if may_name(size, self.project.small_group) else ""

    def group_name(self, segment_id: str | None) -> str:
        """Return a group's name, empty where none was said."""
        return next((group.name for group in self.groups if group.id == segment_id), "")

    def words_preset(self, note: r.NoteRecord) -> str:
        """Return how the exact words of a note may be printed, by its workshop, else by the newest one."""
        if self.without_words:
            return "not_at_all"
        of_note = next((w for w in self.workshops if w.id == note.workshop_id), self.workshop)
        return of_note.words_preset if of_note else "word_for_word"

    def may_print(self, note: r.NoteRecord) -> bool:
        """Tell whether the exact words of a note may be printed."""
        return _allows(self.words_preset(note), note)


def _kept_back(notes: Iterable[r.NoteRecord], workshops: tuple[r.WorkshopRecord, ...]) -> frozenset[str]:
    """Return the notes whose wording is made of exact words that may not be printed, nor then in another language."""
    preset = {workshop.id: workshop.words_preset for workshop in workshops}
    newest = workshops[-1].words_preset if workshops else "word_for_word"
    return frozenset(
        note.id
        for note in notes
        if not _allows(preset.get(note.workshop_id or "", newest), note) and _says_the_words(note)
    )


def _allows(preset: str, note: r.NoteRecord) -> bool:
    return preset == "word_for_word" or (preset == "within_theme" and note.theme_id is not None)


def _says_the_words(note: r.NoteRecord) -> bool:
    """Tell whether a note's wording stands in its exact words."""
    return any(note.wording in " ".join(voice.words.split()) for voice in note.voices)


def quoted(words: str, source: str, translated_by: str, tr: Translator) -> str:
    """Return exact words as documents write them: in quotation marks only where they are quotable."""
    if source in QUOTABLE:
        return tr("“{words}”", words=words)
    if source == "translated":
        by = translated_by or tr("somebody")
        return tr("Translated by {by}: {words}", by=by, words=words)
    return tr("Noted: {words}", words=words)


def quoted_runs(words: str, source: str, translated_by: str, language: str, tr: Translator) -> Words:
    """Return the same where the words are in another `language` than the document: what is around them is not."""
    return with_tongue(quoted(words, source, translated_by, tr), words, language)


def voice_words(voice: r.VoiceRecord, content: Content) -> Words:
    """Return the exact words of a voice of a note, as what they are and in their language."""
    language = content.language_of("voice", voice.id, "words")
    return quoted_runs(voice.words, voice.words_source, voice.translated_by, language, content.tr)


def with_tongue(said: str, words: str, language: str) -> Words:
    """Return a sentence of which some `words` are in another `language`, empty where they are not."""
    if not (language and words and words in said):
        return said
    before, found, after = said.partition(words)
    return runs(before, Run(found, language=language), after)


def title_of(note: r.NoteRecord, content: Content) -> str:
    """Return a note's wording, else its exact words, shortened and marked as what they are, else its code.

    Words that may not be printed are not printed as a wording either.
    """
    tr, words = content.tr, content.may_print(note)
    if note.wording and (words or not _says_the_words(note)):
        return note.wording
    if not words or not note.voices:
        return tr("Note {code}", code=note.code)
    first = note.voices[0]
    return quoted(shortened(first.words), first.words_source, first.translated_by, tr)


def subject_language(subject_id: str | None, content: Content) -> str:
    """Return the language of the title of a note or theme where it differs from the document's."""
    note = content.note_of.get(subject_id or "")
    return title_language(note, content) if note else content.language_of("theme", subject_id or "", "title")


def title_words(note: r.NoteRecord, content: Content) -> Words:
    """Return a note's title in its language."""
    return with_tongue(title_of(note, content), title_of(note, content), title_language(note, content))


def title_language(note: r.NoteRecord, content: Content) -> str:
    """Return the language of a note's title where it differs from the document's."""
    title = title_of(note, content)
    if title == note.wording:
        return content.language_of("contribution", note.id, "wording")
    if note.voices and content.may_print(note):
        return content.language_of("voice", note.voices[0].id, "words")
    return ""


def shortened(words: str) -> str:
    """Return words on one line, cut at a blank where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + " …"
