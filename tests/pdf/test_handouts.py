from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, time

import pikepdf
import pytest

from copdesk import language
from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.errors import InvalidInput
from copdesk.pdf.agenda import agenda_blocks, agenda_pdf
from copdesk.pdf.certificate import certificate_blocks, certificate_pdf
from copdesk.pdf.commitment_list import commitment_blocks, commitments_pdf
from copdesk.pdf.commitment_slips import commitment_slip_blocks, commitment_slips_pdf
from copdesk.pdf.directory import directory_blocks, directory_pdf
from copdesk.pdf.handout import Handout, Press
from copdesk.pdf.minutes import minutes_blocks, minutes_pdf
from copdesk.pdf.name_tents import name_tent_blocks, name_tents_pdf
from copdesk.pdf.norms_poster import norms_blocks, norms_pdf
from copdesk.pdf.papers import MeetingPapers
from copdesk.pdf.protocol_card import protocol_card_blocks, protocol_card_pdf
from copdesk.pdf.reading_list import reading_list_blocks, reading_list_pdf
from copdesk.pdf.sign_in import sign_in_blocks, sign_in_pdf
from tests.pdf.handout_papers import meeting_papers
from tests.pdf.naughty_strings import NAUGHTY
from tests.pdf.printed_text import bare, bookmarks, is_sound, text, texts


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


@pytest.fixture
def papers() -> MeetingPapers:
    return meeting_papers()


