"""Blocks below one another as one block: groups, lists and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from copdesk.pdf.file.structure import Element, Role
from copdesk.pdf.layout.pagination import Block, Laid, Setting, baseline_of, split_stack, stack

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a stack: white space inside, a border, and white space before and after."""

    padding: float = 0.0
    border: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0


PLAIN: Final = Frame()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Blocks below one another; `whole` keeps them on one page if one page can hold them."""

    blocks: Sequence[Block]
    role: Role = "Div"
    frame: Frame = PLAIN
    whole: bool = False

    def lay(self, setting: Setting, width: float) -> Laid:
        """Lay out the blocks inside the frame."""
        inner = width - 2 * self.frame.padding
        children = [block.lay(setting, inner) for block in self.blocks]
        limit = setting.page_height if self.whole else 0.0
        return LaidStack(children, Element(self.role), self.frame, width, limit)


class LaidStack:
    """A stack at a width; not parted while its height is within `limit`."""

    keep_with_next = False

    def __init__(
        self,
        children: Sequence[Laid],
        element: Element,
        frame: Frame,
        width: float,
        limit: float = 0.0,
    ) -> None:
        self.element = element
        self._children = children
        self._frame = frame
        self._width = width
        self._limit = limit
        self._placed, inner = stack(children)
        self.height = inner + 2 * frame.padding
        first = children[0].space_before if children and not frame.padding else 0.0
        last = children[-1].space_after if children and not frame.padding else 0.0
        self.space_before = max(frame.space_before, first)
        self.space_after = max(frame.space_after, last)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part between or inside the blocks."""
        if self.height <= self._limit:
            return None
        parts = split_stack(self._children, room - 2 * self._frame.padding)
        if parts is None:
            return None
        head, rest = (
            LaidStack(part, self.element, self._frame, self._width, self._limit) for part in parts
        )
        return head, rest

    def baseline(self) -> float | None:
        """Return where the first line of the first block stands."""
        inner = baseline_of(self._children[0]) if self._children else None
        return None if inner is None else inner + self._frame.padding

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the frame, then the blocks."""
        frame = self._frame
        if frame.border:
            sheet.box(x, top - self.height, self._width, self.height, thickness=frame.border)
        for offset, child in self._placed:
            self.element.adopt(child.element)
            child.draw(sheet, x + frame.padding, top - frame.padding - offset)


Marker = Literal["bullet", "check", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One point of a list: a marker in the margin and a body beside it."""

    label: Block | None
    body: Block
    indent: float

    def lay(self, setting: Setting, width: float) -> Laid:
        """Lay out the body beside its marker; without a label a box to tick is drawn."""
        indent = self.indent * setting.scale
        label = self.label.lay(setting, indent) if self.label else None
        body = self.body.lay(setting, width - indent)
        return LaidItem(label, body, indent, width, setting, ticked=self.label is None)


class LaidItem:
    """A point of a list; what follows a split has no marker."""

    keep_with_next = False

    def __init__(
        self,
        label: Laid | None,
        body: Laid,
        indent: float,
        width: float,
        setting: Setting,
        *,
        ticked: bool,
        element: Element | None = None,
        content: Element | None = None,
    ) -> None:
        self.element = element or Element("LI")
        self._content = content or Element("LBody")
        self._label = label
        self._body = body
        self._indent = indent
        self._width = width
        self._setting = setting
        self._ticked = ticked
        lines = baseline_of(label), baseline_of(body)
        self._lowered = max(lines[1] - lines[0], 0.0) if lines[0] and lines[1] else 0.0
        self.height = max(body.height, label.height + self._lowered if label else 0.0)
        self.space_before, self.space_after = body.space_before, body.space_after

    def baseline(self) -> float | None:
        """Return where the first line of the body stands."""
        return baseline_of(self._body)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part inside the body."""
        parts = self._body.split(room)
        return None if parts is None else (self._part(parts[0], True), self._part(parts[1], False))

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw marker and body, mirrored where the document runs right to left."""
        turned = self._setting.right_to_left
        if self._label is not None:
            self.element.adopt(self._label.element)
            left = x + self._width - self._indent if turned else x
            self._label.draw(sheet, left, top - self._lowered)
        if self._ticked:
            side = 8.0 * self._setting.scale
            left = x + self._width - side if turned else x
            line = baseline_of(self._body) or 11.0 * self._setting.scale
            sheet.box(left, top - line, side, side)
        self.element.adopt(self._content)
        self._content.adopt(self._body.element)
        self._body.draw(sheet, x if turned else x + self._indent, top)

    def _part(self, body: Laid, first: bool) -> LaidItem:
        return LaidItem(
            self._label if first else None,
            body,
            self._indent,
            self._width,
            self._setting,
            ticked=self._ticked and first,
            element=self.element,
            content=self._content,
        )
