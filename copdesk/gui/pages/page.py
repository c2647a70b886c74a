"""What the main window knows of a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from copdesk.language import _
from copdesk.services.changes import Area


class Page(QWidget):
    """One tab; what the window asks of it is here, and a page says only what it does otherwise.

    The keys of the window (print, find, the digits) come here through the window; a page binds
    the keys of its own actions with `action`, and the list of keys shows them by itself.
    """

    shows = Area.NONE
    """Which data a page shows: when others change, it is not read again."""

    def reload(self, changed: Area) -> None:
        """Read again what has changed; Area.ALL when the page is first shown."""
        raise NotImplementedError

    def first_look(self) -> bool:
        """Show the beginnings of what `reload` shows, if that is much quicker; then True.

        Called once, before the first `reload`, which follows when this has been painted.
        """
        return False

    def show_item(self, kind: str, item_id: str) -> None:
        """Show one thing, as when it was chosen in the search; unknown ones are ignored.

        The page is asked for every kind that its entry in PAGES names.
        """

    def actions_for_menu(self) -> list[QAction]:
        """Return what this page adds to the menu while it is in front."""
        return []

    def put_cursor(self) -> None:
        """Put the cursor where work begins, when this page comes to the front."""

    def search_here(self) -> bool:
        """Put the cursor into the search line in front; False where there is none.

        The window then offers to search everywhere.
        """
        return False

    def print_here(self) -> str:
        """Print what is in front, or offer what can be; else return a sentence that says why not.

        Printing begins with a preview or a menu, never at once.
        """
        return _("There is nothing to print on this page.")

    def has_own_history(self) -> bool:
        """Whether undoing here means something that has a history of its own.

        Otherwise the newest act of the whole window is taken back.
        """
        return False

    def take_back_here(self, *, again: bool = False) -> None:
        """Undo, or with `again` redo, in what has a history of its own."""

    def allow_changes(self, allowed: bool) -> None:
        """Switch everything on or off that would change the community."""

    def takes_files(self, paths: list[Path]) -> bool:
        """Whether dropping these files onto the page does something."""
        return False

    def drop_hint(self) -> str:
        """Return what dropping files here does, in a few words."""
        return _("Drop the files here")

    def drop_files(self, paths: list[Path]) -> None:
        """Take files that were dropped; called only after `takes_files` said yes."""

    def leave(self) -> None:
        """Another page comes to the front; typed text is handed in by the window itself."""

    def save_layout(self) -> None:
        """Remember splitters and column widths in the desk's settings, to begin with them."""

    def finish(self) -> None:
        """The community is about to be closed: stop what goes on by itself."""
