"""A picture with words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copdesk.language import _
from copdesk.pdf.file.structure import Element
from copdesk.pdf.foreign.images import Picture
from copdesk.pdf.layout.pagination import Laid, Setting
from copdesk.pdf.layout.text import TextBlock, TextStyle

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_CAPTION: Final = TextStyle(size=8.5, align="center", space_after=0.0)
_GAP: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture at most `width` and `height` points large, in the middle, its caption below."""

    picture: Picture
    alternative: str
    caption: str = ""
    width: float = 400.0
    height: float = 300.0

    def lay(self, setting: Setting, width: float) -> Laid:
        """Scale the picture to the room there is, never beyond its natural size."""
        caption = TextBlock(self.caption, _CAPTION).lay(setting, width) if self.caption else None
        room = min(self.height, setting.page_height - (caption.height + _GAP if caption else 0.0))
        scale = min(
            min(self.width, width) / self.picture.width,
            room / self.picture.height,
            72 / self.picture.dpi,
        )
        return LaidFigure(self, scale, caption, width)


class LaidFigure:
    """A picture at its size on paper; it stays whole."""

    keep_with_next = False
    space_before = 6.0
    space_after = 8.0

    def __init__(self, figure: Figure, scale: float, caption: Laid | None, width: float) -> None:
        self.element = Element("Div")
        self._figure = figure
        self._width = figure.picture.width * scale
        self._picture_height = figure.picture.height * scale
        self._caption = caption
        self._room = width
        self.height = self._picture_height + (caption.height + _GAP if caption else 0.0)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the picture and its caption."""
        bottom = top - self._picture_height
        words = self._figure.alternative or self._figure.caption or _("Picture")
        element = Element("Figure", alternative=words)
        self.element.adopt(element)
        with sheet.tagged(element):
            sheet.picture(
                self._figure.picture,
                x + (self._room - self._width) / 2,
                bottom,
                self._width,
                self._picture_height,
            )
        if self._caption is not None:
            self.element.adopt(self._caption.element)
            self._caption.draw(sheet, x, bottom - _GAP)
