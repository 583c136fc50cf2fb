"""Polku from a fresh checkout: `python3 start.py` sets everything up in .venv and starts it.

    python3 start.py [arguments]     set up what is missing, then run polku with the arguments
    python3 start.py setup           only set up; the command is then .venv/bin/polku (.venv/Scripts/polku.exe)
    python3 start.py test [--quick] [-- pytest arguments]
                                     set up the test tools as well; run lint, types, import rule and all tests

It needs Python 3.11 or newer and, the first time, the network. A second start finds its stamp and does nothing more.
Every Python 3 can read this file, so that one that is too old can say so: no newer syntax than that of 3.6.
"""

import contextlib
import ctypes
import functools
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
NEWEST_FIRST = ("3.14", "3.13", "3.12", "3.11")


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of the program started next."""
    print(text, flush=True)


def is_new_enough(python: str) -> bool:
    """Tell whether the command is a Python that runs Polku; a stub that only claims to be one is not."""
    question = "import sys; sys.exit(0 if sys.version_info >= %r else 1)" % (OLDEST,)
    try:
        return subprocess.call([python, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def find_newer_python() -> "str | None":
    """Return the newest suitable Python on the path."""
    found = (shutil.which("python" + version) for version in NEWEST_FIRST)
    return next((python for python in found if python and is_new_enough(python)), None)


def hand_over() -> int:
    """Run this file again with a newer Python, or say that there is none."""
    newer = find_newer_python()
    if newer:
        return subprocess.call([newer, os.path.abspath(__file__)] + sys.argv[1:])
    have = ".".join(str(part) for part in sys.version_info[:3])
    text = "Polku needs Python 3.11 or newer, and this is Python %s. Install a newer one and start again with it."
    sys.stderr.write(text % have + "\n")
    return 2


if __name__ == "__main__" and sys.version_info < OLDEST:
    sys.exit(hand_over())


# --- What an older Python may no longer understand --------------------------------------------------------------------

# The libraries that Qt loads from the system (its wheel brings all others), and the Debian package of each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
RUNTIME_LOCK = "requirements.lock"
OPTIONAL_LOCK = "requirements-optional.lock"
TEST_LOCK = "requirements-test.lock"
PROJECT_FILES = ("pyproject.toml", "hatch_build.py", "app/launcher.py")
NO_WHEEL = "No matching distribution found"


class Trouble(Exception):
    """Something that the person can put right; the text says how."""


class Home:
    """Where things lie in one checkout, on this system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.env = root / ".venv"
        self.old_env = root / ".venv-old"
        self.lock = root / ".venv-lock"
        self.stamp = self.env / "polku-stamp.json"
        self.python = self.tool("python")

    def tool(self, name: str) -> Path:
        """Return the path of a command inside the environment."""
        return self.env / "Scripts" / (name + ".exe") if os.name == "nt" else self.env / "bin" / name


# --- The stamp: what the environment was made from --------------------------------------------------------------------


def fingerprint(root: Path, *names: str) -> str:
    """Return a hash over the names and bytes of some files."""
    digest = hashlib.sha256()
    for name in names:
        content = (root / name).read_bytes()
        digest.update(("%s %d\n" % (name, len(content))).encode() + content)
    return digest.hexdigest()


def wanted_stamp(home: Home, tests: bool) -> dict[str, str]:
    """Return what a complete environment's stamp says, part by part."""
    stamp = {
        "base": "Python %s of %s in %s" % (sys.version, sys.base_prefix, home.root),
        "runtime": fingerprint(home.root, RUNTIME_LOCK, OPTIONAL_LOCK),
        "project": fingerprint(home.root, *PROJECT_FILES),
        "qt": "found",
    }
    return {**stamp, "tests": fingerprint(home.root, TEST_LOCK)} if tests else stamp


def read_stamp(home: Home) -> dict[str, str]:
    """Return what is in the environment; a missing or broken part is left out."""
    try:
        stamp = json.loads(home.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamp, dict) or not home.python.exists():
        return {}
    if not home.tool("polku").exists():
        stamp.pop("project", None)
    return {str(key): str(value) for key, value in stamp.items()}


