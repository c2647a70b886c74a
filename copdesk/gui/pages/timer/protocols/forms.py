"""The forms of the protocol editor: one for the whole, one for each kind of part."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.domain.protocols.editing import Place, part_at, voices_at
from copdesk.domain.protocols.parts import field_of
from copdesk.domain.protocols.protocol import (
    Choice,
    Loop,
    LoopOver,
    Option,
    Protocol,
    Round,
    Split,
    Step,
)
from copdesk.domain.text import many_lines
from copdesk.gui.desk.field_access import FieldAccess, field_access
from copdesk.gui.fields.protocol_labels import voice_label
from copdesk.gui.fields.protocol_ticks import SAYS
from copdesk.gui.forms.ui_protocol_choice_form import Ui_ProtocolChoiceForm
from copdesk.gui.forms.ui_protocol_head_form import Ui_ProtocolHeadForm
from copdesk.gui.forms.ui_protocol_loop_form import Ui_ProtocolLoopForm
from copdesk.gui.forms.ui_protocol_option_form import Ui_ProtocolOptionForm
from copdesk.gui.forms.ui_protocol_round_form import Ui_ProtocolRoundForm
from copdesk.gui.forms.ui_protocol_split_form import Ui_ProtocolSplitForm
from copdesk.gui.forms.ui_protocol_step_form import Ui_ProtocolStepForm
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _

HEAD: Final = (
    "title", "purpose", "tags", "experience", "least", "ideal", "most", "parallel", "roles",
    "materials", "debrief", "attribution", "note",
)  # fmt: skip
STEP: Final = (
    "title", "mode", "plan", "per_person", "least", "most", "open_ended", "protected", "once_only",
    "facilitator", "room", "capture", "on_zero", "ends_by", "warn", "transition", "closing",
    "optional", "default_on",
)  # fmt: skip
ROUND: Final = ("over", "order", "gap", "passing", "early", "repeatable")
LOOP: Final = ("title", "over", "times", "most", "prompts", "size", "block_cap")
SPLIT: Final = (
    "title", "size", "groups", "remainder", "regroup", "labels", "transition", "without",
    "own_roles",
)  # fmt: skip
CHOICE: Final = ("title", "default")
OPTION: Final = ("title", "least_people", "most_people", "least_minutes", "most_minutes")
_SIZES: Final = ("least", "ideal", "most")


class FieldsForm(QWidget):
    """A form from a design; `edited` says which field a person has changed, and to what."""

    edited = Signal(str, object)

    def __init__(self, design: Any, names: tuple[str, ...]) -> None:
        super().__init__()
        design.setupUi(self)
        self._showing = False
        self._fields: dict[str, FieldAccess] = {}
        for name in names:
            self._fields[name] = access = field_access(getattr(design, name))
            access.edited.connect(partial(self._follow, name))

    def show_fields(self, value_of: Callable[[str], Any]) -> None:
        """Show what a part says; a field that says so already is left alone."""
        self._showing = True
        for name, access in self._fields.items():
            value = value_of(name)
            if access.read() != value:
                access.write(value)
        self._showing = False

    def _follow(self, name: str, *_values: object) -> None:
        if not self._showing:
            self.edited.emit(name, _cleaned(self._fields[name].read()))


class PartForms(QStackedWidget):
    """Shows the form that fits the part; `edited` is about the part that is shown."""

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.head, self.step, self.round = (
            Ui_ProtocolHeadForm(),
            Ui_ProtocolStepForm(),
            Ui_ProtocolRoundForm(),
        )
        self.loop, self.split = Ui_ProtocolLoopForm(), Ui_ProtocolSplitForm()
        self.choice, self.option = Ui_ProtocolChoiceForm(), Ui_ProtocolOptionForm()
        self._head, self._step = FieldsForm(self.head, HEAD), FieldsForm(self.step, STEP)
        self._round, self._loop = FieldsForm(self.round, ROUND), FieldsForm(self.loop, LOOP)
        self._split, self._choice = FieldsForm(self.split, SPLIT), FieldsForm(self.choice, CHOICE)
        self._option = FieldsForm(self.option, OPTION)
        self._pages: dict[FieldsForm, QWidget] = {}
        for name, forms in (
            (_("The protocol"), (self._head,)),
            (_("The step"), (self._step, self._round)),
            (_("The loop"), (self._loop,)),
            (_("The groups"), (self._split,)),
            (_("The choice"), (self._choice,)),
            (_("The way"), (self._option,)),
        ):
            self._add_page(name, forms)
        self.step.voices.ticked.connect(self.edited)

    def show_part(self, protocol: Protocol, place: Place) -> None:
        """Show the part at a place, or the protocol itself."""
        part = part_at(protocol, place)
        match part:
            case None:
                self._head.show_fields(partial(head_field, protocol))
                form = self._head
            case Step() | Round():
                self._show_step(protocol, place, part)
                form = self._step
            case Loop():
                self._show_loop(part)
                form = self._loop
            case Split():
                for ticks in (self.split.without, self.split.own_roles):
                    ticks.set_roles(protocol.roles)
                self._split.show_fields(partial(field_of, part))
                form = self._split
            case Choice():
                ways = [(option.id, option.title) for option in part.options]
                self.choice.default.set_offered(ways)
                self._choice.show_fields(partial(field_of, part))
                form = self._choice
            case Option():
                self._option.show_fields(partial(field_of, part))
                form = self._option
        self.setCurrentWidget(self._pages[form])

    def _show_step(self, protocol: Protocol, place: Place, part: Step | Round) -> None:
        turns = isinstance(part, Round)
        self._round.setVisible(turns)
        if turns:
            self._round.show_fields(partial(field_of, part))
        said = {field: field_of(part, field) for field in SAYS}
        named = [voice for voices in said.values() for voice in voices]
        offered = dict.fromkeys((*voices_at(protocol, place), *named))
        self.step.voices.show_voices([(v, voice_label(v, protocol)) for v in offered], said)
        self.step.ends_by.set_protocol(protocol)
        self._step.show_fields(partial(field_of, part))
        rows = self.step.rows
        rows.setRowVisible(self.step.open_ended, not turns)
        rows.setRowVisible(self.step.once_only, not turns)
        rows.setRowVisible(self.step.default_on, field_of(part, "optional"))

    def _show_loop(self, loop: Loop) -> None:
        self._loop.show_fields(partial(field_of, loop))
        rows, over = self.loop.rows, loop.over
        rows.setRowVisible(self.loop.times, over in (LoopOver.TIMES, LoopOver.STATIONS))
        rows.setRowVisible(self.loop.prompts, over is LoopOver.PROMPTS)
        rows.setRowVisible(self.loop.size, over is LoopOver.CIRCLES)
        rows.setRowVisible(self.loop.most, over is not LoopOver.TIMES)

    def _add_page(self, name: str, forms: tuple[FieldsForm, ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE, 0, SPACE, SPACE * 2)
        column.setSpacing(SPACE * 2)
        for form in forms:
            column.addWidget(form)
            form.edited.connect(self.edited)
        column.addStretch(1)
        page = TallScroll(inside, name)
        self._pages[forms[0]] = page
        self.addWidget(page)


def _cleaned(value: Any) -> Any:
    """Return text without characters that no file may hold; everything else as it is."""
    match value:
        case StrEnum():
            return value
        case str():
            return many_lines(value)
        case _:
            return value


def head_field(protocol: Protocol, name: str) -> Any:
    """Return a field of the protocol, of its size or of where it comes from."""
    if name in _SIZES:
        return getattr(protocol.size, name)
    return getattr(protocol.origin if name == "attribution" else protocol, name)
