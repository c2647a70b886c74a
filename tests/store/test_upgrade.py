"""A community of the first version is brought up to date and keeps all it held."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from copdesk.domain.meetings import MeetingRole, Presence
from copdesk.domain.members import Member
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.errors import UserError
from copdesk.services.opening import Services
from copdesk.services.safety import checked, restore
from copdesk.services.sample import make_sample
from copdesk.store.backup import make_backup
from copdesk.store.engine import COMMUNITY_FILE, FILES_FILE, connect
from copdesk.store.keys import key_of
from copdesk.store.transaction import Database
from tests.conftest import FakeClock
from tests.store.older import ONLY_ONCE, as_version_1, columns, tables


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, worked on until something of everything is in it, as version 1 wrote it."""
    folder = tmp_path_factory.mktemp("older")
    database = make_sample(folder / "today", FakeClock())
    _work(Services.over(database), folder)
    database.close()
    return as_version_1(folder / "today", folder / "community")


def _work(services: Services, folder: Path) -> None:
    meetings, members, library = services.meetings, services.members, services.library
    people = [one.id for one in members.all()]
    meeting = meetings.latest()
    assert meeting is not None
    meetings.everybody_came(meeting.id)
    meetings.attend(meeting.id, people[0], None)
    meetings.attend(meeting.id, people[1], Presence.REMOTE)
    meetings.take_role(meeting.id, MeetingRole.HOST, people[2])
    group = members.groups()[0].id
    for _time in range(2):
        members.join(people[3], group)
        members.leave(people[3], group)
    resource = library.ids()[0]
    library.save(library.get(resource), tags=["Zebra", "river"])
    tie = meetings.tie(meeting.id, meeting.agenda[0].id, resource).value
    meetings.untie(tie.id)
    services.community.agree_norms("Speak last.", date(2026, 1, 2))
    table = folder / "people.csv"
    table.write_text("name,groups\nNew Person,A new group\n", "utf-8")
    services.transfer.import_people(table)
    plan = compile_plan(services.protocols.get("tuning"), invented(4))
    services.discussions.start(plan, meeting_id=meeting.id)


@pytest.fixture
def folder(older: Path, tmp_path: Path) -> Path:
    made = tmp_path / "community"
    made.mkdir()
    for name in (COMMUNITY_FILE, FILES_FILE):
        (made / name).write_bytes((older / name).read_bytes())
    return made


def test_every_table_holds_what_it_held(folder: Path, older: Path, clock: FakeClock) -> None:
    path = folder / COMMUNITY_FILE
    with closing(Database.open(folder, clock)):
        pass
    for table in tables(older / COMMUNITY_FILE):
        names = [
            name
            for name in columns(older / COMMUNITY_FILE, table)
            if not (table in ONLY_ONCE and name == '"id"') and (table, name) != _UNDO
        ]
        query = f'SELECT {", ".join(names)} FROM "{table}"'  # noqa: S608
        before, after = _rows(older / COMMUNITY_FILE, query), _rows(path, query)
        assert before == after, table
        assert before or table in _EMPTY, table
    assert checked(folder, clock).problems == ()
    (copy,) = (folder / "backups").iterdir()
    assert _rows(copy, "PRAGMA user_version") == ["(1,)"]


_UNDO = ("local_import", '"undo"')
_EMPTY = ("local_heartbeat", "protocol")


def _rows(path: Path, query: str) -> list[str]:
    with closing(connect(path, read_only=True)) as connection:
        return sorted(repr(row) for row in connection.execute(query))


def test_rows_get_the_keys_that_a_new_one_would_have(folder: Path, clock: FakeClock) -> None:
    with closing(Database.open(folder, clock)) as database:
        services = Services.over(database)
        before = _keys(database.path)
        meeting = services.meetings.latest()
        resource = services.library.get(services.library.ids()[0])
        assert meeting is not None
        services.meetings.attend(meeting.id, services.members.all()[0].id, Presence.PRESENT)
        holder = meeting.role_holder(MeetingRole.HOST)
        services.meetings.take_role(meeting.id, MeetingRole.HOST, holder)
        services.meetings.tie(meeting.id, meeting.agenda[0].id, resource.id)
        services.library.save(resource, tags=[])
        services.library.save(resource, tags=["zebra", "River"])
        services.community.agree_norms("Speak first.", date(2026, 1, 2))
        after = _keys(database.path)
    assert after == before


