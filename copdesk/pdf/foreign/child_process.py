"""Run a named worker in a child process that may neither run for ever nor eat the memory.

Files from other people are only ever parsed or drawn there. Values travel as JSON with blobs beside
it, never as pickles: a child that was taken over can at worst return wrong pages.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

_LOG: Final = logging.getLogger(__name__)
OUT_OF_MEMORY: Final = 70
"""With what a child ends that needs more memory than it may hold."""

_LENGTH: Final = struct.Struct(">Q")
_NO_WINDOW: Final = 0x08000000  # subprocess.CREATE_NO_WINDOW, which only Windows defines


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes to a worker and what comes back."""

    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a child may work, by the clock and of processor time, and how much it may hold."""

    seconds: int = 20
    megabytes: int = 1024


class Failure(StrEnum):
    """Why a child gave no answer."""

    TOO_SLOW = "too_slow"
    TOO_HEAVY = "too_heavy"
    CRASHED = "crashed"


class ChildFailed(Exception):
    """The child was stopped or fell over; what it was given cannot be trusted."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


def pack(message: Message) -> bytes:
    """Return a message as bytes for a pipe."""
    parts = [json.dumps(dict(message.fields)).encode(), *message.blobs]
    return b"".join(piece for part in parts for piece in (_LENGTH.pack(len(part)), part))


def unpack(data: bytes) -> Message:
    """Read what `pack` wrote; ValueError when it is cut off."""
    view, parts, start = memoryview(data), list[bytes](), 0
    while start < len(view):
        if start + _LENGTH.size > len(view):
            raise ValueError("the message is cut off")
        (length,) = _LENGTH.unpack_from(view, start)
        start += _LENGTH.size
        if start + length > len(view):
            raise ValueError("the message is cut off")
        parts.append(bytes(view[start : start + length]))
        start += length
    if not parts:
        raise ValueError("the message is empty")
    return Message(fields=json.loads(parts[0]), blobs=tuple(parts[1:]))


def run(worker: str, message: Message, limits: Limits) -> Message:
    """Let the worker of this name answer a message, or raise ChildFailed."""
    command = [*_program(), worker, str(limits.seconds), str(limits.megabytes)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the user's
            command,
            input=pack(message),
            capture_output=True,
            timeout=limits.seconds,
            env=_environment(),
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildFailed(Failure.TOO_SLOW) from error
    if done.returncode != 0:
        raise _failed(worker, done)
    try:
        return unpack(done.stdout)
    except ValueError as error:
        raise ChildFailed(Failure.CRASHED) from error


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    # -P keeps the folder that the user happens to be in from being imported from.
    return [sys.executable, "-P", "-m", "copdesk.pdf.foreign.worker"]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[3])
    return os.environ | {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}


def _failed(worker: str, done: subprocess.CompletedProcess[bytes]) -> ChildFailed:
    said = done.stderr.decode("utf-8", "replace").strip()
    _LOG.warning("worker %s ended with %d: %s", worker, done.returncode, said[-2000:])
    if done.returncode == OUT_OF_MEMORY:
        return ChildFailed(Failure.TOO_HEAVY)
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        return ChildFailed(Failure.TOO_SLOW)
    return ChildFailed(Failure.CRASHED)
