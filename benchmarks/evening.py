"""An evening at the real window by keyboard: how long the longest press, and the longest turn of the loop, take.

    python -m benchmarks.evening

200 notes, 20 stories, 12 themes and 2 votes, as tests/journeys/evening.py types them. Times by the clock hold what else
the machine did meanwhile; those of the processor are the window's own.
"""

import os
import statistics
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.arguments import Launch
from app.startup import make_application
from tests.journeys.evening import VOTES, Evening, prepared
from tests.journeys.window import opened

GOAL = 0.1  # seconds: the issue on Capture and Sort


def main() -> int:
    """Replay the evening and print what took longest."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder) / "home", Path(folder) / "evening.polku"
        prepared(path)
        with opened(home, launch=Launch(path, profile=home / "profile")) as person:
            person.wait(person.is_in_a_room)
            evening = Evening(person)
            evening.take_notes(200)
            evening.take_stories(20)
            evening.make_themes(12, each=3)
            for question, dots in VOTES.items():
                evening.vote(question, dots)
    for name, found in (("by the clock", evening.waits.taken), ("of its processor", evening.waits.worked)):
        taken = sorted(found, reverse=True)
        seconds = [one for one, _ in taken]
        over = sum(one > GOAL for one in seconds)
        print(f"{name}: {len(taken)} presses and turns of the loop, {sum(seconds):.1f} s in all")
        print(f"  median {statistics.median(seconds) * 1000:.2f} ms, p99 {seconds[len(seconds) // 100] * 1000:.0f} ms")
        print(f"  longest {seconds[0] * 1000:.0f} ms; {over} over {GOAL * 1000:.0f} ms:")
        for one, what in taken[:10]:
            print(f"    {one * 1000:6.0f} ms  {what}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
