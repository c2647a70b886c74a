"""What for, and for whom: two lists to choose from over the list of protocols."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.protocols.words import (
    EXPERIENCES,
    PURPOSES,
    Purpose,
    experience_text,
    purpose_text,
)
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.margins import bare
from copdesk.language import _

FAVORITES: Final = "favorites"
OWN: Final = "own"


class ProtocolFilters(QWidget):
    """Both stand at "any" until somebody chooses."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.purpose, self.experience = ChoiceBox(), ChoiceBox()
        self.purpose.setObjectName("purpose")
        self.purpose.setAccessibleName(_("What for"))
        self.purpose.addItem(_("For any purpose"), "")
        self.purpose.addItem(_("Favorites"), FAVORITES)
        self.purpose.addItem(_("Our own protocols"), OWN)
        for purpose in PURPOSES:
            self.purpose.addItem(purpose_text(purpose), purpose.value)
        self.experience.setObjectName("experience")
        self.experience.setAccessibleName(_("Who can lead it"))
        self.experience.addItem(_("Whoever leads"), "")
        for experience in EXPERIENCES:
            self.experience.addItem(experience_text(experience), experience.value)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        for box in (self.purpose, self.experience):
            box.setMinimumContentsLength(8)
            box.setSizePolicy(box.sizePolicy().Policy.Expanding, box.sizePolicy().Policy.Fixed)
            column.addWidget(box)
            box.currentIndexChanged.connect(self.changed)

    def clear(self) -> None:
        """Let every protocol through."""
        self.purpose.setCurrentIndex(0)
        self.experience.setCurrentIndex(0)

    def fits(self, protocol: Protocol, own: Collection[str], favorites: Collection[str]) -> bool:
        """Whether a protocol is one of those that were asked for."""
        experience = str(self.experience.currentData() or "")
        if experience and protocol.experience != experience:
            return False
        wanted = str(self.purpose.currentData() or "")
        if wanted == FAVORITES:
            return protocol.id in favorites
        if wanted == OWN:
            return protocol.id in own
        return not wanted or Purpose(wanted) in protocol.tags
