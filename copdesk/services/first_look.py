"""What a window can show of a community before it is open."""

from __future__ import annotations

from copdesk.store.first_look import first_look

__all__ = ["first_look"]
