"""What recovering found, repaired and lost, said in tables and codes, never in words of people."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.integrity import Fault
from models.odd_values import INDEX, tables
from models.table_words import WORDS
from resources.texts import N_, Translator, translator

UNKNOWN = "?"
LISTED = 500
NEITHER = N_("row of an unknown kind")


@dataclass
class Report:
    """What became of one damaged file. `affected`: rows that are not as they stood in its tables."""

    name: str
    found: Counter[str] = field(default_factory=Counter[str])
    repaired: Counter[str] = field(default_factory=Counter[str])
    lost: Counter[str] = field(default_factory=Counter[str])
    dropped: Counter[str] = field(default_factory=Counter[str])
    doubtful: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    affected: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    replaced: int = 0
    photos_lost: int = 0
    history_kept: bool = False
    steps_dropped: int = 0
    left: tuple[Fault, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing that people entered was lost or is in doubt, as far as can be known."""
        return self.history_kept and not any(self.lost.values()) and not self.doubtful and not self.photos_lost

    def count(self, raw: Any) -> None:
        """Count what the new file holds."""
        for name in tables():
            if name != INDEX:
                self.found[name] = int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        sql = "SELECT count(*) FROM picture WHERE sha256 NOT IN (SELECT sha256 FROM picture_bytes)"
        self.photos_lost = int(raw.execute(sql).fetchone()[0])

    def sentences(self, tr: Translator) -> list[str]:
        """Return the report, one line a sentence."""
        lines = [tr("Recovered from “{name}”, which was left as it is.", name=self.name)]
        if self.is_whole:
            lines.append(tr("Everything that people entered is there, as far as can be known."))
        if self.history_kept:
            lines.append(tr("The history is whole: rows and values that the tables had lost were taken from it."))
        else:
            lines.append(
                tr(
                    "The history has gaps. It begins anew with one step, “Recovered from a damaged file”; what was "
                    "done before cannot be undone here."
                )
            )
        if self.photos_lost:
            lines.append(
                tr.count("{n} photo has lost its bytes.", "{n} photos have lost their bytes.", self.photos_lost)
            )
        lines.append("")
        for table in (*WORDS, UNKNOWN):
            numbers = (self.found[table], self.repaired[table], self.lost[table])
            if any(numbers):
                found, repaired, lost = numbers
                said = N_("{what}: {found} there, {repaired} of them repaired, {lost} lost")
                lines.append(tr(said, what=_what(table, tr), found=found, repaired=repaired, lost=lost))
        lines += self._listed(tr)
        return [*lines, *(fault.sentence(tr) for fault in self.left)]

    def _listed(self, tr: Translator) -> list[str]:
        lines: list[str] = []
        doubtful = self.doubtful - {(table, code) for table, code in self.doubtful if not code}
        for title, rows in (
            (tr("Repaired, brought back or changed:"), self.affected),
            (tr("Only partly readable:"), doubtful),
        ):
            if rows:
                lines += ["", title]
                lines += [f"{_what(table, tr)} {code}" for table, code in sorted(rows)[:LISTED]]
                more = len(rows) - LISTED
                lines += [tr.count("{n} more.", "{n} more.", more)] if more > 0 else []
        return lines

    def write(self, path: Path) -> None:
        """Save the report as text, over nothing that is there."""
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(self.sentences(translator("en"))) + "\n")


def _what(table: str, tr: Translator) -> str:
    return tr(WORDS.get(table, NEITHER))
