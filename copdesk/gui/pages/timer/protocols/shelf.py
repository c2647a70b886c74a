"""Take protocols off the shelf to change them, and put them into files and out of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from copdesk.domain.brings import Brings
from copdesk.domain.protocols.protocol import Protocol
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import short_name
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.services.formats import choices_to_open, choices_to_save, ending_written

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class ProtocolShelf(QObject):
    """Asks what is not clear, and says which protocol to show afterwards."""

    edit_asked = Signal(object)
    """The Protocol to change."""
    arrived = Signal(str)
    """The name of a protocol that came out of a file."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._desk, self._parent = services, desk, parent

    def change(self, name: str) -> None:
        """Change an own protocol, or a copy of one that came with CopDesk."""
        own, protocols = self._services.own_protocols, self._services.protocols
        known = own.all().get(name)
        if known is not None:
            self.edit_asked.emit(known.protocol)
            return
        copied = self._desk.do(_("Copy a protocol"), lambda: own.copy(protocols.get(name)))
        if copied is not None:
            self.edit_asked.emit(copied.value)

    def start_new(self) -> None:
        """Begin a protocol from nothing."""
        started = self._desk.do(_("Start a protocol"), self._services.own_protocols.start_new)
        if started is not None:
            self.edit_asked.emit(started.value)

    def choose_files(self) -> None:
        """Ask for files and take in their protocols."""
        filters = choices_to_open(Brings.PROTOCOL)
        self.add_files(self._desk.ask.choose_files(self._parent, _("Import protocols"), filters))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take in protocols; one that is there already is replaced only if the user wants that."""
        last: Protocol | None = None
        for path in paths:
            last = self._add_file(path) or last
        if last is not None:
            self.arrived.emit(last.id)

    def export(self, name: str) -> None:
        """Write a protocol into a file."""
        filters, ending = choices_to_save(Brings.PROTOCOL), ending_written(Brings.PROTOCOL)
        path = self._desk.ask.choose_save(
            self._parent, _("Export the protocol"), name + ending, filters
        )
        if path is None:
            return
        if not path.suffix:  # the dialog has not asked about the name with its ending
            path = path.with_suffix(ending)
            if path.exists() and not self._may_replace(path):
                return
        own = self._services.own_protocols
        written = self._desk.ask_service(lambda: Outcome(own.export_file(name, path), Area.NONE))
        if written is not None:
            said = _("The protocol was written to “{file}”.")
            self._desk.told.emit(said.format(file=path.name))

    def _may_replace(self, path: Path) -> bool:
        return self._desk.ask.question(
            self._parent,
            _("“{file}” is there already.").format(file=path.name),
            _("Its old content will be gone."),
            _("Replace it"),
        )

    def star(self, name: str, favorite: bool) -> None:
        """Make a protocol a favorite, or no longer."""
        own = self._services.own_protocols
        self._desk.do(
            _("Make it a favorite") if favorite else _("Make it no favorite"),
            lambda: own.set_favorite(name, favorite),
            inverse=lambda: own.set_favorite(name, not favorite),
        )

    def _add_file(self, path: Path) -> Protocol | None:
        own = self._services.own_protocols
        try:
            known = own.clash(path)
        except UserError as error:
            self._desk.refused.emit(error)
            return None
        keep_both = False
        if known:
            answer = self._desk.ask.choose_one(
                self._parent,
                _("“{title}” is here already.").format(title=known),
                _("The protocol in “{file}” has the same name.").format(file=path.name),
                [_("Replace it"), _("Keep both")],
            )
            if answer is None:
                return None
            keep_both = answer == 1
        words = _("Import “{name}”").format(name=short_name(path.name))
        taken = self._desk.do(words, lambda: own.add_file(path, keep_both=keep_both))
        return None if taken is None else taken.value
