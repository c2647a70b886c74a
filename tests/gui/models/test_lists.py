"""Lists keep their place, and long ones read only what is looked at."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from copdesk.gui.models.list_model import PAGES_KEPT, Face, ListModel, PagedListModel
from copdesk.gui.models.table_model import ROW_ROLE, SORT_ROLE, Column, TableModel
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.widgets.row_list import RowList


@dataclass(frozen=True)
class Thing:
    id: str
    title: str
    second: str = ""


FACE = Face[Thing](id=lambda t: t.id, title=lambda t: t.title, second=lambda t: t.second)
THINGS = [Thing("a", "Ada", "Hill School"), Thing("b", "Bo"), Thing("c", "Cy")]


@pytest.fixture
def listed(qtbot):
    rows = RowList("Things")
    rows.setModel(ListModel(FACE, rows))
    rows.model().set_rows(THINGS)
    qtbot.addWidget(rows)
    with qtbot.waitExposed(rows):
        rows.show()
    return rows


def test_a_row_says_what_it_shows(listed):
    index = listed.model().index(0, 0)
    assert index.data() == "Ada"
    assert index.data(RowRole.SECOND) == "Hill School"
    assert index.data(RowRole.ID) == "a"
    assert index.data(RowRole.VALUE) is THINGS[0]
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ada, Hill School"


def test_the_cursor_tells_what_was_chosen_and_return_opens_it(listed, qtbot):
    listed.select_first()
    chosen, opened = [], []
    listed.chosen.connect(chosen.append)
    listed.opened.connect(opened.append)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert chosen == ["b"]
    assert opened == ["b"]


def test_what_is_chosen_by_coming_to_the_list_is_also_drawn_as_chosen(listed):
    listed.setFocus()
    assert listed.current_id() == "a"
    assert listed.selectionModel().isSelected(listed.currentIndex())


def test_reading_again_keeps_the_place(listed):
    listed.select("b")
    chosen = []
    listed.chosen.connect(chosen.append)
    listed.model().set_rows([Thing("0", "Aba"), *THINGS])
    assert listed.current_id() == "b"
    assert chosen == ["b"]


def test_when_the_chosen_one_is_gone_nothing_is_chosen(listed):
    listed.select("b")
    chosen = []
    listed.chosen.connect(chosen.append)
    listed.model().set_rows(THINGS[:1])
    assert chosen == [""]
    assert not listed.select("b")


def test_a_hundred_thousand_rows_are_not_all_read(qtbot):
    ids = [f"{number:032x}" for number in range(100_000)]
    fetched = []

    def fetch(page):
        fetched.extend(page)
        return [Thing(item, f"Title {item}") for item in page]

    rows = RowList("Things")
    qtbot.addWidget(rows)
    model = PagedListModel(FACE, fetch, rows)
    rows.setModel(model)
    model.set_ids(ids)
    rows.resize(400, 600)
    with qtbot.waitExposed(rows):
        rows.show()
    rows.grab()
    assert 0 < len(fetched) <= 512
    assert model.rowCount() == 100_000
    QTest.keyClick(rows, Qt.Key.Key_End)
    rows.grab()
    assert rows.current_id() == ids[-1]
    assert model.index(99_999, 0).data() == f"Title {ids[-1]}"
    assert len(fetched) <= 1024


def test_another_order_or_length_keeps_the_place_and_hands_qt_no_ids(qtbot, monkeypatch):
    ids = [f"{number:032x}" for number in range(500)]
    model = PagedListModel(FACE, lambda wanted: [Thing(one, one) for one in wanted])
    rows = RowList("Things")
    rows.setModel(model)
    qtbot.addWidget(rows)
    model.set_ids(ids)
    rows.select(ids[7])
    handed: list[str] = []
    give = model.setStringList
    monkeypatch.setattr(model, "setStringList", lambda texts: (handed.extend(texts), give(texts)))
    model.set_ids(ids[::-1])
    assert handed == []
    assert rows.current_id() == ids[7]
    assert rows.currentIndex().row() == 492
    model.set_ids(ids[5:50])
    assert set(handed) == {""}
    assert rows.current_id() == ids[7]
    assert [model.index(row, 0).data(RowRole.ID) for row in (0, 44)] == [ids[5], ids[49]]
    model.set_ids([])
    assert rows.current_id() == ""
    assert model.rowCount() == 0


def test_pages_that_nobody_looks_at_are_forgotten(qapp):
    ids = [str(number) for number in range(10_000)]
    model = PagedListModel(FACE, lambda page: [Thing(item, item) for item in page])
    model.set_ids(ids)
    for row in range(0, 10_000, 100):
        assert model.index(row, 0).data() == str(row)
    assert len(model._pages) <= PAGES_KEPT


def test_a_row_that_went_away_meanwhile_is_empty_and_no_error(qapp):
    model = PagedListModel(FACE, lambda page: [])
    model.set_ids(["gone"])
    assert model.index(0, 0).data() is None
    assert model.row(0) is None


def test_a_table_shows_sorts_and_hands_back_its_rows(qapp):
    columns = (Column[Thing]("Title", lambda t: t.title, lambda t: t.title.casefold()),)
    model = TableModel(columns)
    model.set_rows(THINGS)
    index = model.index(0, 0)
    assert index.data() == "Ada"
    assert index.data(SORT_ROLE) == "ada"
    assert index.data(ROW_ROLE) is THINGS[0]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Title"
