"""The tabs, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from copdesk.language import N_

if TYPE_CHECKING:
    from copdesk.gui.desk.desk import Desk
    from copdesk.gui.pages.page import Page
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One tab; `factory` is imported when the page is first needed."""

    key: str
    title: str
    icon: str
    """The name of a picture in resources/icons."""

    factory: str
    """The module and the class, which is made with the services and the desk."""

    kinds: frozenset[str] = frozenset()
    """What `show_item` of this page shows, by the names that the search and other pages use."""

    def build(self, services: Services, desk: Desk) -> Page:
        """Import the page and make it."""
        module, _colon, name = self.factory.partition(":")
        make: Callable[[Services, Desk], Page] = getattr(import_module(module), name)
        return make(services, desk)


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(
        key="meetings",
        title=N_("Meetings"),
        icon="meetings",
        factory="copdesk.gui.pages.meetings.page:MeetingsPage",
        kinds=frozenset({"meeting", "series", "agenda_item", "note", "decision", "commitment"}),
    ),
    PageEntry(
        key="members",
        title=N_("Members"),
        icon="members",
        factory="copdesk.gui.pages.members.page:MembersPage",
        kinds=frozenset({"member", "group"}),
    ),
    PageEntry(
        key="library",
        title=N_("Library"),
        icon="library",
        factory="copdesk.gui.pages.library.page:LibraryPage",
        kinds=frozenset({"resource"}),
    ),
    PageEntry(
        key="timer",
        title=N_("Timer"),
        icon="timer",
        factory="copdesk.gui.pages.timer.page:TimerPage",
        kinds=frozenset({"protocol", "run", "discussion"}),
    ),
    PageEntry(
        key="community",
        title=N_("Community"),
        icon="community",
        factory="copdesk.gui.pages.community.page:CommunityPage",
        kinds=frozenset({"norms", "goal", "topic"}),
    ),
)
