"""The words that open the window, read before anything of the window is imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from copdesk.cli.output import utf8_streams
from copdesk.cli.parser import COMMANDS
from copdesk.cli.sentences import Parser, nearest
from copdesk.language import _

VERSION: Final = "--version"
SELF_TEST: Final = "--self-test"


class WindowWanted(NamedTuple):
    """What the window was asked to open, and where it keeps what it remembers."""

    community: Path | None
    settings: Path | None
    communities: Path | None


def window_wanted(arguments: Sequence[str]) -> WindowWanted:
    """Return what the window was asked for; end with a sentence when it is not understood."""
    utf8_streams()
    parser = _parser()
    for option in (VERSION, SELF_TEST):
        if option in arguments:
            parser.refuse(
                _("“{option}” cannot be combined with anything else.").format(option=option)
            )
    options, left_over = parser.parse_known_args(arguments)
    word: str | None = options.community
    if word is not None and not _is_there(word):
        _refuse_word(parser, word)
    misplaced = next((one for one in left_over if one in COMMANDS), "")
    if misplaced:
        _refuse_late(parser, misplaced)
    if left_over:
        parser.refuse_unknown(left_over)
    return WindowWanted(None if word is None else Path(word), options.settings, options.communities)


def _parser() -> Parser:
    parser = Parser(
        "copdesk",
        description=_("Opens the window. With a command, works without one: copdesk new --help"),
    )
    parser.add_argument("community", nargs="?", metavar="COMMUNITY")
    parser.add_argument(SELF_TEST, action="store_true", help=_("check this installation"))
    parser.add_argument(VERSION, action="store_true", help=_("say which CopDesk this is"))
    parser.add_argument("--settings", type=Path, metavar="DIR", help=_("where window state is"))
    parser.add_argument(
        "--communities", type=Path, metavar="DIR", help=_("where new communities are made")
    )
    return parser


def _is_there(word: str) -> bool:
    try:
        Path(word).stat()
    except PermissionError:
        return True  # the window says what is wrong with it
    except (OSError, ValueError):  # a stick that is gone, a name that no folder can have
        return False
    return bool(word)


def _refuse_word(parser: Parser, word: str) -> NoReturn:
    """Refuse a word that is neither a command in its place nor a folder."""
    if word in COMMANDS:
        _refuse_late(parser, word)
    near = nearest(word, COMMANDS)
    if not word or Path(word).name != word:
        parser.refuse(_("There is no folder “{folder}”.").format(folder=word))
    if near:
        parser.refuse(
            _("“{word}” is neither a command nor a folder; did you mean “{near}”?").format(
                word=word, near=near
            )
        )
    parser.refuse(_("“{word}” is neither a command nor a folder.").format(word=word))


def _refuse_late(parser: Parser, command: str) -> NoReturn:
    parser.refuse(_("Put the command first: “copdesk {command}”.").format(command=command))
