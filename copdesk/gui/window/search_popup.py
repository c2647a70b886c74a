"""Search everywhere: a pane over the page, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from copdesk.domain.search import Hit
from copdesk.errors import UserError
from copdesk.gui.desk.jobs import Jobs, Report
from copdesk.gui.desk.newest import Newest
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.window.search_kinds import KINDS, OTHER
from copdesk.language import _, ngettext

MOVES: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
WIDTH: Final = 620
Search = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Row:
    hit: Hit
    group: str


class SearchPopup(QFrame):
    """A line and what was found, kind by kind; Return opens, Escape closes."""

    opened = Signal(str, str)
    """The kind and the id of what was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Search everywhere"))
        self._jobs = Jobs(self, threads=1)  # its own: a long print holds up no search
        self._newest = Newest(self._jobs)
        self._search: Search | None = None
        self._back: QWidget | None = None
        self._line = SearchLine(_("Search everywhere"))
        self._line.setObjectName("searchEverywhere")
        self._state = plain_label(role="muted", wrap=True)
        self._model = ListModel[_Row](
            Face(
                id=lambda row: f"{row.hit.kind} {row.hit.id}",
                title=lambda row: row.hit.title,
                second=lambda row: _said(row.hit),
                badge=lambda row: row.group,
                icon=lambda row: _kind(row.hit.kind)[1],
            ),
            self,
        )
        self._list = RowList(_("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda: self._open(self._list.current_id()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        rows.addWidget(self._line)
        rows.addWidget(self._state)
        rows.addWidget(self._list, 1)
        self._line.searched.connect(self._look)
        self._line.installEventFilter(self)
        self.hide()

    def search_with(self, search: Search, interrupt: Callable[[], None]) -> None:
        """Use this community's search; `interrupt` ends one that nobody waits for any more."""
        self._search = search
        self._newest = Newest(self._jobs, interrupt)

    def finish(self) -> None:
        """Drop everything and wait for the worker, before the community is closed."""
        self._newest.drop()
        self._jobs.stop()
        self._search = None

    def open_over(self, area: QSize, top: int) -> None:
        """Show the pane in the middle, under the tabs."""
        self._back = QApplication.focusWidget()
        width = min(WIDTH * self.fontMetrics().height() // 15, area.width() - 4 * SPACE)
        height = min(area.height() - top - 2 * SPACE, width * 3 // 4)
        self.setGeometry((area.width() - width) // 2, top, width, height)
        self._state.setText(_("Type a name, a title or a word from a note."))
        self.show()
        self.raise_()
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Hide the pane and give the cursor back."""
        self._newest.drop()
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in MOVES and self._model.rowCount():
                self._move(cast("QKeyEvent", event))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.current_id():
                self._open(self._list.current_id())
                return True
            if key == Qt.Key.Key_Escape:
                self.close_up()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _move(self, event: QKeyEvent) -> None:
        QApplication.sendEvent(self._list, QKeyEvent(event.type(), event.key(), event.modifiers()))

    def _look(self, words: str) -> None:
        search = self._search
        if search is None or not words:
            self._model.set_rows(())
            return
        self._state.setText(_("Searching…"))

        def work(_report: Report) -> Sequence[Hit]:
            return search(words)

        self._newest.start(work, self._show, refused=self._refuse, tells_refusal=True)

    def _show(self, hits: Sequence[Hit]) -> None:
        rows = [_Row(hit, _(_kind(hit.kind)[0])) for hit in hits]
        first = {row.group: number for number, row in reversed(list(enumerate(rows)))}
        rows.sort(key=lambda row: first[row.group])  # groups in the order of their best hit
        self._model.set_rows(rows)
        self._list.select_first()
        number = len(rows)
        found = ngettext("{number} thing found.", "{number} things found.", number)
        self._state.setText(found.format(number=number) if rows else _("Nothing was found."))

    def _refuse(self, error: UserError) -> None:
        self._model.set_rows(())
        self._state.setText(error.sentence)

    def _open(self, item: str) -> None:
        kind, _space, item_id = item.partition(" ")
        self.close_up()
        self.opened.emit(kind, item_id)


def _kind(kind: str) -> tuple[str, str]:
    return KINDS.get(kind, OTHER)


def _said(hit: Hit) -> str:
    """Return the words around what was found, unless the title has said them already."""
    words = hit.snippet.replace("‹", "").replace("›", "")
    return "" if words == hit.title else words
