"""What marks a file as ours, and the version that this CopDesk writes."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x436F7044  # "CopD"
SCHEMA_VERSION: Final = 1
COMMUNITY_FILE: Final = "community.sqlite"
