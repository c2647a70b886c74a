"""How resources and their files are called on the library page."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from copdesk.domain.library import AttachedFile, Resource, ResourceKind
from copdesk.language import N_, _, ngettext, number_text

RESOURCE_KINDS: Final = {
    ResourceKind.LESSON_PLAN: (N_("Lesson plan"), "note"),
    ResourceKind.STUDENT_WORK: (N_("Student work"), "edit"),
    ResourceKind.RUBRIC: (N_("Rubric"), "check"),
    ResourceKind.ARTICLE: (N_("Article"), "file"),
    ResourceKind.BOOK: (N_("Book"), "library"),
    ResourceKind.CASE: (N_("Case"), "search"),
    ResourceKind.STORY: (N_("Story"), "group"),
    ResourceKind.QUESTION: (N_("Question"), "help"),
    ResourceKind.TOOL: (N_("Tool"), "settings"),
    ResourceKind.PICTURE: (N_("Picture"), "picture"),
    ResourceKind.OTHER: (N_("Something else"), "file"),
}
_STEP: Final = 1000
_UNITS: Final = (N_("{number} bytes"), N_("{number} kB"), N_("{number} MB"), N_("{number} GB"))


def kind_name(resource: Resource) -> str:
    """Return what kind of thing a resource is."""
    return _(RESOURCE_KINDS[resource.kind][0])


def kind_icon(resource: Resource) -> str:
    """Return the icon of its kind."""
    return RESOURCE_KINDS[resource.kind][1]


def second_line(resource: Resource) -> str:
    """Return kind, authors and year, as far as they are known."""
    known = resource.kind is not ResourceKind.OTHER
    parts = [kind_name(resource) if known else "", resource.authors, resource.year]
    return " · ".join(part for part in parts if part) or kind_name(resource)


def count_text(count: int) -> str:
    """Say how many resources there are."""
    text = ngettext("{number} resource", "{number} resources", count)
    return text.format(number=number_text(count))


def files_badge(resource: Resource) -> str:
    """Say what is inside: the type of the only file, or how many there are."""
    if len(resource.files) == 1:
        return type_name(resource.files[0])
    count = len(resource.files)
    if not count:
        return ""
    return ngettext("{number} file", "{number} files", count).format(number=number_text(count))


def type_name(file: AttachedFile) -> str:
    """Return the type of a file as people say it: the ending of its name."""
    ending = PurePath(file.name).suffix.lstrip(".").upper()
    return ending if 0 < len(ending) <= 5 else _("File")


def file_icon(file: AttachedFile) -> str:
    """Return the icon of a file."""
    return "picture" if file.media_type.startswith("image/") else "file"


def size_text(size: int) -> str:
    """Return a size in the largest unit that leaves a number before the point."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    rounded = round(value, 1) if unit and value < 10 else round(value)
    return _(_UNITS[unit]).format(number=number_text(rounded))
