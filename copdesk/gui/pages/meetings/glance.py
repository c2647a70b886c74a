"""What a meeting is to be about, to be read while the community is still being opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from copdesk.domain.meetings import Meeting
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.words import meeting_title, when_and_where
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.language import _, ngettext, time_text


class MeetingGlance(QScrollArea):
    """The head and the agenda of one meeting; nothing in it can be changed yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Meeting"))

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show another meeting, or none."""
        inside = QWidget()
        if meeting is not None:
            _fill(inside, meeting)
        self.setWidget(inside)  # Qt deletes the one before


def _fill(inside: QWidget, meeting: Meeting) -> None:
    grid = QGridLayout(inside)
    set_margins(grid, 2 * SPACE, SPACE, SPACE, SPACE)
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(SPACE)
    grid.setColumnStretch(1, 1)
    head = (
        plain_label(meeting_title(meeting), "title", wrap=True),
        plain_label(when_and_where(meeting), "muted", wrap=True),
        plain_label(meeting.purpose, wrap=True),
        plain_label(_("Agenda") if meeting.agenda else "", "heading"),
    )
    for label in head:
        if label.text():
            grid.addWidget(label, grid.rowCount(), 0, 1, 3)
    for begins, item in meeting.timetable():
        row = grid.rowCount()
        length = ngettext("{number} minute", "{number} minutes", item.minutes)
        grid.addWidget(plain_label(time_text(begins) if begins else "", "muted"), row, 0, _TOP)
        grid.addWidget(plain_label(item.title, wrap=True), row, 1)
        grid.addWidget(plain_label(length.format(number=item.minutes), "muted"), row, 2, _TOP)
    grid.setRowStretch(grid.rowCount(), 1)


_TOP: Final = Qt.AlignmentFlag.AlignTop
