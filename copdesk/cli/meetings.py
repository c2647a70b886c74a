"""Commands for meetings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copdesk.cli.opened import looking
from copdesk.cli.options import actions_of, command, takes_community, takes_json
from copdesk.cli.output import as_json, say, say_json
from copdesk.clock import Clock
from copdesk.domain.meetings import Meeting
from copdesk.language import _, date_text, ngettext


def add_to(commands: Any) -> None:
    """Add `meetings`."""
    actions = actions_of(commands, "meetings", _("List meetings, or write a calendar file."))
    for made in (
        command(actions, "list", _("List the meetings."), list_meetings),
        command(actions, "ics", _("Write an iCalendar file."), calendar),
    ):
        takes_community(made, "--in")
        made.add_argument("-o", "--output", type=Path, metavar="FILE")
        takes_json(made)


def list_meetings(options: argparse.Namespace, clock: Clock) -> int:
    """List the meetings, the latest first, or write the list to a file."""
    with looking(options.community, clock) as services:
        meetings = services.meetings.all()
        value = {"meetings": [_about(one) for one in meetings]}
        lines = [
            f"{date_text(one.held_on, 'medium'):<16}{one.title}  ({one.id})" for one in meetings
        ]
        text = as_json(value) if options.json else "\n".join(lines)
        if options.output is not None:
            services.transfer.save_text(options.output, text)
    if options.json:
        say_json(value)
    elif options.output is None:
        for line in lines:
            say(line)
    else:
        _say_written(len(meetings), options.output)
    return 0


def _about(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "date": meeting.held_on.isoformat(),
        "starts_at": meeting.starts_at and meeting.starts_at.strftime("%H:%M"),
        "place": meeting.place,
        "state": str(meeting.state),
        "minutes": meeting.minutes,
    }


def calendar(options: argparse.Namespace, clock: Clock) -> int:
    """Write the meetings as a calendar file, or print it."""
    with looking(options.community, clock) as services:
        count, text = services.transfer.calendar(options.output)
    if options.json:
        where = {"file": str(options.output)} if options.output else {"calendar": text}
        say_json({"meetings": count, **where})
    elif options.output is None:
        say(text.replace("\r\n", "\n").rstrip("\n"))
    else:
        _say_written(count, options.output)
    return 0


def _say_written(count: int, path: Path) -> None:
    words = ngettext(
        "{number} meeting written to {file}.", "{number} meetings written to {file}.", count
    )
    say(words.format(number=count, file=path))
