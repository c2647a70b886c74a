"""What each key does: the window binds from this table, and the printed guide tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from copdesk.language import N_, _


class Place(StrEnum):
    """Where a key does something; the value names the place in words."""

    EVERYWHERE = N_("Everywhere")
    MEETINGS = N_("On the Meetings page")
    AGENDA = N_("In the agenda")
    LIBRARY = N_("On the Library page")
    LISTS = N_("In other lists")
    TIMER = N_("While a discussion goes on")
    ROOM = N_("In the room's window")
    PREVIEW = N_("In the print preview")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What some keys do; each is written as it would be in English, such as `Ctrl+Up`."""

    name: str
    place: Place
    keys: tuple[str, ...]
    does: str


def _key(name: str, place: Place, keys: str, does: str) -> Key:
    return Key(name=name, place=place, keys=tuple(keys.split()), does=does)


KEYS: Final[tuple[Key, ...]] = (
    _key(
        "pages",
        Place.EVERYWHERE,
        " ".join(f"Ctrl+{one}" for one in range(1, 10)),
        N_("the pages, in their order"),
    ),
    _key("search", Place.EVERYWHERE, "Ctrl+K", N_("search everything")),
    _key("find", Place.EVERYWHERE, "Ctrl+F", N_("search on this page")),
    _key("print", Place.EVERYWHERE, "Ctrl+P", N_("print what is in front")),
    _key("undo", Place.EVERYWHERE, "Ctrl+Z", N_("undo")),
    _key("redo", Place.EVERYWHERE, "Ctrl+Shift+Z Ctrl+Y", N_("redo")),
    _key("new", Place.EVERYWHERE, "Ctrl+N", N_("start a new community")),
    _key("open", Place.EVERYWHERE, "Ctrl+O", N_("open another community")),
    _key("quit", Place.EVERYWHERE, "Ctrl+Q", N_("close CopDesk")),
    _key("keys", Place.EVERYWHERE, "F1", N_("show all keys")),
    _key("plan-meeting", Place.MEETINGS, "Ctrl+Shift+N", N_("plan a meeting")),
    _key("add-item", Place.AGENDA, "Return", N_("add the next item")),
    _key("move-item-up", Place.AGENDA, "Alt+Up", N_("move an item up")),
    _key("move-item-down", Place.AGENDA, "Alt+Down", N_("move an item down")),
    _key("remove-item", Place.AGENDA, "Del", N_("remove an item")),
    _key("add-files", Place.LIBRARY, "Ctrl+Shift+A", N_("add files")),
    _key("add-resource", Place.LIBRARY, "Ctrl+Shift+N", N_("add something without a file")),
    _key("remove-chosen", Place.LISTS, "Del", N_("remove or take back what is chosen")),
    _key("start-or-pause", Place.TIMER, "Space", N_("start, pause, go on")),
    _key("next-step", Place.TIMER, "N Right", N_("next step")),
    _key("back-step", Place.TIMER, "B Left", N_("one step back")),
    _key("more-time", Place.TIMER, "+ =", N_("a minute more")),
    _key("less-time", Place.TIMER, "-", N_("a minute less")),
    _key("half-minute", Place.TIMER, "3", N_("30 seconds more")),
    _key("undo-step", Place.TIMER, "U", N_("undo")),
    _key("all-steps", Place.TIMER, "G", N_("go to any step")),
    _key("skip-step", Place.TIMER, "S", N_("skip this step")),
    _key("pass-turn", Place.TIMER, "P", N_("pass the turn on")),
    _key("reset-turn", Place.TIMER, "R", N_("give this turn again")),
    _key("finish", Place.TIMER, "F", N_("finish")),
    _key("room-calm", Place.ROOM, "C", N_("calm")),
    _key("room-digits", Place.ROOM, "D", N_("digits")),
    _key("room-black", Place.ROOM, "B", N_("black")),
    _key("room-close", Place.ROOM, "Esc", N_("close this window")),
    _key("zoom-in", Place.PREVIEW, "Ctrl++", N_("larger")),
    _key("zoom-out", Place.PREVIEW, "Ctrl+-", N_("smaller")),
    _key("zoom-fit", Place.PREVIEW, "Ctrl+0", N_("whole width")),
    _key("preview-close", Place.PREVIEW, "Esc", N_("close the preview")),
)
_BY_NAME: Final = {one.name: one for one in KEYS}
_MANY: Final = 3
_NAMES: Final = {
    "Space": N_("Space"),
    "Return": N_("Enter"),
    "Del": N_("Delete"),
    "Esc": N_("Esc"),
    "Right": N_("Right"),
    "Left": N_("Left"),
    "Up": N_("Up"),
    "Down": N_("Down"),
    "-": "−",
}


def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys of an entry of the table."""
    return _BY_NAME[name].keys


def keys_at(place: Place) -> list[Key]:
    """Return what keys do in one place."""
    return [one for one in KEYS if one.place is place]


def shown(keys: Sequence[str]) -> str:
    """Return keys as a reader finds them on the keyboard; of many, the first two."""
    named = [_shown(key) for key in keys]
    return ", ".join(named) if len(named) <= _MANY else ", ".join((*named[:2], "…"))


def _shown(key: str) -> str:
    held, _plus, last = key[:-1].rpartition("+")
    last += key[-1]
    name = _NAMES.get(last)
    return (f"{held}+" if held else "") + (_(name) if name else last)
