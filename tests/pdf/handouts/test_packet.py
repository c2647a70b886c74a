from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from typing import cast

import pikepdf
import pytest

from copdesk.domain.packet_parts import PACKET_PARTS, PART_TITLES, PacketPart, parts_from_text
from copdesk.errors import Cancelled
from copdesk.pdf.foreign.attachments import Attachment
from copdesk.pdf.handouts.packet import packet_pdf
from copdesk.pdf.handouts.packet_parts import packet_parts
from copdesk.pdf.layout.handout import Handout, Press
from tests.pdf import hostile_pdfs as hostile
from tests.pdf.handouts.handout_papers import meeting_papers
from tests.pdf.printed_text import bookmarks, is_sound, text, texts

FILES = (
    Attachment(name="reading.pdf", title="A reading", data=hostile.good(3, "Read me")),
    Attachment(name="broken.pdf", title="Broken", data=hostile.html()),
    Attachment(name="notes.txt", data="Grüße aus dem Tal".encode()),
    Attachment(name="landscape.pdf", data=hostile.odd_sizes()),
)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


@pytest.fixture(scope="module")
def packet(press: Press) -> Handout:
    return packet_pdf(press, replace(meeting_papers(), attachments=FILES))


def test_all_parts_come_in_order_and_lead_the_bookmarks(packet: Handout):
    assert bookmarks(packet.pdf) == [
        "Questions that open",
        "How we work together",
        "Consultancy",
        "Report back",
        "Sign-in sheet",
        "Not in this packet",
        "A reading",
        "notes.txt",
        "landscape.pdf",
    ]
    assert is_sound(packet.pdf)
    assert packet.title == "Packet: Questions that open"


def test_one_run_of_page_numbers_goes_through_the_packet(packet: Handout):
    pages = texts(packet.pdf)
    assert len(pages) == packet.pages == 14
    for number, page in enumerate(pages, start=1):
        assert f"{number} of 14" in page
    assert [n for n, page in enumerate(pages, start=1) if "Read me" in page] == [7, 8, 9]


def test_bookmarks_lead_to_the_pages_they_name(packet: Handout):
    with pikepdf.open(io.BytesIO(packet.pdf)) as pdf, pdf.open_outline() as outline:
        reading = next(item for item in outline.root if item.title == "A reading")
        target = reading.destination
        if not isinstance(target, pikepdf.Array):
            target = pdf.Root.Dests[pikepdf.Name("/" + str(target).lstrip("/"))]
        page = pikepdf.Page(target[0])
        assert page.index == 6


def test_what_is_left_out_is_named_on_paper_and_in_the_notices(packet: Handout):
    (notice,) = packet.notices
    assert "“broken.pdf” is left out" in notice
    assert "Not in this packet • “broken.pdf” is left out" in text(packet.pdf)


def test_the_contents_name_the_page_of_each_part(packet: Handout):
    first = " ".join(texts(packet.pdf)[0].split())
    assert (
        "In this packet 1 Agenda 2 How we work together 3 Consultancy 4 Report back"
        " 5 Sign-in sheet 6 Not in this packet 7 A reading 10 notes.txt 11 landscape.pdf" in first
    )


def test_short_norms_stand_below_the_contents(press: Press):
    papers = meeting_papers()
    short = replace(papers, meeting=replace(papers.meeting, agenda=papers.meeting.agenda[:2]))
    parts = (PacketPart.AGENDA, PacketPart.CONTENTS, PacketPart.NORMS)
    first = text(packet_pdf(press, replace(short, parts=parts)).pdf)
    assert "In this packet 1 Agenda 1 How we work together How we work together" in first


def test_two_files_of_one_resource_are_told_apart(press: Press):
    files = [Attachment(name=f"{n}.pdf", title="Strips", data=hostile.good(1)) for n in "ab"]
    handout = packet_pdf(
        press, replace(meeting_papers(), parts=(PacketPart.ATTACHMENTS,), attachments=files)
    )
    assert bookmarks(handout.pdf) == ["Strips (a.pdf)", "Strips (b.pdf)"]


def test_contents_can_be_left_out(press: Press):
    parts = (PacketPart.AGENDA, PacketPart.NORMS)
    handout = packet_pdf(press, replace(meeting_papers(), parts=parts))
    assert "In this packet" not in text(handout.pdf)


