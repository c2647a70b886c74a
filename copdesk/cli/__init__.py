"""The command line: everything a window can import, check or print, without a window.

Output is for people; `--json` prints one JSON object instead. An error is one sentence on the
error stream; the exit status is 2 for the user's mistake and 1 for a check that failed.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from typing import Final

from copdesk.cli.output import complain, forget_output, in_words, push_out, utf8_streams, warn
from copdesk.cli.parser import read
from copdesk.clock import Clock, SystemClock
from copdesk.errors import Cancelled, UserError
from copdesk.language import _

_LOG: Final = logging.getLogger(__name__)


def main(arguments: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command; return the exit status."""
    utf8_streams()
    # What a reader of foreign files dies of is told in a sentence; its trace is for nobody here.
    logging.getLogger("copdesk").addHandler(logging.NullHandler())
    options = read(arguments)
    try:
        status = options.run(options, clock or SystemClock())
        push_out()
    except UserError as error:
        complain(error)
        return 2
    except (Cancelled, KeyboardInterrupt):
        warn(_("Stopped; nothing half-written was left."))
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        forget_output()
        return 0
    except OSError as error:
        forget_output()
        warn(_("This did not work. The system says: {reason}.").format(reason=in_words(error)))
        return 2
    except Exception as error:  # noqa: BLE001 - a mistake of ours, told and written down
        return _own_mistake(error)
    return status


def _own_mistake(error: Exception) -> int:
    """Tell of a mistake of ours in one sentence, and where the whole of it is written down."""
    kept = tempfile.NamedTemporaryFile(prefix="copdesk-", suffix=".log", delete=False)  # noqa: SIM115
    kept.close()
    handler = logging.FileHandler(kept.name, encoding="utf-8")
    _LOG.addHandler(handler)
    _LOG.propagate = False  # or it would be on the error stream as well
    _LOG.critical("unexpected", exc_info=error)
    _LOG.removeHandler(handler)
    handler.close()
    warn(
        _(
            "CopDesk made a mistake ({kind}); what was saved is safe. Please tell the people who "
            "make CopDesk, and send them {file}."
        ).format(kind=type(error).__name__, file=kept.name)
    )
    return 1
