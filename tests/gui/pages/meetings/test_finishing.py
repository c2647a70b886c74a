"""Before minutes become final, what may have been forgotten is shown, and stops nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QTabWidget

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import AgendaItem, AgendaKind, Decision, MeetingState, Presence
from tests.gui.meetings_pages import APRIL, members, only, planned, shown_page


@pytest.fixture
def draft(services):
    """A meeting whose minutes are written and where nothing is missing."""
    meeting = planned(services, "Fractions", "Visits")
    ada, *_others = members(services, "Ada", "Bo")
    services.meetings.attend(meeting.id, ada.id, Presence.PRESENT)
    services.meetings.write_notes(meeting.id, meeting.agenda[0].id, "Strips help.")
    services.meetings.save_decision(
        meeting.id, Decision(item_id=meeting.agenda[1].id, text="In May.")
    )
    services.commitments.save(
        Commitment(text="Bring strips", member_id=ada.id, by=APRIL, meeting_id=meeting.id)
    )
    services.meetings.save_item(
        meeting.id, AgendaItem(title="Tea", kind=AgendaKind.PAUSE)
    )  # nobody writes notes about tea
    services.meetings.set_state(meeting.id, MeetingState.DRAFT)
    return services.meetings.get(meeting.id)


@pytest.fixture
def page(services, desk, qtbot, draft):
    return shown_page(services, desk, qtbot)


def press(page, name: str) -> None:
    page.findChild(QPushButton, name).click()


def said(page) -> list[str]:
    """Return what the list says; nothing while it is hidden."""
    pane = page.findChild(QFrame, "looseEnds")
    looks = [one for one in pane.findChildren(QPushButton, "lookAtEnd") if one.isVisible()]
    return [one.parentWidget().findChild(QLabel).text() for one in looks]


def test_nothing_is_asked_when_nothing_is_missing(page, services):
    press(page, "nextState")
    assert said(page) == []
    assert only(services).state is MeetingState.FINAL


def test_what_may_have_been_forgotten_is_listed_in_words(page, services, desk, draft):
    for one in draft.attendance:
        desk.do("Act", lambda one=one: services.meetings.attend(draft.id, one.member_id, None))
    desk.do("Act", lambda: services.meetings.save_item(draft.id, AgendaItem(title="The stove")))
    for text, who, by in (("Sing", "", None), ("Dance", "Cy", None), ("Paint", "", APRIL)):
        commitment = Commitment(text=text, who=who, by=by, meeting_id=draft.id)
        desk.do("Act", lambda commitment=commitment: services.commitments.save(commitment))
    press(page, "nextState")
    assert sorted(said(page)) == [
        "2 commitments have no day; they come back when you meet again.",
        "Nobody is named for “Paint”.",
        "Nobody is named for “Sing”.",
        "Nobody is ticked as present.",
        "Nothing is written about “The stove”.",
    ]
    assert only(services).state is MeetingState.DRAFT


def test_the_minutes_become_final_all_the_same(page, services, desk, draft):
    desk.do("Act", lambda: services.meetings.save_item(draft.id, AgendaItem(title="The stove")))
    press(page, "nextState")
    press(page, "finalAsTheyAre")
    assert only(services).state is MeetingState.FINAL
    assert said(page) == []
    desk.history.undo()
    assert only(services).state is MeetingState.DRAFT


def test_it_can_wait(page, services, desk, draft):
    desk.do("Act", lambda: services.meetings.save_item(draft.id, AgendaItem(title="The stove")))
    press(page, "nextState")
    press(page, "notFinalYet")
    assert said(page) == []
    assert only(services).state is MeetingState.DRAFT


def test_the_way_leads_to_where_it_is_mended_and_the_list_follows(page, services, desk, draft):
    desk.do("Act", lambda: services.meetings.save_item(draft.id, AgendaItem(title="The stove")))
    press(page, "nextState")
    press(page, "lookAtEnd")
    tabs = page.findChild(QTabWidget, "meetingTabs")
    assert tabs.tabText(tabs.currentIndex()) == "Minutes"
    notes = [one for one in page.findChildren(QPlainTextEdit) if "stove" in one.accessibleName()]
    notes[0].setPlainText("It draws again.")
    desk.flush()
    assert said(page) == []


def test_another_meeting_does_not_show_the_list(page, services, desk, draft):
    desk.do("Act", lambda: services.meetings.save_item(draft.id, AgendaItem(title="The stove")))
    other = replace(draft, id="", title="Light", agenda=(), attendance=(), notes=(), decisions=())
    outcome = desk.do("Act", lambda: services.meetings.save(other))
    press(page, "nextState")
    assert said(page)
    page.show_item("meeting", outcome.value.id)
    assert said(page) == []
