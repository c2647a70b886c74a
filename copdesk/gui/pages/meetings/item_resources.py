"""The resources tied to an agenda item, and a line that finds more in the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.library import Resource
from copdesk.domain.meetings import AgendaItem, AgendaResource, Meeting
from copdesk.domain.text import folded
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services

OFFERED: Final = 6
SEARCHED: Final = 60


class TiedResources(QWidget):
    """A row for each tied resource; searching the library offers others, one press ties one."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self._item_id = ""
        self._allowed = not services.read_only_reason
        self._tied, self._offers = QVBoxLayout(), QVBoxLayout()
        self._search = SearchLine(_("Choose from the library, or drop files here"))
        self._search.setObjectName("tieSearch")
        self._search.searched.connect(self._find)
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE // 2)
        rows.addWidget(plain_label(_("Resources, printed with the packet"), "muted"))
        for layout in (self._tied, self._offers):
            layout.setSpacing(SPACE // 2)
        rows.addLayout(self._tied)
        rows.addWidget(self._search)
        rows.addLayout(self._offers)
        self._search.setVisible(self._allowed)  # not before it stands here: it would be a window

    def show_item(self, meeting: Meeting, item: AgendaItem) -> None:
        """Show what is tied to an item."""
        if item.id != self._item_id:
            self._search.clear()
        self._meeting, self._item_id = meeting, item.id
        ties = [tie for tie in meeting.resources if tie.item_id == item.id]
        wanted = [tie.resource_id for tie in ties]
        known = {one.id: one for one in self._services.library.many(wanted)}
        _empty(self._tied)
        for tie in ties:
            resource = known.get(tie.resource_id)
            if resource is not None:
                self._tied.addWidget(self._tied_row(tie, resource))

    def _tied_row(self, tie: AgendaResource, resource: Resource) -> QWidget:
        row = QWidget()
        line = bare(QHBoxLayout(row))
        line.setSpacing(SPACE // 2)
        line.addWidget(ElidedLabel(resource.title), 1)
        untie = tool_button(
            "close",
            _("Untie “{name}”").format(name=resource.title),
            tip=_("Untie it; it stays in the library"),
        )
        untie.setEnabled(self._allowed)
        untie.clicked.connect(partial(self._untie, tie.id, resource.title))
        line.addWidget(untie)
        return row

    def _find(self, words: str) -> None:
        _empty(self._offers)
        if not words or self._meeting is None:
            return
        tied = set(self._meeting.resources_of(self._item_id))
        offers = [one for one in self._matching(words) if one.id not in tied][:OFFERED]
        for resource in offers:
            made = button(resource.title.replace("&", "&&"), f"tie-{resource.id}", "link")
            made.setProperty("role", "chip")
            made.setAccessibleName(_("Tie “{title}”").format(title=resource.title))
            made.clicked.connect(partial(self._tie, resource.id))
            self._offers.addWidget(made)
        if not offers:
            text = _("Nothing in the library is called like this.")
            self._offers.addWidget(plain_label(text, "muted", wrap=True))

    def _matching(self, words: str) -> list[Resource]:
        hits = self._services.search.search(words, SEARCHED)
        found = self._services.library.many([hit.id for hit in hits if hit.kind == "resource"])
        wanted = folded(words).split()
        return sorted(
            found,
            key=lambda one: not all(word in folded(one.title) for word in wanted),
        )

    def _tie(self, resource_id: str, _checked: bool = False) -> None:
        meeting, item_id, service = self._meeting, self._item_id, self._services.meetings
        if meeting is None:
            return
        self._search.setText("")
        action = partial(service.tie, meeting.id, item_id, resource_id)
        if self._desk.do(_("Tie a resource to the agenda"), action) is not None:
            self._search.setFocus()

    def _untie(self, tie_id: str, title: str, _checked: bool = False) -> None:
        service = self._services.meetings
        remove_named(
            self._desk,
            title,
            tie_id,
            service.untie,
            text=_("Untie “{name}”"),
            message=_("Untied “{name}”; it stays in the library."),
        )


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
