"""The person at the print dialog; see widgets/asking.py. QtPrintSupport is loaded when somebody prints."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from widgets.asking import PrintOrder

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def has_printer() -> bool:
    """Tell whether a printer is set up on this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def order_print(title: str, pages: int, over: QWidget | None) -> PrintOrder | None:
    """Ask with the system's dialog for a printer, pages and copies; None: the person thought better of it."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)  # the documents have margins of their own
    printer.setDocName(title)
    dialog = QPrintDialog(printer, over)
    dialog.setWindowTitle(title)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, max(1, pages))
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    chosen = ordered(printer, pages) if accepted else ()
    return PrintOrder(printer, chosen, printer.abort) if chosen else None


def ordered(printer: "QPrinter", pages: int) -> tuple[int, ...]:
    """Return the pages as a printer is to be given them: those in its ranges, from the last one on where it wants so,
    and as often as there are to be copies, unless it copies by itself."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = printer.pageRanges()
    wanted = [page for page in range(pages) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return tuple(wanted * copies)
    return tuple(page for page in wanted for _ in range(copies))
