"""What the cells of one person mean: names in parts, several addresses, dates, group lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from copdesk.domain.members import Member
from copdesk.domain.people.import_plan import IncomingPerson
from copdesk.domain.text import folded, one_line, words
from copdesk.errors import UserError
from copdesk.exchange.people.headings import is_told_in_notes
from copdesk.exchange.people.names import spoken_name
from copdesk.exchange.people.order_of_use import addresses, in_order_of_use, other_address
from copdesk.language import _

_SEPARATOR: Final = " ::: "
_ADDRESS_IN_ANGLES: Final = re.compile(r".*<\s*([^<>\s]+@[^<>\s]+)\s*>.*", re.DOTALL)
_ADDRESS_WITH_WORDS: Final = re.compile(
    r"([^\s()]+@[^\s()]+)\s*\([^()@]*\)|\([^()@]*\)\s*([^\s()]+@[^\s()]+)"
)
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NO_DATE: Final = frozenset({"", "0/0/00", "00/00/0000", "0000-00-00"})  # as Outlook says so
_NOTHING: Final = frozenset(
    {"-", "--", "–", "—", "/", "?", "n/a", "na", "none", "nil", "null", "no email"}
)
_ISO_DATE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_LOCAL_DATE: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[T ].*)?")
_NO: Final = frozenset(
    ("no", "n", "false", "0", "non", "nao", "nein", "hapana", "لا", "नही", "नहीं", "ទេ")
)
_YES: Final = frozenset((
    "yes", "y", "true", "1", "x", "oui", "si", "sim", "ja", "ndiyo", "نعم", "हा", "हाँ", "បាទ",
    "ចាស",
))  # fmt: skip

_GROUP: Final = re.compile(r"(?:\\.|[^\\;,|\n]|\\$)+")
_GOOGLE_SEPARATOR: Final = re.compile(r"(?<!\\):::")

Cells = Mapping[str, Sequence[tuple[str, str]]]


def person_of(
    row: int, cells: Cells, day_first: Mapping[str, bool], *, last_first: bool = False
) -> IncomingPerson:
    """Return the person that the cells describe, or raise UserError for the first wrong one.

    `cells` has, for each field, headings with values; `day_first` says how a column writes dates,
    and `last_first` that whole names are written as “Lee, Ann”.
    """
    extra: list[str] = []
    email = _first(_split_addresses(cells.get("email", ())), extra)
    phones = _split_values(in_order_of_use(cells.get("phone", ())))
    tidied = visible if "id" not in cells else one_line  # our own tables write what we keep
    phone = _first(((heading, tidied(value)) for heading, value in phones), extra)
    called, school, role = (
        _first(_split_values(cells.get(name, ())), extra)
        for name in ("preferred_name", "school", "role")
    )
    joined = _date_of(cells.get("joined_on", ()), day_first, extra)
    left = _date_of(cells.get("left_on", ()), day_first, extra)
    listed = _listed(cells.get("in_directory", ()))
    (_kind, address), *others = addresses(cells.get("address", ())) or [("", "")]
    extra += [other_address(kind, other) for kind, other in others]
    notes = _notes(cells.get("notes", ()))
    member = Member(
        id=_known_id(cells.get("id", ())),
        name=spoken_name(_name_of(cells)) if last_first else _name_of(cells),
        preferred_name=called,
        email=email,
        phone=phone,
        school=school,
        teaches=", ".join(_distinct(cells.get("teaches", ()))),
        role=role,
        address=address,
        joined_on=joined,
        left_on=left,
        in_directory=listed is True,
        notes="\n".join([*notes, *extra]),
    )
    return IncomingPerson(
        row=row,
        member=member.checked(),
        groups=_groups(cells.get("groups", ())),
        states_directory=listed is not None,
    )


def plain_address(text: str) -> str:
    """Return an e-mail address without the name around it or `mailto:` before it."""
    found = _ADDRESS_IN_ANGLES.fullmatch(text) or _ADDRESS_WITH_WORDS.fullmatch(one_line(text))
    address = visible(next(filter(None, found.groups()), "") if found else text)
    return address[7:] if address.lower().startswith("mailto:") else address


def visible(text: str) -> str:
    """Return an address or a number without the marks that nobody sees and telephones add."""
    return one_line(_UNSEEN.sub("", text))


def writes_day_first(values: Iterable[str]) -> bool:
    """Whether a column writes 31/12 and not 12/31; day first where nothing tells."""
    for value in values:
        found = _LOCAL_DATE.fullmatch(value.strip())
        if found and int(found.group(1)) <= 12 < int(found.group(3)):
            return False
    return True


def is_ambiguous(values: Iterable[str]) -> bool:
    """Whether a column has dates like 3/4/2024 and none that tells which number is the month."""
    pairs = [_LOCAL_DATE.fullmatch(value.strip()) for value in values]
    slashed = [(int(one.group(1)), int(one.group(3))) for one in pairs if one and one[2] != "."]
    return bool(slashed) and all(day <= 12 and month <= 12 for day, month in slashed)


def groups_text(names: Iterable[str]) -> str:
    """Return group names in one cell such that reading gives them back."""
    return "; ".join(re.sub(r"([\\;,|]|^\*|:(?=::))", r"\\\1", name) for name in names)


def group_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell: after `;` `,` `|` or `:::`, unless a backslash stands before.

    Google marks the groups that it keeps for itself, such as “* myContacts”: these are left out.
    """
    names: list[str] = []
    for part in _GROUP.findall(_GOOGLE_SEPARATOR.sub("\n", text)):
        name = one_line(re.sub(r"\\(.)", r"\1", part))
        if name and not part.lstrip().startswith("*"):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _name_of(cells: Cells) -> str:
    full, first, middle, last = (
        next((one_line(value) for _heading, value in cells.get(field, ()) if value.strip()), "")
        for field in ("name", "first_name", "middle_name", "last_name")
    )
    if not full:
        joined = " ".join(part for part in (first, middle, last) if part)
        return joined or _name_called(cells)
    if first and last and "," in full:  # filed under “Lee, Ann”
        return " ".join(part for part in (first, middle, last) if part)
    known = set(words(full))
    # “Name” beside “Surname” is a first name; “Nom” beside “Prénom” is a last name.
    if last and not first and not set(words(last)) <= known:
        return f"{full} {last}"
    if first and not last and not set(words(first)) <= known:
        return f"{first} {full}"
    return full


