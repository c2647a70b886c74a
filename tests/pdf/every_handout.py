"""Every handout that there is, found rather than listed, and what to print each of them from."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from datetime import time
from importlib import import_module
from typing import Any

import copdesk.pdf.handouts
from copdesk.pdf.foreign.attachments import Attachment
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.layout.handout import Handout, Press
from tests.pdf.handout_papers import run_papers, wall_papers

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
    return PRINTERS[name](press, **_arguments(PRINTERS[name], papers))


def every_handout(press: Press, papers: MeetingPapers) -> list[Handout]:
    """Print all handouts there are from the same papers."""
    return [printed(name, press, papers) for name in PRINTERS]


def _arguments(printer: Printer, papers: MeetingPapers) -> dict[str, Any]:
    """Return what a handout asks for; a KeyError names what nobody has given to it yet."""
    known = _by_annotation(papers)
    asked = list(inspect.signature(printer).parameters.values())[1:]
    return {
        one.name: known[one.annotation]
        for one in asked
        if one.annotation in known or one.default is one.empty
    }


def _by_annotation(papers: MeetingPapers) -> dict[str, Any]:
    members, resources = list(papers.members.values()), list(papers.resources.values())
    (protocol,) = papers.protocols.values()
    plan = papers.plans["talk"]
    title = papers.meeting.title
    note = Attachment(name=f"{title}.txt", title=title, data=title.encode("utf-8", "replace"))
    return {
        "MeetingPapers": papers,
        "Meeting | None": papers.meeting,
        "Sequence[Meeting]": [papers.meeting],
        "Community": papers.community,
        "Member": members[3],
        "Sequence[Member]": members,
        "Mapping[str, Member]": papers.members,
        "Sequence[Resource]": resources,
        "Sequence[Commitment]": papers.commitments,
        "Protocol": protocol,
        "RunPlan": plan,
        "RunPlan | None": plan,
        "time | None": time(16, 20),
        "RunPapers": run_papers(papers),
        "WallPapers": wall_papers(papers),
        "Sequence[Attachment]": (note,),
        "str": title,
    }
