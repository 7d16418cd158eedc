"""What a day will bring: holidays, faults of the lines, another level, gaps, a queue that is new, and a day that goes its own way."""

from datetime import date, timedelta

import numpy as np
import pytest

from agent_desk.hub.planning.forecast_rules import Learnt, go_on, learn, quarters
from agent_desk.hub.planning.forecasting import calendar_of
from agent_desk.hub.planning.working_days import DayKind, WorkingDays
from agent_desk.schemas.planning.settings import CentreCalendar
from tests.fixtures.made_up_calls import START, WEEK, History, made_up

PLAIN = WorkingDays()
PUBLISHED = calendar_of(CentreCalendar())


def learnt(history: History, calendar: WorkingDays = PLAIN) -> Learnt:
    found = learn(history, calendar.kind)
    assert found is not None
    return found


def whole(history: History, day: date, calendar: WorkingDays = PLAIN) -> float:
    """Calls that the morning of a day expects, having seen the days before it."""
    return float(learnt(history, calendar).expected(calendar.kind(day)).sum())


def test_each_weekday_is_foretold_by_its_own_days() -> None:
    history = made_up(70)
    tomorrow = START + timedelta(days=70)
    for more in range(7):
        expected = whole(history, tomorrow + timedelta(days=more))
        assert expected == pytest.approx(3000 * WEEK[more], rel=0.05), more


def test_the_first_workday_after_a_holiday_is_a_monday() -> None:
    """Qingming of 2026 is off until Monday 6 April; the Tuesday has a Monday's calls, and nobody has seen one before."""
    history = made_up(36, of_day=lambda day: 0.35 if PUBLISHED.is_holiday(day) else 1.0)
    tuesday = date(2026, 4, 7)
    assert max(history) == date(2026, 4, 6)
    monday = whole(history, date(2026, 3, 30), PUBLISHED)
    assert monday == pytest.approx(3900, rel=0.06)
    assert 0.97 * monday < whole(history, tuesday, PUBLISHED) < 1.12 * monday, (
        "a Monday, or busier: more days have gathered"
    )


def test_a_saturday_that_is_worked_is_a_workday() -> None:
    """9 May 2026 makes up for a day of the May holiday."""
    saturday = date(2026, 5, 9)
    history = made_up((saturday - START).days)
    assert whole(history, saturday, PUBLISHED) > 2500, "a Saturday has 1,500"
    assert whole(history, saturday, PLAIN) == pytest.approx(1500, rel=0.1)


def test_what_is_special_about_the_first_workday_of_a_month_is_learnt_and_believed_by_degrees() -> None:
    def busy(day: date) -> float:
        return 1.3 if "month_first" in PLAIN.kind(day).marks else 1.0

    told = []
    for months in (1, 3, 8):
        found = learnt(made_up(31 * months, of_day=busy))
        first, later = (found.expected(PLAIN.kind(date(2026, 12, day))).sum() / WEEK[day % 7] for day in (1, 8))
        told.append(first / later)
    assert all(1.0 < one < 1.2 for one in told[:2]), "two or four such days are believed a little"
    assert 1.12 < told[2] < 1.3


def test_a_week_of_holidays_does_not_lower_the_workdays_after_it() -> None:
    """Off from 1 to 7 October with a third of the calls; the Thursday after it is a Monday of the usual level."""
    start = date(2026, 7, 6)
    history = made_up(94, start=start, of_day=lambda day: 0.3 if PUBLISHED.is_holiday(day) else 1.0)
    assert max(history) == date(2026, 10, 7)
    thursday = whole(history, date(2026, 10, 8), PUBLISHED)
    assert 0.95 * 3900 < thursday < 1.15 * 3900
    assert whole(history, date(2026, 10, 14), PUBLISHED) == pytest.approx(2850, rel=0.06)


def test_a_day_of_a_fault_moves_no_forecast() -> None:
    history = made_up(70)
    tomorrow = START + timedelta(days=70)
    before = whole(history, tomorrow)
    for times in (0.1, 4.0):
        told = history | {tomorrow - timedelta(days=4): [times * one for one in history[tomorrow - timedelta(days=4)]]}
        assert whole(told, tomorrow) == pytest.approx(before, rel=0.06)
        assert [one.day for one in learnt(told).days[-7:] if one.unusual] == [tomorrow - timedelta(days=4)]


def test_an_outage_of_three_hours_does_not_dent_the_day() -> None:
    history = made_up(70)
    thursday = START + timedelta(days=66)
    cut = list(history[thursday])
    cut[20:26] = [0.0] * 6
    kind = PLAIN.kind(thursday)
    sound, dented = (learnt(one).expected(kind) for one in (history, history | {thursday: cut}))
    assert dented[20:26] == pytest.approx(sound[20:26], rel=0.06)


