"""Thresholds, hysteresis and quiet hours of alarm rules."""

from datetime import datetime
from typing import Any

import pytest

from agent_desk.hub.supervising.alarm_rules import Reading, back, past, quiet, readings, worse
from agent_desk.schemas.calls.measures import MeasureMark
from agent_desk.schemas.supervising.records import AlarmRuleRow
from tests.fixtures.boards import NOW, busy_board


def rule(**given: Any) -> AlarmRuleRow:
    usual = {
        "code": "r",
        "name_zh": "则",
        "name_en": "Rule",
        "figure": "waiting",
        "threshold": 8,
        "clear_at": 4,
        "version": 1,
    }
    return AlarmRuleRow(**{**usual, **given})


def test_a_number_is_past_at_the_threshold_and_back_below_the_lower_one() -> None:
    waiting = rule()
    assert [past(waiting, Reading(value)) for value in (7, 8, 9)] == [False, True, True]
    assert [back(waiting, Reading(value)) for value in (7, 4, 3)] == [False, False, True]
    assert worse(waiting, 8, 12) == 12


def test_a_share_is_past_below_the_threshold_and_back_at_the_higher_one() -> None:
    level = rule(figure="service_level", counted="recent", threshold=0.7, clear_at=0.8, least_calls=10)
    assert [past(level, Reading(value, 20)) for value in (0.71, 0.7, 0.69)] == [False, False, True]
    assert [back(level, Reading(value, 20)) for value in (0.69, 0.79, 0.8)] == [False, False, True]
    assert worse(level, 0.6, 0.5) == 0.5


def test_a_share_of_few_calls_says_nothing() -> None:
    level = rule(figure="service_level", counted="recent", threshold=0.7, clear_at=0.8, least_calls=10)
    assert not past(level, Reading(0.0, 9)) and past(level, Reading(0.0, 10))


@pytest.mark.parametrize(
    ("begin", "end", "at", "silent"),
    [
        ("22:00", "06:00", "21:59", False),
        ("22:00", "06:00", "22:00", True),
        ("22:00", "06:00", "03:00", True),
        ("22:00", "06:00", "06:00", False),
        ("12:00", "13:00", "12:30", True),
        ("12:00", "13:00", "13:00", False),
    ],
)
def test_quiet_hours_are_half_open_and_may_go_over_midnight(begin: str, end: str, at: str, silent: bool) -> None:
    assert quiet(rule(quiet_from=begin, quiet_to=end), datetime.fromisoformat(f"2025-11-13 {at}")) is silent
    assert not quiet(rule(), datetime.fromisoformat(f"2025-11-13 {at}"))


def test_a_queue_that_is_shut_by_its_own_hours_is_no_alarm_once_nobody_waits_there() -> None:
    board = busy_board()
    shut = MeasureMark(does="closed", by_hours=True, until_at=NOW)
    first, second = board.queues[0], board.queues[1]
    assert first.now is not None and first.now.waiting and second.now is not None
    rests = {"measures": [shut], "now": second.now.model_copy(update={"waiting": 0, "ready": 0})}
    board.queues[:2] = [first.model_copy(update={"measures": [shut]}), second.model_copy(update=rests)]
    nobody_ready = rule(figure="ready", each_queue=True, threshold=1, clear_at=2)
    subjects = {one.queue for one in readings(nobody_ready, board, {}, {}, NOW)}
    assert second.queue.code not in subjects, "nobody has to be there"
    assert first.queue.code in subjects, "callers wait who came before it closed"
