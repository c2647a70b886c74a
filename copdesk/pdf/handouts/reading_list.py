"""The reading list: resources as somebody would note them down, with where the paper is."""

from __future__ import annotations

from copdesk.domain.library import Resource
from copdesk.domain.text import sort_key
from copdesk.language import _, listed
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import ResourcesPapers
from copdesk.pdf.handouts.styles import ENTRY, ENTRY_ALONE, ENTRY_ASIDE, ENTRY_END
from copdesk.pdf.layout.blocks import numbered, paragraph, title
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Stack
from copdesk.pdf.typography.spans import Span


def reading_list_pdf(press: Press, papers: ResourcesPapers) -> Handout:
    """Print resources by title."""
    footer = shortened(papers.community.name)
    return press.handout(_("Reading list"), footer, reading_list_blocks(papers))


def reading_list_blocks(papers: ResourcesPapers) -> list[Block]:
    """Return the list for a handout or a packet."""
    blocks = [title(_("Reading list"), papers.community.name)]
    if not papers.resources:
        return [*blocks, paragraph(_("Nothing is on the list yet."))]
    ordered = sorted(papers.resources, key=lambda resource: sort_key(resource.title))
    return [*blocks, numbered([_entry(resource) for resource in ordered], ENTRY)]


def _entry(resource: Resource) -> Block:
    published = listed(part for part in (resource.source, resource.year) if part)
    shelf = _("On paper: {place}").format(place=resource.shelf) if resource.shelf else ""
    about = " · ".join(part for part in (resource.subject, resource.grade) if part)
    asides = [line for line in (published, about, shelf, resource.notes) if line]
    first = [Span(resource.title, bold=True)]
    if resource.authors:
        first.append(Span(f" – {resource.authors}"))
    lines: list[Block] = [paragraph(first, ENTRY if asides else ENTRY_ALONE)]
    lines += [paragraph(line, ENTRY_ASIDE) for line in asides[:-1]]
    lines += [paragraph(line, ENTRY_END) for line in asides[-1:]]
    return Stack(blocks=lines)
