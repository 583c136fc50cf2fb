"""Commands run on a machine without Qt, and load the heavy libraries only when a document is made."""

from pathlib import Path

import pytest

from tests.app.support import process

SCRIPT = '''
import sys
from pathlib import Path

class Blocked:
    """Nothing of Qt can be imported."""
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"blocked: {name}")

sys.meta_path.insert(0, Blocked())
from app.commands import run, run_sample

def loaded(*names):
    return sorted(name for name in sys.modules if name.partition(".")[0].lower() in names)

Path("notes.csv").write_text("text\\nHello\\n")
Path("answers.csv").write_text("code,words\\nAAAAAAA,Hello\\n")
Path("way.mmd").write_text("journey\\n section Now\\n Go: 3: Me\\n")
codes = [
    run(["new", "a.polku"]),
    run(["import", "a.polku", "notes.csv"]),
    run(["import", "a.polku", "way.mmd"]),
    run(["info", "a.polku", "--json"]),
    run(["feedback", "a.polku", "list", "--json"]),
    run(["feedback", "a.polku", "import", "answers.csv", "--dry-run"]),
    run(["check", "a.polku"]),
    run(["exports"]),
    run(["sample", "s.polku"]),
]
print("heavy", loaded("reportlab", "qrcode", "uharfbuzz", "pil", "alembic", "numpy"))
codes.append(run(["export", "a.polku", "--as", "participant-summary", "--to", "out.pdf"]))
codes.append(run(["export", "a.polku", "--as", "lead-report", "--to", "lead.pdf"]))
codes.append(run_sample(Path.cwd()))
print("codes", codes)
print("qt", loaded("pyside6", "shiboken6", "shiboken", "pyqt6", "widgets"))
print("drawn", bool(loaded("reportlab")) and bool(loaded("qrcode")))
'''


@pytest.mark.slow
def test_no_command_loads_qt_and_only_documents_load_what_draws_them(tmp_path: Path) -> None:
    ran = process(cwd=tmp_path, script=SCRIPT)
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert "codes [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]" in lines
    assert "qt []" in lines
    assert "heavy []" in lines
    assert "drawn True" in lines  # else the line above proves nothing
