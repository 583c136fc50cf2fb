"""What the window asks of a person or of the system: file names, yes or no, opening things. Faked in tests only."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class PrintOrder:
    """What a person chose in the print dialog: the printer, and the pages (first page 0) as often and in the order as
    they are to be drawn. `drop` tells the printer to forget what it was given so far."""

    device: "QPagedPaintDevice"
    pages: tuple[int, ...]
    drop: Callable[[], object] = _nothing


class Asking(Protocol):
    """File dialogs, questions, and what the system opens."""

    def file_to_open(self, title: str, patterns: str, folder: Path) -> Path | None:
        """Ask for a file that is there; None: the person thought better of it."""
        ...

    def files_to_open(self, title: str, patterns: str, folder: Path) -> tuple[Path, ...]:
        """Ask for any number of files that are there; none: the person thought better of it."""
        ...

    def file_to_save(self, title: str, patterns: str, proposed: Path) -> Path | None:
        """Ask where to save; a file that is there is only returned after the person agreed to replace it."""
        ...

    def folder_to_use(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder that is there; None: the person thought better of it."""
        ...

    def agreed(self, question: str, explanation: str, yes: str, no: str) -> bool:
        """Ask a question with two answers; True: the person chose `yes`. `no` is what Escape and Enter choose."""
        ...

    def open_file(self, path: Path) -> bool:
        """Open a file with the program the system has for it."""
        ...

    def show_in_folder(self, path: Path) -> bool:
        """Show a file in its folder."""
        ...

    def has_printer(self) -> bool:
        """Tell whether a printer is set up on this computer."""
        ...

    def order_print(self, title: str, pages: int) -> PrintOrder | None:
        """Ask for a printer and which of `pages` to print; None: the person thought better of it."""
        ...
