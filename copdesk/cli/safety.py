"""Commands that keep data safe."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copdesk.cli.opened import looking
from copdesk.cli.options import command, takes_json
from copdesk.cli.output import from_terminal, say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.safety import Mended
from copdesk.errors import UserError
from copdesk.language import _


def add_to(commands: Any) -> None:
    """Add `check`, `backup` and `restore`."""
    examined = command(commands, "check", _("Check a community's files."), check)
    examined.add_argument("community", type=Path, metavar="COMMUNITY")
    examined.add_argument(
        "--mend", action="store_true", help=_("rebuild the search index if it is wrong")
    )
    takes_json(examined)
    made = command(commands, "backup", _("Make a verified backup."), backup)
    made.add_argument("community", type=Path, metavar="COMMUNITY")
    made.add_argument("--to", type=Path, metavar="DIR", help=_("default: beside the community"))
    takes_json(made)
    back = command(commands, "restore", _("Put a backup back in place."), restore)
    back.add_argument("backup", type=Path, metavar="BACKUP")
    back.add_argument("community", type=Path, metavar="COMMUNITY")
    back.add_argument(
        "--replace",
        type=from_terminal,
        default="",
        metavar="NAME",
        help=_("the other community that is there and goes into its backups"),
    )
    takes_json(back)


def check(options: argparse.Namespace, clock: Clock) -> int:
    """Check a community's files; the status is 1 when something is wrong."""
    from copdesk.services.safety import checked, mended

    if options.mend:
        return _tell(options, mended(options.community, clock))
    return _tell(options, Mended(report=checked(options.community, clock)))


def _tell(options: argparse.Namespace, mended: Mended) -> int:
    report = mended.report
    if options.json:
        say_json(report.as_dict() | {"mended": mended.done})
        return 0 if report.is_sound else 1
    for line in (*mended.done, *report.ok, *report.notes):
        say(line)
    for line in report.problems:
        warn(line)
    if report.search_is_wrong:
        warn(_("To rebuild the index: copdesk check --mend COMMUNITY"))
    elif options.mend and not report.is_sound:
        warn(_("This cannot be mended. Keep the folder as it is, and restore the newest backup."))
    elif options.mend and not mended.done:
        say(_("There was nothing to mend."))
    return 0 if report.is_sound else 1


def backup(options: argparse.Namespace, clock: Clock) -> int:
    """Make a verified backup."""
    with looking(options.community, clock) as services:
        made = services.safety.backup(options.to)
    if options.json:
        say_json({"backup": str(made.path), "counts": dict(made.counts), "size": made.size})
    else:
        say(_("The backup is in {folder} and was read back.").format(folder=made.path))
    return 0


def restore(options: argparse.Namespace, clock: Clock) -> int:
    """Put a backup back in place; what was there is kept as a backup."""
    from copdesk.services.safety import AnotherCommunity
    from copdesk.services.safety import restore as put_back

    try:
        restored = put_back(options.backup, options.community, clock, replacing=options.replace)
    except AnotherCommunity as error:
        way = _("Add --replace “{name}” to go on; it is kept among its backups.")
        raise UserError(error.title, way.format(name=error.there)) from error
    kept = restored.kept
    if options.json:
        say_json({"community": str(options.community), "before": kept and str(kept)})
        return 0
    say(_("The backup is in place in {folder}.").format(folder=options.community))
    if kept:
        say(_("What was there before is in {folder}.").format(folder=kept))
    return 0
