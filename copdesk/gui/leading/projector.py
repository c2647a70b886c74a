"""The window for the room: only what everybody needs, readable from the last row."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from copdesk.domain.run.reading import Level, Reading
from copdesk.domain.run.state import Phase
from copdesk.domain.run.talk_tally import Spoken
from copdesk.gui.leading.group_table import paint_groups
from copdesk.gui.leading.group_words import group_lines
from copdesk.gui.leading.spoken_bars import paint_spoken
from copdesk.gui.leading.words import VoiceLine, level_text, segment_title, voice_lines
from copdesk.gui.look.icons import app_icon, picture
from copdesk.gui.widgets.fitted_text import (
    cut_to,
    draw_fitted,
    draw_text,
    fits,
    font_of,
    text_height,
)
from copdesk.gui.widgets.time_shape import paint_level, paint_time
from copdesk.keys import keys_of
from copdesk.language import _

PAPER, INK = QColor("#ffffff"), QColor("#000000")
LAST_MINUTE_S: Final = 60
SMALLEST_VOICES: Final = 0.4
VOICE_GAP: Final = 0.05
SHORT_PROMPT: Final = 40
SPOKEN_SHARE: Final = 0.22
VOICES_BESIDE_GROUPS: Final = 0.3


class Mode(StrEnum):
    """How much the room sees."""

    CALM = "calm"
    DIGITS = "digits"
    BLACK = "black"


MODE_KEYS: Final = {
    key: mode
    for name, mode in (
        ("room-calm", Mode.CALM),
        ("room-digits", Mode.DIGITS),
        ("room-black", Mode.BLACK),
    )
    for key in keys_of(name)
}


class ProjectorWindow(QWidget):
    """Black on white, text as large as it fits; draws the frame that the controls draw."""

    closed = Signal()
    mode_changed = Signal()
    key_pressed = Signal(int)
    """A key that means nothing here, for the control side."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("projector")
        self.setWindowTitle(_("For the room — CopDesk"))
        self.setWindowIcon(app_icon())
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # keys stay with the leader
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.mode = Mode.CALM
        self.message, self.mark = "", ""
        self._reading: Reading | None = None
        self._spoken: tuple[Spoken, ...] = ()

    @property
    def reading(self) -> Reading | None:
        """The frame that the room sees."""
        return self._reading

    def show_reading(self, reading: Reading) -> None:
        """Draw another frame."""
        self._reading = reading
        self.setAccessibleDescription(self.words())
        self.update()

    def show_spoken(self, spoken: tuple[Spoken, ...]) -> None:
        """Show who has spoken how much at the foot; nobody means that the room sees nothing."""
        if spoken != self._spoken:
            self._spoken = spoken
            self.update()

    def show_mode(self, mode: Mode) -> None:
        """Show the calm picture, the digits, or nothing at all."""
        self.mode = mode
        self.setCursor(Qt.CursorShape.BlankCursor if self.isFullScreen() else self.cursor())
        self.update()
        self.mode_changed.emit()

    def show_message(self, text: str) -> None:
        """Show one line to the room; an empty text takes it away."""
        self.message = " ".join(text.split())
        self.update()

    def show_mark(self, text: str) -> None:
        """Show all the time that this is not a real discussion; an empty text takes it away."""
        self.mark = text
        self.update()

    def words(self) -> str:
        """Return everything that the room can read now."""
        if self._reading is None or self.mode is Mode.BLACK:
            return self.message
        reading = self._reading
        over = reading.phase is Phase.FINISHED
        title, prompt = segment_title(reading.segment), reading.segment.room
        lines = [self.mark, "" if over else title, self.number(), level_text(reading)]
        lines += [one.person.name for one in self._spoken]
        lines += [f"{line.label}: {line.names}" for line in voice_lines(reading)]
        lines += [] if over else [line.text for line in group_lines(reading.segment)]
        lines += ["" if over else prompt, self.message]
        return "\n".join(line for line in lines if line)

    def number(self) -> str:
        """Return the digits that the room sees; in the calm picture only in the last minute."""
        reading = self._reading
        if reading is None or self.mode is Mode.BLACK or reading.phase is Phase.FINISHED:
            return ""
        if reading.segment.is_sitting:
            return ""
        if self.mode is Mode.DIGITS:
            return reading.text
        near = 0 < reading.seconds <= LAST_MINUTE_S and not reading.is_over
        return reading.text if near and not reading.counts_up else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = QKeySequence(event.key()).toString()
        if key in keys_of("room-close"):
            self.close()
        elif key in MODE_KEYS:
            self.show_mode(MODE_KEYS[key])
        else:
            self.key_pressed.emit(event.key())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        if self.mode is Mode.BLACK:
            painter.fillRect(self.rect(), INK)
            return
        painter.fillRect(self.rect(), PAPER)
        if self._reading is None:
            return
        bar_height = self._paint_mark(painter)
        side = min(self.width(), self.height() * 16 / 9)
        margin = side / 28
        area = QRectF(self.rect()).adjusted(margin, margin * 0.8, -margin, -margin * 0.8)
        area.setTop(area.top() + bar_height)
        if self.message:
            bar = QRectF(0, self.height() * 0.87, self.width(), self.height() * 0.13)
            painter.fillRect(bar, INK)
            inside = bar.adjusted(margin, bar.height() * 0.12, -margin, -bar.height() * 0.12)
            draw_fitted(painter, inside, self.message, PAPER, bold=True, one_line=True, center=True)
            area.setBottom(bar.top() - margin * 0.4)
        if self._spoken:
            foot = QRectF(area)
            foot.setTop(area.bottom() - area.height() * SPOKEN_SHARE)
            paint_spoken(painter, foot, self._spoken, INK)
            area.setBottom(foot.top() - margin * 0.4)
        self._paint_frame(painter, area, self._reading)

    def _paint_mark(self, painter: QPainter) -> float:
        """Paint a bar with the mark along the top, and return its height."""
        if not self.mark:
            return 0.0
        bar = QRectF(0, 0, self.width(), self.height() * 0.08)
        painter.fillRect(bar, INK)
        inside = bar.adjusted(0, bar.height() * 0.12, 0, -bar.height() * 0.12)
        draw_fitted(painter, inside, self.mark, PAPER, bold=True, one_line=True, center=True)
        return bar.height()

    def _paint_frame(self, painter: QPainter, area: QRectF, reading: Reading) -> None:
        height = area.height()
        if reading.phase is Phase.FINISHED:
            middle = QRectF(area).adjusted(0, height * 0.3, 0, -height * 0.3)
            draw_fitted(painter, middle, level_text(reading), INK, bold=True, center=True)
            return
        title = QRectF(area.left(), area.top(), area.width(), height * 0.17)
        draw_fitted(painter, title, segment_title(reading.segment), INK, bold=True, one_line=True)
        high = height * (0.25 if len(reading.segment.room) > SHORT_PROMPT else 0.16)
        prompt = QRectF(area.left(), area.bottom() - high, area.width(), high)
        middle = QRectF(area.left(), title.bottom() + height * 0.02, area.width(), 0)
        middle.setBottom(prompt.top() - height * 0.03 if reading.segment.room else area.bottom())
        if reading.segment.room:
            draw_fitted(painter, prompt, reading.segment.room, INK, largest=height * 0.09)
        if reading.segment.is_sitting:
            draw_fitted(painter, middle, level_text(reading), INK, largest=height * 0.12)
            return
        clock = QRectF(middle.left(), middle.top(), area.width() * 0.36, middle.height())
        voices = QRectF(clock)
        voices.setLeft(clock.right() + area.width() * 0.03)
        voices.setRight(area.right())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            shift = area.left() + area.right()
            clock.moveLeft(shift - clock.right())
            voices.moveLeft(shift - voices.right())
        self._paint_clock(painter, clock, reading)
        lines, groups = voice_lines(reading), group_lines(reading.segment)
        if groups:
            table = QRectF(voices)
            if lines:
                voices.setHeight(voices.height() * VOICES_BESIDE_GROUPS)
                table.setTop(voices.bottom() + height * 0.03)
            paint_groups(painter, table, groups, INK, self.height())
        _paint_voices(painter, voices, lines)

    def _paint_clock(self, painter: QPainter, place: QRectF, reading: Reading) -> None:
        number = self.number()
        word = QRectF(place)
        word.setTop(place.bottom() - place.height() * 0.17)
        disc = QRectF(place)
        disc.setBottom(word.top() - place.height() * 0.03)
        if number:
            digits = QRectF(disc)
            digits.setTop(disc.bottom() - disc.height() * 0.36)
            disc.setBottom(digits.top() - place.height() * 0.02)
            draw_fitted(painter, digits, number, INK, bold=True, one_line=True, center=True)
        paint_time(painter, disc, reading, INK)
        side = word.height() * 0.66
        text = level_text(reading)
        font = font_of(side, bold=reading.level in (Level.LAST, Level.OVER))
        width = min(QFontMetricsF(font).horizontalAdvance(text), word.width() - side * 1.5)
        left = word.center().x() - (width + side * 1.5) / 2
        mark = QRectF(left, word.center().y() - side / 2, side, side)
        line = QRectF(left + side * 1.5, word.top(), width, word.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            shift = place.left() + place.right()
            mark.moveLeft(shift - mark.right())
            line.moveLeft(shift - line.right())
        paint_level(painter, mark, reading, INK)
        draw_fitted(painter, line, text, INK, bold=font.bold(), one_line=True, largest=side)


def _paint_voices(painter: QPainter, place: QRectF, lines: tuple[VoiceLine, ...]) -> None:
    """Draw who speaks largest, then who is silent and who answers, as large as all of it fits."""
    side = place.height() * 0.2
    text = QRectF(place)
    text.setWidth(max(place.width() - side * 1.3, 1))
    scale = 1.0
    while scale > SMALLEST_VOICES and _voices_height(text, lines, scale) > place.height():
        scale *= 0.94
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    text.moveLeft(place.left() if mirrored else place.left() + side * 1.3)
    ratio = painter.device().devicePixelRatioF()
    top = place.top()
    for number, line in enumerate(lines):
        label, names = _voice_fonts(text.height(), number, scale)
        box = QRectF(place.right() - side if mirrored else place.left(), top, side, side)
        drawn = picture(line.icon, max(round(side), 1), INK, ratio)
        painter.drawPixmap(box.topLeft(), drawn)
        height = QFontMetricsF(label).height()
        words = QRectF(text.left(), top, text.width(), height)
        draw_text(painter, words, line.label, label, INK)
        left = max(place.bottom() - words.bottom(), QFontMetricsF(names).height())
        words = QRectF(text.left(), words.bottom(), text.width(), left)
        shown = line.names if fits(names, words, line.names, False) else ""
        draw_text(painter, words, shown or cut_to(names, words, line.names), names, INK)
        taken = height + text_height(names, text.width(), line.names)
        top += max(taken, side) + place.height() * VOICE_GAP


def _voice_fonts(height: float, number: int, scale: float) -> tuple[QFont, QFont]:
    """Return the fonts of the label and of the names; the first line is the largest."""
    label = font_of(height * 0.11 * max(scale, 0.65))
    if number == 0:
        return label, font_of(height * 0.21 * scale, bold=True)
    return label, font_of(height * min(0.14 * max(scale, 0.75), 0.21 * scale))


def _voices_height(text: QRectF, lines: tuple[VoiceLine, ...], scale: float) -> float:
    total = 0.0
    for number, line in enumerate(lines):
        label, names = _voice_fonts(text.height(), number, scale)
        taken = QFontMetricsF(label).height() + text_height(names, text.width(), line.names)
        total += max(taken, text.height() * 0.2) + text.height() * VOICE_GAP
    return total - text.height() * VOICE_GAP
