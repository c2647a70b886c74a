"""What became of files that were added: how many, which were known, which were refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.library import Resource
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.language import _, ngettext, number_text

MOST_LINES: Final = 6


class ResultsCard(QFrame):
    """Stays until it is closed or something else is added."""

    open_asked = Signal(str)
    """The id of a resource that holds a file already."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("resultsCard")
        self._title = plain_label("", "heading", wrap=True)
        self._title.setObjectName("resultsTitle")
        self._lines = QVBoxLayout()
        self._shown: list[QWidget] = []
        self._lines.setSpacing(SPACE // 2)
        close = tool_button("close", _("Close this message"), "closeResults", self.hide)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        set_margins(column, 2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(top)
        column.addLayout(self._lines)
        self.hide()

    def say(
        self,
        title: str,
        *,
        known: Sequence[tuple[str, Resource]] = (),
        sentences: Sequence[str] = (),
    ) -> None:
        """Show a result; every known file offers the resource that holds it."""
        self._clear()
        self._title.setText(title)
        for name, resource in known[:MOST_LINES]:
            self._add(self._known_line(name, resource))
        self._say_more(len(known) - MOST_LINES)
        for sentence in sentences[:MOST_LINES]:
            line = plain_label(sentence, wrap=True)
            line.setObjectName("refusal")
            self._add(line)
        self._say_more(len(sentences) - MOST_LINES)
        self.setAccessibleName(" ".join([title, *sentences]))
        self.show()

    def _known_line(self, name: str, resource: Resource) -> QWidget:
        line = QWidget()
        row = bare(QHBoxLayout(line))
        text = _("“{name}” is in the library already, as “{title}”.")
        row.addWidget(ElidedLabel(text.format(name=name, title=resource.title)), 1)
        made = button(
            _("Open the existing"), "openExisting", "", lambda: self.open_asked.emit(resource.id)
        )
        row.addWidget(made)
        return line

    def _say_more(self, count: int) -> None:
        if count > 0:
            text = ngettext("… and {number} more.", "… and {number} more.", count)
            self._add(plain_label(text.format(number=number_text(count)), "muted"))

    def _clear(self) -> None:
        for line in self._shown:
            line.hide()
            line.deleteLater()
        self._shown.clear()

    def _add(self, line: QWidget) -> None:
        self._lines.addWidget(line)
        self._shown.append(line)
