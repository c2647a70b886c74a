"""How the members want to work together, and what they agreed on before."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from copdesk.domain.community import Community, Norms
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _, date_text, ngettext
from copdesk.services.community import CommunityService


class CommunityNorms(QWidget):
    """The norms in force, one a line; "Agree anew" keeps the old ones as history."""

    def __init__(self, service: CommunityService, desk: Desk, today: date) -> None:
        super().__init__()
        self._service, self._desk, self._today = service, desk, today
        self.text = TextEditor(_("Norms, one a line"), lines=4, most_lines=12)
        self.text.setObjectName("normsText")
        self.text.setPlaceholderText(_("One a line, such as: We listen until the end."))
        self.agreed_on = DateField(_("Agreed on"), today)
        self.agreed_on.setObjectName("agreed_on")
        self._anew = button(_("Agree anew today"), "agreeAnew", "", self._agree_anew)
        self._more = button("", "earlierNorms", flat=True)
        self._more.setCheckable(True)
        self._history = plain_label("", wrap=True)
        self._history.setObjectName("normsHistory")
        self._more.toggled.connect(self._history.setVisible)
        self._lay_out()
        self._binding = FormBinding(Norms, self)
        Autosave(desk, self._binding, service.save_norms)

    def show_norms(self, community: Community) -> None:
        """Show the version in force and what can be told of the earlier ones."""
        current = community.current_norms or Norms()
        self._binding.show(current)
        earlier = tuple(reversed(community.norms[:-1]))
        self._history.setText("\n\n".join(_told(one) for one in earlier))
        number = len(earlier)
        text = ngettext("{number} earlier version", "{number} earlier versions", number)
        self._more.setText(text.format(number=number))
        self._more.setVisible(bool(earlier))
        self._history.setVisible(bool(earlier) and self._more.isChecked())
        self._anew.setEnabled(bool(current.id) and current.agreed_on != self._today)

    def _lay_out(self) -> None:
        label = QLabel(_("Agreed &on"))
        label.setBuddy(self.agreed_on)
        below = QWidget()
        flow = FlowLayout(below)
        for widget in (label, self.agreed_on, self._anew):
            flow.addWidget(widget)
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        rows.addWidget(self.text)
        rows.addWidget(below)
        rows.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._history)
        self._history.hide()

    def _agree_anew(self) -> None:
        text = self.text.toPlainText()
        self._desk.do(
            _("Renew the norms"),
            lambda: self._service.agree_norms(text),
            message=_("These norms are agreed on today; the earlier ones are kept."),
        )


def _told(norms: Norms) -> str:
    day = date_text(norms.agreed_on) if norms.agreed_on else _("Some time ago")
    return "\n".join((day, *(f"• {line}" for line in norms.lines)))
