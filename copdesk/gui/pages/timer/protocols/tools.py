"""The buttons over the tree of a protocol."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from copdesk.domain.protocols import editing
from copdesk.domain.protocols.editing import Place, part_at
from copdesk.domain.protocols.parts import PartKind
from copdesk.domain.protocols.protocol import Choice, Option, Protocol, Round, Step
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.language import N_, _

_KINDS: Final = {
    PartKind.STEP: N_("A step"),
    PartKind.ROUND: N_("A round: each in turn"),
    PartKind.LOOP: N_("A loop: again and again"),
    PartKind.SPLIT: N_("Small groups"),
    PartKind.CHOICE: N_("A choice between ways"),
    PartKind.OPTION: N_("Another way of this choice"),
}
_SHIFTS: Final = {
    "up": (N_("Move up (Alt+Up)"), "up", editing.step_up),
    "down": (N_("Move down (Alt+Down)"), "down", editing.step_down),
    "out": (N_("Move out (Alt+Left)"), "left", editing.step_out),
    "in": (N_("Move into what is above (Alt+Right)"), "right", editing.step_in),
}


class TreeTools(QWidget):
    """Add, remove, move; what cannot be done now cannot be pressed."""

    add_asked = Signal(object)
    """A PartKind."""
    remove_asked = Signal()
    shift_asked = Signal(str)
    turn_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._add = button(_("Add"), "addPart", "add")
        menu = QMenu(self)
        self.adds = {
            kind: menu.addAction(_(text), partial(self._ask_add, kind))
            for kind, text in _KINDS.items()
        }
        self._add.setMenu(menu)
        self.shifts: dict[str, QToolButton] = {}
        flow = FlowLayout(self)
        flow.addWidget(self._add)
        for way, (text, icon, _shift) in _SHIFTS.items():
            press = partial(self._ask_shift, way)
            self.shifts[way] = tool_button(icon, _(text), f"move-{way}", press)
            flow.addWidget(self.shifts[way])
        says = _("Remove this part (Delete)")
        self.remove = tool_button("remove", says, "removePart", self._ask_remove)
        flow.addWidget(self.remove)
        self.turn = button("", "turnPart", "", self._ask_turn)
        flow.addWidget(self.turn)

    def show_part(self, protocol: Protocol, place: Place) -> None:
        """Offer what can be done with the part at a place."""
        part = part_at(protocol, place)
        for way, made in self.shifts.items():
            shift = _SHIFTS[way][2]
            made.setEnabled(shift(protocol, place)[1] != place)
        self.remove.setEnabled(part is not None)
        self.turn.setEnabled(isinstance(part, Step | Round))
        turns = isinstance(part, Round)
        self.turn.setText(_("One step for everyone") if turns else _("Each in turn"))
        in_choice = isinstance(part, Choice | Option)
        self.adds[PartKind.OPTION].setVisible(in_choice)

    def _ask_add(self, kind: PartKind) -> None:
        self.add_asked.emit(kind)

    def _ask_shift(self, way: str) -> None:
        self.shift_asked.emit(way)

    def _ask_remove(self) -> None:
        self.remove_asked.emit()

    def _ask_turn(self) -> None:
        self.turn_asked.emit()
