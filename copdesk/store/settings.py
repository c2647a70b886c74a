"""What the program remembers for itself about a community; never exchanged."""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from copdesk.store.local_tables import SettingRow

DEVICE: Final = "device"


class Settings:
    """Names and texts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str, default: str = "") -> str:
        """Return what was remembered, or the default."""
        row = self._session.get(SettingRow, name)
        return default if row is None else row.value

    def beginning_with(self, prefix: str) -> dict[str, str]:
        """Return everything remembered under names that begin like this."""
        named = select(SettingRow).where(SettingRow.name.startswith(prefix, autoescape=True))
        return {row.name: row.value for row in self._session.scalars(named)}

    def set(self, name: str, value: str) -> None:
        """Remember a text."""
        self._session.merge(SettingRow(name=name, value=value))
        self._session.flush()

    def device(self) -> str:
        """Return what this laptop is known by, which it is given when somebody first asks."""
        known = self.get(DEVICE)
        if not known:
            known = secrets.token_hex(16)
            self.set(DEVICE, known)
        return known
