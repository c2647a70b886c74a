"""Cards of people as telephones and address books exchange them: versions 2.1, 3.0 and 4.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from copdesk.domain.members import Group, Member
from copdesk.domain.people.import_plan import IncomingPerson, RefusedRow
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import (
    DecodedText,
    Report,
    Source,
    name_of,
    nothing_to_report,
    read_bytes,
    unified_lines,
)
from copdesk.exchange.content_lines import (
    ContentLine,
    content_lines,
    escaped,
    folded_text,
)
from copdesk.exchange.media_types import refuse_unless_text
from copdesk.exchange.people.card_text import card_text
from copdesk.exchange.people.people_file import CARD_LIMIT, VCARD_LIMIT, PeopleFile
from copdesk.exchange.people.vcard_extras import left_out
from copdesk.exchange.people.vcard_groups import (
    CardGroup,
    group_of_card,
    put_into_groups,
    uid_of_card,
)
from copdesk.exchange.people.vcard_person import X_PREFIX, person_of_card
from copdesk.language import _, number_text

Version = Literal["3.0", "4.0"]
_BEGIN: Final = "BEGIN:VCARD"
_NOT_TEXT: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    number: int
    line: int
    properties: tuple[ContentLine, ...]
    is_finished: bool


def is_vcard(text: str) -> bool:
    """Whether a text begins as cards do."""
    return text.lstrip()[: len(_BEGIN)].upper() == _BEGIN


def read_people(
    source: Source, *, name: str = "", report: Report = nothing_to_report, **_of_tables: object
) -> PeopleFile:
    """Read all cards; a card without a name or an end is refused and the others come.

    Raises UserError when the file as a whole has no card.
    """
    called = name_of(source, name)
    content = read_bytes(source, VCARD_LIMIT, called)
    refuse_unless_text(content, called, _("a file of vCards"))
    found = card_text(content)
    cards = _cards_within_limit(unified_lines(found.text), called)
    people: list[IncomingPerson] = []
    refused: list[RefusedRow] = []
    groups: list[CardGroup] = []
    rows: dict[str, int] = {}
    for done, card in enumerate(cards):
        if done % 100 == 0:
            report(done, len(cards))
        try:
            if not card.is_finished:
                raise UserError(_("It begins and never ends."))
            if group := group_of_card(card.properties):
                groups.append(group)
                continue
            people.append(person_of_card(card.number, card.properties))
            rows[uid_of_card(card.properties)] = card.number
        except UserError as error:
            sentence = _("Card {number} (line {line}): {sentence}").format(
                number=card.number, line=card.line, sentence=error.sentence
            )
            refused.append(RefusedRow(row=card.number, sentence=sentence))
    people, remarks = put_into_groups(people, rows, groups)
    return PeopleFile(
        name=called,
        encoding=found.encoding,
        people=tuple(people),
        refused=tuple(refused),
        remarks=(*remarks, *_remarks(found, cards)),
    )


def write_people(
    members: Iterable[Member], groups: Sequence[Group], version: Version = "4.0"
) -> bytes:
    """Return one card for each member, such that `read_people` reads them without a change."""
    names = {group.id: group.name for group in groups}
    lines = [line for member in members for line in _card_lines(member, names, version)]
    return folded_text(lines)


def _remarks(found: DecodedText, cards: Iterable[_Card]) -> Iterator[str]:
    names = {name for card in cards for name in left_out(card.properties)}
    if names:
        yield _("Left out, as a member has no place for it: {names}.").format(
            names=", ".join(sorted(name.removeprefix("X-") for name in names))
        )
    if found.is_guess:
        yield _(
            "The file does not say how its letters are written; look whether accents are right."
        )


def _cards_within_limit(text: str, called: str) -> list[_Card]:
    cards: list[_Card] = []
    for card in _cards(content_lines(text)):
        cards.append(card)
        if len(cards) > CARD_LIMIT:
            raise UserError(
                _("“{name}” has more than {limit} cards.").format(
                    name=called, limit=number_text(CARD_LIMIT)
                ),
                _("Split it into several files."),
            )
    if not cards:
        raise UserError(
            _("“{name}” holds no vCard: no line says BEGIN:VCARD.").format(name=called),
            _("Export the contacts again as vCard, or save them as a table (CSV)."),
        )
    return cards


def _cards(lines: Iterator[ContentLine]) -> Iterator[_Card]:
    """Cut the lines into cards; a card inside another (an agent) is skipped."""
    begun: ContentLine | None = None
    properties: list[ContentLine] = []
    number, depth = 0, 0
    for line in lines:
        marks_card = line.value.strip().upper() == "VCARD"
        if line.name == "BEGIN" and marks_card:
            if begun and properties and properties[-1].name == "AGENT":
                depth += 1
                continue
            if begun:
                yield _card(number, begun, properties, is_finished=False)
            number += 1
            begun, properties, depth = line, [], 0
        elif line.name == "END" and marks_card and depth:
            depth -= 1
        elif line.name == "END" and marks_card and begun:
            yield _card(number, begun, properties, is_finished=True)
            begun = None
        elif begun and not depth:
            # Of what no member is made of, it is enough to know that it was there.
            properties.append(replace(line, value="…") if line.name in _NOT_TEXT else line)
    if begun:
        yield _card(number, begun, properties, is_finished=False)


def _card(
    number: int, begun: ContentLine, properties: Sequence[ContentLine], *, is_finished: bool
) -> _Card:
    return _Card(
        number=number, line=begun.number, properties=tuple(properties), is_finished=is_finished
    )


def _card_lines(member: Member, names: dict[str, str], version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    if re.fullmatch(r"[0-9a-f]{32}", member.id):
        parts = (8, 12, 16, 20)
        dashed = "-".join(
            member.id[start:end] for start, end in zip((0, *parts), (*parts, 32), strict=True)
        )
        yield f"UID:urn:uuid:{dashed}"
    yield f"FN:{escaped(member.name)}"
    if version == "3.0":
        # Required there; which word is the family name is not for a program to guess.
        yield f"N:;{escaped(member.name)};;;"
    texts = {
        "NICKNAME": member.preferred_name,
        "EMAIL": member.email,
        "TEL": member.phone,
        "ORG": member.school,
        "TITLE": member.role,
        f"{X_PREFIX}TEACHES": member.teaches,
        f"{X_PREFIX}JOINED": member.joined_on.isoformat() if member.joined_on else "",
        f"{X_PREFIX}LEFT": member.left_on.isoformat() if member.left_on else "",
        f"{X_PREFIX}IN-DIRECTORY": "yes" if member.in_directory else "no",
        "NOTE": member.notes,
    }
    for name, text in texts.items():
        if text:
            yield f"{name}:{escaped(text)}"
    if member.address:
        yield f"ADR:;;{escaped(member.address)};;;;"
    inside = [
        escaped(names[one.group_id])
        for one in member.memberships
        if one.left_on is None and one.group_id in names
    ]
    if inside:
        yield f"CATEGORIES:{','.join(inside)}"
    yield "END:VCARD"
