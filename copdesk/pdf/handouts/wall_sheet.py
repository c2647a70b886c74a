"""The wall sheet: what the community has done together, for everybody who passes by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copdesk.domain.indicators import CommunityTrends, MonthCount
from copdesk.language import _, month_text, ngettext, number_text
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import CommunityPapers
from copdesk.pdf.handouts.styles import WALL_LEAD, WALL_LINE
from copdesk.pdf.layout.blocks import bar_chart, bullets, heading, paragraph, table, title, together
from copdesk.pdf.layout.handout import SMALLER, Handout, Press
from copdesk.pdf.layout.pagination import Block

_BARS: Final = (0.28, 0.17, 0.55)
_SIZES: Final = (1.4, 1.3, 1.2, 1.1, *SMALLER)


def wall_sheet_pdf(press: Press, papers: CommunityPapers) -> Handout:
    """Print the sheet for the wall, as large as one page holds it."""
    name = _("What we do together")
    blocks = wall_sheet_blocks(papers)
    usual = replace(press, large_print=False)
    return usual.on_one_page(name, shortened(papers.community.name), blocks, _SIZES)


def wall_sheet_blocks(papers: CommunityPapers) -> list[Block]:
    """Return what the community is about, its goals, its months in bars, and what it shared."""
    community, trends = papers.community, papers.trends
    blocks = [title(_("What we do together"), community.name)]
    if community.about:
        blocks.append(paragraph(community.about, WALL_LEAD))
    goals = [goal.text for goal in community.goals if goal.reached_on is None]
    if goals:
        blocks.append(together(heading(_("Where we want to go")), bullets(goals, WALL_LINE)))
    blocks += _year(trends)
    lists = [
        together(heading(name), bullets(titles, WALL_LINE))
        for name, titles in (
            (_("Shared lately"), papers.shared),
            (_("Our stories"), papers.stories),
        )
        if titles
    ]
    if lists:
        blocks.append(_side_by_side(lists))
    if len(blocks) == 1:
        blocks.append(paragraph(_("Nothing has been written down yet. Come to our next meeting.")))
    return blocks


def _sum(months: Sequence[MonthCount]) -> int:
    return sum(count for _month, count in months)


def _year(trends: CommunityTrends) -> list[Block]:
    """Return a chart for each kind of thing that has happened, below how often it did."""
    counted = (
        (trends.meetings, ngettext("We met once", "We met {number} times", _sum(trends.meetings))),
        (
            trends.resources,
            ngettext("We shared one thing", "We shared {number} things", _sum(trends.resources)),
        ),
        (
            trends.stories,
            ngettext("We told one story", "We told {number} stories", _sum(trends.stories)),
        ),
    )
    charts = [
        together(
            heading(name.format(number=number_text(_sum(months))), 3),
            bar_chart([(month_text(month), count) for month, count in months], _BARS),
        )
        for months, name in counted
        if _sum(months)
    ]
    if not charts:
        return []
    first, last = (month for month, _count in (trends.meetings[0], trends.meetings[-1]))
    since = _("From {first} to {last}").format(
        first=month_text(first, with_year=True), last=month_text(last, with_year=True)
    )
    return [together(heading(since), _side_by_side(charts))]


def _side_by_side(cells: Sequence[Block]) -> Block:
    return table([cells], widths=[1.0] * len(cells), rules="none")
