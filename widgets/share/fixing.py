"""What printing a document makes final in the project, and the way back from it: printed step codes stay."""

from collections.abc import Callable
from functools import partial

from exports.catalog import edits_before
from models import queries
from models.edits.path import FreezeStepCodes
from widgets.context import Context
from widgets.share.wanted import Wanted


class Fixing:
    """Performs what a document makes final before its copy is taken, and says so when it is done."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.fixed = 0  # edits that the last document made necessary

    def fix(self, wanted: Wanted) -> bool:
        """Make final what the paper makes final. False: it was refused, and the sentence is out."""
        document = self._context.document
        self.fixed = 0
        if document.read_only:  # whoever can write does it
            return True
        for edit in edits_before(wanted.export, wanted.options, document.ask(queries.paths)):
            if document.perform(edit) is None:
                return False
            self.fixed += 1
        return True

    def say(self, said: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Say at the foot of the window what was done, with the way back from what was made final with it."""
        tr, fixed = self._context.tr, self.fixed
        self.fixed = 0
        if fixed:
            stay = tr("The step codes stay as they are now.")
            said = tr("{done} {more}", done=said, more=stay) if said else stay
            actions = (*actions, (tr("Let them change again"), partial(self._let_go, fixed)))
        (words, run), *also = actions
        self._context.notices.say(said, words, run, also=tuple(also))

    def _let_go(self, edits: int) -> None:
        document, tr = self._context.document, self._context.tr
        for _ in range(edits):
            if document.undo_text() != tr(FreezeStepCodes.label):
                self._context.notices.say(tr("Something else was done since. Ctrl+Z takes things back in turn."))
                return
            document.undo()
