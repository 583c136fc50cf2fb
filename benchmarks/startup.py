"""Start-up: CPU until the first painted window, until a project is usable, the longest frame gap while loading.

Each way runs in a fresh process on the offscreen platform, by turns. The reference is a bare PySide6 window with one
label, and for usable one that also maps the tables and opens the file.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure

ROOT = Path(__file__).parents[1]
HEAVY = ("numpy", "openpyxl", "qrcode", "reportlab", "sqlalchemy", "starlette")
SHELL_LIMIT, USABLE_LIMIT, GAP_LIMIT = 1.25, 1.15, 50.0

BARE = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
application.processEvents()
told = {"painted": time.process_time()}
if len(sys.argv) > 1:
    from models.project import Project
    from pathlib import Path
    project = Project.open(Path(sys.argv[1]))
    told["usable"] = time.process_time()
    project.close()
print(json.dumps(told))
"""
POLKU = """
import json, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.arguments import Launch
from app.paths import find_paths
from app.startup import begin, make_program
launch = Launch(Path(sys.argv[1]), Path(sys.argv[2]))
program = make_program(find_paths(launch.profile), launch)
program.window.resize(1366, 768)
program.window.show()
application.processEvents()
told = {"painted": time.process_time(), "loaded": sorted(name for name in sys.modules if "." not in name)}
if "--first-frame" in sys.argv:
    print(json.dumps(told))
    sys.stdout.flush()
    import os
    os._exit(0)
told["gap"], last, end = 0.0, time.perf_counter(), time.perf_counter() + 60
ticker = QTimer()
ticker.setInterval(0)
def tick():
    global last
    now = time.perf_counter()
    told["gap"] = max(told["gap"], (now - last) * 1000)
    last = now
ticker.timeout.connect(tick)
ticker.start()
program.loader.when_ready(lambda: told.__setitem__("loading gap", told["gap"]))
begin(program, launch)
last = time.perf_counter()
while time.perf_counter() < end:
    application.processEvents()
    if program.workspace is not None and program.workspace.present_room is not None:
        application.processEvents()
        told["usable"] = time.process_time()
        break
    time.sleep(0.001)
print(json.dumps(told))
program.window.close()
"""


def run(script: str, *arguments: str) -> dict[str, object]:
    """Run one way in a fresh process and return what it told."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=True, timeout=300)
    return dict(json.loads(ran.stdout.strip().splitlines()[-1]))


def measure(rounds: int = 7, folder: Path | None = None) -> tuple[Figure, ...]:
    """Return S1 to S4."""
    from models.sample import make_sample

    with tempfile.TemporaryDirectory(dir=folder) as name:
        project = Path(name) / "sample.polku"
        make_sample(project, date(2027, 5, 14)).close()
        bare: list[dict[str, object]] = []
        own: list[dict[str, object]] = []
        for _ in range(rounds):
            bare.append(run(BARE, str(project)))
            own.append(run(POLKU, str(project), str(Path(name) / "profile")))
    return figures(bare, own)


def figures(bare: list[dict[str, object]], own: list[dict[str, object]]) -> tuple[Figure, ...]:
    """Return the figures of both ways."""

    def middle(rows: list[dict[str, object]], key: str) -> float:
        return median(float(str(row[key])) for row in rows)

    loaded = {str(module) for row in own for module in row["loaded"]}  # pyright: ignore[reportGeneralTypeIssues]
    return (
        Figure(
            "S1",
            "first painted shell / bare window, CPU",
            middle(own, "painted") / middle(bare, "painted"),
            "×",
            SHELL_LIMIT,
        ),
        Figure(
            "S2",
            "project usable / bare window, mapping and open, CPU",
            middle(own, "usable") / middle(bare, "usable"),
            "×",
            USABLE_LIMIT,
        ),
        Figure("S3", "longest frame gap while loading", middle(own, "loading gap"), "ms", GAP_LIMIT),
        Figure("S3", "longest frame gap until the first room stands", middle(own, "gap"), "ms", None),
        Figure("S4", "heavy modules at the first frame", float(len(loaded & set(HEAVY))), "of them", 0.0),
    )
