"""A meetings page that follows the desk as in the window."""

from datetime import date, time

from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.members import Member
from copdesk.gui.pages.meetings.page import MeetingsPage
from copdesk.services.changes import Area

APRIL = date(2026, 4, 2)


def shown_page(services, desk, qtbot):
    page = MeetingsPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(lambda area: page.reload(area) if area & page.shows else None)
    page.reload(Area.ALL)
    page.resize(1150, 720)
    page.show()
    return page


def planned(services, *titles, held_on=APRIL, title="Fractions"):
    meeting = services.meetings.save(
        Meeting(title=title, held_on=held_on, starts_at=time(16, 0), place="Hill School")
    ).value
    for each in titles:
        services.meetings.save_item(meeting.id, AgendaItem(title=each))
    return services.meetings.get(meeting.id)


def members(services, *names):
    return [services.members.save(Member(name=name)).value for name in names]


def only(services):
    (meeting,) = services.meetings.all()
    return meeting
