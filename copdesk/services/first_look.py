"""What a window can show of a community before it is open."""

from __future__ import annotations

from copdesk.store.first_look import FirstLook, first_look

__all__ = ["FirstLook", "first_look"]
