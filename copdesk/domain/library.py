"""What the community shares: resources with the files inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _


class ResourceKind(StrEnum):
    """What a resource is to a community of practice."""

    LESSON_PLAN = "lesson_plan"
    STUDENT_WORK = "student_work"
    RUBRIC = "rubric"
    ARTICLE = "article"
    BOOK = "book"
    CASE = "case"
    STORY = "story"
    QUESTION = "question"
    TOOL = "tool"
    PICTURE = "picture"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file kept in the community; `sha256` is where its bytes are, in hex."""

    id: str = ""
    name: str
    media_type: str = "application/octet-stream"
    size: int = 0
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that members file a resource under."""

    id: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Who used a resource with which class, and how it went."""

    id: str = ""
    member_id: str = ""
    used_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One thing in the library; without files it stands for something on paper or elsewhere.

    `shelf` says where the paper original is. `consent` says who allowed the use of student work.
    `shared_by` is the id of a member, or the name of somebody else.
    """

    id: str = ""
    title: str
    kind: ResourceKind = ResourceKind.OTHER
    authors: str = ""
    year: str = ""
    subject: str = ""
    grade: str = ""
    source: str = ""
    shelf: str = ""
    consent: str = ""
    shared_by: str = ""
    added_on: date | None = None
    notes: str = ""
    files: tuple[AttachedFile, ...] = ()
    tags: tuple[Tag, ...] = ()
    uses: tuple[Use, ...] = ()

    @property
    def tag_words(self) -> tuple[str, ...]:
        """The tags as words."""
        return tuple(tag.text for tag in self.tags)

    def checked(self) -> Resource:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        title = checked_line("title", self.title)
        if not title:
            raise InvalidInput(
                "title", _("A resource needs a title."), _("Type what you call it among you.")
            )
        return replace(
            self,
            title=title,
            authors=checked_line("authors", self.authors),
            year=checked_line("year", self.year, 40),
            subject=checked_line("subject", self.subject),
            grade=checked_line("grade", self.grade),
            source=checked_line("source", self.source, 2000),
            shelf=checked_line("shelf", self.shelf),
            consent=checked_text("consent", self.consent),
            shared_by=checked_line("shared_by", self.shared_by),
            notes=checked_text("notes", self.notes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFilter:
    """Which resources a list shows, and in what order.

    Every one of `words` must begin a word somewhere in a resource; `removed` shows the trash.
    """

    words: str = ""
    kind: str = ""
    tag: str = ""
    newest_first: bool = False
    removed: bool = False
