"""The command's front door: arguments lead to a command, none to the main job."""

import io
import sys
from pathlib import Path

from app.commands import run, run_sample


def main(argv: list[str] | None = None) -> int:
    """Run Polku and return its exit code: 0 done, 1 done with findings, 2 bad use or bad input."""
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows knows neither → nor −, and must not end a command
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:] if argv is None else argv
    return run(arguments) if arguments else run_sample(Path.cwd())


if __name__ == "__main__":
    sys.exit(main())
