"""What the command line asks of the window, and that commands stay commands."""

import argparse
from pathlib import Path

import pytest

from app import arguments, commands
from app.arguments import Launch, is_command, read
from resources.texts import translator


def test_every_command_is_known_as_one() -> None:
    parser = commands._parser()  # pyright: ignore[reportPrivateUsage]
    found = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction))  # pyright: ignore[reportPrivateUsage]
    assert tuple(found.choices) == arguments.COMMANDS
    assert all(is_command([name, "x"]) for name in arguments.COMMANDS)
    assert is_command(["--version"])
    assert not any(is_command(given) for given in ([], ["care.polku"], ["--safe-mode"], ["--help"]))


def test_a_file_a_profile_and_safe_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read([]) == Launch()
    assert read(["care.polku"]) == Launch(tmp_path / "care.polku")
    assert read(["--profile", "me", "--safe-mode", "a b.polku"]) == Launch(
        tmp_path / "a b.polku", tmp_path / "me", True
    )
    assert read(["-psn_0_1234"]) == Launch()
    assert read(["--example"]) == Launch(example=True)


def test_help_speaks_of_the_window_and_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        read(["--help"])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert "--safe-mode" in told
    assert "--profile DIR" in told
    assert all(f"\n    {name} " in told for name in arguments.COMMANDS)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--bogus"], "no option “--bogus”"),
        (["--safe"], "no option “--safe”"),
        (["bogus"], "no file and no command “bogus”"),
        (["a.polku", "b.polku"], "“b.polku” is one more"),
        (["--profile"], "expected one argument"),
        (["--profile", "d", "sample"], "polku sample"),
        (["--profile", __file__], "is a file"),
    ],
)
def test_bad_use_ends_with_a_sentence(given: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        read(given)
    told = capsys.readouterr()
    assert (end.value.code, told.out) == (2, "")
    assert words in told.err
    assert "polku --help" in told.err


def test_a_file_that_is_not_there_is_told_in_the_window(tmp_path: Path) -> None:
    tr = translator()
    (tmp_path / "care.polku").touch()
    assert Launch().trouble(tr) == ""
    assert Launch(tmp_path / "care.polku").trouble(tr) == ""
    assert "no file “lost.polku”" in Launch(tmp_path / "lost.polku").trouble(tr)
    assert "is a folder" in Launch(tmp_path).trouble(tr)
