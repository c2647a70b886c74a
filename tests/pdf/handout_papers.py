"""A meeting in a valley that never was, with every text field filled by a function of the test."""

from __future__ import annotations

from collections.abc import Callable
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
from copdesk.domain.protocols import Duration, Origin, Protocol, Role, Step
from copdesk.domain.run_plan import Person, RunPlan, compile_plan
from copdesk.domain.runs import Run, RunNote
from copdesk.domain.timer import DiscussionTimer
from copdesk.pdf.papers import MeetingPapers
from copdesk.pdf.run_report import RunPapers
from copdesk.pdf.wall_sheet import WallPapers
from tests.conftest import FakeClock

Words = Callable[[str], str]

DAY = date(2027, 1, 14)


def as_it_is(text: str) -> str:
    return text


def meeting_papers(words: Words = as_it_is) -> MeetingPapers:
    """Return a meeting's papers whose every text is `words` of the plain one."""
    members = {one.id: one for one in people(words)}
    protocol = consultancy(words)
    plan = plan_of(protocol, members)
    return MeetingPapers(
        community=community(words),
        meeting=meeting(words),
        members=members,
        resources={one.id: one for one in resources(words)},
        protocols={protocol.id: protocol},
        plans={"talk": plan},
        commitments=commitments(words),
        runs=(run(words, plan),),
    )


def community(words: Words = as_it_is) -> Community:
    norms = "\n".join((words("Listen to understand."), words("Start and end on time.")))
    return Community(
        id="c",
        name=words("Three Valleys"),
        about=words("Questions that children ask"),
        norms=(Norms(agreed_on=date(2026, 9, 1), text=norms),),
    )


def people(words: Words = as_it_is) -> list[Member]:
    return [
        Member(
            id=f"m{number}",
            name=words(name),
            preferred_name=words(name.split()[0]) if number % 2 else "",
            school=words("Brook School"),
            teaches=words("Science"),
            role=words("Coordinator"),
            email=f"m{number}@example.org",
            phone=f"+41 79 555 01 2{number}",
            address=words("Mill Lane 3"),
            in_directory=number != 2,
        )
        for number, name in enumerate(
            ("Mireille Vauclair", "Tomás Ríos", "Anneke de Wit", "Jonas Okafor")
        )
    ]


def consultancy(words: Words = as_it_is) -> Protocol:
    return Protocol(
        id="consultancy",
        title=words("Consultancy"),
        purpose=words("Think more widely about a dilemma."),
        origin=Origin(attribution=words("After nobody in particular.")),
        materials=(words("The dilemma in writing"),),
        debrief=(words("Did we answer the question?"),),
        roles=(
            Role(id="presenter", label=words("Presenter")),
            Role(id="group", label=words("The group")),
        ),
        nodes=(
            Step(
                id="tell",
                title=words("Present the dilemma"),
                duration=Duration(plan=600),
                speak=("presenter",),
                silent=("group",),
                room=words("What is the dilemma?"),
                facilitator=words("Make sure that it ends in a question."),
            ),
            Step(
                id="ask",
                title=words("Clarifying questions"),
                duration=Duration(plan=300),
                speak=("group",),
                answers=("presenter",),
            ),
        ),
    )


def plan_of(protocol: Protocol, members: dict[str, Member]) -> RunPlan:
    return compile_plan(protocol, [Person(id=m.id, name=m.name) for m in members.values()])


def resources(words: Words = as_it_is) -> list[Resource]:
    return [
        Resource(
            id="r1",
            title=words("Asking openly"),
            kind=ResourceKind.ARTICLE,
            authors=words("A. Author"),
            year=words("2019"),
            source=words("Valley Reader 4"),
            subject=words("Science"),
            grade=words("Grade 5"),
            shelf=words("Staff room"),
            notes=words("Short and clear."),
        ),
        Resource(id="r2", title=words("Fraction strips")),
    ]


def meeting(words: Words = as_it_is) -> Meeting:
    return Meeting(
        id="meeting",
        title=words("Questions that open"),
        held_on=DAY,
        starts_at=time(16, 0),
        place=words("Brook School library"),
        purpose=words("Find one thing to try."),
        state=MeetingState.DRAFT,
        agenda=(
            AgendaItem(id="hello", title=words("Welcome"), minutes=5, lead_id="m0"),
            AgendaItem(
                id="back",
                title=words("Report back"),
                kind=AgendaKind.REPORT_BACK,
                minutes=15,
                lead_id="m1",
            ),
            AgendaItem(
                id="talk",
                title=words("Quiet pupils"),
                kind=AgendaKind.DISCUSSION,
                minutes=50,
                lead_id="m2",
                protocol_id="consultancy",
                notes=words("Bring an example."),
            ),
            AgendaItem(id="pause", title=words("Break"), kind=AgendaKind.PAUSE, minutes=10),
            AgendaItem(id="try", title=words("What next"), lead_name=words("A guest")),
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
            Attendance(visitor=words("Dr. Visitor")),
        ),
        roles=(
            RoleTaken(role=MeetingRole.FACILITATOR, member_id="m1"),
            RoleTaken(role=MeetingRole.NOTE_TAKER, member_id="m0"),
        ),
        notes=(
            Note(item_id="talk", text=words("Count to five.")),
            Note(item_id="talk", kind=NoteKind.QUOTE, member_id="m3", text=words("She asked!")),
            Note(item_id="talk", kind=NoteKind.QUESTION, text=words("What about home?")),
            Note(kind=NoteKind.PARKING, text=words("Projector bulbs")),
            Note(text=words("Thanks to the cooks.")),
        ),
        decisions=(
            Decision(
                item_id="try",
                text=words("We visit each other."),
                reason=words("Seeing teaches."),
                differing_views=words("Two would wait."),
                review_on=date(2027, 3, 1),
            ),
        ),
    )


def commitments(words: Words = as_it_is) -> tuple[Commitment, ...]:
    return (
        Commitment(
            id="c1",
            text=words("Try exit tickets"),
            member_id="m0",
            by=date(2027, 1, 10),
            meeting_id="before",
        ),
        Commitment(id="c2", text=words("Bring questions"), member_id="m3", meeting_id="before"),
        Commitment(
            id="c3",
            text=words("Film ten minutes"),
            member_id="m2",
            meeting_id="meeting",
            by=date(2027, 2, 11),
        ),
        Commitment(
            id="c4",
            text=words("Ask the college"),
            who=words("Our guest"),
            meeting_id="meeting",
        ),
    )


def run(words: Words, plan: RunPlan) -> Run:
    return Run(
        id="run",
        title=words("Consultancy"),
        meeting_id="meeting",
        item_id="talk",
        plan=plan.to_json(),
        notes=(
            RunNote(
                segment_id="ask",
                segment_title=words("Clarifying questions"),
                text=words("How many pupils?"),
            ),
            RunNote(
                segment_id="ask",
                segment_title=words("Clarifying questions"),
                kind=NoteKind.PARKING,
                person=words("Tomás"),
                text=words("Ask the nurse"),
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


def wall_papers(papers: MeetingPapers) -> WallPapers:
    """Return a wall sheet's papers with this meeting, its resources and one story more."""
    shared = [replace(one, added_on=DAY) for one in papers.resources.values()]
    story = Resource(title=shared[0].title, kind=ResourceKind.STORY, added_on=date(2026, 11, 30))
    return WallPapers(
        community=papers.community,
        trends=community_trends([papers.meeting], [*shared, story], DAY),
        shared=tuple(one.title for one in shared),
        stories=(story.title,),
    )
