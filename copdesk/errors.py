"""Failures that are the user's to know about. Everything else is a bug."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can understand and act on.

    `title` says what did not happen and where, `hint` what to do next; both are whole,
    translated sentences.
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    @property
    def sentence(self) -> str:
        """Both parts on one line, as a status bar or a terminal shows them."""
        return f"{self.title} {self.hint}".strip()


class InvalidInput(UserError):
    """A value was refused; `field` names it as the dataclass does."""

    def __init__(self, field: str, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.field = field


class NotFound(UserError):
    """The record is gone: removed in another window, by an undo or never there."""


class ReadOnly(UserError):
    """The community was opened without the right to change it."""


class Cancelled(Exception):
    """The user asked a long job to stop."""


class ChangedSince(UserError):
    """What an act did cannot be taken back, as somebody has changed it again since."""
