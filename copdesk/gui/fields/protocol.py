"""The fields of the protocol editor's forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.protocols.words import EXPERIENCES, Experience
from copdesk.domain.text import many_lines
from copdesk.gui.fields import protocol_labels as labels
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.length_field import (
    length_of,
    length_text,
)
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _

LEAST_LETTERS: Final = 10


class WordBox(ChoiceBox):
    """One word out of a closed list."""

    field_edited = Signal()
    words: ClassVar[labels.Words] = {}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for word, text in self.words.items():
            self.addItem(_(text), str(word))
        self.currentIndexChanged.connect(self.field_edited)

    def field_value(self) -> StrEnum:
        """Return the word."""
        return list(self.words)[max(self.currentIndex(), 0)]

    def set_field_value(self, value: Any) -> None:
        """Show a word."""
        self.setCurrentIndex(list(self.words).index(value))


class ModeBox(WordBox):
    """What the room does."""

    words = labels.MODES


class OnZeroBox(WordBox):
    """What happens when time is up."""

    words = labels.ON_ZERO


class TurnsOverBox(WordBox):
    """Who gets turns."""

    words = labels.TURNS_OVER


class TurnOrderBox(WordBox):
    """How a round goes about."""

    words = labels.TURN_ORDERS


class PassingBox(WordBox):
    """Whether turns may go by."""

    words = labels.PASSING


class EarlyBox(WordBox):
    """What follows on somebody who ends early."""

    words = labels.EARLY


class LoopOverBox(WordBox):
    """What is repeated for."""

    words = labels.LOOPS_OVER


class RemainderBox(WordBox):
    """Where the people go who do not fill a group."""

    words = labels.REMAINDERS


class RegroupBox(WordBox):
    """How groups come about."""

    words = labels.REGROUPS


class ExperienceBox(WordBox):
    """Who can lead a protocol."""

    words: ClassVar[labels.Words] = {
        experience: EXPERIENCES[experience] for experience in Experience
    }


class IdBox(ChoiceBox):
    """One of several things by its id; one that is not there keeps its id as its name."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self.field_edited)

    def set_offered(self, offered: Sequence[tuple[str, str]]) -> None:
        """Offer ids under their names; what was chosen stays chosen."""
        shown = [(str(self.itemData(n)), self.itemText(n)) for n in range(self.count())]
        if shown == list(offered):
            return
        chosen = self.field_value()
        self.blockSignals(True)
        self.clear()
        for item_id, name in offered:
            self.addItem(name, item_id)
        self.set_field_value(chosen)
        self.blockSignals(False)

    def field_value(self) -> str:
        """Return the id."""
        return str(self.currentData() or "")

    def set_field_value(self, value: Any) -> None:
        """Show the thing with an id."""
        if self.findData(value) < 0:
            self.addItem(str(value), value)
        self.setCurrentIndex(self.findData(value))


class EndsByBox(IdBox):
    """Who ends a step."""

    def set_protocol(self, protocol: Protocol) -> None:
        """Offer the clock, the person who leads, and the roles."""
        usual = [("clock", _("The clock")), ("facilitator", _("The person who leads"))]
        roles = [(r.id, r.label) for r in protocol.roles if r.id != "facilitator"]
        self.set_offered([*usual, *roles])


class DefaultBox(IdBox):
    """The usual option of a choice."""


class CountField(NumberField):
    """A number of things; none is a dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 0, 60, "", parent)
        self.setSpecialValueText("–")


class OptionalCountField(CountField):
    """A number of things, or None."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.valueChanged.connect(self.field_edited)

    def field_value(self) -> int | None:
        """Return the number, or None for the dash."""
        return self.value() or None

    def set_field_value(self, value: Any) -> None:
        """Show a number, or a dash for None."""
        self.setValue(value or 0)


class MinutesField(CountField):
    """A number of minutes; none is a dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximum(600)


class OptionalMinutesField(OptionalCountField):
    """A number of minutes, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximum(600)


class PeopleField(NumberField):
    """A number of people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 1, 500, "", parent)


class FacilitatorText(TextEditor):
    """What the person who leads says or does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, lines=2, most_lines=8)


class RoomText(TextEditor):
    """What the room reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, lines=2, most_lines=5)


class PurposeText(TextEditor):
    """What a protocol is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, lines=2, most_lines=6)


class NoteText(TextEditor):
    """What else is worth knowing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, lines=2, most_lines=6)


class LinesEditor(TextEditor):
    """Several texts, one in each line; empty lines are nothing."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, lines=2, most_lines=8)
        self.textChanged.connect(self.field_edited)

    def field_value(self) -> tuple[str, ...]:
        """Return the texts."""
        lines = (line.strip() for line in many_lines(self.toPlainText()).splitlines())
        return tuple(line for line in lines if line)

    def set_field_value(self, value: Any) -> None:
        """Show texts."""
        self.setPlainText("\n".join(value))


class WarnField(QLineEdit):
    """How long before the end there is a warning, such as "2:00, 0:30"."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[int, ...] = ()
        self.textEdited.connect(self._take)

    def field_value(self) -> tuple[int, ...]:
        """Return the seconds that were last understood."""
        return self._known

    def set_field_value(self, value: Any) -> None:
        """Show seconds."""
        self._known = tuple(value)
        self.setText(", ".join(length_text(seconds) for seconds in self._known))
        self._mark(wrong=False)

    def _take(self, text: str) -> None:
        words = [word for word in re.split("[,;،؛]", text) if word.strip()]
        lengths = [length_of(word) for word in words]
        known = tuple(length for length in lengths if length is not None)
        self._mark(wrong=len(known) < len(lengths))
        if len(known) == len(lengths):
            self._known = known
            self.field_edited.emit()

    def _mark(self, *, wrong: bool) -> None:
        hint = _("Write times such as “2:00, 0:30”.") if wrong else ""
        self.setProperty("wrong", wrong)
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)
        self.style().unpolish(self)
        self.style().polish(self)
