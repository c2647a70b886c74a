"""Keys: of what is new, met nowhere else; of what can be there only once, the same everywhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime


def new_key(now: datetime) -> str:
    """Return a UUIDv7 (RFC 9562) as 32 hex characters; later ones sort after earlier ones."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    random_a = 0x7000 | secrets.randbits(12)
    random_b = (0b10 << 62) | secrets.randbits(62)
    return f"{milliseconds:012x}{random_a:04x}{random_b:016x}"


def key_of(owner: str, table: str, *what: str) -> str:
    """Return the key of the only such row of its owner, which any laptop makes the same."""
    return hashlib.sha256("\0".join((owner, table, *what)).encode()).hexdigest()[:32]
