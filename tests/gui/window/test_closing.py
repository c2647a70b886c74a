"""A community or the window goes while results are under way: they are dropped in peace."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit
from shiboken6 import Shiboken

from copdesk.domain.library import AttachedFile, Resource
from copdesk.gui.desk.arrivals import arrivals
from copdesk.gui.desk.jobs import Jobs
from copdesk.gui.leading.power import PowerWatch
from copdesk.gui.look.theme import Appearance
from copdesk.gui.pages.library.page import LibraryPage
from copdesk.gui.pages.library.preview import PreviewPane
from copdesk.gui.pages.members.import_pane import PeopleImportPane
from copdesk.gui.printing.preview import PrintPreview, show_preview
from copdesk.gui.window.main_window import MainWindow
from copdesk.gui.window.opening import Opening
from copdesk.services.handouts.service import HandoutService
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.library import LibraryService
from copdesk.services.previews import PreviewService
from copdesk.services.search import SearchService
from copdesk.services.transfer import TransferService

HANG_S = 60


class Held:
    """Holds up a method of a service in its thread until it is let go."""

    def __init__(self, monkeypatch, service: type, name: str) -> None:
        self.began, self.go, self.ended = threading.Event(), threading.Event(), threading.Event()
        real = getattr(service, name)

        def method(*arguments, **named):
            self.began.set()
            assert self.go.wait(HANG_S)
            try:
                return real(*arguments, **named)
            finally:
                self.ended.set()

        monkeypatch.setattr(service, name, method)

    def let_go_when_waited_for(self, monkeypatch) -> None:
        """Let it go on as soon as somebody waits for it, and not before."""
        real = Jobs.wait_for_all

        def wait_for_all(jobs: Jobs) -> None:
            if jobs.running:
                self.go.set()
            real(jobs)

        monkeypatch.setattr(Jobs, "wait_for_all", wait_for_all)


@pytest.fixture
def held(monkeypatch):
    return partial(Held, monkeypatch)


@pytest.fixture
def open_window(window, services, qtbot):
    services.library.save(Resource(title="Fractions"))
    services.members.add(["Ada"])
    search = services.search
    window.attach(
        services, "Valley", search=lambda words: search.search(words), interrupt=search.interrupt
    )
    window.show()
    return window


def begin_search(window, services, tmp_path):
    window.menus.search.trigger()
    line = window.search.findChild(QLineEdit, "searchEverywhere")
    line.setText("fractions")
    line.searched.emit("fractions")


def begin_preview(window, services, tmp_path):
    show_preview(window, services, window.desk, Wanted(kind="quick-guide"))


def begin_library(window, services, tmp_path):
    window.pages.show_page("library")


def begin_import(window, services, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name\nBo\n")
    window.pages.show_page("members")
    page = window.pages.current_page()
    page.drop_files([path])


UNDER_WAY = [
    (SearchService, "search", begin_search),
    (HandoutService, "make", begin_preview),
    (LibraryService, "find", begin_library),
    (TransferService, "import_people", begin_import),
]
IDS = ["search", "preview", "library", "import"]


def dispose_of(qtbot, window):
    """Let everything arrive that is under way, and everything go that should."""
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.mark.parametrize(("service", "name", "begin"), UNDER_WAY, ids=IDS)
def test_a_community_is_closed_meanwhile(
    open_window, services, qtbot, held, monkeypatch, tmp_path, service, name, begin
):
    work = held(service, name)
    begin(open_window, services, tmp_path)
    qtbot.waitUntil(work.began.is_set)
    work.let_go_when_waited_for(monkeypatch)
    assert open_window.detach()
    assert work.ended.is_set(), "no worker reads a community that is closed"
    assert open_window.desk.jobs.running == ()
    dispose_of(qtbot, open_window)
    assert open_window.findChildren(PrintPreview) == []
    assert open_window.findChildren(PeopleImportPane) == []
    assert open_window.findChildren(LibraryPage) == []


@pytest.mark.parametrize(("service", "name", "begin"), UNDER_WAY, ids=IDS)
def test_the_window_is_closed_meanwhile(
    open_window, services, qtbot, held, monkeypatch, tmp_path, service, name, begin
):
    work = held(service, name)
    begin(open_window, services, tmp_path)
    qtbot.waitUntil(work.began.is_set)
    work.let_go_when_waited_for(monkeypatch)
    assert open_window.close()
    assert work.ended.is_set()
    dispose_of(qtbot, open_window)


def late(qtbot):
    """Wait until everything that was sent before has arrived."""
    arrived = []
    arrivals().put(lambda: arrived.append(True))
    qtbot.waitUntil(lambda: bool(arrived))


def test_a_picture_comes_after_its_pane_is_gone(services, desk, qtbot, held):
    drawing = held(PreviewService, "preview")
    pane = PreviewPane(services.previews, desk.jobs)
    pane.show_file(AttachedFile(name="a.txt", media_type="text/plain", sha256="0" * 64))
    qtbot.waitUntil(drawing.began.is_set)
    Shiboken.delete(pane)
    drawing.go.set()
    qtbot.waitUntil(lambda: not desk.jobs.running)


def test_a_handout_comes_after_its_window_is_gone(services, desk, qtbot, held):
    making = held(HandoutService, "make")
    preview = PrintPreview(services, desk, Wanted(kind="quick-guide"))
    qtbot.waitUntil(making.began.is_set)
    Shiboken.delete(preview)
    making.go.set()
    qtbot.waitUntil(lambda: not desk.jobs.running)


def test_a_community_that_is_open_after_its_window_is_gone_is_let_go_of(
    qapp, qtbot, asked, settings, clock, community_folder, held
):
    window = MainWindow(settings, asked, Appearance(qapp, settings))
    window.furnish()
    opening = Opening(window, settings, clock, community_folder.parent)
    opened, go = threading.Event(), threading.Event()
    closed = []

    class Late:
        def close(self):
            closed.append(threading.current_thread())

    def work():
        opened.set()
        assert go.wait(HANG_S)
        return Late()

    opening._bring(work, None)
    qtbot.waitUntil(opened.is_set)
    window.close()
    Shiboken.delete(window)
    go.set()
    qtbot.waitUntil(lambda: bool(closed))
    assert closed == [threading.main_thread()]


def test_a_battery_is_read_after_whoever_asked_is_gone(qapp, qtbot):
    began, go, told = threading.Event(), threading.Event(), []

    def read():
        began.set()
        assert go.wait(HANG_S)

    watch = PowerWatch(read)
    watch.found.connect(told.append)
    watch.look()
    qtbot.waitUntil(began.is_set)
    Shiboken.delete(watch)
    thread = next(one for one in threading.enumerate() if one.name == "battery")
    go.set()
    thread.join()
    late(qtbot)
    assert told == []
