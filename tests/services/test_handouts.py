from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pypdfium2
import pytest

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.meetings import AgendaItem, AgendaKind
from copdesk.domain.members import Member
from copdesk.errors import UserError
from copdesk.services.handouts import Wanted
from copdesk.services.opening import Services

MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 2)


@pytest.fixture
def services(database):
    return Services.over(database)


@pytest.fixture
def ada(services):
    return services.members.save(Member(name="Ada Lovelace")).value


@pytest.fixture
def evening(services, ada):
    planned = services.meetings.plan(MARCH, "Fractions").value
    return services.meetings.save(replace(planned, starts_at=time(16, 0))).value


def printed(services, kind: str, **wanted: str) -> str:
    handout = services.handouts.make(Wanted(kind=kind, **wanted))
    pages = pypdfium2.PdfDocument(handout.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_removed_members_neither_sign_in_nor_get_a_turn(services, evening):
    gone = services.members.save(Member(name="Bo Gone")).value
    services.members.remove(gone.id)
    services.meetings.save_item(
        evening.id,
        AgendaItem(title="Talk", minutes=40, kind=AgendaKind.DISCUSSION, protocol_id="final-word"),
    )
    sheet = printed(services, "sign-in")
    assert "Ada Lovelace" in sheet
    assert "Bo Gone" not in sheet
    assert "Bo" not in printed(services, "script").split()


def test_what_was_told_is_in_the_minutes_even_when_it_is_done(services, evening, ada):
    promised = services.commitments.save(
        Commitment(text="Try strips", member_id=ada.id, meeting_id=evening.id)
    ).value
    second = services.meetings.plan(APRIL, "Strips").value
    report = ReportBack(meeting_id=second.id, text="They cut them alone.")
    services.commitments.report(promised.id, report, CommitmentState.KEPT)
    minutes = printed(services, "minutes", meeting=second.id)
    assert "Ada Lovelace – Try strips: They cut them alone." in minutes


def test_a_card_needs_a_protocol(services, evening):
    with pytest.raises(UserError, match="is led by a protocol"):
        printed(services, "protocol-card")
    assert "Tuning" in printed(services, "protocol-card", protocol="tuning")


def test_files_tied_to_the_meeting_are_in_the_packet(services, evening, tmp_path):
    note = tmp_path / "strips.txt"
    note.write_text("Cut along the fold.")
    other = tmp_path / "lesson.rtf"
    other.write_bytes(b"{\\rtf1 Of another program}")
    for resource in services.library.add_files([note, other]).value.added:
        services.meetings.tie(evening.id, "", resource.id)
    handout = services.handouts.make(Wanted(kind="packet"))
    assert "Cut along the fold." in printed(services, "packet")
    assert ["lesson.rtf" in notice for notice in handout.notices] == [True]


def test_a_handout_speaks_the_language_that_is_asked_for(services, evening):
    french = printed(services, "agenda", language="fr")
    assert "jeudi 5 mars 2026" in french
