"""The command's front door: a command is run without Qt; everything else opens the window."""

import io
import sys
from pathlib import Path

from app.arguments import Launch, is_command, read
from app.screen import has_screen, why_no_screen
from resources.texts import translator


def main(argv: list[str] | None = None) -> int:
    """Run Polku and return its exit code: 0 done, 1 done with findings, 2 bad use or bad input."""
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows knows neither → nor −, and must not end a command
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:] if argv is None else argv
    if is_command(arguments):
        from app.commands import run

        return run(arguments)
    launch = read(arguments)
    return _open_window(launch) if has_screen() else _without_screen(launch)


def _open_window(launch: Launch) -> int:
    from app.startup import run_window

    return run_window(launch)


def _without_screen(launch: Launch) -> int:
    """Without a screen the main job is the sample and its summary; a named project needs a command."""
    tr = translator()
    sys.stderr.write(why_no_screen(tr) + "\n")
    if launch.file is not None:
        sys.stderr.write(tr("Without a window use a command, such as: polku info FILE. See: polku --help") + "\n")
        return 2
    from app.commands import run_sample

    return run_sample(Path.cwd())


if __name__ == "__main__":
    sys.exit(main())
