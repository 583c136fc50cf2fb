"""The second start with an open file raises the window that has it: a local socket or named pipe, never a network.

Every window of a profile listens at one of a few places. A start with a file asks each of them whether it has that
file; the one that has comes to the front, and the start ends. Who has another file says so, and the start goes on.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PLACES = 8  # windows of one profile that can be found
PATIENCE = 1500  # milliseconds; a window that makes a document is slow to answer
LONGEST_MESSAGE = 16_384
LONGEST_SOCKET = 100  # bytes of a path; systems allow 104 to 108
HAVE, HAVE_NOT = b"raised\n", b"other\n"


def places_of(profile: Path) -> list[str]:
    """Return the places where windows of a profile listen: paths of sockets, on Windows names of pipes."""
    told = f"{_user()}\n{os.path.normcase(profile.absolute())}"
    name = "polku-" + hashlib.blake2b(os.fsencode(told), digest_size=8).hexdigest()
    stem = name if sys.platform == "win32" else str(_socket_folder(profile) / name)
    return [f"{stem}-{number}" for number in range(PLACES)]


def hand_over(profile: Path, file: Path) -> bool:
    """Ask the open windows for a file; True: one has it and comes to the front, so this start can end."""
    return any(_ask(place, file) for place in places_of(profile))


class Single(QObject):
    """Listens for later starts. `asked_to_open`: somebody started Polku with the file that this window has open."""

    asked_to_open = Signal(object)  # a Path

    def __init__(self, profile: Path, has: Callable[[Path], bool], parent: QObject | None = None) -> None:
        """`has`: tells whether this window has a file open."""
        super().__init__(parent)
        self._has = has
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self._profile = profile

    def listen(self) -> bool:
        """Take the first free place; False: there is none, and this window cannot be found."""
        for place in places_of(self._profile):
            if _is_answered(place):
                continue
            QLocalServer.removeServer(place)  # what a window that crashed left behind
            with contextlib.suppress(OSError):
                Path(place).parent.mkdir(parents=True, exist_ok=True)
            if self._server.listen(place):
                return True
        return False

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.setReadBufferSize(LONGEST_MESSAGE)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(PATIENCE, socket, socket.abort)  # who says nothing is not waited for
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= LONGEST_MESSAGE:
                socket.abort()
            return
        line = bytes(socket.readLine().data()).rstrip(b"\n")
        file = Path(os.fsdecode(bytes.fromhex(line.decode("ascii")))) if _is_hex(line) else None
        has = file is not None and file.is_absolute() and self._has(file)
        socket.write(HAVE if has else HAVE_NOT)
        socket.flush()
        socket.disconnectFromServer()
        if has:
            self.asked_to_open.emit(file)


def _ask(place: str, file: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(os.fsencode(file.absolute()).hex().encode("ascii") + b"\n")  # a name may hold a line break
    socket.flush()
    while not socket.canReadLine() and socket.waitForReadyRead(PATIENCE):
        pass
    return socket.readLine().data() == HAVE


def _is_answered(place: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(place)
    return socket.waitForConnected(PATIENCE)


def _is_hex(line: bytes) -> bool:
    return bool(line) and len(line) % 2 == 0 and all(byte in b"0123456789abcdef" for byte in line)


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")


def _socket_folder(profile: Path) -> Path:
    """Return a folder that only this person may write to, and whose path is short enough for a socket."""
    told = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
    for folder in (told, profile.absolute()):
        mine = folder == profile.absolute() or (folder.is_dir() and folder.stat().st_uid == os.getuid())
        if mine and len(os.fsencode(folder)) + 30 <= LONGEST_SOCKET:
            return folder
    return Path(tempfile.gettempdir())
