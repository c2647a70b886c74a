"""Commands for protocols; they need no community."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any, Final

from copdesk.cli.options import a_count, actions_of, command, takes_json
from copdesk.cli.output import complain, from_terminal, say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.plan.run_plan import ImpossibleBudget, Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.text import folded, one_line
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.services.protocols import (
    check_protocol_file,
    lay_out,
    optional_steps,
    shipped,
    shipped_protocol,
    usual_minutes,
)

_SUMMARY: Final = ("protocol", "people", "total_s", "segments")  # what scripts may rely on


def add_to(commands: Any) -> None:
    """Add `protocols`."""
    actions = actions_of(commands, "protocols", _("List, check or lay out protocols."))
    takes_json(command(actions, "list", _("List the protocols."), list_protocols))
    checked = command(actions, "check", _("Check a protocol file."), check)
    checked.add_argument("file", type=Path, metavar="FILE")
    takes_json(checked)
    laid = command(actions, "plan", _("Lay a protocol out for people and time."), plan)
    laid.add_argument("name", metavar="NAME", help=_("a protocol, or a protocol file"))
    who = laid.add_mutually_exclusive_group(required=True)
    who.add_argument("--people", type=a_count, metavar="N")
    who.add_argument("--names", type=from_terminal, metavar='"A,B,C"')
    laid.add_argument("--minutes", type=a_count, metavar="M")
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
    """List the protocols that come with CopDesk."""
    known = shipped()
    if options.json:
        say_json({"protocols": [_about(protocol) for protocol in known]})
        return 0
    for protocol in known:
        say(f"{protocol.id:<38}{protocol.title}")
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
    protocol = _named(options.name)
    names = [one_line(name) for name in _names(options.names or "")]
    people = [Person(id=str(number), name=name) for number, name in enumerate(names, 1) if name]
    try:
        laid_out = lay_out(
            protocol,
            people=people,
            number=options.people or 0,
            minutes=options.minutes,
            include=options.include,
            leave_out=options.leave_out,
            shorten_turns=options.shorten_turns,
            presenters=options.presenters,
            circles=options.circles,
        )
    except ImpossibleBudget as error:
        if options.json:
            say_json(_refused(error))
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
    """Return one sentence with the four ways out, how to ask for each and the minutes it needs."""
    minutes = {way.kind: -(-way.least_seconds // 60) for way in error.ways_out}
    number = next(way.number for way in error.ways_out if way.kind == "circles")
    return _(
        "Leave out optional steps (--leave-out {steps}: {leave_out} min), let fewer people present "
        "(--presenters 1: {presenters} min), work in smaller circles (--circles {number}: "
        "{circles} min), or make the turns shorter (--shorten-turns: {shorter_turns} min)."
    ).format(steps=next(iter(optional_steps(protocol)), "STEP"), number=number, **minutes)


def _refused(error: ImpossibleBudget) -> dict[str, object]:
    return {
        "ok": False,
        "error": error.title,
        "asked_s": error.asked_seconds,
        "least_s": error.least_seconds,
        "ways_out": [
            {"kind": way.kind, "least_s": way.least_seconds, "enough": way.enough}
            for way in error.ways_out
        ],
    }


def _named(name: str) -> Protocol:
    """Return the protocol of a file, or a shipped one by its id or its title."""
    path = Path(name)
    if path.suffix == ".toml":
        return check_protocol_file(path)
    wanted = folded(name)
    known = (one.id for one in shipped() if wanted in (folded(one.id), folded(one.title)))
    return shipped_protocol(next(known, name))


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
