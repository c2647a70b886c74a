"""Contact details are printed of those only who agreed to it, and the window says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from copdesk.domain.members import Member
from copdesk.gui.pages.members.page import MembersPage
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.banner import Banner
from copdesk.services.changes import Area
from copdesk.services.handouts.wanted import Wanted


@pytest.fixture
def page(qtbot, services, desk) -> MembersPage:
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.reload(Area.ALL)
    page.show()
    return page


def test_nobody_has_agreed_before_somebody_says_so(page, services, desk, qtbot):
    page._add_names(["Ada"])
    agreed = page.findChild(QCheckBox, "in_directory")
    assert not agreed.isChecked()
    agreed.click()
    desk.flush()
    (ada,) = services.members.all()
    assert ada.in_directory


def test_the_preview_of_the_directory_says_how_many_are_left_out(services, desk, qtbot):
    for name in ("Ada", "Bo", "Cy"):
        services.members.save(Member(name=name, phone="555 0100", in_directory=name == "Bo"))
    preview = PrintPreview(services, desk, Wanted(kind="directory"))
    preview.show()
    qtbot.waitUntil(lambda: preview.handout is not None)
    qtbot.waitUntil(lambda: not desk.jobs.running)
    said = preview.findChild(Banner).findChild(QLabel)
    assert said.isVisible()
    assert said.text().startswith("2 members have not agreed")
    with qtbot.waitSignal(preview.destroyed):
        preview.close()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.csv", "Name;Phone\nAda;555 0100\n"),
        ("people.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nTEL:555 0100\nEND:VCARD\n"),
    ],
)
def test_a_file_that_does_not_say_so_is_no_agreement(services, tmp_path: Path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    services.transfer.import_people(tmp_path / name)
    (ada,) = services.members.all()
    assert ada.phone
    assert not ada.in_directory