def write_stamp(home: Home, stamp: dict[str, str]) -> None:
    """Write the stamp in one go, never half of it."""
    beside = home.stamp.with_suffix(".new")
    beside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    beside.replace(home.stamp)


def is_complete(have: dict[str, str], want: dict[str, str]) -> bool:
    """Tell whether everything wanted is there; more than that (the test tools) does no harm."""
    return all(have.get(part) == value for part, value in want.items())


def must_start_anew(have: dict[str, str], want: dict[str, str]) -> bool:
    """Tell whether the environment has to be made from nothing: other Python, place or locks, or a broken one."""
    if have.get("base") != want["base"]:
        return True
    return any(have.get(part, value) != value for part, value in want.items() if part in ("runtime", "tests"))


# --- What the system must have ----------------------------------------------------------------------------------------


def apt_install(packages: list[str]) -> list[str]:
    """Return the command that installs Debian packages."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def may_install() -> bool:
    """Tell whether Debian packages can be installed without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def advice(packages: list[str]) -> str:
    """Return the exact command a person has to run."""
    return "apt-get update && %s (as root, or each with sudo)" % " ".join(apt_install(packages))


@functools.lru_cache(maxsize=None)
def update_package_lists() -> None:
    """Fetch Debian's package lists once; if that fails, installing says it better."""
    subprocess.run(["apt-get", "-qq", "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages; return whether that worked."""
    say("Installing from the system's packages: %s." % " ".join(packages))
    update_package_lists()
    command = [*apt_install(packages), "-qq", "-o", "DPkg::Lock::Timeout=120"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
    return done.returncode == 0


def lacks_venv() -> bool:
    """Tell whether this Python comes without the parts that make an environment, as Debian's does."""
    importlib.invalidate_caches()
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def bring_venv() -> None:
    """See to it that this Python can make an environment."""
    if not lacks_venv():
        return
    package = "python%d.%d-venv" % sys.version_info[:2]
    if sys.base_prefix != "/usr" or shutil.which("apt-get") is None:
        raise Trouble("This Python comes without venv and ensurepip. Install a complete Python 3.11 or newer.")
    if not may_install():
        raise Trouble("Python's venv is missing here. Run: %s; then start again." % advice([package]))
    if not install_packages([package]) or lacks_venv():
        raise Trouble("Python's venv could not be installed. Run: %s; then start again." % advice([package]))


def missing_libraries() -> list[str]:
    """Return those of Qt's libraries that this system cannot load."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in QT_LIBRARIES if not can_load(name)]


def can_load(library: str) -> bool:
    """Tell whether the system finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages_for(libraries: list[str]) -> list[str]:
    """Return the Debian packages that hold the libraries."""
    return [QT_LIBRARIES[name] for name in libraries]


def bring_qt_libraries(home: Home) -> bool:
    """Install what Qt needs of the system, or say how; return whether Qt loads. Polku's commands run without it."""
    missing = missing_libraries()
    if missing and may_install():
        install_packages(packages_for(missing))
        missing = missing_libraries()
    if missing and shutil.which("apt-get"):
        say("Polku's window needs libraries that are missing here. Run: %s." % advice(packages_for(missing)))
    elif missing:
        say("Polku's window needs libraries that are missing here. Install: %s." % " ".join(missing))
    return not missing and qt_loads(home)


def qt_loads(home: Home) -> bool:
    """Tell whether Qt can be imported in the environment; if not, say what stands in the way."""
    command = [str(home.python), "-I", "-c", "import PySide6.QtWidgets, PySide6.QtPdf"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        say("Polku's window cannot start here, its commands can: %s" % reason)
    return done.returncode == 0


# --- The environment --------------------------------------------------------------------------------------------------


def pip(home: Home, *arguments: str, capture: bool = False) -> "subprocess.CompletedProcess[str]":
    """Run the environment's own pip, which uses the registry that is set up on this machine."""
    command = [str(home.python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    output = subprocess.PIPE if capture else None
    return subprocess.run(
        command, cwd=home.root, stdin=subprocess.DEVNULL, stderr=output, text=True, errors="replace", check=False
    )


def install_lock(home: Home, *locks: str, capture: bool = False) -> "subprocess.CompletedProcess[str]":
    """Install what lock files name, only as ready-made wheels and only with the hashes given there."""
    files = [argument for lock in locks for argument in ("--requirement", lock)]
    return pip(home, "install", "-qq", "--only-binary", ":all:", "--require-hashes", *files, capture=capture)


def install_runtime(home: Home) -> None:
    """Install what Polku needs, and what it is better with."""
    say("Installing what Polku needs; the first time this fetches about 300 MB.")
    if install_lock(home, RUNTIME_LOCK).returncode:
        raise Trouble("The packages could not be installed; the lines above say why. Start again to try once more.")
    done = install_lock(home, OPTIONAL_LOCK, capture=True)
    if done.returncode and NO_WHEEL not in done.stderr:
        sys.stderr.write(done.stderr)
        raise Trouble("The database driver could not be installed; see above. Start again to try once more.")
    if done.returncode:
        say("For this system there is no ready-made sqlcipher3; Polku uses Python's own SQLite, in its safe mode.")


def install_tests(home: Home) -> None:
    """Install the test tools; the runtime's lock goes along so that nothing of it can change."""
    say("Installing the test tools.")
    if install_lock(home, RUNTIME_LOCK, TEST_LOCK).returncode:
        raise Trouble("The test tools could not be installed; the lines above say why. Start again to try once more.")


def install_project(home: Home) -> None:
    """Put the command `polku` into the environment; it runs this folder itself, not a copy."""
    options = ["-qq", "--no-deps", "--no-build-isolation", "--no-index"]
    if pip(home, "install", *options, "--editable", ".").returncode:
        raise Trouble("The command polku could not be set up; the lines above say why.")
    point_from_inside(home)


def point_from_inside(home: Home) -> None:
    """Write the way to this folder as a relative one: on Windows, Python below 3.13 misreads letters beyond ASCII."""
    for path_file in home.env.glob("**/site-packages/_polku.pth"):
        path_file.write_text(os.path.relpath(home.root, path_file.parent) + "\n", encoding="ascii")


def check_qt(home: Home) -> None:
    """Bring what Qt needs; without it Polku still has its commands, so that is no reason to stop."""
    if not bring_qt_libraries(home):
        raise Unfinished


class Unfinished(Exception):
    """A part is not there, and things go on without it; the next start tries again."""


PARTS = {"runtime": install_runtime, "tests": install_tests, "project": install_project, "qt": check_qt}


def bring_part(home: Home, part: str, want: dict[str, str]) -> None:
    """Install one part. Meanwhile there is no stamp, so that a start cut short here is noticed by the next one."""
    have = read_stamp(home)
    home.stamp.unlink()
    try:
        PARTS[part](home)
        have[part] = want[part]
    except Unfinished:
        pass
    finally:
        if not isinstance(sys.exc_info()[1], KeyboardInterrupt):
            write_stamp(home, have)


def make_empty(home: Home, want: dict[str, str]) -> None:
    """Make an environment that holds nothing but pip."""
    say("Making an environment of Polku's own in %s." % home.env)
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([base, "-I", "-m", "venv", str(home.env)], stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Trouble("The environment could not be made; the lines above say why.")
    write_stamp(home, {"base": want["base"]})


def put_aside(home: Home) -> None:
    """Move the environment out of the way; one that somebody else put there is left alone."""
    shutil.rmtree(home.old_env, ignore_errors=True)
    if not home.env.exists():
        return
    if home.env.is_symlink() or (not (home.env / "pyvenv.cfg").exists() and any(home.env.iterdir())):
        raise Trouble("%s is not an environment that Polku made. Move it away and start again." % home.env)
    try:
        home.env.rename(home.old_env)
    except OSError as error:
        raise Trouble("%s is in use. Close Polku and start again." % home.env) from error


def make_anew(home: Home, want: dict[str, str]) -> None:
    """Make the environment from nothing; if that fails, the one that was there before comes back."""
    put_aside(home)
    try:
        make_empty(home, want)
        bring_part(home, "runtime", want)
    except Trouble:
        if home.old_env.exists():
            shutil.rmtree(home.env, ignore_errors=True)
            home.old_env.rename(home.env)
        raise
    shutil.rmtree(home.old_env, ignore_errors=True)


def set_up(home: Home, tests: bool) -> None:
    """Bring the environment to what the locks say; do nothing if it is there already."""
    want = wanted_stamp(home, tests)
    if is_complete(read_stamp(home), want):
        return
    with only_one(home):
        have = read_stamp(home)
        if must_start_anew(have, want):
            bring_venv()
            make_anew(home, want)
        for part in PARTS:
            if part in want and read_stamp(home).get(part) != want[part]:
                bring_part(home, part, want)


@contextlib.contextmanager
def only_one(home: Home) -> Iterator[None]:
    """Let two starts at the same time set up one after the other; the lock goes with the process."""
    with home.lock.open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            with contextlib.suppress(OSError):
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- What a person asked for ------------------------------------------------------------------------------------------


def run(command: list[str], cwd: "Path | None" = None) -> int:
    """Run a program to its end and return its exit code."""
    code = subprocess.call(command, cwd=cwd)
    return code if code >= 0 else 128 - code


def split_test_arguments(arguments: list[str]) -> tuple[bool, list[str]]:
    """Return whether only the quick tests were asked for, and what goes on to pytest."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    ours, pytests = arguments[:cut], arguments[cut + 1 :]
    unknown = [argument for argument in ours if argument != "--quick"]
    if unknown:
        raise Trouble("'start.py test' knows --quick, and passes on what stands after --; not %s." % unknown[0])
    return "--quick" in ours, pytests


def stages(home: Home, quick: bool, pytests: list[str]) -> list[tuple[str, list[str]]]:
    """Return what the test command runs, in order: the name shown, and the program."""
    selection = ["-m", "not slow"] if quick else []
    return [
        ("Lint", [str(home.tool("ruff")), "check", "."]),
        ("Format", [str(home.tool("ruff")), "format", "--check", "."]),
        ("Types", [str(home.tool("basedpyright"))]),
        ("Import rule", [str(home.tool("lint-imports"))]),
        ("Tests", [str(home.python), "-m", "pytest", *selection, *pytests]),
    ]


def run_tests(home: Home, arguments: list[str]) -> int:
    """Run all checks until one fails. The tests come last, so that their summary ends the output."""
    quick, pytests = split_test_arguments(arguments)
    set_up(home, tests=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, command in stages(home, quick, pytests):
        say("== %s" % name)
        code = run(command, cwd=home.root)
        if code:
            sys.stderr.write("This stage failed: %s.\n" % name)
            return code
    return 0


def run_setup(home: Home, arguments: list[str]) -> int:
    """Set up and say where the command is."""
    if arguments:
        raise Trouble("'start.py setup' takes nothing more; not %s." % arguments[0])
    set_up(home, tests=False)
    say("Ready: %s" % home.tool("polku"))
    return 0


def run_polku(home: Home, arguments: list[str]) -> int:
    """Set up and run Polku itself."""
    set_up(home, tests=False)
    return run([str(home.tool("polku")), *arguments])


def main(arguments: list[str]) -> int:
    """Do what was asked for and return the exit code; 2 when something stands in the way."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    home = Home(Path(__file__).resolve().parent)
    jobs = {"test": run_tests, "setup": run_setup}
    try:
        if arguments and arguments[0] in jobs:
            return jobs[arguments[0]](home, arguments[1:])
        return run_polku(home, arguments)
    except Trouble as trouble:
        sys.stderr.write("%s\n" % trouble)
    except PermissionError as error:
        sys.stderr.write("There is no right to write %s. Start Polku from a folder of your own.\n" % error.filename)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The next start goes on from here.\n")
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
