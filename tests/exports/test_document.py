"""The document model: plain values, and nothing of any file format in it."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from exports.document import Beside, Callout, Heading, Paragraph, QrCode, Run, as_runs, plain, runs, walk


def test_runs_take_strings_and_runs_and_drop_empty_ones():
    bold = Run("this", bold=True)
    assert runs("We can do ", bold, "", ".") == (Run("We can do "), bold, Run("."))
    assert as_runs("") == ()
    assert plain(runs("a", bold)) == "athis"


def test_blocks_are_frozen():
    with pytest.raises(FrozenInstanceError):
        setattr(Heading(1, "a"), "text", "b")  # noqa: B010 - the point of the test


def test_walk_gives_every_block_in_reading_order():
    code = QrCode("https://a.example/")
    inner, words = Heading(2, "b"), Paragraph("c")
    beside = Beside((inner, words), code)
    box = Callout("t", (beside,))
    assert list(walk((box,))) == [box, beside, inner, words, code]


def test_importing_the_model_imports_no_renderer():
    script = "import sys, exports.document, exports.target; print([m for m in sys.modules if m.startswith(('reportlab', 'qrcode', 'uharfbuzz', 'PySide6'))])"  # noqa: E501
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_renderer_imports_no_reportlab():
    script = (
        "import sys, exports.pdf.renderer; print([m for m in sys.modules if m.startswith(('reportlab', 'qrcode'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
