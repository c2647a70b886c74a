"""The sign-in sheet: a line for each member, and blank lines for whoever else comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.domain.members import Member
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.parts.meeting_title import opening
from copdesk.pdf.handouts.styles import SIGNED
from copdesk.pdf.layout.blocks import checklist, note, table
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.tables import Cell

BLANK_LINES: Final = 8
_FEWEST_BLANK: Final = 6
_ROW: Final = 26.0
_SIZES: Final = (1.0, 0.95, 0.9)  # smaller rows are no room for a signature


def sign_in_pdf(press: Press, papers: MeetingPapers, *, blank_lines: int = BLANK_LINES) -> Handout:
    """Print the sign-in sheet of a meeting; in large print its rows are higher as well."""
    name = _("Sign-in sheet: {title}").format(title=papers.title)
    blocks = sign_in_blocks(papers, blank_lines=blank_lines)
    return press.on_one_page(name, papers.footer, blocks, _SIZES)


def sign_in_blocks(papers: MeetingPapers, *, blank_lines: int = BLANK_LINES) -> list[Block]:
    """Return the sign-in sheet for a handout or a packet."""
    rows: list[Sequence[Cell]] = [_row(member) for member in papers.expected]
    rows += [(checklist([" "], SIGNED), "", "")] * max(blank_lines, _FEWEST_BLANK)
    return [
        *opening(papers, _("Sign-in sheet"), meeting_title=True),
        note(_("Tick your name and sign. Visitors are welcome: use the empty lines.")),
        table(
            rows,
            widths=(0.4, 0.25, 0.35),
            header=(_("Name"), _("School"), _("Signature")),
            row_height=_ROW,
            middle=True,
            style=SIGNED,
        ),
    ]


def _row(member: Member) -> Sequence[Cell]:
    return (checklist([member.name], SIGNED), member.school, "")
