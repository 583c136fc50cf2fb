"""What `polku check` finds: the file itself and every row against the history, unanswered notes, promises over what we
have, what the gate lacks."""

from models import queries
from models import records as r
from models.capacity import effective_answers, load_of
from models.gate import Lack
from models.integrity import in_words
from models.keep_gate import missing
from models.money import days, major_units, shown
from models.project import Project
from resources.texts import Translator


def findings(project: Project, tr: Translator) -> list[str]:
    """Return one sentence a finding; nothing: all is well. Notes are named by their codes, never by their words."""
    weighing = project.ask(queries.weighing)
    return [
        *in_words(project.full_check(), tr),
        *_over(project, weighing, tr),
        *_unanswered(weighing, tr),
        *_lacking(project, weighing, tr),
    ]


def _over(project: Project, weighing: r.Weighing, tr: Translator) -> list[str]:
    currency = project.ask(queries.project).currency
    found: list[str] = []
    for load in load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope).values():
        if not load.over or load.have is None:
            continue
        numbers = [
            major_units(n, currency) if load.measure == "money" else days(n) for n in (load.used, load.have, load.over)
        ]
        used, have, over = (shown(number) for number in numbers)
        unit = currency if load.measure == "money" else tr("staff days")
        found.append(
            tr(
                "Promised so far: {used} of {have} {unit}. That is {over} over.",
                used=used,
                have=have,
                unit=unit,
                over=over,
            )
        )
    return found


def _unanswered(weighing: r.Weighing, tr: Translator) -> list[str]:
    held = effective_answers(weighing.notes, weighing.answers)
    return [
        tr("{code}: not answered yet.", code=note.code)
        for note in weighing.notes
        if note.id not in held and not note.withdrawn
    ]


def _lacking(project: Project, weighing: r.Weighing, tr: Translator) -> list[str]:
    codes = {note.id: note.code for note in weighing.notes}
    codes |= {theme.id: theme.code for theme in project.ask(queries.themes)}
    found: list[str] = []
    for answer in weighing.answers:
        lacks: tuple[Lack, ...] = project.ask(lambda reader, one=answer: missing(one, reader))
        if lacks:
            words = " ".join(tr(lack.sentence) for lack in lacks)
            subject = codes.get(answer.contribution_id or answer.theme_id or "", "?")
            found.append(tr("{code}, before you say it: {lacks}", code=subject, lacks=words))
    return found
