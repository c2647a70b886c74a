"""Fields for dates and times, written as in the country of the desktop."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QDateTimeEdit, QLabel, QTimeEdit, QWidget

import copdesk.gui
from copdesk import language
from copdesk.gui.pages.meetings.pane import MeetingPane
from copdesk.gui.widgets.date_edit import DateEdit, TimeEdit
from copdesk.gui.widgets.optional_fields import DateField, TimeField
from tests.gui.meetings_pages import planned

DAY = date(2026, 11, 26)
LINE_KEEPS, CURSOR = 2, 1  # Qt draws no text there
WAYS = [
    ("en", "en_US", "Nov 26, 2026", "4:05 PM"),
    ("en", "en_GB", "26 Nov 2026", "16:05"),
    ("hi", "hi_IN", "26 नव॰ 2026", "4:05 pm"),
    ("en", "de_DE", "Nov 26, 2026", "4:05 PM"),
]


@pytest.mark.parametrize(("code", "region", "day", "moment"), WAYS)
def test_dates_and_times_are_written_as_in_this_country(qapp, code, region, day, moment):
    language.choose(code, region)
    assert _text(DateField("Joined", DAY).findChild(QDateEdit)) == day
    assert _text(TimeField("Came at", time(16, 5)).findChild(QTimeEdit)) == moment


@pytest.mark.parametrize("region", ["en_US", "en_GB"])
def test_every_part_of_a_date_can_be_typed(shown, region):
    language.choose("en", region)
    edit = shown(DateEdit(DAY))
    for section, typed in (
        (QDateTimeEdit.Section.DaySection, "3"),
        (QDateTimeEdit.Section.MonthSection, "Feb"),
        (QDateTimeEdit.Section.YearSection, "2027"),
    ):
        edit.setSelectedSection(section)
        QTest.keyClicks(edit.lineEdit(), typed)
        QTest.keyClick(edit.lineEdit(), Qt.Key.Key_Return)
    assert edit.date().toPython() == date(2027, 2, 3)
    assert edit.findChild(QLabel, "weekday").text() == "Wed"


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_weekday_never_covers_the_date(shown, direction):
    edit = DateEdit(DAY)
    edit.setLayoutDirection(direction)
    shown(edit)
    line = edit.lineEdit()
    weekday = edit.findChild(QLabel, "weekday")
    needed = weekday.width() + edit.fontMetrics().horizontalAdvance(line.text())
    margins = line.textMargins()
    assert max(margins.left(), margins.right()) >= weekday.width()
    assert line.width() >= needed


@pytest.mark.usefixtures("noto_on_screen")
def test_every_month_fits(window, shown):
    """In the style of the window; October is the longest in Hindi."""
    language.choose("hi", "hi_IN")
    edit = shown(DateEdit(date(2028, 10, 28)))
    margins = edit.lineEdit().textMargins()
    beside = margins.left() + margins.right() + 2 * LINE_KEEPS + CURSOR
    needed = edit.fontMetrics().horizontalAdvance(_text(edit)) + beside
    assert edit.lineEdit().width() >= needed


def test_a_typed_time_in_twelve_hours(shown):
    language.choose("en", "en_US")
    edit = shown(TimeEdit(time(16, 5)))
    edit.setSelectedSection(QDateTimeEdit.Section.HourSection)
    QTest.keyClicks(edit.lineEdit(), "5")
    edit.setSelectedSection(QDateTimeEdit.Section.AmPmSection)
    QTest.keyClicks(edit.lineEdit(), "am")
    assert edit.time().toPython() == time(5, 5)


def test_the_day_of_a_meeting_follows_the_country_too(qtbot, services, desk):
    language.choose("en", "en_US")
    pane = MeetingPane(services, desk)
    qtbot.addWidget(pane)
    pane.show_meeting(planned(services, held_on=DAY))
    assert _text(pane.held_on) == "Nov 26, 2026"


def test_no_other_field_for_a_date_is_made():
    folder = Path(copdesk.gui.__file__).parent
    makers = {
        path.name
        for path in folder.rglob("*.py")
        if any(f"{kind}(" in path.read_text("utf-8") for kind in (" QDateEdit", " QTimeEdit"))
    }
    assert makers <= {"field_access.py"}


@pytest.fixture
def shown(qtbot):
    """Show a widget on its own and give it the cursor."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        widget.setFocus()
        QApplication.processEvents()
        return widget

    return show


def test_the_wheel_does_not_change_a_date_that_is_not_being_edited(shown):
    edit = shown(DateEdit(DAY))
    edit.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(edit, wheel)
    assert edit.date().toPython() == DAY


def _text(edit: QDateEdit | QTimeEdit) -> str:
    return edit.lineEdit().text()
