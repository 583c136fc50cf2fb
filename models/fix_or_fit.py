# ruff: noqa: S608 - the statement is made of constants
"""Fix or fit: whether confirmed answers change the service, or only what people may expect of it.

Each confirmed answer counts once, a theme's too, as far as somebody said which of the two it does. Answers to notes
that were withdrawn do not count. An answer to a question, and what was only heard, is not asked for it and counts only
where it was said.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from models.answers import IDEA_ANSWERS
from models.list_sql import GONE_NOTES
from models.reader import Reader
from models.records import AnswerRecord
from models.vocabulary import codes
from resources.texts import N_, Translator

ASKED = codes(IDEA_ANSWERS)
ALL_FIT = N_("Every answer so far changes what people may expect; none changes the service.")
ALL_FIT_OF_SAID = N_(
    "Every answer of which it was said changes what people may expect; none changes the service. "
    "Of {unsaid} it was not said yet."
)
NOTHING_SAID = N_("It was not said yet whether the answers change the service or what people may expect.")
_COUNTED = (
    "SELECT fix_or_fit, count(*) FROM answer "
    f"WHERE confirmed AND (contribution_id IS NULL OR contribution_id NOT IN ({GONE_NOTES})) "
    f"AND (fix_or_fit <> '' OR code IN {ASKED}) GROUP BY fix_or_fit"
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many confirmed answers change the service, how many the expectation, and of how many it was not said."""

    service: int = 0
    expectation: int = 0
    unsaid: int = 0

    @property
    def said(self) -> int:
        """Of how many it was said."""
        return self.service + self.expectation

    @property
    def all_fit(self) -> bool:
        """Whether every answer of which it was said changes the expectation alone."""
        return self.expectation > 0 and self.service == 0


def ratio(answers: Iterable[AnswerRecord], withdrawn: Collection[str] = ()) -> Ratio:
    """Return the ratio over those answers that are confirmed. `withdrawn`: ids of notes that were withdrawn."""
    found = {"service": 0, "expectation": 0, "": 0}
    for answer in answers:
        if answer.confirmed and answer.contribution_id not in withdrawn and (answer.fix_or_fit or answer.code in ASKED):
            found[answer.fix_or_fit] += 1
    return Ratio(found["service"], found["expectation"], found[""])


def read(reader: Reader) -> Ratio:
    """Return the ratio of the whole project, counted in the database."""
    found = {str(row[0]): int(row[1]) for row in reader.driver_rows(_COUNTED)}
    return Ratio(found.get("service", 0), found.get("expectation", 0), found.get("", 0))


def figure(found: Ratio, tr: Translator) -> str:
    """Return the number to be shown large, "3 of 5"; a dash where nothing was said."""
    return tr("{part} of {whole}", part=found.service, whole=found.said) if found.said else "–"


def figure_words(found: Ratio, tr: Translator) -> str:
    """Return what stands below that number."""
    if not found.said:
        return tr(NOTHING_SAID)
    return tr("answers changed the service, not the expectation")


def sentence(found: Ratio, tr: Translator) -> str:
    """Return the ratio in one plain sentence; where no answer changes the service, that is pointed out."""
    if not found.said:
        return tr(NOTHING_SAID)
    if found.all_fit:
        return tr(ALL_FIT_OF_SAID, unsaid=found.unsaid) if found.unsaid else tr(ALL_FIT)
    parts = [
        tr.count(
            "{n} confirmed answer changes the service,", "{n} confirmed answers change the service,", found.service
        ),
        tr.count("{n} changes what people may expect.", "{n} change what people may expect.", found.expectation),
    ]
    if found.unsaid:
        parts.append(tr.count("Of {n} it was not said yet.", "Of {n} it was not said yet.", found.unsaid))
    return " ".join(parts)
