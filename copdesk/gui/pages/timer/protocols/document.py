"""The protocol that is being changed: every change can be undone, and is stored by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from copdesk.domain.protocols.editing import TOP, Place, part_at
from copdesk.domain.protocols.protocol import Protocol
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.quiet_timer import QuietTimer
from copdesk.gui.desk.undoable import name_of
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.own_protocols import OwnProtocolService

_MERGED: Final = 1


class ProtocolDocument(QObject):
    """Holds one protocol and the place of the part that is looked at."""

    changed = Signal()

    def __init__(self, desk: Desk, service: OwnProtocolService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._protocol: Protocol | None = None
        self._unsaved = False
        self.place: Place = TOP
        self.undo_stack = QUndoStack(self)
        self._timer = QuietTimer(self.hand_in, self)
        desk.handing_in.connect(self.hand_in)

    @property
    def protocol(self) -> Protocol:
        """The protocol as it is written now."""
        if self._protocol is None:
            raise LookupError("No protocol has been opened yet.")
        return self._protocol

    @property
    def is_open(self) -> bool:
        """Whether there is one."""
        return self._protocol is not None

    def open(self, protocol: Protocol) -> None:
        """Change this one from now on."""
        self.close()
        self._protocol, self.place = protocol, TOP
        self.changed.emit()

    def close(self) -> None:
        """Hand in what was written, and forget it."""
        self.hand_in()
        self.undo_stack.clear()
        self._protocol = None

    def change(
        self, text: str, protocol: Protocol, place: Place | None = None, *, typed_in: str = ""
    ) -> None:
        """Take another state of the protocol; typing in one field is undone together."""
        wanted = self.place if place is None else place
        if protocol == self.protocol:
            return
        self.undo_stack.push(_Changed(self, text, protocol, wanted, typed_in))

    def hand_in(self) -> None:
        """Queue what was written since the last time, now."""
        self._timer.stop()
        self._desk.note_typing(self, False)
        protocol, service = self._protocol, self._service
        if protocol is None or not self._unsaved:
            return
        self._unsaved = False
        self._desk.save_later(
            ("protocol", protocol.id),
            lambda: service.save(protocol),
            words=_("Change “{name}”").format(name=name_of(protocol)),
        )

    def take(self, protocol: Protocol, place: Place) -> None:
        """Show a state that was done, undone or done again."""
        self._protocol = protocol
        found = place
        while found and part_at(protocol, found) is None:
            found = found[:-1]
        self.place, self._unsaved = found, True
        self._timer.touch()
        self._desk.note_typing(self, True)
        self.changed.emit()


class _Changed(QUndoCommand):
    """Two states of a protocol, which are values, and where the cursor was in each."""

    def __init__(
        self, document: ProtocolDocument, text: str, after: Protocol, place: Place, typed_in: str
    ) -> None:
        super().__init__(text)
        self._document, self.typed_in = document, typed_in
        self._before = (document.protocol, document.place)
        self.after = (after, place)

    def id(self) -> int:
        """Return the kind of commands that can become one."""
        return _MERGED

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Become one with typing that goes on in the same field."""
        if not isinstance(other, _Changed) or other.typed_in != self.typed_in:
            return False
        if not self.typed_in:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        """Return to the state before."""
        self._document.take(*self._before)

    def redo(self) -> None:
        """Go to the state after."""
        self._document.take(*self.after)
