"""What our own form asks: the names of its columns and its texts, by which its answers are known again."""

import hashlib
import re
import unicodedata

from models.responses import QuestionRecord
from resources.texts import N_, Translator, document_languages, translator

CODE, VERDICT, WORDS, NEWS, CONTACT = "code", "verdict", "words", "news", "contact"
QUESTION = "q_"

TEXTS: dict[str, str] = {
    CODE: N_("The code on the paper"),
    VERDICT: N_("Did we get it right?"),
    WORDS: N_("In your own words"),
    NEWS: N_("Do you want to hear what becomes of it?"),
    CONTACT: N_("How can we reach you? An e-mail address or a phone number"),
}
YES, NO = N_("Yes"), N_("No")


def question_name(question: QuestionRecord) -> str:
    """Return the name of a further question's column, which stays when its words change."""
    return QUESTION + question.id.replace("-", "")[-10:]


def choice_name(words: str) -> str:
    """Return the name of one of several answers, which is known again whatever stands beside it."""
    flat = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", flat).strip("_")[:20]
    return f"c_{slug}_{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def in_every_language(text: str) -> tuple[str, ...]:
    """Return a text in each language that documents can be written in."""
    return tuple(dict.fromkeys(translators_of()[language](text) for language in translators_of()))


def translators_of() -> dict[str, Translator]:
    """Return the translator of each language of documents, English first."""
    return {language: translator(language) for language in document_languages()}
