"""The one field for a date and the one for a time, written as people write them here.

Their form is that of the lists: the language of the program and the country of the desktop.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QWidget

from copdesk.gui.look.digits import field_locale
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.language import region

MARGIN: Final = SPACE // 2
INSIDE: Final = (
    6  # what a line keeps beside its text, and the cursor; Qt forgets it in a style sheet
)


class DateEdit(QDateEdit):
    """A date such as "26 Nov 2026", with its weekday before it.

    The weekday stands apart: as a part of the text it would have to be typed first.
    """

    def __init__(self, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        here = field_locale()
        self.setLocale(here)
        self._form = _without_weekday(here.dateFormat(QLocale.FormatType.LongFormat))
        self.setDisplayFormat(_for_qt(self._form, self))
        self.setCalendarPopup(True)
        if here != QLocale(region()):
            self.calendarWidget().setFirstDayOfWeek(QLocale(region()).firstDayOfWeek())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._weekday = plain_label("", "muted")
        self._weekday.setObjectName("weekday")
        self._weekday.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self.lineEdit())
        set_margins(row, MARGIN, 0, 0, 0)
        row.addWidget(self._weekday)
        row.addStretch(1)
        self._make_room()
        self.dateChanged.connect(self._say_weekday)
        if day is not None:
            self.setDate(QDate(day.year, day.month, day.day))
        self._say_weekday()

    def sizeHint(self) -> QSize:
        """Leave room for the weekday and the cursor."""
        return super().sizeHint() + QSize(self._room + INSIDE, 0)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the weekday and the cursor."""
        return super().minimumSizeHint() + QSize(self._room + INSIDE, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the weekdays again in another font or direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_form"):
            self.setDisplayFormat(_for_qt(self._form, self))
        if hasattr(self, "_weekday"):
            self._make_room()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the value only where somebody is editing it; else the page scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _make_room(self) -> None:
        names = (self.locale().dayName(number, _SHORT) for number in range(1, 8))
        self._room = max(map(self.fontMetrics().horizontalAdvance, names)) + MARGIN
        before, after = MARGIN + self._room, 0
        if self.isRightToLeft():
            before, after = after, before
        self.lineEdit().setTextMargins(before, 0, after, 0)
        self.updateGeometry()

    def _say_weekday(self, *_day: object) -> None:
        self._weekday.setText(self.locale().dayName(self.date().dayOfWeek(), _SHORT))


class TimeEdit(QTimeEdit):
    """A time of day in 12 or 24 hours, such as "4:15 PM" in the United States."""

    def __init__(self, moment: time, parent: QWidget | None = None) -> None:
        super().__init__(QTime(moment.hour, moment.minute), parent)
        here = field_locale()
        self.setLocale(here)
        # No keyboard has the narrow space.
        self._form = here.timeFormat(_SHORT).replace("\u202f", " ")
        self.setDisplayFormat(_for_qt(self._form, self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(MARGIN, 0, MARGIN, 0)  # as in other fields

    def changeEvent(self, event: QEvent) -> None:
        """Keep the order of hours and minutes in another direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_form"):
            self.setDisplayFormat(_for_qt(self._form, self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the value only where somebody is editing it; else the page scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


_SHORT: Final = QLocale.FormatType.ShortFormat


def _without_weekday(long_form: str) -> str:
    """Return a country's long way of writing a date, with the short name of the month."""
    rest = re.sub(r"[\s,،]*dddd", "", long_form).replace("MMMM", "MMM")
    return re.sub(r"^[^dMy']+", "", rest)


def _for_qt(form: str, field: QWidget) -> str:
    """Return a form that Qt shows as it is: from right to left it turns the parts round."""
    if not field.isRightToLeft():
        return form
    return "".join(reversed(re.findall(r"([dMyHhms]+|[Aa][Pp]?|'[^']*'|.)", form)))
