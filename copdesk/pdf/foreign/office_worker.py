"""The child's side of office files: no network where the system allows it, then LibreOffice."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.office import converted
from copdesk.pdf.foreign.refusals import Refusal, Refused

UNPACKED_LIMIT: Final = 400 * 1024 * 1024
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of Linux


def answer(message: Message) -> Message:
    """Return the document as a PDF, or the reason for refusing it."""
    data, fields = message.blobs[0], message.fields
    try:
        _check_size(data)
        _leave_network()
        with TemporaryDirectory(prefix="copdesk-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            document = folder / f"document{fields['suffix']}"
            document.write_bytes(data)
            return Message(blobs=(converted(fields["program"], document, folder),))
    except Refused as refused:
        return Message(fields={"refused": refused.refusal.value})
    except zipfile.BadZipFile:
        return Message(fields={"refused": Refusal.BROKEN.value})


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
            raise Refused(Refusal.TOO_HEAVY)


def _leave_network() -> None:
    """Move this process where no network is; where that is not allowed, settings must do."""
    if sys.platform != "linux":
        return
    import ctypes

    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
