"""The files inside a resource: look at them, open copies, attach and detach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.library import AttachedFile, Resource
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.fields.resource_words import file_icon, size_text, type_name
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.pages.library.preview import PreviewPane
from copdesk.gui.widgets.actions import keys_inside
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.drop_overlay import DropOverlay, accept_copies, dropped_files
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.row_list import RowList
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.copies import may_open

if TYPE_CHECKING:
    from copdesk.services.opening import Services

ROWS_SHOWN: Final = 4


class FilesPane(QWidget):
    """A list of files with what one does with them, and the chosen one to look at."""

    attach_asked = Signal(list)
    """Paths that were dropped here or chosen."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._resource: Resource | None = None
        self.rows = RowList(_("Files of this resource"))
        self.rows.setObjectName("fileRows")
        self._model: ListModel[AttachedFile] = ListModel(
            Face(
                id=lambda file: file.id,
                title=lambda file: file.name,
                second=lambda file: f"{type_name(file)} · {size_text(file.size)}",
                icon=file_icon,
            ),
            self,
        )
        self.rows.setModel(self._model)
        self.preview = PreviewPane(services.previews, desk.jobs)
        self._none = plain_label(
            _("No files: this stands for something on paper or elsewhere."), "muted", wrap=True
        )
        self._open = button(_("Open"), "openFile", "link", self.open_file)
        self._open.setToolTip(_("Open a copy to read; changes in it are not kept"))
        self._save = button(_("Save a copy…"), "saveFile", "export", self.save_copy)
        self._detach = button(_("Detach"), "detachFile", "remove", self.detach)
        self._attach = button(_("Attach files…"), "attachFiles", "attach", self.choose)
        self._lay_out()
        self._overlay = DropOverlay(self)
        self.setAcceptDrops(not services.read_only_reason)
        self.rows.chosen.connect(self._show_file)
        self.rows.opened.connect(self._open_or_save)
        keys_inside(self.rows, keys_of("remove-chosen"), self.detach)

    def show_resource(self, resource: Resource, *, may_change: bool) -> None:
        """Show the files of a resource."""
        other = self._resource is None or self._resource.id != resource.id
        self._resource = resource
        self._model.set_rows(resource.files)
        if other or not self.rows.current_id():
            self.rows.select_first()
        has_files = bool(resource.files)
        for widget in (self.rows, self._open, self._save, self._detach):
            widget.setVisible(has_files)
        self._none.setVisible(not has_files)
        self._attach.setEnabled(may_change)
        self._detach.setEnabled(may_change)
        self.setAcceptDrops(may_change)
        self._fit_rows()
        if not has_files:
            self.preview.show_file(None)

    def current(self) -> AttachedFile | None:
        """Return the file under the cursor."""
        return self._model.row(self.rows.currentIndex().row())

    def open_file(self) -> None:
        """Let the system show a copy of the chosen file."""
        file, copies = self.current(), self._services.copies
        if file is not None:
            self._desk.jobs.start(
                _("Opening {name}").format(name=file.name),
                lambda _report: copies.to_open(file),
                done=_show_outside,
            )

    def save_copy(self) -> None:
        """Write a copy of the chosen file to where the user wants it."""
        file, copies = self.current(), self._services.copies
        if file is None:
            return
        target = self._desk.ask.choose_save(self, _("Save a copy"), file.name)
        if target is not None:
            self._desk.jobs.start(
                _("Saving {name}").format(name=target.name),
                lambda _report: copies.save(file, target),
            )

    def detach(self) -> None:
        """Take the chosen file out; the message can bring it back."""
        file, service = self.current(), self._services.library
        if file is None or not self._detach.isEnabled():
            return
        remove_named(
            self._desk,
            file.name,
            file.id,
            service.detach,
            text=_("Detach “{name}”"),
            message=_("Detached “{name}”."),
        )

    def choose(self) -> None:
        """Ask for files to attach."""
        paths = self._desk.ask.choose_files(self, _("Attach files"))
        if paths:
            self.attach_asked.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if dropped_files(event.mimeData()):
            accept_copies(event)
            self._overlay.show_over(self.rect(), _("Drop the files to attach them here"))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: D102
        accept_copies(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: D102
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        self._overlay.hide()
        paths: list[Path] = dropped_files(event.mimeData())
        if paths:
            accept_copies(event)
            self.attach_asked.emit(paths)

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for each in (self._open, self._save, self._attach, self._detach):
            flow.addWidget(each)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addWidget(plain_label(_("Files"), "heading"))
        for widget in (self._none, self.rows, buttons, self.preview):
            column.addWidget(widget)
        column.addStretch(1)

    def _fit_rows(self) -> None:
        shown = min(max(self._model.rowCount(), 1), ROWS_SHOWN)
        self.rows.setFixedHeight(shown * self.rows.sizeHintForRow(0) + 2 * self.rows.frameWidth())

    def _show_file(self, _file_id: str) -> None:
        file = self.current()
        self.preview.show_file(file)
        self._open.setEnabled(file is not None and may_open(file.name))

    def _open_or_save(self, _file_id: str) -> None:
        if self._open.isEnabled():
            self.open_file()
        else:
            self.save_copy()


def _show_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
