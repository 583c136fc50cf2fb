"""The way back: where a code on paper leads, between which dates, and what it asks."""

import re
from datetime import date
from urllib.parse import quote

from models import records as r
from models.edits.prepare import ChangeWayBack, DeleteWayBack
from models.edits.project import SetWayBack, kind_of_address
from models.errors import Refused
from models.vocabulary import WAY_BACK_KINDS, Term, label
from models.ways_back import KINDS, guessed_kind, template
from resources.texts import N_, Translator, document_languages
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Callout, card, flow
from widgets.parts.labels import Label, caption, muted, title
from widgets.prepare.adding import Told
from widgets.prepare.content import Content
from widgets.prepare.questions_part import QuestionsPart
from widgets.prepare.section import Section
from widgets.share.documents.languages import NAMES
from widgets.theme import GRID

ADDRESS = Field(
    "address",
    N_("Where the codes lead"),
    "wrapped",
    longest=2000,
    hint=N_("https://… with {code}, an e-mail address, or a telephone number"),
)
FORM_LANGUAGES = tuple(Term(code, NAMES.get(code, code)) for code in document_languages())
ROUND = (
    Field("question", N_("The question asked there"), "wrapped", longest=500, hint=N_("Did we get it right?")),
    Field("opens", N_("Opens"), "date"),
    Field("closes", N_("Closes"), "date"),
    Field("language", N_("Language it opens in"), "chips", FORM_LANGUAGES),
)
MAIL = re.compile(r"[^\s@:/?&{}<>\"]+@[^\s@:/?&{}<>\"]+\.[^\s@:/?&{}<>\".]+")
NUMBER = re.compile(r"\+?[\d\s()\-]{5,20}")


def built_address(typed: str, about: str) -> str:
    """Return the whole address that a plain e-mail address or telephone number makes; empty for anything else."""
    words = typed.strip()
    if MAIL.fullmatch(words):
        return f"mailto:{words}?subject={quote(about, safe='')}%20{{code}}"
    if NUMBER.fullmatch(words):
        return f"sms:{re.sub(r'[^+0-9]', '', words)}?body={{code}}"
    return ""


def state_of(back: r.WayBackRecord, today: date, tr: Translator) -> tuple[str, str]:
    """Return whether the way back is open, as a tone and a sentence."""
    opens, closes = date_in_words(back.opens, tr.language), date_in_words(back.closes, tr.language)
    if back.opens and back.opens > today:
        return "waiting", tr("It opens on {day}.", day=opens)
    if back.closes and back.closes < today:
        return "waiting", tr("It closed on {day}.", day=closes)
    return "settled", tr("It is open until {day}.", day=closes) if closes else tr("It is open; no last day is said.")


