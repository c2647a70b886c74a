"""Every page in Arabic, from right to left, on the smallest screen."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QSplitter,
    QTabWidget,
    QWidget,
)

from copdesk import language
from copdesk.domain.plan.run_plan import compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.fields.protocol import WarnField
from copdesk.gui.fields.tag_editor import TagEditor
from copdesk.gui.look.digits import field_locale
from copdesk.gui.widgets.date_edit import DateEdit, TimeEdit
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.gui.widgets.time_shape import paint_time
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped_protocol
from copdesk.services.sample import make_sample


@pytest.fixture
def arabic(qapp):
    """Speak Arabic, and turn the window round."""
    language.choose("ar", "ar_EG")
    before = QLocale()
    QLocale.setDefault(field_locale())
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


@pytest.fixture
def sample(tmp_path, clock):
    database = make_sample(tmp_path / "sample", clock)
    yield Services.over(database)
    database.close()


def cut_off(window: QWidget) -> list[str]:
    """Return what has too little room for its words, or sticks out of what it stands in."""
    seen = [one for one in window.findChildren(QWidget) if one.isVisible()]
    return [f"{type(one).__name__}: {words(one)}" for one in seen if is_cut(one)]


def words(one: QWidget) -> str:
    return str(one.property("text") or one.property("currentText") or one.objectName())


def is_cut(one: QWidget) -> bool:
    if isinstance(one, ElidedLabel):
        return False
    if isinstance(one, QLabel | QAbstractButton | QComboBox) and words(one):
        wraps = isinstance(one, QLabel) and one.wordWrap()
        if not wraps and one.width() + 1 < one.minimumSizeHint().width():
            return True
    if isinstance(one, QLabel | QAbstractButton | QComboBox | QLineEdit | QDateTimeEdit):
        place = one.parentWidget().rect()
        return one.geometry().left() < place.left() or one.geometry().right() > place.right()
    return False


@pytest.fixture
def pages(qtbot, arabic, window, sample):
    """The pages of the sample community, in the smallest window that CopDesk promises."""
    window.resize(1024, 600)
    window.show()
    search = sample.search
    window.attach(sample, sample.community.name(), search=search.search, interrupt=search.interrupt)
    yield window.pages
    assert window.width() == 1024
    window.detach()


@pytest.mark.parametrize("key", ["meetings", "members", "library", "timer", "community"])
def test_a_page_fits(qtbot, qtlog, pages, key):
    def everything_fits() -> None:
        assert cut_off(page) == []

    pages.show_page(key)
    page = pages.current_page()
    assert page.isRightToLeft()
    qtbot.waitUntil(everything_fits)
    for tabs in page.findChildren(QTabWidget):
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            qtbot.waitUntil(everything_fits)
    assert [record.message for record in qtlog.records if not record.ignored] == []


@pytest.mark.parametrize("key", ["meetings", "members", "library", "timer"])
def test_no_pane_hides_the_edge_of_another(pages, key):
    pages.show_page(key)
    seen = [one for one in pages.current_page().findChildren(QSplitter) if one.isVisible()]
    assert seen != []
    for sides in seen:
        for number in range(sides.count()):
            assert sides.widget(number).geometry().right() < sides.width()


def test_fields_have_the_digits_and_the_order_of_our_sentences(qtbot, arabic):
    day, moment = DateEdit(date(2026, 11, 26)), TimeEdit(time(16, 15))
    for field in (day, moment):
        qtbot.addWidget(field)
    assert day.text() == "26 نوفمبر 2026"
    assert moment.text() == "4:15 م"
    assert day.calendarWidget().firstDayOfWeek() == Qt.DayOfWeek.Saturday


@pytest.mark.parametrize(("region", "digits"), [("en_GB", "0"), ("ar_EG", "0"), ("ar_SY", "0")])
def test_a_country_with_our_digits_stands_in(region, digits):
    language.choose(region.partition("_")[0], region)
    assert field_locale().zeroDigit() == digits
    assert field_locale().language() == QLocale(region).language()


@pytest.mark.parametrize("turned", [False, True])
def test_text_begins_where_its_script_does(qtbot, qapp, turned):
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    editor = TextEditor("Notes")
    qtbot.addWidget(editor)
    editor.setLayoutDirection(right if turned else left)

    def stands_right() -> bool:
        return bool(editor.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight)

    assert stands_right() is turned
    editor.setPlainText("ماذا قيل؟")
    assert stands_right()
    editor.setPlainText("What was said?")
    assert not stands_right()


def test_an_arabic_comma_parts_tags_and_times(qtbot, type_text):
    tags, warn = TagEditor("Tags", "Add a tag"), WarnField()
    for field in (tags, warn):
        qtbot.addWidget(field)
        field.show()
    type_text(tags.findChild(QLineEdit), "كسور، قراءة؛")
    assert tags.field_value() == ("كسور", "قراءة")
    type_text(warn, "2:00، 0:30")
    assert warn.field_value() == (120, 30)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_disc_loses_its_time_clockwise_everywhere(qapp, clock, direction):
    """A clock goes round the same way in every script."""
    people = [Person(id=name, name=name) for name in ("Ada", "Ben", "Cleo", "Dan")]
    timer = DiscussionTimer(compile_plan(shipped_protocol("tuning"), people), clock)
    timer.start()
    clock.advance(timer.reading().planned_s / 8)
    timer.tick()
    shown = QImage(200, 200, QImage.Format.Format_RGB32)
    shown.fill(Qt.GlobalColor.white)
    painter = QPainter(shown)
    painter.setLayoutDirection(direction)
    paint_time(painter, QRectF(0, 0, 200, 200), timer.reading(), QColor("black"))
    painter.end()
    assert shown.pixelColor(115, 50).lightness() > 200
    assert shown.pixelColor(85, 50).lightness() < 50
