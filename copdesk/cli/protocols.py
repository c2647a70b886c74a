"""Commands for protocols; they need no community."""

from __future__ import annotations

import argparse
from pathlib import Path

from copdesk.cli.output import complain, say, say_json
from copdesk.clock import Clock
from copdesk.domain.protocols import Protocol
from copdesk.domain.run_plan import ImpossibleBudget, Person
from copdesk.domain.text import one_line
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
    if not options.file.is_file():
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
        say(_("“{title}” is in order.").format(title=protocol.title))
    return 0


def plan(options: argparse.Namespace, clock: Clock) -> int:
    """Lay a protocol out for people and time."""
    protocol = _named(options.name)
    names = [one_line(name) for name in (options.names or "").split(",")]
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
        say_json(laid_out.summary())
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
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return check_protocol_file(path)
    return shipped_protocol(name)


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