@pytest.mark.parametrize("times", [1.5, 0.6])
def test_another_level_is_believed_within_a_week(times: float) -> None:
    """A bank takes another one over: half as many calls again, from a day on."""
    shift = START + timedelta(days=70)
    history = made_up(77, of_day=lambda day: times if day >= shift else 1.0)
    assert whole(history, START + timedelta(days=77)) == pytest.approx(3900 * times, rel=0.12)


def test_days_that_are_missing_are_no_days_without_calls() -> None:
    history = made_up(84)
    gaps = {day: calls for day, calls in history.items() if not 30 <= (day - START).days < 44 and day.day % 9}
    tomorrow = START + timedelta(days=84)
    assert whole(gaps, tomorrow) == pytest.approx(whole(history, tomorrow), rel=0.05)


def test_a_day_of_the_week_that_is_shut_has_no_forecast_and_no_part_in_the_others() -> None:
    history = made_up(42, week=(1.3, 1.0, 0.95, 0.95, 1.05, 0.5, 0.0))
    found = learnt(history)
    assert found.expected(DayKind(6, worked=False)).size == 0
    assert found.expected(DayKind(2)).sum() == pytest.approx(2850, rel=0.05)


def test_a_new_queue_is_foretold_by_what_there_is() -> None:
    assert learn({}, PLAIN.kind) is None
    assert learn({START: [0.0] * 48}, PLAIN.kind) is None
    first = made_up(1)
    assert whole(first, START + timedelta(days=1)) == pytest.approx(sum(first[START]), rel=0.02), "the one day there is"
    three = made_up(3)
    mean = sum(sum(calls) for calls in three.values()) / 3
    assert whole(three, START + timedelta(days=3)) == pytest.approx(mean, rel=0.1)
    assert learnt(three).persists_days == 0
    small = learnt({day: [0.0] * 20 + [2.0, 1.0] + [0.0] * 26 for day in made_up(20)})
    assert small.expected(PLAIN.kind(START)).sum() == pytest.approx(3, rel=0.2)


def days_of_their_own(spread: float, seed: int = 3) -> History:
    """Days that differ from each other by a level of their own, the whole day long."""
    draw = np.random.default_rng(seed)
    levels = {START + timedelta(days=more): float(np.exp(draw.normal(0.0, spread))) for more in range(130)}
    return made_up(130, level=9000, of_day=lambda day: levels[day])


def test_how_much_of_a_deviation_persists_is_learnt_by_hour() -> None:
    steady, noisy = learnt(days_of_their_own(0.1)), learnt(days_of_their_own(0.0))
    assert steady.later[24] > 0.75, "days that are busy stay busy"
    assert noisy.later[24] < 0.5, "what is chance does not persist"
    assert noisy.later[17] <= noisy.later[24] + 0.15
    assert all(0.0 <= one <= 1.0 for one in (*steady.near, *steady.later, *noisy.near, *noisy.later))


def test_today_goes_on_as_far_as_its_deviation_is_learnt_to_persist() -> None:
    found = learnt(days_of_their_own(0.1))
    morning = found.expected(PLAIN.kind(START + timedelta(days=130)))
    came = (morning * 1.2).tolist()
    noon = go_on(found, morning, came[:24], 30, 24)
    assert noon.recent / noon.expected == pytest.approx(1.2), "the last 90 minutes"
    assert noon.expected == pytest.approx(morning[21:24].sum())
    assert 1.0 < noon.factor_later < 1.2 and noon.factor_later == pytest.approx(1.2**noon.later)
    assert noon.factors(4, 30).tolist() == [noon.factor_near] * 2 + [noon.factor_later] * 2
    assert noon.factors(5, 15).tolist() == [noon.factor_near] * 4 + [noon.factor_later]
    night = go_on(found, morning, came[:10], 30, 10)
    assert (night.factor_near, night.factor_later) == (1.0, 1.0), "nothing was expected yet, so nothing deviates"
    dead = go_on(found, morning, [0.0] * 24, 30, 24)
    assert dead.factor_later >= 0.5, "no call at all is a fault of the lines, not the end of the day's calls"


def test_quarters_say_the_same_of_today_as_half_hours() -> None:
    found = learnt(days_of_their_own(0.1))
    morning = found.expected(PLAIN.kind(START + timedelta(days=130)))
    halves, four = morning * 1.2, quarters(morning * 1.2)
    by_half = go_on(found, morning, halves[:24].tolist(), 30, 24)
    by_quarter = go_on(found, quarters(morning), four[:48].tolist(), 15, 24)
    assert by_quarter.factor_near == pytest.approx(by_half.factor_near)
    assert by_quarter.recent == pytest.approx(by_half.recent)


def test_quarters_add_up_to_their_half_hours() -> None:
    halves = learnt(made_up(30)).expected(PLAIN.kind(START))
    four = quarters(halves)
    assert four.reshape(48, 2).sum(axis=1) == pytest.approx(halves)
    assert (four >= 0).all() and four[28] < four[29], "calls grow in the morning"
