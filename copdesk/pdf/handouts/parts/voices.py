"""Who speaks and who is silent, as shapes and words that need no color."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from copdesk.pdf.file.structure import Element
from copdesk.pdf.layout.pagination import Block, Laid, Setting

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_INDENT: Final = 13.0
_RADIUS: Final = 3.6
_CURVE: Final = 0.5523  # how far the handles of a quarter circle reach, in radii


class Shape(StrEnum):
    """A full circle speaks, a half one answers, an empty one is silent."""

    FULL = "full"
    HALF = "half"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words with a shape before them."""

    shape: Shape
    body: Block

    def lay(self, setting: Setting, width: float) -> Laid:
        """Lay out the words beside the shape."""
        indent = _INDENT * setting.scale
        return LaidVoice(self.shape, self.body.lay(setting, width - indent), width, setting)


class LaidVoice:
    """Words and their shape at a width."""

    keep_with_next = False

    def __init__(self, shape: Shape | None, body: Laid, width: float, setting: Setting) -> None:
        self.element = Element("Div")
        self.height = body.height
        self.space_before, self.space_after = body.space_before, body.space_after
        self._shape = shape
        self._body = body
        self._width = width
        self._setting = setting

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part the words; the shape stays with their beginning."""
        parts = self._body.split(room)
        if parts is None:
            return None
        head, rest = parts
        return (
            LaidVoice(self._shape, head, self._width, self._setting),
            LaidVoice(None, rest, self._width, self._setting),
        )

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the shape at the side where the document begins, and the words."""
        scale, turned = self._setting.scale, self._setting.right_to_left
        radius = _RADIUS * scale
        center = x + self._width - radius - 0.5 if turned else x + radius + 0.5
        if self._shape is not None:
            with sheet.artifact():
                sheet.write(_operators(self._shape, center, top - 6.6 * scale, radius))
        self.element.adopt(self._body.element)
        self._body.draw(sheet, x if turned else x + _INDENT * scale, top)


def _operators(shape: Shape, x: float, y: float, radius: float) -> str:
    circle = _circle(x, y, radius)
    if shape is Shape.FULL:
        return f"q 0.75 w {circle} B Q"
    if shape is Shape.EMPTY:
        return f"q 0.75 w {circle} S Q"
    lower = f"{x - radius:.2f} {y - radius:.2f} {2 * radius:.2f} {radius:.2f} re W n"
    return f"q 0.75 w {circle} S q {lower} {circle} f Q Q"


def _circle(x: float, y: float, radius: float) -> str:
    reach = radius * _CURVE
    east, west, north, south = x + radius, x - radius, y + radius, y - radius
    return " ".join(
        (
            f"{east:.2f} {y:.2f} m",
            f"{east:.2f} {y + reach:.2f} {x + reach:.2f} {north:.2f} {x:.2f} {north:.2f} c",
            f"{x - reach:.2f} {north:.2f} {west:.2f} {y + reach:.2f} {west:.2f} {y:.2f} c",
            f"{west:.2f} {y - reach:.2f} {x - reach:.2f} {south:.2f} {x:.2f} {south:.2f} c",
            f"{x + reach:.2f} {south:.2f} {east:.2f} {y - reach:.2f} {east:.2f} {y:.2f} c h",
        )
    )
