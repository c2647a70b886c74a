from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pypdfium2
import pytest

from copdesk.domain.commitments import CommitmentState, ReportBack
from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.domain.members import Member
from copdesk.domain.paper import PAPERS
from copdesk.domain.protocols.protocol import Choice, Option
from copdesk.errors import InvalidInput
from copdesk.pdf.handouts.agenda import agenda_pdf
from copdesk.pdf.handouts.bring_slips import bring_slips_pdf
from copdesk.pdf.handouts.catch_up import catch_up_pdf
from copdesk.pdf.handouts.certificate import certificate_pdf
from copdesk.pdf.handouts.commitment_list import commitments_pdf
from copdesk.pdf.handouts.commitment_slips import commitment_slip_blocks, commitment_slips_pdf
from copdesk.pdf.handouts.directory import directory_pdf
from copdesk.pdf.handouts.facilitator_script import facilitator_script_pdf
from copdesk.pdf.handouts.minutes import minutes_pdf
from copdesk.pdf.handouts.name_tags import label_sheet, name_tags_pdf
from copdesk.pdf.handouts.name_tents import name_tents_pdf
from copdesk.pdf.handouts.note_sheet import note_sheet_pdf
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.parts.papers import (
    CommunityPapers,
    MemberAtMeetingPapers,
    MemberPapers,
    MembersPapers,
    ProtocolPapers,
)
from copdesk.pdf.handouts.protocol_card import protocol_card_pdf
from copdesk.pdf.handouts.role_cards import role_cards_pdf
from copdesk.pdf.handouts.self_assessment import self_assessment_pdf
from copdesk.pdf.handouts.sign_in import sign_in_blocks, sign_in_pdf
from copdesk.pdf.handouts.wall_sheet import wall_sheet_pdf
from copdesk.pdf.layout.handout import Press
from tests.pdf.handouts.handout_papers import community_papers, meeting_papers, plan_of
from tests.pdf.printed_text import bookmarks, text, texts


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


@pytest.fixture
def papers() -> MeetingPapers:
    return meeting_papers()


def test_an_unknown_paper_is_refused():
    with pytest.raises(InvalidInput, match="“A0” is not a paper") as refused:
        Press.on("A0")
    assert all(paper.name in refused.value.hint for paper in PAPERS.values())


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
        "Dr. Visitor (visitor)",
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


def told(papers: MeetingPapers) -> MeetingPapers:
    report = ReportBack(meeting_id="meeting", text="It went well.")
    first = replace(papers.commitments[0], state=CommitmentState.KEPT, reports=(report,))
    return replace(papers, commitments=(first, *papers.commitments[1:]))


def test_the_minutes_keep_what_was_reported(press: Press, papers: MeetingPapers):
    printed = text(minutes_pdf(press, told(papers)).pdf)
    line = "Mireille Vauclair – Try exit tickets: It went well."
    assert f"2. Report back Led by Tomás Ríos • {line} 3. Quiet pupils" in printed
    bare = replace(papers, meeting=replace(papers.meeting, agenda=()))
    assert f"Report back • {line}" in text(minutes_pdf(press, told(bare)).pdf)


def test_later_commitments_do_not_come_back_to_an_earlier_meeting(papers: MeetingPapers):
    later = replace(papers.commitments[0], made_on=date(2027, 5, 1))
    assert replace(papers, commitments=(later,)).to_report == ()


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


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("count", [12, 13, 14, 15])
def test_no_line_of_the_sign_in_sheet_stands_alone(papers: MeetingPapers, paper: str, count: int):
    many = {f"m{number}": Member(id=f"m{number}", name=f"Ada {number}") for number in range(count)}
    assert sign_in_pdf(Press.on(paper), replace(papers, members=many, invited=())).pages == 1


def test_large_print_makes_the_sign_in_sheet_larger(papers: MeetingPapers):
    pages = [
        sign_in_pdf(Press.on("a4", large_print=large), papers, blank_lines=15).pages
        for large in (False, True)
    ]
    assert pages == [1, 2]


