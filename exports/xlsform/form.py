"""A form that matches the way back, as an XLSForm: for KoBoToolbox, ODK, and whatever else reads one.

Its columns have the names by which `feedback` knows the answers again. Every text of ours is there in every language
of documents; people's own questions stand in the one language that they were written in.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from exports.document import Block, Document, Heading, Paragraph, Table
from exports.reports.content import Content
from exports.reports.opening import framed
from exports.xlsform.texts import (
    CODE,
    CONTACT,
    NEWS,
    NO,
    TEXTS,
    VERDICT,
    WORDS,
    YES,
    choice_name,
    question_name,
    translators_of,
)
from models import responses
from models import vocabulary as v
from models.codes import ALPHABET, LENGTH
from models.responses import QuestionRecord
from resources.texts import N_, Translator

NAMES = {
    "en": "English", "fi": "Suomi", "sv": "Svenska", "de": "Deutsch", "es": "Español", "fr": "Français",
    "pl": "Polski", "et": "Eesti", "ar": "العربية", "so": "Soomaali", "uk": "Українська", "ru": "Русский",
}  # fmt: skip
LETTERS = f"[{ALPHABET}{''.join(letter for letter in ALPHABET.lower() if letter.isalpha())}]"
CONSTRAINT = f"regex(., '^{LETTERS}{{{LENGTH}}}(-[A-Za-z]{{1,2}})?$')"
YES_NO, VERDICT_LIST = "yes_no", "verdict"
INTRO = N_("What you write here goes to those who made the paper. You need not say who you are.")
CODE_HINT = N_("It is filled in where you scanned a code. Leave it empty if you have none.")
CODE_WRONG = N_("A code has {count} of these letters and digits: {letters}.")
CONTACT_HINT = N_("We use it for this alone, and keep it apart from what you said.")
# What programs read in a text as a name of another question; a joiner that nobody sees keeps the letters as they are.
REFERENCE, JOINED = "${", "$\u2060{"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Texts = dict[str, str]  # by language


@dataclass(frozen=True)
class FormOptions:
    """The form has no options: it asks what the way back asks."""


@dataclass(frozen=True)
class FormRow:
    """One row of the form's first sheet; texts by language."""

    type: str
    name: str
    label: Texts
    hint: Texts | None = None
    relevant: str = ""
    constraint: str = ""
    constraint_message: Texts | None = None
    appearance: str = ""


@dataclass(frozen=True)
class FormChoice:
    """One choice of a list."""

    list_name: str
    name: str
    label: Texts


@dataclass(frozen=True)
class OwnForm:
    """The whole form. `languages`: their codes, first the one that the way back opens in, else the project's own."""

    title: str
    form_id: str
    languages: tuple[str, ...]
    survey: tuple[FormRow, ...]
    choices: tuple[FormChoice, ...]

    @property
    def version(self) -> str:
        """A mark of what it asks: another one where a question was changed, the same on every day."""
        return hashlib.sha256(repr((self.title, self.survey, self.choices)).encode()).hexdigest()[:10]


def form_of(content: Content) -> OwnForm:
    """Return the form that asks what the way back of a project asks."""
    questions: tuple[QuestionRecord, ...] = content.ask(responses.questions)
    back = content.way_back
    asked = _own(back.question) if back and back.question.strip() else _told(TEXTS[VERDICT])
    survey = (
        FormRow("note", "about", _told(INTRO)),
        FormRow(
            *("text", CODE, _told(TEXTS[CODE]), _told(CODE_HINT)),
            constraint=CONSTRAINT,
            constraint_message=_told(CODE_WRONG, count=LENGTH, letters=ALPHABET),
        ),
        FormRow(f"select_one {VERDICT_LIST}", VERDICT, asked),
        FormRow("text", WORDS, _told(TEXTS[WORDS]), appearance="multiline"),
        *(_question(question) for question in questions),
        FormRow(f"select_one {YES_NO}", NEWS, _told(TEXTS[NEWS])),
        FormRow("text", CONTACT, _told(TEXTS[CONTACT]), _told(CONTACT_HINT), relevant=f"${{{NEWS}}} = 'yes'"),
    )
    choices = (
        *(FormChoice(VERDICT_LIST, term.code, _told(term.label)) for term in v.VERDICTS),
        FormChoice(YES_NO, "yes", _told(YES)),
        FormChoice(YES_NO, "no", _told(NO)),
        *(
            FormChoice(question_name(question), choice_name(words), _own(words))
            for question in questions
            for words in question.choices
        ),
    )
    known = tuple(translators_of())
    first = (content.way_back.language if content.way_back else "") or content.project.language
    own = tuple(language for language in known if language == first)
    languages = (*own, *(language for language in known if language not in own))
    form_id = f"polku_{content.project.code.lower()}"
    return OwnForm(_safe(content.project.title), form_id, languages, survey, choices)