def _name_called(cells: Cells) -> str:
    return next((one_line(value) for _h, value in cells.get("preferred_name", ())), "")


def _first(values: Iterable[tuple[str, str]], extra: list[str]) -> str:
    """Return the first value; the others go to the notes, so that nothing is lost."""
    chosen = ""
    for heading, value in values:
        if not chosen:
            chosen = value
        elif value != chosen:
            line = f"{one_line(heading)}: {value}"
            if line not in extra:
                extra.append(line)
    return chosen


def _split_values(cells: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for heading, cell in cells:
        for value in cell.split(_SEPARATOR):
            if value.strip():
                yield heading, one_line(value)


def _notes(cells: Iterable[tuple[str, str]]) -> list[str]:
    """Return notes as they are, then what needs its heading beside it."""
    own: list[str] = []
    told: list[str] = []
    for heading, value in cells:
        if not is_told_in_notes(heading):
            own.append(value)
        elif one_line(value) not in _NO_DATE:
            told.append(f"{one_line(heading)}: {one_line(value)}")
    return [*own, *told]


def _split_addresses(cells: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for heading, cell in cells:
        values = re.split(r"\s:::\s|[;,\n]", cell) if cell.count("@") > 1 else [cell]
        for value in values:
            if value.strip() and folded(value.strip()) not in _NOTHING:
                yield heading, plain_address(value)


def _distinct(cells: Iterable[tuple[str, str]]) -> list[str]:
    values = [one_line(cell) for _heading, cell in cells]
    return list(dict.fromkeys(value for value in values if value.strip()))


def _date_of(
    cells: Iterable[tuple[str, str]], day_first: Mapping[str, bool], extra: list[str]
) -> date | None:
    for heading, cell in cells:
        text = one_line(cell)
        if not text:
            continue
        found = _read_date(text, day_first.get(heading, True))
        if found:
            return found
        extra.append(f"{one_line(heading)}: {text}")
    return None


def _read_date(text: str, day_first: bool) -> date | None:
    iso, local = _ISO_DATE.fullmatch(text), _LOCAL_DATE.fullmatch(text)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()))
        if local:
            day, month = int(local[1]), int(local[3])
            if not day_first and local[2] != ".":
                day, month = month, day
            return date(int(local[4]), month, day)
    except ValueError:
        return None
    return None


def _listed(cells: Iterable[tuple[str, str]]) -> bool | None:
    """Return what several columns say together: no wins, and blanks say nothing."""
    said: set[bool] = set()
    for heading, cell in cells:
        word = folded(one_line(cell))
        if word in _NO or word in _YES:
            said.add(word in _YES)
        elif word:
            raise UserError(
                _("“{text}” under “{heading}” is neither yes nor no.").format(
                    text=one_line(cell), heading=heading
                )
            )
    return all(said) if said else None


def _known_id(cells: Iterable[tuple[str, str]]) -> str:
    marks = [cell.strip().lower() for _heading, cell in cells]
    return next((mark for mark in marks if re.fullmatch(r"[0-9a-f]{32}", mark)), "")


def _groups(cells: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _heading, cell in cells for name in group_names(cell)))
