"""Commands for whole communities."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copdesk.cli.opened import looking
from copdesk.cli.options import a_language, command, takes_community, takes_json
from copdesk.cli.output import from_terminal, say, say_json
from copdesk.clock import Clock
from copdesk.language import _, ngettext


def add_to(commands: Any) -> None:
    """Add `new`, `sample`, `demo` and `search`."""
    made = command(commands, "new", _("Make a community in an empty folder."), new)
    made.add_argument("community", type=Path, metavar="COMMUNITY")
    made.add_argument(
        "--name",
        type=from_terminal,
        required=True,
        metavar="TEXT",
        help=_("what you call yourselves"),
    )
    made.add_argument(
        "--about", type=from_terminal, default="", metavar="TEXT", help=_("what it is about")
    )
    made.add_argument("--language", type=a_language, default="en", metavar="xx")
    takes_json(made)
    example = command(commands, "sample", _("Make the sample community."), sample)
    example.add_argument("community", type=Path, metavar="COMMUNITY")
    takes_json(example)
    shown = command(commands, "demo", _("Do an evening's work on the sample community."), demo)
    shown.add_argument("folder", type=Path, metavar="FOLDER")
    found = command(commands, "search", _("Search everywhere."), search)
    found.add_argument("words", type=from_terminal, nargs="+", metavar="WORDS")
    takes_community(found, "--in")
    takes_json(found)


def new(options: argparse.Namespace, clock: Clock) -> int:
    """Make a community."""
    from copdesk.services.opening import create_community

    services = create_community(
        options.community,
        clock,
        name=options.name,
        about=options.about,
        language=options.language,
    )
    community = services.community.get()
    services.close()
    if options.json:
        say_json({"community": str(options.community), "id": community.id, "name": community.name})
    else:
        say(
            _("“{name}” is ready in {folder}.").format(
                name=community.name, folder=options.community
            )
        )
    return 0


def sample(options: argparse.Namespace, clock: Clock) -> int:
    """Make the sample community."""
    from copdesk.services.sample import make_sample

    make_sample(options.community, clock).close()
    if options.json:
        say_json({"community": str(options.community)})
    else:
        say(_("The sample community is ready in {folder}.").format(folder=options.community))
    return 0


def demo(options: argparse.Namespace, clock: Clock) -> int:
    """Do an evening's work, as a first look."""
    from copdesk.cli.demo import do_an_evenings_work

    do_an_evenings_work(options.folder, clock)
    return 0


def search(options: argparse.Namespace, clock: Clock) -> int:
    """Search everywhere."""
    with looking(options.community, clock) as services:
        hits = services.search.search(" ".join(options.words))
    if options.json:
        say_json(
            {
                "hits": [
                    {"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet}
                    for hit in hits
                ]
            }
        )
        return 0
    for hit in hits:
        say(f"{hit.kind:<12}{hit.title}  ({hit.id})\n            {hit.snippet}")
    say(ngettext("{number} found.", "{number} found.", len(hits)).format(number=len(hits)))
    return 0
