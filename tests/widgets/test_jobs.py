"""Long work ends in exactly one way, tells how far it is, and stops when asked."""

import threading

from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from widgets.jobs import Jobs, Step


def test_a_job_runs_on_another_thread_and_tells_on_this_one(qtbot: QtBot) -> None:
    jobs, here = Jobs(), QThread.currentThread()
    threads: list[bool] = []
    steps: list[tuple[int, int]] = []
    listens = threading.Event()

    def work(step: Step) -> str:
        listens.wait(10)  # a step told before anybody listens is told to nobody
        threads.append(QThread.currentThread() is here)
        step(1, 2)
        return "made"

    job = jobs.start(work)
    job.progress.connect(lambda done, total: steps.append((done, total)))
    job.done.connect(lambda _: threads.append(QThread.currentThread() is here))
    listens.set()
    with qtbot.waitSignal(job.done) as caught:
        assert jobs.is_busy()
    assert caught.args == ["made"]
    assert threads == [False, True]
    assert steps == [(1, 2)]
    assert not jobs.is_busy()


def _leave_garbage() -> None:
    """Leave a running timer that only Python's collector can find."""
    owner = QObject()
    QTimer(owner).start(1000)
    circle: list[object] = [owner]
    circle.append(circle)


def test_what_a_job_allocates_takes_apart_nothing_of_the_window(qtbot: QtBot) -> None:
    """Qt warns of a timer that ends on another thread, and does not survive it; a warning fails the test."""
    _leave_garbage()
    jobs = Jobs()
    job = jobs.start(lambda _: len([[one] for one in range(50_000)]))
    with qtbot.waitSignal(job.done) as caught:
        pass
    assert caught.args == [50_000]


def test_an_exception_of_a_job_arrives_as_it_was(qtbot: QtBot) -> None:
    def work(step: Step) -> None:
        raise MemoryError

    jobs = Jobs()
    job = jobs.start(work)
    with qtbot.waitSignal(job.failed) as caught, qtbot.assertNotEmitted(job.done):
        pass
    assert caught.args is not None
    assert isinstance(caught.args[0], MemoryError)


def test_a_cancelled_job_stops_at_its_next_step_and_gives_nothing(qtbot: QtBot) -> None:
    started, may_go_on, after = threading.Event(), threading.Event(), []

    def work(step: Step) -> str:
        started.set()
        may_go_on.wait(10)
        step(1, 2)
        after.append("went on")
        return "made"

    jobs = Jobs()
    job = jobs.start(work)
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.done):
        assert started.wait(10)
        job.cancel()
        may_go_on.set()
    assert after == []


def test_closing_stops_every_job(qtbot: QtBot) -> None:
    waiting = threading.Event()

    def work(step: Step) -> None:
        waiting.set()
        while True:
            step(0, 1)

    jobs = Jobs()
    jobs.start(work)
    assert waiting.wait(10)
    jobs.stop_all()
    qtbot.waitUntil(lambda: not jobs.is_busy())
