"""500 proposals of a real platform with costs: imported from a table, answered, and the load adds up to the cent."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from models import queries
from models.capacity import Load, load_of
from models.edits.project import AddEnvelopeLine
from models.edits.theming import NewTheme
from models.edits.weighing import ConfirmAnswer, GiveAnswer, SetEstimate
from models.load_lines import promised_lines, what_brings_back
from models.project import Project
from tests.app.support import new_in, polku, shared
from tests.models.load_walk import SAID, as_told, told_by_the_rules
from tests.models.support import result
from tests.models.test_capacity import DAY

MADRID = "ideas/decide_madrid/proposals_2024_2025.csv"
MANY = 500


def costs_of(number: int) -> Decimal | None:
    """A sum with cents, or nothing: 1,234.56 and the like, none of them twice."""
    return None if number % 10 == 0 else Decimal(number * number * 7 + number % 100) / 100


def written(cost: Decimal | None, number: int) -> str:
    """The same sum as people write it in tables."""
    if cost is None:
        return ""
    plain = f"{cost:.2f}"
    return (plain, plain.replace(".", ","), f"{cost:,.2f}".replace(",", " "), f"{plain} €")[number % 4]


def table(source: Path) -> tuple[str, list[Decimal | None]]:
    """The first 500 proposals with a column of costs, and the costs."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        proposals = [row for row in csv.DictReader(file, delimiter=";") if row["title"].strip()][:MANY]
    costs = [costs_of(at) for at in range(len(proposals))]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("kind", "title", "description", "cost"))
    for at, (row, cost) in enumerate(zip(proposals, costs, strict=True)):
        writer.writerow(("stop" if at % 7 == 3 else "idea", row["title"], row["description"], written(cost, at)))
    return out.getvalue(), costs


def cents(costs: list[Decimal | None]) -> int:
    return int(sum((cost for cost in costs if cost is not None), Decimal(0)) * 100)


def test_500_imported_proposals_add_up_to_the_cent(tmp_path: Path) -> None:
    words, costs = table(shared(MADRID))
    source = tmp_path / "proposals.csv"
    source.write_text(words, encoding="utf-8")
    path = new_in(tmp_path)
    maps = ("--map", "kind=kind", "--map", "title=wording", "--map", "description=text", "--map", "cost=cost")
    ran = polku("import", path, source, *maps, "--map", "title=text")
    assert ran.code == 0, ran
    with Project.open(path) as project:
        notes = project.ask(queries.notes)
        assert len(notes) == MANY
        assert as_told(loads(project)["money"]) == told_by_the_rules(project)["money"]
        assert loads(project)["money"].used == 0  # nothing is answered, so nothing is promised
        theme = result(project.perform(NewTheme("All of it", tuple(note.id for note in notes[200:]), None, "scribe")))
        first, last = costs[:200], costs[200:]
        for at, note in enumerate(notes[:200]):
            answer = result(project.perform(GiveAnswer(("now", "try", "no", "decide")[at % 4], SAID, note.id)))
            if at % 8 == 0 and costs[at] is not None:
                project.perform(SetEstimate({"no_days": True, "starts": DAY, "ends": DAY}, note.id))
                project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
        yes = [cost for at, cost in enumerate(first) if at % 4 in (0, 1)]
        assert loads(project)["money"].used == cents(yes)
        assert loads(project)["money"].confirmed == cents([cost for at, cost in enumerate(first) if at % 8 == 0])
        project.perform(GiveAnswer("now", SAID, theme_id=theme))
        project.perform(AddEnvelopeLine("money", "Budget", cents(yes)))
        assert loads(project)["money"].used == cents([*yes, *last])
        assert loads(project)["money"].over == cents(last)
        assert as_told(loads(project)["money"]) == told_by_the_rules(project)["money"]
        check_lines(project, cents(last))
        while project.undo_label():
            project.undo()
        assert not project.ask(queries.notes)
        while project.redo_label():
            project.redo()
        assert loads(project)["money"].used == cents([*yes, *last])


def loads(project: Project) -> dict[str, Load]:
    weighing = project.ask(queries.weighing)
    return load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)


def check_lines(project: Project, over: int) -> None:
    """Every line is told, and without what is said to have to wait it fits."""
    weighing = project.ask(queries.weighing)
    lines = promised_lines(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)
    assert (
        sum(line.amount for line in lines if line.bucket in ("confirmed", "provisional"))
        == loads(project)["money"].used
    )
    [way] = what_brings_back(loads(project)["money"], lines)
    assert way.amount >= over
    of_them = [line for line in lines if line.subject_id in way.subject_ids]
    assert way.amount == sum(line.amount for line in of_them if line.bucket in ("confirmed", "provisional"))
