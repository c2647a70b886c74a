from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton

from copdesk.domain.library import Resource
from copdesk.domain.meetings import AgendaKind
from copdesk.domain.topics import Topic
from copdesk.gui.pages.meetings.agenda_view import AgendaView
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.services.protocols import usual_minutes
from tests.gui.meetings_pages import members, only, planned, shown_page


@pytest.fixture
def page(services, desk, qtbot):
    planned(services, "One", "Two", "Three")
    return shown_page(services, desk, qtbot)


def view(page) -> AgendaView:
    return page.findChild(AgendaView, "agendaItems")


def titles(services):
    return [item.title for item in only(services).agenda]


def cells(page, column):
    model = view(page).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(page, row):
    view(page).setCurrentIndex(view(page).model().index(row, 1))


def test_enter_adds_one_item_after_another(page, services, qtbot, type_text):
    line = page.findChild(QLineEdit, "newAgendaItem")
    for title in ("Four", "Fünf"):
        type_text(line, title)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert titles(services) == ["One", "Two", "Three", "Four", "Fünf"]
    assert line.text() == ""


def test_clock_times_and_the_end_follow_the_minutes(page, services, desk):
    model = view(page).model()
    assert cells(page, 0) == ["4:00\u00a0PM", "4:10\u00a0PM", "4:20\u00a0PM"]
    model.setData(model.index(0, 2), 45)
    assert cells(page, 0)[1] == "4:45\u00a0PM"
    assert page.findChild(QLabel, "agendaSum").text() == "65 minutes, ends at 5:05\u00a0PM"


