"""A tally of talk outlives a power cut, on this laptop and until the discussion is over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from copdesk.domain.run.state import Phase, TimerState
from copdesk.domain.run.talk_tally import TalkTally
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import HEARTBEAT_MS

if TYPE_CHECKING:
    from copdesk.services.opening import Services

OVER: Final = (Phase.FINISHED, Phase.PUT_AWAY)


class TallyKeeper:
    """Write what is counted every few seconds, and only while somebody wants it counted."""

    def __init__(self, services: Services, desk: Desk) -> None:
        self._discussions, self._desk = services.discussions, desk
        self._run_id = self._kept = ""
        self._kept_at = 0

    def found(self, run_id: str, state: TimerState) -> TalkTally | None:
        """Return what was counted when this discussion was interrupted; keep it from now on."""
        self._run_id, self._kept = run_id, self._discussions.tally(run_id)
        self._kept_at = state.tau_ms
        tally = TalkTally.from_json(self._kept) if self._kept else None
        return tally.at(state) if tally is not None else None

    def keep(self, tally: TalkTally | None, state: TimerState, *, at_once: bool = False) -> None:
        """Write a tally, or that nobody is counted any more; what is over was forgotten."""
        if not self._run_id or state.phase in OVER:
            return
        if not at_once and state.tau_ms - self._kept_at < HEARTBEAT_MS:
            return
        self._kept_at = state.tau_ms
        text = tally.to_json() if tally is not None else ""
        if text == self._kept:
            return
        self._kept = text
        write = partial(self._discussions.keep_tally, self._run_id, text)
        self._desk.save_later(("tally", self._run_id), write)
