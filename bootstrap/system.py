"""What the system itself must have: Python's venv, the libraries that Qt loads from it, and a browser for the tests."""

import ctypes
import functools
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys

from bootstrap.places import Places, Trouble, say

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

BROWSERS = ("chromium", "chromium-browser", "google-chrome")  # any of them judges our pages; Debian has the first


def apt_install(packages: list[str]) -> list[str]:
    """Return the command that installs Debian packages."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def advice(packages: list[str]) -> str:
    """Return the exact command that a person has to run."""
    both = f"apt-get update && {' '.join(apt_install(packages))}"
    return f"sudo sh -c '{both}'" if shutil.which("sudo") else f"su -c '{both}'"


def may_install() -> bool:
    """Tell whether Debian packages can be installed without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


@functools.cache
def update_package_lists() -> None:
    """Fetch Debian's package lists once; if that fails, installing says it better."""
    subprocess.run(["apt-get", "-qq", "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or show why that failed; the caller looks whether what it needs is there now."""
    say(f"Installing from the system's packages: {' '.join(packages)}.")
    update_package_lists()
    command = [*apt_install(packages), "-qq", "-o", "DPkg::Lock::Timeout=120"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=settings, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr.decode(errors="replace"))


def lacks_venv() -> bool:
    """Tell whether this Python comes without the parts that make an environment, as Debian's does."""
    importlib.invalidate_caches()
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def bring_venv() -> None:
    """See to it that this Python can make an environment."""
    if not lacks_venv():
        return
    packages = [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    if sys.base_prefix != "/usr" or shutil.which("apt-get") is None:
        raise Trouble("This Python comes without venv and ensurepip. Install a complete Python 3.11 or newer.")
    if may_install():
        install_packages(packages)
    if lacks_venv():
        everything = advice([*packages, *packages_for(missing_libraries())])
        raise Trouble(f"Python's venv is missing here. Run this, then start again: {everything}")


def can_load(library: str) -> bool:
    """Tell whether the system finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries() -> list[str]:
    """Return those of Qt's libraries that this system cannot load."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in QT_LIBRARIES if not can_load(name)]


def packages_for(libraries: list[str]) -> list[str]:
    """Return the Debian packages that hold the libraries."""
    return [QT_LIBRARIES[name] for name in libraries]


def bring_qt_libraries(places: Places) -> bool:
    """Install what Qt needs of the system, or say how; return whether Qt loads. Polku's commands run without it."""
    missing = missing_libraries()
    if missing and may_install():
        install_packages(packages_for(missing))
        missing = missing_libraries()
    if missing and shutil.which("apt-get"):
        say(f"Polku's window needs libraries that are missing here. Run: {advice(packages_for(missing))}")
    elif missing:
        say(f"Polku's window needs libraries that are missing here. Install: {' '.join(missing)}")
    return not missing and qt_loads(places)


def qt_loads(places: Places) -> bool:
    """Tell whether Qt can be imported in the environment; if not, say what stands in the way."""
    command = [str(places.python), "-I", "-c", "import PySide6.QtWidgets, PySide6.QtPdf"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        say(f"Polku's window cannot start here, its commands can: {lines[-1] if lines else 'Qt does not load'}")
    return done.returncode == 0


def bring_browser() -> bool:
    """See to it that the tests have a browser, or say how; return whether there is one. Without it they skip a part."""
    if any(shutil.which(name) for name in BROWSERS):
        return True
    if sys.platform.startswith("linux") and may_install():
        install_packages([BROWSERS[0]])
        if shutil.which(BROWSERS[0]):
            return True
    how = f"Run: {advice([BROWSERS[0]])}" if shutil.which("apt-get") else f"Install {BROWSERS[0]}."
    say(f"The tests of HTML documents need a browser and are left out without one. {how}")
    return False
