"""A protocol in any format of the table that brings one."""

from __future__ import annotations

from copdesk.domain.brings import Brings
from copdesk.domain.protocols.protocol import Protocol
from copdesk.exchange.chosen_file import Source
from copdesk.exchange.formats import imported
from copdesk.exchange.recognition import FILE_LIMIT, format_to_read, format_to_write


def read_protocol(source: Source, name: str = "") -> Protocol:
    """Read a protocol, or raise UserError that says line and key, or what the file is instead."""
    found = format_to_read(source, Brings.PROTOCOL, name, FILE_LIMIT)
    protocol: Protocol = imported(found.reader)(source, name=name)
    return protocol


def write_protocol(name: str, protocol: Protocol) -> bytes:
    """Return a file of the format that the ending of a name speaks of."""
    content: bytes = imported(format_to_write(name, Brings.PROTOCOL).writer)(protocol)
    return content
