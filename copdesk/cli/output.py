"""What commands print."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from copdesk.errors import UserError


def utf8_streams() -> None:
    """Print every script also where the terminal's own encoding lacks it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line for people."""
    sys.stdout.write(text + "\n")


def say_json(value: dict[str, Any]) -> None:
    """Print one JSON object."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def complain(error: UserError) -> None:
    """Print one sentence on the error stream."""
    sys.stderr.write(" ".join(error.sentence.split()) + "\n")


def warn(text: str) -> None:
    """Print a line that does not belong to the result."""
    sys.stderr.write(text + "\n")
