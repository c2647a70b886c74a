"""The parts of a protocol as a tree: choose one, drag it elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from copdesk.domain.protocols.editing import TOP, Place, all_parts, may_hold, part_at
from copdesk.domain.protocols.parts import Part, field_of
from copdesk.domain.protocols.protocol import (
    Choice,
    Loop,
    Option,
    Protocol,
    Round,
    Split,
    Step,
    node_title,
)
from copdesk.gui.look.icons import picture
from copdesk.gui.widgets.actions import keys_inside
from copdesk.gui.widgets.length_field import length_text
from copdesk.keys import keys_of
from copdesk.language import _

_PLACE: Final = int(Qt.ItemDataRole.UserRole)
_KEYS: Final = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Right: "in",
    Qt.Key.Key_Left: "out",
}


class ProtocolTree(QTreeWidget):
    """The protocol itself stands on top; what is inside of what can be seen."""

    chosen = Signal(object)
    """The place under the cursor."""
    move_asked = Signal(object, object)
    """The place that was dragged, and the one before which it was dropped."""
    shift_asked = Signal(str)
    """Up, down, in or out, by keyboard."""
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("protocolTree")
        self.setAccessibleName(_("Parts of the protocol"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(self.fontMetrics().height())
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._ids: list[tuple[Place, str]] = []
        self._protocol: Protocol | None = None
        self.currentItemChanged.connect(self._choose)
        keys_inside(self, keys_of("remove-chosen"), self.remove_asked.emit)

    def show_protocol(self, protocol: Protocol, place: Place) -> None:
        """Show all parts, with the cursor on one."""
        self._protocol = protocol
        ids = [(where, part.id) for where, part in all_parts(protocol)]
        self.blockSignals(True)
        if ids != self._ids or not self._items:
            self._build(protocol)
            self._ids = ids
        self._name(self._items[TOP], protocol.title, "", "edit")
        for where, part in all_parts(protocol):
            self._name(self._items[where], part_title(part), part_length(part), part_icon(part))
        self.setCurrentItem(self._items[place])
        self.blockSignals(False)
        self.scrollToItem(self._items[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in _KEYS:
            self.shift_asked.emit(self._mirrored(_KEYS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        item = self.currentItem()
        target = self.target_at(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the tree is built anew by its owner
        event.accept()
        if item is not None and target is not None:
            source = place_of(item)
            QTimer.singleShot(0, self, lambda: self.move_asked.emit(source, target))

    def target_at(self, point: QPoint) -> Place | None:
        """Return the place before which a part is put that is dropped here."""
        protocol, item = self._protocol, self.itemAt(point)
        if protocol is None:
            return None
        if item is None:
            return (len(protocol.nodes),)
        place, rect = place_of(item), self.visualItemRect(item)
        if place == TOP:
            return (0,)
        edge = min(max(round(rect.height() / 5.5), 2), 12)
        if point.y() < rect.top() + edge:
            return place
        part, source = part_at(protocol, place), self.currentItem()
        dragged = part_at(protocol, place_of(source)) if source is not None else None
        held = part is not None and dragged is not None and may_hold(part, dragged)
        if held and point.y() <= rect.bottom() - edge:
            return (*place, item.childCount())
        return (*place[:-1], place[-1] + 1)

    def item_of(self, place: Place) -> QTreeWidgetItem:
        """Return the line of a part."""
        return self._items[place]

    def _build(self, protocol: Protocol) -> None:
        self.clear()
        head = QTreeWidgetItem(self)
        head.setData(0, _PLACE, TOP)
        head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
        self._items = {TOP: head}
        for place, _part in all_parts(protocol):
            above = self._items[place[:-1]] if len(place) > 1 else self
            item = QTreeWidgetItem(above)
            item.setData(0, _PLACE, place)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._items[place] = item
        self.expandAll()

    def _name(self, item: QTreeWidgetItem, title: str, length: str, icon: str) -> None:
        words = " ".join(title.split()) or _("(without a title)")
        if item.text(0) != words:
            item.setText(0, words)
            item.setToolTip(0, words.replace("&", "&amp;").replace("<", "&lt;"))
        if item.text(1) != length:
            item.setText(1, length)
        if item.data(1, _PLACE) != icon:
            side = self.fontMetrics().height()
            drawn = picture(icon, side, self.palette().text().color(), self.devicePixelRatioF())
            item.setData(0, Qt.ItemDataRole.DecorationRole, drawn)
            item.setData(1, _PLACE, icon)

    def _choose(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.chosen.emit(place_of(item))

    def _mirrored(self, way: str) -> str:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return {"in": "out", "out": "in"}.get(way, way)
        return way


def place_of(item: QTreeWidgetItem) -> Place:
    """Return the place of a line's part."""
    return tuple(int(number) for number in item.data(0, _PLACE))


def part_title(part: Part) -> str:
    """Return what a line says of a part."""
    return part.title if isinstance(part, Option) else node_title(part)


def part_length(part: Part) -> str:
    """Return how long a step lasts, as short as can be."""
    if not isinstance(part, Step | Round):
        return ""
    return length_text(field_of(part, "plan"))


def part_icon(part: Part) -> str:
    """Return a shape for the kind of part."""
    match part:
        case Round():
            return "person"
        case Loop():
            return "redo"
        case Split():
            return "group"
        case Choice():
            return "help"
        case Option():
            return "right"
        case Step():
            return "speak" if part.speak else "silent"
