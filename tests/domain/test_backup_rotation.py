"""Which backups a community finds again after a year, to the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from copdesk.domain.backup_rotation import to_keep

TODAY = date(2026, 11, 21)  # a Saturday
EVENING = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
LAST_TWELVE_DAYS = {date(2026, 11, day) for day in range(8, 20)}
LAST_SUNDAYS = {
    *(date(2026, 11, day) for day in (1, 8, 15)),
    *(date(2026, 10, day) for day in (4, 11, 18, 25)),
    *(date(2026, 9, day) for day in (20, 27)),
}
ENDS_OF_MONTHS = {
    date(2026, 10, 31),
    date(2026, 9, 30),
    date(2026, 8, 31),
    date(2026, 7, 31),
    date(2026, 6, 30),
    date(2026, 5, 31),
    date(2026, 4, 30),
    date(2026, 3, 31),
}


def kept(moments, today=TODAY):
    made = {f"Backup of {moment}": moment for moment in moments}
    return {made[name] for name in to_keep(made.items(), today)}


def test_of_a_backup_every_evening_for_a_year_these_stay():
    days = {moment.date() for moment in kept(EVENING - timedelta(days=n) for n in range(365))}
    today_and_yesterday = {TODAY, date(2026, 11, 20)}
    assert days == today_and_yesterday | LAST_TWELVE_DAYS | LAST_SUNDAYS | ENDS_OF_MONTHS


def test_all_of_today_and_yesterday_stay_and_one_of_each_day_before():
    hours = [EVENING - timedelta(hours=n) for n in range(24 * 4)]
    stayed = kept(hours)
    assert {moment for moment in hours if moment.date() >= date(2026, 11, 20)} <= stayed
    assert sorted(moment for moment in stayed if moment.date() < date(2026, 11, 20)) == [
        datetime(2026, 11, 17, 23, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 23, 0, tzinfo=UTC),
        datetime(2026, 11, 19, 23, 0, tzinfo=UTC),
    ]


def test_the_order_in_which_the_folder_was_read_does_not_matter():
    evenings = [EVENING - timedelta(days=n) for n in range(100)]
    assert kept(evenings) == kept(reversed(evenings))


def test_a_backup_from_days_to_come_stays_and_takes_nobodys_place():
    days = [EVENING - timedelta(days=n) for n in range(60)]
    ahead = [EVENING + timedelta(days=300 + n) for n in range(40)]
    assert kept([*days, *ahead]) == kept(days) | set(ahead)


def test_the_same_month_of_another_year_is_another_month():
    sundays = [datetime(2026, 11, 15, 18, 0, tzinfo=UTC) - timedelta(weeks=n) for n in range(14)]
    novembers = [datetime(year, 11, 15, 18, 0, tzinfo=UTC) for year in (2023, 2024, 2025)]
    assert set(novembers) <= kept([*sundays, *novembers])


def test_the_same_week_of_another_year_is_another_week():
    days = [EVENING - timedelta(days=n) for n in range(16)]
    mondays = [
        datetime(2025, 11, day, 18, 0, tzinfo=UTC) for day in (10, 17)
    ]  # weeks 46 and 47, as this year's last two
    assert set(mondays) <= kept([*days, *mondays])


@pytest.mark.parametrize("years", [-30, -1, 1, 10, 40])
def test_a_wrong_clock_deletes_nothing_of_worth(years):
    hours = [EVENING - timedelta(hours=6 * number) for number in range(4 * 365)]
    wrong = date(TODAY.year + years, TODAY.month, TODAY.day)
    stayed = kept(hours, wrong)
    assert len(stayed) >= 20
    assert EVENING in stayed
    assert kept(stayed, wrong) == stayed
