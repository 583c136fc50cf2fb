"""Reads notes or a path from a file into the open project, after showing what would happen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exports.exchange.planning import PathPlan, plan_path, target_of
from exports.exchange.sources import is_journey, read_source
from models.edits.base import Done
from resources.texts import Translator
from widgets.importing.flow import Import

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.workspace import Workspace

_HALF = re.compile("[\ud800-\udfff]")
AT_ONCE = 100  # stages and cards that are added faster than a panel could be read
SHOWN = 8  # odd things of a file that are told before it is read


def import_into(window: "MainWindow", workspace: "Workspace", path: Path) -> None:
    """Show what a file holds, and add it when the person agrees, in one step. Refused: it cannot be read."""
    data = read_source(path)
    if is_journey(path, data):
        _import_path(window, workspace, path, data)
    else:
        Import(workspace.context, window, path.name, data).begin()


def import_words_into(
    window: "MainWindow", workspace: "Workspace", words: str, taken: Callable[[], object] | None = None
) -> None:
    """The same for typed or pasted lines; `taken` is called once they are in the file."""
    data = _HALF.sub("\ufffd", words).encode()  # half a character is said to be lost, as in a file
    path = Path(workspace.context.tr("Pasted lines"))
    if is_journey(path, data):
        _import_path(window, workspace, path, data, taken)
    else:
        Import(workspace.context, window, path.name, data, pasted=True, taken=taken).begin()


def _import_path(
    window: "MainWindow",
    workspace: "Workspace",
    path: Path,
    data: bytes,
    taken: Callable[[], object] | None = None,
) -> None:
    tr, document = workspace.context.tr, workspace.document
    target = target_of(document.ask)
    plan = plan_path(target, path, data, again=True)
    was_here = plan.edit.sha256 in target.imported
    question = tr("Add what is in “{name}” to this project?", name=path.name)
    if was_here:
        question = tr("“{name}” was imported before. Add it once more?", name=path.name)
    if not workspace.context.asking.agreed(question, "\n".join(_report(plan, tr)), tr("Add"), tr("Leave it")):
        return

    def was_added(done: Done) -> None:
        workspace.context.session.show_path(str(done.result))
        workspace.show_room("map")
        window.notices.say(_what(plan, tr), tr("Undo"), document.undo)
        if taken is not None:
            taken()

    if len(plan.edit.stages) + len(plan.edit.cards) > AT_ONCE:
        document.perform_slowly(plan.edit, was_added)
    elif (done := document.perform(plan.edit)) is not None:
        was_added(done)


def _report(plan: PathPlan, tr: Translator) -> Iterator[str]:
    """Yield what an import of a path would add, and what in the file is odd, each with its line."""
    yield _what(plan, tr)
    if plan.edit.new_groups:
        yield tr("New groups: {names}", names=", ".join(plan.edit.new_groups))
    odd = sorted(plan.unfit, key=lambda one: one.line)
    if odd:
        yield ""
    for one in odd[:SHOWN]:
        yield tr("Line {line}: {sentence}", line=one.line, sentence=tr(one.message, **dict(one.values)))
    if len(odd) > SHOWN:
        yield tr.count("{n} more like these.", "{n} more like these.", len(odd) - SHOWN)


def _what(plan: PathPlan, tr: Translator) -> str:
    cards = tr.count("{n} card", "{n} cards", len(plan.edit.cards))
    stages = tr.count("{n} stage", "{n} stages", len(plan.edit.stages))
    return tr("Path “{title}”: {stages}, {cards}.", title=plan.edit.title, stages=stages, cards=cards)
