"""The words of the command line. Each command names the function that runs it, as text, so that
asking for one command does not import what the others need."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from copdesk.cli.output import from_terminal, warn
from copdesk.clock import Clock
from copdesk.language import _, available

COMMANDS: Final = frozenset(
    {
        "new",
        "sample",
        "members",
        "undo-import",
        "library",
        "search",
        "meetings",
        "protocols",
        "print",
        "check",
        "backup",
        "restore",
        "demo",
    }
)
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
Run = Callable[[argparse.Namespace, Clock], int]


def _later(place: str) -> Run:
    """Return a function that imports `module:function` of this package when it is called."""
    module, _colon, function = place.partition(":")

    def run(options: argparse.Namespace, clock: Clock) -> int:
        command: Run = getattr(import_module(f"copdesk.cli.{module}"), function)
        return command(options, clock)

    return run


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood, and where the whole is explained."""

    def error(self, message: str) -> NoReturn:
        text = _("{problem}. “{command} --help” says how it is meant.")
        problem = " ".join(message.split()).rstrip(".")
        warn(text.format(problem=problem[:1].upper() + problem[1:], command=self.prog))
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = _Parser(
        "copdesk",
        description=_("“copdesk [COMMUNITY]” opens the window; with a command it works without."),
        epilog=_("“copdesk --self-test” checks this installation, “copdesk --version” names it."),
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _communities(commands)
    _members(commands)
    _library(commands)
    _meetings(commands)
    _protocols(commands)
    _safety(commands)
    return top


def _command(commands: Any, name: str, help_text: str, place: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=help_text, description=help_text
    )
    command.set_defaults(run=_later(place))
    return command


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_("print one JSON object"))


def _communities(commands: Any) -> None:
    new = _command(commands, "new", _("Make a community in an empty folder."), "communities:new")
    new.add_argument("community", type=Path, metavar="COMMUNITY")
    new.add_argument(
        "--name",
        type=from_terminal,
        required=True,
        metavar="TEXT",
        help=_("what you call yourselves"),
    )
    new.add_argument(
        "--about", type=from_terminal, default="", metavar="TEXT", help=_("what it is about")
    )
    new.add_argument("--language", type=_language, default="en", metavar="xx")
    _json(new)
    sample = _command(commands, "sample", _("Make the sample community."), "communities:sample")
    sample.add_argument("community", type=Path, metavar="COMMUNITY")
    _json(sample)
    demo = _command(
        commands, "demo", _("Do an evening's work on the sample community."), "demo:demo"
    )
    demo.add_argument("folder", type=Path, metavar="FOLDER")
    search = _command(commands, "search", _("Search everywhere."), "communities:search")
    search.add_argument("words", type=from_terminal, nargs="+", metavar="WORDS")
    search.add_argument("--in", dest="community", type=Path, required=True, metavar="COMMUNITY")
    _json(search)


def _members(commands: Any) -> None:
    members = commands.add_parser("members", help=_("Import or export members."))
    actions = members.add_subparsers(required=True, metavar="ACTION")
    add = _command(actions, "import", _("Import people from .csv or .vcf."), "people:import_people")
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--into", dest="community", type=Path, required=True, metavar="COMMUNITY")
    add.add_argument(
        "--map",
        type=from_terminal,
        action="append",
        default=[],
        metavar="FIELD=HEADER",
        help=_("which column is what"),
    )
    add.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    _json(add)
    out = _command(actions, "export", _("Export members to .csv or .vcf."), "people:export_people")
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("--from", dest="community", type=Path, required=True, metavar="COMMUNITY")
    _json(out)
    undo = _command(commands, "undo-import", _("Undo a whole import."), "people:undo_import")
    undo.add_argument("id", metavar="ID")
    undo.add_argument("--in", dest="community", type=Path, required=True, metavar="COMMUNITY")
    _json(undo)


def _library(commands: Any) -> None:
    library = commands.add_parser("library", help=_("Add files or lists to the library."))
    actions = library.add_subparsers(required=True, metavar="ACTION")
    add = _command(actions, "add", _("Copy files into the library."), "library:add")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add.add_argument("--into", dest="community", type=Path, required=True, metavar="COMMUNITY")
    _json(add)
    lists = _command(
        actions, "import", _("Import a list: .ris, .bib or .csv."), "library:import_list"
    )
    lists.add_argument("file", type=Path, metavar="FILE")
    lists.add_argument("--into", dest="community", type=Path, required=True, metavar="COMMUNITY")
    _json(lists)


def _meetings(commands: Any) -> None:
    meetings = commands.add_parser("meetings", help=_("List meetings, or write a calendar file."))
    actions = meetings.add_subparsers(required=True, metavar="ACTION")
    listed = _command(actions, "list", _("List the meetings."), "meetings:list_meetings")
    calendar = _command(actions, "ics", _("Write an iCalendar file."), "meetings:calendar")
    for command in (listed, calendar):
        command.add_argument(
            "--in", dest="community", type=Path, required=True, metavar="COMMUNITY"
        )
        command.add_argument("-o", "--output", type=Path, metavar="FILE")
        _json(command)
    handout = _command(commands, "print", _("Write a handout as PDF."), "handouts:print_handout")
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
        "--language", type=_language, metavar="xx", help=_("default: the community's")
    )
    handout.add_argument("--large", action="store_true", help=_("in large print"))
    handout.add_argument(
        "--sheets",
        choices=("two-up", "booklet"),
        default="",
        help=_("two pages on a side, or a booklet to fold"),
    )
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    _json(handout)


def _protocols(commands: Any) -> None:
    protocols = commands.add_parser("protocols", help=_("List, check or lay out protocols."))
    actions = protocols.add_subparsers(required=True, metavar="ACTION")
    _json(_command(actions, "list", _("List the protocols."), "protocols:list_protocols"))
    check = _command(actions, "check", _("Check a protocol file."), "protocols:check")
    check.add_argument("file", type=Path, metavar="FILE")
    _json(check)
    plan = _command(actions, "plan", _("Lay a protocol out for people and time."), "protocols:plan")
    plan.add_argument("name", metavar="NAME", help=_("a protocol, or a protocol file"))
    who = plan.add_mutually_exclusive_group(required=True)
    who.add_argument("--people", type=_count, metavar="N")
    who.add_argument("--names", type=from_terminal, metavar='"A,B,C"')
    plan.add_argument("--minutes", type=_count, metavar="M")
    for flag, words in (
        ("--include", _("take in an optional step")),
        ("--leave-out", _("leave out an optional step")),
    ):
        plan.add_argument(flag, action="append", default=[], metavar="STEP", help=words)
    plan.add_argument("--shorten-turns", action="store_true", help=_("make hard turns shorter"))
    plan.add_argument("--presenters", type=_count, metavar="N", help=_("how many present"))
    plan.add_argument("--circles", type=_count, metavar="N", help=_("how many circles at once"))
    _json(plan)


def _language(text: str) -> str:
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


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(_("this must be a whole number from 1 on"))
    return int(text)


def _safety(commands: Any) -> None:
    check = _command(commands, "check", _("Check a community's files."), "safety:check")
    check.add_argument("community", type=Path, metavar="COMMUNITY")
    _json(check)
    backup = _command(commands, "backup", _("Make a verified backup."), "safety:backup")
    backup.add_argument("community", type=Path, metavar="COMMUNITY")
    backup.add_argument("--to", type=Path, metavar="DIR", help=_("default: beside the community"))
    _json(backup)
    restore = _command(commands, "restore", _("Put a backup back in place."), "safety:restore")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("community", type=Path, metavar="COMMUNITY")
    _json(restore)
