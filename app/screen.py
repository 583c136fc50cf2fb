"""Whether there is a screen to put a window on, found out without Qt, which would end the whole program there."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from resources.texts import N_, Translator

WITHOUT_SCREEN = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs", "minimalegl", "vkkhrdisplay"})
LOCAL_DISPLAY = re.compile(r"^(?:unix)?:(\d+)(?:\.\d+)?$")
XCB_CURSOR = "libxcb-cursor.so.0"  # Qt's X11 part ends the program without it, and many systems do not bring it
PATIENCE = 2.0  # seconds for a local socket to answer

NOTHING = N_("There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.")
SILENT = N_("The screen {name} does not answer.")
NO_LIBRARY = N_("The library libxcb-cursor0 is missing, which a window needs. Install it, then start Polku again.")
NO_CONSOLE = N_("Nobody who is you is logged in at the screen of this computer.")


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can be opened here."""
    return not _obstacle(environment, platform)[0]


def why_no_screen(tr: Translator, environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Return why no window can be opened here, as a sentence; empty where one can."""
    sentence, values = _obstacle(environment, platform)
    return tr(sentence, **values)


def _obstacle(environment: Mapping[str, str], platform: str) -> tuple[str, dict[str, str]]:
    if platform == "win32":
        return "", {}
    if platform == "darwin":
        return (NO_CONSOLE if _over_ssh(environment) and not _is_at_console() else ""), {}
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0] in WITHOUT_SCREEN:
        return "", {}
    wayland, display = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and _answers(_wayland_socket(wayland, environment)):
        return "", {}
    if not display:
        return (SILENT, {"name": wayland}) if wayland else (NOTHING, {})
    if not _x11_answers(display):
        return SILENT, {"name": display}
    return ("" if _can_load(XCB_CURSOR) else NO_LIBRARY), {}


def _wayland_socket(name: str, environment: Mapping[str, str]) -> str:
    return str(Path(environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}") / name)


def _x11_answers(display: str) -> bool:
    """Tell whether an X display answers; one on another computer (ssh -X) is believed in."""
    if display.startswith("/"):  # macOS and some containers name the socket itself
        return _answers(display)
    local = LOCAL_DISPLAY.match(display)
    if local is None:
        return True
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where every X server has it
    return _answers(path) or _answers("\0" + path)


def _answers(path: str) -> bool:
    """Tell whether somebody listens at a socket of this computer."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.settimeout(PATIENCE)
            asked.connect(path)
    except (OSError, ValueError):
        return False
    return True


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _over_ssh(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def _is_at_console() -> bool:
    try:
        return Path("/dev/console").stat().st_uid == os.getuid()
    except OSError:
        return False
