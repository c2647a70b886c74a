"""The command that writes handouts."""

from __future__ import annotations

import argparse

from copdesk.cli.opened import looking
from copdesk.cli.output import say, say_json, warn
from copdesk.clock import Clock
from copdesk.language import _, ngettext
from copdesk.services.handouts.wanted import Wanted


def print_handout(options: argparse.Namespace, clock: Clock) -> int:
    """Write a handout; what could not be printed or included is named on the error stream."""
    wanted = Wanted(
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
    wanted.checked()  # before a community is opened for it
    with looking(options.community, clock) as services:
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
