from __future__ import annotations

import json

import pytest

from copdesk.store.lock import CommunityLock, Held


@pytest.fixture
def held(tmp_path, clock):
    lock = CommunityLock(tmp_path, clock)
    lock.take()
    yield lock
    lock.give_back()


def refusal(folder, clock) -> str:
    with pytest.raises(Held) as refused:
        CommunityLock(folder, clock).take()
    return refused.value.title


def test_ones_own_other_window_is_called_a_window(held, tmp_path, clock):
    said = refusal(tmp_path, clock)
    start = "This community is open in another CopDesk window on this computer, since "
    assert said.startswith(start)


@pytest.mark.parametrize("other", [{"user": "ada"}, {"computer": "school-3"}])
def test_who_has_it_elsewhere_is_named(held, tmp_path, clock, other):
    holder = tmp_path / "community.holder.json"
    about = json.loads(holder.read_text("utf-8")) | other
    holder.write_text(json.dumps(about), "utf-8")
    said = refusal(tmp_path, clock)
    assert f"This community is open: {about['user']} on {about['computer']}, since " in said


def test_a_holder_who_left_no_name_is_still_told_of(held, tmp_path, clock):
    (tmp_path / "community.holder.json").write_text("{", "utf-8")
    assert refusal(tmp_path, clock) == "This community is open in another CopDesk."
