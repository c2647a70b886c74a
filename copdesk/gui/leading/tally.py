"""A row of names for the facilitator: a tap says who speaks, a quiet bar how much so far."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle, QVBoxLayout, QWidget

from copdesk.domain.run.state import TimerState
from copdesk.domain.run.talk_tally import Spoken, TalkTally
from copdesk.gui.leading.spoken_words import not_heard_text, spoken_text
from copdesk.gui.look.theme import SPACE, colors
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import _

BAR: Final = 3


class TimerTally(QFrame):
    """Hidden until somebody wants it; what it counts is forgotten with the discussion.

    It comes back after a power cut, and then nobody but the facilitator sees it.
    """

    edited = Signal()
    """The tally was begun or ended, or is seen by others from now on."""
    tapped = Signal(str)
    """Somebody was tapped; answer with `tap` once time has passed up to now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("talkTally")
        self.setAccessibleName(_("Who speaks now"))
        self.tally: TalkTally | None = None
        self.for_room = self._is_aside = False
        self._buttons: dict[str, TalkButton] = {}
        self._order: list[str] = []
        self._waiting = plain_label("", "muted", wrap=True)
        self._waiting.setObjectName("notYetHeard")
        names = QWidget()
        self._flow = FlowLayout(names)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE // 2)
        column.addWidget(self._waiting)
        column.addWidget(names)
        self.hide()

    def begin(self, tally: TalkTally | None) -> None:
        """Begin another discussion, with what was counted before it was interrupted."""
        self.tally, self.for_room = tally, False
        self._show_names()

    def count(self, wanted: bool, state: TimerState) -> None:
        """Begin to count, or stop and forget."""
        self.tally = TalkTally().at(state) if wanted else None
        self.for_room = self.for_room and wanted
        self._show_names()
        self.edited.emit()

    def show_to_room(self, wanted: bool) -> None:
        """Let the room see it as well, or no longer."""
        self.for_room = wanted and self.tally is not None
        self.edited.emit()

    def step_aside(self, aside: bool) -> None:
        """Make room for something else for a moment; counting goes on."""
        self._is_aside = aside
        self._show_names()

    def show_state(self, state: TimerState) -> None:
        """Let time pass."""
        if self.tally is not None:
            self.tally = self.tally.at(state)
            self._show_names()

    def _ask_tap(self, person_id: str, _checked: bool = False) -> None:
        self.tapped.emit(person_id)

    def spoken(self) -> tuple[Spoken, ...]:
        """Return how long each has spoken; nobody while it is not counted."""
        return self.tally.spoken() if self.tally is not None else ()

    def room_sees(self) -> tuple[Spoken, ...]:
        """Return what the room may see of it, which is nothing until somebody says so."""
        return self.spoken() if self.for_room else ()

    def tap(self, person_id: str) -> None:
        """Let somebody speak from now on, or no longer."""
        if self.tally is not None:
            self.tally = self.tally.tapped(person_id)
            self._show_names()

    def _show_names(self) -> None:
        spoken = self.spoken()
        self.setVisible(bool(spoken) and not self._is_aside)
        if [one.person.id for one in spoken] != self._order:
            self._put_in_order(spoken)
        self._waiting.setText(not_heard_text(spoken))
        for one in spoken:
            self._buttons[one.person.id].show_spoken(one)

    def _put_in_order(self, spoken: tuple[Spoken, ...]) -> None:
        """Put the names in another order; a button that has the cursor keeps it."""
        self._order = [one.person.id for one in spoken]
        while self._flow.count():
            self._flow.takeAt(0)
        for gone in [key for key in self._buttons if key not in self._order]:
            self._buttons[gone].hide()
            self._buttons.pop(gone).deleteLater()
        before: QWidget | None = None
        for key in self._order:
            if key not in self._buttons:
                self._buttons[key] = button = TalkButton(key)
                button.clicked.connect(partial(self._ask_tap, key))
            self._flow.addWidget(self._buttons[key])
            self._buttons[key].show()
            if before is not None:
                QWidget.setTabOrder(before, self._buttons[key])
            before = self._buttons[key]


class TalkButton(QPushButton):
    """A name with turns and time, pressed in while the person speaks, and a bar under it."""

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.setObjectName(f"talk-{person_id}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._share = 0.0

    def show_spoken(self, spoken: Spoken) -> None:
        """Show what was counted for the person."""
        text = spoken_text(spoken).replace("&", "&&")
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        self.setChecked(spoken.is_speaking)
        if spoken.share != self._share:
            self._share = spoken.share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._share:
            return
        whole = self.rect().adjusted(SPACE, 0, -SPACE, 0)
        bar = QRectF(whole.left(), whole.bottom() - BAR - 3, whole.width() * self._share, BAR)
        placed = QStyle.visualRect(self.layoutDirection(), whole, bar.toAlignedRect())
        ink = colors().on_selection if self.isChecked() else colors().muted
        painter = QPainter(self)
        painter.fillRect(placed, QColor(ink))
