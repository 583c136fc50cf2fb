"""Before it leaves the house: what is known of a document, said as it is; what nobody tested is said too."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from exports.catalog import Export, Proof
from models.consent import may_use
from models.records import StoryRecord
from resources.texts import N_, Translator

OPEN_QUESTIONS = {
    "web": N_("Not tested: whether the form is open."),
    "mail": N_("Not tested: whether mail to it arrives."),
    "text": N_("Not tested: whether messages to it arrive."),
}
MOST_TEXTS = 5  # the rest is found as these are mended
PUBLIC = ("public_report", "training")


@dataclass(frozen=True)
class Finding:
    """One sentence; `tone` settled for what is in order, waiting for what somebody should look at.

    `table` and `row_id`: what it leads to, empty for nothing.
    """

    tone: str
    sentence: str
    table: str = ""
    row_id: str = ""


def findings(
    export: Export, proof: Proof, stories: Iterable[StoryRecord], today: date, tr: Translator
) -> tuple[Finding, ...]:
    """Return what is known of a document that was made, of the stories and of the day."""
    found = (
        _consent(export, tuple(stories), today, tr),
        _answers(export, proof, tr),
        _codes(export, proof, tr),
        *_who_may_read(export, proof, tr),
        *_wording(proof, tr),
        _letters(proof, tr),
        _described(proof, tr),
    )
    return tuple(finding for finding in found if finding)


def _consent(export: Export, stories: tuple[StoryRecord, ...], today: date, tr: Translator) -> Finding | None:
    """Return how many stories are left out, and why; never which."""
    if "stories" not in export.holds:
        return Finding("settled", tr("Consent: no story is told in it."))
    kept = sum(1 for story in stories if may_use(story, export.purpose, today))
    left = len(stories) - kept
    if not stories:
        return None
    if not left:
        return Finding(
            "settled", tr.count("Consent: the story may be in it.", "Consent: all {n} stories may be in it.", kept)
        )
    why = Counter(_why(story, export.purpose) for story in stories if not may_use(story, export.purpose, today))
    words = {
        "unasked": tr.count("{n} was not asked", "{n} were not asked", why["unasked"]),
        "no": tr.count("{n} said no", "{n} said no", why["no"]),
        "expired": tr.count("{n} yes has run out", "{n} yes have run out", why["expired"]),
        "withdrawn": tr.count("{n} was withdrawn", "{n} were withdrawn", why["withdrawn"]),
    }
    reasons = ", ".join(said for reason, said in words.items() if why[reason])
    said = tr.count(
        "Consent: {n} story is left out: {why}.", "Consent: {n} stories are left out: {why}.", left, why=reasons
    )
    return Finding("settled", said)


def _why(story: StoryRecord, purpose: str) -> str:
    """Return why a story may not be in it."""
    if story.withdrawn:
        return "withdrawn"
    said = {consent.answer for consent in story.consents if consent.purpose == purpose}
    return "expired" if "yes" in said else "no" if "no" in said else "unasked"


def _answers(export: Export, proof: Proof, tr: Translator) -> Finding | None:
    if "answers" not in export.holds:
        return Finding("settled", tr("No answer is promised in it."))
    if not proof.provisional:
        return Finding("settled", tr("Every answer in it is confirmed."))
    said = tr.count(
        "{n} answer in it is not confirmed yet, and the page says so.",
        "{n} answers in it are not confirmed yet, and the pages say so.",
        proof.provisional,
    )
    return Finding("waiting", said)


def _codes(export: Export, proof: Proof, tr: Translator) -> Finding | None:
    """Return what is known of the way back: that the codes hold the address, not that somebody listens there."""
    if proof.strays:
        said = tr.count("{n} code does not hold your address.", "{n} codes do not hold your address.", proof.strays)
        return Finding("waiting", said)
    if proof.codes and proof.way_back:
        said = tr.count("The code holds your address.", "All {n} codes hold your address.", proof.codes)
        return Finding("settled", f"{said} {tr(OPEN_QUESTIONS[proof.way_back.kind])}")
    if export.purpose not in PUBLIC:
        return None
    if proof.way_back is None:
        return Finding("waiting", tr("There is no way back yet: it carries no codes, and says how to answer on paper."))
    if not proof.takes_answers:
        return Finding("waiting", tr("The way back is closed: it carries no codes, and says how to answer on paper."))
    return None


def _who_may_read(export: Export, proof: Proof, tr: Translator) -> tuple[Finding, ...]:
    """Return what is said about groups, and whether the load is in it."""
    if export.purpose in PUBLIC:
        said = tr("Groups of fewer than {limit} people are joined or not counted.", limit=proof.small_group)
        load = Finding("settled", tr("What is promised so far, against what you have, is not in it."))
        return (Finding("settled", said), *(() if "load" in export.holds else (load,)))
    said = tr("For inside only: it counts small groups too.")
    load = tr("For inside only: it counts small groups, and shows what is promised against what you have.")
    return (Finding("waiting", load if "load" in export.holds else said),)


def _wording(proof: Proof, tr: Translator) -> tuple[Finding, ...]:
    """Return what the wording check says of the organisation's own texts; their words only, never people's."""
    found = [Finding("waiting", proof.wording_trouble.sentence(tr))] if proof.wording_trouble else []
    if not proof.wording:
        return (*found, Finding("settled", tr("Wording: nothing in your own texts to look at.")))
    said = tr.count(
        "Wording: {n} text of yours says more than is known, or in words of the trade.",
        "Wording: {n} texts of yours say more than is known, or in words of the trade.",
        len(proof.wording),
    )
    found.append(Finding("waiting", said))
    for one in proof.wording[:MOST_TEXTS]:
        words = ", ".join(dict.fromkeys(tr("“{words}”", words=mark.words) for mark in one.marks))
        where = tr("{label}: {words}", label=tr(one.text.label), words=words)
        found.append(Finding("waiting", where, one.text.subject_table, one.text.subject_id))
    return tuple(found)


def _letters(proof: Proof, tr: Translator) -> Finding:
    if not proof.missing:
        return Finding("settled", tr("Every letter in it can be printed."))
    shown = " ".join(f"{letter} (U+{ord(letter[0]):04X})" for letter in proof.missing[:6])
    more = len(proof.missing) - 6
    rest = " " + tr.count("and {n} more", "and {n} more", more) if more > 0 else ""
    return Finding("waiting", tr("No font has these letters: {letters}", letters=shown) + rest)


def _described(proof: Proof, tr: Translator) -> Finding:
    if proof.undescribed:
        said = tr.count("{n} picture has no words.", "{n} pictures have no words.", proof.undescribed)
        return Finding("waiting", said)
    return Finding("settled", tr("Tagged for screen readers; every picture and code has words."))
