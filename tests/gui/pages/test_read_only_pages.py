"""Where nothing may be changed, nobody is offered to change anything."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QToolButton

from copdesk.gui.printing.preview import PrintPreview
from tests.gui.every_page import EVERY_PAGE, buttons_in_sight, settle, shown_page, shown_window


@EVERY_PAGE
def test_nothing_can_be_changed_where_nothing_may_be(
    qtbot, qapp, tmp_path, read_only, sample_folder, entry
):
    """Press and type whatever can be pressed and typed: nobody has to be refused."""
    window = shown_window(qtbot, qapp, tmp_path, read_only)
    page = shown_page(qtbot, window, entry.key)
    before = (sample_folder / "community.sqlite").read_bytes()
    refused: list[str] = []
    window.desk.refused.connect(lambda error: refused.append(error.sentence))
    opener = _OpensNothing()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        _do_everything(qtbot, window, page, entry.key)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert window.desk.flush()
    assert refused == []
    assert window.failure.text() == ""
    assert window.desk.history.undo_words == ""
    window.close()
    assert (sample_folder / "community.sqlite").read_bytes() == before


def _do_everything(qtbot, window, page, key):
    for field in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
        if field.isVisible() and field.isEnabled() and not field.isReadOnly():
            QTest.keyClicks(field, "x")
            QTest.keyClick(field, "\r")
            field.clear()
            settle(qtbot, window)
    for action in [one for one in page.actions() if one.isEnabled()]:
        action.trigger()
        _close_previews(window)
        settle(qtbot, window)
    for button in buttons_in_sight(shown_page(qtbot, window, key)):
        if not button.isVisible() or not button.isEnabled():
            continue  # something that was pressed before has taken it away
        menu = button.menu() if isinstance(button, (QPushButton, QToolButton)) else None
        if menu is None:
            button.click()
            _close_previews(window)
        for one in _enabled(menu):
            one.trigger()
            _close_previews(window)
        settle(qtbot, window)


def _close_previews(window):
    for preview in window.findChildren(PrintPreview):
        preview.close()


def _enabled(menu: QMenu | None):
    return [one for one in menu.actions() if one.isEnabled()] if menu is not None else []


class _OpensNothing(QObject):
    @Slot("QUrl")
    def open(self, _url):
        """Files are opened by other programs, which no test starts."""