def test_the_card_says_when_who_speaks_and_who_is_silent(press: Press, papers: MeetingPapers):
    protocol, plan = papers.protocols["consultancy"], papers.plans["talk"]
    printed = text(
        protocol_card_pdf(
            press, ProtocolPapers(protocol=protocol, plan=plan, starts_at=time(16, 20))
        ).pdf
    )
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


def test_a_card_for_a_plan_leaves_out_the_ways_not_taken(press: Press, papers: MeetingPapers):
    simple = papers.protocols["consultancy"]
    ways = Choice(
        id="how",
        title="How to answer",
        default="aloud",
        options=(
            Option(id="paper", title="On paper", nodes=simple.nodes[1:]),
            Option(id="aloud", title="Aloud", nodes=simple.nodes[:1]),
        ),
    )
    protocol = replace(simple, nodes=(ways,))
    plan = plan_of(protocol, dict(papers.members))
    planned = text(protocol_card_pdf(press, ProtocolPapers(protocol=protocol, plan=plan)).pdf)
    assert "How to answer One of these Aloud 0 10 Present the dilemma" in planned
    assert "On paper" not in planned
    assert "On paper" in text(protocol_card_pdf(press, ProtocolPapers(protocol=protocol)).pdf)


def test_a_card_without_a_plan_has_lengths_only(press: Press, papers: MeetingPapers):
    printed = text(
        protocol_card_pdf(press, ProtocolPapers(protocol=papers.protocols["consultancy"])).pdf
    )
    assert "10 Present the dilemma" in printed
    assert "Begins" not in printed
    assert "End" not in printed


def everybody(papers: MeetingPapers) -> MembersPapers:
    members = tuple(papers.members.values())
    return MembersPapers(community=papers.community, members=members)


def test_the_directory_keeps_to_what_members_agreed_to(press: Press, papers: MeetingPapers):
    printed = text(directory_pdf(press, everybody(papers)).pdf)
    assert "m0@example.org" in printed
    assert "called Tomás" in printed
    assert "Anneke de Wit" in printed
    assert "m2@example.org" not in printed
    assert "+41 79 555 01 22" not in printed


def test_each_member_gets_a_tent_that_reads_from_both_sides(press: Press, papers: MeetingPapers):
    pages = texts(name_tents_pdf(press, everybody(papers)).pdf)
    assert len(pages) == 4
    assert pages[1].count("Tomás") == 2


def test_open_commitments_come_back_kindly(press: Press, papers: MeetingPapers):
    handout = commitments_pdf(press, papers)
    printed = text(handout.pdf)
    assert "Mireille Vauclair Try exit tickets Jan 10, 2027" in printed
    assert "Our guest Ask the college until we meet again" in printed
    assert "overdue" not in printed.casefold()


def test_the_certificate_sums_up_the_meetings(press: Press, papers: MeetingPapers):
    later = replace(papers.meeting, held_on=date(2027, 2, 11))
    member = papers.members["m0"]
    printed = text(
        certificate_pdf(
            press,
            MemberPapers(
                community=papers.community, member=member, attended=(later, papers.meeting)
            ),
        ).pdf
    )
    assert "2 meetings, 3 hours, January 14, 2027 – February 11, 2027" in printed
    assert "%" not in printed


def test_who_was_away_reads_what_matters(press: Press, papers: MeetingPapers):
    printed = text(
        catch_up_pdf(press, MemberAtMeetingPapers(meeting=papers, member=papers.members["m3"])).pdf
    )
    for words in (
        "Jonas, we missed you.",
        "What we decided • We visit each other. Other views: Two would wait.",
        "What you said you would try • Bring questions (until we meet again)",
        "What others will try • Anneke de Wit – Film ten minutes",
        "To read • Asking openly • Fraction strips",
    ):
        assert words in printed
    assert "Break" not in printed


