"""The words of `print`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from copdesk.cli.options import a_language, command, takes_json
from copdesk.clock import Clock
from copdesk.language import _

KINDS: Final = (
    "agenda",
    "packet",
    "minutes",
    "sign-in",
    "protocol-card",
    "commitments",
    "norms",
    "directory",
    "name-tents",
    "name-tags",
    "commitment-slips",
    "reading-list",
    "certificate",
    "catch-up",
    "note-sheet",
    "bring-slips",
    "role-cards",
    "script",
    "run-report",
    "wall-sheet",
    "self-assessment",
    "quick-guide",
)


def add_to(commands: Any) -> None:
    """Add `print`."""
    handout = command(commands, "print", _("Write a handout as PDF."), _print)
    handout.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    handout.add_argument("--from", dest="community", type=Path, required=True, metavar="COMMUNITY")
    handout.add_argument("--meeting", default="latest", metavar="ID|latest")
    handout.add_argument(
        "--protocol", default="", metavar="NAME", help=_("for protocol-card, role-cards and script")
    )
    handout.add_argument(
        "--member", default="", metavar="ID", help=_("for certificate and catch-up")
    )
    handout.add_argument(
        "--run", dest="discussion", default="", metavar="ID", help=_("for run-report")
    )
    handout.add_argument(
        "--paper", type=str.lower, choices=("a4", "letter"), help=_("default: the community's")
    )
    handout.add_argument(
        "--language", type=a_language, metavar="xx", help=_("default: the community's")
    )
    handout.add_argument("--large", action="store_true", help=_("in large print"))
    handout.add_argument(
        "--sheets",
        choices=("two-up", "booklet"),
        default="",
        help=_("two pages on a side, or a booklet to fold"),
    )
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    takes_json(handout)


def _print(options: argparse.Namespace, clock: Clock) -> int:
    from copdesk.cli.handouts import print_handout  # not needed to say what can be printed

    return print_handout(options, clock)
