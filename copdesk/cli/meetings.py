"""Commands for meetings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from copdesk.cli.opened import changing, looking
from copdesk.cli.options import actions_of, command, takes_community, takes_json
from copdesk.cli.output import as_json, from_terminal, say, say_json
from copdesk.clock import Clock
from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.text import folded
from copdesk.errors import NotFound, UserError
from copdesk.language import _, date_text, listed, ngettext

if TYPE_CHECKING:
    from copdesk.services.opening import Services

LATEST: Final = "latest"


def add_to(commands: Any) -> None:
    """Add `meetings`."""
    actions = actions_of(commands, "meetings", _("List meetings, write a calendar, attach files."))
    for made in (
        command(actions, "list", _("List the meetings."), list_meetings),
        command(actions, "ics", _("Write an iCalendar file."), calendar),
    ):
        takes_community(made, "--in")
        made.add_argument("-o", "--output", type=Path, metavar="FILE")
        takes_json(made)
    more = command(
        actions,
        "attach",
        _("Copy files into the library for an agenda item; when one cannot be used, none is."),
        attach,
    )
    more.add_argument(
        "item", type=from_terminal, metavar="ITEM", help=_("its number or title on the agenda")
    )
    more.add_argument("files", type=Path, nargs="+", metavar="FILE")
    takes_community(more, "--in")
    more.add_argument("--meeting", default=LATEST, metavar="ID|latest")
    takes_json(more)


def list_meetings(options: argparse.Namespace, clock: Clock) -> int:
    """List the meetings, the latest first, or write the list to a file."""
    with looking(options.community, clock) as services:
        meetings = services.meetings.all()
        value = {"meetings": [_about(one) for one in meetings]}
        lines = [
            f"{date_text(one.held_on, 'medium'):<16}{one.title}  ({one.id})" for one in meetings
        ] or [_("There are no meetings yet.")]
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


def attach(options: argparse.Namespace, clock: Clock) -> int:
    """Copy files into the library and tie them to an agenda item."""
    with changing(options.community, clock) as services:
        meeting = _meeting(services, options.meeting)
        item = _item(meeting, options.item)
        added = services.library.add_all(options.files).value
        resources = [*added.added, *(one for _name, one in added.known)]
        for one in resources:
            services.meetings.tie(meeting.id, item.id, one.id)
    if options.json:
        say_json(
            {
                "meeting": meeting.id,
                "item": item.id,
                "attached": [{"id": one.id, "title": one.title} for one in resources],
            }
        )
        return 0
    for one in resources:
        say(_("Attached to “{title}”: {name}").format(title=item.title, name=one.title))
    return 0


def _meeting(services: Services, wanted: str) -> Meeting:
    if wanted == LATEST:
        found = services.meetings.latest()
    else:
        found = next((one for one in services.meetings.all() if one.id == wanted), None)
    if found is None and wanted == LATEST:
        raise NotFound(_("There is no meeting to attach anything to."), _("Plan one first."))
    if found is None:
        raise no_meeting(wanted)
    return found


def no_meeting(wanted: str) -> NotFound:
    """Return what is said of an id that no meeting has."""
    return NotFound(
        _("There is no meeting “{name}” here.").format(name=wanted),
        _("“copdesk meetings list” tells the id of each."),
    )


def _item(meeting: Meeting, wanted: str) -> AgendaItem:
    """Return an item by its title, its id or its number from one on."""
    found = [
        one
        for number, one in enumerate(meeting.agenda, 1)
        if wanted in (one.id, str(number)) or folded(one.title) == folded(wanted)
    ]
    if len(found) == 1:
        return found[0]
    numbered = _("{number} “{title}”")
    titles = listed(
        numbered.format(number=number, title=one.title)
        for number, one in enumerate(meeting.agenda, 1)
    )
    if found:
        raise UserError(
            _("More than one agenda item is called “{name}”.").format(name=wanted),
            _("Name it by its number: {items}.").format(items=titles),
        )
    raise NotFound(
        _("There is no agenda item “{name}”.").format(name=wanted),
        _("The items are: {items}.").format(items=titles)
        if titles
        else _("The agenda of “{title}” is empty.").format(title=meeting.title),
    )


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
