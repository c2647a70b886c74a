"""How long the battery lasts, asked in the way of each system; nothing else here knows of it."""

from __future__ import annotations

import ctypes
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from copdesk.gui.desk.arrivals import report
from copdesk.gui.desk.jobs import Job, Report

SUPPLIES: Final = Path("/sys/class/power_supply")
SPARE_MINUTES: Final = 10
MINUTES_WHEN_FULL: Final = 120
"""What an older battery gives with the screen on; only used where the system cannot tell."""
UNKNOWN: Final = 255
NO_BATTERY: Final = 128
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """A battery: how full in percent, whether it is being used up, and for how long it lasts."""

    charge: int
    discharging: bool
    minutes: int | None = None

    def is_low_for(self, minutes: int) -> bool:
        """Whether it may be empty before so many minutes are over."""
        if not self.discharging:
            return False
        lasts = self.minutes
        if lasts is None:
            lasts = self.charge * MINUTES_WHEN_FULL // 100
        return lasts < minutes + SPARE_MINUTES


def read_power() -> Power | None:
    """Return the battery of this computer; None where there is none, or nobody can tell."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        asked = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, check=False, timeout=5
        )
        return power_of_macos(asked.stdout)
    return power_of_linux(SUPPLIES)


class PowerWatch(QObject):
    """Looks at the battery beside everything else, as some systems take their time."""

    found = Signal(object)
    """A Power, or None where there is no battery."""

    def __init__(self, read: Callable[[], Power | None] = read_power) -> None:
        super().__init__()
        self._read = read

    def look(self) -> None:
        """Look once; `found` tells what came of it."""
        job = Job("", partial(_looked_at, self._read))
        job.done.connect(self._tell)
        job.failed.connect(report)
        threading.Thread(target=job.run, name="battery", daemon=True).start()

    def _tell(self, power: Power | None) -> None:
        self.found.emit(power)


def _looked_at(read: Callable[[], Power | None], _report: Report) -> Power | None:
    try:
        return read()
    except (OSError, ValueError, subprocess.SubprocessError):
        log.info("The battery cannot be read.", exc_info=True)
        return None


def power_of_linux(supplies: Path) -> Power | None:
    """Return the first battery of the laptop itself, not that of a mouse."""
    for supply in sorted(supplies.glob("*")):
        inside = _text(supply / "scope") != "Device"
        charge = _number(supply / "capacity")
        if _text(supply / "type") == "Battery" and inside and charge is not None:
            discharging = _text(supply / "status") == "Discharging"
            return Power(charge=charge, discharging=discharging, minutes=_minutes(supply))
    return None


def power_of_macos(told: str) -> Power | None:
    """Return what `pmset -g batt` says."""
    found = re.search(r"(\d+)%;\s*([\w ]+)(?:;\s*(\d+):(\d\d) remaining)?", told)
    if found is None:
        return None
    left = int(found[3]) * 60 + int(found[4]) if found[3] else None
    discharging = found[2].strip() == "discharging"
    return Power(charge=int(found[1]), discharging=discharging, minutes=left or None)


def power_of_windows(line: int, flags: int, percent: int, seconds: int) -> Power | None:
    """Return what the fields of SYSTEM_POWER_STATUS mean."""
    if percent == UNKNOWN or flags in (NO_BATTERY, UNKNOWN):
        return None
    minutes = seconds // 60 if 0 < seconds < 0xFFFFFFFF else None
    return Power(charge=percent, discharging=line == 0, minutes=minutes)


def _of_windows() -> Power | None:
    status = _WindowsStatus()
    kernel = ctypes.CDLL("kernel32")
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return None
    return power_of_windows(status.line, status.flags, status.percent, status.seconds)


class _WindowsStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    line: int
    flags: int
    percent: int
    seconds: int
    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_uint32),
        ("whole_seconds", ctypes.c_uint32),
    )


def _minutes(supply: Path) -> int | None:
    """Return how long it lasts at what is drawn now; some tell energy, others charge."""
    for held, drawn in (("energy_now", "power_now"), ("charge_now", "current_now")):
        left, rate = _number(supply / held), _number(supply / drawn)
        if left is not None and rate:
            return left * 60 // abs(rate)
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace").strip()
    except OSError:  # not every supply tells everything
        return ""


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if re.fullmatch(r"-?\d+", text) else None
