from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pypdfium2
import pytest

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.meetings import AgendaItem, AgendaKind, Series
from copdesk.domain.members import Member
from copdesk.errors import UserError
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.opening import Services
from copdesk.store.transaction import Database
from tests.pdf.printed_text import bookmarks

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
    commitment = services.commitments.save(
        Commitment(text="Try strips", member_id=ada.id, meeting_id=evening.id)
    ).value
    second = services.meetings.plan(APRIL, "Strips").value
    report = ReportBack(meeting_id=second.id, text="They cut them alone.")
    services.commitments.report(commitment.id, report, CommitmentState.KEPT)
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


def series_of(services, database, *meetings):
    with database.transaction() as tx:
        series = tx.series.put(Series(title="Valley evening"))
    for one in meetings:
        services.meetings.save(replace(one, series_id=series.id))


def test_a_packet_has_the_parts_that_were_chosen_for_its_series(services, database, evening):
    other = services.meetings.plan(APRIL, "Elsewhere").value
    series_of(services, database, evening)
    services.packets.keep(evening.id, ("sign_in", "agenda"))
    following = services.meetings.plan(APRIL, "Strips", like=evening.id).value
    assert services.packets.parts(following.id) == ("sign_in", "agenda")
    assert services.packets.parts(other.id) == ()
    packet = services.handouts.make(Wanted(kind="packet", meeting=following.id))
    assert bookmarks(packet.pdf) == ["Sign-in sheet", "Strips"]


def test_parts_go_with_the_community(services, database, evening):
    series_of(services, database, evening)
    services.packets.keep(evening.id, ("norms",))
    services.close()
    again = Services.over(Database.open(database.folder, database.clock))
    assert again.packets.parts(evening.id) == ("norms",)
    again.close()


def test_meetings_of_no_series_share_their_parts(services, evening):
    other = services.meetings.plan(APRIL, "Strips").value
    services.packets.keep(evening.id, ("agenda", "part-of-a-later-version"))
    assert services.packets.parts(other.id) == ("agenda", "part-of-a-later-version")
    packet = services.handouts.make(Wanted(kind="packet", meeting=other.id))
    assert bookmarks(packet.pdf) == ["Strips"]
