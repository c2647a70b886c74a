"""What the window and the command line ask about foreign formats, answered by their table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from copdesk.domain.brings import Brings
from copdesk.domain.file_endings import PDF
from copdesk.exchange.formats import Format, check_ending, endings_of, exports, imports
from copdesk.language import _, listed


def may_bring(path: Path, brings: Brings) -> bool:
    """Whether a file is worth a look: by its name, or else by its content."""
    from copdesk.exchange.recognition import may_bring as asked

    return asked(path, brings)


def is_importable(path: Path, brings: Brings) -> bool:
    """Whether a file would be read: by its content, or else by its name."""
    from copdesk.exchange.recognition import is_importable as asked

    return asked(path, brings)


def choices_to_open(brings: Brings) -> str:
    """Return the choices of a dialog that opens files: all that are read, then each format."""
    every = _choice(_("All that can be imported"), endings_of(imports(brings)))
    return ";;".join([every, *map(_choice_of, imports(brings)), _choice(_("All files"), [""])])


def choices_to_save(brings: Brings) -> str:
    """Return the choices of a dialog that writes a file."""
    return ";;".join(_choice(_(one.title), one.endings[:1]) for one in exports(brings))


def endings_read(brings: Brings) -> str:
    """Return the endings of all files that are read, for a sentence."""
    return listed(endings_of(imports(brings)))


def endings_written(brings: Brings) -> str:
    """Return the endings of all files that are written, for a sentence."""
    return listed(one.endings[0] for one in exports(brings))


def ending_written(brings: Brings) -> str:
    """Return the usual ending of a file that is written."""
    return exports(brings)[0].endings[0]


def check_pdf_name(path: Path) -> None:
    """Raise UserError where a handout would be written under the name of something else."""
    if path.suffix:
        check_ending(path.name, (PDF,))


def _choice_of(one: Format) -> str:
    return _choice(_(one.title), one.endings)


def _choice(title: str, endings: Iterable[str]) -> str:
    return f"{title} ({' '.join('*' + ending for ending in endings)})"
