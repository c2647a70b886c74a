from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.community import Goal, Norms
from copdesk.errors import InvalidInput
from copdesk.services.changes import Area
from copdesk.services.community import CommunityService

TODAY = date(2026, 3, 5)


@pytest.fixture
def service(database):
    return CommunityService(database)


def test_the_profile_is_changed_and_its_norms_stay(service):
    service.agree_norms("We listen.")
    outcome = service.save(replace(service.get(), name=" Two  Valleys ", norms=()))
    assert outcome.changed is Area.COMMUNITY
    assert service.get().name == "Two Valleys"
    assert len(service.get().norms) == 1


def test_a_community_needs_a_name(service):
    with pytest.raises(InvalidInput) as refused:
        service.save(replace(service.get(), name=" \u202e "))
    assert refused.value.field == "name"
    assert service.get().name == "Upper Valley"


def test_norms_of_one_day_are_reworded_and_of_another_day_kept(service):
    service.agree_norms("We listen.", date(2025, 9, 1))
    service.agree_norms("We listen well.", date(2025, 9, 1))
    service.agree_norms("We listen well.\n\nWe begin on time.")
    first, second = service.get().norms
    assert first.text == "We listen well."
    assert (second.agreed_on, second.lines) == (TODAY, ("We listen well.", "We begin on time."))
    assert service.get().current_norms == second


def test_the_first_norms_are_agreed_today_and_rewording_keeps_the_day(service):
    first = service.save_norms(Norms(text="We listn.")).value
    assert first.agreed_on == TODAY
    earlier = replace(first, text="We listen.", agreed_on=date(2025, 9, 1))
    service.save_norms(earlier)
    assert service.get().norms == (earlier,)


def test_an_agreement_is_taken_back_and_put_back(service):
    service.agree_norms("Old", date(2025, 9, 1))
    new = service.agree_norms("New").value
    service.remove_norms(new.id)
    current = service.get().current_norms
    assert current is not None
    assert current.text == "Old"
    service.restore_norms(new.id)
    assert service.get().current_norms == new


def test_norms_that_are_a_book_are_refused(service):
    with pytest.raises(InvalidInput) as refused:
        service.save_norms(Norms(text="x" * 20_001))
    assert refused.value.field == "text"
    assert service.get().norms == ()


def test_goals_come_and_go_and_come_back(service):
    goal = service.save_goal(Goal(text=" Read \n aloud ", review_on=TODAY)).value
    assert goal.text == "Read aloud"
    service.save_goal(replace(goal, reached_on=TODAY))
    service.remove_goal(goal.id)
    assert service.get().goals == ()
    service.restore_goal(goal.id)
    assert service.get().goals == (replace(goal, reached_on=TODAY),)


def test_a_goal_needs_words(service):
    with pytest.raises(InvalidInput) as refused:
        service.save_goal(Goal(text="\n"))
    assert refused.value.field == "text"


def test_the_name_alone_is_the_name_of_the_profile(service):
    assert service.name() == service.get().name == "Upper Valley"
