"""Beside leading discussions: change protocols, exchange them, practice them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from copdesk.domain.brings import Brings
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Protocol
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.projector_screens import Projector
from copdesk.gui.leading.sound import Sound
from copdesk.gui.pages.timer.browser import TimerBrowser
from copdesk.gui.pages.timer.protocols.shelf import ProtocolShelf
from copdesk.services.formats import may_bring

if TYPE_CHECKING:
    from copdesk.gui.pages.timer.protocols.editor import ProtocolEditor
    from copdesk.gui.pages.timer.protocols.practice import PracticePane
    from copdesk.services.opening import Services


class ProtocolWorkshop(QObject):
    """Two panes of the timer, each made when it is first wanted."""

    left = Signal(str)
    """The list should be in front again, with the cursor on this protocol if it is there."""

    def __init__(
        self,
        services: Services,
        desk: Desk,
        browser: TimerBrowser,
        panes: QStackedWidget,
        projector: Projector,
        sound: Sound,
    ) -> None:
        super().__init__(panes)
        self._services, self._desk, self._panes = services, desk, panes
        self._projector, self._sound = projector, sound
        self._shelf = ProtocolShelf(services, desk, panes)
        self._editor: ProtocolEditor | None = None
        self._practice: PracticePane | None = None
        self._shelf.edit_asked.connect(self.edit)
        self._shelf.arrived.connect(self.left)
        browser.change_asked.connect(self._shelf.change)
        browser.export_asked.connect(self._shelf.export)
        browser.starred.connect(self._shelf.star)
        browser.practice_asked.connect(self.practice)
        browser.shelf_buttons.new.clicked.connect(self._shelf.start_new)
        browser.shelf_buttons.take_in.clicked.connect(self._shelf.choose_files)
        self._browser = browser

    def allow_changes(self, allowed: bool) -> None:
        """Whether protocols may be made, changed, taken in and marked."""
        self._browser.shelf_buttons.setEnabled(allowed)
        self._browser.card.tools.allow_changes(allowed)

    @property
    def is_in_front(self) -> bool:
        """Whether a protocol is being changed or practiced."""
        return self._in_front() is not None

    @property
    def protocol_id(self) -> str:
        """Which protocol is being changed or practiced, nothing while none is."""
        pane = self._in_front()
        if pane is self._editor and self._editor is not None:
            return self._editor.document.protocol.id
        practice = self._practice.practice if self._practice is not None else None
        return practice.plan.protocol_id if practice is not None else ""

    def takes_files(self, paths: Sequence[Path]) -> bool:
        """Whether these can be protocols, and nothing else is going on."""
        free = not self.is_in_front and not self._services.read_only_reason
        return free and all(may_bring(path, Brings.PROTOCOL) for path in paths)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take in protocols."""
        self._shelf.add_files(paths)

    def edit(self, protocol: Protocol) -> None:
        """Change one of our own protocols."""
        from copdesk.gui.pages.timer.protocols.editor import ProtocolEditor

        if self._editor is None:
            self._editor = ProtocolEditor(self._desk, self._services.own_protocols)
            self._editor.left.connect(self.left)
            self._panes.addWidget(self._editor)
        self._panes.setCurrentWidget(self._editor)
        self._editor.edit(protocol)

    def practice(self, plan: RunPlan | None) -> None:
        """Try a plan out with invented people."""
        from copdesk.gui.pages.timer.protocols.practice import PracticePane

        if plan is None:
            return
        if self._practice is None:
            self._practice = PracticePane(
                self._services.clock, self._desk, self._projector, self._sound
            )
            self._practice.left.connect(self._leave_practice)
            self._panes.addWidget(self._practice)
        self._panes.setCurrentWidget(self._practice)
        self._practice.begin(plan)

    @property
    def is_editing(self) -> bool:
        """Whether a protocol is being changed."""
        return self._editor is not None and self._in_front() is self._editor

    def take_back(self, *, again: bool) -> None:
        """Undo or redo in the protocol that is being changed."""
        if self._editor is not None:
            stack = self._editor.document.undo_stack
            (stack.redo if again else stack.undo)()

    def close(self) -> None:
        """Hand in what was written, and end a practice."""
        if self._practice is not None:
            self._practice.end()
        if self._editor is not None:
            self._editor.document.close()

    def save_layout(self) -> None:
        """Remember how the editor is divided."""
        if self._editor is not None:
            self._editor.save_layout()

    def _in_front(self) -> QWidget | None:
        current = self._panes.currentWidget()
        return current if current in (self._editor, self._practice) else None

    def _leave_practice(self) -> None:
        name = ""
        if self._practice is not None and self._practice.practice is not None:
            name = self._practice.practice.plan.protocol_id
            self._practice.end()
        self.left.emit(name)
