"""Cards that are no people but lists of them: address books keep their groups so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from copdesk.domain.people.import_plan import IncomingPerson
from copdesk.domain.text import one_line
from copdesk.exchange.content_lines import ContentLine
from copdesk.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """A group's name and the marks of the cards of those who are in it."""

    name: str
    uids: frozenset[str]


def group_of_card(properties: Iterable[ContentLine]) -> CardGroup | None:
    """Return the group that a card stands for, or nothing for the card of somebody."""
    texts: dict[str, list[str]] = {}
    for line in properties:
        plain = line.name.removeprefix("X-ADDRESSBOOKSERVER-")
        texts.setdefault(plain, []).append(line.text.strip())
    name = one_line(next(iter(texts.get("FN", texts.get("N", ()))), "").strip(";"))
    if "group" not in [kind.lower() for kind in texts.get("KIND", ())] or not name:
        return None
    return CardGroup(name=name, uids=frozenset(map(_plain, texts.get("MEMBER", ()))))


def uid_of_card(properties: Iterable[ContentLine]) -> str:
    """Return the mark by which groups name this card; empty if it has none."""
    return next((_plain(line.value) for line in properties if line.name == "UID"), "")


def put_into_groups(
    people: Sequence[IncomingPerson], rows: Mapping[str, int], groups: Iterable[CardGroup]
) -> tuple[list[IncomingPerson], list[str]]:
    """Return the people with their groups, and what to tell; `rows` are the cards by mark."""
    named: dict[int, list[str]] = {}
    remarks: list[str] = []
    for group in groups:
        found = [rows[uid] for uid in sorted(group.uids) if uid in rows]
        for row in found:
            named.setdefault(row, []).append(group.name)
        remarks.append(
            _("“{name}” is a group; of its {all} cards, {found} are here.").format(
                name=group.name, all=len(group.uids), found=len(found)
            )
        )
    together = [
        replace(one, groups=tuple(dict.fromkeys([*one.groups, *named.get(one.row, ())])))
        for one in people
    ]
    return together, remarks


def _plain(uid: str) -> str:
    return uid.strip().lower().removeprefix("urn:uuid:")
