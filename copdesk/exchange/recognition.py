"""Which format of the table a file is: its content is asked first, then the ending of its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copdesk.domain.brings import Brings
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import MEGABYTE, FileEnds, Source, ends_of, name_of
from copdesk.exchange.formats import (
    FORMATS,
    TEXTS,
    Format,
    check_ending,
    ending_of,
    endings_of,
    exports,
    imported,
    imports,
    named_like,
)
from copdesk.exchange.media_types import Content, content_of, refuse_empty
from copdesk.language import N_, _, listed

FILE_LIMIT: Final = 100 * MEGABYTE
_SAYS_NOTHING: Final = ".txt"
_REFUSALS: Final = {
    Brings.PEOPLE: N_("“{name}” is not a file of people; its content is: {kind}."),
    Brings.READING_LIST: N_("“{name}” is not a reading list; its content is: {kind}."),
    Brings.PROTOCOL: N_("“{name}” is not a protocol; its content is: {kind}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizedFile:
    """A file's media type and size in bytes, and the formats whose content it could be."""

    name: str
    media_type: str
    size: int
    content: Content
    formats: tuple[Format, ...] = ()

    def format_for(self, brings: Brings) -> Format | None:
        """Return how to read it for what it should bring; an ending never beats other content."""
        fitting = [one for one in self.formats if brings in one.brings]
        named = named_like(self.name, brings)
        if fitting or named is None:
            return fitting[0] if fitting else None
        if self.content.is_text != named.is_text or _is_something_else(named, self.content):
            return None
        told = {one.media_type for one in self.formats}
        return named if not told or named.media_type in told else None


def recognize(source: Source, name: str = "", limit: int = FILE_LIMIT) -> RecognizedFile:
    """Say what a file is, or raise UserError: a folder, empty, too large, or a PDF that is not."""
    called = name_of(source, name)
    ends = ends_of(source, limit, called)
    refuse_empty(ends.head, called)
    found = _told_by(ends, called)
    if called.lower().endswith(".pdf") and found.media_type != "application/pdf":
        raise UserError(
            _("“{name}” is named like a PDF, but is not one.").format(name=called),
            _("Open it in the program that made it and save it as PDF again."),
        )
    return found


def may_bring(path: Path, brings: Brings) -> bool:
    """Whether a file is worth a look: by its name, or else by its content."""
    return named_like(path.name, brings) is not None or _format_of(path, brings) is not None


def is_importable(path: Path, brings: Brings) -> bool:
    """Whether a file would be read; an empty one goes by its name."""
    found = _format_of(path, brings)
    return found is not None and bool(found.reader)


def format_to_read(source: Source, brings: Brings, name: str, limit: int) -> Format:
    """Return the format, or raise UserError that says what the file is and what to do."""
    recognized = recognize(source, name, limit)
    found = recognized.format_for(brings)
    if found is not None and found.reader:
        return found
    known = found or next(iter(recognized.formats), None)
    if known is not None and known.instead and brings in known.brings:
        raise UserError(
            _("“{name}” cannot be imported as it is: {title}.").format(
                name=recognized.name, title=_(known.title)
            ),
            _(known.instead),
        )
    kind = recognized.content.in_words if known is None else _(known.title)
    hint = _("Choose a file that ends in one of these: {endings}.").format(
        endings=listed(endings_of(imports(brings)))
    )
    if known is not None and _holds_people(known, recognized.content, brings):
        kind = _("a table of people") if known.is_loose else kind
        hint = _("Import it on the page of the members, or with “copdesk members import”.")
    raise UserError(_(_REFUSALS[brings]).format(name=recognized.name, kind=kind), hint)


def _holds_people(known: Format, content: Content, instead_of: Brings) -> bool:
    """Whether a file is for the members; a table is only where its headings say so."""
    if Brings.PEOPLE not in known.brings or not known.reader:
        return False
    return not known.is_loose or any(
        _is_something_else(one, content) for one in imports(instead_of)
    )


def format_to_write(name: str, brings: Brings) -> Format:
    """Return the format that a name speaks of, or raise UserError that says how it may end."""
    check_ending(name, [one.endings[0] for one in exports(brings)])
    return next(one for one in exports(brings) if one.endings[0] == ending_of(name))


def _format_of(path: Path, brings: Brings) -> Format | None:
    try:
        ends = ends_of(path, FILE_LIMIT)
    except UserError:  # whoever takes it says why it cannot be read
        return None
    return _told_by(ends, path.name).format_for(brings)


def _told_by(ends: FileEnds, called: str) -> RecognizedFile:
    content = content_of(ends.head, ends.tail)
    fitting = [one for one in FORMATS if _is_content_of(one, content)]
    formats = tuple(sorted(fitting, key=lambda one: one.is_loose))
    return RecognizedFile(
        name=called,
        media_type=formats[0].media_type if formats else _media_type(content, called),
        size=ends.size,
        content=content,
        formats=formats,
    )


def _is_content_of(one: Format, content: Content) -> bool:
    if one.is_text:
        is_told = content.is_text and imported(one.recognizer)(content.text)
        return is_told and not _is_something_else(one, content)
    return content.media_type == one.media_type


def _is_something_else(one: Format, content: Content) -> bool:
    return bool(one.unless) and content.is_text and imported(one.unless)(content.text)


def _media_type(content: Content, called: str) -> str:
    """Trust an ending only for a text that could be anything."""
    ending = ending_of(called)
    named = (one for one in TEXTS if ending in one.endings)
    found = next(named, None) if ending != _SAYS_NOTHING and content.is_text else None
    return found.media_type if found else content.media_type
