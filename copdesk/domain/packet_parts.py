"""The parts of a packet: which there are, what they are called, how a choice of them is kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from copdesk.language import N_


class PacketPart(StrEnum):
    """What a packet can hold; the contents follow on the page of what comes before them."""

    AGENDA = "agenda"
    CONTENTS = "contents"
    NORMS = "norms"
    PROTOCOL_CARDS = "protocol_cards"
    COMMITMENTS = "commitments"
    SIGN_IN = "sign_in"
    ATTACHMENTS = "attachments"


PACKET_PARTS: Final = tuple(PacketPart)
PART_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        PacketPart.AGENDA: N_("Agenda"),
        PacketPart.CONTENTS: N_("Contents"),
        PacketPart.NORMS: N_("Norms"),
        PacketPart.PROTOCOL_CARDS: N_("Protocol cards"),
        PacketPart.COMMITMENTS: N_("Report back"),
        PacketPart.SIGN_IN: N_("Sign-in sheet"),
        PacketPart.ATTACHMENTS: N_("Tied resources"),
    }
)


def part_word(part: str) -> str:
    """Return how a part is written in a command, such as `sign-in`."""
    return part.replace("_", "-")


def parts_from_text(text: str) -> tuple[PacketPart, ...]:
    """Read parts that were kept in their order; the usual ones when nothing in it is known."""
    known = {part.value: part for part in PacketPart}
    return tuple(known[word] for word in text.split() if word in known) or PACKET_PARTS
