"""A guide to CopDesk on two sides of one sheet: an evening in steps, and the keys."""

from __future__ import annotations

from copdesk.language import _
from copdesk.pdf.layout.blocks import (
    Block,
    heading,
    key_values,
    numbered,
    paragraph,
    title,
    together,
)
from copdesk.pdf.layout.handout import Handout, Press


def quick_guide_pdf(press: Press) -> Handout:
    """Print the guide, in the language in force."""
    blocks: list[Block] = [
        title(_("CopDesk in an evening"), _("Print this and put it beside the laptop.")),
        heading(_("Before the meeting")),
        numbered(_before()),
        heading(_("At the meeting")),
        numbered(_during()),
        heading(_("After the meeting")),
        numbered(_after()),
        heading(_("Keys")),
        key_values(_keys()),
        together(heading(_("Nothing is lost")), *_safety()),
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


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+1 … Ctrl+5", _("the five pages")),
        ("Ctrl+K", _("search everywhere")),
        ("Ctrl+F", _("search on this page")),
        ("Ctrl+P", _("print what is in front")),
        ("Ctrl+Z", _("undo")),
        (_("Space"), _("timer: start and pause")),
        (_("N, B"), _("timer: next step, back")),
        (_("+, −"), _("timer: a minute more, a minute less")),
        (_("C, D, B in the second window"), _("calm, digits, black")),
    )
