from __future__ import annotations

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.services.handouts.wanted import Wanted
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped_protocol


@pytest.fixture
def services(database) -> Services:
    return Services.over(database)


@pytest.mark.parametrize("kind", ["protocol-card", "role-cards", "script"])
def test_a_named_protocol_is_printed_without_any_meeting(services, kind):
    handout = services.handouts.make(Wanted(kind=kind, protocol="consultancy"))
    assert handout.pdf.startswith(b"%PDF")


def test_a_card_is_planned_for_our_number_of_people(services):
    few = services.handouts.make(Wanted(kind="protocol-card", protocol="final-word", people=3))
    many = services.handouts.make(Wanted(kind="protocol-card", protocol="final-word", people=6))
    assert few.pdf != many.pdf


def test_a_run_is_read_without_its_log(services):
    plan = compile_plan(shipped_protocol("consultancy"), invented(4))
    run = services.discussions.start(plan).value
    assert services.discussions.get(run.id) == run
