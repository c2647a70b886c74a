"""What tests of the window share: a desk with scripted answers, and typing of any letter."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from copdesk.gui.ask import Ask
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.garbage import collect
from copdesk.gui.look.theme import STYLE, Appearance
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.settings import Settings
from copdesk.gui.window.main_window import MainWindow
from copdesk.services.opening import Services
from tests.gui.timer_pages import NAMES, shown_timer

HANG_MS: Final = 120_000
"""Longer than any machine takes for anything, however busy it is: only what hangs is given up."""


class PatientBot(QtBot):
    """Waits for what happens, and for no time."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = HANG_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = HANG_MS, **further: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **further)

    def waitSignals(self, signals: Any, *, timeout: int = HANG_MS, **further: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **further)

    def waitExposed(self, widget: QWidget, *, timeout: int = HANG_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = HANG_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


class ScriptedAsk(Ask):
    """Answer from a list instead of showing a dialog; `questions` keeps what was asked."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.questions: list[str] = []
        self.papers: list[str] = []
        self.filters: list[str] = []

    def question(self, parent: QWidget | None, title: str, text: str, accept: str) -> bool:
        return self._answer(title)

    def critical(self, parent: QWidget | None, title: str, text: str, details: str = "") -> None:
        self.questions.append(title)

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        self.questions.append(title)

    def choose_files(self, parent, title, filters="", folder=None) -> list[Path]:
        self.filters.append(filters)
        return self._answer(title)

    def choose_save(self, parent, title, name, filters="") -> Path | None:
        self.filters.append(filters)
        return self._answer(title)

    def choose_printer(self, parent, title, pages, paper="a4") -> Any:
        self.papers.append(paper)
        return self._answer(title)

    def choose_folder(self, parent, title, folder=None) -> Path | None:
        return self._answer(title)

    def choose_one(self, parent, title, text, choices) -> int | None:
        return self._answer(title)

    def _answer(self, title: str) -> Any:
        self.questions.append(title)
        assert self.answers, f"nobody expected the question: {title}"
        return self.answers.pop(0)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["copdesk", *STYLE]


@pytest.fixture(autouse=True)
def _garbage_goes_in_this_thread() -> Iterator[None]:
    """Keep threads from deleting widgets of tests that are over, as the program does."""
    gc.disable()
    yield
    collect()
    gc.enable()


@pytest.fixture
def asked() -> ScriptedAsk:
    return ScriptedAsk()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def desk(qapp: QApplication, asked: ScriptedAsk, settings: Settings) -> Iterator[Desk]:
    desk = Desk(asked, settings)
    yield desk
    desk.close()


@pytest.fixture
def services(database) -> Services:
    """All services over an open community of the test's own."""
    return Services.over(database)


@pytest.fixture
def window(qtbot, qapp: QApplication, asked: ScriptedAsk, settings: Settings) -> MainWindow:
    window = MainWindow(settings, asked, Appearance(qapp, settings))
    window.furnish()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Type letters of any script, one after another, as a keyboard does."""

    def type_(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, key)

    return type_


@pytest.fixture
def timer_page(qtbot, services: Services, desk: Desk) -> Iterator[TimerPage]:
    """The page of the timer in a community of four, with nothing going on."""
    services.members.add(NAMES)
    page = shown_timer(qtbot, services, desk)
    yield page
    page.finish()


@pytest.fixture
def noto_on_screen(qapp: QApplication) -> None:
    """Skip where the screen's letters are not those that the expected sizes were measured with."""
    family = QFontInfo(qapp.font()).family()
    if not family.startswith("Noto Sans"):
        pytest.skip(f"measured with Noto Sans; here it is {family}")
