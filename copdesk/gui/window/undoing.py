"""Undo and Redo of the whole window: their keys, their menu, what is said and shown afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from copdesk.gui.desk.desk import SaveState
from copdesk.gui.desk.history import Entry
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.gui.desk.desk import Desk
    from copdesk.gui.window.menus import Menus
    from copdesk.gui.window.message_bar import MessageBar
    from copdesk.gui.window.page_stack import PageStack


class Undoing(QObject):
    """What is being typed is undone letter by letter; after that, act by act."""

    def __init__(
        self, desk: Desk, pages: PageStack, menus: Menus, message: Callable[[], MessageBar]
    ) -> None:
        """Speak in the bar that `message` makes when there is something to say."""
        super().__init__(desk)
        self._desk, self._pages, self._menus, self._message = desk, pages, menus, message
        self._history = history = desk.history
        menus.undo.triggered.connect(lambda: self._undo())
        menus.redo.triggered.connect(lambda: self._redo())
        history.changed.connect(self._name)
        desk.state_changed.connect(self._name)
        menus.edit.aboutToShow.connect(self._name)
        history.taken_back.connect(self._tell_undone)
        history.done_again.connect(self._tell_redone)
        history.refused.connect(self._tell_final)
        cast("QApplication", QApplication.instance()).installEventFilter(self)
        self._name()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and _has_nothing_typed(watched, redo=redo):
                event.ignore()
                return True  # the field does not keep the key for itself
        return False

    def _undo(self) -> None:
        page = self._pages.current_page()
        if page is not None and page.has_own_history():
            page.take_back_here()
        else:
            self._desk.flush()
            self._history.undo()

    def _redo(self) -> None:
        page = self._pages.current_page()
        if page is not None and page.has_own_history():
            page.take_back_here(again=True)
        else:
            self._desk.flush()
            self._history.redo()

    def _name(self) -> None:
        menus, history, page = self._menus, self._history, self._pages.current_page()
        undo_words, redo_words = history.undo_words, history.redo_words
        is_typed = self._desk.state in (SaveState.TYPING, SaveState.SAVING)
        has_own = page is not None and page.has_own_history()
        if has_own:
            undo_words = redo_words = ""
        _say(menus.undo, undo_words, _("&Undo {what}"), _("&Undo"), has_own or is_typed)
        _say(menus.redo, redo_words, _("&Redo {what}"), _("&Redo"), has_own)

    def _tell_undone(self, entry: Entry) -> None:
        self._pages.show_entry(entry)
        self._message().say(_("Undone: {what}").format(what=entry.words), redo=True)

    def _tell_redone(self, entry: Entry) -> None:
        self._pages.show_entry(entry)
        self._message().say(_("Redone: {what}").format(what=entry.words), undo=True)

    def _tell_final(self, entry: Entry) -> None:
        text = _("“{what}” cannot be undone. Press again to undo what came before it.")
        self._message().say(text.format(what=entry.words))


def _say(action: QAction, words: str, text: str, alone: str, may_be: bool) -> None:
    """Name what is undone or redone; what is typed and not stored yet has no words so far."""
    action.setEnabled(bool(words) or may_be)
    action.setText(text.format(what=words.replace("&", "&&")) if words else alone)


def _has_nothing_typed(widget: QObject, *, redo: bool) -> bool:
    """Whether a field has nothing to undo or redo itself."""
    line = widget if isinstance(widget, QLineEdit) else None
    if line is None and not isinstance(widget, QPlainTextEdit):
        line = widget.findChild(QLineEdit)  # that of a box with a number or a date
    if line is not None:
        return line.isReadOnly() or not (line.isRedoAvailable() if redo else line.isUndoAvailable())
    if isinstance(widget, QPlainTextEdit):
        text = widget.document()
        return widget.isReadOnly() or not (
            text.isRedoAvailable() if redo else text.isUndoAvailable()
        )
    return False
