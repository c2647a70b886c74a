"""Margins that differ from side to side, which Qt leaves as they are in a turned window."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QWidget


def set_margins(target: QLayout | QWidget, start: int, top: int, end: int, bottom: int) -> None:
    """Set margins, beginning at the side where the language begins."""
    if QGuiApplication.isRightToLeft():
        start, end = end, start
    target.setContentsMargins(start, top, end, bottom)
