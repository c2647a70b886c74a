"""The facilitator's script: every moment of a discussion with its clock time and its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.plan.segments import Segment
from copdesk.language import _, listed, time_text
from copdesk.pdf.handouts.parts.meeting_papers import minutes_text, shortened
from copdesk.pdf.handouts.parts.papers import ProtocolPapers
from copdesk.pdf.handouts.parts.protocol_steps import length_text, mode_text
from copdesk.pdf.handouts.parts.voices import Shape, Voice
from copdesk.pdf.handouts.styles import STEP, STEP_ASIDE
from copdesk.pdf.layout.blocks import bullets, heading, note, paragraph, table, title, together
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Stack
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span


def facilitator_script_pdf(press: Press, papers: ProtocolPapers) -> Handout:
    """Print the script of a plan, or of one for as many as suit the protocol best.

    Without a start its times count from zero.
    """
    protocol, starts_at = papers.protocol, papers.starts_at
    plan = papers.plan or compile_plan(protocol, invented(protocol.size.ideal))
    name = _("Script: {title}").format(title=plan.title)
    return press.handout(name, shortened(plan.title), script_blocks(plan, starts_at=starts_at))


def script_blocks(plan: RunPlan, *, starts_at: time | None = None) -> list[Block]:
    """Return the script for a handout or a packet."""
    rows: list[Sequence[Cell]] = []
    elapsed, shown = 0, ""
    for segment in plan.segments:
        fresh, shown = segment.step_id != shown, segment.step_id
        rows.append(_row(segment, _moment(starts_at, elapsed), fresh=fresh))
        elapsed += segment.seconds
    rows.append(([Span(_moment(starts_at, elapsed), bold=True)], "", _("End"), ""))
    blocks: list[Block] = [
        title(plan.title, minutes_text(round(elapsed / 60))),
        *(note(text) for text in plan.notices),
        table(
            rows,
            widths=(0.13, 0.1, 0.47, 0.3),
            header=(_("Begins"), _("Min."), _("What"), _("Who")),
            rules="rows",
            style=STEP,
        ),
    ]
    if plan.debrief:
        questions = bullets(plan.debrief, STEP)
        blocks.append(together(heading(_("Questions for looking back")), questions))
    if plan.attribution:
        blocks.append(note(plan.attribution))
    return blocks


def _moment(starts_at: time | None, seconds: int) -> str:
    if starts_at is None:
        return length_text(seconds)
    return time_text((datetime.combine(date.min, starts_at) + timedelta(seconds=seconds)).time())


def _row(segment: Segment, begins: str, *, fresh: bool) -> Sequence[Cell]:
    """Return a segment's row; only the first of a run of turns says what to do."""
    what: list[Block] = []
    if segment.heading:
        what.append(paragraph(segment.heading, STEP_ASIDE))
    what.append(paragraph([Span(segment.title, bold=True)], STEP))
    if fresh and segment.room:
        what.append(paragraph([Span(segment.room, italic=True)], STEP))
    if fresh and segment.facilitator:
        what.append(paragraph(segment.facilitator, STEP_ASIDE))
    return (
        [Span(begins, bold=True)],
        length_text(segment.seconds),
        Stack(blocks=what),
        Stack(blocks=_who(segment)),
    )


def _who(segment: Segment) -> list[Block]:
    voices = (
        (Shape.FULL, segment.speakers(), _("Speaks: {names}")),
        (Shape.HALF, segment.answerers(), _("Answers briefly: {names}")),
        (Shape.EMPTY, segment.listeners(), _("Silent: {names}")),
    )
    lines: list[Block] = [
        Voice(shape=shape, body=paragraph(words.format(names=listed(names)), STEP_ASIDE))
        for shape, names, words in voices
        if names
    ]
    quiet = mode_text(segment.mode)
    if quiet and not segment.speak:
        return [Voice(shape=Shape.EMPTY, body=paragraph(quiet, STEP_ASIDE))]
    return lines
