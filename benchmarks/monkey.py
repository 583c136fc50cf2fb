"""A seeded monkey at the real window: random keys, clicks, drags and wheels over the example, as long as one likes.

    python -m benchmarks.monkey --seed 7 --minutes 5

It finds what nobody thought of. Every exception, every exception that cannot be raised, and every warning of Qt counts;
now and then everything is undone and redone; at the end the file has to be sound. File dialogs and questions are faked,
everything else is the program as people have it, with its profile and its Documents in a temporary folder.
"""

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from app.arguments import Launch
from app.collector import Collector
from app.paths import find_paths
from app.program import Program
from app.startup import begin, make_application, make_program
from models.content_hash import content_hash
from models.project import Project
from models.sample import make_sample
from resources.files import path_of
from tests.waiting import wait_until

TODAY = date(2027, 5, 14)
# What the offscreen platform says of windows and grabbing, and QTest of clicks that nobody wants.
MEAN_NOTHING = ("This plugin does not support", "not accepted by receiving widget")
WORDS = (
    "ja",
    "Ääkkösiä",
    "<img src=x>",
    "مرحبا",
    "12",
    "3 000",
    "14.5.2027",
    "-5",
    "🙂",
    "A1",
    "a & b",
    "{code}",
    "%s",
)
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö0123456789 .,!?<&"
KEYS = (
    *("Return Tab Tab Tab Shift+Tab Esc Up Down Left Right Space Del Backspace Home End PgUp PgDown Menu Ins".split()),
    *("F1 F2 F3 F4 F5 F6 F7 F8 F9 F11 F12 F12 Shift+F11 Ctrl+F1".split()),
    *("Ctrl+Z Ctrl+Z Ctrl+Y Ctrl+Shift+Z Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+4 Ctrl+5 Ctrl+6 Ctrl+7".split()),
    *("Ctrl+C Ctrl+X Ctrl+V".split()),
    *("Ctrl+A Ctrl+PgUp Ctrl+PgDown Ctrl+Shift+PgUp Ctrl+Shift+PgDown Ctrl+Shift+N Ctrl+Shift+H".split()),
    *("Ctrl+F Ctrl+K Ctrl+N Ctrl+O Ctrl+W Ctrl+E Ctrl+G Ctrl+T Ctrl+L Ctrl+0 Ctrl++ Ctrl+- Ctrl+/ Ctrl+,".split()),
    *("Ctrl+Return Ctrl+Shift+Return Ctrl+Shift+S Ctrl+Shift+1 Ctrl+Shift+3 Ctrl+Shift+5 Ctrl+Shift+P".split()),
    *("Ctrl+Shift+A Ctrl+Shift+Y Ctrl+Shift+E Ctrl+Alt++ Ctrl+Alt+- Ctrl+B Ctrl+Up Shift+Up Shift+Down".split()),
    *("Alt+0 Alt+T Alt+Left Alt+Right".split()),
    *("Alt+Up Alt+Down Shift+Return Shift+F10".split()),
)
MODIFIERS = (
    (Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Shift),
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Control),
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Alt),
    (Qt.KeyboardModifier.MetaModifier, Qt.Key.Key_Meta),
)
BUTTONS = (Qt.MouseButton.LeftButton,) * 6 + (Qt.MouseButton.RightButton,)
UNDONE_EVERY, MOST_UNDONE = 400, 60
STUCK = 200  # milliseconds in one step: something has a loop of its own
REMEMBERED = 40  # steps that are told with a trouble
LONGEST_STEP = 120.0  # seconds after which the stacks of all threads are written down


