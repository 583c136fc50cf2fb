"""The only place that knows the order: paths, log, crash net, Qt, settings, window, and then what is heavy."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import project_files
from app.arguments import Launch
from app.asking import SystemAsking
from app.collector import Collector
from app.crash import CrashNet
from app.geometry import restore_geometry
from app.leaving import Leaving
from app.logbook import Logbook
from app.paths import Paths, find_paths, is_writable
from app.program import Program
from app.version import version
from resources.half_made import sweep, sweep_passing
from resources.texts import Translator, translator
from widgets.look import Look
from widgets.settings import Settings


def run_window(launch: Launch) -> int:
    """Open the window and return the exit code when it is closed."""
    paths = find_paths(launch.profile)
    logbook = Logbook(None if launch.safe_mode else paths.logs)
    net = CrashNet(paths.logs, version, logbook)
    net.install()
    application = make_application()
    net.watch_qt()
    if launch.file is not None and project_files.looks_open(launch.file) and _handed_over(paths, launch):
        return 0  # the window that has the file came to the front
    program = make_program(paths, launch)
    collector = Collector(program)
    collector.start()
    program.loader.when_ready(collector.start, begin=False)  # again: what came with the models stays too
    restore_geometry(program.window, program.settings)
    program.window.show()
    QTimer.singleShot(0, program, lambda: _after_first_frame(program, launch, net, logbook))
    leaving = Leaving(program)
    leaving.watch()
    code = application.exec()
    leaving.stop()
    collector.stop()
    logbook.note("ended")
    net.take_down()
    return int(code)


def make_application() -> QApplication:
    """Return the one application of this process."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    application.setStyle("Fusion")
    application.setApplicationName("Polku")
    application.setDesktopFileName("polku")
    return application


def make_program(paths: Paths, launch: Launch, today: Callable[[], date] = date.today) -> Program:
    """Return the program with its window, not shown yet. Nothing heavy has been loaded."""
    settings = Settings(None if launch.safe_mode else paths.settings)
    look = Look()
    look.load_first_faces()
    look.choose(settings.get("palette"), settings.get("text_size"))
    tr: Translator = translator(settings.get("language"))
    QLocale.setDefault(QLocale(tr.language))
    program = Program(look, tr, settings, paths, SystemAsking(look, tr), today)
    look.dress(program.window)
    return program


def begin(program: Program, launch: Launch) -> None:
    """Load what is heavy, then open what was asked for."""
    for place in (program.paths.profile, program.paths.drafts):
        sweep(place)  # what a program that was killed left half made there may hold words of people
    sweep_passing()
    program.loader.start()
    program.look.load_other_faces()
    if launch.example:
        program.follow_idea()
    elif launch.file is not None:
        if trouble := launch.trouble(program.texts):
            program.window.notices.say(trouble, tone="waiting")
            sys.stderr.write(trouble + "\n")
        else:
            program.open_path(launch.file)


def trouble_with_profile(program: Program) -> str:
    """Return what is wrong with the person's folder of settings, as a sentence; empty for nothing."""
    tr, settings = program.texts, program.settings
    if settings.was_broken:
        return tr(
            "The settings of Polku could not be read, so they are as they come. The damaged file is kept as {file}.",
            file="settings.json.broken",
        )
    if settings.is_kept and not is_writable(program.paths.profile):
        return tr(
            "Polku may not write into its own folder, “{folder}”. It works, and forgets settings and the list of "
            "recent projects when it is closed.",
            folder=program.paths.profile.name,
        )
    return ""


def say_safe_mode(program: Program) -> None:
    """Say once a start that another SQLite than the tested one is at work here."""
    from models.driver import safe_mode

    if sentence := safe_mode(program.texts):
        program.window.notices.say(sentence, tone="waiting")


def start_safely(program: Program) -> None:
    """Close the window and start Polku again in safe mode, as it was started now."""
    from PySide6.QtCore import QProcess

    command = [*sys.orig_argv, *([] if "--safe-mode" in sys.orig_argv else ["--safe-mode"])]
    program.window.close()
    QProcess.startDetached(command[0], command[1:], str(Path.cwd()))


def raise_window(program: Program) -> None:
    """Bring the window to the front."""
    window = program.window
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _after_first_frame(program: Program, launch: Launch, net: CrashNet, logbook: Logbook) -> None:
    from app.crash_window import CrashWindow
    from app.single import Single

    begin(program, launch)
    logbook.note("started", version=version())
    crashes = CrashWindow(
        net,
        program.look,
        program.texts,
        program.asking.show_in_folder,
        program.window.close,
        lambda: start_safely(program),
    )
    program.crash_window = crashes
    program.report = net.report
    net.says_itself = program.rescue.say_uncaught
    crashes.tell_of_last()
    if sentence := trouble_with_profile(program):
        program.window.notices.say(sentence, tone="waiting")
    program.note = logbook.note
    program.loader.when_ready(lambda: say_safe_mode(program), begin=False)
    single = Single(program.paths.profile, program.has_file, program)
    single.asked_to_open.connect(lambda _: raise_window(program))
    single.listen()


def _handed_over(paths: Paths, launch: Launch) -> bool:
    from app.single import hand_over  # QtNetwork is only loaded where another window may have the file

    assert launch.file is not None  # noqa: S101 - asked before
    return hand_over(paths.profile, launch.file)
