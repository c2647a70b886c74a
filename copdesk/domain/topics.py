"""The backlog: topics that anyone may raise and a later meeting may take up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from copdesk.domain.text import checked_line
from copdesk.errors import InvalidInput
from copdesk.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question or idea that waits; `taken_up_in` is the meeting that put it on its agenda."""

    id: str = ""
    text: str
    raised_by: str = ""
    raised_on: date | None = None
    meeting_id: str = ""
    taken_up_in: str = ""

    def checked(self) -> Topic:
        """Return self with tidy text, or raise InvalidInput."""
        text = checked_line("text", self.text)
        if not text:
            raise InvalidInput("text", _("A topic needs words."), _("Type it in a sentence."))
        return replace(self, text=text)
