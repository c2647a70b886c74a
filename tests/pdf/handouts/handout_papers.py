"""A meeting in a valley that never was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from copdesk.domain.commitments import Commitment
from copdesk.domain.community import Community, Norms
from copdesk.domain.indicators import community_trends
from copdesk.domain.library import Resource, ResourceKind
from copdesk.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaResource,
    Attendance,
    Decision,
    Meeting,
    MeetingRole,
    MeetingState,
    Note,
    NoteKind,
    Presence,
    RoleTaken,
)
from copdesk.domain.members import Member
from copdesk.domain.plan.run_plan import RunPlan, compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Duration, Origin, Protocol, Role, Step
from copdesk.domain.run.runs import Run, RunNote
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.parts.papers import CommunityPapers, RunPapers
from tests.conftest import FakeClock

DAY = date(2027, 1, 14)


def meeting_papers() -> MeetingPapers:
    """Return a meeting's papers."""
    members = {one.id: one for one in people()}
    protocol = consultancy()
    plan = plan_of(protocol, members)
    return MeetingPapers(
        community=community(),
        meeting=meeting(),
        members=members,
        resources={one.id: one for one in resources()},
        protocols={protocol.id: protocol},
        plans={"talk": plan},
        commitments=commitments(),
        runs=(run(plan),),
    )


def community() -> Community:
    norms = "\n".join(("Listen to understand.", "Start and end on time."))
    return Community(
        id="c",
        name="Three Valleys",
        about="Questions that children ask",
        norms=(Norms(agreed_on=date(2026, 9, 1), text=norms),),
    )


def people() -> list[Member]:
    return [
        Member(
            id=f"m{number}",
            name=name,
            preferred_name=name.split()[0] if number % 2 else "",
            school="Brook School",
            teaches="Science",
            role="Coordinator",
            email=f"m{number}@example.org",
            phone=f"+41 79 555 01 2{number}",
            address="Mill Lane 3",
            in_directory=number != 2,
        )
        for number, name in enumerate(
            ("Mireille Vauclair", "Tomás Ríos", "Anneke de Wit", "Jonas Okafor")
        )
    ]


def consultancy() -> Protocol:
    return Protocol(
        id="consultancy",
        title="Consultancy",
        purpose="Think more widely about a dilemma.",
        origin=Origin(attribution="After nobody in particular."),
        materials=("The dilemma in writing",),
        debrief=("Did we answer the question?",),
        roles=(
            Role(id="presenter", label="Presenter"),
            Role(id="group", label="The group"),
        ),
        nodes=(
            Step(
                id="tell",
                title="Present the dilemma",
                duration=Duration(plan=600),
                speak=("presenter",),
                silent=("group",),
                room="What is the dilemma?",
                facilitator="Make sure that it ends in a question.",
            ),
            Step(
                id="ask",
                title="Clarifying questions",
                duration=Duration(plan=300),
                speak=("group",),
                answers=("presenter",),
            ),
        ),
    )


def plan_of(protocol: Protocol, members: dict[str, Member]) -> RunPlan:
    return compile_plan(protocol, [Person(id=m.id, name=m.name) for m in members.values()])


def resources() -> list[Resource]:
    return [
        Resource(
            id="r1",
            title="Asking openly",
            kind=ResourceKind.ARTICLE,
            authors="A. Author",
            year="2019",
            source="Valley Reader 4",
            subject="Science",
            grade="Grade 5",
            shelf="Staff room",
            notes="Short and clear.",
        ),
        Resource(id="r2", title="Fraction strips"),
    ]


