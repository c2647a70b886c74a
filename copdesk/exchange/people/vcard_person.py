"""What the properties of one card say about a member."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from copdesk.domain.members import Member
from copdesk.domain.people.import_plan import IncomingPerson
from copdesk.domain.text import one_line
from copdesk.errors import UserError
from copdesk.exchange.content_lines import ContentLine, split_unescaped, unescaped
from copdesk.exchange.people.cells import plain_address, visible
from copdesk.exchange.people.vcard_extras import extra_lines, nickname_of_android
from copdesk.language import _

X_PREFIX: Final = "X-COPDESK-"
_OF_THE_ADDRESS_BOOK: Final = frozenset({"mycontacts", "starred"})
_UUID: Final = re.compile(
    r"(?:urn:uuid:)?([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})", re.IGNORECASE
)
_LEAST_PREFERRED: Final = 101


def person_of_card(number: int, properties: Sequence[ContentLine]) -> IncomingPerson:
    """Return the person on a card, or raise UserError for no name or a wrong value."""
    labels = {
        line.group: line.text.strip("_$!<>") for line in properties if line.name == "X-ABLABEL"
    }
    extra: list[str] = []
    called = _called(properties, extra)
    name = _name(properties) or called
    if not name:
        raise UserError(_("It has no name."), _("Give it one where it comes from."))
    listed = [text.strip().lower() for text in _texts(properties, f"{X_PREFIX}IN-DIRECTORY")]
    member = Member(
        id=_known_id(properties),
        name=name,
        preferred_name=called,
        email=_preferred(properties, "EMAIL", plain_address, labels, extra),
        phone=_preferred(properties, "TEL", _plain_number, labels, extra),
        school=_school(properties, extra),
        teaches=_first_text(properties, f"{X_PREFIX}TEACHES"),
        role=_role(properties, extra),
        address=_address(properties, labels, extra),
        joined_on=_date(properties, f"{X_PREFIX}JOINED"),
        left_on=_date(properties, f"{X_PREFIX}LEFT"),
        in_directory=bool(listed) and all(text == "yes" for text in listed),
        notes="\n".join([*_texts(properties, "NOTE"), *extra, *extra_lines(properties, labels)]),
    )
    return IncomingPerson(
        row=number,
        member=member.checked(),
        groups=_groups(properties),
        states_directory=bool(listed),
    )


def _named(properties: Iterable[ContentLine], name: str) -> list[ContentLine]:
    return [line for line in properties if line.name == name]


def _texts(properties: Iterable[ContentLine], name: str) -> list[str]:
    texts = [line.text for line in _named(properties, name)]
    return list(dict.fromkeys(text for text in texts if text.strip()))


def _first_text(properties: Iterable[ContentLine], name: str, separator: str = "") -> str:
    for line in _named(properties, name):
        parts = line.components(separator) if separator else [line.text]
        text = ", ".join(tidy for part in parts if (tidy := one_line(part)))
        if text:
            return text
    return ""


def _name(properties: Iterable[ContentLine]) -> str:
    """Return the name as it is shown, but with the given name first, as in a list of people."""
    shown = _first_text(properties, "FN")
    for line in _named(properties, "N"):
        parts = [_words_of(part) for part in split_unescaped(line.value, ";")]
        family, given, additional, *_titles = [*parts, "", "", ""]
        if shown and shown != f"{family}, {given}":
            break
        name = " ".join(part for part in (given, additional, family) if part)
        if name:
            return name
    return shown


def _words_of(part: str) -> str:
    """Return several given names, which commas separate, as they are spoken."""
    return " ".join(one_line(unescaped(word)) for word in split_unescaped(part, ",")).strip()


def _called(properties: Iterable[ContentLine], extra: list[str]) -> str:
    names = [
        name
        for line in _named(properties, "NICKNAME")
        for part in line.components(",")
        if (name := one_line(part))
    ]
    chosen, *others = [*dict.fromkeys(names)] or [nickname_of_android([*properties])]
    extra += [_("Nickname: {name}").format(name=name) for name in others]
    return chosen


def _school(properties: Iterable[ContentLine], extra: list[str]) -> str:
    names = [
        ", ".join(tidy for part in line.components() if (tidy := one_line(part)))
        for line in _named(properties, "ORG")
    ]
    chosen, *others = [*dict.fromkeys(name for name in names if name)] or [""]
    extra += [_("Organization: {name}").format(name=name) for name in others]
    return chosen


def _preferred(
    properties: Sequence[ContentLine],
    name: str,
    plain: Callable[[str], str],
    labels: dict[str, str],
    extra: list[str],
) -> str:
    """Return the value that the card prefers; the others go to the notes, so none is lost."""
    lines = sorted(_named(properties, name), key=_rank)
    values: dict[str, str] = {}
    is_ours = any(one.name.startswith(X_PREFIX) for one in properties)
    for line in lines:
        kind = labels.get(line.group, "") if line.group else ""
        kind = kind or ", ".join(sorted(line.types - {"pref", "internet", "voice"}))
        text = line.text if is_ours else visible(line.text)  # our own cards write what we keep
        for part in _single_values(text):
            if value := plain(part):
                values.setdefault(value, f"{name} ({kind})" if kind else name)
    chosen, *others = [*values] or [""]
    extra += [f"{one_line(values[other])}: {other}" for other in others]
    return chosen


def _single_values(text: str) -> list[str]:
    """Return e-mail addresses that were put into one property apart; anything else as it is."""
    return re.split("[,;]", text) if text.count("@") > 1 else [text]


def _rank(line: ContentLine) -> tuple[int, bool, bool]:
    """Order by stated preference, then pocket telephones first and fax machines last."""
    stated = line.parameters.get("PREF", ("",))[0]
    preference = int(stated) if stated.isascii() and stated.isdigit() else _LEAST_PREFERRED
    if "pref" in line.types:
        preference = min(preference, 1)
    return preference, "fax" in line.types, "cell" not in line.types


def _plain_number(text: str) -> str:
    number = one_line(text)
    if number.lower().startswith("tel:"):
        number, _semicolon, rest = number[4:].partition(";")
        extension = re.search(r"ext=(\w+)", rest)
        return f"{number} ext. {extension.group(1)}" if extension else number
    return number


def _role(properties: Iterable[ContentLine], extra: list[str]) -> str:
    titles = _texts(properties, "TITLE")
    roles = [text for text in _texts(properties, "ROLE") if text not in titles]
    chosen, *others = [*titles, *roles] or [""]
    extra += [f"ROLE: {one_line(other)}" for other in others]
    return chosen


def _address(properties: Iterable[ContentLine], labels: dict[str, str], extra: list[str]) -> str:
    found: dict[str, str] = {}
    for line in sorted(_named(properties, "ADR"), key=_is_less_preferred):
        parts = [part for part in line.components() if part.strip()]
        written = "\n".join(parts) or unescaped(",".join(line.parameters.get("LABEL", ())))
        if written:
            kind = labels.get(line.group, "") if line.group else ""
            kind = kind or ", ".join(sorted(line.types & {"home", "work"}))
            found.setdefault(written, kind)
    chosen, *others = [*found] or [next(iter(_texts(properties, "LABEL")), "")]
    for other in others:
        place = ", ".join(other.split("\n"))
        label = _("Address ({kind}): {address}") if found[other] else _("Address: {address}")
        extra.append(label.format(kind=found[other], address=place))
    return chosen


def _is_less_preferred(line: ContentLine) -> int:
    return _rank(line)[0]


def _date(properties: Iterable[ContentLine], name: str) -> date | None:
    text = _first_text(properties, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(_("“{text}” is not a date.").format(text=text)) from None


def _groups(properties: Iterable[ContentLine]) -> tuple[str, ...]:
    names = [
        one_line(part) for line in _named(properties, "CATEGORIES") for part in line.components(",")
    ]
    kept = (name for name in names if name and name.casefold() not in _OF_THE_ADDRESS_BOOK)
    return tuple(dict.fromkeys(kept))


def _known_id(properties: Iterable[ContentLine]) -> str:
    for line in _named(properties, "UID"):
        found = _UUID.fullmatch(line.value.strip())
        if found:
            return found.group(1).replace("-", "").lower()
    return ""
