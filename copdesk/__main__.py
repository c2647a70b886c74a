"""`copdesk` and `python -m copdesk`: a command, or the window."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; return the exit status."""
    if arguments is None:
        _read_names_as_utf8()
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if asked[:1] == ["--worker"]:
        from copdesk.pdf.foreign.worker import worker_main

        return worker_main(asked[1], asked[2:])
    if asked == ["--version"]:
        from copdesk import __version__

        sys.stdout.write(f"CopDesk {__version__}\n")
        return 0
    from copdesk import language

    language.choose(language.of_system(), language.region_of_system())
    if asked and (asked[0] in _commands() or asked[0] in ("-h", "--help")):
        from copdesk import cli

        return cli.main(asked)
    if asked == ["--self-test"]:
        from copdesk.gui.window.self_test import self_test

        return self_test()
    wanted = _window_wanted(asked)
    if not _has_screen():
        from copdesk.language import _

        sys.stderr.write(
            _(
                "There is no screen here to open a window on. “copdesk --help” says what works "
                "without one."
            )
            + "\n"
        )
        return 2
    from copdesk import app

    return app.main(app.Options(*wanted))


def _read_names_as_utf8() -> None:
    """Begin anew where Python was told to use an encoding in which most names cannot be written."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and len(sys.orig_argv) > 1:
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606


def _has_screen() -> bool:
    """Whether there is something that Qt can open a window on; without it Qt ends the process."""
    if not sys.platform.startswith("linux"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _window_wanted(asked: Sequence[str]) -> tuple[Path | None, ...]:
    if not asked:
        return ()  # an icon was pressed: nothing has to be read
    from copdesk.cli.window import window_wanted

    return window_wanted(asked)


def _commands() -> Mapping[str, str]:
    from copdesk.cli.parser import COMMANDS

    return COMMANDS


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
