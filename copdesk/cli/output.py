"""What commands print."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any, TextIO

from copdesk.errors import UserError


def utf8_streams() -> None:
    """Print every script also where the terminal's own encoding lacks it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line for people."""
    _print(sys.stdout, text)


def say_json(value: dict[str, Any]) -> None:
    """Print one JSON object."""
    _print(sys.stdout, as_json(value))


def as_json(value: dict[str, Any]) -> str:
    """Return one JSON object as text."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def complain(error: UserError) -> None:
    """Print one sentence on the error stream."""
    _print(sys.stderr, " ".join(error.sentence.split()))


def warn(text: str) -> None:
    """Print a line that does not belong to the result."""
    _print(sys.stderr, text)


def push_out() -> None:
    """Hand over what was printed, so that a reader who is gone is noticed here."""
    if _is_there(sys.stdout):
        sys.stdout.flush()


def forget_output() -> None:
    """Let what is still to be printed go nowhere, also at the very end."""
    if _is_there(sys.stdout):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def in_words(error: OSError) -> str:
    """Return the system's own words for what failed."""
    return error.strerror or str(error)


def from_terminal(text: str) -> str:
    """Return words of the command line as they were typed, whatever the terminal's encoding.

    Python keeps bytes that it could not read as halves of letters; they were UTF-8 all along,
    or are shown as unreadable.
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _print(stream: TextIO, text: str) -> None:
    if _is_there(stream):
        stream.write(from_terminal(text) + "\n")


def _is_there(stream: TextIO | None) -> bool:
    """Whether there is a stream; the caller may have closed it."""
    return stream is not None
