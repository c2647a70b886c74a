"""Read tables out of a TOML file so strictly that every mistake has a name and a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

from copdesk.errors import UserError
from copdesk.language import _

Kind = TypeVar("Kind", bound=StrEnum)
_LINE: Final = re.compile(r"line (\d+)")
_TIME: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


class TomlText:
    """The text of a file and what to call it; knows on which line a key stands."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self.text = text
        self.name = name

    def parse(self) -> dict[str, Any]:
        """Return the file as nested dictionaries."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = _LINE.search(str(error))
            line = int(found[1]) if found else len(self._lines)
            raise self.error(_("This is not valid TOML."), line) from error
        except RecursionError as error:
            raise self.error(_("The tables are nested too deeply.")) from error

    def line_of(self, key: str) -> int | None:
        """Return the first line that sets a key or opens a table of that name."""
        name = rf"""["']?{re.escape(key)}["']?"""
        pattern = re.compile(rf"^\s*\[*[\w.\s-]*{name}\s*[=\].]|[{{,]\s*{name}\s*=")
        return next((n for n, line in enumerate(self._lines, 1) if pattern.search(line)), None)

    def line_with(self, node_id: object) -> int | None:
        """Return the line that gives a part its id, to point near what it lacks."""
        wanted = re.compile(rf"""\bid\s*=\s*["']{re.escape(str(node_id))}["']""")
        return next((n for n, line in enumerate(self._lines, 1) if wanted.search(line)), None)

    def error(self, what: str, line: int | None = None) -> UserError:
        """Return one sentence that says what is wrong, in which file and on which line."""
        if line is None:
            title = _("“{file}” cannot be used: {what}").format(file=self.name, what=what)
        else:
            title = _("“{file}” cannot be used, line {line}: {what}").format(
                file=self.name, line=line, what=what
            )
        return UserError(title, _("Correct the file, then try again."))


class Table:
    """One table; every key must be asked for, and `done` complains about the others."""

    def __init__(self, values: dict[str, Any], where: str, source: TomlText) -> None:
        self._values = values
        self._where = where
        self._asked: set[str] = set()
        self.source = source

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text without blanks around it; no default means that it must be there."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, _("must be a text"))
        if "\0" in value:
            raise self.wrong(key, _("holds a character that no text may hold"))
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty if the key is missing."""
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, _("must be a list of texts"))
        items = cast("list[Any]", value)
        if not all(isinstance(item, str) for item in items):
            raise self.wrong(key, _("must be a list of texts"))
        return tuple(str(item).strip() for item in items)

    def number(self, key: str, default: int | None = None) -> int:
        """Return a whole number from 0 to 100,000."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
            raise self.wrong(key, _("must be a whole number that is not below zero"))
        return value

    def optional_number(self, key: str) -> int | None:
        """Return a whole number, or None if the key is missing."""
        return self.number(key) if key in self else None

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, _("must be true or false"))
        return value

    def seconds(self, key: str, default: int | None = None) -> int:
        """Return the seconds of a time such as "4:30"; a number counts seconds."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000:
            return value
        found = _TIME.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise self.wrong(key, _("must be a time in minutes and seconds, such as “4:30”"))
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])

    def optional_seconds(self, key: str) -> int | None:
        """Return the seconds of a time, or None if the key is missing."""
        return self.seconds(key) if key in self else None

    def times(self, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """Return a list of seconds."""
        value = self._value(key, list(default))
        items = cast("list[Any]", value) if isinstance(value, list) else [None]
        row = {str(number): item for number, item in enumerate(items)}
        if not all(isinstance(item, (int, str)) for item in items):
            raise self.wrong(key, _("must be a list of times"))
        inner = Table(row, f"{self._where}.{key}", self.source)
        return tuple(inner.seconds(number) for number in row)

    def one_of(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """Return a word out of a fixed list."""
        value = self.text(key, default)
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(kind)
            raise self.wrong(key, _("must be one of: {words}").format(words=allowed)) from None

    def table(self, key: str) -> Table:
        """Return the table inside this one, empty if the key is missing."""
        value = self._value(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, _("must be a table"))
        return Table(cast("dict[str, Any]", value), f"{self._where}.{key}", self.source)

    def tables(self, key: str) -> Iterator[Table]:
        """Return the tables of a list of tables."""
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, _("must be a list of tables"))
        for number, item in enumerate(cast("list[Any]", value), start=1):
            if not isinstance(item, dict):
                raise self.wrong(key, _("must be a list of tables"))
            where = f"{self._where}.{key} {number}"
            yield Table(cast("dict[str, Any]", item), where, self.source)

    def done(self) -> None:
        """Refuse the keys that nobody asked for; a misspelled one must not be ignored."""
        unknown = [key for key in self._values if key not in self._asked]
        if unknown:
            what = _("The key “{key}” is unknown in {where}.").format(
                key=unknown[0], where=self._where
            )
            raise self.source.error(what, self.source.line_of(unknown[0]))

    def wrong(self, key: str, rule: str) -> UserError:
        """Return the refusal of one value."""
        what = _("“{key}” in {where} {rule}.").format(key=key, where=self._where, rule=rule)
        return self.source.error(what, self.source.line_of(key))

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._values and default is None:
            what = _("The key “{key}” is missing in {where}.").format(key=key, where=self._where)
            raise self.source.error(what, self.source.line_with(self._values.get("id")))
        return self._values.get(key, default)
