"""A look at what may have been forgotten, before the minutes become final."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.loose_ends import LooseEnd, LooseEndKind
from copdesk.gui.look.theme import SPACE, TARGET
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.language import N_, _, ngettext

SENTENCES: Final = {
    LooseEndKind.NOBODY_PRESENT: N_("Nobody is ticked as present."),
    LooseEndKind.NOTHING_WRITTEN: N_("Nothing is written about “{text}”."),
    LooseEndKind.NO_NAME: N_("Nobody is named for “{text}”."),
}
TABS: Final = {
    LooseEndKind.NOBODY_PRESENT: "people",
    LooseEndKind.NOTHING_WRITTEN: "minutes",
}
LETTERS: Final = 80
SHOWN: Final = 3


class FinishingPane(QFrame):
    """A short list, a button for each that leads there, and going on in any case."""

    looked_at = Signal(str)
    """The tab on which a loose end can be tied."""
    finished = Signal()
    """The minutes are final as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("looseEnds")
        self.setProperty("role", "card")
        self._title = plain_label(_("Before the minutes are final"), "heading", wrap=True)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        set_margins(self._rows, 0, 0, SPACE, 0)
        self._rows.setSpacing(SPACE // 2)
        self._area = QScrollArea()
        self._area.setWidget(self._list)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        for inside in (self._list, self._area.viewport()):
            inside.setAutoFillBackground(False)
        self.later = button(_("Not yet"), "notFinalYet", "", self.hide)
        self.go_on = button(_("They are final as they are"), "finalAsTheyAre", "", self._finish)
        choices = QHBoxLayout()
        choices.setSpacing(SPACE)
        choices.addWidget(self._title, 1)
        choices.addWidget(self.later)
        choices.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(choices)
        column.addWidget(self._area)
        self.hide()

    def show_ends(self, ends: Sequence[LooseEnd]) -> None:
        """List what may have been forgotten; be hidden when that is nothing."""
        while (taken := self._rows.takeAt(0)) is not None:
            gone = taken.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for end in ends:
            self._rows.addWidget(self._row(end))
        self._rows.addStretch(1)
        row = max(TARGET, self.later.sizeHint().height()) + self._rows.spacing()
        self._area.setFixedHeight(min(len(ends), SHOWN) * row + SPACE)
        self.setVisible(bool(ends))

    def _row(self, end: LooseEnd) -> QWidget:
        sentence = _sentence(end)
        look = button(_("Look"), "lookAtEnd")
        look.setAccessibleName(_("Look: {sentence}").format(sentence=sentence))
        tab = TABS.get(end.kind, "commitments")
        look.clicked.connect(partial(self._look, tab))
        row = QWidget()
        across = bare(QHBoxLayout(row))
        across.setSpacing(SPACE)
        across.addWidget(plain_label(sentence, wrap=True), 1)
        across.addWidget(look)
        return row

    def _look(self, tab: str, _checked: bool = False) -> None:
        self.looked_at.emit(tab)

    def _finish(self) -> None:
        self.hide()
        self.finished.emit()


def _sentence(end: LooseEnd) -> str:
    if end.kind is LooseEndKind.NO_DAY:
        words = ngettext(
            "{number} commitment has no day; it comes back when you meet again.",
            "{number} commitments have no day; they come back when you meet again.",
            end.number,
        )
        return words.format(number=end.number)
    text = end.about if len(end.about) <= LETTERS else f"{end.about[:LETTERS].rstrip()}…"
    return _(SENTENCES[end.kind]).format(text=text)
