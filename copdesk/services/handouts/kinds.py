"""The table of handouts: what can be printed, what it is about and how it may be printed.

To add one, write its function in a module of `copdesk.pdf.handouts` and a line here. The menus
and Ctrl+P of each page ask `kinds_about`, the preview asks for the options, and the command line
for all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from copdesk.domain.paper import PAPERS
from copdesk.errors import NotFound
from copdesk.language import N_, _

if TYPE_CHECKING:
    from copdesk.pdf.layout.handout import Handout, Press

ONE_PAGE: Final = ""
TWO_UP: Final = "two-up"
BOOKLET: Final = "booklet"
SHEETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ONE_PAGE: N_("One page on a side"),
        TWO_UP: N_("Two pages on a side"),
        BOOKLET: N_("Booklet to fold"),
    }
)


class About(Enum):
    """What a handout tells of; for each of these there is one collector of papers."""

    MEETING = 1
    MEMBER_AT_MEETING = 2
    PROTOCOL = 3
    RUN = 4
    MEMBER = 5
    MEMBERS = 6
    RESOURCES = 7
    COMMUNITY = 8
    PROGRAM = 9


class Choice(StrEnum):
    """What can be said of a handout besides how it is printed; the fields of `Wanted`."""

    MEETING = "meeting"
    MEMBER = "member"
    PROTOCOL = "protocol"
    RUN = "run"
    PARTS = "parts"
    PEOPLE = "people"
    MINUTES = "minutes"


class Section(Enum):
    """Which entries stand together in a menu."""

    MAIN = 1
    LOOKING_BACK = 2
    TO_HAND_OUT = 3


_NAMES: Final[Mapping[About, frozenset[Choice]]] = MappingProxyType(
    {
        About.MEETING: frozenset({Choice.MEETING}),
        About.MEMBER_AT_MEETING: frozenset({Choice.MEETING, Choice.MEMBER}),
        About.PROTOCOL: frozenset({Choice.PROTOCOL, Choice.MEETING}),
        About.RUN: frozenset({Choice.RUN, Choice.MEETING}),
        About.MEMBER: frozenset({Choice.MEMBER}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a handout may be printed, and what else can be chosen for it."""

    papers: tuple[str, ...] = tuple(PAPERS)
    sheets: tuple[str, ...] = tuple(SHEETS)
    large_print: bool = True
    choices: frozenset[Choice] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutKind:
    """One line of the table; `factory` is imported when it is used.

    It gets the press and the papers of what the handout is about. `also_at` is in whose menus it
    stands besides.
    """

    key: str
    title: str
    about: About
    factory: str
    options: Options = Options()
    also_at: frozenset[About] = frozenset()
    section: Section = Section.MAIN

    @property
    def choices(self) -> frozenset[Choice]:
        """What may be said of it: what names the thing that it is about, and what is chosen."""
        return _NAMES.get(self.about, frozenset()) | self.options.choices

    def load(self) -> Callable[[Press, Any], Handout]:
        """Import the function that prints it."""
        module, _colon, name = self.factory.partition(":")
        made: Callable[[Press, Any], Handout] = getattr(import_module(module), name)
        return made


_ON_PAPER: Final = "copdesk.pdf.handouts"
_AT_MEETING: Final = frozenset({About.MEETING})
_PACKET: Final = Options(choices=frozenset({Choice.PARTS}))
_PLANNED: Final = Options(choices=frozenset({Choice.PEOPLE, Choice.MINUTES}))
_FLAT: Final = Options(sheets=(ONE_PAGE, TWO_UP))
"""Cut apart or hung up, so that there is nothing to fold."""
_WALL: Final = Options(sheets=(ONE_PAGE, TWO_UP), large_print=False)
_EXACT: Final = Options(sheets=(ONE_PAGE,), large_print=False)
"""Made for labels and cards of one size."""

