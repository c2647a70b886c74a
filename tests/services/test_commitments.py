from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.topics import Topic
from copdesk.errors import InvalidInput, NotFound
from copdesk.services.changes import Area
from copdesk.services.commitments import CommitmentService

TODAY = date(2026, 3, 5)


@pytest.fixture
def service(database):
    return CommitmentService(database)


def test_a_commitment_is_made_today_and_comes_back_until_it_is_closed(service):
    outcome = service.save(Commitment(text=" Try the strips ", meeting_id="m1"))
    commitment = outcome.value
    assert outcome.changed is Area.COMMITMENTS
    assert (commitment.text, commitment.made_on, commitment.is_open) == (
        "Try the strips",
        TODAY,
        True,
    )
    assert service.open() == service.of_meeting("m1") == [commitment]
    service.set_state(commitment.id, CommitmentState.LET_GO)
    assert service.open() == []
    assert service.all() == [replace(commitment, state=CommitmentState.LET_GO)]
    service.set_state(commitment.id, CommitmentState.OPEN)
    assert service.open() == [commitment]


def test_a_report_tells_what_happened_and_may_close_the_commitment(service):
    commitment = service.save(Commitment(text="Try")).value
    service.report(commitment.id, ReportBack(text=" Half of them laughed. ", meeting_id="m2"))
    closed = service.report(commitment.id, ReportBack(text="All did."), CommitmentState.KEPT).value
    assert [one.text for one in closed.reports] == ["Half of them laughed.", "All did."]
    assert closed.reports[0].reported_on == TODAY
    assert closed.state is CommitmentState.KEPT
    assert service.get(commitment.id) == closed


@pytest.mark.parametrize("text", ["", " \n "])
def test_neither_commitment_nor_report_nor_topic_is_empty(service, text):
    commitment = service.save(Commitment(text="Try")).value
    for refuse in (
        lambda: service.save(Commitment(text=text)),
        lambda: service.report(commitment.id, ReportBack(text=text), CommitmentState.KEPT),
        lambda: service.save_topic(Topic(text=text)),
    ):
        with pytest.raises(InvalidInput) as refused:
            refuse()
        assert refused.value.field == "text"
    assert service.all() == [commitment]
    assert service.topics() == []


def test_a_removed_commitment_comes_back_whole(service):
    commitment = service.save(Commitment(text="Try", who="The baker", by=TODAY)).value
    service.remove(commitment.id)
    assert service.all() == []
    service.restore(commitment.id)
    assert service.all() == [commitment]


def test_nothing_is_said_of_a_commitment_that_never_was(service):
    with pytest.raises(NotFound):
        service.set_state("0" * 32, CommitmentState.KEPT)


def test_a_topic_waits_until_a_meeting_takes_it_up(service):
    topic = service.save_topic(Topic(text="Homework?")).value
    assert topic.raised_on == TODAY
    service.save_topic(replace(topic, taken_up_in="m1"))
    assert service.topics() == []
    service.save_topic(topic)
    service.remove_topic(topic.id)
    assert service.topics() == []
    service.restore_topic(topic.id)
    assert service.topics() == [topic]
