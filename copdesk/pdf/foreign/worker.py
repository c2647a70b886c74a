"""The child's side: read one message, let the named worker answer it, write the answer, end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from copdesk.pdf.foreign.child_process import OUT_OF_MEMORY, Limits, Message, pack, unpack
from copdesk.pdf.foreign.limits import apply


def worker_main(name: str, limits: Sequence[str] = ()) -> int:
    """Answer the message on standard input on standard output; returns the exit code.

    `limits` is seconds and megabytes, as they follow the name on the command line.
    """
    answer = _worker(name)
    chosen = Limits()
    seconds, megabytes = map(int, limits) if limits else (chosen.seconds, chosen.megabytes)
    apply(seconds, megabytes)
    try:
        sys.stdout.buffer.write(pack(answer(unpack(sys.stdin.buffer.read()))))
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _worker(name: str) -> Callable[[Message], Message]:
    match name:
        case "attachment":
            from copdesk.pdf.foreign.attachment_worker import answer
        case "assembly":
            from copdesk.pdf.foreign.assembly_worker import answer
        case "picture":
            from copdesk.pdf.foreign.picture_worker import answer
        case "imposition":
            from copdesk.pdf.foreign.imposition_worker import answer
        case "office":
            from copdesk.pdf.foreign.office_worker import answer
        case "preview":
            from copdesk.pdf.foreign.preview_worker import answer
        case _:
            raise ValueError(f"there is no worker called {name!r}")
    return answer


if __name__ == "__main__":
    sys.exit(worker_main(sys.argv[1], sys.argv[2:]))
