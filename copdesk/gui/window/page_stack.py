"""The pages behind the tabs: each is made when it is first looked at, and read when it is stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QTabBar, QWidget

from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.icons import picture
from copdesk.gui.pages import PageEntry
from copdesk.gui.pages.page import Page
from copdesk.gui.window.skeleton import Skeleton
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.gui.desk.history import Entry
    from copdesk.gui.pages.meetings.ahead import MeetingsAhead
    from copdesk.services.first_look import FirstLook
    from copdesk.services.opening import Services

ICON: Final = 20
TAKES_TEXT: Final = Qt.WidgetAttribute.WA_InputMethodEnabled


class PageStack(QStackedWidget):
    """Show one page at a time; without services only an outline."""

    page_changed = Signal()
    page_left = Signal()
    """Another page comes; sent before this one stores what was typed, which may be refused."""

    def __init__(self, entries: Sequence[PageEntry], desk: Desk) -> None:
        super().__init__()
        self._entries, self._desk = tuple(entries), desk
        self._services: Services | None = None
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Area] = {}
        self._current = self._entries[0].key
        self._skeleton = Skeleton()
        self.addWidget(self._skeleton)
        self.tabs = QTabBar()
        self.tabs.setObjectName("pageTabs")
        self.tabs.setAccessibleName(_("Pages"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for entry in self._entries:
            self.tabs.addTab(_(entry.title))
        self.tabs.currentChanged.connect(self._follow_tab)
        self._ahead: MeetingsAhead | None = None
        self._is_whole = False
        self._waiting: Callable[[], None] | None = None
        desk.changed.connect(self._take_change)
        desk.page_in_front = lambda: self._current

    @property
    def current_key(self) -> str:
        """Which tab is in front."""
        return self._current

    def keys(self) -> tuple[str, ...]:
        """Return the key of every tab in its order."""
        return tuple(entry.key for entry in self._entries)

    def current_page(self) -> Page | None:
        """Return the page in front; None while no community is open."""
        return self._pages.get(self._current)

    def built_pages(self) -> list[Page]:
        """Return the pages that were looked at so far."""
        return list(self._pages.values())

    def attach(self, services: Services) -> None:
        """Build the page in front now and the others when they are looked at."""
        self._services = services
        entry = next(one for one in self._entries if one.key == self._current)
        page = self._build(entry, services)
        if page.first_look():
            self.setCurrentWidget(page)
            QTimer.singleShot(0, self, self._show_whole)  # after the first look was painted
        else:
            self._show_whole()

    def detach(self) -> None:
        """Take all pages away, as before a community is closed."""
        self._services = self._waiting = None
        self._is_whole = False
        for page in self._pages.values():
            page.finish()
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self.setCurrentWidget(self._skeleton)

    def show_page(self, key: str) -> None:
        """Bring a page to the front; an unknown key is ignored."""
        keys = self.keys()
        if key not in keys:
            return
        before = self.current_page()
        if key != self._current and before is not None:
            self.page_left.emit()
            before.leave()
        self._current = key
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(keys.index(key))
        self.tabs.blockSignals(False)
        if self._services is None:
            self._waiting = None  # something was asked of another page
            if self._ahead is not None:
                self.setCurrentWidget(self._ahead if key == "meetings" else self._skeleton)
            return
        entry = self._entries[keys.index(key)]
        page = self._pages.get(key) or self._build_seen(entry, self._services)
        comes_to_front = self.currentWidget() is not page
        self.setCurrentWidget(page)
        self._reload_if_stale(key)
        if comes_to_front:
            self._put_cursor(page)
        self.page_changed.emit()

    def show_item(self, kind: str, item_id: str) -> None:
        """Bring the page that shows this kind of thing to the front, and the thing in it."""
        entry = next((entry for entry in self._entries if kind in entry.kinds), None)
        if entry is None:
            return
        self.show_page(entry.key)
        page = self.current_page()
        if page is not None:
            page.show_item(kind, item_id)

    def when_whole(self, act: Callable[[], None]) -> None:
        """Do something with the page in front; while it is being opened, the newest waits."""
        if self._is_whole:
            act()
        else:
            self._waiting = act

    def search_ahead(self) -> bool:
        """Put the cursor into the search line over what is shown ahead; False without one."""
        return self._ahead is not None and self._ahead.search_here()

    def show_entry(self, entry: Entry) -> None:
        """Go to the page on which something was done, and to what it was about."""
        if entry.page and entry.page != self._current:
            self.show_page(entry.page)
        page = self.current_page()
        # To show a run would be to go on with it.
        shown = self._entries[self.keys().index(self._current)].kinds - {"run"}
        about = next((thing for thing in entry.act.things() if thing[0] in shown), None)
        if page is not None and about is not None:
            page.show_item(*about)

    def show_instead(self, pane: QWidget) -> None:
        """Show something that is not a page, such as the welcome; it goes with the next page."""
        self._waiting = None
        self.addWidget(pane)
        self.setCurrentWidget(pane)

    def look_ahead(self, look: FirstLook, day: date) -> MeetingsAhead | None:
        """Show the meetings before the community is open, if their page is in front."""
        if self._current != "meetings" or not look.meetings:
            return None
        from copdesk.gui.pages.meetings.ahead import MeetingsAhead

        self._ahead = MeetingsAhead(look, day)
        self.show_instead(self._ahead)
        return self._ahead

    def _take_from_ahead(self) -> None:
        """Let the page of the meetings go on with what was begun ahead of it."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return
        from copdesk.gui.pages.meetings.page import MeetingsPage  # it has been built by now

        meetings = self._pages.get("meetings")
        if isinstance(meetings, MeetingsPage):
            ahead.hand_over(meetings)
        self.removeWidget(ahead)
        ahead.deleteLater()

    def draw_icons(self, percent: int) -> None:
        """Draw the icons of the tabs in the colors and the size in force."""
        side = ICON * percent // 100
        self.tabs.setIconSize(QSize(side, side))
        text = self.palette().color(QPalette.ColorRole.ButtonText)
        for number, entry in enumerate(self._entries):
            drawn = picture(entry.icon, side, text, self.devicePixelRatioF())
            self.tabs.setTabIcon(number, QIcon(drawn))

    def _build(self, entry: PageEntry, services: Services) -> Page:
        page = entry.build(services, self._desk)
        page.setObjectName(f"{entry.key}Page")
        self._pages[entry.key] = page
        self._stale[entry.key] = Area.ALL
        self.addWidget(page)
        return page

    def _build_seen(self, entry: PageEntry, services: Services) -> Page:
        """Build a page somebody waits for: the tab and an outline answer before it is there."""
        if self.isVisible():
            self.setCurrentWidget(self._skeleton)
            self.tabs.repaint()
            self._skeleton.repaint()
        return self._build(entry, services)

    def _put_cursor(self, page: Page) -> None:
        """Go back to where the cursor was on a page; a button is no place to press Space on."""
        if self.tabs.hasFocus():
            return
        kept: Any = page.focusWidget()  # None while nothing has had it
        if kept is None or kept is page or isinstance(kept, QAbstractButton):
            page.put_cursor()
        elif kept.isVisibleTo(page):
            kept.setFocus()

    def _show_whole(self) -> None:
        """Show the page in front with all that is in it, and do what was asked of it before."""
        if self._services is None:
            return
        self.show_page(self._current)
        page = self._pages[self._current]
        self._put_cursor(page)
        field: Any = self.window().focusWidget()
        if page.isAncestorOf(field) and field.testAttribute(TAKES_TEXT):
            page.setFocus()  # nobody asked for this field, and somebody may be typing
        self._take_from_ahead()
        self._is_whole = True
        act, self._waiting = self._waiting, None
        if act is not None:
            act()

    def _follow_tab(self, number: int) -> None:
        self.show_page(self._entries[number].key)

    def _take_change(self, changed: Area) -> None:
        for key, page in self._pages.items():
            if page.shows & changed:
                self._stale[key] = self._stale.get(key, Area.NONE) | changed
        self._reload_if_stale(self._current)

    def _reload_if_stale(self, key: str) -> None:
        page = self._pages.get(key)
        changed = self._stale.pop(key, Area.NONE)
        if page is not None and changed:
            page.reload(changed)
