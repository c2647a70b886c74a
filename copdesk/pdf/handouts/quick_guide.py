"""A guide to CopDesk on two sides of one sheet: an evening in steps, and the keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copdesk.keys import Place, keys_at, shown
from copdesk.language import _
from copdesk.pdf.layout.blocks import (
    SMALL,
    heading,
    numbered,
    page_break,
    paragraph,
    table,
    title,
    together,
)
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block

_WIDTHS: Final = (0.38, 0.24, 0.38)


def quick_guide_pdf(press: Press, _papers: None = None) -> Handout:
    """Print the guide, in the language in force; it is about no community."""
    header = (_("Where"), _("Keys"), _("What they do"))
    blocks: list[Block] = [
        title(_("CopDesk in an evening"), _("Print this and put it beside the laptop.")),
        heading(_("Before the meeting")),
        numbered(_before()),
        heading(_("At the meeting")),
        numbered(_during()),
        heading(_("After the meeting")),
        numbered(_after()),
        together(heading(_("Nothing is lost")), *_safety()),
        page_break(),
        heading(_("Keys")),
        table(_keys(), _WIDTHS, header, rules="none", style=SMALL),
    ]
    return press.handout(_("CopDesk in an evening"), "CopDesk", blocks)


def _before() -> tuple[str, ...]:
    return (
        _("Members: type the names, one a line, or drag a .csv or .vcf file onto the page."),
        _("Meetings: press “Plan a meeting”. Type the agenda, Enter after each item."),
        _("Give an item minutes, somebody to lead it and, for a discussion, a protocol."),
        _("Drop lesson plans, student work or photos onto an item: they join the library."),
        _("Press “Print”: agenda, sign-in sheet, or the packet with everything in it."),
    )


def _during() -> tuple[str, ...]:
    return (
        _("Begin the meeting and tick who came; a visitor is one line."),
        _("Choose the item with a protocol and start the discussion; check who is here."),
        _("The timer says who speaks and who is silent; the second window is for the room."),
        _("Write notes under each step. Type who promises what, and Enter."),
    )


def _after() -> tuple[str, ...]:
    return (
        _("Look through the minutes and print them, or a catch-up sheet for who was away."),
        _("Plan the next meeting from this one: its agenda opens with “Report back”."),
    )


def _safety() -> tuple[Block, ...]:
    return (
        paragraph(
            _(
                "There is no save button: what you type is on disk seconds later, and the line at"
                " the bottom says so. What you remove can be brought back with Ctrl+Z. When the"
                " power goes in the middle of a discussion, start CopDesk again: it offers to go"
                " on at the same second."
            )
        ),
        paragraph(
            _(
                "Everything is in one folder. On the Community page, “Make a backup” copies it and"
                " reads the copy back; put one on a stick now and then."
            )
        ),
    )


def _keys() -> Iterator[tuple[str, str, str]]:
    """Yield what keys do, each place named once; those of the preview stand on its buttons."""
    for place in (one for one in Place if one is not Place.PREVIEW):
        for number, one in enumerate(keys_at(place)):
            yield "" if number else _(place), shown(one.keys), _(one.does)
