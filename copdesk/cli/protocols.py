"""Commands for protocols; those that come with CopDesk need no community."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from copdesk.cli.opened import changing, looking
from copdesk.cli.options import (
    a_count,
    a_duration,
    actions_of,
    command,
    takes_community,
    takes_json,
)
from copdesk.cli.output import complain, from_terminal, say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.brings import Brings
from copdesk.domain.plan.choices import Choices, optional_steps
from copdesk.domain.plan.impossible_budget import ImpossibleBudget
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.text import one_line
from copdesk.errors import UserError
from copdesk.language import _, listed
from copdesk.services.formats import may_bring
from copdesk.services.protocols import (
    check_protocol_file,
    protocol_called,
    shipped,
    usual_minutes,
)

_SUMMARY: Final = ("protocol", "people", "total_s", "segments")  # what scripts may rely on


def add_to(commands: Any) -> None:
    """Add `protocols`."""
    actions = actions_of(commands, "protocols", _("List, check, add or lay out protocols."))
    known = command(
        actions,
        "list",
        _("List the protocols that come with CopDesk, or those of a community."),
        list_protocols,
    )
    _takes_own(known)
    takes_json(known)
    added = command(actions, "add", _("Add the protocol of a file to a community."), add)
    added.add_argument("file", type=Path, metavar="FILE")
    takes_community(added, "--into")
    clash = added.add_mutually_exclusive_group()
    clash.add_argument(
        "--replace", action="store_true", help=_("in place of one with the same name")
    )
    clash.add_argument("--keep-both", action="store_true", help=_("beside one with the same name"))
    takes_json(added)
    checked = command(actions, "check", _("Check a protocol file."), check)
    checked.add_argument("file", type=Path, metavar="FILE")
    takes_json(checked)
    laid = command(actions, "plan", _("Lay a protocol out for people and time."), plan)
    laid.add_argument("name", metavar="NAME", help=_("a protocol, or a protocol file"))
    _takes_own(laid)
    who = laid.add_mutually_exclusive_group(required=True)
    who.add_argument("--people", type=a_count, metavar="N")
    who.add_argument("--names", type=from_terminal, metavar='"A,B,C"')
    laid.add_argument("--minutes", type=a_duration, metavar="M")
    for flag, words in (
        ("--include", _("take in an optional step")),
        ("--leave-out", _("leave out an optional step")),
    ):
        laid.add_argument(flag, action="append", default=[], metavar="STEP", help=words)
    laid.add_argument("--shorten-turns", action="store_true", help=_("make hard turns shorter"))
    laid.add_argument("--presenters", type=a_count, metavar="N", help=_("how many present"))
    laid.add_argument("--circles", type=a_count, metavar="N", help=_("how many circles at once"))
    takes_json(laid)


def list_protocols(options: argparse.Namespace, clock: Clock) -> int:
    """List the protocols that come with CopDesk, or all that a community can lead."""
    known = _known(options.community, clock)
    if options.json:
        say_json({"protocols": [_about(protocol) for protocol in known]})
        return 0
    for protocol in known:
        say(f"{protocol.id:<38}{protocol.title}")
    return 0


def _takes_own(made: argparse.ArgumentParser) -> None:
    """Let a command also know a community's own protocols."""
    own = _("with this community's own protocols")
    made.add_argument("--in", dest="community", type=Path, metavar="COMMUNITY", help=own)


def _known(community: Path | None, clock: Clock) -> Sequence[Protocol]:
    if community is None:
        return shipped()
    with looking(community, clock) as services:
        return services.protocols.all()


def add(options: argparse.Namespace, clock: Clock) -> int:
    """Add the protocol of a file; one that has its name is replaced only if that is wanted."""
    with changing(options.community, clock) as services:
        own = services.own_protocols
        there = own.clash(options.file)
        if there and not options.replace and not options.keep_both:
            raise UserError(
                _("“{title}” is here already.").format(title=there),
                _(
                    "The protocol in “{file}” has the same name; add --replace or --keep-both."
                ).format(file=options.file.name),
            )
        added = own.add_file(options.file, keep_both=options.keep_both).value
    if options.json:
        say_json({**_about(added), "replaced": bool(there) and options.replace})
    else:
        title = one_line(added.title)
        say(_("Added: {title}").format(title=f"{title} ({added.id})"))
    return 0


