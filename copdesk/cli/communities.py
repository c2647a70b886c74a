"""Commands for whole communities."""

from __future__ import annotations

import argparse

from copdesk.cli.opened import looking
from copdesk.cli.output import say, say_json
from copdesk.clock import Clock
from copdesk.language import _, ngettext
from copdesk.services.opening import create_community


def new(options: argparse.Namespace, clock: Clock) -> int:
    """Make a community."""
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
