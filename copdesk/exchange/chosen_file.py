"""A file that somebody chose: its bytes, within a limit, and its text whatever the encoding."""

from __future__ import annotations

import codecs
import math
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from copdesk.domain.encodings import guess_encoding, wide_encoding
from copdesk.errors import UserError
from copdesk.language import _, number_text

Source = Path | bytes
Report = Callable[[int, int], None]

MEGABYTE: Final = 1_000_000
_END: Final = 65_536

_MARKS: Final = (
    # The mark of UTF-32 begins with the one of UTF-16, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """The text of a file; `is_guess` says that the encoding could only be guessed."""

    text: str
    encoding: str
    is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEnds:
    """What a file's kind is told from, and its size in bytes."""

    size: int
    head: bytes
    tail: bytes


def nothing_to_report(done: int, total: int) -> None:
    """Take no notice of progress."""


def name_of(source: Source, name: str = "") -> str:
    """Return what to call a source in a sentence."""
    if name:
        return name
    return source.name or str(source) if isinstance(source, Path) else _("The file")


def read_bytes(source: Source, limit: int, name: str = "") -> bytes:
    """Return the bytes, or raise UserError for a folder, no file, no right, or too many bytes."""
    called = name_of(source, name)
    if isinstance(source, bytes):
        _refuse_over(len(source), limit, called)
        return source
    with _opened(source, limit, called) as file:
        content = _read(file, limit + 1, called)
    _refuse_over(len(content), limit, called)
    return content


def ends_of(source: Source, limit: int, name: str = "") -> FileEnds:
    """Return the first and last bytes of a file, however large it is below the limit."""
    called = name_of(source, name)
    if isinstance(source, bytes):
        _refuse_over(len(source), limit, called)
        return FileEnds(size=len(source), head=source[:_END], tail=source[-_END:])
    with _opened(source, limit, called) as file:
        head = _read(file, _END, called)
        try:
            size = file.seek(0, 2)
            file.seek(max(size - _END, 0))
        except OSError as error:  # what the system only makes up while it is read
            raise _unreadable(error, called) from error
        return FileEnds(size=size, head=head, tail=_read(file, _END, called))


def decoded(content: bytes) -> DecodedText:
    """Return the text of a file: by its mark, as UTF-16, as UTF-8, else as its words look best."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            return DecodedText(text=text, encoding=encoding)
    wide = wide_encoding(content)
    if wide:
        return DecodedText(
            text=content.decode(wide, errors="replace"), encoding=wide, is_guess=True
        )
    try:
        return DecodedText(text=content.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        encoding = guess_encoding(content)
        text = content.decode(encoding, errors="replace")
        return DecodedText(text=text, encoding=encoding, is_guess=True)


def unified_lines(text: str) -> str:
    """Return the text with a newline at the end of every line, however it was written."""
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def _opened(path: Path, limit: int, called: str) -> Generator[BinaryIO]:
    try:
        about = path.stat()
        _refuse_unless_file(about.st_mode, called)
        _refuse_over(about.st_size, limit, called)
        file = path.open("rb")
    except FileNotFoundError:
        raise UserError(
            _("There is no file “{name}”.").format(name=str(path)),
            _("Check the name and the folder."),
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(error, called) from error
    with file:
        yield file


def _read(file: BinaryIO, count: int, called: str) -> bytes:
    try:
        return file.read(count)
    except OSError as error:
        raise _unreadable(error, called) from error


def _unreadable(error: OSError | ValueError, called: str) -> UserError:
    reason = getattr(error, "strerror", None) or str(error)
    return UserError(
        _("“{name}” cannot be read.").format(name=called),
        _("The system says: {reason}.").format(reason=reason),
    )


def _refuse_unless_file(mode: int, called: str) -> None:
    if stat.S_ISDIR(mode):
        raise UserError(
            _("“{name}” is a folder, not a file.").format(name=called),
            _("Open it and choose the file inside."),
        )
    if not stat.S_ISREG(mode):
        raise UserError(
            _("“{name}” is not an ordinary file.").format(name=called),
            _("Choose a file that was saved on this computer."),
        )


def _refuse_over(size: int, limit: int, called: str) -> None:
    if size > limit:
        raise UserError(
            _("“{name}” is too large: {size} MB.").format(
                name=called, size=number_text(math.ceil(size * 10 / MEGABYTE) / 10)
            ),
            _("The limit here is {limit} MB.").format(limit=number_text(limit / MEGABYTE)),
        )
