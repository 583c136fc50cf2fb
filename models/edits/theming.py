"""Edits of the themes' wall: many notes at once, joining, splitting, read-back. Every move is kept in the trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.ordering import last_key, move_to
from models.edits.voices import known
from models.errors import Refused
from models.order import after, between, sequence
from models.reader import Reader
from models.vocabulary import READ_BACK, codes
from models.writer import Writer
from resources.texts import N_

THEME_FIELDS = frozenset("title summary read_back".split())
THEME_GONE = N_("This theme is not there any more.")
ANSWERED = N_("This theme has an answer of its own, which would be lost. Join the other theme to this one instead.")
KEEP_ANSWERED = N_("This theme has an answer of its own, which would be lost. Join another theme to it, or rename it.")


@dataclass(frozen=True)
class PutNotes:
    """Put notes into a theme, in front of one of its notes or (None) at its end; also to order them within it."""

    note_ids: tuple[str, ...]
    theme_id: str
    before_id: str | None = None
    by: str = ""
    label: ClassVar[str] = N_("Put in theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the theme is gone, or one of the notes."""
        put_notes(writer, reader, self.note_ids, self.theme_id, self.by, self.before_id)


@dataclass(frozen=True)
class TakeOut:
    """Take notes out of their themes: they are not sorted then."""

    note_ids: tuple[str, ...]
    by: str = ""
    label: ClassVar[str] = N_("Take out of theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Take them out; those in no theme stay as they are."""
        take_out(writer, reader, self.note_ids, self.by)


@dataclass(frozen=True)
class NewTheme:
    """Make a theme, with notes in it where some are marked. `behind_id`: the theme that it stands behind."""

    title: str
    note_ids: tuple[str, ...] = ()
    workshop_id: str | None = None
    by: str = ""
    behind_id: str | None = None
    label: ClassVar[str] = N_("Add theme")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the theme's id. Refused: it has no name, or a note is gone."""
        values = {"title": self.title, "workshop_id": self.workshop_id}
        made = writer.insert(t.Theme, **values, order=after(last_key(reader, t.Theme)))
        order = [str(row[0]) for row in reader.rows(select(t.Theme.id).order_by(t.Theme.order, t.Theme.id))]
        if self.behind_id in order:
            move_to(writer, reader, t.Theme, made, order.index(str(self.behind_id)) + 1)
        put_notes(writer, reader, self.note_ids, made, self.by)
        return made


@dataclass(frozen=True)
class SplitTheme(NewTheme):
    """Move some notes of a theme into a new one beside it."""

    label: ClassVar[str] = N_("Split theme")


@dataclass(frozen=True)
class ChangeTheme:
    """Change a theme's title or summary."""

    theme_id: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Change theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: no title is left, or the theme is gone."""
        writer.update(t.Theme, self.theme_id, **known(self.values, THEME_FIELDS))


@dataclass(frozen=True)
class MoveTheme:
    """Put a theme at a place of the wall, counted from 0."""

    theme_id: str
    to: int
    label: ClassVar[str] = N_("Move theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the theme is gone."""
        move_to(writer, reader, t.Theme, self.theme_id, self.to)


@dataclass(frozen=True)
class JoinThemes:
    """Move everything of a theme into another one, behind what is there; the emptied theme goes."""

    theme_id: str
    into_id: str
    by: str = ""
    label: ClassVar[str] = N_("Join themes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one of them is gone, it is the same theme, or an answer would be lost."""
        if self.theme_id == self.into_id:
            raise Refused(N_("A theme cannot be joined with itself."))
        title_of(reader, self.into_id)
        _check_no_answer(reader, self.theme_id, ANSWERED)
        put_notes(writer, reader, notes_in(reader, self.theme_id), self.into_id, self.by)
        for cls in (t.CostLine, t.Finding, t.Response):
            for row in reader.rows(select(cls.id).where(cls.theme_id == self.theme_id)):
                writer.update(cls, row[0], theme_id=self.into_id)
        if not reader.scalar(select(t.Estimate.id).where(t.Estimate.theme_id == self.into_id)):
            for row in reader.rows(select(t.Estimate.id).where(t.Estimate.theme_id == self.theme_id)):
                writer.update(t.Estimate, row[0], theme_id=self.into_id)
        _remove_theme(writer, reader, self.theme_id)


@dataclass(frozen=True)
class DeleteTheme:
    """Delete a theme; its notes stay and are not sorted then."""

    theme_id: str
    by: str = ""
    label: ClassVar[str] = N_("Delete theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the theme is gone, or has an answer of its own."""
        _check_no_answer(reader, self.theme_id, KEEP_ANSWERED)
        take_out(writer, reader, notes_in(reader, self.theme_id), self.by)
        _remove_theme(writer, reader, self.theme_id)


@dataclass(frozen=True)
class MarkReadBack:
    """Say what people answered when a note was read back to them. `wording`: their clearer words, None: as before.

    The exact words never change.
    """

    note_id: str
    state: str
    wording: str | None = None
    label: ClassVar[str] = N_("Mark read-back")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the note is gone. ValueError: no such mark."""
        values: dict[str, object] = {"read_back": _mark(self.state)}
        if self.wording is not None:
            values["wording"] = self.wording
        writer.update(t.Contribution, self.note_id, **values)


@dataclass(frozen=True)
class MarkThemeReadBack:
    """Say what people answered when a theme was read back to them."""

    theme_id: str
    state: str
    label: ClassVar[str] = N_("Mark read-back")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the theme is gone. ValueError: no such mark."""
        writer.update(t.Theme, self.theme_id, read_back=_mark(self.state))


def put_notes(
    writer: Writer,
    reader: Reader,
    note_ids: Sequence[str],
    theme_id: str,
    by: str,
    before_id: str | None = None,
) -> None:
    """Put notes into a theme in their order. Refused: the theme or a note is gone."""
    title = title_of(reader, theme_id)
    wanted = tuple(dict.fromkeys(note_ids))
    if not wanted:
        return
    _check_notes(reader, wanted)
    places = _places_of(reader, wanted)
    keys = _keys_for(writer, reader, theme_id, wanted, before_id)
    came = False
    for note_id, key in zip(wanted, keys, strict=True):
        old = places.get(note_id, [])
        here = next((row_id for row_id, theme, _ in old if theme == theme_id), None)
        for row_id, _, _ in old:
            if row_id != here:
                writer.remove(t.ThemeNote, row_id)
        if here:
            writer.update(t.ThemeNote, here, order=key)
        else:
            writer.insert(t.ThemeNote, theme_id=theme_id, contribution_id=note_id, order=key)
            _keep_trail(writer, note_id, old[0][2] if old else "", title, by)
            came = True
    if came:  # what people agreed to were other words
        writer.update(t.Theme, theme_id, read_back="not_checked")


def take_out(writer: Writer, reader: Reader, note_ids: Sequence[str], by: str) -> None:
    """Take notes out of whatever theme they are in."""
    for note_id, old in _places_of(reader, note_ids).items():
        for row_id, _, _ in old:
            writer.remove(t.ThemeNote, row_id)
        _keep_trail(writer, note_id, old[0][2], "", by)


def title_of(reader: Reader, theme_id: str) -> str:
    """Return a theme's title. Refused: the theme is gone."""
    title = reader.scalar(select(t.Theme.title).where(t.Theme.id == theme_id))
    if not title:
        raise Refused(THEME_GONE)
    return str(title)


def notes_in(reader: Reader, theme_id: str) -> tuple[str, ...]:
    """Return the notes of a theme in their order, withdrawn ones too: they come along and stay hidden."""
    place = t.ThemeNote
    rows = select(place.contribution_id).where(place.theme_id == theme_id).order_by(place.order, place.id)
    return tuple(str(row[0]) for row in reader.rows(rows))


def _mark(state: str) -> str:
    if state not in codes(READ_BACK):
        raise ValueError(state)
    return state


def _check_notes(reader: Reader, note_ids: Sequence[str]) -> None:
    found = reader.rows(select(t.Contribution.id).where(t.Contribution.id.in_(note_ids)))
    if len(found) != len(note_ids):
        raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))


def _check_no_answer(reader: Reader, theme_id: str, sentence: str) -> None:
    title_of(reader, theme_id)
    if reader.scalar(select(t.Answer.id).where(t.Answer.theme_id == theme_id)):
        raise Refused(sentence)


def _places_of(reader: Reader, note_ids: Iterable[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return (row, theme, title of the theme) for each of the notes that is in a theme."""
    place = t.ThemeNote
    rows = reader.rows(
        select(place.contribution_id, place.id, t.Theme.id, t.Theme.title)
        .join(t.Theme, t.Theme.id == place.theme_id)
        .where(place.contribution_id.in_(tuple(note_ids)))
        .order_by(place.id)
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for note_id, row_id, theme_id, title in rows:
        found.setdefault(str(note_id), []).append((str(row_id), str(theme_id), str(title)))
    return found


def _keys_for(
    writer: Writer, reader: Reader, theme_id: str, note_ids: Sequence[str], before_id: str | None
) -> tuple[str, ...]:
    """Return order keys for notes in a theme, behind those that stand before them."""
    place = t.ThemeNote
    if before_id is None:
        others = place.contribution_id.not_in(note_ids)
        return sequence(len(note_ids), last_key(reader, place, place.theme_id == theme_id, others))
    rows = [
        (str(row[0]), str(row[1]), str(row[2]))
        for row in reader.rows(
            select(place.id, place.contribution_id, place.order)
            .where(place.theme_id == theme_id, place.contribution_id.not_in(note_ids))
            .order_by(place.order, place.id)
        )
    ]
    at = next((at for at, row in enumerate(rows) if row[1] == before_id), len(rows))
    low = rows[at - 1][2] if at else ""
    high = rows[at][2] if at < len(rows) else ""
    try:
        keys: list[str] = []
        for _ in note_ids:
            low = between(low, high)
            keys.append(low)
        return tuple(keys)
    except ValueError:  # two notes share a key, as after joining two laptops' files
        every = sequence(len(rows) + len(note_ids))
        for row, key in zip(rows, (*every[:at], *every[at + len(note_ids) :]), strict=True):
            writer.update(place, row[0], order=key)
        return every[at : at + len(note_ids)]


def _keep_trail(writer: Writer, note_id: str, from_title: str, to_title: str, by: str) -> None:
    values = {"from_title": from_title, "to_title": to_title, "by": by, "moved_at": writer.now}
    writer.insert(t.ThemeMove, contribution_id=note_id, **values)


def _remove_theme(writer: Writer, reader: Reader, theme_id: str) -> None:
    """Remove a theme; an option of a vote keeps the words that were voted on."""
    option = t.VoteOption
    for row in reader.rows(select(option.id, option.label).where(option.theme_id == theme_id)):
        if not row[1]:
            writer.update(option, row[0], label=title_of(reader, theme_id))
    writer.remove(t.Theme, theme_id)