def meeting() -> Meeting:
    return Meeting(
        id="meeting",
        title="Questions that open",
        held_on=DAY,
        starts_at=time(16, 0),
        place="Brook School library",
        purpose="Find one thing to try.",
        state=MeetingState.DRAFT,
        agenda=(
            AgendaItem(id="hello", title="Welcome", minutes=5, lead_id="m0"),
            AgendaItem(
                id="back",
                title="Report back",
                kind=AgendaKind.REPORT_BACK,
                minutes=15,
                lead_id="m1",
            ),
            AgendaItem(
                id="talk",
                title="Quiet pupils",
                kind=AgendaKind.DISCUSSION,
                minutes=50,
                lead_id="m2",
                protocol_id="consultancy",
                notes="Bring an example.",
            ),
            AgendaItem(id="pause", title="Break", kind=AgendaKind.PAUSE, minutes=10),
            AgendaItem(id="try", title="What next", lead_name="A guest"),
        ),
        resources=(
            AgendaResource(item_id="talk", resource_id="r1"),
            AgendaResource(resource_id="r2"),
        ),
        attendance=(
            Attendance(member_id="m0"),
            Attendance(member_id="m1", presence=Presence.REMOTE),
            Attendance(member_id="m2", arrived_at=time(16, 20)),
            Attendance(member_id="m3", presence=Presence.SENT_WORD),
            Attendance(visitor="Dr. Visitor"),
        ),
        roles=(
            RoleTaken(role=MeetingRole.FACILITATOR, member_id="m1"),
            RoleTaken(role=MeetingRole.NOTE_TAKER, member_id="m0"),
        ),
        notes=(
            Note(item_id="talk", text="Count to five."),
            Note(item_id="talk", kind=NoteKind.QUOTE, member_id="m3", text="She asked!"),
            Note(item_id="talk", kind=NoteKind.QUESTION, text="What about home?"),
            Note(kind=NoteKind.PARKING, text="Projector bulbs"),
            Note(text="Thanks to the cooks."),
        ),
        decisions=(
            Decision(
                item_id="try",
                text="We visit each other.",
                reason="Seeing teaches.",
                differing_views="Two would wait.",
                review_on=date(2027, 3, 1),
            ),
        ),
    )


def commitments() -> tuple[Commitment, ...]:
    return (
        Commitment(
            id="c1",
            text="Try exit tickets",
            member_id="m0",
            by=date(2027, 1, 10),
            meeting_id="before",
        ),
        Commitment(id="c2", text="Bring questions", member_id="m3", meeting_id="before"),
        Commitment(
            id="c3",
            text="Film ten minutes",
            member_id="m2",
            meeting_id="meeting",
            by=date(2027, 2, 11),
        ),
        Commitment(
            id="c4",
            text="Ask the college",
            who="Our guest",
            meeting_id="meeting",
        ),
    )


def run(plan: RunPlan) -> Run:
    return Run(
        id="run",
        title="Consultancy",
        meeting_id="meeting",
        item_id="talk",
        plan=plan.to_json(),
        notes=(
            RunNote(
                segment_id="ask",
                segment_title="Clarifying questions",
                text="How many pupils?",
            ),
            RunNote(
                segment_id="ask",
                segment_title="Clarifying questions",
                kind=NoteKind.PARKING,
                person="Tomás",
                text="Ask the nurse",
            ),
        ),
    )


def run_papers(papers: MeetingPapers) -> RunPapers:
    """Return a discussion that took ten seconds less for its first step, and none for the rest."""
    run, clock = papers.runs[0], FakeClock()
    plan = papers.plans["talk"]
    timer = DiscussionTimer(plan, clock)
    timer.start()
    for _second in range(590):
        clock.advance(1)
        timer.tick()
    timer.next()
    timer.finish()
    return RunPapers(
        community=papers.community,
        run=run,
        plan=plan,
        state=timer.state,
        commitments=papers.made_here,
        members=papers.members,
    )


def community_papers(papers: MeetingPapers) -> CommunityPapers:
    """Return a community's papers with this meeting, its resources and one story more."""
    shared = [replace(one, added_on=DAY) for one in papers.resources.values()]
    story = Resource(title=shared[0].title, kind=ResourceKind.STORY, added_on=date(2026, 11, 30))
    return CommunityPapers(
        community=papers.community,
        trends=community_trends([papers.meeting], [*shared, story], DAY),
        shared=tuple(one.title for one in shared),
        stories=(story.title,),
    )
