"""What the tally of talk says in words, on the buttons, to the room and in a note."""

from __future__ import annotations

from collections.abc import Sequence

from copdesk.domain.plan.segments import Segment
from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.talk_tally import Spoken, TalkTally
from copdesk.language import _, listed, ngettext


def spoken_text(spoken: Spoken) -> str:
    """Return a name, with turns and time once the person has been heard."""
    if not spoken.is_heard:
        return spoken.person.name
    return _("{name} · {turns} × · {time}").format(
        name=spoken.person.name, turns=spoken.turns, time=clock_text(spoken.seconds)
    )


def not_heard_text(spoken: Sequence[Spoken]) -> str:
    """Return how many have not been heard yet."""
    silent = sum(not one.is_heard for one in spoken)
    if not silent:
        return _("Everybody has been heard. Tap who speaks now.")
    return ngettext(
        "{number} not yet heard, first in the row. Tap who speaks now.",
        "{number} not yet heard, first in the row. Tap who speaks now.",
        silent,
    ).format(number=silent)


def once_text(segment: Segment, tally: TalkTally | None) -> str:
    """Return who has had their one turn in a step in which everybody speaks once."""
    if not segment.once_only:
        return ""
    heard = tally.heard_now() if tally is not None else ()
    if not heard:
        return _("Whoever wants to speaks, each only once.")
    names = listed(person.name for person in heard)
    return _("Each only once. Have spoken: {names}").format(names=names)


def tally_text(spoken: Sequence[Spoken]) -> str:
    """Return the whole tally as one line for the notes, most time first."""
    heard = sorted((one for one in spoken if one.is_heard), key=lambda one: -one.ms)
    counted = listed(spoken_text(one).replace(" ", "\u00a0") for one in heard)
    parts = [_("Talk time by taps: {names}").format(names=counted)] if heard else []
    silent = [one.person.name for one in spoken if not one.is_heard]
    if silent:
        parts.append(_("Not heard: {names}").format(names=listed(silent)))
    return "\n".join(parts)
