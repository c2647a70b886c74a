"""Papers in which every kind of value occurs, and every text in them filled by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

from copdesk.domain.commitments import ReportBack
from copdesk.domain.community import Goal
from copdesk.domain.library import AttachedFile, Tag, Use
from copdesk.domain.members import Membership
from copdesk.domain.protocols.protocol import (
    Capture,
    CaptureKind,
    Choice,
    Duration,
    Loop,
    LoopOver,
    Option,
    Protocol,
    Round,
    Split,
    Step,
)
from copdesk.pdf.foreign.attachments import Attachment
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from tests.pdf.handouts.handout_papers import meeting_papers, plan_of

Words = Callable[[str], str]

NOT_WORDS = frozenset(
    {
        "answers", "default", "ends_by", "id", "language", "media_type", "own_roles", "paper",
        "plan", "sha256", "silent", "speak", "without",
    }
)  # fmt: skip
"""Fields of type text that hold a key, a code or a name of ours, never what somebody typed."""


def filled_papers(words: Words) -> MeetingPapers:
    """Return papers in which each text field, empty or not, is `words` of a plain text."""
    papers = said(replace(_all_kinds(meeting_papers()), plans={}), words)
    (protocol,) = papers.protocols.values()
    return replace(papers, plans={"talk": plan_of(protocol, dict(papers.members))})


def said(value: Any, words: Words) -> Any:
    """Return a value with all texts of users in it replaced, however deep they are."""
    if isinstance(value, Mapping):
        return {key: said(one, words) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(said(one, words) for one in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return words(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(
        value,
        **{
            name: said(getattr(value, name) or name.replace("_", " "), words)
            if isinstance(getattr(value, name), str)
            else said(getattr(value, name), words)
            for name in _fields_with_words(value)
        },
    )


def kinds_in(value: Any) -> Iterator[type]:
    """Yield the class of each value in it, however deep it is."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from kinds_in(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from kinds_in(one)
    elif is_dataclass(value):
        yield type(value)
        for field in fields(value):
            yield from kinds_in(getattr(value, field.name))


def kinds_named_by(kind: type, found: set[type] | None = None) -> set[type]:
    """Return the classes that the fields of a class may hold, however deep they are."""
    found = set() if found is None else found
    if kind in found or not is_dataclass(kind):
        return found
    found.add(kind)
    waiting = list(get_type_hints(kind).values())
    while waiting:
        hint = waiting.pop()
        waiting += getattr(hint, "__args__", ())
        if isinstance(hint, type):
            kinds_named_by(hint, found)
    return found


def _fields_with_words(value: Any) -> list[str]:
    return [
        field.name
        for field in fields(value)
        if field.name not in NOT_WORDS and not field.name.endswith(("_id", "_ids", "invited"))
    ]


def _all_kinds(papers: MeetingPapers) -> MeetingPapers:
    community = replace(papers.community, goals=(Goal(text="Ask more"),))
    members = dict(papers.members)
    members["m0"] = replace(members["m0"], memberships=(Membership(group_id="g"),))
    resources = dict(papers.resources)
    resources["r1"] = replace(
        resources["r1"],
        files=(AttachedFile(name="asking.pdf", sha256="0" * 64),),
        tags=(Tag(text="questions"),),
        uses=(Use(text="It went well."),),
    )
    told = ReportBack(meeting_id="meeting", reported_on=date(2027, 1, 14), text="It went well.")
    first, *others = papers.commitments
    return replace(
        papers,
        community=community,
        members=members,
        resources=resources,
        protocols={key: _with_every_node(one) for key, one in papers.protocols.items()},
        commitments=(replace(first, reports=(told,)), *others),
        attachments=(Attachment(name="asking.txt", data=b"Ask openly."),),
    )


def _with_every_node(protocol: Protocol) -> Protocol:
    short = Duration(plan=60)

    def step(name: str) -> Step:
        return Step(
            id=name,
            title=name,
            duration=short,
            speak=("everyone",),
            capture=(Capture(kind=CaptureKind.NOTE),),
        )

    loop = Loop(
        id="loop",
        title="Three questions",
        over=LoopOver.PROMPTS,
        prompts=("What?", "So what?"),
        body=(step("answer"),),
    )
    split = Split(id="split", title="Pairs", size=2, labels=("North",), body=(step("pair"),))
    option = Option(id="long", title="The long way", nodes=(step("walk"),))
    choice = Choice(id="choice", title="Which way", options=(option,), default="long")
    nodes = (*protocol.nodes, Round(each=step("turn")), loop, split, choice)
    return replace(protocol, nodes=nodes)