def every_handout(press: Press, papers: MeetingPapers) -> list[Handout]:
    community, members = papers.community, list(papers.members.values())
    protocol, plan = papers.protocols["consultancy"], papers.plans["talk"]
    return [
        agenda_pdf(press, papers),
        minutes_pdf(press, papers),
        sign_in_pdf(press, papers),
        norms_pdf(press, community),
        commitments_pdf(press, community, papers.to_report, papers.members),
        protocol_card_pdf(press, protocol, plan, starts_at=time(16, 20)),
        protocol_card_pdf(press, protocol),
        directory_pdf(press, community, members),
        name_tents_pdf(press, community, members),
        commitment_slips_pdf(press, community, papers.commitments, papers.members),
        reading_list_pdf(press, community, list(papers.resources.values())),
        certificate_pdf(press, community, members[0], [papers.meeting]),
    ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("large", [False, True])
def test_every_handout_is_sound_on_every_paper(paper: str, code: str, large: bool):
    language.choose(code)
    press = Press.on(paper, large_print=large)
    for handout in every_handout(press, meeting_papers()):
        assert is_sound(handout.pdf), handout.title
        assert not handout.missing
        with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
            assert len(pdf.pages) == handout.pages
            assert str(pdf.Root.Lang) == code
            assert str(pdf.docinfo.Title) == handout.title
            short, long = sorted(float(side) for side in pdf.pages[0].mediabox[2:])
            assert (round(short), round(long)) == {"a4": (595, 842), "letter": (612, 792)}[paper]


def test_an_unknown_paper_is_refused():
    with pytest.raises(InvalidInput, match="“A0” is not a paper"):
        Press.on("A0")


def test_the_pages_are_numbered_with_their_total(press: Press, papers: MeetingPapers):
    busy = replace(papers.meeting, agenda=papers.meeting.agenda * 12)
    printed = texts(agenda_pdf(press, replace(papers, meeting=busy)).pdf)
    assert len(printed) > 1
    for number, page in enumerate(printed, start=1):
        assert f"{number} of {len(printed)}" in page


def test_the_agenda_has_clock_times_leads_protocol_and_readings(
    press: Press, papers: MeetingPapers
):
    printed = text(agenda_pdf(press, papers).pdf)
    for words in (
        "Three Valleys",
        "Thursday, January 14, 2027",
        "4:00 PM – 5:30 PM",
        "Facilitator Tomás Ríos",
        "4:20 PM Quiet pupils Protocol: Consultancy Bring an example. With: Asking openly",
        "Anneke de Wit 50 70",
        "What next A guest 10 90",
        "5:30 PM End",
        "To read beforehand",
        "Fraction strips",
    ):
        assert words in printed


def test_the_agenda_reminds_of_what_is_to_be_reported_and_of_nothing_new(
    press: Press, papers: MeetingPapers
):
    printed = text(agenda_pdf(press, papers).pdf)
    assert "Mireille Vauclair – Try exit tickets" in printed
    assert "Jonas Okafor – Bring questions (until we meet again)" in printed
    assert "Film ten minutes" not in printed
    assert "overdue" not in printed.casefold()


def test_an_agenda_without_a_start_counts_minutes(press: Press, papers: MeetingPapers):
    untimed = replace(papers, meeting=replace(papers.meeting, starts_at=None))
    printed = text(agenda_pdf(press, untimed).pdf)
    assert "After" in printed
    assert "20 min Quiet pupils" in printed
    assert "PM" not in printed


def test_an_empty_agenda_has_lines_to_write_on(press: Press, papers: MeetingPapers):
    empty = Meeting(title="", held_on=date(2027, 1, 14))
    handout = agenda_pdf(press, MeetingPapers(community=papers.community, meeting=empty))
    assert "Nothing is on the agenda yet." in text(handout.pdf)
    assert handout.title == "Agenda: January 14, 2027"


def test_the_minutes_tell_who_came_what_was_said_and_what_will_be_tried(
    press: Press, papers: MeetingPapers
):
    printed = text(minutes_pdf(press, papers).pdf)
    for words in (
        "Draft, until all have had a chance to look at it.",
        "Mireille Vauclair, Tomás Ríos (from afar), Anneke de Wit (from 4:20 PM)",
        "Dr. Visitor (guest)",
        "Sent word Jonas Okafor",
        "3. Quiet pupils",
        "“She asked!” – Jonas Okafor",
        "Question: What about home?",
        "Clarifying questions • How many pupils?",
        "Decided: We visit each other.",
        "Other views: Two would wait.",
        "Also said • Thanks to the cooks.",
        "Anneke de Wit Film ten minutes Feb 11, 2027",
        "Our guest Ask the college until we meet again",
        "Parking lot • Projector bulbs • Ask the nurse",
    ):
        assert words in printed
    assert "Try exit tickets" not in printed
    assert "4. Break" not in printed


def test_final_minutes_are_not_called_a_draft(press: Press, papers: MeetingPapers):
    final = replace(papers, meeting=replace(papers.meeting, state=MeetingState.FINAL))
    assert "Draft" not in text(minutes_pdf(press, final).pdf)


def test_the_sign_in_sheet_has_every_member_and_blank_lines(papers: MeetingPapers, press: Press):
    gone = replace(papers.members["m3"], left_on=date(2026, 1, 1))
    handout = sign_in_pdf(press, replace(papers, members={**papers.members, "m3": gone}))
    printed = text(handout.pdf)
    assert "Mireille Vauclair Brook School" in printed
    assert "Jonas Okafor" not in printed
    few = sign_in_blocks(papers, blank_lines=0)
    many = sign_in_blocks(papers, blank_lines=20)
    assert len(few[-1].rows) == 4 + 6
    assert len(many[-1].rows) == 4 + 20


def test_only_who_is_invited_stands_on_the_sign_in_sheet(press: Press, papers: MeetingPapers):
    printed = text(sign_in_pdf(press, replace(papers, invited=("m1",))).pdf)
    assert "Tomás Ríos" in printed
    assert "Mireille Vauclair" not in printed


def test_large_print_makes_the_sign_in_sheet_larger(papers: MeetingPapers):
    pages = [
        sign_in_pdf(Press.on("a4", large_print=large), papers, blank_lines=15).pages
        for large in (False, True)
    ]
    assert pages == [1, 2]


def test_the_card_says_when_who_speaks_and_who_is_silent(press: Press, papers: MeetingPapers):
    protocol, plan = papers.protocols["consultancy"], papers.plans["talk"]
    printed = text(protocol_card_pdf(press, protocol, plan, starts_at=time(16, 20)).pdf)
    for words in (
        "Takes 15 minutes",
        "4:20 PM 10 Present the dilemma",
        "Speaks: Presenter",
        "Silent: The group",
        "4:30 PM 5 Clarifying questions",
        "Answers briefly: Presenter",
        "4:35 PM End",
        "After nobody in particular.",
    ):
        assert words in printed


def test_a_card_without_a_plan_has_lengths_only(press: Press, papers: MeetingPapers):
    printed = text(protocol_card_pdf(press, papers.protocols["consultancy"]).pdf)
    assert "10 Present the dilemma" in printed
    assert "Begins" not in printed
    assert "End" not in printed


def test_the_directory_keeps_to_what_members_agreed_to(press: Press, papers: MeetingPapers):
    printed = text(directory_pdf(press, papers.community, list(papers.members.values())).pdf)
    assert "m0@example.org" in printed
    assert "called Tomás" in printed
    assert "Anneke de Wit" in printed
    assert "m2@example.org" not in printed
    assert "+41 79 555 01 22" not in printed


def test_each_member_gets_a_tent_that_reads_from_both_sides(press: Press, papers: MeetingPapers):
    pages = texts(name_tents_pdf(press, papers.community, list(papers.members.values())).pdf)
    assert len(pages) == 4
    assert pages[1].count("Tomás") == 2


def test_open_commitments_come_back_kindly(press: Press, papers: MeetingPapers):
    handout = commitments_pdf(press, papers.community, papers.commitments, papers.members)
    printed = text(handout.pdf)
    assert "Mireille Vauclair Try exit tickets Jan 10, 2027" in printed
    assert "Our guest Ask the college until we meet again" in printed
    assert "overdue" not in printed.casefold()


def test_the_certificate_sums_up_the_meetings(press: Press, papers: MeetingPapers):
    later = replace(papers.meeting, held_on=date(2027, 2, 11))
    member = papers.members["m0"]
    printed = text(certificate_pdf(press, papers.community, member, [later, papers.meeting]).pdf)
    assert "2 meetings, 3 hours, January 14, 2027 – February 11, 2027" in printed
    assert "%" not in printed


def test_headings_become_bookmarks(press: Press, papers: MeetingPapers):
    assert bookmarks(minutes_pdf(press, papers).pdf) == ["Minutes"]


def all_blocks(papers: MeetingPapers) -> list[object]:
    community, members = papers.community, list(papers.members.values())
    protocol, plan = papers.protocols["consultancy"], papers.plans["talk"]
    return [
        *agenda_blocks(papers),
        *minutes_blocks(papers),
        *sign_in_blocks(papers),
        *norms_blocks(community),
        *commitment_blocks(papers.to_report, papers.members, papers.title),
        *protocol_card_blocks(protocol, plan, starts_at=time(16, 20)),
        *directory_blocks(community, members),
        *name_tent_blocks(community, members[:1]),
        *commitment_slip_blocks(community, papers.commitments, papers.members),
        *reading_list_blocks(community, list(papers.resources.values()), papers.title),
        *certificate_blocks(community, members[0], [papers.meeting]),
    ]


@pytest.mark.parametrize("naughty", NAUGHTY, ids=ascii)
def test_no_text_can_break_a_handout_or_get_lost_in_it(press: Press, naughty: str):
    papers = meeting_papers(lambda plain: f"{naughty} {plain}")
    document = press.document(f"{naughty} title", f"{naughty} footer")
    printed = press.render(document, all_blocks(papers))
    assert is_sound(printed.data)
    came_back = bare(text(printed.data))
    missing = bare("".join(printed.missing))
    assert all(letter in came_back or letter in missing for letter in bare(naughty))
    if naughty.isascii():
        words = naughty.replace("\r", "\n").replace("\v", "\n").replace("\f", "\n").split("\n")
        assert all(bare(line) in came_back for line in words)
    for plain in ("Quiet", "pupils", "Count", "five", "Seeing", "teaches", "Mill", "Lane"):
        assert plain in came_back


def test_no_link_is_live_but_to_the_web_or_mail(press: Press):
    papers = meeting_papers(lambda plain: f'<a href="javascript:x">{plain}</a> file:///etc')
    printed = press.render(press.document("Links", ""), all_blocks(papers))
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert not [page for page in pdf.pages if "/Annots" in page]


def test_two_processes_print_the_same_bytes(press: Press, papers: MeetingPapers):
    script = (
        "import hashlib; from copdesk.pdf.handout import Press;"
        "from copdesk.pdf.minutes import minutes_pdf;"
        "from tests.pdf.handout_papers import meeting_papers;"
        "h = minutes_pdf(Press.on('a4'), meeting_papers());"
        "print(hashlib.sha256(h.pdf).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    here = hashlib.sha256(minutes_pdf(press, papers).pdf).hexdigest()
    assert other.stdout.strip() == here
