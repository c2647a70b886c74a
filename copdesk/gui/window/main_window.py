"""The main window: it knows the tabs, the menu and the status line, and no business.

It is painted as an outline first and furnished after that; so this module imports only what the
outline needs, and the rest where it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from copdesk import __version__
from copdesk.gui.settings import Settings
from copdesk.gui.window.skeleton import paint_outline
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.errors import UserError
    from copdesk.gui.ask import Ask
    from copdesk.gui.desk.desk import Desk
    from copdesk.gui.look.theme import Appearance
    from copdesk.gui.pages import PageEntry
    from copdesk.gui.widgets.banner import Banner
    from copdesk.gui.window.file_drops import FileDrops
    from copdesk.gui.window.menus import Menus
    from copdesk.gui.window.message_bar import MessageBar
    from copdesk.gui.window.page_stack import PageStack
    from copdesk.gui.window.save_status import SaveStatus
    from copdesk.gui.window.search_popup import Search, SearchPopup
    from copdesk.gui.window.strips import Strips
    from copdesk.gui.window.welcome import Welcome
    from copdesk.services.opening import Services

USUAL_SIZE: Final = (1120, 720)
LEAST_SIZE: Final = (640, 420)


class MainWindow(QMainWindow):
    """The window is whole before a community is open; `attach` brings it to life."""

    new_asked = Signal(str, str)
    sample_asked = Signal()
    open_asked = Signal(object)
    painted = Signal()
    """The window is on the screen for the first time."""

    desk: Desk
    pages: PageStack
    menus: Menus

    def __init__(self, settings: Settings, ask: Ask, appearance: Appearance) -> None:
        super().__init__()
        self._settings, self._ask, self._appearance = settings, ask, appearance
        self._services: Services | None = None
        self._find: tuple[Search, Callable[[], None]] | None = None
        self._pointed_to = ""
        self._close_asked = self._was_painted = self._is_furnished = False
        self._search: SearchPopup | None = None
        self._strips: Strips | None = None
        self._drops: FileDrops | None = None
        self.setWindowTitle("CopDesk")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(QSize(*USUAL_SIZE).boundedTo(self.screen().availableSize()))
        self.restoreGeometry(settings.state("window"))

    def furnish(self, entries: Sequence[PageEntry] | None = None) -> None:
        """Put in the tabs, the menu and the status line; nothing else is called before this."""
        from copdesk.gui.desk.desk import Desk
        from copdesk.gui.look.icons import app_icon
        from copdesk.gui.pages import PAGES
        from copdesk.gui.window.menus import Menus
        from copdesk.gui.window.page_stack import PageStack

        tabs = PAGES if entries is None else tuple(entries)
        self.desk = Desk(self._ask, self._settings, self)
        self.pages = PageStack(tabs, self.desk)
        self.menus = Menus(self, tabs)
        self.setWindowIcon(app_icon())
        self._lay_out()
        self._connect()
        self._connect_menus()
        self.pages.show_page(self._settings.text("page", self.pages.current_key))
        self._redraw()
        self._is_furnished = True

    def attach(
        self,
        services: Services,
        community: str,
        *,
        search: Search,
        interrupt: Callable[[], None],
        read_only: str = "",
    ) -> None:
        """Show an open community; `read_only` says in a sentence why nothing can be changed."""
        self._services = services
        self._take_drops()
        QTimer.singleShot(0, self._appearance.follow_system)
        self.name_community(community)
        self._find = (search, interrupt)
        if self._search is not None:
            self._search.search_with(search, interrupt)
        self._allow_page_keys(True)
        self._allow_prints(True)
        if read_only:
            self.banner.say(read_only)
        self.status.show_state()
        self.pages.attach(services)

    def detach(self) -> bool:
        """Let go of the community; False when typed text cannot be saved and the user stays."""
        if not self._may_leave():
            return False
        self._save_layout()
        self._find = None
        if self._search is not None:
            self._search.finish()
        self._services = None
        for preview in self.findChildren(QWidget, "printPreview"):
            preview.close()  # what it shows is read from this community
        self.desk.jobs.stop()
        self.desk.history.clear()
        self.banner.hide()
        self.message.hide()
        self.pages.detach()
        self._allow_page_keys(True)
        self._allow_prints(False)
        self.setWindowTitle("CopDesk")
        return True

    def name_community(self, name: str) -> None:
        """Put the name of the community into the title."""
        title = _("{community} — CopDesk").format(community=name)
        self.setWindowTitle(title.replace("[*]", "[*][*]"))

    @property
    def strips(self) -> Strips:
        """What is said around the page, made when there is something to say."""
        if self._strips is None:
            from copdesk.gui.window.strips import Strips

            self._strips = Strips(self.desk, self._rows, self.statusBar())
            self._strips.banner.pressed.connect(self._follow_banner)
        return self._strips

    def point_to(self, key: str, sentence: str, button: str) -> None:
        """Say above the pages that something waits on another one; the button leads there."""
        if self.pages.current_key != key:
            self._pointed_to = key
            self.banner.say(sentence, button=button)

    def _follow_banner(self) -> None:
        if self._pointed_to:
            self.pages.show_page(self._pointed_to)

    @property
    def banner(self) -> Banner:
        """The strip for what is different from usual, such as a community opened to read only."""
        return self.strips.banner

    @property
    def failure(self) -> Banner:
        """The strip that stays until everything typed is saved."""
        return self.strips.failure

    @property
    def message(self) -> MessageBar:
        """The bar under the page that offers Undo and says why something was refused."""
        return self.strips.message

    @property
    def status(self) -> SaveStatus:
        """The saved state at the end of the status line."""
        return self.strips.status

    @property
    def search(self) -> SearchPopup:
        """The pane of Ctrl+K, made when it is first needed."""
        if self._search is None:
            from copdesk.gui.window.search_popup import SearchPopup

            self._search = SearchPopup(self)
            self._search.opened.connect(self.pages.show_item)
            if self._find is not None:
                self._search.search_with(*self._find)
        return self._search

    def show_welcome(self) -> Welcome:
        """Offer to start, to look at the sample or to open; the signals say what was chosen."""
        from copdesk.gui.window.welcome import Welcome  # seldom needed

        self.setWindowTitle("CopDesk")  # not the name of a community that could not be opened
        pane = Welcome(self._settings.recent())
        pane.new_chosen.connect(self.new_asked)
        pane.sample_chosen.connect(self.sample_asked)
        pane.folder_wanted.connect(self._choose_folder)
        pane.folder_chosen.connect(self.open_asked)
        self._allow_page_keys(False)
        self.pages.show_instead(pane)
        pane.name.setFocus()
        return pane

    def _lay_out(self) -> None:
        self._middle = QWidget()
        rows = QVBoxLayout(self._middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.pages.tabs)
        rows.addWidget(self.pages, 1)
        self._rows = rows
        self.setCentralWidget(self._middle)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        desk = self.desk
        desk.refused.connect(self._tell)
        desk.told.connect(self._say)
        desk.undo_offered.connect(self._offer_undo)
        desk.show_requested.connect(self.pages.show_item)
        self.pages.page_changed.connect(self._show_page_menu)
        self.pages.page_left.connect(self._leave_message)
        self._appearance.changed.connect(self._redraw)

    def _connect_menus(self) -> None:
        from copdesk.gui.window.undoing import Undoing

        menus = self.menus
        self._undoing = Undoing(self.desk, self.pages, menus, lambda: self.message)
        menus.add_appearance(self._appearance)
        menus.new.triggered.connect(self._start_new)
        menus.open.triggered.connect(self._choose_folder)
        menus.sample.triggered.connect(self.sample_asked)
        menus.recent.aboutToShow.connect(self._list_recent)
        menus.quit.triggered.connect(self.close)
        when_whole = self.pages.when_whole
        menus.search.triggered.connect(lambda: when_whole(self._open_search))
        menus.find.triggered.connect(
            lambda: self.pages.search_ahead() or when_whole(self._find_here)
        )
        menus.print.triggered.connect(lambda: when_whole(self._print_page))
        for action in menus.prints:
            action.triggered.connect(partial(self._print, str(action.data())))
        menus.keys.triggered.connect(self._tell_keys)
        menus.about.triggered.connect(self._tell_about)
        for action, key in zip(menus.pages, self.pages.keys(), strict=True):
            action.triggered.connect(partial(self._show_page, key))
        menus.show_page_actions("", [])
        self._allow_prints(False)

    def _take_drops(self) -> None:
        from copdesk.gui.window.file_drops import FileDrops

        if self._drops is None:
            self._drops = FileDrops(self, self.pages)

    def _allow_page_keys(self, allowed: bool) -> None:
        """Let keys ask for something of a page, also of one that is still being opened."""
        menus = self.menus
        for one in (self.pages.tabs, menus.search, menus.find, menus.print, *menus.pages):
            one.setEnabled(allowed)

    def _allow_prints(self, allowed: bool) -> None:
        for one in self.menus.prints:
            one.setEnabled(allowed)

    def _show_page(self, key: str, _checked: bool = False) -> None:
        self.pages.show_page(key)

    def _show_page_menu(self) -> None:
        page = self.pages.current_page()
        if self._pointed_to == self.pages.current_key:
            self._pointed_to = ""
            self.banner.hide()
        title = self.pages.tabs.tabText(self.pages.tabs.currentIndex())
        self.menus.show_page_actions(title, page.actions_for_menu() if page else [])
        self._settings.set_text("page", self.pages.current_key)  # also for after a power cut

    def _open_search(self) -> None:
        top = self.pages.mapTo(self, QPoint(0, 0)).y()
        self.search.open_over(self.size(), top)

    def _find_here(self) -> None:
        page = self.pages.current_page()
        if page is not None and not page.search_here():
            self._open_search()

    def _print_page(self) -> None:
        page = self.pages.current_page()
        refusal = page.print_here() if page is not None else ""
        if refusal:
            self.message.say(refusal)

    def _start_new(self) -> None:
        if self.detach():
            self.show_welcome()

    def _choose_folder(self) -> None:
        folder = self._ask.choose_folder(self, _("Open the folder of a community"))
        if folder is not None:
            self.open_asked.emit(folder)

    def _list_recent(self) -> None:
        menu = self.menus.recent
        menu.clear()
        for folder in self._settings.recent():
            action = menu.addAction(str(folder).replace("&", "&&"))
            action.triggered.connect(partial(self._open_recent, folder))
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _open_recent(self, folder: Path, _checked: bool = False) -> None:
        self.open_asked.emit(folder)

    def _offer_undo(self, sentence: str) -> None:
        self.message.say(sentence, undo=True)

    def _say(self, sentence: str) -> None:
        self.message.say(sentence)

    def _leave_message(self) -> None:
        if self._strips is not None:
            self._strips.message.leave_page()

    def _tell(self, error: UserError) -> None:
        self.message.say(error.sentence)

    def _print(self, kind: str, _checked: bool = False) -> None:
        from copdesk.gui.printing.preview import show_preview
        from copdesk.services.handouts.wanted import Wanted

        if self._services is not None:
            show_preview(self, self._services, self.desk, Wanted(kind=kind))

    def _tell_keys(self) -> None:
        from copdesk.gui.window.keys import keys_text

        page = self.pages.current_page()
        title = self.pages.tabs.tabText(self.pages.tabs.currentIndex())
        told = keys_text(self.menus, title, page.actions() if page is not None else [])
        in_front = QApplication.activeWindow() or self  # a preview may stand over this window
        self._ask.tell(in_front, _("Keys"), told)

    def _tell_about(self) -> None:
        title = _("CopDesk {version}").format(version=__version__)
        self._ask.tell(self, title, _("The desk of a community of practice. MIT licence."))

    def _redraw(self) -> None:
        self.pages.draw_icons(self._appearance.text_size)

    def _may_leave(self) -> bool:
        if self.desk.flush():
            return True
        from copdesk.gui.window.save_status import failure_sentence

        sentence = failure_sentence(self.desk.failure)
        return self._ask.question(
            self, _("Not everything that you typed is saved."), sentence, _("Leave without it")
        )

    def _save_layout(self) -> None:
        for page in self.pages.built_pages():
            page.save_layout()
        self._settings.set_state("window", self.saveGeometry())
        self._settings.set_text("page", self.pages.current_key)
        self._settings.sync()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if self._is_furnished and not self._close_asked:
            if not self.detach():
                event.ignore()
                return
            self.desk.close()
        self._close_asked = True
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._is_furnished:
            paint_outline(self)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._search is not None and self._search.isVisible():
            self._open_search()
