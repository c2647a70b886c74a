"""Everything a person did stands in one history, the newest is taken back first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.members import Member
from copdesk.domain.topics import Topic
from copdesk.errors import UserError


@pytest.fixture
def ada(services) -> Member:
    return services.members.save(Member(name="Ada", school="Hill")).value


def names(services) -> list[str]:
    return [one.name for one in services.members.all()]


def add(desk, services, name):
    return desk.do(f"Add {name}", lambda: services.members.add([name]))


def test_acts_are_taken_back_from_the_newest_and_done_again_from_the_oldest(desk, services):
    for name in ("Ada", "Bo", "Cy"):
        add(desk, services, name)
    desk.history.undo()
    desk.history.undo()
    assert (names(services), desk.history.undo_words, desk.history.redo_words) == (
        ["Ada"],
        "Add Ada",
        "Add Bo",
    )
    desk.history.redo()
    assert names(services) == ["Ada", "Bo"]
    add(desk, services, "Di")
    assert desk.history.redo_words == ""


def test_pages_hear_what_undoing_changed(desk, services, qtbot):
    add(desk, services, "Ada")
    with qtbot.waitSignals([desk.changed, desk.history.taken_back]):
        desk.history.undo()
    with qtbot.waitSignals([desk.changed, desk.history.done_again]):
        desk.history.redo()


def test_what_was_refused_or_changed_nothing_leaves_no_entry(desk, services, ada):
    def refuse():
        raise UserError("The disk is full.")

    desk.do("Add Bo", refuse)
    desk.do("Change Ada", lambda: services.members.save(ada))
    desk.ask_service(lambda: services.members.save(replace(ada, school="Lake")))
    assert desk.history.undo_words == ""


def test_typing_in_one_field_is_one_entry_and_none_when_it_comes_to_nothing(desk, services, ada):
    def type_(**fields):
        (key,) = fields
        desk.save_later(
            key, lambda: services.members.save(replace(ada, **fields)), words=f"Change {key}"
        )
        desk.flush()

    type_(school="Val")
    type_(school="Valley")
    assert desk.history.undo_words == "Change school"
    type_(phone="0712")
    desk.history.undo()
    assert desk.history.undo_words == "Change school"
    desk.history.undo()
    assert services.members.all() == [ada]
    assert desk.history.undo_words == ""
    type_(school="Lake")
    type_(school="Hill")
    assert desk.history.undo_words == ""


def test_what_is_not_an_act_of_a_person_is_saved_without_an_entry(desk, services, ada):
    desk.save_later("log", lambda: services.members.save(replace(ada, school="Lake")))
    assert desk.flush()
    assert desk.history.undo_words == ""


def test_what_the_world_has_overtaken_is_told_and_left_as_it_is(desk, services, ada, qtbot):
    desk.do("Change Ada", lambda: services.members.save(replace(ada, school="Lake")))
    services.members.save(replace(ada, school="Valley"))
    with qtbot.waitSignal(desk.refused) as refused:
        desk.history.undo()
    assert "changed again since then" in refused.args[0].sentence
    assert services.members.get(ada.id).school == "Valley"
    assert (desk.history.undo_words, desk.history.redo_words) == ("", "")


def test_what_the_disk_refuses_can_be_tried_again(desk, services, ada, monkeypatch, qtbot):
    add(desk, services, "Bo")
    act = desk.history._done[-1].act

    def refuse():
        raise UserError("The disk is full.")

    for way, take in (("take_back", desk.history.undo), ("do_again", desk.history.redo)):
        before = (desk.history.undo_words, desk.history.redo_words)
        monkeypatch.setattr(act, way, refuse)
        with qtbot.waitSignal(desk.refused):
            take()
        assert (desk.history.undo_words, desk.history.redo_words) == before
        monkeypatch.undo()
        take()
    assert names(services) == ["Ada", "Bo"]


def test_what_is_final_is_named_before_anything_older_is_taken_back(desk, services, ada, qtbot):
    add(desk, services, "Bo")
    desk.do("End it", lambda: services.members.save(ada), is_final=True)
    with qtbot.waitSignal(desk.history.refused) as refused:
        desk.history.undo()
    assert refused.args[0].words == "End it"
    assert names(services) == ["Ada", "Bo"]
    desk.history.undo()
    assert names(services) == ["Ada"]


def test_what_a_job_stored_stands_where_it_reached_the_disk(desk, services, qtbot):
    job = desk.start("Add Ada", "Adding", lambda _report: services.members.add(["Ada"]))
    with qtbot.waitSignal(desk.jobs.finished):
        pass
    assert job not in desk.jobs.running
    add(desk, services, "Bo")
    desk.history.undo()
    desk.history.undo()
    assert names(services) == []


def test_what_a_job_stored_before_it_was_stopped_is_taken_back(desk, services, qtbot):
    def work(report):
        services.members.add(["Ada"])
        job.cancel()
        report(1, 2)

    job = desk.start("Add two", "Adding", work)
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert names(services) == ["Ada"]
    desk.history.undo()
    assert names(services) == []


def test_a_switch_of_this_laptop_is_thrown_back(desk, services):
    own = services.own_protocols
    desk.do(
        "Star",
        lambda: own.set_favorite("tuning", True),
        inverse=lambda: own.set_favorite("tuning", False),
    )
    desk.history.undo()
    assert "tuning" not in own.favorites()
    desk.history.redo()
    assert "tuning" in own.favorites()


def test_an_older_act_that_is_told_later_stands_in_its_place(desk, services, qtbot):
    def late(outcome):
        add(desk, services, "Bo")

    desk.save_later(
        "topic",
        lambda: services.commitments.save_topic(Topic(text="Homework")),
        words="Add Homework",
        saved=late,
    )
    desk.flush()
    assert desk.history.undo_words == "Add Bo"


def test_nothing_is_left_of_another_community(desk, services):
    add(desk, services, "Ada")
    desk.history.undo()
    add(desk, services, "Bo")
    desk.history.clear()
    assert (desk.history.undo_words, desk.history.redo_words) == ("", "")
