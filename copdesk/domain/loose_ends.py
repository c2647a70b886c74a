"""What may have been forgotten before the minutes of a meeting become final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import AgendaKind, Meeting
from copdesk.domain.run.runs import Run


class LooseEndKind(StrEnum):
    """What is not there."""

    NOBODY_PRESENT = "nobody_present"
    NOTHING_WRITTEN = "nothing_written"
    NO_NAME = "no_name"
    NO_DAY = "no_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnd:
    """One thing to look at again; `about` is the item or the commitment in its own words.

    It never has to be mended: an item may have been dropped, a commitment may be everybody's.
    Commitments without a day are one end with their number, as many mean "until we meet again".
    """

    kind: LooseEndKind
    about: str = ""
    number: int = 1


def loose_ends(
    meeting: Meeting, commitments: Sequence[Commitment], runs: Sequence[Run]
) -> tuple[LooseEnd, ...]:
    """Return what may have been forgotten, in the order of the evening.

    `commitments` and `runs` are those of this meeting.
    """
    found: list[LooseEnd] = []
    if not meeting.attendance:
        found.append(LooseEnd(kind=LooseEndKind.NOBODY_PRESENT))
    found += _unwritten(meeting, commitments, runs)
    found += [
        LooseEnd(kind=LooseEndKind.NO_NAME, about=commitment.text)
        for commitment in commitments
        if not commitment.member_id and not commitment.who
    ]
    without_day = sum(commitment.by is None for commitment in commitments)
    if without_day:
        found.append(LooseEnd(kind=LooseEndKind.NO_DAY, number=without_day))
    return tuple(found)


def _unwritten(
    meeting: Meeting, commitments: Sequence[Commitment], runs: Sequence[Run]
) -> Iterator[LooseEnd]:
    """Yield the items under which nothing was written, decided or promised."""
    spoken_of = {
        *(note.item_id for note in meeting.notes),
        *(decision.item_id for decision in meeting.decisions),
        *(commitment.item_id for commitment in commitments),
        *(run.item_id for run in runs if run.notes),
    }
    for item in meeting.agenda:
        wants_notes = item.kind in (AgendaKind.TOPIC, AgendaKind.DISCUSSION)
        if wants_notes and item.id not in spoken_of:
            yield LooseEnd(kind=LooseEndKind.NOTHING_WRITTEN, about=item.title)