def show_form(content: Content, options: Any) -> Document:
    """Return a page that shows what the form asks."""
    del options
    tr, form = content.tr, form_of(content)
    head = (tr("Question"), tr("How it is answered"), tr("Name in the table of answers"))
    rows = tuple((_in(row.label, content), _kind(row, form, content), row.name) for row in form.survey)
    names = ", ".join(language_name(language) for language in form.languages)
    blocks: tuple[Block, ...] = (
        Paragraph(
            tr(
                "A form for KoBoToolbox, ODK and other programs that read an XLSForm. By the code, each answer finds "
                "the note that it is about."
            ),
            "lead",
        ),
        Paragraph(tr("The form speaks these languages: {names}.", names=names)),
        Heading(1, tr("What it asks")),
        Table(head, rows, (0.45, 0.33, 0.22), row_header=True),
        Heading(1, tr("How to use it")),
        *(Paragraph(line) for line in how_to(tr)),
    )
    return framed(
        content,
        title=tr("Form of the way back"),
        blocks=blocks,
        footer=tr("What the form asks, not the form itself"),
        stamp=content.project.stamp,
    )


def how_to(tr: Translator) -> tuple[str, ...]:
    """Return what somebody does with the form, one sentence a step."""
    return (
        tr("Upload the file in your form program as a new project from an XLSForm, and publish it."),
        tr(
            "Open the form on the web and copy its address. Paste it in Polku as the address of the way back, with "
            "this behind it: {behind}",
            behind="?d[code]={code}",
        ),
        tr("Scan one printed code with a phone: the form must open with the code filled in."),
        tr("Save the answers as CSV or XLSX, and import them in Polku."),
    )


def language_name(language: str) -> str:
    """Return a language in its own words."""
    return NAMES.get(language, language)


def _question(question: QuestionRecord) -> FormRow:
    """Return the row of a further question, in the one language that it was written in."""
    name, label = question_name(question), _own(question.words)
    if question.kind == "yes_no":
        return FormRow(f"select_one {YES_NO}", name, label)
    if question.kind == "one_of" and question.choices:
        return FormRow(f"select_one {name}", name, label)
    return FormRow("text", name, label, appearance="multiline")


def _told(text: str, **values: object) -> Texts:
    return {language: tr(text, **values) for language, tr in translators_of().items()}


def _own(words: str) -> Texts:
    return dict.fromkeys(translators_of(), _safe(words))


def _safe(words: str) -> str:
    """Return people's words so that no program takes them for a reference, and no letter breaks the form."""
    return _UNPRINTABLE.sub("", words).replace(REFERENCE, JOINED).strip() or "?"


def _in(texts: Texts, content: Content) -> str:
    return texts.get(content.language) or next(iter(texts.values()))


def _kind(row: FormRow, form: OwnForm, content: Content) -> str:
    """Return how a question is answered, in words."""
    tr = content.tr
    if row.type == "note":
        return tr("A text to read")
    listed = row.type.removeprefix("select_one ")
    if listed != row.type:
        return " / ".join(_in(choice.label, content) for choice in form.choices if choice.list_name == listed)
    if row.relevant:
        return tr("In own words, only for those who want to hear")
    return tr("Seven letters and digits") if row.name == CODE else tr("In own words")
