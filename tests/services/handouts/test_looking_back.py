"""Which discussion a report tells of, and what stands on the wall."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from copdesk.domain.commitments import Commitment
from copdesk.domain.library import Resource, ResourceKind
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.runs import RunNote
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.errors import NotFound
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.opening import Services


@pytest.fixture
def services(database) -> Services:
    return Services.over(database)


def printed(services: Services, kind: str, **wanted: str) -> str:
    handout = services.handouts.make(Wanted(kind=kind, **wanted))
    pages = pypdfium2.PdfDocument(handout.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def led(services: Services, clock, protocol: str, *, meeting: str = "", seconds: int = 90) -> str:
    """Lead a discussion for so long and leave it as a crash does."""
    plan = compile_plan(services.protocols.get(protocol), invented(5))
    run_id = services.discussions.start(plan, meeting_id=meeting).value.id
    timer = DiscussionTimer(plan, clock)
    timer.start()
    services.discussions.append(run_id, timer.log, timer.heartbeat())
    for _second in range(seconds):
        clock.advance(1)
        timer.tick()
    services.discussions.append(run_id, timer.log[1:], timer.heartbeat())
    return run_id


def test_the_report_is_on_the_discussion_that_ended_last(services, clock):
    with pytest.raises(NotFound, match="no discussion to report on yet"):
        printed(services, "run-report")
    meeting = services.meetings.plan(date(2026, 3, 5), "Thursday").value
    first = led(services, clock, "tuning", meeting=meeting.id)
    with pytest.raises(NotFound):
        printed(services, "run-report")
    services.discussions.end(first)
    clock.advance(60)
    services.discussions.end(led(services, clock, "chalk-talk"))
    open_one = led(services, clock, "final-word")
    assert "Chalk Talk" in printed(services, "run-report")
    assert "Tuning" in printed(services, "run-report", meeting=meeting.id)
    assert "Final Word" in printed(services, "run-report", run=open_one)


def test_the_report_knows_the_last_second_and_what_was_written_and_commitmentd(services, clock):
    run_id = led(services, clock, "consultancy", seconds=75)
    services.discussions.save_note(run_id, RunNote(segment_title="Listen", text="She waited."))
    services.commitments.save(Commitment(text="Wait longer", who="Bo", run_id=run_id))
    services.commitments.save(Commitment(text="Something else", who="Bo"))
    report = printed(services, "run-report", run=run_id)
    assert "It took 1:15;" in report
    assert "Listen • She waited." in report
    assert "Bo Wait longer" in report
    assert "Something else" not in report


def test_the_wall_shows_what_was_shared_lately(services, clock):
    services.meetings.plan(date(2026, 3, 1), "Fractions")
    for number in range(6):
        services.library.save(Resource(title=f"Strip {number}", added_on=date(2026, 2, number + 1)))
    story = Resource(title="The rope", kind=ResourceKind.STORY, added_on=date(2026, 3, 2))
    services.library.save(story)
    wall = printed(services, "wall-sheet")
    assert "We met once" in wall
    assert "We shared 6 things" in wall
    assert "Strip 5 • Strip 4 • Strip 3 • Strip 2" in wall
    assert "Strip 1" not in wall
    assert "Our stories • The rope" in wall


def test_slips_need_no_meeting(services):
    assert "How we are doing: Upper Valley" in printed(services, "self-assessment")
