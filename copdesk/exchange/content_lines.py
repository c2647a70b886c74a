"""Folded lines with a name, parameters and a value: what vCard and iCalendar are both made of."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copdesk.exchange.chosen_file import decoded

LINE_OCTETS: Final = 75
_HEAD: Final = re.compile(r'((?:[^":]|"[^"]*")*):')
_PARAMETER: Final = re.compile(r'(?:[^";]|"[^"]*"|")+')
_PROPERTY: Final = re.compile(r"(?:[\w-]+\.)?[A-Za-z][A-Za-z0-9-]*[;:]")
_NOTE: Final = re.compile(r"(?:[\w-]+\.)?NOTE[;:]", re.IGNORECASE)
_QUOTED_PRINTABLE: Final = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE\b", re.IGNORECASE)
_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """One property; `group` ties it to others, parameter names are in capitals."""

    number: int
    group: str
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """What kind of e-mail address or number it is, in small letters."""
        return frozenset(word.lower() for word in self.parameters.get("TYPE", ()))

    def components(self, separator: str = ";") -> list[str]:
        """Return the parts of a structured value, unescaped."""
        return [unescaped(part) for part in split_unescaped(self.value, separator)]

    @property
    def text(self) -> str:
        """The value as one text, unescaped."""
        return unescaped(self.value)


def content_lines(text: str) -> Iterator[ContentLine]:
    """Yield every property of a text with newlines; lines that are none are left out."""
    for number, line in _mended(_unfolded(text.split("\n"))):
        found = _HEAD.match(line)
        head, value = (found.group(1), line[found.end() :]) if found else ("", "")
        if not head and ":" in line:
            head, _colon, value = line.partition(":")
        if head.strip():
            yield _content_line(number, head, value)


def unescaped(text: str) -> str:
    """Return a value as a person reads it."""
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.DOTALL
    )


def escaped(text: str) -> str:
    """Return text as a value of a property."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def split_unescaped(text: str, separator: str) -> list[str]:
    """Split a value where no backslash stands before the separator."""
    parts: list[list[str]] = [[]]
    for piece in re.findall(rf"\\.|[^\\{separator}]+|[\\{separator}]", text, re.DOTALL):
        if piece == separator:
            parts.append([])
        else:
            parts[-1].append(piece)
    return ["".join(part) for part in parts]


def folded_text(lines: Sequence[str]) -> bytes:
    """Return lines as bytes, none longer than 75 octets, no letter cut in two."""
    return b"".join(_folded(line.encode("utf-8")) + b"\r\n" for line in lines)


def _folded(line: bytes) -> bytes:
    parts: list[bytes] = []
    width = LINE_OCTETS
    while len(line) > width:
        cut = width
        while line[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
        width = LINE_OCTETS - 1
    return b"\r\n ".join([*parts, line])


def _unfolded(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    parts: list[str] = []
    start, goes_on = 1, False
    for number, line in enumerate(lines, 1):
        if goes_on:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
        else:
            if parts:
                yield start, "".join(parts)
            start, parts = number, [line]
        goes_on = line.endswith("=") and bool(_QUOTED_PRINTABLE.match(parts[0]))
    if parts:
        yield start, "".join(parts)


def _mended(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Put the lines of a note together that a program broke without saying so."""
    pending: tuple[int, str] | None = None
    for number, line in lines:
        if pending and line.strip() and not _PROPERTY.match(line):
            pending = (pending[0], f"{pending[1]}\\n{line.strip()}")
            continue
        if pending:
            yield pending
        pending = (number, line) if _NOTE.match(line) else None
        if not pending:
            yield number, line
    if pending:
        yield pending


def _content_line(number: int, head: str, value: str) -> ContentLine:
    full_name, *rest = _PARAMETER.findall(head) or [""]
    group, _dot, name = full_name.strip().rpartition(".")
    parameters: dict[str, tuple[str, ...]] = {}
    for part in rest:
        key, equals, given = part.partition("=")
        if not equals:
            # vCard 2.1 writes the bare word: TEL;CELL;PREF:1234.
            key, given = ("ENCODING" if key.upper() in _ENCODINGS else "TYPE"), key
        key = key.strip().upper()
        values = tuple(word.strip() for word in given.replace('"', "").split(","))
        parameters[key] = parameters.get(key, ()) + values
    return ContentLine(
        number=number,
        group=group.lower(),
        name=name.upper(),
        parameters=parameters,
        value=_decoded_value(value, parameters),
    )


def _decoded_value(value: str, parameters: Mapping[str, tuple[str, ...]]) -> str:
    encoding = parameters.get("ENCODING", ("",))[0].upper()
    if encoding == "QUOTED-PRINTABLE":
        content = quopri.decodestring(value.encode("utf-8", "replace"))
    elif encoding in {"B", "BASE64"} and not {"VALUE", "MEDIATYPE"} & parameters.keys():
        try:
            content = base64.b64decode("".join(value.split()))
        except (binascii.Error, ValueError):
            return ""
    else:
        return value
    try:
        text = content.decode(parameters.get("CHARSET", ("utf-8",))[0])
    except (LookupError, UnicodeError):
        text = decoded(content).text
    return text.replace("\r\n", "\n").replace("\r", "\n")
