"""The words of a protocol file as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from copdesk.domain.protocols.protocol import (
    EVERYONE,
    INNER,
    OTHERS,
    OUTER,
    OWNER,
    TURN,
    CaptureKind,
    CapturePer,
    Early,
    LoopOver,
    Mode,
    OnZero,
    Passing,
    Protocol,
    Regroup,
    Remainder,
    TurnOrder,
    TurnsOver,
)
from copdesk.language import N_, _

Words = Mapping[StrEnum, str]

MODES: Final[Words] = {
    Mode.TALK: N_("Talks"),
    Mode.SILENT: N_("Is silent"),
    Mode.READ: N_("Reads"),
    Mode.WRITE: N_("Writes"),
    Mode.MOVE: N_("Moves about"),
    Mode.OBSERVE: N_("Observes"),
    Mode.BREAK: N_("Takes a break"),
    Mode.SITTING: N_("Goes home until another day"),
}
ON_ZERO: Final[Words] = {
    OnZero.HOLD: N_("Wait quietly"),
    OnZero.CHIME: N_("Chime and wait"),
    OnZero.HARD_STOP: N_("Stop and go on"),
    OnZero.ADVANCE: N_("Go on by itself"),
}
TURNS_OVER: Final[Words] = {
    TurnsOver.EVERYONE: N_("Everyone"),
    TurnsOver.OTHERS: N_("Everyone but whose round it is"),
    TurnsOver.GROUPS: N_("Each group"),
}
TURN_ORDERS: Final[Words] = {
    TurnOrder.SEAT: N_("The seats"),
    TurnOrder.RANDOM: N_("Chance"),
    TurnOrder.VOLUNTEER: N_("Who wants to"),
    TurnOrder.SHIFT_START: N_("The seats, beginning elsewhere each time"),
}
PASSING: Final[Words] = {
    Passing.NO: N_("No"),
    Passing.YES: N_("Yes"),
    Passing.RETURN_AT_END: N_("Yes, it comes again at the end"),
}
EARLY: Final[Words] = {
    Early.NEXT: N_("The next one speaks"),
    Early.SILENCE: N_("Silence until the time is up"),
    Early.BANK: N_("The rest goes to the next conversation"),
}
LOOPS_OVER: Final[Words] = {
    LoopOver.PEOPLE: N_("Person"),
    LoopOver.PRESENTERS: N_("Presenter"),
    LoopOver.STATIONS: N_("Station"),
    LoopOver.PROMPTS: N_("Prompt"),
    LoopOver.CIRCLES: N_("Inner circle"),
    LoopOver.TIMES: N_("Time, so many times"),
}
REMAINDERS: Final[Words] = {
    Remainder.BIGGER: N_("Makes groups bigger"),
    Remainder.SMALLER: N_("Makes groups smaller"),
    Remainder.FACILITATOR_JOINS: N_("Works with the person who leads"),
    Remainder.DOUBLE_UP: N_("Shares a place"),
}
REGROUPS: Final[Words] = {
    Regroup.FRESH: N_("New ones"),
    Regroup.MERGE: N_("Groups before join up"),
    Regroup.HOME: N_("Back to the home groups"),
    Regroup.EXPERT: N_("Expert groups"),
    Regroup.HOST_STAYS: N_("One stays, the others move on"),
    Regroup.NEW_PARTNERS: N_("Partners who have not met yet"),
    Regroup.CHOICE: N_("Each chooses a group by its name"),
}
CAPTURES: Final[Words] = {
    CaptureKind.NOTE: N_("Notes"),
    CaptureKind.LIST: N_("A list"),
    CaptureKind.QUOTE: N_("Quotes"),
    CaptureKind.QUESTION: N_("Questions"),
    CaptureKind.COMMITMENT: N_("Commitments"),
    CaptureKind.PARKING: N_("What must wait"),
}
CAPTURED_PER: Final[Words] = {
    CapturePer.STEP: N_("together"),
    CapturePer.PERSON: N_("for each person"),
    CapturePer.GROUP: N_("for each group"),
}
_VOICES: Final = {
    EVERYONE: N_("Everyone"),
    TURN: N_("Whose turn it is"),
    OWNER: N_("Whose round it is"),
    OTHERS: N_("Everyone else"),
    INNER: N_("The inner circle"),
    OUTER: N_("The outer circle"),
}


def voice_label(voice: str, protocol: Protocol) -> str:
    """Return what to call a built-in voice or a role."""
    if voice in _VOICES:
        return _(_VOICES[voice])
    role = protocol.role(voice)
    return role.label if role and role.label.strip() else voice
