"""The list of the people, what is searched in it, and the line that adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.members import Group, Member
from copdesk.domain.text import begins, words
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.pages.members.names import NamesLine
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.language import _

EVERYBODY: Final = ""
FORMER: Final = "former"


class MembersList(QWidget):
    """Show those who fit; the member under the cursor stays, whatever the filters say."""

    filtered = Signal()
    """The list shows others now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: Sequence[Member] = ()
        self._groups: dict[str, str] = {}
        self._known: dict[str, tuple[tuple[str, ...], list[str]]] = {}
        self.names = NamesLine()
        self.search = SearchLine(_("Search members"))
        self.search.setObjectName("searchMembers")
        self.group = ChoiceBox()
        self.group.setObjectName("groupFilter")
        self.group.setAccessibleName(_("Who is shown"))
        self.rows = RowList(_("Members"))
        self.rows.setObjectName("memberRows")
        self.model: ListModel[Member] = ListModel(
            Face(
                id=lambda one: one.id,
                title=lambda one: one.name,
                second=lambda one: one.school or one.teaches or one.role,
                badge=lambda one: "" if one.is_active else _("left"),
                icon=lambda _one: "person",
            ),
            self,
        )
        self.rows.setModel(self.model)
        self._none = plain_label("", "muted", wrap=True)
        self._lay_out()
        self.search.searched.connect(self._filter)
        self.search.moved_down.connect(self.rows.setFocus)
        self.group.currentIndexChanged.connect(self._filter)

    def show_members(self, members: Sequence[Member], groups: Sequence[Group]) -> None:
        """Show these, filtered as before."""
        self._members = members
        self._groups = {group.id: group.name for group in groups}
        self._offer_groups(groups)
        self._filter()

    def show_all(self) -> None:
        """Forget what was searched for and filtered by."""
        self.search.clear()
        self.show_group(EVERYBODY)

    def show_group(self, group_id: str) -> None:
        """Show only the members of a group; everybody if it is not there."""
        self.group.setCurrentIndex(max(self.group.findData(group_id), 0))

    def select(self, member_id: str) -> bool:
        """Put the cursor on a member, dropping filters that hide this one."""
        if self.rows.select(member_id):
            return True
        self.show_all()
        if not self.rows.select(member_id):
            self.show_group(FORMER)
        return self.rows.select(member_id)

    def _lay_out(self) -> None:
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        for widget in (self.search, self.group, self._none):
            rows.addWidget(widget)
        rows.addWidget(self.rows, 1)
        rows.addWidget(self.names)

    def _offer_groups(self, groups: Sequence[Group]) -> None:
        chosen = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(_("All members"), EVERYBODY)
        for group in groups:
            self.group.addItem(group.name, group.id)
        self.group.addItem(_("Also those who left"), FORMER)
        self.group.setCurrentIndex(max(self.group.findData(chosen), 0))
        self.group.blockSignals(False)

    def _filter(self) -> None:
        asked = words(self.search.words())
        shown = [one for one in self._members if self._fits(one, asked)]
        self.model.set_rows(shown)
        self._none.setText(_("Nobody here fits."))
        self._none.setVisible(bool(self._members) and not shown)
        if shown and not self.rows.current_id():
            self.rows.select_first()
        self.filtered.emit()

    def _fits(self, one: Member, asked: list[str]) -> bool:
        group = self.group.currentData() or EVERYBODY
        if not asked and group == EVERYBODY and one.id == self.rows.current_id():
            return True  # setting the day of leaving must not take the form away
        inside = {time.group_id for time in one.memberships if time.left_on is None}
        if not one.is_active and group != FORMER:
            return False
        if group not in (EVERYBODY, FORMER) and group not in inside:
            return False
        return not asked or self._says(one, inside, asked)

    def _says(self, one: Member, inside: set[str], asked: list[str]) -> bool:
        """Whether every word asked for begins a word about the member; words are folded once."""
        texts = (
            one.name, one.preferred_name, one.school, one.teaches, one.role, one.email, one.phone,
            *(self._groups.get(key, "") for key in sorted(inside)),
        )  # fmt: skip
        known = self._known.get(one.id)
        if known is None or known[0] != texts:
            known = self._known[one.id] = (texts, words(" ".join(texts)))
        return all(any(begins(word, one) for word in known[1]) for one in asked)
