"""Two small pages for tests of the window."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from copdesk.gui.pages.page import Page
from copdesk.gui.widgets.actions import action
from copdesk.services.changes import Area


class Notes(Page):
    shows = Area.MEMBERS

    def __init__(self, services, desk):
        super().__init__()
        self.services, self.desk = services, desk
        self.reloads, self.items, self.dropped, self.left = [], [], [], 0
        self.refuses = None
        self.line = QLineEdit()
        self.line.setAccessibleName("Line")
        self.action = QAction("Print", self)
        QVBoxLayout(self).addWidget(self.line)

    def reload(self, changed):
        self.reloads.append(changed)

    def show_item(self, kind, item_id):
        self.items.append((kind, item_id))

    def actions_for_menu(self):
        return [self.action]

    def search_here(self):
        self.line.setFocus()
        return True

    def takes_files(self, paths):
        return all(path.suffix == ".pdf" for path in paths)

    def drop_files(self, paths):
        self.dropped += paths

    def leave(self):
        self.left += 1
        if self.refuses:
            self.desk.refused.emit(self.refuses)

    def save_layout(self):
        self.desk.settings.set_text("notes/layout", "kept")


class Plain(Page):
    def __init__(self, services, desk):
        super().__init__()
        self.reloads = []
        QVBoxLayout(self).addWidget(QLabel("Plain"))

    def reload(self, changed):
        self.reloads.append(changed)


class Diary(Page):
    """A page as a newcomer writes the first one: an action with a key, and nothing else."""

    def __init__(self, services, desk):
        super().__init__()
        self.items, self.written = [], 0
        self.write = action(self, "Write an entry…", "edit", ["Ctrl+Shift+E"], self.count)
        QVBoxLayout(self).addWidget(QLabel("Diary"))

    def reload(self, changed):
        """Everything is shown already."""

    def count(self):
        self.written += 1

    def show_item(self, kind, item_id):
        self.items.append((kind, item_id))

    def actions_for_menu(self):
        return [self.write]
