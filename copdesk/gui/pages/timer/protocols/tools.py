"""The buttons over the tree of a protocol."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from copdesk.domain.protocols import editing
from copdesk.domain.protocols.editing import Place, part_at
from copdesk.domain.protocols.parts import PartKind
from copdesk.domain.protocols.protocol import Choice, Option, Protocol, Round, Step
from copdesk.gui.look.icons import set_icon
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
        self._add = QPushButton(_("Add"))
        self._add.setObjectName("addPart")
        set_icon(self._add, "add")
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
            self.shifts[way] = self._tool(text, icon)
            self.shifts[way].setObjectName(f"move-{way}")
            self.shifts[way].clicked.connect(partial(self._ask_shift, way))
            flow.addWidget(self.shifts[way])
        self.remove = self._tool(N_("Remove this part (Delete)"), "remove")
        self.remove.setObjectName("removePart")
        self.remove.clicked.connect(self._ask_remove)
        flow.addWidget(self.remove)
        self.turn = QPushButton()
        self.turn.setObjectName("turnPart")
        self.turn.clicked.connect(self._ask_turn)
        flow.addWidget(self.turn)

    def show_part(self, protocol: Protocol, place: Place) -> None:
        """Offer what can be done with the part at a place."""
        part = part_at(protocol, place)
        for way, button in self.shifts.items():
            shift = _SHIFTS[way][2]
            button.setEnabled(shift(protocol, place)[1] != place)
        self.remove.setEnabled(part is not None)
        self.turn.setEnabled(isinstance(part, Step | Round))
        turns = isinstance(part, Round)
        self.turn.setText(_("One step for everyone") if turns else _("Each in turn"))
        in_choice = isinstance(part, Choice | Option)
        self.adds[PartKind.OPTION].setVisible(in_choice)

    def _tool(self, text: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(_(text))
        button.setAccessibleName(_(text))
        set_icon(button, icon)
        return button

    def _ask_add(self, kind: PartKind) -> None:
        self.add_asked.emit(kind)

    def _ask_shift(self, way: str) -> None:
        self.shift_asked.emit(way)

    def _ask_remove(self) -> None:
        self.remove_asked.emit()

    def _ask_turn(self) -> None:
        self.turn_asked.emit()
