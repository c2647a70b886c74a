"""The keys of the program, as the help menu tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAction, QKeySequence

from copdesk.gui.window.menus import Menus
from copdesk.keys import Place, keys_at, shown
from copdesk.language import _

PER_LINE: Final = 3
ELSEWHERE: Final = (Place.AGENDA, Place.LISTS, Place.TIMER, Place.ROOM, Place.PREVIEW)
"""Where keys are no actions of a menu or a page."""


def keys_text(menus: Menus, page: str, actions: Sequence[QAction]) -> str:
    """Return where each key does what: those of the window, of the page in front, and others."""
    others = [one for one in menus.everywhere() if one not in menus.pages]
    everywhere = [_told(_from_to(menus.pages), _("the pages"))]
    everywhere += [_told(_keys(one), _does(one)) for one in others if _keys(one)]
    here = [_told(_keys(one), _title(one)) for one in actions if _keys(one)]
    parts = [(_(Place.EVERYWHERE), everywhere), (page, here)]
    for place in ELSEWHERE:
        parts.append((_(place), [_told(shown(one.keys), _(one.does)) for one in keys_at(place)]))
    return "\n\n".join(_part(title, entries) for title, entries in parts if entries)


def _part(title: str, entries: Sequence[str]) -> str:
    starts = range(0, len(entries), PER_LINE)
    return "\n".join((title, *(" · ".join(entries[at : at + PER_LINE]) for at in starts)))


def _told(keys: str, does: str) -> str:
    return _("{keys}: {action}").format(keys=keys, action=does)


def _from_to(actions: Sequence[QAction]) -> str:
    having = [_keys(one) for one in actions if _keys(one)]
    return _("{first} to {last}").format(first=having[0], last=having[-1])


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(one.toString(native) for one in action.shortcuts())


def _does(action: QAction) -> str:
    """Return what the table says that the keys do: the menu says also what would be undone."""
    pressed = {one.toString() for one in action.shortcuts()}
    known = (one.does for one in keys_at(Place.EVERYWHERE) if pressed & set(one.keys))
    does = next(known, "")
    return _(does) if does else _title(action)


def _title(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")
