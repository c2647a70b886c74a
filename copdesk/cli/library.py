"""Commands for the library; of several files, all are taken or none."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copdesk.cli.opened import changing
from copdesk.cli.options import actions_of, command, takes_community, takes_json
from copdesk.cli.output import from_terminal, say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.brings import Brings
from copdesk.language import _, ngettext
from copdesk.services.formats import endings_read


def add_to(commands: Any) -> None:
    """Add `library`."""
    actions = actions_of(
        commands, "library", _("Add files or lists to the library, or files to a resource.")
    )
    added = command(
        actions,
        "add",
        _("Copy files into the library; when one cannot be used, none is added."),
        add,
    )
    added.add_argument("files", type=Path, nargs="+", metavar="FILE")
    takes_community(added, "--into")
    takes_json(added)
    more = command(
        actions,
        "attach",
        _("Copy files into a resource; when one cannot be used, none is attached."),
        attach,
    )
    more.add_argument(
        "resource", type=from_terminal, metavar="RESOURCE", help=_("its id, or its title")
    )
    more.add_argument("files", type=Path, nargs="+", metavar="FILE")
    takes_community(more, "--in")
    takes_json(more)
    read = _("Import a reading list: {endings}.").format(endings=endings_read(Brings.READING_LIST))
    taken = command(actions, "import", read, import_list)
    taken.add_argument("file", type=Path, metavar="FILE")
    takes_community(taken, "--into")
    takes_json(taken)


def add(options: argparse.Namespace, clock: Clock) -> int:
    """Copy files into the library."""
    with changing(options.community, clock) as services:
        found = services.library.add_all(options.files).value
    if options.json:
        say_json(
            {
                "added": [{"id": one.id, "title": one.title} for one in found.added],
                "known": [
                    {"file": name, "id": one.id, "title": one.title} for name, one in found.known
                ],
            }
        )
    else:
        for one in found.added:
            say(_("Added: {title}").format(title=one.title))
        for name, one in found.known:
            say(
                _("In the library already: {name}, as “{title}”").format(name=name, title=one.title)
            )
    return 0


def attach(options: argparse.Namespace, clock: Clock) -> int:
    """Copy files into a resource that is there."""
    with changing(options.community, clock) as services:
        resource = services.library.named(options.resource)
        found = services.library.attach_all(resource.id, options.files).value
    if options.json:
        say_json(
            {
                "id": resource.id,
                "title": resource.title,
                "attached": [one.name for one in found.attached],
                "known": [one.name for one in found.known],
            }
        )
        return 0
    for one in found.attached:
        say(_("Attached to “{title}”: {name}").format(title=resource.title, name=one.name))
    for one in found.known:
        say(_("In “{title}” already: {name}").format(title=resource.title, name=one.name))
    return 0


def import_list(options: argparse.Namespace, clock: Clock) -> int:
    """Import a reading list of another program."""
    with changing(options.community, clock) as services:
        imported = services.transfer.import_resources(options.file).value
    if options.json:
        say_json(
            {
                "added": imported.added,
                "known": imported.known,
                "refused": imported.refused,
                "problems": list(imported.problems),
            }
        )
        return 0
    for problem in imported.problems:
        warn(problem)
    entries = imported.added + imported.known + imported.refused
    text = ngettext(
        "{number} entry: {added} added, {known} known already, {refused} refused.",
        "{number} entries: {added} added, {known} known already, {refused} refused.",
        entries,
    )
    say(
        text.format(
            number=entries,
            added=imported.added,
            known=imported.known,
            refused=imported.refused,
        )
    )
    return 0
