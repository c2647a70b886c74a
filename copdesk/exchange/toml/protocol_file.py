"""Protocols as TOML files."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from copdesk.domain.protocols.checks import problems
from copdesk.domain.protocols.protocol import (
    Capture,
    CaptureKind,
    CapturePer,
    Choice,
    Duration,
    Early,
    GroupSize,
    Loop,
    LoopOver,
    Mode,
    Node,
    OnZero,
    Option,
    Origin,
    Passing,
    Protocol,
    Regroup,
    Remainder,
    Role,
    Round,
    Split,
    Step,
    TurnOrder,
    TurnsOver,
)
from copdesk.domain.protocols.words import Experience, Purpose
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Source, name_of, read_bytes
from copdesk.exchange.toml.protocol_text import FORMAT
from copdesk.exchange.toml.toml_table import Table, TomlText
from copdesk.language import _
from copdesk.resources import resource_folder

LARGEST: Final = 256 * 1024
_FIRST_TABLE: Final = re.compile(r"^\[", re.MULTILINE)
_START: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:[\w-]+ *= *[\w\"'\[{+-]|\[\[?[\w.-]+\]\]?\s)")
_TABLE: Final = re.compile(r"^\[\[?[\w.-]+\]\]?\s*(?:#.*)?$", re.MULTILINE)
_DEEPEST: Final = 20


def is_protocol(text: str) -> bool:
    """Whether a text is TOML with tables; what is in them is for the reader to judge."""
    return bool(_START.match(text)) and bool(_TABLE.search(text))


def read_protocol_file(source: Source, *, name: str = "") -> Protocol:
    """Read the protocol of a file; `name` is what to call it in a refusal."""
    called = name_of(source, name)
    data = read_bytes(source, LARGEST, called)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlText("", called).error(_("This is not UTF-8 text."), line) from error
    return read_protocol(text, called)


def read_protocol(text: str, source: str) -> Protocol:
    """Read a protocol; anything wrong is one sentence with the line where it can be known."""
    origin = TomlText(text, source)
    protocol = _read(origin)
    found = problems(protocol)
    if found:
        raise origin.error(found[0])
    return protocol


def read_draft(text: str, source: str) -> Protocol:
    """Read a protocol that need not be finished: what would make no sense to lead is kept."""
    return _read(TomlText(text, source))


def _read(origin: TomlText) -> Protocol:
    if len(origin.text) > LARGEST:
        raise origin.error(_("It is larger than 256 kB."))
    top = Table(origin.parse(), _("the protocol"), origin)
    if top.number("format") != FORMAT:
        raise UserError(
            _("“{file}” was made for another CopDesk: its format is {found}, not {known}.").format(
                file=origin.name, found=top.number("format"), known=FORMAT
            ),
            _("Install the newest version to open it."),
        )
    return _protocol(top)


def shipped_protocols() -> tuple[Protocol, ...]:
    """Return the protocols that come with the program, by title."""
    paths = sorted(resource_folder("protocols").glob("*.toml"))
    found = [read_protocol_file(path) for path in paths]
    return tuple(sorted(found, key=lambda protocol: protocol.title.casefold()))


def shipped_titles() -> dict[str, str]:
    """Return the titles of the shipped protocols by id, from the first lines of their files."""
    heads = (
        _FIRST_TABLE.split(path.read_text("utf-8"), maxsplit=1)[0]
        for path in resource_folder("protocols").glob("*.toml")
    )
    return {head["id"]: head["title"] for head in map(tomllib.loads, heads)}


def _protocol(top: Table) -> Protocol:
    protocol = Protocol(
        id=top.text("id"),
        title=top.text("title"),
        version=top.number("version", 1),
        purpose=top.text("purpose", ""),
        tags=_purposes(top),
        origin=_origin(top.table("origin")),
        size=_size(top.table("size")),
        parallel=top.flag("parallel", False),
        experience=top.one_of("experience", Experience, Experience.SOME),
        materials=top.texts("materials"),
        debrief=top.texts("debrief"),
        note=top.text("note", ""),
        roles=tuple(_role(table) for table in top.tables("roles")),
        nodes=_nodes(top, "nodes"),
    )
    top.done()
    return protocol


def _purposes(top: Table) -> tuple[Purpose, ...]:
    try:
        return tuple(Purpose(text) for text in top.texts("tags"))
    except ValueError:
        rule = _("knows only: {words}").format(words=", ".join(Purpose))
        raise top.wrong("tags", rule) from None


def _origin(table: Table) -> Origin:
    names = ("attribution", "people", "organization", "year", "url", "note")
    origin = Origin(**{name: table.text(name, "") for name in names})
    table.done()
    return origin


def _size(table: Table) -> GroupSize:
    least, most = table.number("least", 2), table.number("most", 40)
    size = GroupSize(least=least, most=most, ideal=table.number("ideal", min(max(8, least), most)))
    table.done()
    return size


def _role(table: Table) -> Role:
    role = Role(
        id=table.text("id"),
        label=table.text("label"),
        takes_part=table.flag("takes_part", True),
    )
    table.done()
    return role


def _nodes(table: Table, key: str, depth: int = 0) -> tuple[Node, ...]:
    if depth > _DEEPEST:
        raise table.source.error(_("The tables are nested too deeply."))
    return tuple(_node(inner, depth + 1) for inner in table.tables(key))


def _node(table: Table, depth: int) -> Node:
    kind = table.text("kind", "step")
    match kind:
        case "step":
            node: Node = _step(table)
        case "round":
            node = _round(table)
        case "loop":
            node = _loop(table, depth)
        case "split":
            node = _split(table, depth)
        case "choice":
            node = _choice(table, depth)
        case _:
            raise table.wrong("kind", _("must be one of: step, round, loop, split, choice"))
    table.done()
    return node


def _step(table: Table) -> Step:
    return Step(
        id=table.text("id"),
        title=table.text("title"),
        duration=_duration(table),
        speak=table.texts("speak"),
        silent=table.texts("silent"),
        answers=table.texts("answers"),
        facilitator=table.text("facilitator", ""),
        room=table.text("room", ""),
        capture=tuple(_capture(table, text) for text in table.texts("capture")),
        mode=table.one_of("mode", Mode, Mode.TALK),
        on_zero=table.one_of("on_zero", OnZero, OnZero.CHIME),
        warn=table.times("warn", (120, 30)),
        transition=table.seconds("transition", 0),
        protected=table.flag("protected", False),
        closing=table.flag("closing", False),
        optional=table.flag("optional", False),
        default_on=table.flag("default_on", True),
        ends_by=table.text("ends_by", "clock"),
        once_only=table.flag("once_only", False),
    )


def _duration(table: Table) -> Duration:
    open_ended = table.flag("open", False)
    return Duration(
        plan=table.seconds("soft_cap" if open_ended else "time", 0 if open_ended else None),
        least=table.optional_seconds("least"),
        most=table.optional_seconds("most"),
        per_person=table.seconds("per_person", 0),
        open_ended=open_ended,
    )


def _capture(table: Table, text: str) -> Capture:
    kind, _blank, per = text.partition(" per ")
    try:
        return Capture(kind=CaptureKind(kind), per=CapturePer(per or "step"))
    except ValueError:
        rule = _("knows {kinds}, each alone or with “per person” or “per group”").format(
            kinds=", ".join(CaptureKind)
        )
        raise table.wrong("capture", rule) from None


def _round(table: Table) -> Round:
    return Round(
        each=_step(table),
        over=table.one_of("over", TurnsOver, TurnsOver.EVERYONE),
        order=table.one_of("order", TurnOrder, TurnOrder.SEAT),
        gap=table.seconds("gap", 0),
        passing=table.one_of("passing", Passing, Passing.NO),
        early=table.one_of("early", Early, Early.NEXT),
        repeatable=table.flag("repeatable", False),
    )


def _loop(table: Table, depth: int) -> Loop:
    return Loop(
        id=table.text("id"),
        title=table.text("title"),
        over=table.one_of("over", LoopOver),
        times=table.number("times", 0),
        most=table.optional_number("most"),
        prompts=table.texts("prompts"),
        size=table.number("size", 0),
        block_cap=table.seconds("block_cap", 0),
        body=_nodes(table, "body", depth),
    )


def _split(table: Table, depth: int) -> Split:
    return Split(
        id=table.text("id"),
        title=table.text("title"),
        size=table.number("size", 0),
        groups=table.number("groups", 0),
        labels=table.texts("labels"),
        remainder=table.one_of("remainder", Remainder, Remainder.BIGGER),
        regroup=table.one_of("regroup", Regroup, Regroup.FRESH),
        without=table.texts("without"),
        own_roles=table.texts("own_roles"),
        transition=table.seconds("transition", 0),
        body=_nodes(table, "body", depth),
    )


def _choice(table: Table, depth: int) -> Choice:
    return Choice(
        id=table.text("id"),
        title=table.text("title"),
        default=table.text("default"),
        options=tuple(_option(option, depth) for option in table.tables("options")),
    )


def _option(table: Table, depth: int) -> Option:
    option = Option(
        id=table.text("id"),
        title=table.text("title"),
        least_people=table.number("least_people", 0),
        most_people=table.optional_number("most_people"),
        least_minutes=table.number("least_minutes", 0),
        most_minutes=table.optional_number("most_minutes"),
        nodes=_nodes(table, "nodes", depth),
    )
    table.done()
    return option
