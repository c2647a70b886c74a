"""Commands for the library."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copdesk.cli.opened import changing
from copdesk.cli.options import actions_of, command, takes_community, takes_json
from copdesk.cli.output import complain, say, say_json
from copdesk.clock import Clock
from copdesk.language import _, ngettext


def add_to(commands: Any) -> None:
    """Add `library`."""
    actions = actions_of(commands, "library", _("Add files or lists to the library."))
    added = command(actions, "add", _("Copy files into the library."), add)
    added.add_argument("files", type=Path, nargs="+", metavar="FILE")
    takes_community(added, "--into")
    takes_json(added)
    taken = command(actions, "import", _("Import a list: .ris, .bib or .csv."), import_list)
    taken.add_argument("file", type=Path, metavar="FILE")
    takes_community(taken, "--into")
    takes_json(taken)


def add(options: argparse.Namespace, clock: Clock) -> int:
    """Copy files into the library; the status is 2 when one of them was refused."""
    with changing(options.community, clock) as services:
        found = services.library.add_files(options.files).value
    for error in found.refused:
        complain(error)
    if options.json:
        say_json(
            {
                "added": [{"id": one.id, "title": one.title} for one in found.added],
                "known": [
                    {"file": name, "id": one.id, "title": one.title} for name, one in found.known
                ],
                "refused": [error.sentence for error in found.refused],
            }
        )
    else:
        for one in found.added:
            say(_("Added: {title}").format(title=one.title))
        for name, one in found.known:
            say(
                _("In the library already: {name}, as “{title}”").format(name=name, title=one.title)
            )
    return 2 if found.refused else 0


def import_list(options: argparse.Namespace, clock: Clock) -> int:
    """Import a reading list of another program."""
    with changing(options.community, clock) as services:
        imported = services.transfer.import_resources(options.file).value
    if options.json:
        say_json(
            {
                "added": imported.added,
                "known": imported.known,
                "problems": list(imported.problems),
            }
        )
    else:
        for problem in imported.problems:
            say(problem)
        text = ngettext(
            "{number} resource added.", "{number} resources added.", imported.added
        ).format(number=imported.added)
        say(text)
    return 0
