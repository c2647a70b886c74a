from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from copdesk.clock import Clock
from copdesk.domain.commitments import CommitmentState
from copdesk.domain.library import ResourceKind
from copdesk.domain.meetings import MeetingRole, MeetingState, NoteKind
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.runs import RunState
from copdesk.domain.run.state import Phase, fold
from copdesk.errors import UserError
from copdesk.exchange.toml.sample_file import read_sample
from copdesk.resources import resource_folder
from copdesk.services.protocols import shipped
from copdesk.services.sample import make_sample, next_thursday
from copdesk.store.transaction import Database, Transaction

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday everywhere
KINDS = ("members", "groups", "series", "meetings", "resources", "commitments", "topics", "runs")


class Noon:
    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0

    def boottime(self) -> float | None:
        return None


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = make_sample(tmp_path_factory.mktemp("sample") / "valley", Noon())
    yield database
    database.close()


@pytest.fixture
def tx(sample: Database) -> Iterator[Transaction]:
    with sample.reading() as transaction:
        yield transaction


def without_ids(value: Any, names: dict[str, str]) -> Any:
    """Return nested values with each id replaced by what it points to."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: without_ids(getattr(value, field.name), names)
            for field in fields(value)
            if field.name != "id"
        }
    if isinstance(value, tuple):
        return [without_ids(one, names) for one in value]
    if isinstance(value, str):
        for key, name in names.items():
            value = value.replace(key, name) if len(value) >= len(key) else value
    return value


def content(database: Database) -> dict[str, list[Any]]:
    with database.reading() as tx:
        everything = {kind: getattr(tx, kind).all() for kind in KINDS}
        events = sorted(
            (event.kind, event.tau_ms, event.wall)
            for r in tx.runs.all()
            for event in tx.runs.events(r.id)
        )
        community = tx.community.the_one()
    names = {one.id: f"{kind} {label(one)}" for kind, found in everything.items() for one in found}
    for meeting in everything["meetings"]:
        names |= {item.id: f"item {item.title} {meeting.held_on}" for item in meeting.agenda}
    told: dict[str, list[Any]] = {
        kind: sorted((without_ids(one, names) for one in found), key=repr)
        for kind, found in everything.items()
    }
    return told | {"community": [without_ids(community, names)], "events": events}


def label(value: Any) -> str:
    for name in ("name", "text", "started_at"):
        if getattr(value, name, ""):
            return str(getattr(value, name))
    return f"{value.title} {getattr(value, 'held_on', '')}"


def test_there_is_enough_of_everything_to_look_at(tx: Transaction) -> None:
    counts = {kind: len(getattr(tx, kind).all()) for kind in KINDS}
    assert counts == {
        "members": 14,
        "groups": 3,
        "series": 1,
        "meetings": 11,
        "resources": 20,
        "commitments": 28,
        "topics": 5,
        "runs": 3,
    }
    assert {one.kind for one in tx.resources.all()} == set(ResourceKind)
    assert {one.state for one in tx.commitments.all()} == set(CommitmentState)
    assert {note.kind for one in tx.meetings.all() for note in one.notes} == set(NoteKind)
    community = tx.community.the_one()
    assert len(community.norms) == 2
    assert any(goal.reached_on for goal in community.goals)


def test_members_are_as_different_as_in_life(tx: Transaction) -> None:
    members = tx.members.all()
    assert all(one.called.strip() and one.checked() == one for one in members)
    assert sum(not one.is_active for one in members) == 1
    assert "Leila (ليلى)" in [one.called for one in members]
    assert max(len(one.name) for one in members) > 60
    newest = max(members, key=lambda one: one.joined_on or date.min)
    assert newest.called == "Pema Choden"
    assert newest.joined_on is not None
    assert NOON.date() - newest.joined_on < timedelta(weeks=5)


def test_nothing_points_to_something_that_is_missing(tx: Transaction) -> None:
    known = {kind: {one.id for one in getattr(tx, kind).all()} for kind in KINDS}
    protocols = {one.id for one in shipped()}
    for meeting in tx.meetings.all():
        items = {item.id for item in meeting.agenda} | {""}
        people = known["members"] | {""}
        assert {one.lead_id for one in meeting.agenda} <= people
        assert {one.member_id for one in (*meeting.notes, *meeting.attendance)} <= people
        assert {one.member_id for one in meeting.roles} <= known["members"]
        assert {one.item_id for one in meeting.notes + meeting.decisions} <= items
        assert {one.item_id for one in meeting.resources} <= items
        assert {one.resource_id for one in meeting.resources} <= known["resources"]
        assert {one.protocol_id for one in meeting.agenda} <= protocols | {""}
        assert meeting.series_id in known["series"] | {""}
    for commitment in tx.commitments.all():
        meeting = tx.meetings.get(commitment.meeting_id)
        assert commitment.item_id in {item.id for item in meeting.agenda}
        assert commitment.made_on == meeting.held_on
        assert commitment.member_id in known["members"] or commitment.who
        assert commitment.run_id in known["runs"] | {""}
        for report in commitment.reports:
            assert report.reported_on == tx.meetings.get(report.meeting_id).held_on
    for topic in tx.topics.all():
        assert topic.raised_by in known["members"]
        assert {topic.meeting_id, topic.taken_up_in} <= known["meetings"] | {""}
    for resource in tx.resources.all():
        assert resource.shared_by in known["members"]
        assert {use.member_id for use in resource.uses} <= known["members"]


def test_every_shipped_file_is_in_the_library_whole(sample: Database, tx: Transaction) -> None:
    shipped_files = {p.name: p.read_bytes() for p in resource_folder("sample/files").iterdir()}
    files = {file.name: file for one in tx.resources.all() for file in one.files}
    assert files.keys() == shipped_files.keys()
    for name, file in files.items():
        assert sample.files.read(file.sha256) == shipped_files[name]
        assert sample.files.is_whole(file.sha256)
        assert file.size == len(shipped_files[name])
    assert {file.media_type for file in files.values()} == {
        "application/pdf",
        "image/png",
        "text/csv",
        "text/plain",
    }
    assert sum(map(len, shipped_files.values())) < 400_000


@pytest.mark.parametrize("days", range(8))
def test_the_next_meeting_is_on_the_coming_thursday(days: int) -> None:
    today = date(2026, 3, 4) + timedelta(days=days)
    thursday = next_thursday(today)
    assert thursday.weekday() == 3
    assert timedelta(0) < thursday - today <= timedelta(days=7)
    evenings = [one.meeting for one in read_sample(resource_folder("sample"), thursday).meetings]
    planned = [one for one in evenings if one.state is MeetingState.PLANNED]
    assert [one.held_on for one in planned] == [thursday]
    assert len(planned[0].agenda) == 6
    assert all(one.held_on < today for one in evenings if one not in planned)
    last = max(one.held_on for one in evenings if one not in planned)
    assert timedelta(weeks=3) <= today - last <= timedelta(weeks=4)
    assert thursday - min(one.held_on for one in evenings) == timedelta(weeks=36)


def test_nothing_was_written_down_before_it_happened(tx: Transaction) -> None:
    today = NOON.date()
    assert all(one.added_on is not None and one.added_on <= today for one in tx.resources.all())
    joined = {one.id: one.joined_on or date.max for one in tx.members.all()}
    left = {one.id: one.left_on or date.max for one in tx.members.all()}
    for meeting in tx.meetings.all():
        for member_id in (*meeting.present_ids, *(one.member_id for one in meeting.roles)):
            assert joined[member_id] <= meeting.held_on <= left[member_id]
    for resource in tx.resources.all():
        for use in resource.uses:
            assert use.used_on is not None
            assert joined[use.member_id] <= use.used_on <= today


def test_those_with_a_role_were_there_and_nobody_facilitates_twice_in_a_row(
    tx: Transaction,
) -> None:
    held = [one for one in tx.meetings.all() if one.present_ids]
    assert len(held) == 9
    for meeting in held:
        assert {one.member_id for one in meeting.roles} <= set(meeting.present_ids)
    evenings = [one for one in tx.meetings.all() if one.state is not MeetingState.NOT_HELD]
    facilitators = [one.role_holder(MeetingRole.FACILITATOR) for one in evenings]
    assert all(one != other for one, other in pairwise(facilitators))


def test_discussions_have_true_logs_that_end(tx: Transaction) -> None:
    for run in tx.runs.all():
        plan, log = RunPlan.from_json(run.plan), tx.runs.events(run.id)
        state = fold(plan, log)
        meeting = tx.meetings.get(run.meeting_id)
        assert run.state is RunState.ENDED
        assert state.phase is Phase.FINISHED
        assert state.gap is None
        assert (log[0].wall, log[-1].wall) == (run.started_at, run.ended_at)
        assert run.started_at is not None
        assert run.started_at.astimezone().date() == meeting.held_on
        assert all(state.elapsed_ms(segment.id) > 60_000 for segment in plan.segments)
        assert {person.id for person in plan.people} == set(meeting.present_ids)
        assert {note.person for note in run.notes} <= {one.name for one in plan.people} | {""}
        assert all(plan.segment(note.segment_id).title == note.segment_title for note in run.notes)


def test_a_second_sample_says_the_same(sample: Database, tmp_path: Path) -> None:
    other = make_sample(tmp_path / "other", Noon())
    try:
        assert content(other) == content(sample)
    finally:
        other.close()


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("feed sacks", "resource"),
        ("nguyen", "member"),
        ("ليلى", "member"),
        ("tin roof", "agenda_item"),
        ("flour bucket", "commitment"),
        ("lamplight", "topic"),
        ("crumbs", "run"),
    ],
)
def test_search_finds_things(sample: Database, asked: str, kind: str) -> None:
    searcher = sample.searcher()
    try:
        assert kind in {hit.kind for hit in searcher.search(asked)}
    finally:
        searcher.close()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(UserError, match="not empty"):
        make_sample(tmp_path, Noon())
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stops(Noon):
        """A clock of a laptop that gives up in the middle."""

        looked = 0

        def now(self) -> datetime:
            self.looked += 1
            if self.looked > 100:
                raise OSError("The clock has stopped.")
            return super().now()

    clock: Clock = Stops()
    with pytest.raises(OSError, match="has stopped"):
        make_sample(tmp_path / "valley", clock)
    assert not (tmp_path / "valley").exists()


def test_the_shipped_texts_are_ready_to_be_stored() -> None:
    sample = read_sample(resource_folder("sample"), date(2026, 3, 5))
    assert replace(sample.community.checked(), id="") == sample.community
    assert all(one.checked() == one for one in (*sample.members, *sample.resources))
    for path in resource_folder("sample").rglob("*.toml"):
        assert "\t" not in path.read_text(encoding="utf-8")
        assert tomllib.loads(path.read_text(encoding="utf-8"))
