"""A protocol as a card to read: what it is for, and its plan for our people and our time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.protocols.words import experience_text
from copdesk.gui.leading.plan_table import PlanTable
from copdesk.gui.leading.words import people_text, plan_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.timer.card_tools import ProtocolCardTools
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _, listed
from copdesk.services.handouts.kinds import About


class TimerCard(QWidget):
    """Title and buttons stay; the rest scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: RunPlan | None = None
        self._title = ElidedLabel("", "title")
        self.start = button(_("&Start…"), "startProtocol", "play", primary=True)
        self.print_card = button(_("Prin&t"), "printCard", "print")
        self.print_menu = PrintMenu(self, About.PROTOCOL)
        self.print_menu.put_on(self.print_card)
        self.tools = ProtocolCardTools()
        self._purpose = plain_label(wrap=True)
        self._facts = plain_label("", "muted", wrap=True)
        self._length = plain_label("", "heading", wrap=True)
        self._notices = plain_label("", "muted", wrap=True)
        self._steps = PlanTable()
        self._materials = _Part(_("Bring"))
        self._debrief = _Part(_("Afterwards"))
        self._origin = plain_label("", "muted", wrap=True)
        self._lay_out()

    def show_protocol(self, protocol: Protocol, plan: RunPlan | None, refused: str) -> None:
        """Show a protocol; without a plan the sentence says why there is none."""
        self.plan = plan
        self._title.set_text(protocol.title)
        self._purpose.setText(protocol.purpose)
        facts = (people_text(protocol), experience_text(protocol.experience))
        roles = listed(role.label for role in protocol.roles)
        named = _("Roles: {roles}").format(roles=roles) if roles else ""
        self._facts.setText(" · ".join(part for part in (*facts, named) if part))
        self._length.setText(plan_text(plan) if plan else refused)
        notices = plan.notices if plan else ()
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))
        self._steps.show_plan(plan)
        self._materials.show_lines(protocol.materials)
        self._debrief.show_lines(protocol.debrief)
        origin = [protocol.origin.attribution, protocol.note]
        self._origin.setText("\n".join(line for line in origin if line))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._title, 1)
        head.addWidget(self.print_card)
        head.addWidget(self.start)
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 0, 0, SPACE * 2, SPACE * 2)
        column.setSpacing(SPACE)
        for widget in (self._purpose, self._facts):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        for widget in (self._length, self._notices, self._steps):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        for widget in (self._materials, self._debrief, self._origin):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = TallScroll(inside, _("The protocol"))
        whole = QVBoxLayout(self)
        set_margins(whole, SPACE, SPACE * 2, 0, 0)
        whole.setSpacing(SPACE)
        header = QWidget()
        header.setLayout(head)
        set_margins(head, 0, 0, SPACE * 2, 0)
        whole.addWidget(header)
        whole.addWidget(self.tools)
        whole.addWidget(scroll, 1)


class _Part(QWidget):
    """A heading with a few lines under it; away when there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._text = plain_label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(plain_label(title, "heading"))
        column.addWidget(self._text)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines."""
        self._text.setText("\n".join(f"•\u00a0{line}" for line in lines))
        self.setVisible(bool(lines))
