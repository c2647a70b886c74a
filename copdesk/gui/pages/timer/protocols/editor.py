"""Change one of the community's own protocols: its parts, one of them as a form, and the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.protocols import editing
from copdesk.domain.protocols.editing import Place, part_at, place_of
from copdesk.domain.protocols.parts import (
    Part,
    PartKind,
    as_round,
    as_step,
    new_part,
    with_field,
)
from copdesk.domain.protocols.protocol import Choice, Loop, Option, Protocol, Round, Split, Step
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.icons import set_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.timer.protocols.document import ProtocolDocument
from copdesk.gui.pages.timer.protocols.forms import PartForms
from copdesk.gui.pages.timer.protocols.live_plan import LivePlan
from copdesk.gui.pages.timer.protocols.tools import TreeTools
from copdesk.gui.pages.timer.protocols.tree import ProtocolTree, part_title
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.splitter import Splitter
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.own_protocols import OwnProtocolService

_SPLITTER: Final = "timer/editor"
LEAST_LETTERS: Final = 110
"""The width in letters where all three panes have room."""
_SHIFTS: Final = {
    "up": editing.step_up,
    "down": editing.step_down,
    "in": editing.step_in,
    "out": editing.step_out,
}
_SIZES: Final = ("least", "ideal", "most")


class ProtocolEditor(QWidget):
    """Nothing here needs saving; what does not make sense yet is kept as a draft."""

    left = Signal(str)
    """The user is done; the name of the protocol."""

    def __init__(self, desk: Desk, service: OwnProtocolService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.document = ProtocolDocument(desk, service, self)
        self._header = PageHeader()
        self._undo = self._header.add(_("Undo"), "undo", self.document.undo_stack.undo)
        self._undo.setObjectName("editorUndo")
        self._redo = self._header.add(_("Redo"), "redo", self.document.undo_stack.redo)
        self._redo.setObjectName("editorRedo")
        self._plan_button = self._header.add(_("Plan"), "timer", self._fit)
        self._plan_button.setObjectName("showPlan")
        self._plan_button.setCheckable(True)
        remove = self._header.add(_("Remove protocol"), "trash", self._remove_protocol)
        remove.setObjectName("removeProtocol")
        done = self._header.add(_("Done"), "check", self.leave, primary=True)
        done.setObjectName("editorDone")
        self.tree, self.tools = ProtocolTree(), TreeTools()
        self.forms, self.plan = PartForms(), LivePlan(desk)
        self._lay_out()
        self._connect()

    def edit(self, protocol: Protocol) -> None:
        """Change this protocol from now on."""
        self.document.open(protocol)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Hand in what was written, and say that the user is done."""
        if self.document.is_open:
            name = self.document.protocol.id
            if self._desk.flush():
                self.document.close()
                self.left.emit(name)

    def save_layout(self) -> None:
        """Remember where the splitter stands."""
        self._desk.settings.set_state(_SPLITTER, self._splitter.saveState())

    def event(self, event: QEvent) -> bool:
        """Take the keys for undo before the window does."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._undo_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        match self._undo_key(event):
            case "undo":
                self.document.undo_stack.undo()
            case "redo":
                self.document.undo_stack.redo()
            case _ if event.key() == Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the form and the plan have no room beside each other, show one of them."""
        narrow = self.width() < self.fontMetrics().averageCharWidth() * LEAST_LETTERS
        asked = self._plan_button.isChecked()
        self._plan_button.setVisible(narrow)
        self.forms.setVisible(not (narrow and asked))
        self.plan.setVisible(asked or not narrow)

    def _undo_key(self, event: QKeyEvent) -> str:
        if event.matches(QKeySequence.StandardKey.Undo):
            return "undo"
        return "redo" if event.matches(QKeySequence.StandardKey.Redo) else ""

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        set_margins(column, 0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.tools)
        column.addWidget(self.tree, 1)
        side.setMinimumWidth(side.fontMetrics().averageCharWidth() * 26)
        self._splitter = Splitter()
        for number, widget in enumerate((side, self.forms, self.plan)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(number, (3, 4, 3)[number])
        self._splitter.setSizes([SPACE * 36, SPACE * 48, SPACE * 40])
        self._splitter.restoreState(self._desk.settings.state(_SPLITTER))
        self.setMinimumWidth(SPACE * 60)  # narrower than all three panes beside one another
        whole = QVBoxLayout(self)
        set_margins(whole, SPACE * 2, SPACE * 2, SPACE, SPACE)
        whole.setSpacing(SPACE)
        whole.addWidget(self._header)
        whole.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        stack = self.document.undo_stack
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        self.document.changed.connect(self._show)
        self.tree.chosen.connect(self._go_to)
        self.tree.move_asked.connect(self._move)
        self.tree.shift_asked.connect(self._shift)
        self.tree.remove_asked.connect(self._remove_part)
        self.tools.add_asked.connect(self._add)
        self.tools.shift_asked.connect(self._shift)
        self.tools.remove_asked.connect(self._remove_part)
        self.tools.turn_asked.connect(self._turn)
        self.forms.edited.connect(self._take_edit)
        self.plan.part_asked.connect(self._go_to_part)
        self.plan.judged.connect(self._judge)

    def _show(self) -> None:
        protocol, place = self.document.protocol, self.document.place
        self._header.title.set_text(protocol.title)
        self.tree.show_protocol(protocol, place)
        self.tools.show_part(protocol, place)
        self.forms.show_part(protocol, place)
        self.plan.follow(protocol)

    def _go_to(self, place: Place) -> None:
        self.document.place = place
        self._show()

    def _judge(self, fits: bool) -> None:
        set_icon(self._plan_button, "timer" if fits else "warning")

    def _go_to_part(self, part_id: str) -> None:
        self._plan_button.setChecked(False)
        self._fit()
        self._go_to(place_of(self.document.protocol, part_id) or editing.TOP)

    def _take_edit(self, name: str, value: Any) -> None:
        protocol, place = self.document.protocol, self.document.place
        part = part_at(protocol, place)
        if part is None:
            changed = with_head_field(protocol, name, value)
            typed_in = f"/{name}"
        else:
            changed = editing.with_part(protocol, place, with_field(part, name, value))
            typed_in = f"{part.id}/{name}"
        self.document.change(_("Edit"), changed, typed_in=typed_in)

    def _add(self, kind: PartKind) -> None:
        protocol, place = self.document.protocol, self.document.place
        part = new_part(kind, editing.taken_ids(protocol))
        target = place_for(protocol, place, part)
        if target is not None:
            added = editing.with_added(protocol, target, part)
            self.document.change(_("Add a part"), added, target)

    def _remove_part(self) -> None:
        protocol, place = self.document.protocol, self.document.place
        part = part_at(protocol, place)
        if part is None:
            return
        text = _("Remove {name}").format(name=part_title(part))
        removed = editing.without(protocol, place)
        beside = place if part_at(removed, place) else (*place[:-1], place[-1] - 1)
        here = beside if part_at(removed, beside) else place[:-1]
        self.document.change(text, removed, here)

    def _move(self, source: Place, target: Place) -> None:
        moved, place = editing.moved(self.document.protocol, source, target)
        self.document.change(_("Move a part"), moved, place)

    def _shift(self, way: str) -> None:
        moved, place = _SHIFTS[way](self.document.protocol, self.document.place)
        self.document.change(_("Move a part"), moved, place)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        """Make a step a round, or a round a step."""
        protocol, place = self.document.protocol, self.document.place
        part = part_at(protocol, place)
        if isinstance(part, Step):
            turned = editing.with_part(protocol, place, as_round(part))
            self.document.change(_("Make it a round"), turned)
        elif isinstance(part, Round):
            turned = editing.with_part(protocol, place, as_step(part))
            self.document.change(_("Make it one step"), turned)

    def _remove_protocol(self) -> None:
        name, title = self.document.protocol.id, self.document.protocol.title
        service = self._service
        removed = remove_named(self._desk, title, name, service.remove)
        if removed is not None:
            self.document.close()
            self.left.emit(name)


def with_head_field(protocol: Protocol, name: str, value: Any) -> Protocol:
    """Change a field of the protocol; a role that is gone is gone from every step."""
    if name in _SIZES:
        return replace(protocol, size=replace(protocol.size, **{name: value}))
    if name == "attribution":
        return replace(protocol, origin=replace(protocol.origin, attribution=value))
    if name == "roles":
        kept = {role.id for role in value}
        for role in protocol.roles:
            if role.id not in kept:
                protocol = editing.without_role(protocol, role.id)
    return replace(protocol, **{name: value})


def place_for(protocol: Protocol, place: Place, part: Part) -> Place | None:
    """Return where a new part goes: into what can hold it and is empty or a way, else behind."""
    here = part_at(protocol, place)
    if here is None:
        return (len(protocol.nodes),) if editing.may_hold(None, part) else None
    inside = editing.parts_in(here)
    wants_parts = isinstance(here, Choice | Option) or (
        isinstance(here, Loop | Split) and not inside
    )
    if wants_parts and editing.may_hold(here, part):
        return (*place, len(inside))
    while place:
        if editing.may_hold(part_at(protocol, place[:-1]), part):
            return (*place[:-1], place[-1] + 1)
        place = place[:-1]
    return None