def _keys(path: Path) -> dict[str, list[str]]:
    return {table: _rows(path, f"SELECT id FROM {table}") for table in ONLY_ONCE}  # noqa: S608


def test_a_member_who_was_in_a_group_twice_is_there_twice(folder: Path, clock: FakeClock) -> None:
    with closing(Database.open(folder, clock)) as database:
        members = Services.over(database).members
        twice = next(one for one in members.all() if _groups(one)[-2:] == _groups(one)[-1:] * 2)
        group = twice.memberships[-1].group_id
        joined = members.join(twice.id, group).value
    times = [one.id for one in joined.memberships if one.group_id == group]
    numbers = range(1, len(times) + 1)
    keys = [key_of(twice.id, "membership", group, *((str(n),) if n > 1 else ())) for n in numbers]
    assert times == keys
    assert joined.memberships[:-1] == twice.memberships


def _groups(member: Member) -> list[str]:
    return [one.group_id for one in member.memberships]


def test_an_import_from_before_can_be_undone(folder: Path, clock: FakeClock) -> None:
    with closing(Database.open(folder, clock)) as database:
        services = Services.over(database)
        with database.reading() as tx:
            (made,) = tx.imports.all()
        assert services.transfer.undo_import(made.id).value.removed == 1
        assert "A new group" not in [one.name for one in services.members.groups()]


def test_a_discussion_that_was_open_can_go_on(folder: Path, clock: FakeClock) -> None:
    with closing(Database.open(folder, clock)) as database:
        assert [one.is_open for one in Services.over(database).discussions.waiting()] == [True]


def test_what_was_there_twice_stays_and_the_one_in_force_has_the_key(
    folder: Path, clock: FakeClock
) -> None:
    with closing(connect(folder / COMMUNITY_FILE)) as connection:
        meeting, member = connection.execute(
            "SELECT meeting_id, member_id FROM attendance WHERE removed_at IS NULL"
        ).fetchone()
        connection.execute("DELETE FROM attendance WHERE meeting_id = ?", (meeting,))
        for key, day, removed in (("a", 1, None), ("b", 3, None), ("c", 9, "2026-01-09")):
            moment = f"2026-01-0{day}T00:00:00.000Z"
            connection.execute(
                "INSERT INTO attendance (id, meeting_id, member_id, visitor, presence, position,"
                " created_at, updated_at, removed_at) VALUES (?, ?, ?, '', 'present', ?, ?, ?, ?)",
                (key, meeting, member, day, moment, moment, removed),
            )
    with closing(Database.open(folder, clock)) as database:
        rows = _rows(database.path, "SELECT id, meeting_id FROM attendance")
    found = [one for one in rows if meeting in one]
    key = key_of(meeting, "attendance", member)
    assert found == sorted(repr((one, meeting)) for one in ("a", key, "c"))


def test_a_backup_of_the_first_version_can_be_put_back(
    folder: Path, clock: FakeClock, tmp_path: Path
) -> None:
    files = (folder / COMMUNITY_FILE, folder / FILES_FILE)
    backup = make_backup(files, tmp_path / "backups", clock)
    restore(backup.path, tmp_path / "back", clock)
    with closing(Database.open(tmp_path / "back", clock)) as database:
        assert len(Services.over(database).members.all()) == 15
    assert checked(tmp_path / "back", clock).problems == ()


def test_who_only_wants_to_look_is_told_to_open_it(folder: Path, clock: FakeClock) -> None:
    with pytest.raises(UserError, match="older CopDesk") as refused:
        Database.open(folder, clock, read_only_reason="Only looking.")
    assert "Open it once in the window" in refused.value.hint
    (folder / COMMUNITY_FILE).chmod(0o444)
    with pytest.raises(UserError, match="older CopDesk") as refused:
        Database.open(folder, clock)
    assert "Copy its folder" in refused.value.hint
