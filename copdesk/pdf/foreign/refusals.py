"""Why a file cannot become pages of a packet, and the sentence that names it on paper."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from copdesk.language import N_, _


class Refusal(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_PDF = "not_a_pdf"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    TOO_HEAVY = "too_heavy"
    DRAWS_ITSELF = "draws_itself"
    UNKNOWN_KIND = "unknown_kind"
    PICTURE_BROKEN = "picture_broken"
    TEXT_TOO_LONG = "text_too_long"
    OFFICE_MISSING = "office_missing"
    OFFICE_TOO_SLOW = "office_too_slow"
    OFFICE_FAILED = "office_failed"


class Refused(Exception):
    """A file was refused for this reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


_SENTENCES: Final = {
    Refusal.MISSING: N_(
        "“{name}” is left out: its contents are missing from the community. Add the file again."
    ),
    Refusal.EMPTY: N_("“{name}” is left out: the file is empty."),
    Refusal.NOT_A_PDF: N_("“{name}” is left out: it is called a PDF but is not one."),
    Refusal.BROKEN: N_(
        "“{name}” is left out: the file is damaged. Save it again and add that copy."
    ),
    Refusal.ENCRYPTED: N_(
        "“{name}” is left out: it is locked with a password. Add a copy without one."
    ),
    Refusal.NO_PAGES: N_("“{name}” is left out: there is no page in it."),
    Refusal.TOO_MANY_PAGES: N_(
        "“{name}” is left out: it has more than 500 pages. Add only the pages you need."
    ),
    Refusal.TOO_BIG: N_("“{name}” is left out: it is larger than 100 MB. Add a smaller copy."),
    Refusal.TOO_SLOW: N_("“{name}” is left out: reading it took more than 20 seconds."),
    Refusal.TOO_HEAVY: N_("“{name}” is left out: its pages hold too much to be drawn."),
    Refusal.DRAWS_ITSELF: N_("“{name}” is left out: a page in it draws itself without end."),
    Refusal.UNKNOWN_KIND: N_(
        "“{name}” is left out: CopDesk cannot print this kind of file. Add it as a PDF."
    ),
    Refusal.PICTURE_BROKEN: N_("“{name}” is left out: the picture cannot be read."),
    Refusal.TEXT_TOO_LONG: N_(
        "“{name}” is left out: the text is longer than 200,000 letters. Add only the part you need."
    ),
    Refusal.OFFICE_MISSING: N_(
        "“{name}” is left out: it needs LibreOffice, which is not on this computer. "
        "Install it, or add the file as a PDF."
    ),
    Refusal.OFFICE_TOO_SLOW: N_(
        "“{name}” is left out: LibreOffice worked on it for more than 60 seconds. Add it as a PDF."
    ),
    Refusal.OFFICE_FAILED: N_(
        "“{name}” is left out: LibreOffice could not read it. Add it as a PDF."
    ),
}


def sentence(refusal: Refusal, name: str) -> str:
    """Return what to tell the user about a file of this name."""
    return _(_SENTENCES[refusal]).format(name=name)
