"""Fields of the protocol editor that are ticked: voices, roles, purposes, what is written down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from copdesk.domain.protocols.protocol import Capture, CaptureKind, CapturePer, Role
from copdesk.domain.protocols.words import PURPOSES, Purpose
from copdesk.gui.fields.protocol_labels import CAPTURED_PER, CAPTURES
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import N_, _

Offered = Sequence[tuple[str, str]]
SAYS: Final = {"speak": N_("Speaks"), "silent": N_("Is silent"), "answers": N_("Answers")}


class VoiceTicks(QWidget):
    """A line for each voice: speaks, is silent, or only answers when asked."""

    ticked = Signal(str, object)
    """The name of a step's field, and the voices that it holds now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Who speaks, who is silent, who answers"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._offered: list[tuple[str, str]] = []
        self._boxes: dict[tuple[str, str], QCheckBox] = {}
        self._grid = bare(QGridLayout(self))
        self._grid.setHorizontalSpacing(SPACE * 2)
        self._grid.setVerticalSpacing(SPACE // 2)

    def show_voices(self, offered: Offered, said: dict[str, tuple[str, ...]]) -> None:
        """Show these voices with their ticks."""
        if list(offered) != self._offered:
            self._offered = list(offered)
            self._build()
        for (field, voice), box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(voice in said[field])
            box.blockSignals(False)

    def box(self, field: str, voice: str) -> QCheckBox:
        """Return the tick of a voice in a column."""
        return self._boxes[field, voice]

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        center = Qt.AlignmentFlag.AlignHCenter
        for column, title in enumerate(SAYS.values(), start=1):
            self._grid.addWidget(plain_label(_(title), "muted"), 0, column, center)
        for row, (voice, label) in enumerate(self._offered, start=1):
            self._grid.addWidget(plain_label(label, wrap=True), row, 0)
            for column, (field, title) in enumerate(SAYS.items(), start=1):
                box = QCheckBox()
                box.setObjectName(f"{field}-{voice}")
                name = _("{name}: {says}").format(name=label, says=_(title))
                box.setAccessibleName(name)
                box.setToolTip(name.replace("&", "&amp;").replace("<", "&lt;"))
                box.toggled.connect(partial(self._follow, field, voice))
                self._grid.addWidget(box, row, column, center)
                self._boxes[field, voice] = box
        self._grid.setColumnStretch(0, 1)
        self.setMinimumHeight(self._grid.sizeHint().height())

    def _follow(self, field: str, voice: str, ticked: bool) -> None:
        """Nobody both speaks and is silent: one tick takes the others of its line away."""
        self.ticked.emit(field, self._voices(field))
        for other in SAYS:
            box = self._boxes[other, voice]
            if ticked and other != field and box.isChecked():
                box.setChecked(False)

    def _voices(self, field: str) -> tuple[str, ...]:
        voices = [voice for voice, _label in self._offered]
        return tuple(voice for voice in voices if self._boxes[field, voice].isChecked())


class _Ticks(QWidget):
    """Words beside one another, each with a tick."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: list[tuple[str, str]] = []
        self._boxes: dict[str, QCheckBox] = {}
        self._flow = FlowLayout(self)

    def offer(self, offered: Offered) -> None:
        """Offer ids under their names; ticks stay."""
        if list(offered) == self._offered:
            return
        ticked = self.field_value()
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._offered, self._boxes = list(offered), {}
        for item_id, name in offered:
            box = QCheckBox(name.replace("&", "&&"))
            box.setObjectName(item_id)
            box.setChecked(item_id in ticked)
            box.toggled.connect(self.field_edited)
            self._flow.addWidget(box)
            self._boxes[item_id] = box

    def field_value(self) -> tuple[Any, ...]:
        """Return what is ticked."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def set_field_value(self, value: Any) -> None:
        """Tick exactly these."""
        for one, box in self._boxes.items():
            box.setChecked(one in value)


class RoleTicks(_Ticks):
    """Some of the roles."""

    def set_roles(self, roles: Sequence[Role]) -> None:
        """Offer these roles."""
        self.offer([(role.id, role.label or role.id) for role in roles])


class PurposeTicks(_Ticks):
    """What a protocol is good for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer([(str(purpose), _(text)) for purpose, text in PURPOSES.items()])

    def field_value(self) -> tuple[Purpose, ...]:
        """Return the purposes."""
        return tuple(Purpose(one) for one in super().field_value())


class CaptureEditor(QWidget):
    """Each kind of line with a tick, and for whom it is written down."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Capture, ...] = ()
        self._rows: dict[CaptureKind, tuple[QCheckBox, ChoiceBox]] = {}
        column = bare(QVBoxLayout(self))
        grid = QGridLayout()
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(1, 1)
        for row, kind in enumerate(CaptureKind):
            tick, per = QCheckBox(_(CAPTURES[kind])), ChoiceBox()
            tick.setObjectName(f"capture-{kind}")
            per.setAccessibleName(_("{kind}: for whom").format(kind=_(CAPTURES[kind])))
            for one, text in CAPTURED_PER.items():
                per.addItem(_(text), str(one))
            per.setMinimumContentsLength(8)
            tick.toggled.connect(partial(self._follow, kind))
            per.currentIndexChanged.connect(partial(self._follow, kind))
            grid.addWidget(tick, row, 0)
            grid.addWidget(per, row, 1)
            self._rows[kind] = (tick, per)
        column.addLayout(grid)

    def field_value(self) -> tuple[Capture, ...]:
        """Return what is written down."""
        return self._shown

    def set_field_value(self, value: Any) -> None:
        """Show what is written down; of two lines of one kind the first is shown, both stay."""
        self._shown = tuple(value)
        for kind, (tick, per) in self._rows.items():
            found = next((one for one in self._shown if one.kind is kind), None)
            for widget in (tick, per):
                widget.blockSignals(True)
            tick.setChecked(found is not None)
            per.setCurrentIndex(list(CapturePer).index(found.per) if found else 0)
            per.setEnabled(found is not None)
            for widget in (tick, per):
                widget.blockSignals(False)

    def _follow(self, kind: CaptureKind, _changed: object) -> None:
        tick, per = self._rows[kind]
        per.setEnabled(tick.isChecked())
        now = [Capture(kind=kind, per=list(CapturePer)[per.currentIndex()])]
        found: list[Capture] = []
        for one in CaptureKind:
            others = [capture for capture in self._shown if capture.kind is one]
            found += (now if tick.isChecked() else []) if one is kind else others
        self._shown = tuple(found)
        self.field_edited.emit()
