"""The protocols to choose from, with a card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.protocols.words import purpose_text
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.words import minutes_text, people_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.pages.timer.card import TimerCard
from copdesk.gui.pages.timer.card_tools import ShelfButtons
from copdesk.gui.pages.timer.filters import ProtocolFilters
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.splitter import Splitter
from copdesk.language import N_, _, date_text

if TYPE_CHECKING:
    from copdesk.services.own_protocols import OwnProtocol

_SPLITTER: Final = "timer/browser"
DRAFT: Final = N_("This is a draft: finish the protocol first, then its card can be printed.")


class TimerBrowser(QWidget):
    """Search as you type, by words and by how many people and minutes there are."""

    start_asked = Signal(str)
    """The name of the protocol that somebody wants to lead."""
    print_asked = Signal(str, str, int, int)
    """The name of a protocol, and for how many people and minutes; 0 where it does not matter."""

    change_asked = Signal(str)
    practice_asked = Signal(object)
    """The plan that is shown."""
    export_asked = Signal(str)
    starred = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._protocols: Sequence[Protocol] = ()
        self._own: Mapping[str, OwnProtocol] = {}
        self._favorites: frozenset[str] = frozenset()
        self._drafts: set[str] = set()
        self._lengths: dict[str, int] = {}
        self._used: Mapping[str, str] = {}
        self.search = SearchLine(_("Search protocols"))
        self.search.setObjectName("protocolSearch")
        self.people = NumberField(_("People"), 2, 40)
        self.people.setObjectName("people")
        self.people.setValue(desk.settings.number("timer/people", 8))
        self.minutes = NumberField(_("Minutes"), 0, 300)
        self.minutes.setObjectName("minutes")
        self.minutes.setSpecialValueText(_("any"))
        self.minutes.setSingleStep(5)
        self.filters = ProtocolFilters()
        self._list = RowList(_("Protocols"))
        self._list.setObjectName("protocolList")
        self._model = ListModel[Protocol](
            Face(
                id=lambda one: one.id,
                title=lambda one: one.title,
                second=self._second_line,
                badge=self._badge,
            ),
            self,
        )
        self._list.setModel(self._model)
        self.card = TimerCard()
        self.shelf_buttons = ShelfButtons()
        self._nothing = EmptyState(
            "search",
            _("No protocol fits"),
            _("Change the words, or the number of people and minutes above the list."),
        )
        self._lay_out()
        self.search.searched.connect(self._filter)
        self.search.moved_down.connect(self._list.setFocus)
        self.people.valueChanged.connect(self._follow_numbers)
        self.minutes.valueChanged.connect(self._follow_numbers)
        self.filters.changed.connect(self._filter)
        self._list.chosen.connect(self._show)
        self._list.opened.connect(self._open)
        self.card.start.clicked.connect(self._ask_start)
        self.card.print_menu.asked.connect(self._ask_print)
        tools = self.card.tools
        tools.change_asked.connect(lambda: self.change_asked.emit(self._list.current_id()))
        tools.export_asked.connect(lambda: self.export_asked.emit(self._list.current_id()))
        tools.practice_asked.connect(lambda: self.practice_asked.emit(self.card.plan))
        tools.starred.connect(self._star)

    def show_protocols(
        self,
        protocols: Sequence[Protocol],
        last_used: Mapping[str, str],
        own: Mapping[str, OwnProtocol],
        favorites: frozenset[str],
    ) -> None:
        """List these and our drafts, with the day on which each was last led."""
        ready = {one.id for one in protocols}
        drafts = [one.protocol for one in own.values() if one.protocol.id not in ready]
        self._protocols = sorted((*protocols, *drafts), key=lambda one: one.title.casefold())
        self._drafts = {one.id for one in drafts}
        self._used, self._own, self._favorites = last_used, own, favorites
        self._measure()
        self._filter()

    def choose(self, name: str) -> bool:
        """Put the cursor on a protocol."""
        self.search.clear()
        self.filters.clear()
        return self._list.select(name)

    def take_cursor(self) -> None:
        """Put the cursor into the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_layout(self) -> None:
        """Remember where the splitter and the number of people stand."""
        self._desk.settings.set_state(_SPLITTER, self._splitter.saveState())
        self._desk.settings.set_number("timer/people", self.people.value())

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(SPACE)
        for title, field in ((_("&People"), self.people), (_("M&inutes"), self.minutes)):
            label = plain_label(title)
            label.setBuddy(field)
            numbers.addWidget(label)
            numbers.addWidget(field)
        numbers.addStretch(1)
        side = QWidget()
        column = QVBoxLayout(side)
        set_margins(column, SPACE * 2, SPACE * 2, SPACE, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(self.filters)
        column.addLayout(numbers)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.shelf_buttons)
        self._nothing.hide()
        self._splitter = Splitter()
        self._splitter.addWidget(side)
        self._splitter.addWidget(self.card)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.restoreState(self._desk.settings.state(_SPLITTER))
        whole = bare(QVBoxLayout(self))
        whole.addWidget(self._splitter)

    def _measure(self) -> None:
        """Find out how long each protocol takes with so many people."""
        people = invented(self.people.value())
        self._lengths = {}
        for protocol in self._protocols:
            if protocol.id in self._drafts:
                continue
            try:
                self._lengths[protocol.id] = compile_plan(protocol, people).total_s
            except UserError:
                continue

    def _follow_numbers(self, _value: int = 0) -> None:
        self._measure()
        self._filter()

    def _filter(self, _changed: object = None) -> None:
        words = self.search.words().casefold().split()
        found = [one for one in self._protocols if self._fits(one, words)]
        self._model.set_rows(found)
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        if not self._list.current_id():
            self._list.select_first()
        else:
            self._show(self._list.current_id())

    def _fits(self, protocol: Protocol, words: Sequence[str]) -> bool:
        purposes = [purpose_text(tag) for tag in protocol.tags]
        text = " ".join((protocol.title, protocol.purpose, *purposes)).casefold()
        if not all(word in text for word in words):
            return False
        if not self.filters.fits(protocol, self._own, self._favorites):
            return False
        if self.minutes.value() == 0 or protocol.id in self._drafts:
            return True
        try:
            self._plan(protocol)
        except UserError:
            return False
        return True

    def _plan(self, protocol: Protocol) -> RunPlan:
        seconds = self.minutes.value() * 60 or None
        return compile_plan(protocol, invented(self.people.value()), seconds=seconds)

    def _second_line(self, protocol: Protocol) -> str:
        star = "★ " if protocol.id in self._favorites else ""
        parts = [star + people_text(protocol)]
        used = self._used.get(protocol.id)
        if used:
            day = datetime.fromisoformat(used).astimezone().date()
            parts.append(_("last used on {day}").format(day=date_text(day, "medium")))
        elif protocol.tags:
            parts.append(purpose_text(protocol.tags[0]))
        return " · ".join(parts)

    def _badge(self, protocol: Protocol) -> str:
        if protocol.id in self._drafts:
            return _("Draft")
        length = self._lengths.get(protocol.id)
        return minutes_text(length) if length else ""

    def _show(self, name: str) -> None:
        protocol = next((one for one in self._protocols if one.id == name), None)
        self.card.setEnabled(protocol is not None)
        if protocol is None:
            return
        draft = name in self._drafts
        self.card.start.setVisible(not draft)
        self.card.print_card.setVisible(not draft)
        self.card.tools.show_state(
            is_own=name in self._own, is_draft=draft, is_favorite=name in self._favorites
        )
        if draft:
            said = _("This is a draft. Change it until nothing is to be mended, then lead it.")
            self.card.show_protocol(protocol, None, said)
            return
        try:
            self.card.show_protocol(protocol, self._plan(protocol), "")
        except UserError as error:
            self.card.show_protocol(protocol, None, error.sentence)

    def _open(self, name: str) -> None:
        (self.change_asked if name in self._drafts else self.start_asked).emit(name)

    def _star(self, favorite: bool) -> None:
        self.starred.emit(self._list.current_id(), favorite)

    def _ask_start(self) -> None:
        if self._list.current_id():
            self.start_asked.emit(self._list.current_id())

    def print_chosen(self) -> str:
        """Open the menu of what is printed about the protocol; or say why there is nothing."""
        name = self._list.current_id()
        if not name:
            return _("Choose a protocol first; then its card can be printed.")
        if name in self._drafts:
            return _(DRAFT)
        self.card.print_card.showMenu()
        return ""

    def _ask_print(self, kind: str) -> None:
        """Ask for a handout with the plan that is shown; without one, for the protocol's own."""
        if self._list.current_id():
            shown = (self.people.value(), self.minutes.value()) if self.card.plan else (0, 0)
            self.print_asked.emit(kind, self._list.current_id(), *shown)
