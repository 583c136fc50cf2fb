"""Before it leaves the house: what is known of a document, said as it is; what nobody tested is said too."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from exports.catalog import Export, Proof
from models.consent import may_use
from models.records import StoryRecord
from models.wording import lists_of
from resources.texts import N_, Translator
from widgets.share.documents.languages import name_of
from widgets.share.lacking import Lacking
from widgets.share.likely import Likely
from widgets.share.wanted import Wanted
from widgets.share.work import Looked

OPEN_QUESTIONS = {
    "web": N_("Not tested: whether the form is open."),
    "mail": N_("Not tested: whether mail to it arrives."),
    "text": N_("Not tested: whether messages to it arrive."),
}
MOST_TEXTS = 5  # the rest is found as these are mended
MOST_STORIES = 3  # that a sentence leads to
MOST_PLACES = 4  # in people's words, likewise
LONGEST = 28  # letters of people's words on a button
PUBLIC = ("public_report", "training")


@dataclass(frozen=True)
class Lead:
    """Where a sentence leads: to a row, in `room` where that matters, or to another `page` of Share.

    `words` may be people's own; empty: "Show it".
    """

    words: str = ""
    table: str = ""
    row_id: str = ""
    room: str = ""
    page: str = ""


@dataclass(frozen=True)
class Finding:
    """One sentence; `tone` settled for what was looked at and is in order, waiting for what somebody should look at."""

    tone: str
    sentence: str
    leads: tuple[Lead, ...] = ()


def findings(
    wanted: Wanted, looked: Looked, stories: Iterable[StoryRecord], spoken: str, today: date, tr: Translator
) -> tuple[Finding, ...]:
    """Return what is known of a document that was made, of the stories and of the day; what to look at comes first.

    `spoken` is the language of the project.
    """
    export, proof = wanted.export, looked.proof
    found = (
        _consent(export, tuple(stories), today, tr),
        _answers(export, proof, tr),
        likely_finding(looked.likely, tr) if export.form != "data" or export.holds else None,
        *_lacking(looked.lacking, tr),
        _codes(export, proof, tr),
        *_who_may_read(export, proof, tr),
        *_wording(wanted, proof, spoken, tr),
        _letters(export, proof, tr),
        _described(export, proof, tr),
    )
    known = [finding for finding in found if finding]
    return tuple(sorted(known, key=lambda finding: finding.tone != "waiting"))


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
    return Finding("settled", said, _left_out(stories, export.purpose, today, tr))


def _left_out(stories: tuple[StoryRecord, ...], purpose: str, today: date, tr: Translator) -> tuple[Lead, ...]:
    """Return the first stories that somebody could ask about: those that nobody asked, or whose yes has run out."""
    why = {"unasked": N_("Story {code}: not asked"), "expired": N_("Story {code}: the yes has run out")}
    open_ones = [
        (story, _why(story, purpose))
        for story in stories
        if not may_use(story, purpose, today) and _why(story, purpose) in why
    ]
    return tuple(
        Lead(tr(why[reason], code=story.code), "story", story.id) for story, reason in open_ones[:MOST_STORIES]
    )


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


def likely_finding(likely: tuple[Likely, ...], tr: Translator) -> Finding:
    """Return what looks as if somebody could be found by it; it is looked for by its pattern, and names have none."""
    if not likely:
        said = tr("No number, address or full name was found in people's words. A name alone is not recognised.")
        return Finding("settled", said)
    said = tr.count(
        "{n} place in people's words looks like a name, a number or an address. Look at it, and hide it if need be.",
        "{n} places in people's words look like a name, a number or an address. Look at them, and hide what must not "
        "be read.",
        len(likely),
    )
    first = list({(one.text, one.row_id): one for one in likely}.values())[:MOST_PLACES]
    leads = (Lead(tr("“{text}” in {code}", text=_cut(one.text), code=one.code), one.table, one.row_id) for one in first)
    return Finding("waiting", said, tuple(leads))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _lacking(lacking: tuple[Lacking, ...], tr: Translator) -> list[Finding]:
    """Return how many texts stand in it untranslated, language by language."""
    found: list[Finding] = []
    for one in lacking:
        name = name_of(one.language)
        if one.easy_read:
            found.append(_easy_read(one.texts, name, tr))
            continue
        if not one.texts:
            said = tr("Every text of yours in it has a version in {language}.", language=name)
            found.append(Finding("settled", said))
            continue
        said = tr.count(
            "{n} text of yours stands in it as it was written: nobody wrote a version in {language} yet.",
            "{n} texts of yours stand in it as they were written: nobody wrote versions in {language} yet.",
            one.texts,
            language=name,
        )
        found.append(Finding("waiting", said, (Lead(tr("Write versions"), page="texts"),)))
    return found


def _easy_read(texts: int, name: str, tr: Translator) -> Finding:
    if not texts:
        return Finding("settled", tr("Every text of it is written in easy read in {language}.", language=name))
    said = tr.count(
        "{n} text is not written in easy read in {language} yet. The page lists it as missing.",
        "{n} texts are not written in easy read in {language} yet. The page lists them as missing.",
        texts,
        language=name,
    )
    return Finding("waiting", said, (Lead(tr("Write versions"), page="texts"),))


def _codes(export: Export, proof: Proof, tr: Translator) -> Finding | None:
    """Return what is known of the way back: that the codes say its address, not that somebody listens there."""
    if export.form == "data":
        return None
    if proof.strays:
        said = tr.count(
            "{n} code does not read back as your address.", "{n} codes do not read back as your address.", proof.strays
        )
        return Finding("waiting", said)
    if proof.codes and proof.way_back:
        said = tr.count("The code reads back as your address.", "All {n} codes read back as your address.", proof.codes)
        if export.form != "pdf":
            said = tr("{said} They were read in the PDF; here they are drawn from the same words.", said=said)
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


def _wording(wanted: Wanted, proof: Proof, spoken: str, tr: Translator) -> tuple[Finding, ...]:
    """Return what the wording check says of the organisation's own texts; their words only, never people's."""
    found = [Finding("waiting", proof.wording_trouble.sentence(tr))] if proof.wording_trouble else []
    found += _without_list(wanted, spoken, tr)
    if found and not proof.wording:  # nothing was found because nothing could be looked for
        return tuple(found)
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
        table = one.text.subject_table
        room = "weigh" if table in ("contribution", "theme") else ""
        found.append(Finding("waiting", where, (Lead("", table, one.text.subject_id, room),)))
    return tuple(found)


def _without_list(wanted: Wanted, spoken: str, tr: Translator) -> list[Finding]:
    """Return the languages whose wording nobody can check here."""
    languages = dict.fromkeys(one for one in (wanted.language, wanted.beside, spoken) if one)
    return [
        Finding("waiting", tr("Wording in {language} is not checked: there is no word list.", language=name_of(one)))
        for one in languages
        if not lists_of(one).count
    ]


def _letters(export: Export, proof: Proof, tr: Translator) -> Finding | None:
    if export.form != "pdf":  # whoever opens it brings fonts along
        return None
    if not proof.missing:
        return Finding("settled", tr("Every letter in it can be printed."))
    shown = " ".join(f"{letter} (U+{ord(letter[0]):04X})" for letter in proof.missing[:6])
    more = len(proof.missing) - 6
    rest = " " + tr.count("and {n} more", "and {n} more", more) if more > 0 else ""
    return Finding("waiting", tr("No font has these letters: {letters}", letters=shown) + rest)


def _described(export: Export, proof: Proof, tr: Translator) -> Finding | None:
    if export.form == "data":
        return None
    if proof.undescribed:
        said = tr.count("{n} picture has no words.", "{n} pictures have no words.", proof.undescribed)
        return Finding("waiting", said)
    if export.form == "pdf":
        return Finding("settled", tr("Tagged for screen readers; every picture and code has words."))
    return Finding("settled", tr("Every picture and code has words for those who do not see it."))
