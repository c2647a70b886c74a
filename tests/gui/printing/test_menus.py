"""Every handout is offered where that which it is about is shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QPushButton

from copdesk.gui.pages import PAGES
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.window.menus import Menus
from copdesk.services.changes import Area
from copdesk.services.handouts.kinds import HANDOUTS, About, kinds_about
from tests.gui.meetings_pages import planned

PLACES = {
    About.MEETING: "meetings",
    About.MEMBER_AT_MEETING: "meetings",
    About.PROTOCOL: "timer",
    About.RUN: "timer",
    About.MEMBER: "members",
    About.MEMBERS: "members",
    About.RESOURCES: "library",
    About.COMMUNITY: "community",
}


@pytest.fixture
def page(services, desk, qtbot):
    planned(services, "One")

    def open_(key):
        entry = next(one for one in PAGES if one.key == key)
        made = entry.build(services, desk)
        qtbot.addWidget(made)
        made.reload(Area.ALL)
        return made

    return open_


def offered(widget):
    names = [action.objectName() for action in widget.findChildren(QAction)]
    return [name.removeprefix("print-") for name in names if name.startswith("print-")]


@pytest.mark.parametrize("thing", PLACES)
def test_a_page_offers_what_is_about_the_things_it_shows(page, thing):
    wanted = {kind.key for kind in kinds_about(thing)}
    assert wanted
    assert wanted <= set(offered(page(PLACES[thing])))


def test_the_help_menu_offers_what_is_about_the_program(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window, PAGES)
    assert [action.data() for action in menus.prints] == [
        kind.key for kind in HANDOUTS if kind.about is About.PROGRAM
    ]
    assert set(PLACES) | {About.PROGRAM} == set(About)


@pytest.mark.parametrize("key", ["meetings", "members", "library", "community"])
def test_each_entry_shows_its_preview(page, desk, qtbot, key):
    shown = page(key)
    for name in offered(shown):
        if name != "catch-up":  # for somebody in the list, who is chosen there
            shown.findChild(QAction, f"print-{name}").trigger()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    previews = shown.findChildren(PrintPreview)
    assert len(previews) == len(offered(shown)) - (key == "meetings")
    for preview in previews:
        preview.close()


def test_a_menu_with_one_entry_prints_at_once(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    menu = PrintMenu(button, About.RUN)
    menu.put_on(button)
    assert button.menu() is None
    for press in (button.click, menu.ask):
        with qtbot.waitSignal(menu.asked) as asked:
            press()
        assert asked.args == ["run-report"]


def test_a_menu_with_several_lets_the_user_choose(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    menu = PrintMenu(button, About.COMMUNITY)
    menu.put_on(button)
    assert button.menu() is menu
    menu.ask()
    assert menu.isVisible()
    menu.close()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [kind.title for kind in kinds_about(About.COMMUNITY)]
    assert {"Norms", "Sheet for the wall"} <= set(texts)
