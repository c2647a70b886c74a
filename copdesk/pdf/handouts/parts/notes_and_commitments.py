"""What was written down and promised, as every handout that tells of it prints it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import NoteKind
from copdesk.domain.members import Member
from copdesk.domain.run.runs import RunNote
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import until, who
from copdesk.pdf.handouts.styles import CELL
from copdesk.pdf.layout.blocks import Text, bullets, heading, table
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span


def note_line(kind: NoteKind, text: str, name: str) -> Text:
    """Return a line with who said it, quotes and questions told apart from plain notes."""
    name, text = _kept_apart(name, text)
    match kind:
        case NoteKind.QUOTE:
            words = [Span(_("“{text}”").format(text=text), italic=True)]
            return [*words, Span(f" – {name}")] if name else words
        case NoteKind.QUESTION:
            spans = [Span(_("Question:"), bold=True), Span(f" {text}")]
            return [*spans, Span(f" – {name}")] if name else spans
        case _:
            return [Span(f"{name}: ", bold=True), Span(text)] if name else text


def _kept_apart(name: str, text: str) -> tuple[str, str]:
    """Let a name and words that read in different directions not disturb one another."""
    if not name or _direction(name) == _direction(text):
        return name, text
    return f"\u2068{name}\u2069", f"\u2068{text}\u2069"


def _direction(text: str) -> str:
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next(("L" if one == "L" else "R" for one in found if one in ("L", "R", "AL")), "")


def notes_by_step(notes: Iterable[RunNote]) -> list[Block]:
    """Return the lines of a discussion below the steps that they belong to."""
    blocks: list[Block] = []
    told = [line for line in notes if line.kind is not NoteKind.PARKING and line.text.strip()]
    for step, lines in groupby(told, key=lambda line: line.segment_title):
        if step:
            blocks.append(heading(step, 3))
        blocks.append(bullets(note_line(line.kind, line.text, line.person) for line in lines))
    return blocks


def commitments_table(commitments: Iterable[Commitment], members: Mapping[str, Member]) -> Block:
    """Return who will try what until when."""
    rows: list[Sequence[Cell]] = [
        ([Span(who(one, members), bold=True)], one.text, until(one)) for one in commitments
    ]
    return table(
        rows,
        widths=(0.27, 0.53, 0.2),
        header=(_("Who"), _("What"), _("By")),
        rules="rows",
        style=CELL,
    )
