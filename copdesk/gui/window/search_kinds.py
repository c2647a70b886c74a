"""What the kinds of things that a search finds are called, and how they are drawn."""

from __future__ import annotations

from typing import Final

from copdesk.language import N_

KINDS: Final = {
    "member": (N_("Members"), "person"),
    "group": (N_("Groups"), "group"),
    "meeting": (N_("Meetings"), "meetings"),
    "series": (N_("Meetings"), "meetings"),
    "agenda_item": (N_("Agenda items"), "meetings"),
    "note": (N_("Notes"), "note"),
    "decision": (N_("Decisions"), "check"),
    "commitment": (N_("Commitments"), "commitment"),
    "resource": (N_("Library"), "library"),
    "protocol": (N_("Protocols"), "timer"),
    "run": (N_("Discussions"), "timer"),
    "topic": (N_("Topics"), "note"),
    "norms": (N_("Norms"), "community"),
    "goal": (N_("Goals"), "star"),
}
OTHER: Final = (N_("Other things"), "file")
