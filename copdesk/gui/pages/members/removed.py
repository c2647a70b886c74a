"""Members who were removed, to be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.domain.members import Member
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.row_list import RowList
from copdesk.language import _
from copdesk.services.members import MemberService


class RemovedMembers(QWidget):
    """The trash, the latest first; nobody in it is shown or printed anywhere else."""

    closed = Signal()

    def __init__(self, service: MemberService, desk: Desk) -> None:
        super().__init__()
        self._service, self._desk = service, desk
        header = PageHeader(_("Removed members"))
        self._back = header.add(_("Back to the members"), "back", self.closed.emit)
        self._back.setObjectName("backToMembers")
        self._restore = header.add(_("Take back"), "undo", self._take_back, primary=True)
        self._restore.setObjectName("restoreMember")
        self._may_change = True
        self._rows = RowList(_("Removed members"))
        self._rows.setObjectName("removedRows")
        self._model: ListModel[Member] = ListModel(
            Face(
                id=lambda one: one.id,
                title=lambda one: one.name,
                second=lambda one: one.school,
                icon=lambda _one: "person",
            ),
            self,
        )
        self._rows.setModel(self._model)
        self._rows.opened.connect(self._take_back)
        empty = EmptyState(
            "trash", _("Nothing here"), _("A member who is removed can be taken back from here.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._rows)
        self._stack.addWidget(empty)
        explained = plain_label(
            _("What they said, promised and took part in stays in the minutes."), "muted", wrap=True
        )
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        rows.addWidget(header)
        rows.addWidget(explained)
        rows.addWidget(self._stack, 1)

    def reload(self) -> None:
        """Read the trash again."""
        self._model.set_rows(self._service.removed())
        if self._model.rowCount() and not self._rows.current_id():
            self._rows.select_first()
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        self._restore.setEnabled(bool(self._model.rowCount()) and self._may_change)

    def allow_changes(self, allowed: bool) -> None:
        """Whether anybody may be taken back."""
        self._may_change = allowed

    def _take_back(self) -> None:
        member_id, service = self._rows.current_id(), self._service
        if not member_id or not self._may_change:
            return
        name = service.get(member_id).name
        self._desk.do(
            _("Take back {name}").format(name=name),
            lambda: service.restore(member_id),
            message=_("{name} is back.").format(name=name),
        )
