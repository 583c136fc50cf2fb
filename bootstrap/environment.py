"""Brings .venv to what the lock files say, part by part; a start that was cut short is noticed by the next one."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

from bootstrap.places import OPTIONAL_LOCK, RUNTIME_LOCK, TEST_LOCK, Places, Trouble, say
from bootstrap.stamp import Stamp, is_complete, must_start_anew, read_stamp, wanted_stamp, write_stamp
from bootstrap.system import bring_qt_libraries, bring_venv

# pip says the first when a system has no wheel, but also after the second, when the network is gone.
NO_WHEEL = "No matching distribution found"
NO_NETWORK = "connection broken"


def pip(places: Places, *arguments: str, capture: bool = False) -> tuple[int, str]:
    """Run the environment's own pip with the registry set up on this machine; return exit code and captured errors."""
    command = [str(places.python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    errors = subprocess.PIPE if capture else None
    done = subprocess.run(command, cwd=places.root, stdin=subprocess.DEVNULL, stderr=errors, check=False)
    return done.returncode, (done.stderr or b"").decode(errors="replace")


def install_locks(places: Places, *locks: str, capture: bool = False) -> tuple[int, str]:
    """Install what lock files name, only as ready-made wheels and only with the hashes given there."""
    files = [argument for lock in locks for argument in ("--requirement", lock)]
    return pip(places, "install", "-qq", "--only-binary", ":all:", "--require-hashes", *files, capture=capture)


def install_runtime(places: Places) -> bool:
    """Install what Polku needs, and then what it is better with."""
    say("Installing what Polku needs; the first time this fetches about 300 MB.")
    code, _ = install_locks(places, RUNTIME_LOCK)
    if code:
        raise Trouble("Polku's packages could not be installed; the lines above say why. Start again to try once more.")
    code, errors = install_locks(places, OPTIONAL_LOCK, capture=True)
    if code and (NO_WHEEL not in errors or NO_NETWORK in errors):
        sys.stderr.write(errors)
        raise Trouble("The database driver could not be installed; see above. Start again to try once more.")
    if code:
        say("For this system there is no ready-made sqlcipher3; Polku uses Python's own SQLite, in its safe mode.")
    return True


def install_tests(places: Places) -> bool:
    """Install the test tools; the runtime's lock goes along, so that nothing of it can change."""
    say("Installing the test tools.")
    code, _ = install_locks(places, RUNTIME_LOCK, TEST_LOCK)
    if code:
        raise Trouble("The test tools could not be installed; the lines above say why. Start again to try once more.")
    return True


def install_project(places: Places) -> bool:
    """Put the command `polku` into the environment; it runs this folder itself, not a copy."""
    options = ["-qq", "--no-deps", "--no-build-isolation", "--no-index"]
    code, _ = pip(places, "install", *options, "--editable", ".")
    if code:
        raise Trouble("The command polku could not be set up; the lines above say why.")
    point_from_inside(places)
    return True


def point_from_inside(places: Places) -> None:
    """Write the way to this folder as a relative one: on Windows, Python below 3.13 misreads letters beyond ASCII."""
    for path_file in places.env.glob("**/site-packages/_polku.pth"):
        path_file.write_text(os.path.relpath(places.root, path_file.parent) + "\n", encoding="ascii")


# In the order of installing. One that returns False could not be had and is not vital; the next start tries again.
PARTS: dict[str, Callable[[Places], bool]] = {
    "runtime": install_runtime,
    "tests": install_tests,
    "project": install_project,
    "qt": bring_qt_libraries,
}


def bring_part(places: Places, part: str, want: Stamp) -> None:
    """Install one part. Meanwhile there is no stamp, so that the next start notices if this one is cut short."""
    have = read_stamp(places)
    places.stamp.unlink()
    try:
        done = PARTS[part](places)
    except Trouble:
        # pip fails before it changes anything: what was there before still stands.
        write_stamp(places, have)
        raise
    write_stamp(places, {**have, part: want[part]} if done else have)


def make_empty(places: Places, want: Stamp) -> None:
    """Make an environment that holds nothing but pip."""
    say(f"Making an environment of Polku's own in {places.env}.")
    base: str = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([base, "-I", "-m", "venv", str(places.env)], stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Trouble("The environment could not be made; the lines above say why.")
    write_stamp(places, {"base": want["base"]})


def looks_like_environment(folder: Path) -> bool:
    """Tell whether a folder is an environment, perhaps half made or half removed."""
    names = {entry.name for entry in folder.iterdir()}
    return "pyvenv.cfg" in names or names <= {"bin", "include", "lib", "lib64", "share", "Include", "Lib", "Scripts"}


def put_aside(places: Places) -> None:
    """Move the environment out of the way; a folder that is none is left alone."""
    shutil.rmtree(places.old_env, ignore_errors=True)
    if not places.env.exists():
        return
    if places.env.is_symlink() or not looks_like_environment(places.env):
        raise Trouble(f"{places.env} is not an environment that Polku made. Move it away and start again.")
    try:
        places.env.rename(places.old_env)
    except OSError as error:
        raise Trouble(f"{places.env} is in use, or may not be changed. Close Polku and start again.") from error


def make_anew(places: Places, want: Stamp) -> None:
    """Make the environment from nothing; if that fails, the one that was there before comes back."""
    put_aside(places)
    try:
        make_empty(places, want)
        bring_part(places, "runtime", want)
    except Trouble:
        if places.old_env.exists():
            shutil.rmtree(places.env, ignore_errors=True)
            places.old_env.rename(places.env)
        raise
    shutil.rmtree(places.old_env, ignore_errors=True)


def set_up(places: Places, tests: bool) -> None:
    """Bring the environment to what the locks say; do nothing if it is there already."""
    want = wanted_stamp(places, tests)
    if is_complete(read_stamp(places), want):
        return
    with only_one(places):
        if must_start_anew(read_stamp(places), want):
            bring_venv()
            make_anew(places, want)
        for part in PARTS:
            if part in want and read_stamp(places).get(part) != want[part]:
                bring_part(places, part, want)


@contextlib.contextmanager
def only_one(places: Places) -> Generator[None]:
    """Let two starts at the same time set up one after the other; the lock goes with the process that holds it."""
    with places.lock.open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            with contextlib.suppress(OSError):
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
