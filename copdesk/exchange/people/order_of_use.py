"""Which telephone number and which address of several is the one to use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from copdesk.domain.text import folded, many_lines, one_line, words
from copdesk.language import _

_IN_THE_POCKET: Final = frozenset(
    words(
        """mobile mobiles mobil cell cellphone cellular iphone móvil celular portable telemóvel
        handy cellulare mobiel whatsapp mkononi komórkowy cep"""
    )
)
_OF_A_PLACE: Final = frozenset(
    words(
        """home work business other privat geschäftlich bureau domicile travail trabajo particular
        personal casa oficina residencial comercial 1 2 3 4 5"""
    )
)
_ALSO_IN_THE_POCKET: Final = ("جوال", "موبايل", "मोबाइल", "手机", "мобильн", "携帯")

Cell = tuple[str, str]


def in_order_of_use(phones: Iterable[Cell]) -> list[Cell]:
    """Put a number without a kind first, then those of pockets; the file's order decides else."""
    return sorted(phones, key=lambda phone: _rank(phone[0]))


def addresses(cells: Iterable[Cell]) -> list[Cell]:
    """Put the cells of one place together, a line each; return each place with what it is called.

    Street, town and country may have columns of their own, once for home and once for work.
    """
    places: dict[str, tuple[str, list[str]]] = {}
    for heading, cell in cells:
        kind = next((word for word in _written_words(heading) if folded(word) in _OF_A_PLACE), "")
        lines = places.setdefault(folded(kind), (kind, []))[1]
        line = many_lines(cell)
        if line.strip() and line not in lines:
            lines.append(line)
    return [(kind, "\n".join(lines)) for kind, lines in places.values() if lines]


def other_address(kind: str, address: str) -> str:
    """Return a further address as a line of notes."""
    line = ", ".join(one_line(part) for part in address.split("\n") if part.strip())
    if kind:
        return _("Address ({kind}): {address}").format(kind=kind, address=line)
    return _("Address: {address}").format(address=line)


def _rank(heading: str) -> int:
    said = set(words(heading))
    if "fax" in said or "pager" in said:
        return 3
    if said & _IN_THE_POCKET or any(sign in heading for sign in _ALSO_IN_THE_POCKET):
        return 1
    return 0 if len(said - _OF_A_PLACE) == len(said) == 1 else 2


def _written_words(heading: str) -> list[str]:
    return [word.strip("()[]:*.,/") for word in heading.replace("-", " ").split()]
