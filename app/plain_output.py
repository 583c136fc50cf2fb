"""What commands print is plain: no text from a file can move the cursor, ring, colour or turn a line round."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TextIO

_ORDERS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = dict.fromkeys(_ORDERS, " ")  # what terminals obey; line ends and tabs stay


class _Plain:
    """A stream of text without what a terminal obeys."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text without orders."""
        return self._stream.write(text.translate(_HARMLESS))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def plain_output() -> Generator[None]:
    """Let everything that is printed meanwhile be plain."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Plain(out), _Plain(err)  # pyright: ignore[reportAttributeAccessIssue]
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err
