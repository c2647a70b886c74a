"""One way to make what stands in menus and what keys do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from copdesk.gui.look.icons import draw_named_icons, name_icon


def action(
    owner: QWidget,
    text: str,
    icon: str = "",
    keys: Sequence[str] = (),
    run: Callable[[], object] | None = None,
) -> QAction:
    """Make an action of a widget; its keys work while the widget is on the screen."""
    made = QAction(text, owner)
    if icon:
        name_icon(made, icon)
    made.setShortcuts(sequences(keys))
    if run is not None:
        made.triggered.connect(lambda: run())
    owner.addAction(made)
    return made


def sequences(keys: Sequence[str]) -> list[QKeySequence]:
    """Return keys of the table of keys as Qt wants them."""
    return [QKeySequence.fromString(key) for key in keys]


def keys_inside(owner: QWidget, keys: Sequence[str], run: Callable[[], object]) -> None:
    """Let keys do something while the cursor is in a widget, or in one inside it."""
    for sequence in sequences(keys):
        shortcut = QShortcut(sequence, owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: run())


def key_of(event: QKeyEvent) -> str:
    """Return what was pressed as the table of keys writes it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier  # a Mac's arrows have it
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString()


def menu_of(owner: QWidget, actions: Sequence[QAction]) -> QMenu:
    """Make a menu, whose icons are drawn when it is first opened."""
    menu = QMenu(owner)
    menu.addActions(actions)
    menu.aboutToShow.connect(partial(draw_named_icons, menu))
    return menu
