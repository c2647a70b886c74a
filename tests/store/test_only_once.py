"""What can be there only once has the same key on every laptop, and comes back as the same row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from copdesk.domain.community import Norms
from copdesk.domain.library import AttachedFile, Resource, Tag
from copdesk.domain.meetings import AgendaItem, Attendance, Meeting, MeetingRole, Presence
from copdesk.domain.members import Group, Member
from copdesk.services.opening import Services
from copdesk.store.transaction import Database
from tests.conftest import FakeClock
from tests.store.older import ONLY_ONCE

DAY = date(2026, 3, 4)


@pytest.fixture
def copies(community_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """One community on two laptops."""
    with closing(Database.open(community_folder, FakeClock())) as database:
        services = Services.over(database)
        services.members.add(["Ana", "Bo"])
        services.members.save_group(Group(name="Maths"))
        item = AgendaItem(title="Fractions")
        services.meetings.save(Meeting(title="Evening", held_on=DAY, agenda=(item,)))
        services.library.save(Resource(title="Tallow"))
    (tmp_path / "plan.txt").write_text("Fold the paper.", "utf-8")
    return community_folder, Path(shutil.copytree(community_folder, tmp_path / "copy"))


@contextmanager
def opened(folder: Path, clock: FakeClock) -> Iterator[Services]:
    with closing(Database.open(folder, clock)) as database:
        yield Services.over(database)


def _act(services: Services, file: Path) -> None:
    """Do what can be done only once, in words that differ a little from laptop to laptop."""
    ana, bo = services.members.all()
    (group,) = services.members.groups()
    (meeting,) = services.meetings.all()
    (resource,) = services.library.ids()
    services.meetings.attend(meeting.id, bo.id, Presence.PRESENT)
    services.meetings.take_role(meeting.id, MeetingRole.HOST, ana.id)
    services.meetings.tie(meeting.id, meeting.agenda[0].id, resource)
    services.meetings.tie(meeting.id, "", resource)
    services.library.attach(resource, file)
    services.library.save(services.library.get(resource), tags=["Zebra", "río"])
    for _time in range(2):
        services.members.join(ana.id, group.id)
        services.members.leave(ana.id, group.id)
    services.members.join(ana.id, group.id)
    services.community.agree_norms("Speak last.", DAY)


def keys(services: Services) -> dict[str, list[str]]:
    (meeting,) = services.meetings.all()
    (resource,) = services.library.many(services.library.ids())
    people = services.members.all()
    return {
        "agenda_resource": [one.id for one in meeting.resources],
        "attached_file": [one.id for one in resource.files],
        "attendance": [one.id for one in meeting.attendance],
        "membership": [one.id for member in people for one in member.memberships],
        "norms": [one.id for one in services.community.get().norms],
        "role_taken": [one.id for one in meeting.roles],
        "tag": [one.id for one in resource.tags],
    }


def test_two_laptops_that_do_the_same_make_the_same_rows(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    found: list[dict[str, list[str]]] = []
    for folder, later in zip(copies, (0, 5), strict=True):
        clock = FakeClock()
        clock.advance(later * 86_400)
        with opened(folder, clock) as services:
            _act(services, tmp_path / "plan.txt")
            found.append(keys(services))
    assert found[0] == found[1]
    assert set(found[0]) == set(ONLY_ONCE)
    assert [len(found[0][name]) for name in ONLY_ONCE] == [2, 1, 1, 3, 1, 1, 2]


def test_what_is_added_again_is_the_row_that_was_removed(
    copies: tuple[Path, Path], clock: FakeClock, tmp_path: Path
) -> None:
    with opened(copies[0], clock) as services:
        _act(services, tmp_path / "plan.txt")
        before = keys(services)
        (meeting,) = services.meetings.all()
        (resource,) = services.library.ids()
        for tie in meeting.resources:
            services.meetings.untie(tie.id)
        services.library.detach(before["attached_file"][0])
        services.library.save(services.library.get(resource), tags=[])
        services.community.remove_norms(before["norms"][0])
        services.meetings.take_role(meeting.id, MeetingRole.HOST, "")
        services.meetings.attend(meeting.id, meeting.attendance[0].member_id, None)
        gone = keys(services)
        _act(services, tmp_path / "plan.txt")
        again = keys(services)
    assert all(gone[name] == [] for name in ONLY_ONCE if name != "membership")
    assert {name: again[name] for name in again if name != "membership"} == {
        name: before[name] for name in before if name != "membership"
    }


def test_a_tick_that_comes_back_knows_when_the_person_came(database: Database) -> None:
    services = Services.over(database)
    ana = services.members.save(Member(name="Ana")).value
    meeting = services.meetings.save(Meeting(title="", held_on=DAY)).value
    late = Attendance(member_id=ana.id, arrived_at=time(17, 20))
    services.meetings.save_attendance(meeting.id, late)
    services.meetings.attend(meeting.id, ana.id, None)
    (back,) = services.meetings.attend(meeting.id, ana.id, Presence.REMOTE).value.attendance
    assert (back.arrived_at, back.presence) == (time(17, 20), Presence.REMOTE)


def test_visitors_of_one_name_are_several(database: Database) -> None:
    services = Services.over(database)
    meeting = services.meetings.save(Meeting(title="", held_on=DAY)).value
    for _time in range(2):
        services.meetings.save_attendance(meeting.id, Attendance(visitor="A guest"))
    assert len(services.meetings.get(meeting.id).attendance) == 2


def test_what_stands_twice_in_a_new_value_is_stored_once(database: Database) -> None:
    file = AttachedFile(name="a.pdf", sha256="0" * 64)
    value = Resource(title="x", tags=(Tag(text="Río"), Tag(text="rio")), files=(file, file))
    stored = Services.over(database).library.save(value).value
    assert [one.text for one in stored.tags] == ["rio"]
    assert len(stored.files) == 1
    assert Services.over(database).library.get(stored.id) == stored


def test_a_row_that_has_come_to_say_something_else_is_left_alone(database: Database) -> None:
    community = Services.over(database).community
    first = community.agree_norms("One.", DAY).value
    moved = Norms(id=first.id, agreed_on=DAY + timedelta(days=1), text="One.")
    community.save_norms(moved)
    second = community.agree_norms("Two.", DAY).value
    assert {one.id: one.text for one in community.get().norms} == {
        first.id: "One.",
        second.id: "Two.",
    }


def test_norms_of_one_day_are_reworded_wherever_they_stand(database: Database) -> None:
    community = Services.over(database).community
    for day, text in ((DAY, "One."), (DAY + timedelta(days=1), "Two."), (DAY, "Three.")):
        community.agree_norms(text, day)
    assert [one.text for one in community.get().norms] == ["Three.", "Two."]


def _rename(services: Services) -> None:
    services.members.save(Member(id=services.members.all()[0].id, name="Ana B."))


def _remove(services: Services) -> None:
    services.members.remove(services.members.all()[0].id)


@pytest.mark.parametrize("change", [_rename, _remove])
def test_the_moment_of_a_change_only_grows(
    database: Database, clock: FakeClock, change: Callable[[Services], None]
) -> None:
    services = Services.over(database)
    services.members.save(Member(name="Ana"))
    clock.advance(-86_400)
    change(services)
    with database.reading() as tx:
        query = "SELECT created_at <= updated_at FROM member"
        assert tx.members._session.connection().exec_driver_sql(query).scalar() == 1


def test_the_number_of_a_meeting_in_a_calendar_never_goes_back(
    database: Database, clock: FakeClock
) -> None:
    meetings = Services.over(database).meetings
    meeting = meetings.save(Meeting(title="a", held_on=DAY)).value
    numbers: list[int] = []
    for number, seconds in enumerate((60, -3600, -60, 30, 7200)):
        clock.advance(seconds)
        meetings.save(Meeting(id=meeting.id, title=f"{number}", held_on=DAY))
        with database.reading() as tx:
            numbers.append(tx.meetings.change_numbers()[meeting.id])
    assert numbers == sorted(numbers)
    assert numbers[-1] > numbers[0] > 0
