"""Words that several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from copdesk.clock import Clock
from copdesk.language import _, available, number_text

Run = Callable[[argparse.Namespace, Clock], int]

_MOST_PEOPLE: Final = 1_000
_MOST_MINUTES: Final = 10_000


def command(commands: Any, name: str, help_text: str, run: Run) -> argparse.ArgumentParser:
    """Add a command, or an action of one, and what runs it."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    made.set_defaults(run=run, parser=made)
    return made


def actions_of(commands: Any, name: str, help_text: str) -> Any:
    """Add a command that has actions; return where they are added."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    return made.add_subparsers(required=True, metavar="ACTION")


def takes_json(made: argparse.ArgumentParser) -> None:
    """Let a command print one JSON object."""
    made.add_argument("--json", action="store_true", help=_("print one JSON object"))


def takes_community(made: argparse.ArgumentParser, flag: str) -> None:
    """Let a command name its community after --in, --into or --from."""
    made.add_argument(flag, dest="community", type=Path, required=True, metavar="COMMUNITY")


def a_language(text: str) -> str:
    """Return the code of a language as it is written here: `pt_BR` for `pt-br`."""
    if text in available():
        return text
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(text.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a language; write it in two letters, such as en or sw").format(
                text=text
            )
        ) from None


def a_count(text: str) -> int:
    """Return a number of people, or of circles of them, that can be planned for."""
    return _whole_number(text, _MOST_PEOPLE)


def a_duration(text: str) -> int:
    """Return a number of minutes that can be planned for."""
    return _whole_number(text, _MOST_MINUTES)


def _whole_number(text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not text.strip("0"):
        raise argparse.ArgumentTypeError(_("this must be a whole number from 1 on"))
    digits = text.lstrip("0")
    if len(digits) > len(str(most)) or int(digits) > most:  # int() refuses thousands of digits
        raise argparse.ArgumentTypeError(
            _("this must be a whole number from 1 to {most}").format(most=number_text(most))
        )
    return int(digits)