def test_a_title_is_edited_in_place(page, services, desk, qtbot):
    choose(page, 1)
    qtbot.keyClick(view(page), Qt.Key.Key_Return)
    editor = view(page).viewport().findChild(QLineEdit)
    editor.setText("Second")
    with qtbot.waitSignal(desk.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert titles(services) == ["One", "Second", "Three"]


def test_an_empty_title_is_refused_and_nothing_changes(page, services, desk, qtbot):
    model = view(page).model()
    with qtbot.waitSignal(desk.refused) as refused:
        model.setData(model.index(0, 1), "  ")
    assert refused.args[0].title == "An agenda item needs a title."
    assert titles(services) == ["One", "Two", "Three"]
    assert cells(page, 1)[0] == "One"


def test_alt_with_an_arrow_moves_an_item_and_undo_moves_it_back(page, services, desk, qtbot):
    choose(page, 2)
    qtbot.keyClick(view(page), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(services) == ["One", "Three", "Two"]
    assert view(page).currentIndex().row() == 1
    qtbot.keyClick(view(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view(page), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(services) == ["One", "Two", "Three"]
    desk.history.undo()
    assert titles(services) == ["One", "Three", "Two"]


def test_an_item_is_dragged_in_front_of_another(page, services):
    model = view(page).model()
    data = model.mimeData([model.index(2, 1)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert titles(services) == ["Three", "One", "Two"]


def test_a_removed_item_comes_back_with_undo(page, services, desk, qtbot):
    choose(page, 0)
    qtbot.keyClick(view(page), Qt.Key.Key_Delete)
    assert titles(services) == ["Two", "Three"]
    desk.history.undo()
    assert titles(services) == ["One", "Two", "Three"]


def test_the_fields_of_an_item_save_themselves(services, desk, qtbot):
    planned(services, "One")
    ada, _bo = members(services, "Ada", "Bo")
    page = shown_page(services, desk, qtbot)
    kind = page.findChild(QComboBox, "itemKind")
    kind.setCurrentIndex(kind.findData(AgendaKind.DISCUSSION))
    page.findChild(PersonPicker, "itemLead").set_field_value(Person(ada.id, "Ada"))
    protocol = page.findChild(QComboBox, "itemProtocol")
    protocol.setCurrentIndex(protocol.findData("consultancy"))
    desk.flush()
    (item,) = only(services).agenda
    assert (item.kind, item.lead_id, item.lead_name) == (AgendaKind.DISCUSSION, ada.id, "")
    assert item.protocol_id == "consultancy"
    page.findChild(PersonPicker, "itemLead").set_field_value("A guest")
    desk.flush()
    assert (only(services).agenda[0].lead_id, only(services).agenda[0].lead_name) == ("", "A guest")


def choose_protocol(page, name):
    protocol = page.findChild(QComboBox, "itemProtocol")
    protocol.setCurrentIndex(protocol.findData(name))


def test_a_protocol_brings_its_kind_and_its_usual_minutes(page, services, desk):
    for name in ("consultancy", "tuning"):
        choose_protocol(page, name)
        desk.flush()
        item = only(services).agenda[0]
        assert item.protocol_id == name
        assert item.kind is AgendaKind.DISCUSSION
        assert item.minutes == usual_minutes(services.protocols.get(name)) != 10


def test_a_protocol_leaves_a_kind_and_minutes_that_were_set(page, services, desk):
    kind = page.findChild(QComboBox, "itemKind")
    kind.setCurrentIndex(kind.findData(AgendaKind.REPORT_BACK))
    set_by_hand = usual_minutes(services.protocols.get("tuning"))
    page.findChild(NumberField, "itemMinutes").setValue(set_by_hand)
    for name in ("tuning", "consultancy"):
        choose_protocol(page, name)
    choose(page, 1)
    choose(page, 0)
    desk.flush()
    item = only(services).agenda[0]
    assert (item.kind, item.minutes) == (AgendaKind.REPORT_BACK, set_by_hand)
    assert only(services).agenda[1].minutes == 10


def test_typing_goes_to_the_item_it_was_typed_for(page, services, desk, type_text):
    choose(page, 0)
    type_text(page.findChild(QLineEdit, "itemTitle"), "Big ")
    choose(page, 1)
    type_text(page.findChild(QLineEdit, "itemTitle"), "Small ")
    desk.flush()
    assert titles(services) == ["Big One", "Small Two", "Three"]


def test_an_item_with_a_protocol_is_led_with_the_timer(page, services, desk, qtbot):
    start = page.findChild(QPushButton, "startDiscussion")
    assert not start.isVisible()
    protocol = page.findChild(QComboBox, "itemProtocol")
    protocol.setCurrentIndex(protocol.findData("consultancy"))
    assert start.isVisible()
    with qtbot.waitSignal(desk.show_requested) as shown:
        start.click()
    meeting = only(services)
    assert shown.args == ["discussion", f"{meeting.id}/{meeting.agenda[0].id}"]
    assert meeting.agenda[0].protocol_id == "consultancy"


def test_a_topic_that_waits_goes_on_the_agenda_with_one_press(services, desk, qtbot):
    planned(services, "One")
    topic = services.commitments.save_topic(Topic(text="Homework by lamplight?")).value
    page = shown_page(services, desk, qtbot)
    waiting = page.findChild(QPushButton, "waitingTopics")
    assert waiting.text() == "Topics that wait: 1"
    waiting.menu().actions()[0].trigger()
    assert titles(services) == ["One", "Homework by lamplight?"]
    assert services.commitments.topics() == []
    assert not waiting.isVisible()
    desk.history.undo()
    assert titles(services) == ["One"]
    assert [one.id for one in services.commitments.topics()] == [topic.id]


def test_files_dropped_onto_an_item_are_tied_to_it(page, services, desk, qtbot, tmp_path):
    (tmp_path / "plan.txt").write_text("A plan.", "utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    urls = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("plan.txt", "empty.pdf")]
    data = QMimeData()
    data.setUrls(urls)
    model = view(page).model()
    with qtbot.waitSignals([desk.refused, desk.jobs.finished]):
        model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, model.index(1, 1))
    meeting = only(services)
    (resource_id,) = meeting.resources_of(meeting.agenda[1].id)
    assert services.library.get(resource_id).title == "Plan"


def test_files_dropped_onto_an_item_are_copied_whatever_was_proposed(page, qtbot, desk, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("A plan.", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    table = view(page)
    place = table.visualRect(table.model().index(1, 1)).center()
    either = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    args = (either, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(place), *args, none)
    for event in (QDragEnterEvent(place, *args, none), QDragMoveEvent(place, *args, none)):
        QApplication.sendEvent(table.viewport(), event)
    drop.setDropAction(Qt.DropAction.MoveAction)
    with qtbot.waitSignal(desk.jobs.finished):
        QApplication.sendEvent(table.viewport(), drop)
    assert (drop.isAccepted(), drop.dropAction()) == (True, Qt.DropAction.CopyAction)


def test_files_dropped_onto_the_page_go_to_the_item_under_the_cursor(page, desk, qtbot, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("A plan.", "utf-8")
    choose(page, 2)
    assert page.takes_files([path])
    assert "“Three”" in page.drop_hint()


def test_a_resource_is_found_tied_and_untied(services, desk, qtbot):
    planned(services, "One")
    strips = services.library.save(Resource(title="Paper strips")).value
    services.library.save(Resource(title="Bread"))
    page = shown_page(services, desk, qtbot)
    line = page.findChild(QLineEdit, "tieSearch")
    line.setText("strip")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.findChild(QPushButton, f"tie-{strips.id}").click()
    meeting = only(services)
    assert meeting.resources_of(meeting.agenda[0].id) == (strips.id,)
    untie = next(
        one
        for one in page.findChildren(QToolButton)
        if one.accessibleName() == "Untie “Paper strips”"
    )
    untie.click()
    assert only(services).resources == ()
    desk.history.undo()
    assert len(only(services).resources) == 1
