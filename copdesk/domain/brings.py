"""What a file of another program is asked for."""

from __future__ import annotations

from enum import StrEnum


class Brings(StrEnum):
    """What comes out of a file, or goes into one."""

    PEOPLE = "people"
    READING_LIST = "reading list"
    PROTOCOL = "protocol"
    MEETINGS = "meetings"
