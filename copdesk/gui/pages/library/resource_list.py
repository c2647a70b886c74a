"""The list of resources: searched, filtered and ordered without ever being read as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.library import Resource, ResourceFilter
from copdesk.gui.desk.field_access import item_of
from copdesk.gui.fields.resource_words import RESOURCE_KINDS, files_badge, kind_icon, second_line
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, PagedListModel
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.language import _

REMOVED: Final = "removed"
LEAST_LINES: Final = 12
"""With fewer lines of text than this the filters give way to the list."""


class LibraryList(QWidget):
    """What is searched for, and the rows that fit."""

    filtered = Signal()
    """The user wants to see others."""

    def __init__(self, fetch: Callable[[Sequence[str]], Sequence[Resource]]) -> None:
        super().__init__()
        self.search = SearchLine(_("Search the library"))
        self.search.setObjectName("librarySearch")
        self.kind = self._choice("kindFilter", _("Show one kind"))
        self.kind.addItem(_("All kinds"), "")
        for kind, (name, _icon) in RESOURCE_KINDS.items():
            self.kind.addItem(_(name), kind.value)
        self.kind.insertSeparator(self.kind.count())
        self.kind.addItem(_("Removed"), REMOVED)
        self.tag = self._choice("tagFilter", _("Show one tag"))
        self.tag.addItem(_("All tags"), "")
        self.order = self._choice("libraryOrder", _("Order"))
        self.order.addItem(_("By title"), False)
        self.order.addItem(_("Newest first"), True)
        self.count = ElidedLabel("", "muted")
        self.none = plain_label("", "muted", wrap=True)
        self.none.setObjectName("nothingFits")
        self.rows = RowList(_("Resources"))
        self.rows.setObjectName("resourceList")
        self.model: PagedListModel[Resource] = PagedListModel(
            Face(
                id=lambda one: one.id,
                title=lambda one: one.title,
                second=second_line,
                badge=files_badge,
                icon=kind_icon,
            ),
            fetch,
            self,
        )
        self.rows.setModel(self.model)
        self._lay_out()
        self.search.searched.connect(self._filter)
        self.search.moved_down.connect(self.rows.setFocus)
        for choice in (self.kind, self.tag, self.order):
            choice.currentIndexChanged.connect(self._filter)

    def wanted(self) -> ResourceFilter:
        """Return what the user wants to see."""
        kind = str(self.kind.currentData() or "")
        removed = kind == REMOVED
        return ResourceFilter(
            words=self.search.words(),
            kind="" if removed else kind,
            tag="" if removed else str(self.tag.currentData() or ""),
            newest_first=bool(self.order.currentData()),
            removed=removed,
        )

    def is_narrowed(self) -> bool:
        """Whether some resources may be left out."""
        return self.wanted() != ResourceFilter(newest_first=bool(self.order.currentData()))

    def show_all(self) -> None:
        """Forget what was searched for and filtered by."""
        self.search.clear()
        for choice in (self.kind, self.tag):
            choice.setCurrentIndex(0)

    def show_ids(
        self, ids: Sequence[str], count: str, first: Sequence[Resource] | None = None
    ) -> None:
        """Show these resources, and how many they are; the first of them may be known."""
        self.model.set_ids(ids, first)
        self.count.set_text(count)
        self.rows.setVisible(bool(ids))
        self.none.setVisible(not ids)
        trash = self.kind.currentData() == REMOVED
        self.none.setText(
            _("Nothing has been removed.") if trash else _("Nothing in the library fits.")
        )

    def offer_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags to filter by; a chosen one that is gone lets everything through."""
        if [self.tag.itemData(row) for row in range(1, self.tag.count())] == list(tags):
            return
        chosen = self.tag.currentData()
        self.tag.blockSignals(True)
        while self.tag.count() > 1:
            self.tag.removeItem(1)
        for tag in tags:
            self.tag.addItem(tag, tag)
        self.tag.setCurrentIndex(max(item_of(self.tag, chosen), 0))
        self.tag.blockSignals(False)
        if self.tag.currentData() != chosen:
            self.filtered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        has_room = self.height() >= LEAST_LINES * self.fontMetrics().lineSpacing()
        for line in (self._filters, self._under):
            line.setVisible(has_room)

    def _filter(self, _what: object) -> None:
        self.filtered.emit()

    def _choice(self, name: str, text: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.setAccessibleName(text)
        choice.setToolTip(text)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return choice

    def _lay_out(self) -> None:
        self._filters = _line(self.kind, self.tag)
        self._under = _line(self.count, self.order)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(self._filters)
        column.addWidget(self._under)
        column.addWidget(self.rows, 1)
        column.addWidget(self.none)
        column.addStretch(0)
        self.none.hide()


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row = bare(QHBoxLayout(line))
    row.setSpacing(SPACE)
    for widget in widgets:
        row.addWidget(widget, 1)
    return line
