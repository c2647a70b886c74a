"""One way to make a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from copdesk.gui.look.icons import set_icon

Press = Callable[[], object]


def button(
    text: str,
    name: str = "",
    icon: str = "",
    press: Press | None = None,
    *,
    primary: bool = False,
    flat: bool = False,
) -> QPushButton:
    """Make a button; `press` is called without arguments, `name` is what it is found by."""
    made = QPushButton(text)
    for role, wanted in (("primary", primary), ("flat", flat)):
        if wanted:
            made.setProperty(role, True)
    _furnish(made, name, icon, press)
    return made


def tool_button(
    icon: str, says: str = "", name: str = "", press: Press | None = None, *, tip: str = ""
) -> QToolButton:
    """Make a small button with a picture alone; what it says is heard, and read as its tip."""
    made = QToolButton()
    made.setAutoRaise(True)
    made.setAccessibleName(says)
    made.setToolTip(tip or says)
    _furnish(made, name, icon, press)
    return made


def _furnish(made: QAbstractButton, name: str, icon: str, press: Press | None) -> None:
    made.setObjectName(name)
    if icon:
        set_icon(made, icon)
    if press is not None:
        made.clicked.connect(lambda: press())
