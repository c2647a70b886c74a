"""Copies of attached files outside the community, for other programs to open."""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from copdesk.domain.file_endings import SHOWN_ELSEWHERE
from copdesk.domain.library import AttachedFile
from copdesk.errors import UserError
from copdesk.exchange.formats import TEXTS, endings_of
from copdesk.language import _
from copdesk.store.transaction import Database

_OPENABLE: Final = SHOWN_ELSEWHERE.union(endings_of(TEXTS))
_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def may_open(name: str) -> bool:
    """Whether a file of this name may go to the system's viewer; a program never may."""
    return PurePath(name).suffix.lower() in _OPENABLE


class CopyService:
    """Hands out read-only copies, which are gone when the community is closed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder: TemporaryDirectory[str] | None = None

    def to_open(self, file: AttachedFile) -> Path:
        """Return a copy that may only be read; changes made in it would be lost."""
        if not may_open(file.name):
            raise UserError(
                _("“{name}” is not opened from here: it could be a program.").format(
                    name=file.name
                ),
                _("Save a copy if you know what it is and who made it."),
            )
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="copdesk-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / file.sha256[:16] / _safe_name(file.name)
        if not path.exists():
            self.save(file, path)
            path.chmod(stat.S_IRUSR)
        return path

    def save(self, file: AttachedFile, target: Path) -> None:
        """Write a copy to where the user wants it, in a folder that is made if need be."""
        from copdesk.store.atomic import write_file

        data = self._database.files.read(file.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, data)

    def close(self) -> None:
        """Take the opened copies away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _safe_name(name: str) -> str:
    """Return a name that every system takes, with the ending that it had."""
    plain = _UNSAFE.sub("_", name).strip(". ")
    return f"_{plain}" if _RESERVED.match(plain) or plain.startswith("-") else plain
