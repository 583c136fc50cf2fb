"""Texts that try to be more than words, and a watch on what is opened, sent or started while they are shown."""

import ctypes
import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "naughty"
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")
LEVELS = 20  # of tables in tables: laid out as rich text this takes minutes


def bomb(levels: int = LEVELS) -> str:
    """Tables in tables, each of two cells."""
    inside = "x"
    for _ in range(levels):
        inside = f"<table border=1 width=50%><tr><td>{inside}</td><td>y</td></tr></table>"
    return inside


OURS = (
    "<b>bold</b> <font color='red' size=7>red</font>",
    "<img src=/etc/hostname> <img src='file:///etc/hostname'/> <img src='http://127.0.0.1:9/x.png'>",
    '<a href="file:///etc/passwd">click</a> <a href="javascript:alert(1)">me</a> <a href="smb://host/share">now</a>',
    "&#x110000; &amp; &lt; &unknown; &#0; A & B &File",
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('touch /tmp/exploited') for Word in "
    "[orgTypeFun('Word', (str,), {'mutated': 1, 'startswith': lambda self, x: 1})]] for orgTypeFun in [type(type(1))]]"
    ' and red">exploit</font></para>',
    "(paren) \\backslash ) Tj ET Q endstream endobj %comment <</JS (app.alert(1))>>",
    "{0} {page} %s %(x)s ${HOME} {{7*7}} {% include '/etc/passwd' %} $(id) `id`",
    "</text><script>alert(1)</script><style>@import url(http://127.0.0.1:9/x.css)</style>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x> ]]> <![CDATA[x]]>",
    "=1+1",
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+33 6 12 34 56 78",
    "-5",
    "＝1+1",
    "\t=1+1",
    "'=1+1",
    "''quoted",
    "\u202eevil\u202c \u2066left\u2069 \u200b\ufeff zero width",
    "bell \x07 escape \x1b[31m red",
    "Ääkkösiä مرحبا 用Uber嗎 🙂👩\u200d👩\u200d👧 \U00013000 \ue000",
    "lääkkeidenantoaikataulunmuutosilmoituslomake" * 20,
    "../../etc/passwd CON \\\\host\\share",
    bomb(),
)


def payloads(most: int = 0) -> list[str]:
    """Ours, then the big list of naughty strings and the list of formulas, where they lie beside the checkout."""
    found = list(OURS)
    if (file := SHARED / "blns" / "blns.json").exists():
        found += [str(one) for one in json.loads(file.read_text("utf-8"))]
    if (file := SHARED / "csv_injection" / "payloadbox_csv-payload.txt").exists():
        found += file.read_text("utf-8").splitlines()
    kept = [one for one in dict.fromkeys(found) if one.strip() and "\0" not in one]
    return kept[:most] if most else kept


class Watched:
    """What the process did beside computing. `allowed`: below these folders files may be opened."""

    def __init__(self, *allowed: Path) -> None:
        self._allowed = [str(path.resolve()) for path in (*allowed, *_own_folders())]
        self._on = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    @contextmanager
    def on(self) -> Iterator["Watched"]:
        """Watch for a while; the hook itself cannot be taken away again."""
        self._on = True
        try:
            yield self
        finally:
            self._on = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            name = arguments[0]
            if isinstance(name, str | bytes | os.PathLike) and not self._may(os.fsdecode(name)):
                self.seen.append(f"open {os.fsdecode(name)!r}")
        elif event.startswith(
            ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")
        ):
            self.seen.append(event)

    def _may(self, name: str) -> bool:
        real = os.path.realpath(name)
        own = f"/proc/{os.getpid()}/", "/proc/sys/kernel/random/boot_id"  # when it began: names of what is half made
        below = any(real == folder or real.startswith(folder + os.sep) for folder in self._allowed)
        return below or real.startswith(own)


def _own_folders() -> list[Path]:
    """Where Python, its packages and the program lie."""
    found = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).resolve().parents[2]]
    return [*found, *(Path(one) for one in sys.path if one and "site-packages" in one)]


IN_OPEN = 0x20


class OpenedFile:
    """Tells whether a file was opened by anybody, also by Qt's own code, which Python's hooks do not see (Linux)."""

    def __init__(self, path: Path) -> None:
        if not sys.platform.startswith("linux"):
            raise OSError("only Linux tells which files are opened")
        self._library = ctypes.CDLL(None, use_errno=True)
        self._handle = self._library.inotify_init1(os.O_NONBLOCK)
        if self._handle < 0 or self._library.inotify_add_watch(self._handle, os.fsencode(path), IN_OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def times(self) -> int:
        """How often it was opened since this was asked last."""
        try:
            data = os.read(self._handle, 65536)
        except BlockingIOError:
            return 0
        count = at = 0
        while at < len(data):
            _, _, _, length = struct.unpack_from("iIII", data, at)
            at += 16 + length
            count += 1
        return count

    def close(self) -> None:
        os.close(self._handle)
