"""The step that goes on: its time, its voices, and what to say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from copdesk.domain.run.reading import Level, Reading, clock_text
from copdesk.domain.run.state import Phase, TimerState
from copdesk.gui.leading.big_number import USUAL_TIMES, BigNumber
from copdesk.gui.leading.group_words import groups_text
from copdesk.gui.leading.words import (
    VoiceLine,
    level_text,
    number_text,
    segment_title,
    turns_text,
    voice_lines,
)
from copdesk.gui.look.icons import picture
from copdesk.gui.look.theme import SPACE, colors
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.time_shape import USUAL_LINES, LevelMark, TimeShape
from copdesk.language import _

MOST_VOICES: Final = 3


class StepPane(QWidget):
    """Draws one Reading; knows nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._where = ElidedLabel("", "muted")
        self._title = plain_label("", "title", wrap=True)
        self._title.setObjectName("stepTitle")
        self.shape, self.number, self._mark = TimeShape(), BigNumber(), LevelMark()
        self.number.setObjectName("stepTime")
        self._level = plain_label("", "heading")
        self._level.setObjectName("stepLevel")
        self._voices = [_VoiceRow() for _number in range(MOST_VOICES)]
        self._turns = plain_label("", wrap=True)
        self._turns.setObjectName("turns")
        self._say = plain_label("", wrap=True)
        self._say.setObjectName("facilitatorPrompt")
        self._following = ElidedLabel("", "muted")
        self._pace = plain_label("", "muted", wrap=True)
        self._pace.setObjectName("pace")
        self._lay_out()

    def set_compact(self, compact: bool) -> None:
        """Leave room for the time and the voices where the text is large or the page small."""
        self._where.setVisible(not compact)
        self.shape.set_lines(4 if compact else USUAL_LINES)
        self.number.set_times(2.5 if compact else USUAL_TIMES)

    def show_frame(
        self, reading: Reading, title: str, state: TimerState, pace: str, once: str = ""
    ) -> None:
        """Show another frame of a discussion; `once` says who has had their only turn."""
        where = f"{title} · {number_text(reading)}"
        if where != self._where.text():
            self._where.set_text(where)
        self._title.setText(segment_title(reading.segment))
        self.number.show_text(reading.text, strong=reading.level in (Level.LAST, Level.OVER))
        self.shape.show_reading(reading)
        self._mark.show_reading(reading)
        self._level.setText(level_text(reading))
        lines = voice_lines(reading)
        for number, row in enumerate(self._voices):
            row.show_line(lines[number] if number < len(lines) else None)
        sitting = reading.segment.is_sitting
        self.shape.setHidden(sitting)
        self.number.setHidden(sitting)
        turns = turns_text(state) or once or groups_text(reading.segment)
        self._turns.setText(turns)
        self._turns.setVisible(bool(turns))
        self._say.setText(reading.segment.facilitator)
        self._say.setVisible(bool(reading.segment.facilitator))
        self._pace.setText(pace)
        following = _following_text(reading)
        if following != self._following.text():
            self._following.set_text(following)

    def _lay_out(self) -> None:
        level = QHBoxLayout()
        level.setSpacing(SPACE)
        level.addWidget(self._mark)
        level.addWidget(self._level, 1)
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        grid.setHorizontalSpacing(SPACE * 3)
        grid.addWidget(self.shape, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.number, 0, 1)
        grid.addLayout(level, 1, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        set_margins(column, 0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._where)
        column.addWidget(self._title)
        column.addLayout(grid)
        for row in self._voices:
            column.addWidget(row)
        column.addWidget(self._turns)
        column.addWidget(self._say)
        column.addStretch(1)
        column.addWidget(self._following)
        column.addWidget(self._pace)


class _VoiceRow(QWidget):
    """A shape, what it means, and the names."""

    def __init__(self) -> None:
        super().__init__()
        self._line: VoiceLine | None = None
        self._picture, self._names = QLabel(), plain_label("", wrap=True)
        row = bare(QHBoxLayout(self))
        row.setSpacing(SPACE)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._names, 1)

    def show_line(self, line: VoiceLine | None) -> None:
        """Show who it is; nobody hides the row."""
        self.setVisible(line is not None)
        if line is None or line == self._line:
            return
        self._line = line
        text = _("{label}: {names}").format(label=line.label, names=line.names)
        self._names.setText(text)
        self._names.setProperty("role", "heading" if line.icon == "speak" else "")
        self._names.style().unpolish(self._names)
        self._names.style().polish(self._names)
        side = self.fontMetrics().height() + 2
        ink = QColor(colors().text)
        self._picture.setPixmap(picture(line.icon, side, ink, self.devicePixelRatioF()))


def _following_text(reading: Reading) -> str:
    if reading.phase is Phase.FINISHED:
        return ""
    if reading.following is None:
        return _("This is the last step.")
    return _("Next: {step}, {time}").format(
        step=segment_title(reading.following), time=clock_text(reading.following.seconds)
    )
