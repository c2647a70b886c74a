"""Every handout that there is, found rather than listed, and what to print each of them from."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from importlib import import_module
from typing import Any

import copdesk.pdf.handouts
from copdesk.pdf.foreign.attachments import Attachment
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.parts.papers import (
    MemberAtMeetingPapers,
    MemberPapers,
    MembersPapers,
    ProtocolPapers,
    ResourcesPapers,
)
from copdesk.pdf.layout.handout import Handout, Press
from tests.pdf.handouts.handout_papers import community_papers, run_papers

Printer = Callable[..., Handout]


def printers() -> dict[str, Printer]:
    """Return each function in `copdesk.pdf.handouts` that prints a handout, by its name."""
    found: dict[str, Printer] = {}
    for module in pkgutil.iter_modules(copdesk.pdf.handouts.__path__):
        if not module.ispkg:
            place = import_module(f"copdesk.pdf.handouts.{module.name}")
            for name, thing in vars(place).items():
                if name.endswith("_pdf") and inspect.isfunction(thing):
                    found[name] = thing
    return found


PRINTERS = printers()


def printed(name: str, press: Press, papers: MeetingPapers) -> Handout:
    """Print a handout from papers."""
    _press, asked, *_more = inspect.signature(PRINTERS[name]).parameters.values()
    return PRINTERS[name](press, _by_annotation(papers)[asked.annotation])


def every_handout(press: Press, papers: MeetingPapers) -> list[Handout]:
    """Print all handouts there are from the same papers."""
    return [printed(name, press, papers) for name in PRINTERS]


def _by_annotation(papers: MeetingPapers) -> dict[str, Any]:
    """Return the papers of everything that a handout can be about, by what they are called."""
    community, members = papers.community, tuple(papers.members.values())
    (protocol,) = papers.protocols.values()
    title = papers.meeting.title
    note = Attachment(name=f"{title}.txt", title=title, data=title.encode("utf-8", "replace"))
    resources = tuple(papers.resources.values())
    return {
        "MeetingPapers": replace(papers, attachments=(note,)),
        "MemberAtMeetingPapers": MemberAtMeetingPapers(meeting=papers, member=members[3]),
        "ProtocolPapers": ProtocolPapers(
            protocol=protocol, plan=papers.plans["talk"], starts_at=time(16, 20)
        ),
        "RunPapers": run_papers(papers),
        "MemberPapers": MemberPapers(
            community=community, member=members[3], attended=(papers.meeting,)
        ),
        "MembersPapers": MembersPapers(community=community, members=members),
        "ResourcesPapers": ResourcesPapers(community=community, resources=resources),
        "CommunityPapers": community_papers(papers),
        "None": None,
    }
