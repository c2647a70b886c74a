"""What the main window knows of a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from copdesk.language import _
from copdesk.services.changes import Area


class Page(QWidget):
    """One tab: which data it shows, how to show it again, and what it offers to the menu."""

    shows = Area.NONE

    def reload(self, changed: Area) -> None:
        """Read again what has changed; Area.ALL when the page is first shown."""
        raise NotImplementedError

    def first_look(self) -> bool:
        """Show the beginnings of what `reload` shows, if that is much quicker; then True.

        Called once, before the first `reload`, which follows when this has been painted.
        """
        return False

    def show_item(self, kind: str, item_id: str) -> None:
        """Show one thing, as when it was chosen in the search; unknown ones are ignored."""

    def actions_for_menu(self) -> list[QAction]:
        """Return what this page adds to the menu while it is in front."""
        return []

    def put_cursor(self) -> None:
        """Put the cursor where work begins, when this page comes to the front."""

    def search_here(self) -> None:
        """Put the cursor into the page's own search line, if it has one."""

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
        """Remember splitters and column widths in the desk's settings."""

    def finish(self) -> None:
        """The community is about to be closed: stop what goes on by itself."""
