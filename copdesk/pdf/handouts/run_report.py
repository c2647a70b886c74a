"""How a discussion went: planned and actual times, what was written down, what to look back on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.domain.meetings import NoteKind
from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.report import RunReport, SegmentReport, run_report
from copdesk.domain.run.runs import Run
from copdesk.language import _, date_text, listed, time_text
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.notes_and_commitments import commitments_table, notes_by_step
from copdesk.pdf.handouts.parts.papers import RunPapers
from copdesk.pdf.handouts.styles import ABOVE, CELL
from copdesk.pdf.layout.blocks import (
    blank_lines,
    bullets,
    heading,
    key_values,
    note,
    paragraph,
    table,
    title,
    together,
)
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span

_LEFT_TO_RIGHT: Final = "\u200e"
"""Keeps the sign before the number in a text that runs the other way."""


def run_report_pdf(press: Press, papers: RunPapers) -> Handout:
    """Print how a discussion went."""
    name = _("How it went: {title}").format(title=papers.run.title)
    return press.handout(name, shortened(papers.run.title), run_report_blocks(papers))


def run_report_blocks(papers: RunPapers) -> list[Block]:
    """Return times, notes, parking lot, commitments and the questions to look back on."""
    report = run_report(papers.plan, papers.state)
    below = "\n".join(part for part in (papers.run.title, _when(papers.run, report)) if part)
    blocks = [
        paragraph(papers.community.name, ABOVE),
        title(_("How the discussion went"), below),
        key_values(_people(papers), share=0.24),
    ]
    if report.date_is_doubtful:
        blocks.append(note(_("The laptop's date was probably wrong.")))
    blocks += [
        heading(_("Planned and actual times")),
        paragraph(
            _("It took {actual}; {planned} were planned.").format(
                actual=clock_text(report.actual_ms // 1000), planned=clock_text(report.planned_s)
            )
        ),
        _times(report),
        *_written(papers),
    ]
    if papers.plan.debrief:
        questions = bullets(papers.plan.debrief)
        name = heading(_("To look back on together"))
        blocks.append(together(name, questions, blank_lines(4)))
    return blocks


def _when(run: Run, report: RunReport) -> str:
    began = report.started_at or run.started_at
    if began is None:
        return ""
    start = began.astimezone()
    parts = [date_text(start.date(), "full"), time_text(start.time())]
    if report.ended_at is not None:
        parts[1] += f" – {time_text(report.ended_at.astimezone().time())}"
    return " · ".join(parts)


def _people(papers: RunPapers) -> list[tuple[str, Cell]]:
    labels = {
        voice.role: voice.label
        for segment in papers.plan.segments
        for voice in (*segment.speak, *segment.silent, *segment.answers)
        if voice.label
    }
    roles: list[tuple[str, Cell]] = [
        (labels[role], listed(one.name for one in people))
        for role, people in papers.plan.roles
        if role in labels and len(people) < len(papers.state.people)
    ]
    everybody = listed(person.name for person in papers.state.people)
    return [(_("Took part"), everybody), *roles]


def _times(report: RunReport) -> Block:
    rows = [
        (_step(one), _planned(one), _actual(one), _difference(one))
        for one in report.segments
        if one.actual_ms or one.planned_s or one.skipped
    ]
    return table(
        rows,
        widths=(0.55, 0.15, 0.15, 0.15),
        header=(_("Step"), _("Planned"), _("Took"), _("Difference")),
        aligns=("start", "end", "end", "end"),
        rules="rows",
        style=CELL,
    )


def _step(row: SegmentReport) -> Cell:
    if not row.heading:
        return [Span(row.title)]
    return [Span(row.title), Span(" – "), Span(row.heading)]


def _planned(row: SegmentReport) -> str:
    return "" if row.planned_s is None else clock_text(row.planned_s)


def _actual(row: SegmentReport) -> str:
    if row.actual_ms:
        return clock_text(row.actual_ms // 1000)
    return _("left out") if row.skipped else "–"


def _difference(row: SegmentReport) -> str:
    if row.planned_s is None or not row.actual_ms:
        return ""
    more = row.actual_ms // 1000 - row.planned_s
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return _LEFT_TO_RIGHT + sign + clock_text(abs(more))


def _written(papers: RunPapers) -> Sequence[Block]:
    notes = notes_by_step(papers.run.notes)
    blocks = [heading(_("Written down")), *notes] if notes else []
    parked = [
        one.text for one in papers.run.notes if one.kind is NoteKind.PARKING and one.text.strip()
    ]
    if parked:
        blocks += [heading(_("Parking lot")), bullets(parked)]
    if papers.commitments:
        commitments = commitments_table(papers.commitments, papers.members)
        blocks += [heading(_("What we will try")), commitments]
    return blocks
