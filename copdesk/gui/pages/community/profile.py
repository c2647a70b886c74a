"""The name of the community and what is printed with it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from copdesk.domain.community import Community
from copdesk.domain.paper import PAPERS
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.forms.ui_community_form import Ui_CommunityForm
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.language import _, available, name_of
from copdesk.services.community import CommunityService

COMMON_LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "hi", "id", "pt", "ru", "sw", "ur", "vi")


@cache
def language_names() -> dict[str, str]:
    """Return what is offered as the language of handouts, by code; each name is slow to find."""
    return {code: name_of(code) for code in sorted({*available(), *COMMON_LANGUAGES})}


class CommunityProfile(QWidget, Ui_CommunityForm):
    """Fields named like those of the community; they are saved by themselves."""

    def __init__(self, service: CommunityService, desk: Desk, today: date) -> None:
        super().__init__()
        self.setupUi(self)
        self.founded_on = DateField(_("Together since"), today)
        self.founded_on.setObjectName("founded_on")
        label = QLabel(_("Together &since"))
        label.setBuddy(self.founded_on)
        self.rows.addRow(label, self.founded_on)
        for code, name in language_names().items():
            self.language.addItem(name, code)
        for paper in PAPERS.values():
            self.paper.addItem(_(paper.name), paper.key)
        self._binding = FormBinding(Community, self)
        Autosave(desk, self._binding, service.save)

    def show_community(self, community: Community) -> None:
        """Show what is stored; a language from elsewhere joins the list."""
        if self.language.findData(community.language) < 0:
            self.language.blockSignals(True)
            self.language.addItem(name_of(community.language), community.language)
            self.language.blockSignals(False)
        self._binding.show(community)
