"""The community itself: who we are, how we work, what waits, and whether it is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.clock import today
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.community.lists import Goals, Groups, WaitingTopics
from copdesk.gui.pages.community.norms import CommunityNorms
from copdesk.gui.pages.community.open_commitments import OpenCommitments
from copdesk.gui.pages.community.profile import CommunityProfile
from copdesk.gui.pages.community.safety import CommunitySafety
from copdesk.gui.pages.page import Page
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.language import _
from copdesk.services.changes import Area
from copdesk.services.handouts.kinds import About

if TYPE_CHECKING:
    from copdesk.services.opening import Services

COLUMN_LETTERS: Final = 62
"""A column is at least this many average letters wide where there are two."""
WIDEST_LETTERS: Final = 95


class CommunityPage(Page):
    """Sections in one or two columns, whatever the window has room for."""

    shows = Area.COMMUNITY | Area.GROUPS | Area.COMMITMENTS | Area.TOPICS | Area.MEMBERS

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        day = today(services.clock)
        self._profile = CommunityProfile(services.community, desk, day)
        self._norms = CommunityNorms(services.community, desk, day)
        self._goals = Goals(services.community, desk, day, services.drafts)
        self._commitments = OpenCommitments(services.commitments, services.members, desk)
        self._topics = WaitingTopics(services.commitments, desk, services.drafts)
        self._groups = Groups(services.members, desk, services.drafts)
        self._safety = CommunitySafety(services.safety, desk, services.folder)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = QScrollArea()
        self._print_menu = PrintMenu(self, About.COMMUNITY)
        self._print_menu.asked.connect(self._print)
        self._lay_out()
        self.allow_changes(not services.read_only_reason)

    def reload(self, changed: Area) -> None:
        """Read again only the sections that show what has changed."""
        if changed & Area.COMMUNITY:
            community = self._services.community.get()
            self._profile.show_community(community)
            self._norms.show_norms(community)
            self._goals.show_goals(community)
        if changed & (Area.COMMITMENTS | Area.MEMBERS):
            self._commitments.show_commitments()
        if changed & Area.TOPICS:
            self._topics.show_topics()
        if changed & Area.GROUPS:
            self._groups.show_groups()
        if changed == Area.ALL:
            self._safety.show_backups()

    def show_item(self, kind: str, item_id: str) -> None:
        """Bring the section that shows such a thing into view."""
        fields: dict[str, QWidget | None] = {
            "norms": self._norms.text,
            "goal": self._goals.row_of(item_id),
            "topic": self._topics.row_of(item_id),
        }
        field = fields.get(kind)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(field, 0, SPACE * 4)

    def put_cursor(self) -> None:
        """Put the cursor into the first field."""
        self._profile.name.setFocus()

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be printed about the whole community."""
        return [self._print_menu.menuAction()]

    def print_here(self) -> str:
        """Open the menu of what is printed about the community."""
        self._print_button.showMenu()
        return ""

    def allow_changes(self, allowed: bool) -> None:
        """Whether anything in the sections may be changed; copies may be made all the same."""
        for part in (self._profile, self._norms, self._goals, self._commitments):
            part.setEnabled(allowed)
        for part in (self._topics, self._groups):
            part.setEnabled(allowed)

    def _print(self, kind: str) -> None:
        from copdesk.gui.printing.preview import show_preview  # seldom needed
        from copdesk.services.handouts.wanted import Wanted

        show_preview(self, self._services, self._desk, Wanted(kind=kind))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        needed = 2 * COLUMN_LETTERS * letter
        for column in self._sides:
            column.setMaximumWidth(WIDEST_LETTERS * letter)
        beside = QBoxLayout.Direction.LeftToRight
        below = QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if self.width() >= needed else below)

    def _lay_out(self) -> None:
        set_margins(self._columns, 0, 0, SPACE * 2, SPACE * 2)
        self._columns.setSpacing(SPACE * 5)
        about_us = (
            (_("Who we are"), self._profile),
            (_("How we work together"), self._norms),
            (_("What we want to reach"), self._goals),
        )
        what_waits = (
            (_("Open commitments"), self._commitments),
            (_("Topics that wait"), self._topics),
            (_("Groups"), self._groups),
            (_("Safe and sound"), self._safety),
        )
        self._sides = (_column(about_us), _column(what_waits))
        for side in self._sides:
            self._columns.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch()
        content = QWidget()
        content.setLayout(self._columns)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(content)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        rows.setSpacing(SPACE)
        header = PageHeader(_("Community"))
        self._print_button = header.add_menu(_("Print"), "print", self._print_menu)
        rows.addWidget(header)
        rows.addWidget(self._scroll, 1)


def _column(sections: tuple[tuple[str, QWidget], ...]) -> QWidget:
    column = QWidget()
    rows = bare(QVBoxLayout(column))
    rows.setSpacing(SPACE)
    for title, section in sections:
        rows.addWidget(plain_label(title, "heading"))
        rows.addWidget(section)
        rows.addSpacing(SPACE * 2)
    return column
