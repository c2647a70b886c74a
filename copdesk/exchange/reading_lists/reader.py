"""A list of resources in any format of the table that brings some."""

from __future__ import annotations

from copdesk.domain.brings import Brings
from copdesk.exchange.chosen_file import Source
from copdesk.exchange.formats import imported
from copdesk.exchange.reading_lists.resource_file import RESOURCE_FILE_LIMIT, ResourceFile
from copdesk.exchange.recognition import format_to_read


def read_resources(source: Source, name: str = "") -> ResourceFile:
    """Read the list, or raise UserError that says what the file is instead."""
    found = format_to_read(source, Brings.READING_LIST, name, RESOURCE_FILE_LIMIT)
    file: ResourceFile = imported(found.reader)(source, name=name)
    return file
