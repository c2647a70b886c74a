"""What somebody asks to be printed, and whether that can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from copdesk.domain.packet_parts import PACKET_PARTS, part_word
from copdesk.domain.paper import PAPERS
from copdesk.errors import InvalidInput
from copdesk.language import N_, _, listed
from copdesk.services.handouts.kinds import (
    BOOKLET,
    SHEETS,
    TWO_UP,
    Choice,
    HandoutKind,
    kind_of,
    kinds_with,
)

LATEST: Final = "latest"
_UNFIT: Final[Mapping[Choice, str]] = MappingProxyType(
    {
        Choice.MEETING: N_("“{title}” is not about one meeting."),
        Choice.MEMBER: N_("“{title}” is not about one member."),
        Choice.PROTOCOL: N_("“{title}” is not about a protocol."),
        Choice.RUN: N_("“{title}” is not about a discussion."),
        Choice.PARTS: N_("“{title}” does not consist of parts."),
        Choice.PEOPLE: N_("“{title}” is not planned for a number of people."),
        Choice.MINUTES: N_("“{title}” is not planned for a number of minutes."),
    }
)
_UNFIT_SHEETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        TWO_UP: N_("“{title}” cannot be printed with two pages on a side."),
        BOOKLET: N_("“{title}” cannot be printed as a booklet."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A handout that somebody asked for; empty paper and language are the community's.

    `parts` are the parts of a packet by name, empty for those kept for its series. `sheets` puts
    two pages on a side: `two-up`, or `booklet` to fold. `people` plans a protocol for so many, in
    `minutes`. An empty `meeting` is the latest too, where nobody said so.
    """

    kind: str
    meeting: str = ""
    protocol: str = ""
    member: str = ""
    paper: str = ""
    language: str = ""
    parts: tuple[str, ...] = ()
    large_print: bool = False
    sheets: str = ""
    run: str = ""
    people: int = 0
    minutes: int = 0

    def checked(self) -> HandoutKind:
        """Return its kind, or raise UserError when there is none or it cannot be printed so."""
        kind = kind_of(self.kind)
        for choice in Choice:
            if choice not in kind.choices and self._says(choice):
                raise _unfit(choice, _UNFIT[choice], kind, kinds_with(choice))
        if self.large_print and not kind.options.large_print:
            text = N_("“{title}” cannot be printed in large print.")
            raise _unfit("large_print", text, kind)
        self._check_sheets(kind)
        self._check_paper(kind)
        self._check_parts()
        return kind

    @property
    def meeting_id(self) -> str:
        """The id of its meeting; empty when that is the one that matters now."""
        return "" if self.meeting == LATEST else self.meeting

    def fitted(self) -> Wanted:
        """Return what is wanted without the things in front that its kind is not about."""
        kind = kind_of(self.kind)
        besides = {one.value: _NOTHING_SAID[one] for one in Choice if one not in kind.choices}
        return replace(self, **besides)

    def _says(self, choice: Choice) -> bool:
        return getattr(self, choice) != _NOTHING_SAID[choice]

    def _check_sheets(self, kind: HandoutKind) -> None:
        if self.sheets not in SHEETS:
            raise InvalidInput(
                "sheets",
                _("There is no way to print called “{sheets}”.").format(sheets=self.sheets),
                _("The known ones are: {names}.").format(names=", ".join(filter(None, SHEETS))),
            )
        if self.sheets not in kind.options.sheets:
            raise _unfit("sheets", _UNFIT_SHEETS[self.sheets], kind)

    def _check_paper(self, kind: HandoutKind) -> None:
        known = kind.options.papers
        if self.paper and self.paper.lower() not in known:
            raise InvalidInput(
                "paper",
                _("“{title}” cannot be printed on “{paper}”.").format(
                    title=_(kind.title), paper=self.paper
                ),
                _("Choose one of these: {names}.").format(
                    names=listed(_(PAPERS[one].name) for one in known)
                ),
            )

    def _check_parts(self) -> None:
        unknown = next((part for part in self.parts if part not in PACKET_PARTS), None)
        if unknown is not None:
            raise InvalidInput(
                "parts",
                _("A packet has no part called “{part}”.").format(part=part_word(unknown)),
                _("Choose one of these: {names}.").format(
                    names=", ".join(map(part_word, PACKET_PARTS))
                ),
            )


_NOTHING_SAID: Final[Mapping[Choice, Any]] = MappingProxyType(
    {choice: getattr(Wanted(kind=""), choice) for choice in Choice}
)


def _unfit(
    field: str, text: str, kind: HandoutKind, fit: Sequence[HandoutKind] = ()
) -> InvalidInput:
    names = ", ".join(one.key for one in fit)
    return InvalidInput(
        field,
        _(text).format(title=_(kind.title)),
        _("Leave that out, or print one of these: {names}.").format(names=names)
        if names
        else _("Leave that out."),
    )
