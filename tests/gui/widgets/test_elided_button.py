"""A long name in a button takes no room from the rest of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from copdesk.domain.members import Member
from copdesk.gui.look.icons import set_icon
from copdesk.gui.pages.meetings.pane import MeetingPane
from copdesk.gui.pages.meetings.people import PeoplePane, RolesPane
from copdesk.gui.widgets.elided_button import ElidedButton
from tests.gui.meetings_pages import planned, shown_page

EDGE = 4
LONG = "Maria do Rosário Albuquerque de Vasconcelos e Sá-Nogueira Montenegro"


def test_words_that_have_no_room_end_before_the_edge(qtbot):
    button, bare = ElidedButton(LONG), ElidedButton()
    for one in (button, bare):
        set_icon(one, "check")
        qtbot.addWidget(one)
        one.setFlat(True)
    size = button.sizeHint()
    assert button.minimumSizeHint().width() < size.width() // 2
    edges = []
    for one in (button, bare):
        one.resize(size.width() // 2, size.height())
        drawn = one.grab().toImage()
        edges.append(drawn.copy(drawn.width() - EDGE, 0, EDGE, drawn.height()))
    assert edges[0] == edges[1]
    assert button.text() == LONG


def test_a_long_name_does_not_push_the_roles_out_of_sight(services, desk, qtbot):
    services.members.save(Member(name=LONG))
    planned(services, "One")
    page = shown_page(services, desk, qtbot)
    page.resize(1000, 540)
    page.findChild(MeetingPane).show_tab("people")
    QApplication.processEvents()
    roles = page.findChild(RolesPane)
    area = page.findChild(PeoplePane).findChildren(QScrollArea, options=Qt.FindChildOption(1))
    scroll = next(one for one in area if one.widget() is roles)
    assert roles.width() <= scroll.viewport().width()
