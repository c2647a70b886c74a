"""Fields for a length of time in minutes and seconds."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from copdesk.gui.widgets.number_field import NumberField

LONGEST_S: Final = 8 * 3600
STEP_S: Final = 30
_LENGTH: Final = re.compile(r"(\d{1,3})(?::([0-5]\d))?")
_BEGUN: Final = re.compile(r"\d{0,3}(?::[0-5]?)?")


def length_text(seconds: int) -> str:
    """Return a length as "4:30"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def length_of(text: str) -> int | None:
    """Return the seconds of "4:30", or of "4" as minutes; None if it is neither."""
    found = _LENGTH.fullmatch(text.strip())
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


class LengthField(NumberField):
    """Shows seconds as "4:30"; the arrows go by half minutes."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, least: int = 0) -> None:
        super().__init__("", least, LONGEST_S, "", parent)
        self.setSingleStep(STEP_S)
        self.valueChanged.connect(self.field_edited)

    def field_value(self) -> int | None:
        """Return the seconds."""
        return self.value()

    def set_field_value(self, value: Any) -> None:
        """Show seconds."""
        self.setValue(int(value))

    def textFromValue(self, val: int) -> str:  # noqa: D102
        return length_text(val)

    def valueFromText(self, text: str) -> int:  # noqa: D102
        seconds = length_of(text)
        return self.value() if seconds is None else seconds

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:  # noqa: D102
        text = input.strip()
        seconds = length_of(text)
        if seconds is not None and seconds <= LONGEST_S:
            return QValidator.State.Acceptable, input, pos
        begun = text == self.specialValueText() or _BEGUN.fullmatch(text)
        state = QValidator.State.Intermediate if begun else QValidator.State.Invalid
        return state, input, pos


class OptionalLengthField(LengthField):
    """A length or none, which is a dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, least=-STEP_S)
        self.setSpecialValueText("–")

    def field_value(self) -> int | None:
        """Return the seconds, or None."""
        return None if self.value() < 0 else self.value()

    def set_field_value(self, value: Any) -> None:
        """Show seconds, or a dash for None."""
        self.setValue(self.minimum() if value is None else int(value))
