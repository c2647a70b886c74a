"""What a note taker is reminded of before the minutes become final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.commitments import Commitment
from copdesk.domain.loose_ends import LooseEnd, LooseEndKind, loose_ends
from copdesk.domain.meetings import (
    AgendaItem,
    AgendaKind,
    Attendance,
    Decision,
    Meeting,
    Note,
)
from copdesk.domain.run.runs import Run, RunNote

FRACTIONS = AgendaItem(id="fractions", title="Fractions")
MEETING = Meeting(
    title="March",
    held_on=date(2026, 3, 5),
    agenda=(FRACTIONS,),
    attendance=(Attendance(member_id="ana"),),
    notes=(Note(item_id="fractions", text="We tried strips."),),
)
PROMISE = Commitment(text="Try strips", member_id="ana", by=date(2026, 4, 1))
UNWRITTEN = LooseEnd(kind=LooseEndKind.NOTHING_WRITTEN, about="Fractions")
BARE = replace(MEETING, notes=())


def test_an_evening_that_is_written_up_has_none():
    assert loose_ends(MEETING, [PROMISE], []) == ()


def test_that_nobody_was_there_is_asked_first():
    ends = loose_ends(replace(BARE, attendance=()), [], [])
    assert ends == (LooseEnd(kind=LooseEndKind.NOBODY_PRESENT), UNWRITTEN)


def test_an_item_without_a_word_is_named_by_its_title():
    assert loose_ends(BARE, [], []) == (UNWRITTEN,)
    assert UNWRITTEN.number == 1


@pytest.mark.parametrize("kind", [AgendaKind.TOPIC, AgendaKind.DISCUSSION])
def test_topics_and_discussions_want_notes(kind):
    item = replace(FRACTIONS, kind=kind)
    assert loose_ends(replace(BARE, agenda=(item,)), [], []) == (UNWRITTEN,)


@pytest.mark.parametrize("kind", [AgendaKind.PAUSE, AgendaKind.REPORT_BACK])
def test_breaks_and_reports_need_no_notes(kind):
    item = replace(FRACTIONS, kind=kind)
    assert loose_ends(replace(BARE, agenda=(item,)), [], []) == ()


def test_notes_of_another_item_do_not_count_for_this_one():
    elsewhere = Note(item_id="reading", text="Read chapter two.")
    assert loose_ends(replace(BARE, notes=(elsewhere,)), [], []) == (UNWRITTEN,)


def test_a_decision_is_enough():
    decided = Decision(item_id="fractions", text="Strips in all classes.")
    assert loose_ends(replace(BARE, decisions=(decided,)), [], []) == ()


def test_a_commitment_is_enough():
    assert loose_ends(BARE, [replace(PROMISE, item_id="fractions")], []) == ()


def test_a_discussion_counts_when_something_was_written_in_it():
    run = Run(title="Go-round", item_id="fractions", plan="{}")
    assert loose_ends(BARE, [], [run]) == (UNWRITTEN,)
    written = replace(run, notes=(RunNote(text="Strips help."),))
    assert loose_ends(BARE, [], [written]) == ()


def test_a_commitment_of_nobody_is_named_by_its_words():
    nobody = replace(PROMISE, member_id="")
    assert loose_ends(MEETING, [PROMISE, nobody], []) == (
        LooseEnd(kind=LooseEndKind.NO_NAME, about="Try strips"),
    )
    assert loose_ends(MEETING, [replace(nobody, who="Mr. Okello")], []) == ()


def test_commitments_without_a_day_are_counted_in_one_end():
    someday = replace(PROMISE, by=None)
    assert loose_ends(MEETING, [someday, PROMISE, someday], []) == (
        LooseEnd(kind=LooseEndKind.NO_DAY, number=2),
    )


def test_the_ends_come_in_the_order_of_the_evening():
    ends = loose_ends(replace(BARE, attendance=()), [replace(PROMISE, member_id="", by=None)], [])
    assert [end.kind for end in ends] == list(LooseEndKind)
