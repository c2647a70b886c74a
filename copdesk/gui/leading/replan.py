"""Planning the rest again: old and new lengths first, and who pays; nothing changes by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.replan import Advice, Payer, Replan
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import N_, _, ngettext

PAYERS: Final = {
    Payer.SPREAD: N_("Spread it over what is left"),
    Payer.LAST_TALK: N_("Take it from the last discussion"),
}
MOST_SHOWN: Final = 6


class TimerReplan(QFrame):
    """For the facilitator only."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._discussion: Discussion | None = None
        self._replan: Replan | None = None
        self._late = plain_label("", "heading", wrap=True)
        self._payer = QComboBox()
        self._payer.setObjectName("replanPayer")
        self._payer.setAccessibleName(_("Who pays"))
        self._lengths = plain_label("", wrap=True)
        self._lengths.setObjectName("replanPreview")
        self._apply = button(_("Change these lengths"), "applyReplan", primary=True)
        keep = button(_("Keep them as they are"), "keepPlan")
        buttons = QFrame()
        flow = FlowLayout(buttons)
        flow.addWidget(self._apply)
        flow.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        column.setSpacing(SPACE)
        for widget in (self._late, self._payer, self._lengths, buttons):
            column.addWidget(widget)
        self._payer.currentIndexChanged.connect(self._preview)
        self._apply.clicked.connect(self._change)
        keep.clicked.connect(self._close)
        self.hide()

    def offer(self, discussion: Discussion) -> None:
        """Show what could be done about being late or early now."""
        self._discussion = discussion
        self._payer.blockSignals(True)
        self._payer.clear()
        for payer, title in PAYERS.items():
            self._payer.addItem(_(title), payer.value)
        state = discussion.state
        for segment in state.segments[state.index + 1 :]:
            if not segment.is_turn and segment.seconds and segment.id not in state.skipped:
                title = _("Take it from “{step}”").format(step=segment.title)
                self._payer.addItem(title, segment.id)
        self._payer.blockSignals(False)
        self._preview()
        self.show()

    def _preview(self) -> None:
        if self._discussion is None:
            return
        chosen = str(self._payer.currentData() or "")
        payers = {payer.value: payer for payer in PAYERS}
        payer = payers.get(chosen, Payer.CHOSEN)
        timer = self._discussion.timer
        self._replan = replan = timer.preview_replan(payer, chosen, even_if_far=True)
        self._late.setText(_late_text(replan))
        self._lengths.setText(_changes_text(replan))
        self._apply.setEnabled(bool(replan.changes))

    def _change(self) -> None:
        replan = self._replan
        if self._discussion is not None and replan is not None:
            self._discussion.press(lambda timer: timer.apply_replan(replan))
        self._close()

    def _close(self) -> None:
        self.hide()
        self.done.emit()


def _late_text(replan: Replan) -> str:
    if replan.advice is Advice.NOTHING:
        return _("You are on time; there is nothing to plan again.")
    time = clock_text(abs(replan.deviation_s))
    late = replan.deviation_s > 0
    text = _("You are {time} behind.") if late else _("You are {time} ahead.")
    if replan.changes and replan.unresolved_s:
        rest = clock_text(abs(replan.unresolved_s))
        left = _("This makes up for all but {rest}.").format(rest=rest)
        return f"{text.format(time=time)} {left}"
    return text.format(time=time)


def _changes_text(replan: Replan) -> str:
    lines = [
        _("{step}: {old} → {new}").format(
            step=change.title, old=clock_text(change.old_s), new=clock_text(change.new_s)
        )
        for change in replan.changes[:MOST_SHOWN]
    ]
    more = len(replan.changes) - MOST_SHOWN
    if more > 0:
        lines.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return "\n".join(lines) or _("Nothing that is left can change its length.")
