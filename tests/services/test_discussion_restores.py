"""Discussions that were killed at an awkward moment and come back from the disk as they were."""

from __future__ import annotations

from contextlib import closing

import pytest

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer, restore
from copdesk.services.opening import Services
from copdesk.store.transaction import Database

DAY_S = 86_400


@pytest.fixture
def services(database) -> Services:
    return Services.over(database)


class Led:
    """A discussion with its log on disk, as the window keeps it."""

    def __init__(self, database: Database, clock, name: str, people: int) -> None:
        self._services, self._database = Services.over(database), database
        self._clock = clock
        protocol = self._services.protocols.get(name)
        self.plan: RunPlan = compile_plan(protocol, invented(people))
        self.run_id = self._services.discussions.start(self.plan).value.id
        self.timer = DiscussionTimer(self.plan, clock)
        self.timer.start()
        self._stored = 0

    def let_pass(self, seconds: float) -> None:
        while seconds > 0:
            step = min(seconds, 4.0)
            self._clock.advance(step)
            seconds -= step
            self.timer.tick()
        self.keep()

    def go_to(self, wanted) -> None:
        found = next(segment for segment in self.plan.segments if wanted(segment))
        self.timer.goto(found.id)
        self.keep()

    def keep(self) -> None:
        missing = [event for event in self.timer.log if event.seq > self._stored]
        self._services.discussions.append(self.run_id, missing, self.timer.heartbeat())
        self._stored = self.timer.log[-1].seq

    def come_back(self, seconds: float) -> DiscussionTimer:
        """Open the files again after so long, as a new process does, and do not count it."""
        self._database.close()
        self._clock.advance(seconds)
        again = Database.open(self._database.folder, self._clock)
        loaded = Services.over(again).discussions.load(self.run_id)
        timer, _new = restore(loaded.plan, loaded.log, loaded.heartbeat, self._clock)
        timer.decide_gap(False)
        again.close()
        return timer


@pytest.fixture
def led(database, clock):
    return lambda name, people: Led(database, clock, name, people)


def test_case_29_killed_in_overtime_it_is_as_much_over(led):
    discussion = led("consultancy", 5)
    planned = discussion.timer.state.current.seconds
    discussion.let_pass(planned + 75)
    reading = discussion.come_back(DAY_S).reading()
    assert (reading.text, reading.number, reading.phase) == ("+1:15", 1, Phase.RUNNING)
    assert reading.speakers == discussion.timer.reading().speakers


def test_case_29_killed_in_a_turn_the_same_person_goes_on(led):
    discussion = led("final-word", 5)
    discussion.go_to(
        lambda segment: segment.turn_people and segment.turn_people[0].id != "person-1"
    )
    discussion.let_pass(21)
    before = discussion.timer.reading()
    after = discussion.come_back(600).reading()
    assert len(before.speakers) == 1
    assert (after.segment, after.speakers) == (before.segment, before.speakers)
    assert (after.seconds, after.number) == (before.seconds, before.number)


@pytest.mark.parametrize(("name", "people"), [("jigsaw", 10), ("micro-lab", 7), ("world-cafe", 11)])
def test_case_29_killed_in_subgroups_nobody_is_shuffled(led, name: str, people: int):
    discussion = led(name, people)
    discussion.go_to(lambda segment: len(segment.groups) > 1)
    discussion.let_pass(10)
    before = discussion.timer.reading()
    timer = discussion.come_back(DAY_S)
    after = timer.reading()
    assert len(before.segment.groups) > 1
    assert after.segment.groups == before.segment.groups
    assert (after.segment.turn, after.speakers) == (before.segment.turn, before.speakers)
    later = [segment.groups for segment in timer.state.segments]
    assert later == [segment.groups for segment in discussion.plan.segments]


def test_case_34_all_that_crashes_left_open_can_be_closed(services, led):
    runs = [led("chalk-talk", 4).run_id for _crash in range(4)]
    assert sorted(run.id for run in services.discussions.waiting()) == sorted(runs)
    services.discussions.put_away(runs[2])
    for run in services.discussions.waiting():
        services.discussions.end(run.id)
    assert services.discussions.waiting() == []
    assert all(services.discussions.get(run).ended_at is not None for run in runs)


def test_a_discussion_that_another_laptop_leads_was_not_interrupted_here(database, services):
    plan = compile_plan(services.protocols.get("tuning"), invented(4))
    run = services.discussions.start(plan).value
    assert [one.id for one in services.discussions.waiting()] == [run.id]
    with database.transaction() as tx:
        here = tx.settings.device()
        tx.settings.set("device", "another")  # as the other laptop sees it
    assert run.led_on == here
    assert services.discussions.waiting() == []
    services.discussions.put_away(run.id)
    assert [one.id for one in services.discussions.waiting()] == [run.id]
    services.discussions.take_up(run.id)
    assert [one.led_on for one in services.discussions.waiting()] == ["another"]


def test_a_laptop_keeps_its_name(database, clock):
    with database.transaction() as tx:
        name = tx.settings.device()
    database.close()
    with closing(Database.open(database.folder, clock)) as again, again.transaction() as tx:
        assert tx.settings.device() == name
    assert len(name) == 32