def test_the_script_has_a_row_for_every_moment(press: Press, papers: MeetingPapers):
    plan = papers.plans["talk"]
    timed = ProtocolPapers(
        protocol=papers.protocols["consultancy"], plan=plan, starts_at=time(16, 20)
    )
    printed = text(facilitator_script_pdf(press, timed).pdf)
    assert "4:20 PM 10 Present the dilemma What is the dilemma?" in printed
    assert "4:30 PM 5 Clarifying questions" in printed
    assert "4:35 PM End" in printed
    untimed = text(facilitator_script_pdf(press, replace(timed, starts_at=None)).pdf)
    assert "15 End" in untimed


def test_a_role_card_tells_each_part_what_to_do(press: Press, papers: MeetingPapers):
    printed = text(
        role_cards_pdf(press, ProtocolPapers(protocol=papers.protocols["consultancy"])).pdf
    )
    assert "Presenter Present the dilemma: you speak." in printed
    assert "Clarifying questions: you answer briefly when asked." in printed
    assert "The group Present the dilemma: you are silent." in printed


def test_the_note_sheet_has_room_for_each_item_but_a_pause(press: Press, papers: MeetingPapers):
    printed = text(note_sheet_pdf(press, papers).pdf)
    assert "Welcome Report back Quiet pupils" in printed
    assert "What next What we decided Who will try what" in printed
    assert "Break" not in printed


def test_three_equal_slips_ask_to_bring_something(press: Press, papers: MeetingPapers):
    printed = text(bring_slips_pdf(press, papers).pdf)
    assert printed.count("A question I have been carrying with me:") == 3


@pytest.mark.parametrize("paper", PAPERS)
def test_name_tags_lie_on_their_labels(paper: str, papers: MeetingPapers):
    press = Press.on(paper)
    sheet = label_sheet(press.paper)
    members = tuple(
        replace(papers.members["m0"], name=f"Name{number}") for number in range(sheet.count + 1)
    )
    handout = name_tags_pdf(press, replace(everybody(papers), members=members))
    assert handout.pages == 2
    page = pypdfium2.PdfDocument(handout.pdf)[0]
    for number in range(sheet.count):
        left, down = sheet.corner(number)
        right, top = left + sheet.width, press.paper.height - down
        assert right <= press.paper.width
        assert top - sheet.height >= 0
        label = page.get_textpage().get_text_bounded(left, top - sheet.height, right, top)
        assert label.split()[0] == f"Name{number}"


def test_no_tags_for_nobody_is_said(press: Press, papers: MeetingPapers):
    assert "Nobody is chosen." in text(
        name_tags_pdf(press, MembersPapers(community=papers.community)).pdf
    )


def test_headings_become_bookmarks(press: Press, papers: MeetingPapers):
    assert bookmarks(minutes_pdf(press, papers).pdf) == ["Minutes"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_is_to_be_hung_up_or_cut_stays_on_one_page(paper: str, large: bool):
    press, papers = Press.on(paper, large_print=large), meeting_papers()
    long = replace(papers.community, name="The Three Valleys Community of Practice " * 3)
    sheets = [
        certificate_pdf(
            press,
            MemberPapers(
                community=long, member=papers.members["m0"], attended=(papers.meeting,) * 8
            ),
        ),
        wall_sheet_pdf(press, community_papers(papers)),
        bring_slips_pdf(press, replace(papers, community=long)),
    ]
    if not large:
        sheets.append(self_assessment_pdf(press, CommunityPapers(community=long)))
    assert {sheet.title: sheet.pages for sheet in sheets if sheet.pages > 1} == {}


def test_empty_slips_begin_no_page_where_one_still_fits(press: Press, papers: MeetingPapers):
    for count in range(1, 8):
        promised = replace(papers, commitments=papers.commitments[:1] * count)
        handout = commitment_slips_pdf(press, promised)
        blocks = commitment_slip_blocks(promised, empty=1)
        assert handout.pages == press.handout("One", "One", blocks).pages
