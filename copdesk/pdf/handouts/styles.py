"""The type of the handouts: every size that one of them is set in has its name here.

What is laid on a page by `copdesk.pdf.layout.blocks` has its own: running text, headings, remarks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from copdesk.pdf.layout.blocks import BODY, SMALL

# Lists and slips in the size of running text.
LINE: Final = replace(BODY, align="start")
CARD_LINE: Final = replace(LINE, space_after=3)

# Tables whose cells are a few words, and what stands below those in smaller type.
CELL: Final = replace(LINE, size=10, space_after=0)
CELL_ASIDE: Final = replace(SMALL, size=9, space_after=0, align="start")

# Tables whose cells are several lines.
ITEM: Final = replace(CELL, space_after=1)
ITEM_ASIDE: Final = replace(CELL_ASIDE, space_after=1)

# The steps of a protocol, of which many go on a page.
STEP: Final = replace(ITEM, size=9.5)
STEP_ASIDE: Final = replace(SMALL, space_after=1, align="start")

# Rows to sign in.
SIGNED: Final = replace(CELL, size=10.5)

# What is cut apart: what it says, what it asks, what is ticked.
SLIP: Final = replace(LINE, size=11)
SLIP_ASIDE: Final = replace(SMALL, size=9, align="start")
SLIP_CELL: Final = replace(CELL, size=9.5)

# A list of readings; the last line of one, or its only one, keeps its distance to the next.
ENTRY: Final = replace(ITEM, size=10.5)
ENTRY_ASIDE: Final = replace(ITEM, size=9.5)
ENTRY_ALONE: Final = replace(ENTRY, space_after=7)
ENTRY_END: Final = replace(ENTRY_ASIDE, space_after=7)

# Above a title, and above what somebody said.
ABOVE: Final = replace(BODY, size=9.5, bold=True, space_after=2, keep_with_next=True)
LEAD: Final = replace(LINE, size=9.5, italic=True, space_after=3, keep_with_next=True)

# On the wall; many norms, and those in a packet, are in smaller type.
NORM: Final = replace(LINE, size=12, space_after=6)
NORM_ON_THE_WALL: Final = replace(LINE, size=22, space_after=14)
WALL_LEAD: Final = replace(LINE, size=14)
WALL_LINE: Final = replace(LINE, size=12)

# The certificate.
AWARD: Final = replace(BODY, size=26, bold=True, align="center", space_before=40, space_after=26)
AWARD_NAME: Final = replace(AWARD, size=22, space_before=8, space_after=14)
AWARD_COMMUNITY: Final = replace(AWARD_NAME, size=17)
AWARD_LINE: Final = replace(BODY, size=13, align="center", space_after=8)
AWARD_ASIDE: Final = replace(AWARD_LINE, size=11)

# Name tags and tents: in the largest size in which a name has no more lines than these.
FITTED: Final = replace(BODY, leading=1.2, align="center", space_after=0)
TAG_NAMES: Final = (26, 22)
TAG_NAMES_ON_TWO_LINES: Final = (18, 15, 12, 10)
TAG_BELOW: Final = 9
TAG_AT_LAST: Final = (9, 8, 7, 6, 5, 4)
TENT_NAMES: Final = (96, 84, 72, 62)
TENT_NAMES_ON_TWO_LINES: Final = (54, 46, 40, 34, 28)
TENT_BELOW: Final = 18
TENT_AT_LAST: Final = (18, 14, 11, 9, 7, 6)