def check(options: argparse.Namespace, clock: Clock) -> int:
    """Check a protocol file; the status is 1 when something is wrong in it."""
    if options.file.exists() and not options.file.is_file():
        raise UserError(
            _("“{file}” is not a file.").format(file=options.file), _("Name a protocol file.")
        )
    if not options.file.exists():
        raise UserError(
            _("There is no file “{file}”.").format(file=options.file), _("Check the name.")
        )
    try:
        protocol = check_protocol_file(options.file)
    except UserError as error:
        complain(error)
        if options.json:
            say_json({"ok": False, "error": error.sentence})
        return 1
    if options.json:
        say_json({"ok": True, **_about(protocol)})
    else:
        say(_("“{title}” is in order.").format(title=one_line(protocol.title)))
    return 0


def plan(options: argparse.Namespace, clock: Clock) -> int:
    """Lay a protocol out for people and time."""
    protocol = _named(options.name, _known(options.community, clock))
    names = [one_line(name) for name in _names(options.names or "")]
    people = [Person(id=str(number), name=name) for number, name in enumerate(names, 1) if name]
    try:
        laid_out = compile_plan(
            protocol,
            people or invented(options.people or 0),
            Choices(
                include=options.include,
                leave_out=options.leave_out,
                shorten_turns=options.shorten_turns,
                presenters=options.presenters,
                circles=options.circles,
            ),
            seconds=None if options.minutes is None else options.minutes * 60,
        )
    except ImpossibleBudget as error:
        raise UserError(error.title, _ways_out(error, protocol)) from error
    if options.json:
        summary = laid_out.summary()
        say_json({key: summary[key] for key in _SUMMARY})
        for notice in laid_out.notices:
            warn(notice)
        return 0
    say(laid_out.title)
    heading = ""
    for segment in laid_out.segments:
        if segment.heading and segment.heading != heading:
            say(f"         {segment.heading}")
        heading = segment.heading
        minutes, seconds = divmod(segment.seconds, 60)
        voices = ", ".join(segment.speakers())
        say(f"{minutes:>4}:{seconds:02}  {segment.title}" + (f"  — {voices}" if voices else ""))
    minutes, seconds = divmod(laid_out.total_s, 60)
    say(f"{minutes:>4}:{seconds:02}  " + _("in all"))
    for notice in laid_out.notices:
        say(notice)
    return 0


def _ways_out(error: ImpossibleBudget, protocol: Protocol) -> str:
    """Return one sentence with how to ask for each change that helps, and what it then takes."""
    steps = " ".join(f"--leave-out {step.id}" for step in optional_steps(protocol))
    asked = {"leave_out": steps, "shorter_turns": "--shorten-turns"}
    ways = [
        _("{option} (at least {minutes} min)").format(
            option=asked.get(way.kind) or f"--{way.kind} {way.number}",
            minutes=_minutes(way.least_seconds),
        )
        for way in error.ways_out
    ]
    return _("What helps: {options}.").format(
        options=listed([*ways, f"--minutes {_minutes(error.least_seconds)}"])
    )


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)


def _named(name: str, known: Sequence[Protocol]) -> Protocol:
    """Return the protocol of a file, or a known one by its id or its title."""
    path = Path(name)
    if may_bring(path, Brings.PROTOCOL):
        return check_protocol_file(path)
    return protocol_called(name, known)


def _names(text: str) -> list[str]:
    """Return the names between commas; one with a comma in it stands in quotation marks."""
    return [name for row in csv.reader([text], skipinitialspace=True) for name in row]


def _about(protocol: Protocol) -> dict[str, object]:
    return {
        "id": protocol.id,
        "title": protocol.title,
        "purpose": protocol.purpose,
        "tags": list(protocol.tags),
        "experience": protocol.experience,
        "minutes": usual_minutes(protocol),
        "people": {
            "min": protocol.size.least,
            "max": protocol.size.most,
            "ideal": protocol.size.ideal,
        },
    }
