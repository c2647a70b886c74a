"""What is typed reaches the disk in order and is never lost; what is done can be undone."""

import threading

import pytest

from copdesk.errors import InvalidInput, UserError
from copdesk.gui.desk.desk import SaveState
from copdesk.services.changes import Area, Outcome


def outcome(value=None, area=Area.MEMBERS):
    return Outcome(value, area)


def refuse():
    raise UserError("The disk is full.", "Free some space.")


def test_doing_something_tells_pages_what_changed(desk, qtbot):
    with qtbot.waitSignal(desk.changed) as blocker:
        result = desk.do("Add Ada", lambda: outcome("Ada"))
    assert result is not None
    assert result.value == "Ada"
    assert blocker.args == [Area.MEMBERS]


def test_a_refusal_is_told_and_changes_nothing(desk, qtbot):
    told = []
    with qtbot.waitSignal(desk.refused) as blocker, qtbot.assertNotEmitted(desk.changed):
        assert desk.do("Add Ada", refuse, refused=told.append) is None
    assert blocker.args[0].title == "The disk is full."
    assert len(told) == 1


def test_a_bug_is_not_swallowed(desk):
    with pytest.raises(ZeroDivisionError):
        desk.do("Divide", lambda: outcome(1 // 0))


def test_typed_changes_are_written_in_order_and_in_one_other_thread(desk):
    written, threads = [], set()

    def save(word):
        threads.add(threading.current_thread())
        written.append(word)
        return outcome(word)

    for number in range(50):
        desk.save_later(number, lambda number=number: save(number))
    assert desk.flush()
    assert written == list(range(50))
    assert len(threads) == 1
    assert threads != {threading.main_thread()}


def test_only_the_newest_text_of_one_field_is_written_while_another_save_runs(desk):
    gate, entered, written = threading.Event(), threading.Event(), []

    def slow():
        entered.set()
        assert gate.wait(60)
        return outcome()

    desk.save_later("slow", slow)
    assert entered.wait(60)
    for word in ("A", "Ad", "Ada"):
        desk.save_later("name", lambda word=word: (written.append(word), outcome())[1])
    assert desk.state is SaveState.SAVING
    gate.set()
    assert desk.flush()
    assert written == ["Ada"]


def test_a_click_waits_for_what_was_typed_before(desk):
    order = []
    desk.save_later("name", lambda: (order.append("typed"), outcome())[1])
    desk.do("Click", lambda: (order.append("clicked"), outcome())[1])
    assert order == ["typed", "clicked"]


def test_the_state_goes_from_saving_to_saved_without_anybody_waiting(desk, qtbot):
    desk.save_later("name", outcome)
    qtbot.waitUntil(lambda: desk.state is SaveState.SAVED)


def test_a_failed_write_is_said_at_once_and_can_be_tried_again(desk, qtbot):
    full = [True]
    written = []

    def save():
        if full[0]:
            refuse()
        written.append("text")
        return outcome()

    desk.save_later("name", save)
    qtbot.waitUntil(lambda: desk.state is SaveState.FAILED)
    assert str(desk.failure) == "The disk is full."
    assert desk.can_retry
    assert not desk.flush()
    full[0] = False
    desk.retry()
    assert desk.flush()
    assert written == ["text"]
    assert desk.failure is None


def test_a_wrong_value_is_corrected_and_not_tried_again(desk):
    def save():
        raise InvalidInput("name", "A member needs a name.")

    desk.save_later("name", save)
    assert not desk.flush()
    assert not desk.can_retry
    desk.save_later("name", outcome)
    assert desk.flush()


def test_closing_writes_what_still_waits(asked, settings, qapp):
    from copdesk.gui.desk.desk import Desk

    desk, written = Desk(asked, settings), []
    desk.save_later("name", lambda: (written.append("text"), outcome())[1])
    desk.close()
    assert written == ["text"]
    with pytest.raises(RuntimeError):
        desk.save_later("name", outcome)
