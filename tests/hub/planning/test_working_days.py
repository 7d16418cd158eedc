"""The calendar of a centre: holidays, make-up days, first and last workdays, and years of which nothing is published."""

from datetime import date, timedelta

import pytest

from agent_desk.hub.planning.forecasting import calendar_of
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar

PUBLISHED = calendar_of(CentreCalendar())


def said(day: date) -> tuple[int, tuple[str, ...]]:
    kind = PUBLISHED.kind(day)
    return kind.like, kind.marks


def test_national_day_of_2026_and_its_make_up_days() -> None:
    """Off from 1 to 7 October 2026; 20 September (a Sunday) and 10 October (a Saturday) are worked."""
    assert not any(PUBLISHED.is_worked(date(2026, 10, day)) for day in range(1, 8))
    assert said(date(2026, 10, 1)) == (6, ("day_off",)), "a day off is like a Sunday"
    assert PUBLISHED.kind(date(2026, 10, 8)).like == 0, "the Thursday after it is a Monday"
    assert "after_break" in PUBLISHED.kind(date(2026, 10, 8)).marks
    assert "before_break" in PUBLISHED.kind(date(2026, 9, 30)).marks
    assert said(date(2026, 9, 20)) == (0, ("make_up",)), "a Sunday that begins its week is a Monday"
    assert PUBLISHED.kind(date(2026, 9, 21)).like == 1, "and the Monday after it a Tuesday"
    assert said(date(2026, 10, 10)) == (4, ("make_up",)), "a Saturday that ends its week is a Friday"


def test_first_and_last_workday_of_a_month() -> None:
    assert "month_first" in PUBLISHED.kind(date(2026, 8, 3)).marks, "the 1st and 2nd are a weekend"
    assert "month_last" in PUBLISHED.kind(date(2026, 7, 31)).marks
    assert "month_first" in PUBLISHED.kind(date(2026, 10, 8)).marks, "after a week of holidays"
    marked = [day for day in range(1, 32) if PUBLISHED.kind(date(2026, 7, day)).marks]
    assert marked == [1, 31]


def test_a_days_place_in_its_month_goes_by_workdays() -> None:
    assert PUBLISHED.kind(date(2026, 7, 1)).place == pytest.approx(0.5 / 23)
    assert PUBLISHED.kind(date(2026, 7, 31)).place == pytest.approx(22.5 / 23)
    assert PUBLISHED.kind(date(2026, 7, 4)).place == pytest.approx(3 / 23), (
        "a Saturday stands behind the workdays before it"
    )
    assert PUBLISHED.kind(date(2026, 10, 5)).place == 0.0, "no workday of October is behind"


def test_a_year_that_is_not_published_has_weekdays_and_what_the_bank_enters() -> None:
    new_year = date(2027, 1, 1)
    assert not PUBLISHED.known(new_year) and PUBLISHED.is_worked(new_year) and not PUBLISHED.is_worked(date(2027, 1, 2))
    own = calendar_of(CentreCalendar(holidays=["2027-01-01/2027-01-03", "2027-02-05"], workdays=["2027-02-20"]))
    assert own.known(new_year) and not own.is_worked(new_year) and own.is_worked(date(2027, 2, 20))
    assert own.kind(date(2027, 1, 4)).marks == ("after_break", "month_first")
    assert not own.is_worked(date(2026, 10, 1)), "what is published stays"


def test_what_the_bank_enters_goes_before_what_is_published() -> None:
    own = calendar_of(CentreCalendar(workdays=["2026-10-05"], holidays=["2026-10-10"]))
    assert own.is_worked(date(2026, 10, 5)) and not own.is_worked(date(2026, 10, 10))


def test_every_day_of_ten_years_has_a_kind() -> None:
    day = date(2020, 1, 1)
    while day.year < 2030:
        assert 0 <= PUBLISHED.kind(day).like <= 6
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"holidays": ["2027-02-30"]}, {"holidays": "no_such_day"}),
        ({"holidays": ["2027-02-11/2027-02-05"]}, {"holidays": "no_such_day"}),
        ({"workdays": ["2027-01-01/2037-01-01"]}, {"workdays": "no_such_day"}),
        ({"holidays": ["2027-02-05/2027-02-11"], "workdays": ["2027-02-07"]}, {"workdays": "off_and_worked"}),
        ({"holidays": ["下周一"]}, {"holidays": "string_pattern_mismatch"}),
        ({"holidays": ["2027-02-05/2027-02-11", "2027-04-05"], "workdays": ["2027-02-20"]}, {}),
    ],
)
def test_what_is_typed_into_the_calendar_is_looked_at(typed: dict[str, list[str]], fault: dict[str, str]) -> None:
    assert CALENDAR.faults_in(typed) == fault