def test_a_plain_text_is_set_as_a_page(packet: Handout):
    assert "notes.txt Grüße aus dem Tal" in text(packet.pdf)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_is_of_the_packets_paper(paper: str):
    handout = packet_pdf(Press.on(paper), replace(meeting_papers(), attachments=FILES))
    with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
        sizes = {tuple(round(float(x)) for x in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {{"a4": (595, 842), "letter": (612, 792)}[paper]}


def test_parts_can_be_chosen_and_ordered(press: Press):
    parts = (PacketPart.SIGN_IN, PacketPart.AGENDA)
    handout = packet_pdf(press, replace(meeting_papers(), parts=parts, attachments=FILES))
    assert bookmarks(handout.pdf) == ["Sign-in sheet", "Questions that open"]
    assert handout.notices == ()


def test_no_parts_at_all_is_said(press: Press):
    handout = packet_pdf(press, replace(meeting_papers(), parts=()))
    assert "No part of the packet was chosen." in text(handout.pdf)


def test_a_part_about_nothing_is_left_out(press: Press):
    papers = replace(meeting_papers(), commitments=())
    parts = (PacketPart.AGENDA, PacketPart.COMMITMENTS, PacketPart.SIGN_IN)
    handout = packet_pdf(press, replace(papers, parts=parts))
    assert bookmarks(handout.pdf) == ["Questions that open", "Sign-in sheet"]
    alone = packet_pdf(press, replace(papers, parts=(PacketPart.COMMITMENTS,)))
    assert "There is nothing yet in the parts that were chosen." in text(alone.pdf)


def test_parts_survive_being_kept_as_text():
    parts = (PacketPart.NORMS, PacketPart.AGENDA)
    assert parts_from_text(" ".join(parts)) == parts
    assert parts_from_text("") == PACKET_PARTS
    assert parts_from_text("norms of_another_age") == (PacketPart.NORMS,)


def test_every_part_has_a_title():
    assert list(PART_TITLES) == list(PACKET_PARTS)


def test_a_protocol_used_twice_has_one_card(press: Press):
    papers = meeting_papers()
    twice = replace(papers.meeting, agenda=papers.meeting.agenda * 2)
    handout = packet_pdf(press, replace(papers, meeting=twice))
    assert bookmarks(handout.pdf).count("Consultancy") == 1


def test_scripts_and_actions_do_not_get_into_the_packet(press: Press):
    files = (Attachment(name="evil.pdf", data=hostile.full_of_actions()),)
    handout = packet_pdf(press, replace(meeting_papers(), attachments=files))
    with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
        everything = b"\n".join(thing.unparse(resolved=True) for thing in pdf.objects)
    for trace in (b"JavaScript", b"Launch", b"passwd", b"/EmbeddedFile"):
        assert trace not in everything


def test_a_filled_form_keeps_what_was_typed_into_it(press: Press):
    files = (Attachment(name="form.pdf", data=hostile.filled_form("Mireille wrote this")),)
    handout = packet_pdf(press, replace(meeting_papers(), attachments=files))
    assert "Mireille wrote this" in text(handout.pdf)


def test_the_title_and_the_language_survive_the_assembly(packet: Handout):
    with pikepdf.open(io.BytesIO(packet.pdf)) as pdf:
        assert str(pdf.docinfo.Title) == "Packet: Questions that open"
        assert str(pdf.Root.Lang) == "en"


def test_only_a_packet_of_our_own_pages_claims_to_be_fit_for_archives(
    press: Press, packet: Handout
):
    alone = packet_pdf(press, meeting_papers())
    for handout, claims in ((alone, True), (packet, False)):
        with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
            described = pdf.Root.Metadata.read_bytes()
        assert (b"<pdfaid:part>" in described) is claims
        assert (b"<pdfuaid:part>" in described) is claims


def test_two_processes_make_the_same_packet(packet: Handout):
    script = (
        "import hashlib; from dataclasses import replace;"
        "from copdesk.pdf.layout.handout import Press;"
        "from copdesk.pdf.handouts.packet import packet_pdf;"
        "from tests.pdf.handouts.handout_papers import meeting_papers;"
        "from tests.pdf.handouts.test_packet import FILES;"
        "h = packet_pdf(Press.on('a4'), replace(meeting_papers(), attachments=FILES));"
        "print(hashlib.sha256(h.pdf).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(packet.pdf).hexdigest()


def test_a_long_packet_can_be_stopped(press: Press):
    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        packet_pdf(replace(press, report=stop), replace(meeting_papers(), attachments=FILES))


def test_progress_never_runs_back(press: Press):
    heard: list[float] = []
    told = replace(press, report=lambda done, total: heard.append(done / total))
    packet_pdf(told, replace(meeting_papers(), attachments=FILES))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_a_part_that_nobody_lays_out_is_not_dropped_in_silence():
    unknown = cast(PacketPart, "soup")
    with pytest.raises(AssertionError, match="soup"):
        packet_parts(meeting_papers(), (unknown,), (), {})
