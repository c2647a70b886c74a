"""The people of the community."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _

_EMAIL: Final = re.compile(r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Members who work on something together, or share a school."""

    id: str = ""
    name: str
    purpose: str = ""

    def checked(self) -> Group:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        name = checked_line("name", self.name)
        if not name:
            raise InvalidInput("name", _("A group needs a name."), _("Type one and try again."))
        return replace(self, name=name, purpose=checked_text("purpose", self.purpose))


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A member's time in a group; open while `left_on` is None."""

    id: str = ""
    group_id: str
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member; only the name is needed. `id` is empty until it is stored.

    `in_directory` says that the member agreed to be printed with contact details; it is never
    assumed.
    """

    id: str = ""
    name: str
    preferred_name: str = ""
    email: str = ""
    phone: str = ""
    school: str = ""
    teaches: str = ""
    role: str = ""
    address: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    in_directory: bool = False
    notes: str = ""
    memberships: tuple[Membership, ...] = ()

    @property
    def called(self) -> str:
        """What people call this member in a round or on a name tent."""
        return self.preferred_name or self.name

    @property
    def is_active(self) -> bool:
        """Whether the member has not left."""
        return self.left_on is None

    def checked(self) -> Member:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        name = checked_line("name", self.name, 200)
        if not name:
            raise InvalidInput(
                "name", _("A member needs a name."), _("Type at least one name; the rest can wait.")
            )
        email = checked_line("email", self.email)
        if email and not _EMAIL.fullmatch(email):
            raise InvalidInput(
                "email",
                _("“{text}” is not an e-mail address.").format(text=email),
                _("Correct it, or leave the field empty."),
            )
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            raise InvalidInput(
                "left_on",
                _("{name} cannot have left before joining.").format(name=name),
                _("Check the two dates."),
            )
        return replace(
            self,
            name=name,
            email=email,
            preferred_name=checked_line("preferred_name", self.preferred_name),
            phone=checked_line("phone", self.phone),
            school=checked_line("school", self.school),
            teaches=checked_line("teaches", self.teaches),
            role=checked_line("role", self.role),
            address=checked_text("address", self.address, 1000),
            notes=checked_text("notes", self.notes),
        )
