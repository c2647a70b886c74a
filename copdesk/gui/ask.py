"""The only place that asks the user a question or for a file; tests hand in another one.

Dialogs are imported when one is shown, which keeps them out of the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk.domain.paper import A4, PAPERS
from copdesk.language import _, with_line_breaks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QMessageBox, QWidget


class Ask:
    """Questions in dialogs of the desktop."""

    def question(self, parent: QWidget | None, title: str, text: str, accept: str) -> bool:
        """Whether the user presses the button called `accept`; Cancel is the safe default."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Question, parent, title, text)
        yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    def critical(self, parent: QWidget | None, title: str, text: str, details: str = "") -> None:
        """Say what went wrong; `details` are folded away."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Critical, parent, title, text)
        if details:
            box.setDetailedText(details)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        """Show a few lines that need no answer."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.NoIcon, parent, title, text)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def choose_files(
        self, parent: QWidget | None, title: str, filters: str = "", folder: Path | None = None
    ) -> list[Path]:
        """Return files to read, none when the user thinks better of it."""
        from PySide6.QtWidgets import QFileDialog

        names, _filter = QFileDialog.getOpenFileNames(parent, title, _start(folder), filters)
        return [Path(name) for name in names]

    def choose_save(
        self, parent: QWidget | None, title: str, name: str, filters: str = ""
    ) -> Path | None:
        """Return a file to write; the dialog has already asked about replacing one."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _filter = QFileDialog.getSaveFileName(parent, title, name, filters)
        return Path(chosen) if chosen else None

    def choose_printer(
        self, parent: QWidget | None, title: str, pages: int, paper: str = A4.key
    ) -> QPrinter | None:
        """Return a printer set as the system's dialog says, None for Cancel.

        The dialog begins with the paper that the pages were laid out for.
        """
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(title, paper)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, max(pages, 1))
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if accepted else None

    def choose_folder(
        self, parent: QWidget | None, title: str, folder: Path | None = None
    ) -> Path | None:
        """Return a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, title, _start(folder))
        return Path(chosen) if chosen else None

    def choose_one(
        self, parent: QWidget | None, title: str, text: str, choices: Sequence[str]
    ) -> int | None:
        """Return the number of the button pressed, None for Cancel."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Question, parent, title, text)
        buttons = [box.addButton(word, QMessageBox.ButtonRole.ActionRole) for word in choices]
        no = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(no)
        box.exec()
        clicked = box.clickedButton()
        return next((n for n, button in enumerate(buttons) if button is clicked), None)

    def _box(
        self, kind: QMessageBox.Icon, parent: QWidget | None, title: str, text: str
    ) -> QMessageBox:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent)
        box.setIcon(kind)
        box.setWindowTitle("CopDesk")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(with_line_breaks(title))
        box.setInformativeText(with_line_breaks(text))
        return box


def _start(folder: Path | None) -> str:
    return "" if folder is None else str(folder)


def printer_for(title: str, paper: str) -> QPrinter:
    """Return the usual printer, set for pages on a paper."""
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    sheet = PAPERS[paper]
    size = QSizeF(sheet.width, sheet.height)
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    return printer
