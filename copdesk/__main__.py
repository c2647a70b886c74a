"""`copdesk` and `python -m copdesk`: a command, or the window."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; return the exit status."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if asked[:1] == ["--worker"]:
        from copdesk.pdf.foreign.worker import worker_main

        return worker_main(asked[1], asked[2:])
    if asked[:1] == ["--version"]:
        from copdesk import __version__

        sys.stdout.write(f"CopDesk {__version__}\n")
        return 0
    from copdesk import language

    language.choose(language.of_system(), language.region_of_system())
    if asked and (asked[0] in _commands() or asked[0] in ("-h", "--help")):
        from copdesk import cli

        return cli.main(asked)
    from copdesk import app

    return app.main(asked)


def _commands() -> frozenset[str]:
    from copdesk.cli.parser import COMMANDS

    return COMMANDS


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
