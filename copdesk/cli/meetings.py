"""Commands for meetings."""

from __future__ import annotations

import argparse

from copdesk.cli.opened import looking
from copdesk.cli.output import say, say_json
from copdesk.clock import Clock
from copdesk.language import date_text, ngettext


def list_meetings(options: argparse.Namespace, clock: Clock) -> int:
    """List the meetings, the latest first."""
    with looking(options.community, clock) as services:
        meetings = services.meetings.all()
    if options.json:
        say_json(
            {
                "meetings": [
                    {
                        "id": one.id,
                        "title": one.title,
                        "date": one.held_on.isoformat(),
                        "starts_at": one.starts_at and one.starts_at.strftime("%H:%M"),
                        "place": one.place,
                        "state": str(one.state),
                        "minutes": one.minutes,
                    }
                    for one in meetings
                ]
            }
        )
        return 0
    for one in meetings:
        say(f"{date_text(one.held_on, 'medium'):<15} {one.title}  ({one.id})")
    return 0


def calendar(options: argparse.Namespace, clock: Clock) -> int:
    """Write the meetings as a calendar file, or print it."""
    with looking(options.community, clock) as services:
        count, text = services.transfer.calendar(options.output)
    if options.json:
        say_json({"meetings": count, "file": str(options.output) if options.output else None})
    elif options.output is None:
        say(text.replace("\r\n", "\n").rstrip("\n"))
    else:
        words = ngettext(
            "{number} meeting written to {file}.", "{number} meetings written to {file}.", count
        )
        say(words.format(number=count, file=options.output))
    return 0
