"""The papers that can be printed on; whoever offers or measures one asks here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from copdesk.language import N_

MILLIMETER: Final = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet's size in points; `key` is what is stored, `name` is to be translated."""

    key: str
    name: str
    width: float
    height: float

    def turned(self) -> Paper:
        """Return the same paper lying on its side."""
        return replace(self, width=self.height, height=self.width)


A4: Final = Paper(key="a4", name=N_("A4"), width=210 * MILLIMETER, height=297 * MILLIMETER)
LETTER: Final = Paper(key="letter", name=N_("Letter"), width=612.0, height=792.0)
# In the order in which they are offered; the first is the usual one.
PAPERS: Final[Mapping[str, Paper]] = MappingProxyType({one.key: one for one in (A4, LETTER)})
