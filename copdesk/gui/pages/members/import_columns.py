"""How the columns of a table are read, with samples, to be corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.margins import bare
from copdesk.language import N_, _, ngettext

FIELD_TITLES: Final = {
    "": N_("Not imported"),
    "name": N_("Name"),
    "first_name": N_("First name"),
    "middle_name": N_("Middle name"),
    "last_name": N_("Last name"),
    "preferred_name": N_("Called"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "school": N_("School"),
    "teaches": N_("Teaches"),
    "role": N_("Role"),
    "address": N_("Address"),
    "joined_on": N_("Joined"),
    "left_on": N_("Left"),
    "in_directory": N_("May be printed"),
    "notes": N_("Notes"),
    "groups": N_("Groups"),
    "id": N_("CopDesk’s mark"),
}


class ImportColumns(QWidget):
    """One line for each column; those that are not imported are folded away."""

    corrected = Signal(object)
    """The field of every column, as a tuple of names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[str] = []
        self._folded: list[QWidget] = []
        self._more = button("", "moreColumns", "", self._unfold, flat=True)
        self._lines = QWidget()
        self._is_unfolded = False
        rows = bare(QVBoxLayout(self))
        rows.addWidget(self._lines)
        rows.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = rows

    def show_columns(
        self, columns: Sequence[tuple[str, str]], samples: Sequence[Sequence[str]]
    ) -> None:
        """Show headings with their fields, and what the first rows have under them."""
        self._fields = [field for _heading, field in columns]
        self._folded = []
        lines = QWidget()
        grid = bare(QGridLayout(lines))
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 4)
        some_named = any(self._fields)
        for at, (heading, field) in enumerate(columns):
            cells = [row[at] for row in samples if at < len(row) and row[at].strip()]
            widgets = self._line(at, heading, field, cells)
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, at, column)
            if not field and some_named:
                self._folded += widgets
        self._rows.replaceWidget(self._lines, lines)
        self._lines.deleteLater()
        self._lines = lines
        self._fold()

    def _line(self, at: int, heading: str, field: str, cells: Sequence[str]) -> list[QWidget]:
        title = heading or _("Column {number}").format(number=at + 1)
        choice = ChoiceBox()
        choice.setObjectName(f"column {title}")
        choice.setAccessibleName(_("What “{heading}” is").format(heading=title))
        for name, words in FIELD_TITLES.items():
            choice.addItem(_(words), name)
        choice.setCurrentIndex(max(choice.findData(field), 0))
        choice.activated.connect(lambda: self._correct(at, choice))
        return [ElidedLabel(title), choice, ElidedLabel(" · ".join(cells), "muted")]

    def _correct(self, at: int, choice: ChoiceBox) -> None:
        field = str(choice.currentData() or "")
        if field != self._fields[at]:
            self._fields[at] = field
            self.corrected.emit(tuple(self._fields))

    def _unfold(self) -> None:
        self._is_unfolded = True
        self._fold()

    def _fold(self) -> None:
        for widget in self._folded:
            widget.setVisible(self._is_unfolded)
        number = len(self._folded) // 3
        text = ngettext(
            "Show {number} column that is not imported",
            "Show {number} columns that are not imported",
            number,
        )
        self._more.setText(text.format(number=number))
        self._more.setVisible(bool(number) and not self._is_unfolded)
