"""The command that writes handouts; its words are those of the table of handouts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copdesk.cli.meetings import no_meeting
from copdesk.cli.opened import looking
from copdesk.cli.options import (
    a_count,
    a_duration,
    a_language,
    command,
    takes_community,
    takes_json,
)
from copdesk.cli.output import say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.packet_parts import PACKET_PARTS, part_word
from copdesk.domain.paper import PAPERS
from copdesk.errors import NotFound
from copdesk.language import _, ngettext
from copdesk.services.formats import check_pdf_name
from copdesk.services.handouts.kinds import (
    BOOKLET,
    HANDOUTS,
    SHEETS,
    Choice,
    HandoutKind,
    kinds_with,
)
from copdesk.services.handouts.wanted import LATEST, Wanted

if TYPE_CHECKING:
    from copdesk.services.opening import Services


def add_to(commands: Any) -> None:
    """Add `print`."""
    handout = command(commands, "print", _("Write a handout as PDF."), print_handout)
    handout.formatter_class = argparse.RawDescriptionHelpFormatter
    handout.epilog = _kinds_text()
    handout.add_argument(
        "kind", metavar="KIND", help=_("one of the handouts that are listed below")
    )
    takes_community(handout, "--from")
    handout.add_argument("--meeting", default="", metavar=f"ID|{LATEST}", help=_for(Choice.MEETING))
    handout.add_argument("--protocol", default="", metavar="NAME", help=_for(Choice.PROTOCOL))
    handout.add_argument("--member", default="", metavar="ID", help=_for(Choice.MEMBER))
    handout.add_argument(
        "--run", dest="discussion", default="", metavar="ID", help=_for(Choice.RUN)
    )
    handout.add_argument("--people", type=a_count, default=0, metavar="N", help=_for(Choice.PEOPLE))
    handout.add_argument(
        "--minutes", type=a_duration, default=0, metavar="M", help=_for(Choice.MINUTES)
    )
    handout.add_argument("--parts", type=_parts, default=(), metavar='"A,B,C"', help=_parts_text())
    handout.add_argument(
        "--paper", type=str.lower, choices=tuple(PAPERS), help=_("default: the community's")
    )
    handout.add_argument(
        "--language", type=a_language, metavar="xx", help=_("default: the community's")
    )
    handout.add_argument("--large", action="store_true", help=_large_text())
    handout.add_argument(
        "--sheets",
        choices=tuple(filter(None, SHEETS)),
        default="",
        help=_sheets_text(),
    )
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    takes_json(handout)


def print_handout(options: argparse.Namespace, clock: Clock) -> int:
    """Write a handout; what could not be printed or included is named on the error stream."""
    wanted = _wanted(options)
    _check_member(wanted, wanted.checked())  # before a community is opened for it
    check_pdf_name(options.output)
    with looking(options.community, clock) as services:
        _check_ids(services, wanted)
        handout = services.handouts.make(wanted)
        services.handouts.save(handout, options.output)
    for notice in handout.notices:
        warn(notice)
    if handout.missing:
        warn(
            _("No font here has these letters: {letters}").format(letters=" ".join(handout.missing))
        )
    if options.json:
        say_json(
            {
                "file": str(options.output),
                "title": handout.title,
                "pages": handout.pages,
                "missing": list(handout.missing),
                "notices": list(handout.notices),
            }
        )
        return 0
    text = ngettext(
        "“{title}”: {number} page in {file}.", "“{title}”: {number} pages in {file}.", handout.pages
    )
    say(text.format(title=handout.title, number=handout.pages, file=options.output))
    return 0


def _check_member(wanted: Wanted, kind: HandoutKind) -> None:
    if Choice.MEMBER in kind.choices and not wanted.member:
        raise NotFound(
            _("“{title}” is for one member, and none was named.").format(title=_(kind.title)),
            _("Add --member and the id of the member; “copdesk search” tells it."),
        )


def _check_ids(services: Services, wanted: Wanted) -> None:
    """Refuse an id that nothing has; a window, which had it from a list, says that it is gone."""
    if wanted.meeting_id:
        try:
            services.meetings.get(wanted.meeting_id)
        except NotFound as error:
            raise no_meeting(wanted.meeting_id) from error
    if wanted.run:
        try:
            services.discussions.get(wanted.run)
        except NotFound as error:
            raise NotFound(
                _("There is no discussion “{name}” here.").format(name=wanted.run),
                _("Name its meeting after --meeting; “copdesk meetings list” tells the ids."),
            ) from error


def _wanted(options: argparse.Namespace) -> Wanted:
    return Wanted(
        kind=options.kind,
        meeting=options.meeting,
        protocol=options.protocol,
        member=options.member,
        run=options.discussion,
        paper=options.paper or "",
        language=options.language or "",
        large_print=options.large,
        sheets=options.sheets,
        parts=options.parts,
        people=options.people,
        minutes=options.minutes,
    )


def _parts(text: str) -> tuple[str, ...]:
    """Return the names of parts in their order, also when they are written like `sign-in`."""
    parts = tuple(part.strip().replace("-", "_") for part in text.split(",") if part.strip())
    if not parts:
        raise argparse.ArgumentTypeError(_("this must be at least one part"))
    return parts


def _parts_text() -> str:
    return _("for {kinds}: which of {parts}, in their order").format(
        kinds=_keys(Choice.PARTS), parts=", ".join(map(part_word, PACKET_PARTS))
    )


def _large_text() -> str:
    others = ", ".join(kind.key for kind in HANDOUTS if not kind.options.large_print)
    return _("in large print; not for {kinds}").format(kinds=others)


def _sheets_text() -> str:
    others = ", ".join(kind.key for kind in HANDOUTS if BOOKLET not in kind.options.sheets)
    return _("two pages on a side, or a booklet to fold; no booklet for {kinds}").format(
        kinds=others
    )


def _for(choice: Choice) -> str:
    return _("for {kinds}").format(kinds=_keys(choice))


def _keys(choice: Choice) -> str:
    return ", ".join(kind.key for kind in kinds_with(choice))


def _kinds_text() -> str:
    """Return every handout with its title, in columns."""
    width = max(len(kind.key) for kind in HANDOUTS) + 2
    lines = [f"  {kind.key:{width}}{_(kind.title)}" for kind in HANDOUTS]
    return "\n".join([_("handouts:"), *lines])
