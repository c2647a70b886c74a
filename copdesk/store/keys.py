"""Keys that are made on this laptop and never meet one made on another."""

from __future__ import annotations

import secrets
from datetime import datetime


def new_key(now: datetime) -> str:
    """Return a UUIDv7 (RFC 9562) as 32 hex characters; later ones sort after earlier ones."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    random_a = 0x7000 | secrets.randbits(12)
    random_b = (0b10 << 62) | secrets.randbits(62)
    return f"{milliseconds:012x}{random_a:04x}{random_b:016x}"
