"""The table of commands, and how a line of them is read.

A module holds the commands of one area: it adds their words and does what they say. Only the
module of the command that was asked for is imported.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from copdesk.cli.sentences import Parser
from copdesk.language import _

# Each command and the module of this package that adds it.
COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new": "communities",
        "sample": "communities",
        "demo": "communities",
        "search": "communities",
        "members": "people",
        "undo-import": "people",
        "library": "library",
        "meetings": "meetings",
        "print": "printing",
        "protocols": "protocols",
        "check": "safety",
        "backup": "safety",
        "restore": "safety",
    }
)


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; end with a sentence when it is not understood."""
    options, left_over = _parser(arguments[:1]).parse_known_args(arguments)
    if left_over:
        told_by: Parser = options.parser
        told_by.refuse_unknown(left_over)
    return options


def _parser(asked: Sequence[str]) -> Parser:
    """Return the parser of the command that was asked for, or of all."""
    top = Parser(
        "copdesk",
        description=_("“copdesk [COMMUNITY]” opens the window; with a command it works without."),
        epilog=_("“copdesk --self-test” checks this installation, “copdesk --version” names it."),
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    homes = [COMMANDS[name] for name in asked if name in COMMANDS] or COMMANDS.values()
    for home in dict.fromkeys(homes):
        import_module(f"copdesk.cli.{home}").add_to(commands)
    return top
