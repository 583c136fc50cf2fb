"""From other laptops' files to one project: the dry run on another thread, the merge in slices, the decisions."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from models import merge_sight, queries
from models.cipher import Key
from models.clock import wall_clock
from models.edits.base import Done
from models.edits.settling import SettleConflict
from models.errors import NeedsPassword, PolkuError
from models.ids import new_id
from models.merging.conflicts import open_conflicts
from models.merging.merge import Merged
from models.merging.plan import Plan, plan
from models.store import Store
from widgets.context import Context
from widgets.dialogs.asking_password import AskingPassword
from widgets.merging.sheet import MergeSheet


class MergeFlow(QObject):
    """One merge, from the chosen files to the notice with Undo."""

    def __init__(self, context: Context, parent: QWidget, paths: tuple[Path, ...]) -> None:
        super().__init__(parent)
        self._context = context
        self._files: dict[Path, Key | None] = dict.fromkeys(paths)
        self._tried_own: set[Path] = set()
        self._run, self._choices = "", dict[tuple[object, ...], str]()
        self._round = 0
        self.plan: Plan | None = None
        self.sheet = MergeSheet(context.look, context.tr, parent)
        self.asking = AskingPassword(self.sheet, context.look, context.tr, context.jobs)
        self.sheet.agreed.connect(self._merge)
        self.sheet.password_wanted.connect(self._ask_password)
        self.sheet.finished.connect(lambda _: self._over())

    def begin(self) -> None:
        """Look at the files and show what merging them would do."""
        self._context.document.settle()
        self.sheet.open()
        self._look()

    # -- the dry run ----------------------------------------------------------------------------

    def _look(self) -> None:
        self._forget()
        self._round += 1
        number, files = self._round, tuple(self._files.items())
        self.sheet.show_looking(len(files))
        store = self._context.document.project.store
        copy = Store.in_memory(store.key)
        try:
            store.copy_into(copy)
        except PolkuError as error:
            copy.abandon()
            self.sheet.show_trouble(error.sentence(self._context.tr))
            return
        job = self._context.jobs.start(lambda _: plan(copy, files, wall_clock()), wanted=True)
        job.done.connect(lambda made: self._planned(made, number))
        job.failed.connect(self._failed)

    def _planned(self, made: Plan, number: int) -> None:
        if number != self._round or not self.sheet.isVisible() or self._context.document.is_closed:
            made.close()
            return
        self.plan = made
        if self._opens_with_our_key(made):
            self._look()
            return
        ask, result = self._context.document.ask, made.result
        found = ask(merge_sight.sides, result.conflicts, made.sources) if result else []
        provisional = ask(merge_sight.answers, result.provisional, made.sources) if result else []
        plain = not self._context.document.is_locked
        opened = tuple(path.name for path, key in self._files.items() if key is not None and plain)
        self.sheet.show_plan(made, found, provisional, ask(queries.project).currency, opened)

    def _opens_with_our_key(self, made: Plan) -> bool:
        """Try a locked file with the key of this project, of which it began as a copy. True: look again."""
        own = self._context.document.project.store.key
        if own is None:
            return False
        locked = {name for name, error in made.refused if isinstance(error, NeedsPassword)}
        fresh = [path for path in self._files if path.name in locked and path not in self._tried_own]
        self._tried_own |= set(fresh)
        self._files |= dict.fromkeys(fresh, own)
        return bool(fresh)

    def _ask_password(self, name: str) -> None:
        path = next((path for path in self._files if path.name == name), None)
        if path is not None:
            self.asking.ask(path, lambda key: self._unlocked(path, key))

    def _unlocked(self, path: Path, key: Key) -> None:
        self._files[path] = key
        self._tried_own.add(path)
        self._look()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PolkuError):
            self.sheet.reject()
            raise error  # a bug: for the crash net
        self.sheet.show_trouble(error.sentence(self._context.tr))

    # -- the merge ------------------------------------------------------------------------------

    def _merge(self) -> None:
        made = self.plan
        if made is None:
            return
        self._choices = self.sheet.decided()
        self._run = new_id()
        slow = self._context.document.merge(made, self._run, self._merged)
        if slow is not None:
            slow.ended.connect(self._ended)
            self.sheet.hide()

    def _merged(self, done: Done) -> None:
        result = done.result
        if isinstance(result, Merged):
            self._decide()
            self._say(result)

    def _decide(self) -> None:
        """Let the sides stand that were chosen in the dry run; they are undone together with the merge."""
        document = self._context.document
        for one in document.ask(open_conflicts) if self._choices else ():
            side = self._choices.get(merge_sight.key_of(one))
            if side:
                document.perform(SettleConflict(one.id, side, self._run))

    def _say(self, result: Merged) -> None:
        tr, document, window = self._context.tr, self._context.document, self._context.window
        new, changed = sum(result.new.values()), sum(result.changed.values())
        sentence = tr("Merged: {new} new, {changed} changed.", new=new, changed=changed)
        left = len(document.ask(open_conflicts))
        if left:
            self._context.notices.say(
                sentence,
                tr.count("Decide {n} thing", "Decide {n} things", left),
                lambda: window.show_subject("merge_conflict", ""),
                also=((tr("Undo"), document.undo),),
            )
        else:
            self._context.notices.say(sentence, tr("Undo"), document.undo)

    # -- the end --------------------------------------------------------------------------------

    def _ended(self) -> None:
        self.sheet.done(0)

    def _forget(self) -> None:
        made, self.plan = self.plan, None
        if made is not None:
            made.close()

    def _over(self) -> None:
        self._round += 1
        self.asking.close()
        QTimer.singleShot(0, self, self._go)

    def _go(self) -> None:
        self._forget()
        self.sheet.deleteLater()
        self.deleteLater()
