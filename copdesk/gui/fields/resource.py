"""The fields of a resource, as the form makes them."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from copdesk.gui.fields.resource_words import RESOURCE_KINDS
from copdesk.gui.fields.tag_editor import TagEditor
from copdesk.gui.widgets.person_picker import PersonPicker
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _

FEW_LETTERS: Final = 8
"""How narrow a field may become, so that the page fits beside the list with large text."""


class KindPicker(QComboBox):
    """What kind of thing a resource is; the mouse wheel scrolls the page and changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for kind, (name, _icon) in RESOURCE_KINDS.items():
            self.addItem(_(name), kind.value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEW_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()


class SharedByPicker(PersonPicker):
    """Who brought a resource: a member, or the name of somebody else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Shared by"), parent)
        self.setMinimumContentsLength(FEW_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()


class ConsentEditor(TextEditor):
    """Who allowed the use of student work, and for what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Consent"), parent, lines=2, most_lines=5)
        self.setPlaceholderText(_("Who allowed its use, when, and for what"))


class TagsEditor(TagEditor):
    """The words that a resource is filed under."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Tags"), _("Add a tag"), parent)


class NotesEditor(TextEditor):
    """What members want to remember of a resource."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Notes"), parent, lines=3, most_lines=12)
