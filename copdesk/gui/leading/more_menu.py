"""What is seldom needed while leading: late starts, repeats, people who come and go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Passing
from copdesk.domain.run.timer import DiscussionTimer, Events
from copdesk.gui.leading.discussion import Discussion, Press
from copdesk.language import _, ngettext

STARTED_AGO_S: Final = (30, 60, 120, 300)


def fill_more_menu(menu: QMenu, discussion: Discussion, may_come_late: Sequence[Person]) -> None:
    """Fill the menu for where the discussion stands now."""
    menu.clear()
    state = discussion.state
    began = menu.addMenu(_("This step began…"))
    for seconds in STARTED_AGO_S:
        began.addAction(_ago(seconds), partial(_press, discussion, partial(_started_ago, seconds)))
    menu.addAction(_("Repeat this step"), partial(_press, discussion, _repeat))
    if state.current.round_id:
        menu.addAction(_("Repeat the whole round"), partial(_press, discussion, _repeat_round))
    if state.current.can_be_passed and state.current.passing is Passing.RETURN_AT_END:
        menu.addAction(_("Pass, and come again at the end"), partial(_press, discussion, _later))
    menu.addSeparator()
    people = menu.addMenu(_("Who has left, who is back"))
    for person in state.people:
        here = person.id not in state.absent
        words = _("{name} has left") if here else _("{name} is back")
        text = words.format(name=person.name).replace("&", "&&")
        command = partial(_left, person.id) if here else partial(_arrived, person)
        people.addAction(text, partial(_press, discussion, command))
    known = {person.id for person in state.people}
    late = [person for person in may_come_late if person.id not in known]
    if late:
        came = menu.addMenu(_("Somebody comes late"))
        for person in late:
            text = person.name.replace("&", "&&")
            came.addAction(text, partial(_press, discussion, partial(_arrived, person)))


def _ago(seconds: int) -> str:
    if seconds < 60:
        return _("{seconds} s ago").format(seconds=seconds)
    minutes = seconds // 60
    return ngettext("{number} minute ago", "{number} minutes ago", minutes).format(number=minutes)


def _press(discussion: Discussion, command: Press) -> None:
    discussion.press(command)


def _started_ago(seconds: int, timer: DiscussionTimer) -> Events:
    return timer.started_ago(seconds)


def _repeat(timer: DiscussionTimer) -> Events:
    return timer.repeat()


def _repeat_round(timer: DiscussionTimer) -> Events:
    return timer.repeat(whole_round=True)


def _later(timer: DiscussionTimer) -> Events:
    return timer.pass_turn(return_at_end=True)


def _left(person_id: str, timer: DiscussionTimer) -> Events:
    return timer.person_left(person_id)


def _arrived(person: Person, timer: DiscussionTimer) -> Events:
    return timer.person_arrived(person)
