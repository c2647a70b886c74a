"""Find shipped data files: frozen app, installed wheel, or source checkout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _root() -> Path:
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "copdesk" / "_resources"] if frozen else []
    candidates += [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    return next(path for path in candidates if path.is_dir())


def resource(name: str) -> Path:
    """Return the path of a shipped file, such as `icons/app.svg`."""
    path = _root() / name
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def resource_folder(name: str) -> Path:
    """Return the path of a shipped folder, such as `protocols`; it may not exist."""
    return _root() / name
