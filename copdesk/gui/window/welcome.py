"""The first thing that somebody sees: a name, a sentence, or the sample."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.gui.look.icons import app_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _

WIDTH: Final = 560
LOGO: Final = 56


class Welcome(QScrollArea):
    """A pane in the place of the pages; it only says what was chosen."""

    new_chosen = Signal(str, str)
    """The name of the community and what it is about."""
    sample_chosen = Signal()
    folder_wanted = Signal()
    folder_chosen = Signal(object)

    def __init__(self, recent: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = QLineEdit()
        self.name.setObjectName("communityName")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(_("Three Valleys reading circle"))
        self.about = TextEditor(_("What is it about?"), lines=3, most_lines=6)
        self.about.setObjectName("communityAbout")
        self.about.setPlaceholderText(_("How children learn to read in classes of mixed ages."))
        self.start = button(_("Start this community"), "startCommunity", primary=True)
        self.sample = button(_("Look at the sample community first"), "openSample", "star")
        self.browse = button(_("Open a community from a folder…"), "openFolder", "folder")
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        self._fill(QVBoxLayout(column), recent)
        self._middle = QWidget()
        around = QHBoxLayout(self._middle)
        around.addStretch(1)
        around.addWidget(column, 8)
        around.addStretch(1)
        self.setWidget(self._middle)
        self.setFocusProxy(self.name)
        self.name.returnPressed.connect(self._start)
        self.name.textChanged.connect(self._enable)
        self.start.clicked.connect(self._start)
        self.sample.clicked.connect(self._start_sample)
        self.browse.clicked.connect(self.folder_wanted)
        self._enable()

    def _fill(self, rows: QVBoxLayout, recent: Sequence[Path]) -> None:
        rows.setSpacing(SPACE)
        logo = QLabel()
        logo.setPixmap(app_icon().pixmap(LOGO, LOGO))
        name_label = QLabel(_("&Name of your community"))
        name_label.setBuddy(self.name)
        about_label = QLabel(_("&What is it about?"))
        about_label.setBuddy(self.about)
        later = _("Only the name is needed. Everything can be changed later.")
        rows.addStretch(1)
        rows.addWidget(logo)
        rows.addWidget(plain_label(_("Welcome to CopDesk"), "title", wrap=True))
        rows.addWidget(plain_label(later, "muted", wrap=True))
        rows.addSpacing(SPACE)
        for widget in (name_label, self.name, about_label, self.about):
            rows.addWidget(widget)
        rows.addWidget(self.start)
        rows.addSpacing(SPACE * 2)
        rows.addWidget(plain_label(_("Or"), "heading"))
        rows.addWidget(self.sample)
        rows.addWidget(self.browse)
        if recent:
            rows.addSpacing(SPACE * 2)
            rows.addWidget(plain_label(_("Opened before"), "heading"))
            for folder in recent:
                rows.addWidget(self._recent_row(folder))
        rows.addStretch(2)

    def _recent_row(self, folder: Path) -> QWidget:
        row = QWidget()
        across = bare(QHBoxLayout(row))
        choose = partial(self.folder_chosen.emit, folder)
        across.addWidget(button(folder.name.replace("&", "&&"), "openRecent", press=choose))
        across.addWidget(ElidedLabel(str(folder.parent), "muted"), 1)
        return row

    def _enable(self) -> None:
        self.start.setEnabled(bool(self.name.text().strip()))

    def _start(self) -> None:
        name = self.name.text().strip()
        if name:
            self._wait(self.start, _("Making the community…"))
            self.new_chosen.emit(name, self.about.toPlainText().strip())

    def _start_sample(self) -> None:
        self._wait(self.sample, _("Making the sample community…"))
        self.sample_chosen.emit()

    def _wait(self, pressed: QPushButton, sentence: str) -> None:
        """Show that something goes on; when it fails, another pane takes this one's place."""
        pressed.setText(sentence)
        self._middle.setEnabled(False)
