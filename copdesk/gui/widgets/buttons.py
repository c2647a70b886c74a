"""One way to make a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from copdesk.gui.look.icons import set_icon


def button(
    text: str,
    name: str,
    icon: str = "",
    press: Callable[[], object] | None = None,
    *,
    primary: bool = False,
) -> QPushButton:
    """Make a button; `press` is called without arguments, `name` is what it is found by."""
    made = QPushButton(text)
    made.setObjectName(name)
    if primary:
        made.setProperty("primary", True)
    if icon:
        set_icon(made, icon)
    if press is not None:
        made.clicked.connect(lambda: press())
    return made
