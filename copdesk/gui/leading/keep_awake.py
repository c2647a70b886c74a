"""Keep the laptop and its screens awake while a discussion runs."""

from __future__ import annotations

import logging
import threading
from typing import Final

from copdesk.language import N_

NOT_KEPT: Final = N_("CopDesk cannot keep this laptop awake. Plug it in and leave its lid open.")
log = logging.getLogger(__name__)


class KeepAwake:
    """Asks the system in a thread of its own, as the system may be slow to answer."""

    def __init__(self) -> None:
        self._release: threading.Event | None = None
        self._failed = threading.Event()

    @property
    def has_failed(self) -> bool:
        """Whether the system did not agree; it is told in the log."""
        return self._failed.is_set()

    @property
    def is_on(self) -> bool:
        """Whether the laptop is asked to stay awake."""
        return self._release is not None

    def set_on(self, wanted: bool) -> None:
        """Ask for it, or let go; asking twice does nothing."""
        if wanted == self.is_on:
            return
        if self._release is not None:
            self._release.set()
            self._release = None
            return
        self._release = threading.Event()
        threading.Thread(
            target=_hold, args=(self._release, self._failed), name="keep awake", daemon=True
        ).start()


def _hold(release: threading.Event, failed: threading.Event) -> None:
    try:
        from wakepy import keep  # heavy, and not needed before a discussion runs

        with keep.presenting(on_fail="pass") as mode:
            if not mode.active:
                failed.set()
                log.warning("The laptop cannot be kept awake: %s", mode.result)
            release.wait()
    except Exception:
        failed.set()
        log.warning("The laptop cannot be kept awake.", exc_info=True)
