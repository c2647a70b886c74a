"""What marks a file as ours, what our files are called, and the version that we write."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x436F7044  # "CopD"
SCHEMA_VERSION: Final = 2
COMMUNITY_FILE: Final = "community.sqlite"
FILES_FILE: Final = "files.sqlite"
LOCK_FILE: Final = "community.lock"
