"""A finished handout, and the press that makes it: paper, fonts, size of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.paper import PAPERS, Paper
from copdesk.errors import InvalidInput
from copdesk.language import _, listed
from copdesk.pdf.layout.page import Document, Printed, Report, ignore_progress
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.typography.font_library import FontLibrary
from copdesk.pdf.typography.system_fonts import SystemFonts, system_folders

_LARGE: Final = 1.35
_WORTH_TRYING: Final = 2  # pages; more can not become one
SMALLER: Final = (1.0, 0.95, 0.9, 0.85, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """A PDF ready to be shown, printed or saved.

    `missing` are characters that no font has; `notices` are sentences about what was left out.
    """

    title: str
    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What all handouts of one printing share; keep it while printing several.

    A handout that takes long tells `report` how far it is; that may raise Cancelled.
    """

    paper: Paper
    fonts: FontLibrary
    large_print: bool = False
    report: Report = ignore_progress

    @staticmethod
    def on(paper: str, *, large_print: bool = False, report: Report = ignore_progress) -> Press:
        """Return a press for one of the papers that there are."""
        known = PAPERS.get(paper.lower())
        if known is None:
            raise InvalidInput(
                "paper",
                _("“{paper}” is not a paper that can be printed on.").format(paper=paper),
                _("Choose one of these: {names}.").format(
                    names=listed(_(one.name) for one in PAPERS.values())
                ),
            )
        fonts = FontLibrary(system=SystemFonts(system_folders()))
        return Press(paper=known, fonts=fonts, large_print=large_print, report=report)

    @property
    def scale(self) -> float:
        """How much larger than usual everything is printed."""
        return _LARGE if self.large_print else 1.0

    def turned(self) -> Press:
        """Return the same press with the paper lying on its side."""
        return replace(self, paper=self.paper.turned())

    def document(self, title: str, footer: str, *, numbered: bool = True) -> Document:
        """Return an empty document on this paper."""
        return Document(
            title=title, footer=footer, paper=self.paper, scale=self.scale, numbered=numbered
        )

    def handout(self, title: str, footer: str, blocks: Sequence[Block]) -> Handout:
        """Print blocks as a handout with numbered pages."""
        return finished(title, self.render(self.document(title, footer), blocks))

    def on_one_page(
        self, title: str, footer: str, blocks: Sequence[Block], sizes: Sequence[float]
    ) -> Handout:
        """Print at the first of these sizes at which one page holds all.

        They are shares of the usual size; where none is small enough the first is taken.
        """
        whole: Printed | None = None
        for size in sizes:
            document = self.document(title, footer)
            printed = self.render(replace(document, scale=document.scale * size), blocks)
            whole = whole or printed
            if printed.pages == 1:
                return finished(title, printed)
            if whole.pages > _WORTH_TRYING:
                break
        return finished(title, whole or self.render(self.document(title, footer), blocks))

    def render(
        self, document: Document, blocks: Sequence[Block], report: Report = ignore_progress
    ) -> Printed:
        """Lay out and draw a document with the fonts of this press."""
        return document.render(blocks, self.fonts, report)


def finished(title: str, printed: Printed, notices: Sequence[str] = ()) -> Handout:
    """Return a printed document as a handout."""
    return Handout(
        title=title,
        pdf=printed.data,
        pages=printed.pages,
        missing=tuple(printed.missing),
        notices=tuple(notices),
    )
