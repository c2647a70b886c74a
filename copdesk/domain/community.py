"""The community itself: what it is about, how it works together, where it wants to go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from copdesk.domain.paper import A4
from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """One version of the norms; `text` has one norm a line."""

    id: str = ""
    agreed_on: date | None = None
    text: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The norms one by one, empty lines left out."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something the community wants to reach, looked at again on a date."""

    id: str = ""
    text: str
    review_on: date | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """The profile; `about` is the shared domain of interest, printed on every packet."""

    id: str = ""
    name: str
    about: str = ""
    place: str = ""
    language: str = "en"
    paper: str = A4.key
    founded_on: date | None = None
    norms: tuple[Norms, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def current_norms(self) -> Norms | None:
        """The version agreed last; None before the first."""
        return self.norms[-1] if self.norms else None

    def checked(self) -> Community:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        name = checked_line("name", self.name)
        if not name:
            raise InvalidInput(
                "name",
                _("The community needs a name."),
                _("Type what you call yourselves; it can be changed later."),
            )
        return replace(
            self,
            name=name,
            about=checked_text("about", self.about),
            place=checked_line("place", self.place),
        )
