"""Whatever a page claims to show, it shows when it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from copdesk.gui.pages import PAGES
from copdesk.gui.window.search_kinds import KINDS
from copdesk.store.search import SEARCHED
from tests.gui.every_page import focused, settle, shown_page


def _written() -> str:
    """Return the text of the field that has the cursor."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _line(page, name) -> str:
    return next(one for one in page.findChildren(QLineEdit, name) if one.isVisible()).text()


def _chosen(page, name) -> str:
    (view,) = page.findChildren(QObject, name)
    return view.currentIndex().data()


def _held(services):
    return next(one for one in services.meetings.all() if one.notes and one.decisions)


def _meeting(services):
    meeting = _held(services)
    return meeting.id, lambda page: _line(page, "meetingTitle") == meeting.title


def _series(services):
    meeting = next(one for one in services.meetings.all() if one.series_id)
    titles = [one.title for one in services.meetings.all() if one.series_id == meeting.series_id]
    return meeting.series_id, lambda page: _line(page, "meetingTitle") in titles


def _agenda_item(services):
    item = _held(services).agenda[-1]
    return item.id, lambda page: _chosen(page, "agendaItems") == item.title


def _note(services):
    note = _held(services).notes[-1]
    return note.id, lambda _page: _cursor_line() == note.line


def _decision(services):
    decision = _held(services).decisions[-1]
    return decision.id, lambda _page: _written() == decision.text


def _commitment(services):
    one = next(one for one in services.commitments.all() if one.meeting_id)
    return one.id, lambda _page: _written() == one.text


def _member(services):
    member = services.members.all()[-1]
    return member.id, lambda page: _line(page, "name") == member.name


def _group(services):
    group = services.members.groups()[-1]
    return group.id, lambda page: page.findChild(QObject, "groupFilter").currentData() == group.id


def _resource(services):
    resource = services.library.many(services.library.ids())[-1]
    return resource.id, lambda page: _line(page, "title") == resource.title


def _protocol(services):
    return (
        "tuning",
        lambda page: _chosen(page, "protocolList") == (services.protocols.get("tuning").title),
    )


def _run(services):
    run = services.discussions.all()[-1]
    return run.id, lambda page: page.findChild(QObject, "summaryTimes").isVisible()


def _discussion(services):
    meeting, item = next(
        (meeting, item)
        for meeting in services.meetings.all()
        for item in meeting.agenda
        if item.protocol_id
    )
    return f"{meeting.id}/{item.id}", lambda page: _button(page, "startDiscussion").isVisible()


def _norms(services):
    norms = services.community.get().current_norms
    return norms.id, lambda _page: focused() == "normsText"


def _goal(services):
    goal = services.community.get().goals[-1]
    return goal.id, lambda _page: _written() == goal.text


def _topic(services):
    topic = services.commitments.topics()[-1]
    return topic.id, lambda _page: _written() == topic.text


def _button(page, name) -> QAbstractButton:
    return page.findChild(QAbstractButton, name)


def _cursor_line() -> str:
    editor = QApplication.focusWidget()
    return editor.textCursor().block().text() if isinstance(editor, QPlainTextEdit) else ""


THINGS = {
    "meeting": _meeting,
    "series": _series,
    "agenda_item": _agenda_item,
    "note": _note,
    "decision": _decision,
    "commitment": _commitment,
    "member": _member,
    "group": _group,
    "resource": _resource,
    "protocol": _protocol,
    "run": _run,
    "discussion": _discussion,
    "norms": _norms,
    "goal": _goal,
    "topic": _topic,
}

CLAIMED = [(entry.key, kind) for entry in PAGES for kind in sorted(entry.kinds)]


def test_each_kind_is_shown_by_one_page_and_all_that_the_search_names_are():
    kinds = [kind for _key, kind in CLAIMED]
    assert sorted(kinds) == sorted(THINGS)
    assert set(KINDS) <= set(kinds)
    assert set(KINDS) == {searched.kind for searched in SEARCHED.values()}


@pytest.mark.parametrize(("key", "kind"), CLAIMED)
def test_each_kind_that_a_page_claims_is_shown(qtbot, filled, sample, key, kind):
    shown_page(qtbot, filled, "community" if key != "community" else "members")
    item_id, is_shown = THINGS[kind](sample)
    filled.desk.show_requested.emit(kind, item_id)
    settle(qtbot, filled)
    assert filled.pages.current_key == key
    qtbot.waitUntil(lambda: is_shown(filled.pages.current_page()))


def test_a_commitment_of_no_meeting_is_shown_where_it_is_reported_on(qtbot, filled, sample):
    alone = next(one for one in sample.commitments.all() if one.is_open)
    stored = sample.commitments.save(
        replace(alone, id="", meeting_id="", item_id="", run_id="", text="Bring the scale")
    ).value
    filled.desk.show_requested.emit("commitment", stored.id)
    settle(qtbot, filled)
    assert focused() == "reportText"
