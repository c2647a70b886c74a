"""Handouts that look back: on a discussion, on a year, on what the community is for its members."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from copdesk.domain.community import Community, Goal
from copdesk.domain.indicators import CommunityTrends, community_trends
from copdesk.domain.library import Resource, ResourceKind
from copdesk.domain.meetings import Meeting, MeetingState, NoteKind
from copdesk.domain.run.runs import RunNote
from copdesk.pdf.handouts.parts.notes_and_commitments import note_line
from copdesk.pdf.handouts.parts.papers import CommunityPapers, RunPapers
from copdesk.pdf.handouts.run_report import run_report_pdf
from copdesk.pdf.handouts.self_assessment import self_assessment_pdf
from copdesk.pdf.handouts.wall_sheet import wall_sheet_pdf
from copdesk.pdf.layout.handout import Press
from tests.pdf.handouts.handout_papers import community_papers, meeting_papers, run_papers
from tests.pdf.printed_text import text

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


@pytest.fixture
def papers() -> RunPapers:
    return run_papers(meeting_papers())


def test_a_report_compares_each_step_with_its_plan(press: Press, papers: RunPapers):
    printed = " ".join(text(run_report_pdf(press, papers).pdf).split())
    for words in (
        "How the discussion went",
        "Took part Mireille Vauclair, Tomás Ríos, Anneke de Wit, Jonas Okafor",
        "It took 9:50; 15:00 were planned.",
        "Step Planned Took Difference Present the dilemma 10:00 9:50",
        "Clarifying questions 5:00 –",
        "Clarifying questions • How many pupils?",
        "Parking lot • Ask the nurse",
        "Anneke de Wit Film ten minutes Feb 11, 2027",
        "To look back on together • Did we answer the question?",
    ):
        assert words in printed
    assert "0:10" in printed
    assert "laptop's date" not in printed


def test_a_report_tells_quotes_questions_and_notes_apart(press: Press, papers: RunPapers):
    lines = (
        RunNote(segment_title="Read", text="Halves", person="Ada"),
        RunNote(segment_title="Read", kind=NoteKind.QUOTE, text="It is more", person="Bo"),
        RunNote(segment_title="Read", kind=NoteKind.QUESTION, text="Why?"),
        RunNote(segment_title="Read", text="  "),
    )
    printed = text(run_report_pdf(press, replace(papers, run=replace(papers.run, notes=lines))).pdf)
    assert "Read • Ada: Halves • “It is more” – Bo • Question: Why?" in printed
    assert "Parking lot" not in printed


def test_a_report_of_an_old_clock_says_so(press: Press, papers: RunPapers):
    battery = datetime(2000, 1, 1, tzinfo=UTC)
    state = replace(papers.state, started_at=battery, ended_at=battery)
    printed = text(run_report_pdf(press, replace(papers, state=state)).pdf)
    assert "The laptop's date was probably wrong." in printed


def meetings(*days: date, state: MeetingState = MeetingState.FINAL) -> list[Meeting]:
    return [Meeting(title="", held_on=day, state=state) for day in days]


def test_only_meetings_that_were_held_count():
    held = meetings(date(2026, 4, 2), date(2026, 4, 9), date(2026, 6, 30), date(2025, 6, 30))
    missed = meetings(date(2026, 5, 7), state=MeetingState.NOT_HELD)
    trends = community_trends([*held, *missed], [], TODAY)
    months = [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)]
    assert trends.meetings == tuple(zip(months, (2, 0, 0), strict=True))
    assert trends.stories == tuple((month, 0) for month in months)


def test_stories_are_counted_apart_from_other_resources():
    shared = [
        Resource(title="a", added_on=date(2025, 12, 31)),
        Resource(title="b", added_on=date(2026, 6, 1), kind=ResourceKind.STORY),
        Resource(title="c"),
    ]
    trends = community_trends([], shared, TODAY)
    assert [number for _month, number in trends.resources] == [1, 0, 0, 0, 0, 0, 0]
    assert [number for _month, number in trends.stories] == [0, 0, 0, 0, 0, 0, 1]
    assert community_trends([], [], TODAY) == CommunityTrends()


def test_a_year_is_the_most_that_a_wall_sheet_shows():
    trends = community_trends(meetings(date(2020, 1, 1), date(2025, 7, 1)), [], TODAY)
    assert trends.meetings[0] == (date(2025, 7, 1), 1)
    assert len(trends.meetings) == 12


def test_the_wall_sheet_shows_the_community_and_nobody_alone(press: Press):
    papers = meeting_papers()
    printed = text(wall_sheet_pdf(press, community_papers(papers)).pdf)
    for words in (
        "Three Valleys",
        "From November 2026 to January 2027",
        "We met once",
        "We shared 2 things",
        "We told one story",
        "Jan 1",
        "Our stories",
    ):
        assert words in printed
    assert "%" not in printed
    assert all(member.name not in printed for member in papers.members.values())


def test_goals_that_are_reached_leave_the_wall(press: Press):
    goals = (Goal(text="Visit"), Goal(text="Read", reached_on=TODAY))
    community = Community(name="Valley", goals=goals)
    printed = text(
        wall_sheet_pdf(press, CommunityPapers(community=community, trends=CommunityTrends())).pdf
    )
    assert "Where we want to go • Visit" in printed
    assert "Read" not in printed


def test_an_empty_wall_sheet_invites(press: Press):
    papers = CommunityPapers(community=Community(name="Valley"), trends=CommunityTrends())
    assert "Nothing has been written down yet." in text(wall_sheet_pdf(press, papers).pdf)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_two_nameless_slips_are_on_one_page(paper: str):
    papers = CommunityPapers(community=Community(name="Valley"))
    handout = self_assessment_pdf(Press.on(paper), papers)
    printed = text(handout.pdf)
    assert handout.pages == 1
    assert printed.count("No name, please.") == 2
    assert printed.count("I feel less alone with my questions.") == 2


@pytest.mark.parametrize(
    ("name", "said", "apart"),
    [
        ("Ada", "Halves", False),
        ("خديجة", "النصف", False),
        ("خديجة", "Halves are not always “2”", True),
        ("Ada", "النصف ليس دائما", True),
        ("", "Halves", False),
    ],
)
def test_a_name_and_words_of_other_directions_do_not_disturb_one_another(name, said, apart):
    line = note_line(NoteKind.NOTE, said, name)
    spans = [line] if isinstance(line, str) else [span.text for span in line]
    assert ["\u2068" in span and "\u2069" in span for span in spans] == [apart] * len(spans)
    assert said in spans[-1]
