"""The meetings as rows of a list: what is to come first, then what has been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.pages.meetings.words import STATES, meeting_title, when_and_where
from copdesk.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting as the list shows it; `is_next` marks the first one to come."""

    meeting: Meeting
    is_next: bool = False


def meetings_model(parent: QObject) -> ListModel[MeetingRow]:
    """Return the model of a list of meetings."""
    face = Face[MeetingRow](
        id=lambda row: row.meeting.id,
        title=lambda row: meeting_title(row.meeting),
        second=lambda row: when_and_where(row.meeting),
        badge=_badge,
    )
    return ListModel[MeetingRow](face, parent)


def sorted_rows(meetings: Sequence[Meeting], day: date) -> list[MeetingRow]:
    """Return what is to come, the nearest first, then what has been, the latest first."""
    coming = sorted((one for one in meetings if one.held_on >= day), key=_moment)
    past = sorted((one for one in meetings if one.held_on < day), key=_moment, reverse=True)
    following = next((one for one in coming if one.state is MeetingState.PLANNED), None)
    return [MeetingRow(meeting=one, is_next=one is following) for one in coming] + [
        MeetingRow(meeting=one) for one in past
    ]


def _moment(meeting: Meeting) -> tuple[date, str, str]:
    return meeting.held_on, str(meeting.starts_at or ""), meeting.id


def _badge(row: MeetingRow) -> str:
    if row.is_next:
        return _("Next")
    if row.meeting.state is MeetingState.FINAL:
        return ""  # how it should be needs no badge
    if row.meeting.state is MeetingState.DRAFT:
        return _("Draft")
    return _(STATES[row.meeting.state])
