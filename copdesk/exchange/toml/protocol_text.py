"""Write a protocol as TOML that reads back to the same protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from copdesk.domain.protocols.protocol import (
    Choice,
    Duration,
    Loop,
    Node,
    Option,
    Protocol,
    Round,
    Split,
    Step,
)

FORMAT: Final = 1
_TIMES: Final = frozenset({"transition", "gap", "block_cap"})
_SKIPPED: Final = frozenset({"duration", "each", "body", "options", "nodes", "capture", "warn"})


def write_protocol_file(protocol: Protocol) -> bytes:
    """Return the file that another community can import."""
    return write_protocol(protocol).encode()


def write_protocol(protocol: Protocol) -> str:
    """Return the TOML text; what has its usual value is left out."""
    lines = [f"format = {FORMAT}"]
    lines += _plain(protocol, skip=frozenset({"origin", "size", "roles"}))
    for name in ("origin", "size"):
        lines += ["", f"[{name}]", *_plain(getattr(protocol, name), keep_all=name == "size")]
    for role in protocol.roles:
        lines += ["", "[[roles]]", *_plain(role)]
    for node in protocol.nodes:
        lines += _node(node, "nodes")
    return "\n".join(lines) + "\n"


def _node(node: Node, path: str) -> Iterator[str]:
    yield ""
    yield f"[[{path}]]"
    yield f'kind = "{type(node).__name__.casefold()}"'
    match node:
        case Step():
            yield from _step(node)
        case Round():
            yield from _step(node.each)
            yield from _plain(node)
        case Choice():
            yield from _plain(node)
            for option in node.options:
                yield from _option(option, f"{path}.options")
        case Loop() | Split():
            yield from _plain(node)
            for child in node.body:
                yield from _node(child, f"{path}.body")


def _option(option: Option, path: str) -> Iterator[str]:
    yield ""
    yield f"[[{path}]]"
    yield from _plain(option)
    for child in option.nodes:
        yield from _node(child, f"{path}.nodes")


def _step(step: Step) -> Iterator[str]:
    yield from _plain(step)
    yield from _duration(step.duration)
    if step.warn != (120, 30):
        yield f"warn = {_value([_time(seconds) for seconds in step.warn])}"
    if step.capture:
        lines = [str(c.kind) + (f" per {c.per}" if c.per != "step" else "") for c in step.capture]
        yield f"capture = {_value(lines)}"


def _duration(duration: Duration) -> Iterator[str]:
    if duration.open_ended:
        yield "open = true"
    yield f'{"soft_cap" if duration.open_ended else "time"} = "{_time(duration.plan)}"'
    if duration.least is not None:
        yield f'least = "{_time(duration.least)}"'
    if duration.most is not None:
        yield f'most = "{_time(duration.most)}"'
    if duration.per_person:
        yield f'per_person = "{_time(duration.per_person)}"'


def _plain(thing: Any, skip: frozenset[str] = frozenset(), keep_all: bool = False) -> Iterator[str]:
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in skip | _SKIPPED or value is None:
            continue
        if value == field.default and not keep_all:
            continue
        yield f"{field.name} = {_value(_time(value) if field.name in _TIMES else value)}"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes < 1000:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _quoted(str(value))
        case _:
            return "[" + ", ".join(_value(item) for item in value) + "]"


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    safe = "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped)
    return f'"{safe}"'
