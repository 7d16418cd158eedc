"""The legal clock of a complaint, and the states of a case: every pair, every reason why a day counts or not."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.cases.rules import (
    LAW,
    Approval,
    CaseClass,
    Due,
    Pause,
    due,
)
from agent_desk.schemas.cases.settings import LawEdition
from tests.fixtures.properties import given, st

LAW_2020 = LawEdition()
ZONE = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime(2026, 3, 2, 15, 30, tzinfo=ZONE)


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    return datetime(2026, month, 1, hour, tzinfo=ZONE) + timedelta(days=day - 1)


def clock(case_class: CaseClass = "simple", received_at: datetime = RECEIVED, **facts: object) -> Due:
    facts.setdefault("as_of", at(90))
    return due(received_at, case_class, law=LAW_2020, zone=ZONE, **facts)  # type: ignore[arg-type]


def codes(found: Due) -> list[str]:
    return [step.code for step in found.steps]


@pytest.mark.parametrize(("case_class", "last"), [("simple", date(2026, 3, 17)), ("complex", date(2026, 4, 1))])
def test_the_limit_counts_from_the_day_after_receipt_to_the_end_of_the_last_day(
    case_class: CaseClass, last: date
) -> None:
    found = clock(case_class)
    assert found.due_on == last
    assert found.due_at == datetime(last.year, last.month, last.day, tzinfo=ZONE) + timedelta(days=1)
    assert found.due_at.tzinfo is UTC
    assert codes(found) == ["received", "class_limit", "due"]


def test_the_hour_of_receipt_makes_no_difference_within_a_day_of_the_centre() -> None:
    early = clock(received_at=datetime(2026, 3, 2, 0, 0, tzinfo=ZONE))
    late = clock(received_at=datetime(2026, 3, 2, 23, 59, 59, tzinfo=ZONE))
    assert early.due_at == late.due_at
    assert clock(received_at=datetime(2026, 3, 1, 16, 0, tzinfo=UTC)).due_at == early.due_at  # the 2nd in Shanghai


def test_a_holiday_at_the_end_does_not_move_the_due_day() -> None:
    assert clock(received_at=datetime(2026, 9, 18, 9, tzinfo=ZONE)).due_on == date(2026, 10, 3)


def test_the_extension_needs_an_approval_and_word_to_the_complainant() -> None:
    granted = clock("extended", approvals=[Approval(approved_at=at(20), told_at=at(21))])
    assert (granted.limit_days, granted.due_on) == (60, date(2026, 5, 1))
    assert "extension_granted" in codes(granted)
    for approvals, code in [
        ([], "extension_not_approved"),
        ([Approval(approved_at=at(20))], "extension_not_told"),
        ([Approval(approved_at=at(20), told_at=at(2, month=4))], "extension_late"),
        ([Approval(approved_at=at(2, month=4), told_at=at(2, month=4))], "extension_late"),
    ]:
        found = clock("extended", approvals=approvals)
        assert (found.limit_days, found.due_on) == (30, date(2026, 4, 1))
        assert code in codes(found)


def test_an_approval_without_the_class_changes_nothing() -> None:
    assert clock("complex", approvals=[Approval(approved_at=at(20), told_at=at(21))]).limit_days == 30


def test_a_pause_counts_only_when_the_complainant_was_told() -> None:
    told = clock(pauses=[Pause(started_at=at(5), ended_at=at(10), told_at=at(6))])
    assert (told.paused_days, told.due_on) == (5, date(2026, 3, 22))
    silent = clock(pauses=[Pause(started_at=at(5), ended_at=at(10))])
    assert (silent.paused_days, silent.due_on) == (0, date(2026, 3, 17))
    assert "pause_not_told" in codes(silent)
    late = clock(pauses=[Pause(started_at=at(5), ended_at=at(10), told_at=at(18))])
    assert late.paused_days == 0 and "pause_told_late" in codes(late)


def test_pauses_that_overlap_count_each_day_once() -> None:
    found = clock(
        pauses=[
            Pause(started_at=at(5), ended_at=at(10), told_at=at(5)),
            Pause(started_at=at(8), ended_at=at(12), told_at=at(8)),
        ]
    )
    assert (found.paused_days, found.due_on) == (7, date(2026, 3, 24))


def test_a_running_pause_reaches_to_now() -> None:
    running = [Pause(started_at=at(5), told_at=at(5))]
    assert clock(pauses=running, as_of=at(9)).paused_days == 4
    assert clock(pauses=running, as_of=at(12)).paused_days == 7
    assert clock(pauses=running, as_of=at(1)).paused_days == 0


def test_a_pause_after_the_due_day_mends_nothing() -> None:
    found = clock(pauses=[Pause(started_at=at(18, 0), ended_at=at(25), told_at=at(18, 0))])
    assert found.paused_days == 0 and "pause_after_due" in codes(found)


def test_a_pause_can_keep_an_extension_in_time() -> None:
    approvals = [Approval(approved_at=at(33), told_at=at(33))]
    assert clock("extended", approvals=approvals).limit_days == 30
    pauses = [Pause(started_at=at(5), ended_at=at(10), told_at=at(5))]
    found = clock("extended", approvals=approvals, pauses=pauses)
    assert (found.limit_days, found.paused_days, found.due_on) == (60, 5, date(2026, 5, 6))


def test_new_facts_restart_the_clock_and_what_was_before_is_gone() -> None:
    found = clock(restarts=[at(10), at(14)], pauses=[Pause(started_at=at(5), ended_at=at(8), told_at=at(5))])
    assert (found.clock_from_at, found.due_on, found.paused_days) == (at(14), date(2026, 3, 29), 0)
    assert "restarted" in codes(found)
    old = clock("extended", restarts=[at(14)], approvals=[Approval(approved_at=at(10), told_at=at(10))])
    assert old.limit_days == 30


def test_material_older_than_the_receipt_restarts_nothing() -> None:
    assert clock(restarts=[at(1)]).due_at == clock().due_at


def test_a_pause_across_a_restart_counts_from_the_restart_on() -> None:
    found = clock(restarts=[at(8)], pauses=[Pause(started_at=at(5), ended_at=at(10), told_at=at(5))])
    assert (found.paused_days, found.due_on) == (2, date(2026, 3, 25))


def test_the_explanation_names_the_law_and_ends_with_the_due_day() -> None:
    found = clock("extended", pauses=[Pause(started_at=at(5), ended_at=at(10), told_at=at(6))], restarts=[at(4)])
    assert all(step.law in LAW for step in found.steps)
    assert (found.steps[0].at, found.steps[-1].at, found.steps[-1].day) == (RECEIVED, found.due_at, found.due_on)
    for text in LAW.values():
        assert text.zh and text.en and (text.civil_code or LAW_2020.model_dump()[text.article])


days = st.integers(1, 80)
moments = st.builds(at, days, st.integers(0, 23))
pauses = st.builds(
    lambda start, length, told: Pause(
        started_at=start, ended_at=start + timedelta(hours=length), told_at=start if told else None
    ),
    moments,
    st.integers(1, 600),
    st.booleans(),
)
classes = st.sampled_from(get_args(CaseClass))


@given(classes, st.lists(pauses, max_size=5), st.lists(moments, max_size=3), pauses, st.randoms())
def test_one_more_pause_never_shortens_and_order_makes_no_difference(
    case_class: CaseClass, found: list[Pause], restarts: list[datetime], more: Pause, random: object
) -> None:
    base = clock(case_class, pauses=found, restarts=restarts)
    longer = clock(case_class, pauses=[*found, more], restarts=restarts)
    assert longer.due_at >= base.due_at
    if more.told_at is None:
        assert longer.due_at == base.due_at
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clock(case_class, pauses=shuffled, restarts=restarts).due_at == base.due_at


@given(classes, st.lists(pauses, max_size=5), st.lists(moments, max_size=3))
def test_the_due_day_is_limit_and_paused_days_after_the_clock_began(
    case_class: CaseClass, found: list[Pause], restarts: list[datetime]
) -> None:
    seen = clock(case_class, pauses=found, restarts=restarts)
    began = seen.clock_from_at.astimezone(ZONE).date()
    assert seen.due_on == began + timedelta(days=seen.limit_days + seen.paused_days)
    assert seen.clock_from_at == max([RECEIVED, *restarts])
    assert seen.due_at > seen.clock_from_at
    assert sum(step.days or 0 for step in seen.steps if step.code == "pause_counted") == seen.paused_days
