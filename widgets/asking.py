"""What the window asks of a person or of the system: file names, yes or no, opening things. Faked in tests only."""

from pathlib import Path
from typing import Protocol


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

    def agreed(self, question: str, explanation: str, yes: str, no: str) -> bool:
        """Ask a question with two answers; True: the person chose `yes`. `no` is what Escape and Enter choose."""
        ...

    def open_file(self, path: Path) -> bool:
        """Open a file with the program the system has for it."""
        ...

    def show_in_folder(self, path: Path) -> bool:
        """Show a file in its folder."""
        ...
