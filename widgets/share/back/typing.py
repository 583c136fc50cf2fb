"""A slip or a call typed in: the code first, then what was said; Ctrl+Enter keeps it and begins the next one."""

from typing import Any

from models.edits.responding import KeepResponse
from models.responses import QuestionRecord, leads_to
from models.vocabulary import CHANNELS, VERDICTS, Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field, Kind
from widgets.parts.labels import muted
from widgets.reflect.held_form import HeldForm, Values

TYPED_CHANNELS = tuple(term for term in CHANNELS if term.code in ("slip", "phone", "spoken"))
YES_NO = (Term("yes", N_("Yes")), Term("no", N_("No")))
FIRST = (
    Field("code", N_("Code on the slip"), longest=60, hint=N_("Seven letters and digits; empty is fine")),
    Field("verdict", N_("Did we get it right?"), "chips", VERDICTS),
    Field("words", N_("What was written or said"), "text", longest=100_000, lines=3, hint=N_("Word for word")),
)
LAST = (
    Field("channel", N_("How it came"), "chips", TYPED_CHANNELS),
    Field("day", N_("The day it came"), "date"),
    Field(
        "contact",
        N_("Wants news: how to reach this person"),
        longest=500,
        explain=N_("Only where the person asked for it. It stands in no document and no table."),
    ),
)


def question_fields(questions: tuple[QuestionRecord, ...]) -> tuple[Field, ...]:
    """Return a field for each further question, in the words that are asked."""
    return tuple(_field(one) for one in questions)


def _field(one: QuestionRecord) -> Field:
    kinds: dict[str, tuple[Kind, tuple[Term, ...]]] = {
        "yes_no": ("chips", YES_NO),
        "one_of": ("chips", tuple(Term(choice, choice) for choice in one.choices)),
    }
    kind, options = kinds.get(one.kind, ("text", ()))
    return Field(f"question/{one.id}", one.words, kind, options)


class TypeIn(HeldForm):
    """The form at the right. `kept`: the id of what was kept."""

    def __init__(self, context: Context, questions: tuple[QuestionRecord, ...]) -> None:
        self.questions = questions
        tr = context.tr
        fields = (*FIRST, *question_fields(questions), *LAST)
        super().__init__(context, tr("Type in a slip or a call"), fields, "share/back", tr("Keep it"), "check")
        self._context = context
        self.not_now.hide()
        self.leads = muted("")
        self._tell_where()
        self.layout().addWidget(self.leads)  # pyright: ignore[reportOptionalMemberAccess]
        self.wanted.connect(self._perform)
        self.last_kept = ""
        self.begin()

    def begin(self) -> None:
        """Show what was being typed before, else an empty slip of today."""
        self.show_row("slip", self._empty())
        self._tell_where()

    def focus_code(self) -> None:
        """Begin where typing begins."""
        self.form.focus_field("code")

    def settle(self) -> None:
        """Hold what is typed as a draft."""
        self.form.settle()

    def _hold(self, key: str, value: Any, told: Any) -> bool:
        held = super()._hold(key, value, told)
        if key == "code":
            self._tell_where()
        return held

    def _empty(self) -> Values:
        return {"channel": "slip", "day": self._context.today()}

    def _tell_where(self) -> None:
        """Say at once where a code leads, so that a typing mistake is seen while the slip is in the hand."""
        if not hasattr(self, "leads"):
            return
        tr, code = self._context.tr, str(self.values.get("code") or "").strip()
        sentence = ""
        if code:
            found = self._context.document.ask(leads_to, code)
            sentence = tr("The code leads to its place.") if found else tr("The code leads nowhere: look again.")
            if found and found[0] == "participant":
                sentence = tr("This is a person’s code and is not kept. Use the code of the note.")
        self.leads.setText(sentence)
        self.leads.setVisible(bool(sentence))

    def _perform(self, values: object) -> None:
        assert isinstance(values, dict)  # noqa: S101 - HeldForm sends its own values
        said: Values = values  # pyright: ignore[reportUnknownVariableType]
        answers = tuple((one.words, self._answer(one, said)) for one in self.questions)
        edit = KeepResponse(
            code=str(said.get("code") or ""),
            words=str(said.get("words") or ""),
            channel=str(said.get("channel") or "slip"),
            day=said.get("day"),
            verdict=str(said.get("verdict") or ""),
            answers=tuple(pair for pair in answers if pair[1]),
            contact=str(said.get("contact") or ""),
        )
        done = self._context.document.perform(edit, self.complain)
        if done is None:
            return
        self.last_kept = str(done.result)
        tr = self._context.tr
        self._context.notices.say(tr("Kept."), tr("Undo"), self._context.document.undo)
        self.done({**self._empty(), "channel": edit.channel, "day": edit.day})
        self._tell_where()
        self.focus_code()

    def _answer(self, one: QuestionRecord, said: Values) -> str:
        words = str(said.get(f"question/{one.id}") or "")
        names = {term.code: self._context.tr(term.label) for term in YES_NO} if one.kind == "yes_no" else {}
        return names.get(words, words)
