"""Does everything once on this machine: what an installation is tried with."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from copdesk.clock import SystemClock
from copdesk.errors import UserError
from copdesk.gui.look.icons import icon
from copdesk.gui.pages import PAGES
from copdesk.gui.window.search_kinds import KINDS
from copdesk.language import _
from copdesk.resources import resource_folder
from copdesk.services.opening import Services, create_community


def self_test() -> int:
    """Print a line for each part that works; return 0 when all do, otherwise 1."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("CopDesk self-test")
    with tempfile.TemporaryDirectory() as folder:
        services = create_community(Path(folder, "self-test"), SystemClock(), name="Übung")
        try:
            checks: tuple[tuple[str, Callable[[], bool]], ...] = (
                ("database", lambda: services.safety.check().is_sound),
                ("search", lambda: _finds(services)),
                ("PDF", lambda: _prints(services)),
                ("forms", _shows_pages),
                ("icons", _draws_icons),
                ("protocols", lambda: len(services.protocols.all()) > 0),
            )
            results = [_tell(name, check) for name, check in checks]
            return 0 if all(results) else 1
        finally:
            services.close()


def _tell(name: str, check: Callable[[], bool]) -> bool:
    try:
        works, reason = check(), ""
    except (UserError, OSError, ImportError) as error:
        works, reason = False, str(error)
    sys.stdout.write(_("{part}: {result}").format(part=name, result="ok" if works else reason))
    sys.stdout.write("\n")
    return works


def _finds(services: Services) -> bool:
    services.meetings.plan(date(2026, 3, 5), "Réunion")
    return [hit.title for hit in services.search.search("reunion")] == ["Réunion"]


def _prints(services: Services) -> bool:
    from copdesk.services.handouts.wanted import Wanted

    handout = services.handouts.make(Wanted(kind="agenda"))
    return handout.pages == 1 and len(services.handouts.pictures(handout.pdf, 200, [0])) == 1


def _shows_pages() -> bool:
    modules = [entry.factory.partition(":")[0] for entry in PAGES]
    return all(import_module(module) for module in modules)


def _draws_icons() -> bool:
    shipped = {path.stem for path in resource_folder("icons").glob("*.svg")}
    named = {entry.icon for entry in PAGES} | {name for _title, name in KINDS.values()}
    if named - shipped:
        missing = ", ".join(sorted(named - shipped))
        raise UserError(_("There is no picture for these icons: {names}.").format(names=missing))
    pictures: list[QIcon] = [icon(name) for name in shipped]
    return not any(one.pixmap(24).isNull() for one in pictures)
