"""One day of the past, played through: every call has one fate, and no agent does two things at once."""

from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from random import Random

import pytest

from agent_desk.demo.data.arrivals import Arrivals
from agent_desk.demo.data.content import content
from agent_desk.demo.data.customers import CustomerMaker
from agent_desk.demo.data.day import AcwRule, PastCall, PastDay
from agent_desk.demo.data.history import agents_of
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.demo.data.roster import DAY_BEGINS_AT_HOUR, HOUR_MS, Shift, shifts_of

ACW = [AcwRule(25_000, 60_000), AcwRule(40_000, 0)]


def calls(count: int, *, every_ms: int, patience_ms: int = 120_000, talk_ms: int = 90_000) -> list[PastCall]:
    return [PastCall(number % 2, HOUR_MS + number * every_ms, patience_ms, talk_ms, None) for number in range(count)]


def played(
    agents: int, given: list[PastCall], *, until_ms: int = 12 * HOUR_MS, seed: int = 1
) -> tuple[PastDay, list[PastCall]]:
    shifts = [Shift(agent, (agent % 2,), 0, 8 * HOUR_MS, ()) for agent in range(agents)]
    day = PastDay(Random(seed), shifts, ACW, lambda call: None)
    for call in given:
        day.offer(call)
    return day, day.play(until_ms)


def test_every_call_is_answered_or_given_up() -> None:
    _, found = played(6, calls(200, every_ms=30_000))
    assert len(found) == 200
    assert {call.outcome for call in found} <= {"answered", "abandoned_queue"}
    for call in found:
        assert (call.outcome == "answered") == (call.answered is not None)
        assert call.ended_ms >= call.offered_ms + call.wait_ms


def test_nobody_waits_longer_than_their_patience() -> None:
    _, found = played(1, calls(60, every_ms=5_000, patience_ms=45_000))
    gave_up = [call for call in found if call.outcome == "abandoned_queue"]
    assert gave_up and all(call.wait_ms <= 45_001 for call in gave_up)


def test_an_agent_does_one_thing_at_a_time() -> None:
    _, found = played(3, calls(150, every_ms=20_000), seed=5)
    busy: dict[int, list[tuple[int, int]]] = {}
    for call in found:
        for leg in call.legs:
            busy.setdefault(leg.agent, []).append((leg.rung_ms, leg.ended_ms + leg.acw_ms))
    for spans in busy.values():
        spans.sort()
        assert all(one[1] <= following[0] for one, following in pairwise(spans))


@pytest.mark.parametrize("until_ms", [HOUR_MS + 161_000, HOUR_MS + 333_333, 2 * HOUR_MS])
def test_what_is_not_over_by_now_never_happened(until_ms: int) -> None:
    day, found = played(4, calls(150, every_ms=9_000), until_ms=until_ms)
    assert found
    for call in found:
        assert call.ended_ms <= until_ms and all(leg.ended_ms + leg.acw_ms <= until_ms for leg in call.legs)
    known = set(found)
    for worker in day.workers:
        assert [mark[0] for mark in worker.marks] == sorted(mark[0] for mark in worker.marks)
        assert worker.marks[-1][1] == "signed_out" and worker.marks[-1][0] <= until_ms
        assert all(mark[3] is None or mark[3] in known for mark in worker.marks)


def test_whoever_gives_up_may_call_again() -> None:
    shifts = [Shift(0, (0,), 0, 8 * HOUR_MS, ())]

    def again(call: PastCall) -> PastCall | None:
        if call.again_of is not None:
            return None
        return PastCall(0, call.ended_ms + 600_000, 120_000, 30_000, call.caller, again_of=call)

    day = PastDay(Random(2), shifts, ACW, again)
    for call in calls(20, every_ms=1_000, patience_ms=10_000):
        day.offer(call)
    found = day.play(8 * HOUR_MS)
    repeated = [call for call in found if call.again_of is not None]
    assert repeated and all(call.again_of.outcome == "abandoned_queue" for call in repeated if call.again_of)


def test_the_roster_covers_day_and_night() -> None:
    teams = [(rank % 8, (rank % 5,)) for rank in range(24)]
    for day in range(14):
        shifts = shifts_of(Random(day), 20_000 + day, teams)
        assert len({shift.agent for shift in shifts}) == len(shifts)
        on_duty = [sum(one.on_ms <= hour * HOUR_MS < one.off_ms for one in shifts) for hour in range(24)]
        assert max(on_duty) >= 5 and min(on_duty) >= 1
        assert min(on_duty[14:]) >= 3, "the night, a meal included"


def test_no_agent_works_two_shifts_at_once() -> None:
    teams = [(rank % 8, (rank % 5,)) for rank in range(24)]
    ends: dict[int, int] = {}
    for day in range(40):
        for shift in shifts_of(Random(day), 20_000 + day, teams):
            on_ms, off_ms = (day * 24 * HOUR_MS + at for at in (shift.on_ms, shift.off_ms))
            assert on_ms > ends.get(shift.agent, -HOUR_MS), (day, shift.agent)
            ends[shift.agent] = off_ms


@pytest.mark.parametrize(("first", "last"), [(0, 8), (8, 24), (0, 24)], ids=["night", "day", "whole"])
def test_the_board_of_a_day_looks_like_a_normal_one(history: list[PastCall], first: int, last: int) -> None:
    """From midnight on, the day before is on the board of nobody: its night is today's."""
    found = [call for call in history if first <= (call.offered_ms // HOUR_MS + DAY_BEGINS_AT_HOUR) % 24 < last]
    answered = [call for call in found if call.outcome == "answered"]
    assert len(answered) / len(found) > 0.9
    assert 0.74 < sum(call.wait_ms <= 20_000 for call in answered) / len(found) < 0.9


@pytest.fixture(scope="module")
def history() -> list[PastCall]:
    """Two weeks of the demonstration's calls."""
    words = content()
    plan = SeedPlan(now=datetime(2026, 11, 25, 2, tzinfo=UTC), days=14, customers=100)
    maker = CustomerMaker(words, plan.seed, plan.today)
    customers = [maker.one(number) for number in range(1, plan.customers + 1)]
    arrivals = Arrivals(customers, words.queue_codes, plan.calls_per_day, plan.seed)
    teams = [(agent.rank, agent.queues) for agent in agents_of(words, plan.agents)]
    rules = [AcwRule(25_000, queue["acw_limit_s"] * 1000) for queue in words.centre["queues"]]
    found: list[PastCall] = []
    for day in plan.operational_days()[:-1]:
        random = Random(f"{plan.seed}/day/{day}")
        past = PastDay(random, shifts_of(random, day.toordinal(), teams), rules, partial(arrivals.again, random))
        for call in arrivals.of_day(random, day):
            past.offer(call)
        found += past.play(30 * HOUR_MS)
    return found
