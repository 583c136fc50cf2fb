"""Hours of killing programs while somebody types into them (R23): how much typing is lost at the most."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KILLS = """
import json, random, sys
from tests.faults.typing import ALLOWED, kill_while_typing
kills = kill_while_typing(int(sys.argv[1]), random.Random(int(sys.argv[2])))
lost = [kill.lost - kill.stalled for kill in kills]
late = sum(one > ALLOWED for one in lost)
print(json.dumps({"kills": len(kills), "longest_ms": round(1000 * max(lost)), "late": late}))
"""


def soak_typing(rounds: int, seed: int = 0) -> dict[str, int]:
    """Return how many were killed, the longest loss in milliseconds, and how many lost more than is allowed."""
    command = [sys.executable, "-c", KILLS, str(rounds), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found
