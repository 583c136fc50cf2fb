"""Makes the example in the profile, on a thread, the first time it is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.program import Program


def make_example(program: "Program", path: Path, then: Callable[[], object] | None) -> None:
    """Make it and open it; `then` is called once it is open."""
    from models.sample import make_sample

    today, notices = program.today(), program.window.notices
    path.parent.mkdir(parents=True, exist_ok=True)
    notices.say(program.texts("Making the example …"))
    job = program.jobs.start(lambda _step: make_sample(path, today).close())
    job.done.connect(lambda _: (notices.hide(), program.open_path(path, then)))
    job.failed.connect(lambda error: _failed(program, error))


def _failed(program: "Program", error: object) -> None:
    if isinstance(error, BaseException) and not program.rescue.say(error):
        program.report(error)