HANDOUTS: Final[tuple[HandoutKind, ...]] = (
    HandoutKind(
        key="packet",
        title=N_("Packet"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.packet:packet_pdf",
        options=_PACKET,
    ),
    HandoutKind(
        key="agenda",
        title=N_("Agenda"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.agenda:agenda_pdf",
    ),
    HandoutKind(
        key="sign-in",
        title=N_("Sign-in sheet"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.sign_in:sign_in_pdf",
    ),
    HandoutKind(
        key="protocol-card",
        title=N_("Protocol card"),
        about=About.PROTOCOL,
        factory=f"{_ON_PAPER}.protocol_card:protocol_card_pdf",
        options=_PLANNED,
        also_at=_AT_MEETING,
    ),
    HandoutKind(
        key="script",
        title=N_("Script for the facilitator"),
        about=About.PROTOCOL,
        factory=f"{_ON_PAPER}.facilitator_script:facilitator_script_pdf",
        options=_PLANNED,
        also_at=_AT_MEETING,
    ),
    HandoutKind(
        key="role-cards",
        title=N_("Role cards"),
        about=About.PROTOCOL,
        factory=f"{_ON_PAPER}.role_cards:role_cards_pdf",
        options=_FLAT,
        also_at=_AT_MEETING,
    ),
    HandoutKind(
        key="minutes",
        title=N_("Minutes of the meeting"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.minutes:minutes_pdf",
        section=Section.LOOKING_BACK,
    ),
    HandoutKind(
        key="commitments",
        title=N_("Open commitments"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.commitment_list:commitments_pdf",
        section=Section.LOOKING_BACK,
    ),
    HandoutKind(
        key="commitment-slips",
        title=N_("Commitment slips"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.commitment_slips:commitment_slips_pdf",
        options=_FLAT,
        section=Section.LOOKING_BACK,
    ),
    HandoutKind(
        key="note-sheet",
        title=N_("Sheet for notes"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.note_sheet:note_sheet_pdf",
        section=Section.TO_HAND_OUT,
    ),
    HandoutKind(
        key="bring-slips",
        title=N_("Slips: what I bring"),
        about=About.MEETING,
        factory=f"{_ON_PAPER}.bring_slips:bring_slips_pdf",
        options=_FLAT,
        section=Section.TO_HAND_OUT,
    ),
    HandoutKind(
        key="catch-up",
        title=N_("Catch-up sheet"),
        about=About.MEMBER_AT_MEETING,
        factory=f"{_ON_PAPER}.catch_up:catch_up_pdf",
    ),
    HandoutKind(
        key="run-report",
        title=N_("Report on a discussion"),
        about=About.RUN,
        factory=f"{_ON_PAPER}.run_report:run_report_pdf",
    ),
    HandoutKind(
        key="directory",
        title=N_("Directory of members"),
        about=About.MEMBERS,
        factory=f"{_ON_PAPER}.directory:directory_pdf",
    ),
    HandoutKind(
        key="certificate",
        title=N_("Certificate"),
        about=About.MEMBER,
        factory=f"{_ON_PAPER}.certificate:certificate_pdf",
        options=_FLAT,
    ),
    HandoutKind(
        key="name-tents",
        title=N_("Name tents"),
        about=About.MEMBERS,
        factory=f"{_ON_PAPER}.name_tents:name_tents_pdf",
        options=_EXACT,
        also_at=_AT_MEETING,
        section=Section.TO_HAND_OUT,
    ),
    HandoutKind(
        key="name-tags",
        title=N_("Name tags"),
        about=About.MEMBERS,
        factory=f"{_ON_PAPER}.name_tags:name_tags_pdf",
        options=_EXACT,
        also_at=_AT_MEETING,
        section=Section.TO_HAND_OUT,
    ),
    HandoutKind(
        key="reading-list",
        title=N_("Reading list"),
        about=About.RESOURCES,
        factory=f"{_ON_PAPER}.reading_list:reading_list_pdf",
    ),
    HandoutKind(
        key="norms",
        title=N_("Norms"),
        about=About.COMMUNITY,
        factory=f"{_ON_PAPER}.norms_poster:norms_pdf",
        options=_FLAT,
    ),
    HandoutKind(
        key="wall-sheet",
        title=N_("Sheet for the wall"),
        about=About.COMMUNITY,
        factory=f"{_ON_PAPER}.wall_sheet:wall_sheet_pdf",
        options=_WALL,
    ),
    HandoutKind(
        key="self-assessment",
        title=N_("Slips: how we are doing"),
        about=About.COMMUNITY,
        factory=f"{_ON_PAPER}.self_assessment:self_assessment_pdf",
        options=_FLAT,
    ),
    HandoutKind(
        key="quick-guide",
        title=N_("Quick guide"),
        about=About.PROGRAM,
        factory=f"{_ON_PAPER}.quick_guide:quick_guide_pdf",
    ),
)


def kind_of(key: str) -> HandoutKind:
    """Return the handout that is called so, or raise NotFound."""
    for kind in HANDOUTS:
        if kind.key == key:
            return kind
    raise NotFound(
        _("There is no handout called “{kind}”.").format(kind=key),
        _("The known ones are: {names}.").format(names=", ".join(one.key for one in HANDOUTS)),
    )


def kinds_about(*things: About) -> tuple[HandoutKind, ...]:
    """Return what a page offers to print that shows such things, in the order of its menu."""
    return tuple(kind for kind in HANDOUTS if kind.about in things or kind.also_at & set(things))


def kinds_with(choice: Choice) -> tuple[HandoutKind, ...]:
    """Return the handouts of which something may be said."""
    return tuple(kind for kind in HANDOUTS if choice in kind.choices)
