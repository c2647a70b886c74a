from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from datetime import time

import page as page_validation
import pikepdf
import pytest

from copdesk import language
from copdesk.pdf.agenda import agenda_blocks, agenda_pdf
from copdesk.pdf.blocks import paragraph
from copdesk.pdf.bring_slips import bring_slip_blocks, bring_slips_pdf
from copdesk.pdf.catch_up import catch_up_blocks, catch_up_pdf
from copdesk.pdf.certificate import certificate_blocks, certificate_pdf
from copdesk.pdf.commitment_list import commitment_blocks, commitments_pdf
from copdesk.pdf.commitment_slips import commitment_slip_blocks, commitment_slips_pdf
from copdesk.pdf.directory import directory_blocks, directory_pdf
from copdesk.pdf.facilitator_script import facilitator_script_pdf, script_blocks
from copdesk.pdf.handout import Handout, Press
from copdesk.pdf.minutes import minutes_blocks, minutes_pdf
from copdesk.pdf.name_tags import name_tags_pdf
from copdesk.pdf.name_tents import name_tent_blocks, name_tents_pdf
from copdesk.pdf.norms_poster import norms_blocks, norms_pdf
from copdesk.pdf.note_sheet import note_sheet_blocks, note_sheet_pdf
from copdesk.pdf.papers import MeetingPapers
from copdesk.pdf.protocol_card import protocol_card_blocks, protocol_card_pdf
from copdesk.pdf.reading_list import reading_list_blocks, reading_list_pdf
from copdesk.pdf.role_cards import role_card_blocks, role_cards_pdf
from copdesk.pdf.run_report import run_report_blocks, run_report_pdf
from copdesk.pdf.self_assessment import self_assessment_blocks, self_assessment_pdf
from copdesk.pdf.sign_in import sign_in_blocks, sign_in_pdf
from copdesk.pdf.wall_sheet import wall_sheet_blocks, wall_sheet_pdf
from tests.pdf.handout_papers import meeting_papers, run_papers, wall_papers
from tests.pdf.naughty_strings import FIVE_HUNDRED
from tests.pdf.printed_text import bare, is_sound, text

TOGETHER = 48
LINE_END = re.compile("[\r\n\v\f]")


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
        catch_up_pdf(press, papers, members[3]),
        facilitator_script_pdf(press, plan, starts_at=time(16, 20)),
        note_sheet_pdf(press, papers),
        bring_slips_pdf(press, papers),
        role_cards_pdf(press, protocol),
        name_tags_pdf(press, community, members),
        run_report_pdf(press, run_papers(papers)),
        wall_sheet_pdf(press, wall_papers(papers)),
        self_assessment_pdf(press, community),
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
        *catch_up_blocks(papers, members[3]),
        *script_blocks(plan, starts_at=time(16, 20)),
        *note_sheet_blocks(papers),
        *bring_slip_blocks(papers),
        *role_card_blocks(protocol),
        *run_report_blocks(run_papers(papers)),
        *wall_sheet_blocks(wall_papers(papers)),
        *self_assessment_blocks(community),
    ]


def test_the_collection_is_large():
    assert len(FIVE_HUNDRED) >= 500


@pytest.mark.parametrize("first", range(0, len(FIVE_HUNDRED), TOGETHER))
def test_no_text_can_break_a_handout_or_get_lost_in_it(press: Press, first: int):
    """Each text field of each handout has a line for each of these strings."""
    together = FIVE_HUNDRED[first : first + TOGETHER]
    lines = "\n".join(together)
    papers = meeting_papers(lambda plain: f"{lines}\n{plain}")
    document = press.document(f"{lines} title", f"{lines} footer")
    printed = press.render(document, all_blocks(papers))
    assert is_sound(printed.data)
    came_back = bare(text(printed.data))
    missing = bare("".join(printed.missing))
    for naughty in together:
        assert all(letter in came_back or letter in missing for letter in bare(naughty))
        if naughty.isascii():
            assert all(bare(line) in came_back for line in LINE_END.split(naughty)), naughty
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


@pytest.mark.parametrize("profile", ["PDF_A_2B", "PDF_UA_1"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_handout_can_be_read_out_and_kept(code: str, profile: str):
    language.choose(code)
    chosen = getattr(page_validation.ValidationProfile, profile)
    for handout in every_handout(Press.on("a4"), meeting_papers()):
        report = page_validation.validate_pdf_bytes(handout.pdf, profile=chosen)
        assert [str(failure) for failure in report.failures] == [], handout.title


def test_streams_may_end_with_any_byte(press: Press):
    """Compressed data that ends with a carriage return must not look one byte shorter."""
    chosen = page_validation.ValidationProfile.PDF_A_2B
    for number in range(60):
        handout = press.handout(f"Title {number}", "", [paragraph(f"Text {number}")])
        report = page_validation.validate_pdf_bytes(handout.pdf, profile=chosen)
        assert [str(failure) for failure in report.failures] == []
