"""Margins: none, or those that differ by side, which Qt leaves alone in a turned window."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QWidget

Bare = TypeVar("Bare", bound=QLayout | QWidget)


def bare(target: Bare) -> Bare:
    """Take the margins away."""
    target.setContentsMargins(0, 0, 0, 0)
    return target


def set_margins(target: QLayout | QWidget, start: int, top: int, end: int, bottom: int) -> None:
    """Set margins, beginning at the side where the language begins."""
    if QGuiApplication.isRightToLeft():
        start, end = end, start
    target.setContentsMargins(start, top, end, bottom)
