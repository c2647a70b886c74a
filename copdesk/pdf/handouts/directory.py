"""The member directory: contact details of those who agreed to be printed with them."""

from __future__ import annotations

from collections.abc import Sequence

from copdesk.domain.members import Member
from copdesk.domain.text import sort_key
from copdesk.language import _, ngettext
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import MembersPapers
from copdesk.pdf.handouts.styles import CELL, CELL_ASIDE
from copdesk.pdf.layout.blocks import note, paragraph, table, title
from copdesk.pdf.layout.handout import Handout, Press, finished
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Stack
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span


def directory_pdf(press: Press, papers: MembersPapers) -> Handout:
    """Print the active members by name."""
    document = press.document(_("Who is who"), shortened(papers.community.name))
    printed = press.render(document, directory_blocks(papers))
    return finished(document.title, printed, _left_out(papers.members))


def directory_blocks(papers: MembersPapers) -> list[Block]:
    """Return the directory; who did not agree is there by name only."""
    active = (member for member in papers.members if member.is_active)
    rows = [_row(member) for member in sorted(active, key=lambda member: sort_key(member.name))]
    blocks = [title(_("Who is who"), papers.community.name)]
    if not rows:
        return [*blocks, paragraph(_("Nobody is in the directory yet."))]
    return [
        *blocks,
        table(
            rows,
            widths=(0.3, 0.32, 0.38),
            header=(_("Name"), _("School and subjects"), _("To reach")),
            rules="rows",
            style=CELL,
        ),
        note(_("For us only: please do not pass this list on, and tell us what has changed.")),
    ]


def _left_out(members: Sequence[Member]) -> list[str]:
    """Say how many are there by name only; nobody's agreement is assumed."""
    number = sum(member.is_active and not member.in_directory for member in members)
    if not number:
        return []
    sentence = ngettext(
        "{number} member has not agreed to be printed with contact details "
        "and is here by name only.",
        "{number} members have not agreed to be printed with contact details "
        "and are here by name only.",
        number,
    )
    return [sentence.format(number=number)]


def _row(member: Member) -> Sequence[Cell]:
    names: list[Block] = [paragraph([Span(member.name, bold=True)], CELL)]
    if member.preferred_name and member.preferred_name != member.name:
        called = _("called {name}").format(name=member.preferred_name)
        names.append(paragraph(called, CELL_ASIDE))
    if not member.in_directory:
        return (Stack(blocks=names), "", "")
    if member.role:
        names.append(paragraph(member.role, CELL_ASIDE))
    return (
        Stack(blocks=names),
        _lines(member.school, member.teaches),
        _lines(_left_to_right(member.phone), _left_to_right(member.email), member.address),
    )


def _left_to_right(text: str) -> str:
    """Keep the parts of a number in their order between words that run right to left."""
    return f"\u2066{text}\u2069" if text else ""


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
