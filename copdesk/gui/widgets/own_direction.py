"""Cells of a table that somebody typed, in a language of their own."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyledItemDelegate

_FIRST_STRONG_ISOLATE: Final = "\u2068"


class OwnDirection(QStyledItemDelegate):
    """Keeps the full stop, or the ellipsis, of a text from left to right at its end."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """Return the text, kept apart from the direction of the table."""
        text = super().displayText(value, locale)
        return _FIRST_STRONG_ISOLATE + text if text and QGuiApplication.isRightToLeft() else text
