"""The protocol's card: steps, times, who speaks and who is silent, prompts, whom to thank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Protocol, Step
from copdesk.language import _, listed
from copdesk.pdf.handouts.parts.meeting_papers import minutes_text, shortened
from copdesk.pdf.handouts.parts.papers import ProtocolPapers
from copdesk.pdf.handouts.parts.protocol_steps import (
    CardLine,
    Schedule,
    card_lines,
    held_lines,
    mode_text,
    voice_names,
)
from copdesk.pdf.handouts.parts.voices import Shape, Voice
from copdesk.pdf.handouts.styles import STEP, STEP_ASIDE
from copdesk.pdf.layout.blocks import (
    bullets,
    heading,
    key_values,
    note,
    paragraph,
    table,
    title,
    together,
)
from copdesk.pdf.layout.handout import SMALLER, Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Stack
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span

_STEP: Final = 12.0
_MOST_ROLE_NAMES: Final = 3

Players = Mapping[str, Sequence[str]]


def protocol_card_pdf(press: Press, papers: ProtocolPapers) -> Handout:
    """Print the card, with the times of a plan if there is one."""
    protocol = papers.protocol
    name = _("Protocol: {title}").format(title=protocol.title)
    blocks = protocol_card_blocks(protocol, papers.plan, starts_at=papers.starts_at)
    sizes = (1.0,) if press.large_print else SMALLER[:3]
    return press.on_one_page(name, shortened(protocol.title), blocks, sizes)


def protocol_card_blocks(
    protocol: Protocol, plan: RunPlan | None = None, *, starts_at: time | None = None
) -> list[Block]:
    """Return the card for a handout or a packet."""
    schedule = Schedule(plan, starts_at)
    size = _("{least} to {most}").format(least=protocol.size.least, most=protocol.size.most)
    length = minutes_text(round(schedule.total / 60)) if plan else ""
    blocks: list[Block] = [
        title(protocol.title, protocol.purpose),
        key_values(
            [
                (_("People"), size),
                (_("Takes"), length),
                (_("Bring"), "\n".join(protocol.materials)),
                (_("Roles"), listed(role.label for role in protocol.roles)),
            ],
            share=0.18,
        ),
        _steps(protocol, schedule, _players(plan)),
    ]
    if protocol.debrief:
        looking_back = heading(_("Questions for looking back"))
        blocks.append(together(looking_back, bullets(protocol.debrief, STEP)))
    if protocol.origin.attribution:
        blocks.append(note(protocol.origin.attribution))
    return blocks


def _players(plan: RunPlan | None) -> Players:
    """Return names by role, but not the whole room as "the group"."""
    return {
        role: [person.name for person in people]
        for role, people in (plan.roles if plan else ())
        if len(people) <= _MOST_ROLE_NAMES
    }


def _steps(protocol: Protocol, schedule: Schedule, players: Players) -> Block:
    lines = held_lines(card_lines(protocol.nodes), schedule)
    rows = [_row(protocol, line, schedule, players) for line in lines]
    widths, header = (0.13, 0.1, 0.51, 0.26), (_("Begins"), _("Min."), _("What"), _("Who"))
    if schedule.total:
        rows.append(([Span(schedule.after(schedule.total), bold=True)], "", _("End"), ""))
    else:
        rows, widths, header = [row[1:] for row in rows], widths[1:], header[1:]
    return table(rows, widths=widths, header=header, rules="rows", style=STEP)


def _row(
    protocol: Protocol, line: CardLine, schedule: Schedule, players: Players
) -> Sequence[Cell]:
    indent = line.depth * _STEP
    aside = replace(STEP_ASIDE, indent=indent)
    step = line.step
    named = Span(step.title if step else line.heading, bold=True, italic=step is None)
    lines: list[Block] = [paragraph([named], replace(STEP, indent=indent))]
    if line.remark:
        lines.append(paragraph(line.remark, aside))
    if step is None:
        return ("", "", Stack(blocks=lines), "")
    if step.room:
        lines.append(paragraph([Span(step.room, italic=True)], replace(STEP, indent=indent)))
    if step.facilitator:
        lines.append(paragraph(step.facilitator, aside))
    begins = [Span(schedule.clock(step), bold=True)]
    return (begins, schedule.length(step), Stack(blocks=lines), _who(protocol, step, players))


def _who(protocol: Protocol, step: Step, players: Players) -> Block:
    voices = (
        (Shape.FULL, step.speak, _("Speaks: {names}")),
        (Shape.HALF, step.answers, _("Answers briefly: {names}")),
        (Shape.EMPTY, step.silent, _("Silent: {names}")),
    )
    quiet = mode_text(step.mode)
    if quiet and not step.speak:
        return _voice(Shape.EMPTY, quiet)
    lines = [
        _voice(shape, words.format(names=voice_names(protocol, people, players)))
        for shape, people, words in voices
        if people
    ]
    if quiet:
        lines.append(_voice(Shape.EMPTY, quiet))
    return Stack(blocks=lines)


def _voice(shape: Shape, words: str) -> Block:
    return Voice(shape=shape, body=paragraph(words, STEP_ASIDE))
