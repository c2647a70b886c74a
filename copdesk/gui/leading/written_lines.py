"""What was written down in a discussion so far, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import NoteKind
from copdesk.domain.run.runs import RunNote
from copdesk.gui.leading.words import NOTE_KINDS
from copdesk.language import _

_ICONS: Final = {
    NoteKind.NOTE: "note",
    NoteKind.QUOTE: "speak",
    NoteKind.QUESTION: "help",
    NoteKind.PARKING: "clock",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """A note or a commitment; exactly one of the two is there."""

    id: str
    title: str
    second: str
    icon: str
    note: RunNote | None = None
    commitment: Commitment | None = None


def written_lines(
    notes: Iterable[RunNote], commitments: Iterable[Commitment], names: Mapping[str, str]
) -> list[WrittenLine]:
    """Return the notes in the order in which they were written, then the commitments."""
    lines = [
        WrittenLine(
            id=note.id,
            title=note.text,
            second=" · ".join(
                part for part in (_(NOTE_KINDS[note.kind]), note.person, note.segment_title) if part
            ),
            icon=_ICONS[note.kind],
            note=note,
        )
        for note in notes
        if note.text.strip()
    ]
    for commitment in commitments:
        who = names.get(commitment.member_id, commitment.who)
        second = _("Commitment · {who}").format(who=who) if who else _("Commitment")
        lines.append(
            WrittenLine(
                id=commitment.id,
                title=commitment.text,
                second=second,
                icon="commitment",
                commitment=commitment,
            )
        )
    return lines
