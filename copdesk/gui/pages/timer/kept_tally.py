"""The tally of talk after a discussion: forgotten, unless somebody wants to keep it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from copdesk.domain.run.talk_tally import Spoken
from copdesk.gui.leading.spoken_words import tally_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import _


class KeptTally(QFrame):
    """Hidden when nobody was counted."""

    keep_asked = Signal(str)
    """The whole tally as the text of a note."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._text = plain_label("", wrap=True)
        self._text.setObjectName("tallyText")
        self._hint = plain_label("", "muted", wrap=True)
        self._keep = button(
            _("Keep the tally with the run"),
            "keepTally",
            "",
            lambda: self.keep_asked.emit(self._text.text()),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._text)
        column.addWidget(self._hint)
        column.addWidget(self._keep)
        self.hide()

    def show_spoken(self, spoken: tuple[Spoken, ...]) -> None:
        """Offer to keep a tally; nothing counted offers nothing."""
        counted = any(one.is_heard for one in spoken)
        self.setVisible(counted)
        self._text.setText(tally_text(spoken) if counted else "")
        self._keep.show()
        self._hint.setText(
            _("It is forgotten when you leave this page. Kept, it stands among the notes.")
        )

    def say_kept(self) -> None:
        """Offer it no longer."""
        self._keep.hide()
        self._hint.setText(_("It is kept among the notes of this discussion."))
