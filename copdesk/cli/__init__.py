"""The command line: everything a window can import, check or print, without a window.

Output is for people; `--json` prints one JSON object instead. An error is one sentence on the
error stream; the exit status is 2 for the user's mistake and 1 for a check that failed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from copdesk.cli.output import complain, utf8_streams
from copdesk.cli.parser import COMMANDS, parser
from copdesk.clock import Clock, SystemClock
from copdesk.errors import Cancelled, UserError
from copdesk.language import _

__all__ = ["COMMANDS", "main"]


def main(arguments: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command; return the exit status."""
    utf8_streams()
    options = parser().parse_args(arguments)
    try:
        return options.run(options, clock or SystemClock())
    except UserError as error:
        complain(error)
        return 2
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write(_("Stopped; nothing half-written was left.") + "\n")
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0
