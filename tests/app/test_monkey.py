"""The monkey of benchmarks/monkey.py for a while: nothing it does may raise, warn, or leave a file that is broken."""

from pathlib import Path

import pytest

from benchmarks.monkey import play
from tests.app.support import sample_bytes

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("seed", [11, pytest.param(29, marks=pytest.mark.slow)])
def test_a_while_of_random_keys_and_clicks(tmp_path: Path, seed: int) -> None:
    watch = play(seed, tmp_path, steps=300, example=sample_bytes())
    assert not watch.troubles, "\n\n".join(trouble.told() for trouble in watch.troubles[:5])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 5, 7])
def test_a_longer_while(tmp_path: Path, seed: int) -> None:
    watch = play(seed, tmp_path, steps=1500, example=sample_bytes())  # hours are for python -m benchmarks.monkey
    assert not watch.troubles, "\n\n".join(trouble.told() for trouble in watch.troubles[:5])