class Whims:
    """Stands for the person at the file dialogs and questions: sometimes a file, sometimes nothing."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        self._dice, self._folder = dice, folder

    def file_to_open(self, title: str, patterns: str, folder: Path) -> Path | None:
        del title, patterns, folder
        return self._dice.choice([None, None, self._folder / "notes.csv", self._folder / "broken.polku"])

    def files_to_open(self, title: str, patterns: str, folder: Path) -> tuple[Path, ...]:
        del title, patterns, folder
        photo, broken = path_of("samples", "en", "flip_chart.png"), self._folder / "broken.polku"
        return self._dice.choice([(), (photo,), (photo, broken), (photo, photo, photo)])

    def file_to_save(self, title: str, patterns: str, proposed: Path) -> Path | None:
        del title, patterns
        return self._dice.choice([None, self._folder / "out" / proposed.name])

    def folder_to_use(self, title: str, folder: Path) -> Path | None:
        del title, folder
        return self._dice.choice([None, self._folder / "backups"])

    def agreed(self, question: str, explanation: str, yes: str, no: str) -> bool:
        del question, explanation, yes, no
        return self._dice.random() < 0.5

    def open_file(self, path: Path) -> bool:
        return path.exists()

    def show_in_folder(self, path: Path) -> bool:
        return path.exists()

    def has_printer(self) -> bool:
        return False

    def order_print(self, title: str, pages: int) -> None:
        del title, pages


@dataclass
class Trouble:
    """Something that should not have happened, and what was done before it."""

    what: str
    steps: tuple[str, ...]

    def told(self) -> str:
        return "\n".join([self.what, "  after:", *(f"    {step}" for step in self.steps)])


@dataclass
class Watch:
    """Collects what nobody caught. `steps`: the last things that were done."""

    troubles: list[Trouble] = field(default_factory=list)
    steps: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def found(self, what: str) -> None:
        self.troubles.append(Trouble(what, tuple(self.steps)))

    @contextmanager
    def hung_up(self) -> Iterator[None]:
        """Hang up the hooks, and give them back."""
        before = sys.excepthook, sys.unraisablehook
        sys.excepthook, sys.unraisablehook = self._on_exception, self._on_unraisable
        messages = qInstallMessageHandler(self._on_qt)
        try:
            yield
        finally:
            sys.excepthook, sys.unraisablehook = before
            qInstallMessageHandler(messages)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.found("".join(traceback.format_exception(kind, error, trace)))

    def _on_unraisable(self, told: Any) -> None:
        self._on_exception(told.exc_type, told.exc_value, told.exc_traceback)

    def _on_qt(self, kind: QtMsgType, context: object, message: str) -> None:
        del context
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not any(one in message for one in MEAN_NOTHING):
            self.found(f"Qt: {message}\n" + "".join(traceback.format_stack(limit=14)))


class Monkey:
    """Does one random thing after another. `watch` holds what came of it."""

    def __init__(self, program: Program, seed: int, folder: Path, watch: Watch) -> None:
        self.program, self.folder, self.watch = program, folder, watch
        self.dice = random.Random(seed)  # noqa: S311 - a seed is the point
        self.done = 0
        self._in_step_since = 0.0
        self._rescue = QTimer()
        self._rescue.setInterval(STUCK // 2)
        self._rescue.timeout.connect(self._get_out)
        self._rescue.start()
        self._doings: tuple[tuple[Callable[[], str], int], ...] = (
            (self._key, 34),
            (self._words, 16),
            (self._click, 26),
            (self._double_click, 4),
            (self._menu, 4),
            (self._drag, 5),
            (self._wheel, 4),
            (self._drop_or_setting, 1),
            (self._go_to_a_room, 3),
        )

    def step(self) -> None:
        """Do one thing, and let Qt do what follows."""
        self._come_back()
        do = self.dice.choices([do for do, _ in self._doings], [weight for _, weight in self._doings])[0]
        self._in_step_since = time.monotonic()
        said = do()
        self._in_step_since = 0.0
        self.watch.steps.append(f"{self.done} {said}")
        self.done += 1
        QApplication.processEvents()
        if self.done % UNDONE_EVERY == 0:
            self._undo_and_redo()

    def run(self, steps: int = 0, seconds: float = 0.0) -> int:
        """Go on for some steps, or for some time; return how many were done."""
        last = time.monotonic() + seconds
        while (steps and self.done < steps) or (not steps and time.monotonic() < last):
            faulthandler.dump_traceback_later(LONGEST_STEP, exit=False)
            self.step()
        faulthandler.cancel_dump_traceback_later()
        return self.done

    # -- where ----------------------------------------------------------------------------------

    def _come_back(self) -> None:
        """Open the example again where no project is open, and show the window where it is not."""
        window = self.program.window
        if not window.isVisible():
            window.show()
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        if front is None or not front.isVisible() or (front is QApplication.activePopupWidget() and self._is_bored()):
            if front is not None:
                front.close()
            window.activateWindow()  # the offscreen platform gives the keys back to nobody when a menu closes
            QApplication.processEvents()
        if self.program.workspace is None and self.dice.random() < 0.3:
            self.watch.steps.append("open the example")
            self.program.open_example()
            wait_until(lambda: self.program.workspace is not None)

    def _is_bored(self) -> bool:
        return self.dice.random() < 0.3

    def _window(self) -> QWidget:
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        return shown or self.program.window

    def _widget(self) -> QWidget:
        """Something to click on: any visible widget of the window in front, deep ones as likely as wide ones."""
        window = self._window()
        shown = [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]
        if not shown or self.dice.random() < 0.3:
            at = self._place(window)
            return window.childAt(at) or window
        return self.dice.choice(shown)

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(self.dice.randrange(max(1, widget.width())), self.dice.randrange(max(1, widget.height())))

    def _get_out(self) -> None:
        """Menus of buttons, dialogs that wait and drags have loops of their own: leave them."""
        since, self._in_step_since = self._in_step_since, 0.0  # not twice at once
        if since and time.monotonic() - since > STUCK / 1000:
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            self.watch.steps.append(f"get out of {told(front)}")
            if isinstance(front, QMenu) and self.dice.random() < 0.5:
                for key in (Qt.Key.Key_Down,) * self.dice.randrange(1, 5) + (Qt.Key.Key_Return,):
                    QTest.keyClick(front, key)
            elif front is not None:
                front.close()
            elif (handle := self._window().windowHandle()) is not None:
                click_key(handle, keys_of("Esc"))
        self._in_step_since = since

    # -- what -----------------------------------------------------------------------------------

    def _key(self) -> str:
        key = self.dice.choice(KEYS)
        combination = keys_of(key)
        handle = self._window().windowHandle()
        if handle is None:
            return f"no window for {key}"
        where = told(QApplication.focusWidget())
        click_key(handle, combination)
        return f"{key} in {where}"

    def _words(self) -> str:
        focused = QApplication.focusWidget()
        if focused is None:
            return "nobody to type to"
        where = told(focused)
        words = self.dice.choice(WORDS) if self.dice.random() < 0.5 else self.dice.choice(LETTERS)
        for letter in words:
            if (now := QApplication.focusWidget()) is not None:
                press_letter(now, letter)
        return f"type {words!r} in {where}"

    def _click(self) -> str:
        widget, button = self._widget(), self.dice.choice(BUTTONS)
        where, at = told(widget), self._place(widget)
        QTest.mouseClick(widget, button, pos=at)
        return f"click {button.name} {where} at {at.x()},{at.y()}"

    def _double_click(self) -> str:
        widget = self._widget()
        where, at = told(widget), self._place(widget)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)
        return f"double click {where} at {at.x()},{at.y()}"

    def _menu(self) -> str:
        """Ask for a menu with the right button, and choose something of it or not."""
        widget = self._widget()
        where, at = told(widget), self._place(widget)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()
        chosen = ""
        if isinstance(menu := QApplication.activePopupWidget(), QMenu):
            actions = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator() and not one.menu()]
            if actions and self.dice.random() < 0.6:
                action = self.dice.choice(actions)
                chosen = action.text()
                QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
            else:
                menu.close()
        return f"menu {where} at {at.x()},{at.y()}: {chosen!r}"

    def _drag(self) -> str:
        widget = self._widget()
        where, start, end = told(widget), self._place(widget), self._place(widget)
        with still_there(widget) as there:
            QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
            for part in range(1, 5):
                if there():
                    QTest.mouseMove(widget, start + (end - start) * part / 4)
                    QApplication.processEvents()
            if self.dice.random() < 0.3 and (handle := self._window().windowHandle()) is not None:
                click_key(handle, keys_of("Esc"))
            if there():
                QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
        return f"drag {where} from {start.x()},{start.y()} to {end.x()},{end.y()}"

    def _wheel(self) -> str:
        widget = self._widget()
        where, at = told(widget), QPointF(self._place(widget))
        turned = QPoint(0, self.dice.choice((-240, -120, 120, 240)))
        held = self.dice.choice((Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ControlModifier,))
        event = QWheelEvent(
            at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return f"wheel {turned.y()} {held.name} on {where}"

    def _drop_or_setting(self) -> str:
        """Things of the window that random keys hardly meet."""
        window = self.program.window
        choice = self.dice.randrange(4)
        if choice == 0:
            window.resize(self.dice.randrange(800, 1700), self.dice.randrange(520, 1000))
            return f"resize to {window.width()} {window.height()}"
        if choice == 1:
            self.program.settings.set("palette", self.dice.choice(("light", "dark", "contrast")))
            return "palette"
        if choice == 2:
            self.program.settings.set("text_size", self.dice.choice((80, 100, 100, 100, 125, 200)))
            return "text size"
        path = self.dice.choice(("notes.csv", "broken.polku", "path.mmd", "picture.png"))
        window.files_dropped.emit([str(self.folder / path)])
        return f"drop {path}"

    def _go_to_a_room(self) -> str:
        self._close_dialogs()
        room = self.dice.choice(("prepare", "map", "capture", "sort", "weigh", "share", "reflect"))
        if self.program.workspace is not None and QApplication.activeModalWidget() is None:
            self.program.window.action(f"room-{room}").trigger()
        return f"room {room}"

    def _close_dialogs(self) -> None:
        """Close what would keep everything else away."""
        for _ in range(8):
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if front is None:
                break
            front.close()
            QApplication.processEvents()
        for dialog in self.program.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.close()

    # -- what has to hold -----------------------------------------------------------------------

    def _undo_and_redo(self) -> None:
        """Undo a while and redo as much: the file must hold what it held."""
        workspace = self.program.workspace
        if workspace is None:
            return
        self.watch.steps.append("undo and redo")
        document = workspace.document
        document.settle()
        before = document.ask(content_hash)
        undone = 0
        while undone < MOST_UNDONE and document.undo_text():
            if document.undo() is None:
                break
            undone += 1
            QApplication.processEvents()
        for _ in range(undone):
            if document.redo() is None:
                break
        QApplication.processEvents()
        document.settle()
        if document.ask(content_hash) != before:
            self.watch.found(f"{undone} steps were undone and redone, and the project is another one")
        if faults := document.project.faults():
            self.watch.found(f"the file is not sound: {faults}")


def keys_of(written: str) -> QKeyCombination:
    """Return keys that are written as Qt writes them, such as Ctrl+Z."""
    return QKeySequence(written)[0]  # pyright: ignore[reportIndexIssue] - the stubs do not know it


def click_key(window: QWindow, combination: QKeyCombination) -> None:
    """Press and release a key in a window, as long as the window is there.

    QTest.keyClick hands one event after another to the window and lets Qt work between them, for Ctrl, Shift and Alt
    too. Where a press, or a timer meanwhile, has closed and deleted it, that ends the process (caught under gdb in
    QWindowSystemInterface::handleKeyEvent, and again on a busy machine). So each event goes out by itself here.
    """
    wanted, key = combination.keyboardModifiers(), combination.key()
    held = Qt.KeyboardModifier.NoModifier
    events: list[tuple[bool, Qt.Key, Qt.KeyboardModifier]] = []
    for modifier, its_key in MODIFIERS:
        if wanted & modifier:
            events.append((True, its_key, held))
            held |= modifier
    events += [(True, key, wanted), (False, key, wanted)]
    for modifier, its_key in reversed(MODIFIERS):
        if wanted & modifier:
            events.append((False, its_key, held))
            held &= ~modifier
    for press, one, modifiers in events:
        if window not in QGuiApplication.allWindows():
            return
        text = str(QTest.keyToAscii(one)).strip("\0") if one == key else ""
        QTest.simulateEvent(window, press, one.value, modifiers, text, False)


def press_letter(widget: QWidget, letter: str) -> None:
    """Type one letter of any script: QTest ends the program at letters that are not Latin."""
    if letter.isascii():
        QTest.keyClicks(widget, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@contextmanager
def still_there(widget: QWidget) -> Iterator[Callable[[], bool]]:
    """Tell whether a widget is still there: a press may take it away."""
    from shiboken6 import isValid

    yield lambda: isValid(widget) and widget.isVisible()


def told(widget: QWidget | None) -> str:
    """A widget in words."""
    return "nothing" if widget is None else f"{type(widget).__name__} “{widget.accessibleName()[:40]}”"


# -- a run ---------------------------------------------------------------------------------------------


def play(seed: int, folder: Path, *, steps: int = 0, seconds: float = 0.0, example: bytes = b"") -> Watch:
    """Let the monkey play in a folder of its own, close the program, and look at every file it left."""
    watch = Watch()
    make_application()
    profile = folder / "profile"
    profile.mkdir(parents=True, exist_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    _lay_out(folder, profile / "example.polku", example)
    with watch.hung_up():
        launch = Launch(profile=profile)
        program = make_program(find_paths(profile), launch, lambda: TODAY)
        program.paths = type(program.paths)(profile, folder / "Documents" / "Polku")
        collector = Collector(program)
        collector.start()  # as the program does; what the monkey tries must be the program
        monkey = Monkey(program, seed, folder, watch)
        program.asking = Whims(monkey.dice, folder)
        program.quit = lambda: None  # type: ignore[method-assign]
        program.window.action("quit").setEnabled(False)
        program.window.resize(QSize(1366, 768))
        program.window.show()
        begin(program, launch)
        wait_until(lambda: program.loader.ready)
        program.open_example()
        wait_until(lambda: program.workspace is not None)
        done = monkey.run(steps, seconds)
        watch.steps.append(f"close after {done} steps")
        collector.stop()
        _close(monkey)
    for path in sorted(folder.rglob("*.polku")):
        if path.name != "broken.polku":
            with Project.open(path, reading=True) as project:
                if faults := project.faults():
                    watch.found(f"{path.name} is not sound: {faults}")
    return watch


def _lay_out(folder: Path, place: Path, example: bytes) -> None:
    if example:
        place.write_bytes(example)
    else:
        make_sample(place, TODAY).close()
    (folder / "broken.polku").write_bytes(b"SQLite format 3\0 and nothing more")
    (folder / "notes.csv").write_text("group,note\nCarers,The bus does not come\nStaff,Two forms\n", encoding="utf-8")
    (folder / "path.mmd").write_text("journey\n title Help\n section Call\n  Ring: 2: Carer\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")


def _close(monkey: Monkey) -> None:
    program = monkey.program
    monkey._close_dialogs()
    monkey._rescue.stop()
    program.jobs.stop_all()
    for _ in range(20):
        QApplication.processEvents()
    program.window.close()
    for _ in range(20):
        QApplication.processEvents()
    program.window.deleteLater()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]
    QApplication.processEvents()


def main(arguments: Sequence[str] | None = None) -> int:
    """Play and tell."""
    parser = argparse.ArgumentParser(description="A seeded monkey at the window.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--steps", type=int, default=0, help="instead of minutes")
    chosen = parser.parse_args(arguments)
    faulthandler.enable()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        watch = play(chosen.seed, Path(folder), steps=chosen.steps, seconds=chosen.minutes * 60)
    kinds: dict[str, list[Trouble]] = {}
    for trouble in watch.troubles:
        lines = trouble.what.strip().splitlines()
        kinds.setdefault(lines[0] if lines[0].startswith("Qt:") else lines[-1], []).append(trouble)
    for kind, troubles in kinds.items():
        print(f"\n=== {len(troubles)} × {kind}\n{troubles[0].told()}")
    print(f"\nseed {chosen.seed}: {watch.steps[-1]}, {time.monotonic() - began:.0f} s, {len(kinds)} kinds of trouble")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