class WayBackSection(Section):
    """One address with its question and dates; what a code will look like; what holds without one."""

    id = "way_back"
    name = N_("The way back")
    icon = "repeat"
    purpose = N_(
        "How people answer what you sent them. It is behind the codes on every document; nothing is sent from here."
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._content: Content | None = None
        self.address = Form(context, (ADDRESS,), self._save, "way_back")
        self.round = Form(context, ROUND, self._save, "way_back")
        self._offered = ""
        self.kinds = Choices(look, tr("Which form do you have?"), [(k.id, tr(k.name), "") for k in KINDS], chips=True)
        self.kinds.chosen.connect(lambda _: self._show_hint())
        self.hint, self.example = muted(""), muted("")
        self.questions = QuestionsPart(context, self.done)
        self.offer = Button(look, "", "check", clicked=self._take_offer)
        self.offer_words = muted("")
        self.kind = Label("", "accent")
        self.check = Callout(look, "accent", "")
        self.state = Callout(look, "settled", "")
        self.paper = Callout(
            look,
            "neutral",
            tr("There is no way back yet. Documents then say how to answer on paper, and carry no code."),
        )
        self.remove = Button(look, tr("Remove the way back"), "trash-2", "quiet", self._delete)
        self.address.editor("address").typed.connect(self._offer)
        self._of_round = (card(self.round, spacing=3 * GRID), self.check, self.state, self.remove)
        self.middle = self.page(
            self.paper,
            card(
                *(caption(tr("Which form do you have?")), self.kinds, self.hint, self.example),
                *(self.kind, self.address, self.offer_words, flow(self.offer)),
                spacing=2 * GRID,
            ),
            self.check,
            self.state,
            self._of_round[0],
            self.questions,
            flow(self.remove),
        )
        self.side = self.beside(
            caption(tr("The way back")),
            title(tr("Three ways, none of them ours")),
            muted(tr("Web form: its address, with {code} where the form takes the code.", code="{code}")),
            muted(tr("E-mail: write the plain address; the code goes into the subject.")),
            muted(tr("Text message: write the telephone number; the code goes into the message.")),
            muted(tr("A form for KoBoToolbox or ODK is made in Share: “Form of the way back”.")),
            muted(tr("Whoever has no phone answers on paper or to a person. Both are written into the same place.")),
        )

    def show_content(self, content: Content) -> None:
        """Show the way back that is printed, or that there is none."""
        self._content = content
        back, tr = content.back, self.context.tr
        self.paper.setVisible(back is None)
        for part in self._of_round:
            part.setVisible(back is not None)
        self.address.show_values(back.id if back else "", {"address": back.address if back else ""})
        self.kind.setVisible(back is not None)
        if back is not None:
            self.round.show_values(
                back.id, {key: getattr(back, key) for key in ("question", "opens", "closes", "language")}
            )
            self.kind.setText(tr(label(WAY_BACK_KINDS, back.kind)))
            real = back.address.replace("{code}", content.project.code)
            self.check.say(
                tr("With a code it reads: {address}\nNot tested: whether it is open and reads the code.", address=real)
            )
            tone, sentence = state_of(back, self.context.today(), tr)
            self.state.say(sentence, tone)
            if not self.kinds.code:
                self.kinds.show_code(guessed_kind(back.address))
        self.questions.show_questions()
        self._show_hint()
        self._offer()

    def _show_hint(self) -> None:
        """Say what to paste for the kind of form that is chosen."""
        tr, kind = self.context.tr, next((one for one in KINDS if one.id == self.kinds.code), None)
        self.hint.setText(tr(kind.hint) if kind else tr("Choose it, and it is said what to paste."))
        self.example.setText(tr("For example: {address}", address=kind.example) if kind else "")
        self.example.setVisible(kind is not None)
        self._offer()

    def _with_code(self, typed: str) -> str:
        """Return the address of the chosen kind of form with a place for the code; empty where none can be made."""
        if "{code}" in typed or not typed.strip() or not self.kinds.code:
            return ""
        try:
            return template(self.kinds.code, typed)
        except Refused:
            return ""

    def _offer(self) -> None:
        about = self._content.project.title if self._content else ""
        typed = self.address.editor("address").draft()
        built = built_address(typed, about) or self._with_code(typed)
        self._offered, tr = built, self.context.tr
        self.offer_words.setText(tr("A code needs a place in it: {address}", address=built) if built else "")
        self.offer_words.setVisible(bool(built))
        self.offer.setVisible(bool(built))
        names = {"mailto": tr("Use it as e-mail"), "sms": tr("Use it as text message")}
        self.offer.say(names.get(built.partition(":")[0], tr("Use this address")))

    def _take_offer(self) -> None:
        if self._offered:
            self.address.editor("address").show_draft(self._offered)
            self.address.settle()
            self.address.focus_field("address")

    # -- what people do -------------------------------------------------------------------------

    def _save(self, key: str, value: object, told: Told) -> bool:
        back = self._content.back if self._content else None
        if key == "address":
            return self._save_address(back, "".join(str(value).splitlines()).strip(), told)
        if back is None:
            return False
        dates = {"opens": back.opens, "closes": back.closes, key: value}
        opens, closes = dates["opens"], dates["closes"]
        if isinstance(opens, date) and isinstance(closes, date) and closes < opens:
            told(self.context.tr("It would close before it opens."))
            return False
        return self.done(ChangeWayBack(back.id, {key: value}), told)

    def _save_address(self, back: r.WayBackRecord | None, address: str, told: Told) -> bool:
        if not address and back is None:
            return True
        if built_address(address, ""):
            told(
                self.context.tr(
                    "The code has no place in it yet. Take what is offered below, or write {code} yourself.",
                    code="{code}",
                )
            )
            return False
        kind = kind_of_address(address)
        if back is None:
            return self.done(SetWayBack(kind, address), told)
        return self.done(ChangeWayBack(back.id, {"kind": kind, "address": address}), told)

    def _delete(self) -> None:
        if self._content and self._content.back:
            self.delete(DeleteWayBack(self._content.back.id), self.context.tr("The way back was removed."))
            self.address.focus_field("address")

    def enter_focus(self) -> None:
        """Begin with the address."""
        self.address.focus_field("address")

    def show_row(self, table: str, row_id: str) -> bool:
        """Go to the address."""
        if table != "feedback_round" or not self._content or not self._content.back:
            return False
        self.enter_focus()
        return self._content.back.id == row_id
