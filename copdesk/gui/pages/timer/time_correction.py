"""Correct how long a step really took, when somebody forgot to press a key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.domain.run.report import SegmentReport
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.length_field import LengthField
from copdesk.gui.widgets.margins import bare
from copdesk.language import _


class TimeCorrection(QWidget):
    """One line under the table, for the step under its cursor."""

    corrected = Signal(str, int)
    """The id of a segment, and the seconds that it took."""

    def __init__(self) -> None:
        super().__init__()
        self._row: SegmentReport | None = None
        self._title = ElidedLabel("", "muted")
        self._length = LengthField()
        self._length.setObjectName("correctLength")
        self._length.setAccessibleName(_("Really took, in minutes and seconds"))
        self._button = button(_("Correct"), "correctTime")
        row = bare(QHBoxLayout(self))
        row.setSpacing(SPACE)
        row.addWidget(self._title, 1)
        row.addWidget(self._length)
        row.addWidget(self._button)
        self._button.clicked.connect(self._correct)
        self._length.lineEdit().returnPressed.connect(self._correct)
        self._length.valueChanged.connect(self._follow)

    def show_row(self, row: SegmentReport | None) -> None:
        """Offer to correct this step."""
        self._row = row
        self.setEnabled(row is not None)
        if row is None:
            self._title.set_text(_("Choose a step to correct its time."))
            return
        self._title.set_text(_("“{step}” really took").format(step=row.title))
        self._length.setValue(row.actual_ms // 1000)
        self._follow()

    def _follow(self, _seconds: int = 0) -> None:
        same = self._row is not None and self._length.value() == self._row.actual_ms // 1000
        self._button.setEnabled(self._row is not None and not same)

    def _correct(self) -> None:
        self._length.interpretText()
        if self._row is not None and self._button.isEnabled():
            self.corrected.emit(self._row.segment_id, self._length.value())
