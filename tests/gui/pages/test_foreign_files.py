"""A foreign file is the same thing to a dialog, a drop, a service and the command line."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QPushButton

from copdesk.domain.brings import Brings
from copdesk.exchange.formats import exports, imports
from copdesk.gui.pages.members.page import MembersPage
from copdesk.services.formats import choices_to_open, choices_to_save, is_importable
from copdesk.services.opening import open_community
from tests.cli.conftest import run
from tests.exchange.foreign_files import SAMPLES
from tests.gui.pages.library_pages import listed, settle, shown_page

__all__ = ["run"]

LISTS = [(one.key, ending) for one in imports(Brings.READING_LIST) for ending in one.endings]
PEOPLE = [(one.key, ending) for one in imports(Brings.PEOPLE) for ending in one.endings]
NAMELESS = [(one.key, "") for one in imports(Brings.READING_LIST)]


@pytest.fixture
def other_folder(community_template, tmp_path):
    return shutil.copytree(community_template, tmp_path / "other")


@pytest.fixture
def members_page(services, desk, qtbot):
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    return page


def written(tmp_path, key, ending):
    path = tmp_path / f"brought{ending}"
    path.write_bytes(SAMPLES[key])
    return path


@pytest.mark.parametrize(("key", "ending"), [*LISTS, *NAMELESS])
def test_a_reading_list_is_one_for_a_drop_as_for_a_command(
    services, desk, qtbot, asked, run, other_folder, clock, tmp_path, key, ending
):
    path = written(tmp_path, key, ending)
    assert is_importable(path, Brings.READING_LIST)
    page = shown_page(services, desk, qtbot)
    asked.answers = [0]
    page.drop_files([path])
    settle(desk, qtbot)
    assert asked.questions == [f"“{path.name}” may be a reading list."]
    assert listed(page) == ["Tallow"]
    told = run("library", "import", path, "--into", other_folder, "--json")
    assert (told.status, told.json["added"]) == (0, 1)
    there = open_community(other_folder, clock, read_only=True)
    dropped, commanded = (one.library.get(one.library.ids()[0]) for one in (services, there))
    there.close()
    for name in ("title", "authors", "year", "source", "notes"):
        assert getattr(dropped, name) == getattr(commanded, name)


@pytest.mark.parametrize(("key", "ending"), [*PEOPLE, ("vcard", ""), ("table-of-people", ".bak")])
def test_people_are_people_for_a_drop_as_for_a_command(
    members_page, desk, qtbot, run, community_folder, other_folder, tmp_path, key, ending
):
    path = written(tmp_path, key, ending)
    assert members_page.takes_files([path])
    members_page.drop_files([path])
    settle(desk, qtbot)
    assert members_page.findChild(QPushButton, "importPeople").isEnabled()
    told = run("members", "import", path, "--into", other_folder, "--json")
    assert (told.status, told.json["added"]) == (0, 1)


@pytest.mark.parametrize("key", ["xlsx", "xls", "ods", "ldif", "mbox"])
def test_what_is_not_imported_is_refused_in_the_same_words(
    members_page, desk, qtbot, run, other_folder, tmp_path, key
):
    path = written(tmp_path, key, "")
    assert members_page.takes_files([path])
    members_page.drop_files([path])
    settle(desk, qtbot)
    told = run("members", "import", path, "--into", other_folder)
    assert (told.status, told.out) == (2, "")
    assert members_page._import._summary.text() == told.err.strip()


def test_dialogs_offer_what_the_table_has(members_page, asked):
    asked.answers = [[], None]
    members_page._bring.trigger()
    next(one for one in members_page.actions_for_menu() if one.text() == "Export…").trigger()
    assert asked.filters == [choices_to_open(Brings.PEOPLE), choices_to_save(Brings.PEOPLE)]
    every, *each, anything = asked.filters[0].split(";;")
    assert anything == "All files (*)"
    for one, offered in zip(imports(Brings.PEOPLE), each, strict=True):
        assert offered == f"{one.title} ({' '.join('*' + ending for ending in one.endings)})"
        assert all(f"*{ending}" in every for ending in one.endings)
    assert all(f"(*{one.endings[0]})" in asked.filters[1] for one in exports(Brings.PEOPLE))


def test_the_help_names_every_ending_that_is_read(run):
    for words, brings in (
        (("members", "import"), Brings.PEOPLE),
        (("library", "import"), Brings.READING_LIST),
    ):
        told = run(*words, "--help").out
        assert all(ending in told for one in imports(brings) for ending in one.endings)
