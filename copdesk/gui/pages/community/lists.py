"""Goals, topics that wait, and groups: three lists on the community page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from copdesk.domain.community import Community, Goal
from copdesk.domain.members import Group
from copdesk.domain.topics import Topic
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import added, remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.community.editable_rows import EditableRow, EditableRows
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _
from copdesk.services.commitments import CommitmentService
from copdesk.services.community import CommunityService
from copdesk.services.drafts import DraftService
from copdesk.services.members import MemberService


class ReachedOn(QCheckBox):
    """A tick that remembers the day on which it was set."""

    field_edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(_("Reached"))
        self._today = today
        self._day: date | None = None
        self.clicked.connect(self._take_click)

    def field_value(self) -> date | None:
        """Return the day, None while it is not ticked."""
        return self._day

    def set_field_value(self, value: Any) -> None:
        """Show a day or None."""
        self._day = value if isinstance(value, date) else None
        self.setChecked(self._day is not None)

    def _take_click(self) -> None:
        self._day = self._today if self.isChecked() else None
        self.field_edited.emit()


class GoalRow(EditableRow):
    """What is to be reached, when to look at it again, and whether it is reached."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.text = TextEditor(_("Goal"), lines=1, most_lines=4)
        self.text.setObjectName("goalText")
        self.review_on = DateField(_("Look at it again on"), today)
        self.reached_on = ReachedOn(today)
        self.reached_on.setObjectName("reached")
        self._fields.addWidget(self.text)
        self.setFocusProxy(self.text)
        below = QWidget()
        flow = FlowLayout(below)
        for widget in (self.reached_on, plain_label(_("Look again:"), "muted"), self.review_on):
            flow.addWidget(widget)
        self._fields.addWidget(below)


class TopicRow(EditableRow):
    """One topic."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TextEditor(_("Topic"), lines=1, most_lines=3)
        self.text.setObjectName("topicText")
        self._fields.addWidget(self.text)
        self.setFocusProxy(self.text)


class GroupRow(EditableRow):
    """What a group is called and what it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the group"))
        self.name.setObjectName("groupName")
        self.purpose = TextEditor(_("What the group is for"), lines=1, most_lines=3)
        self.purpose.setPlaceholderText(_("What it is for"))
        self.purpose.setObjectName("groupPurpose")
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(self.name, 2, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.purpose, 3)
        self._fields.addLayout(across)


class Goals(EditableRows[Goal]):
    """The goals, those that are reached last."""

    def __init__(
        self, service: CommunityService, desk: Desk, today: date, drafts: DraftService
    ) -> None:
        hint = _("Type a goal, then Enter")
        super().__init__(Goal, lambda: GoalRow(today), service.save_goal, desk, hint)
        self._service = service
        self.line.setObjectName("newGoal")
        self.keep_drafts(drafts)
        self.line.entered.connect(self._add)
        self.remove_asked.connect(self._remove)

    def show_goals(self, community: Community) -> None:
        """Show the goals of the community."""
        goals = sorted(community.goals, key=lambda one: one.reached_on is not None)
        self.show_records([(one.id, one, one.text) for one in goals])

    def _add(self, texts: list[str]) -> None:
        for text in texts:
            self._desk.do(added(text), partial(self._service.save_goal, Goal(text=text)))

    def _remove(self, goal: Goal) -> None:
        service = self._service
        remove_named(self._desk, goal.text, goal.id, service.remove_goal)


class WaitingTopics(EditableRows[Topic]):
    """What somebody raised and no meeting has taken up yet."""

    def __init__(self, service: CommitmentService, desk: Desk, drafts: DraftService) -> None:
        hint = _("Type a topic, then Enter")
        super().__init__(Topic, TopicRow, service.save_topic, desk, hint)
        self._service = service
        self.line.setObjectName("newTopic")
        self.keep_drafts(drafts)
        self.line.entered.connect(self._add)
        self.remove_asked.connect(self._remove)

    def show_topics(self) -> None:
        """Read the topics again."""
        self.show_records([(one.id, one, one.text) for one in self._service.topics()])

    def _add(self, texts: list[str]) -> None:
        for text in texts:
            self._desk.do(added(text), partial(self._service.save_topic, Topic(text=text)))

    def _remove(self, topic: Topic) -> None:
        service = self._service
        remove_named(self._desk, topic.text, topic.id, service.remove_topic)


class Groups(EditableRows[Group]):
    """The groups; who is in them is told on the members page."""

    def __init__(self, service: MemberService, desk: Desk, drafts: DraftService) -> None:
        hint = _("Type the name of a group, then Enter")
        super().__init__(Group, GroupRow, service.save_group, desk, hint)
        self._service = service
        self.line.setObjectName("newGroupName")
        self.keep_drafts(drafts)
        self.line.entered.connect(self._add)
        self.remove_asked.connect(self._remove)

    def show_groups(self) -> None:
        """Read the groups again."""
        self.show_records([(one.id, one, one.name) for one in self._service.groups()])

    def _add(self, names: list[str]) -> None:
        for name in names:
            self._desk.do(added(name), partial(self._service.save_group, Group(name=name)))

    def _remove(self, group: Group) -> None:
        service = self._service
        remove_named(self._desk, group.name, group.id, service.remove_group)
