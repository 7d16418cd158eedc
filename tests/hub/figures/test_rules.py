"""The figures library: the worked case of the domain, sums that agree, intervals and days on the centre's clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.figures.rules import (
    FORMULA_IDS,
    FORMULAS,
    INTERVAL_MINUTES,
    Counts,
    Target,
    abandon_wait_s,
    agent_figures,
    aht_s,
    answer_rate,
    asa_s,
    count_call,
    day_end,
    day_start,
    explain,
    figures,
    interval_start,
    occupancy,
    service_level,
)
from agent_desk.schemas.figures.targets import FormulaWord
from tests.fixtures.properties import given, st

WORKED = Counts(offered=1060, answered=1000, abandoned=60, answered_within=860, abandoned_within=20, abandoned_short=10)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "America/Havana",
        "Asia/Beirut",
    )
]
OUTCOMES = ("answered", "abandoned_queue", "abandoned_ivr", "timed_out", "called_back", "full")

calls = st.tuples(
    st.sampled_from(OUTCOMES),
    st.integers(0, 3_600_000),
    st.integers(0, 3_600_000),
    st.integers(0, 600_000),
    st.integers(0, 600_000),
)
instants = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def counted(rows: list[tuple[str, int, int, int, int]], target: Target | None = None) -> Counts:
    total = Counts()
    for outcome, wait, talk, hold, acw in rows:
        total += count_call(outcome, wait, target or Target(), talk_ms=talk, hold_ms=hold, acw_ms=acw)
    return total


@pytest.mark.parametrize(
    ("formula", "percent"), [("F1", 83.0), ("F2", 86.0), ("F3", 81.1), ("F4", 82.7), ("F5", 82.1), ("F6", 82.7)]
)
def test_the_worked_case_of_the_domain(formula: FormulaWord, percent: float) -> None:
    level = service_level(WORKED, formula)
    assert level is not None and round(level * 100, 1) == percent


def test_f6_differs_from_f4_once_calls_leave_otherwise() -> None:
    more = replace(WORKED, offered=1160)
    assert service_level(more, "F4") == service_level(WORKED, "F4")
    assert service_level(more, "F6") == 860 / 1140


def test_a_figure_without_a_basis_is_none_not_zero() -> None:
    shown = figures(Counts())
    assert {name for name, value in shown.items() if value is None} == {
        "answer_rate",
        "asa",
        "aht",
        "abandon_wait",
        *FORMULA_IDS,
    }
    assert shown["offered"] == 0 and shown["longest_wait"] == 0
    assert figures(Counts(offered=1, answered=1))["asa"] == 0.0


def test_the_usual_figures() -> None:
    counts = counted(
        [
            ("answered", 10_000, 60_000, 5_000, 25_000),
            ("answered", 30_000, 120_000, 0, 30_000),
            ("abandoned_queue", 5_000, 0, 0, 0),
            ("called_back", 60_000, 0, 0, 0),
            ("abandoned_ivr", 9_000, 0, 0, 0),
        ]
    )
    assert (counts.offered, counts.answered, counts.abandoned, counts.abandoned_short) == (4, 2, 1, 1)
    assert answer_rate(counts) == 0.5
    assert asa_s(counts) == 20.0
    assert aht_s(counts) == 120.0
    assert abandon_wait_s(counts) == 5.0
    assert figures(counts)["longest_wait"] == 60
    assert figures(replace(counts, longest_wait_ms=60_250))["longest_wait"] == 60.25
    assert agent_figures(counts) == {"answered": 2, "aht": 120.0}
    assert occupancy(240_000, 60_000) == 0.8
    assert occupancy(0, 0) is None


def test_the_limits_belong_to_the_early_side() -> None:
    assert count_call("answered", 20_000, Target()).answered_within == 1
    assert count_call("answered", 20_001, Target()).answered_within == 0
    assert count_call("abandoned_queue", 5_000, Target()).abandoned_short == 1
    assert count_call("abandoned_queue", 5_001, Target()).abandoned_short == 0


@given(st.lists(calls, max_size=30), st.lists(calls, max_size=30))
def test_counts_of_parts_add_up_to_the_counts_of_the_whole(left: list, right: list) -> None:  # type: ignore[type-arg]
    assert counted(left) + counted(right) == counted([*right, *left])


@given(st.lists(calls, max_size=40))
def test_every_level_is_a_share_and_the_formulas_keep_their_order(rows: list) -> None:  # type: ignore[type-arg]
    counts = counted(rows)
    levels = {formula: service_level(counts, formula) for formula in FORMULA_IDS}
    assert all(value is None or 0 <= value <= 1 for value in levels.values())
    if levels["F3"] is not None and levels["F4"] is not None:
        assert levels["F3"] <= levels["F5"] <= levels["F1"]  # type: ignore[operator]
        assert levels["F3"] <= levels["F4"]


@pytest.mark.parametrize("formula", FORMULA_IDS)
def test_an_explained_figure_can_be_worked_out_by_hand(formula: FormulaWord) -> None:
    start = datetime(2026, 3, 2, 1, tzinfo=UTC)
    told = explain(WORKED, formula, target=Target(), window_start_at=start, window_end_at=start + timedelta(minutes=30))
    assert told.value == service_level(WORKED, formula) == told.numerator / told.denominator
    assert eval(told.substituted, {}) == told.value
    assert FORMULAS[formula].words_zh and FORMULAS[formula].words_en and told.window_end_at > told.window_start_at


def test_explaining_nothing_says_nothing() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert explain(Counts(), "F3", target=Target(), window_start_at=at, window_end_at=at).value is None


@pytest.mark.parametrize(
    "wrong", [{"formula": "F7"}, {"within_ms": -1}, {"short_ms": -1}, {"level": 1.2}, {"level": -0.1}]
)
def test_an_impossible_target_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"formula|target"):
        Target(**wrong)  # type: ignore[arg-type]


def test_intervals_are_half_open() -> None:
    noon = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    assert interval_start(noon, 30, SHANGHAI) == noon
    assert interval_start(noon - timedelta(microseconds=1), 30, SHANGHAI) == noon - timedelta(minutes=30)
    assert interval_start(noon + timedelta(minutes=29, seconds=59), 30, SHANGHAI) == noon


def test_an_interval_that_does_not_divide_the_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="interval"):
        interval_start(datetime(2026, 3, 2, tzinfo=UTC), 25, SHANGHAI)


def test_intervals_follow_the_wall_clock_of_a_zone_off_the_hour() -> None:
    at = datetime(2026, 3, 2, 10, 50, tzinfo=UTC)  # 16:35 in Kathmandu
    assert interval_start(at, 30, ZoneInfo("Asia/Kathmandu")) == datetime(2026, 3, 2, 10, 45, tzinfo=UTC)


@given(instants, st.sampled_from(INTERVAL_MINUTES), st.sampled_from(ZONES))
def test_every_instant_lies_in_exactly_one_interval(at: datetime, minutes: int, zone: ZoneInfo) -> None:
    start = interval_start(at, minutes, zone)
    assert start <= at < start + timedelta(minutes=minutes)
    assert interval_start(start, minutes, zone) == start
    assert start.astimezone(zone).minute % minutes == 0


@given(instants, st.sampled_from(ZONES))
def test_every_instant_lies_in_exactly_one_day(at: datetime, zone: ZoneInfo) -> None:
    start, end = day_start(at, zone), day_end(at, zone)
    assert start <= at < end
    assert day_start(start, zone) == start
    assert day_start(end - timedelta(microseconds=1), zone) == start
    assert day_start(end, zone) == end


@pytest.mark.parametrize(
    ("zone", "noon", "hours"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 12), 23),
        ("Europe/Berlin", datetime(2026, 10, 25, 12), 25),
        ("America/Sao_Paulo", datetime(2018, 11, 4, 12), 23),  # the clock skipped midnight
        ("America/Havana", datetime(2024, 11, 3, 12), 25),  # the clock repeated midnight
        ("Asia/Shanghai", datetime(2026, 3, 29, 12), 24),
    ],
)
def test_days_across_a_change_of_clocks(zone: str, noon: datetime, hours: int) -> None:
    at = noon.replace(tzinfo=ZoneInfo(zone))
    assert day_end(at, ZoneInfo(zone)) - day_start(at, ZoneInfo(zone)) == timedelta(hours=hours)
