"""An evening's work from end to end, without a screen: what a first look can run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

from copdesk.cli.output import say
from copdesk.clock import Clock, today
from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import AgendaItem, AgendaKind, Meeting, MeetingRole, Presence
from copdesk.domain.plan.run_plan import compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.runs import RunNote
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.language import _, date_text, ngettext
from copdesk.resources import resource
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.opening import Services, open_community
from copdesk.services.sample import make_sample

_MINUTES: Final = 50


class FastClock:
    """A clock that moves on by itself: each look is three seconds later."""

    def __init__(self, start: datetime) -> None:
        self._start, self._seconds = start, 0.0

    def now(self) -> datetime:
        """Return the wall-clock time."""
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """Return the seconds since the start."""
        self._seconds += 3
        return self._seconds

    def boottime(self) -> float | None:
        """Return the seconds since the start; this laptop never sleeps."""
        return self._seconds


def do_an_evenings_work(folder: Path, clock: Clock) -> None:
    """Import people, plan a meeting, run a protocol, print packet and minutes."""
    make_sample(folder, clock).close()
    say(_("The sample community is in {folder}.").format(folder=folder))
    services = open_community(folder, clock)
    try:
        _import(services)
        meeting = _plan(services, clock)
        _print(services, meeting, "packet", folder / "packet.pdf")
        _hold(services, meeting, clock)
        _print(services, meeting, "minutes", folder / "minutes.pdf")
        following = services.meetings.plan(
            meeting.held_on + timedelta(weeks=4), like=meeting.id
        ).value
        say(_("The next agenda opens with “{title}”.").format(title=following.agenda[0].title))
    finally:
        services.close()


def _import(services: Services) -> None:
    plan = services.transfer.import_people(resource("sample/newcomers.csv")).value.plan
    say(
        _("Imported people: {added} added, {updated} updated, {held} held.").format(**plan.counts())
    )


def _plan(services: Services, clock: Clock) -> Meeting:
    day = today(clock) + timedelta(days=(3 - today(clock).weekday()) % 7 or 7)
    meeting = services.meetings.plan(day, _("An evening for one dilemma")).value
    services.meetings.save(replace(meeting, starts_at=time(16, 30), place=_("The library")))
    item = AgendaItem(
        title=_("A dilemma from grade 4"),
        kind=AgendaKind.DISCUSSION,
        minutes=_MINUTES,
        protocol_id="consultancy",
    )
    services.meetings.save_item(meeting.id, item)
    due = services.meetings.whose_turn(meeting.id, MeetingRole.FACILITATOR)[0].member
    services.meetings.take_role(meeting.id, MeetingRole.FACILITATOR, due.id)
    say(
        _("Planned a meeting for {date}; it is the turn of {name} to facilitate.").format(
            date=date_text(day), name=due.name
        )
    )
    return services.meetings.get(meeting.id)


def _hold(services: Services, meeting: Meeting, clock: Clock) -> None:
    present = [one for one in services.members.all() if one.is_active][:6]
    for one in present:
        services.meetings.attend(meeting.id, one.id, Presence.PRESENT)
    people = [Person(id=one.id, name=one.called) for one in present]
    plan = compile_plan(services.protocols.get("consultancy"), people, seconds=_MINUTES * 60)
    item = meeting.agenda[-1]
    run = services.discussions.start(plan, meeting_id=meeting.id, item_id=item.id).value
    timer = DiscussionTimer(plan, FastClock(clock.now()))
    services.discussions.append(run.id, timer.start(), timer.heartbeat())
    _write_down(services, run.id, timer, present[0].id, meeting.id)
    while timer.state.phase is not Phase.FINISHED:
        events = timer.tick()
        reading = timer.reading()
        if reading.remaining_ms <= 0:
            events += timer.next() if timer.state.following else timer.finish()
        if events:
            services.discussions.append(run.id, events, timer.heartbeat())
    services.discussions.end(run.id)
    say(_("Ran “{title}” with {number} people.").format(title=plan.title, number=len(people)))


def _write_down(
    services: Services, run_id: str, timer: DiscussionTimer, member_id: str, meeting_id: str
) -> None:
    segment = timer.state.current
    services.discussions.save_note(
        run_id,
        RunNote(
            segment_id=segment.id,
            segment_title=segment.title,
            text=_("Half the class counts the lines and not the pieces."),
        ),
    )
    for text in (_("Ask three children to explain a half."), _("Bring their drawings.")):
        services.commitments.save(
            Commitment(text=text, member_id=member_id, meeting_id=meeting_id, run_id=run_id)
        )


def _print(services: Services, meeting: Meeting, kind: str, path: Path) -> None:
    handout = services.handouts.make(Wanted(kind=kind, meeting=meeting.id))
    services.handouts.save(handout, path)
    text = ngettext(
        "Printed “{title}”, {number} page: {path}",
        "Printed “{title}”, {number} pages: {path}",
        handout.pages,
    )
    say(text.format(title=handout.title, number=handout.pages, path=path))
