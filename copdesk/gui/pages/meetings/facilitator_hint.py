"""While a meeting is planned: who might facilitate it, one press to say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copdesk.domain.meetings import Meeting, MeetingRole, MeetingState
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.icons import set_icon
from copdesk.gui.pages.meetings.words import turn_sentence
from copdesk.gui.widgets.elided_button import ElidedButton
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class FacilitatorHint(ElidedButton):
    """Names whose turn it is, until somebody facilitates."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting_id, self._member_id = "", ""
        self.setObjectName("facilitatorHint")
        self.setFlat(True)
        set_icon(self, "check")
        self.clicked.connect(self._accept)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the hint for a meeting that nobody facilitates yet."""
        role = MeetingRole.FACILITATOR
        is_open = meeting.state is MeetingState.PLANNED and not meeting.role_holder(role)
        turns = self._services.meetings.whose_turn(meeting.id, role) if is_open else []
        self.setVisible(bool(turns) and not self._services.read_only_reason)
        if turns:
            self._meeting_id, self._member_id = meeting.id, turns[0].member.id
            text = _("Who facilitates? {turn}").format(turn=turn_sentence(turns[0]))
            self.setText(text.replace("&", "&&"))
            self.setAccessibleName(text)

    def _accept(self) -> None:
        service, role = self._services.meetings, MeetingRole.FACILITATOR
        meeting_id, member_id = self._meeting_id, self._member_id
        self._desk.do(
            _("Change a role"),
            lambda: service.take_role(meeting_id, role, member_id),
            message=_("The facilitator is on the agenda; the other roles are under People."),
        )
