"""The model as a whole: repeatable, conserving, true to the data it was fitted to, quick."""

import json
import math
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from agent_desk.demo.exchange.callers import caller_book, office_line
from agent_desk.demo.exchange.control import SimPauseArrivals
from agent_desk.demo.exchange.profile import (
    AGAIN_DELAY,
    AGAIN_PROBABILITY,
    FLAT_DAY,
    QUEUES,
    LogNormal,
    QueueProfile,
    SimulationSettings,
)
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    LegEnded,
    Offered,
    RingEnded,
    Ringing,
    SetAvailable,
    SignOut,
)
from tests.fixtures.exchange import Bench, Shift, new_id
from tests.fixtures.waiting import promised

HOUR_MS = 3_600_000
CALLERS = tuple(f"138{number:08d}" for number in range(500))
BUSY = SimulationSettings(seats=20, day=FLAT_DAY, callers=CALLERS)
EVERY_QUEUE = tuple(queue.code for queue in QUEUES)
DATA = Path(__file__).parents[4] / "shared" / "data" / "calls"


def worked(settings: SimulationSettings, seats: int, hours: float, **habits: int) -> Bench:
    bench = Bench(settings)
    bench.ready(*(f"a{number}" for number in range(seats)), queues=EVERY_QUEUE)
    Shift(bench, **habits).work(round(hours * HOUR_MS))
    return bench


def first_offers(bench: Bench) -> list[tuple[object, ...]]:
    return [
        (event.at, event.queue, event.caller)
        for event in bench.told
        if isinstance(event, Offered) and event.again_of is None
    ]


def test_the_same_seed_gives_the_same_calls() -> None:
    one, other = worked(BUSY, 5, 1), worked(BUSY, 5, 1)
    assert len(one.told) > 500
    assert one.told == other.told


def test_another_seed_gives_other_calls() -> None:
    assert first_offers(worked(BUSY, 5, 0.2)) != first_offers(worked(replace(BUSY, seed=2), 5, 0.2))


def test_what_an_agent_does_does_not_change_who_calls_later() -> None:
    quiet = replace(BUSY, opening_ms=None)
    swift, slow = worked(quiet, 5, 1), worked(quiet, 5, 1, answer_ms=15_000, wrap_up_ms=90_000)
    assert first_offers(swift) == first_offers(slow)
    assert swift.told != slow.told


@pytest.mark.parametrize("seats", [0, 3, 20])
def test_no_call_is_lost_or_counted_twice(seats: int) -> None:
    bench = worked(replace(BUSY, start="at_once"), seats, 2)
    totals = bench.model.totals()
    offered = {event.call for event in bench.told if isinstance(event, Offered)}
    ended = [event for event in bench.told if isinstance(event, Ended)]
    assert totals.offered == len(offered) > 400
    assert len({event.call for event in ended}) == len(ended)
    assert totals.offered == totals.answered + totals.abandoned + totals.still_open
    assert len(offered) == len(ended) + totals.open_calls
    assert totals.abandoned == sum(event.outcome == "abandoned_queue" for event in ended)
    assert {call.call for call in bench.model.snapshot().calls} == offered - {event.call for event in ended}
    assert len({event.id for event in bench.told}) == len(bench.told) == totals.events


def test_each_talk_is_as_long_as_its_parts_and_a_seat_has_one_call_at_a_time() -> None:
    bench = worked(BUSY, 20, 1)
    answered: dict[str, Answered] = {}
    busy: dict[str, str] = {}
    for event in bench.told:
        if isinstance(event, Ringing):
            assert event.agent not in busy
            busy[event.agent] = event.call
        elif isinstance(event, RingEnded):
            assert busy.pop(event.agent) == event.call
        elif isinstance(event, Answered):
            answered[event.call] = event
            assert event.ring_ms == 3_000
        elif isinstance(event, LegEnded):
            length_ms = (event.at - answered[event.call].at).total_seconds() * 1000
            assert event.talk_ms + event.hold_ms == round(length_ms)
            assert busy.pop(event.agent) == event.call


def test_twenty_seats_are_busy_about_85_percent_of_their_time() -> None:
    bench = worked(replace(BUSY, opening_ms=None), 20, 12)
    legs = [event for event in bench.told if isinstance(event, LegEnded)]
    handled_ms = sum(leg.talk_ms + leg.hold_ms + 33_000 for leg in legs)
    assert 0.78 <= handled_ms / (20 * 12 * HOUR_MS) <= 0.92


def test_the_first_call_rings_within_ten_seconds_of_the_first_agent_going_ready() -> None:
    for seed in range(20):
        bench = Bench(SimulationSettings(seed=seed, seats=1))
        assert bench.pass_time(HOUR_MS) == []
        bench.ready("a1", queues=("account", "urgent"))
        rung = [event for event in bench.pass_time(5_000) if isinstance(event, Ringing)]
        assert [event.agent for event in rung] == ["a1"]


def test_the_second_seat_gets_a_call_soon_too_though_the_first_idles_longer() -> None:
    bench = Bench(replace(BUSY, per_hour=1e-6))
    bench.ready("a1")
    bench.pass_time(5_000)
    Shift(bench).work(HOUR_MS)
    bench.do(SetAvailable(id=new_id(), agent="a1", available=True))
    bench.ready("a2")
    assert "a2" in {event.agent for event in bench.pass_time(5_000) if isinstance(event, Ringing)}


def test_nobody_calls_a_centre_that_the_last_agent_has_left_nor_while_paused() -> None:
    bench = Bench(BUSY)
    bench.ready("a1")
    bench.model.perform_sim(SimPauseArrivals(id=new_id(), paused=True))
    bench.pass_time(HOUR_MS)
    assert "Offered" not in bench.names()
    bench.model.perform_sim(SimPauseArrivals(id=new_id(), paused=False))
    bench.do(SignOut(id=new_id(), agent="a1"))
    bench.pass_time(HOUR_MS)
    assert "Offered" not in bench.names()


def test_a_day_has_its_busy_and_its_quiet_hours() -> None:
    bench = Bench(SimulationSettings(start="at_once", again_probability=0.0, per_hour=400))
    half_hours = [0] * 48
    bench.pass_time(24 * HOUR_MS)
    for event in bench.told:
        if isinstance(event, Offered):
            since_ten_ms = (event.at - bench.model.journal.now()).total_seconds() * 1000 + 24 * HOUR_MS
            half_hours[int(since_ten_ms // 1_800_000 + 20) % 48] += 1
    assert sum(half_hours[4:10]) < 60  # 36 expected
    assert half_hours[21] > 150  # 200 expected
    expected = sum(bench.settings.day) * 200
    assert abs(sum(half_hours) - expected) < 4 * math.sqrt(expected)


def test_speed_shortens_everything_the_customers_do() -> None:
    # one customer in two streams of the same seed: twenty times as fast, a twentieth as long
    slow = worked(replace(BUSY, opening_ms=None), 20, 4, answer_ms=0, wrap_up_ms=0)
    fast = worked(replace(BUSY, opening_ms=None, speed=20), 20, 0.2, answer_ms=0, wrap_up_ms=0)
    talks = [[event.talk_ms for event in b.told if isinstance(event, LegEnded)] for b in (slow, fast)]
    assert abs(len(talks[0]) - len(talks[1])) < 0.1 * len(talks[0])
    assert statistics.median(talks[0]) / statistics.median(talks[1]) == pytest.approx(20, rel=0.1)


def offers_again(told: list[AnyEvent]) -> list[Offered]:
    return [event for event in told if isinstance(event, Offered) and event.again_of is not None]


def test_customers_who_gave_up_call_again_and_say_of_which_call() -> None:
    bench = worked(replace(BUSY, start="at_once"), 0, 6)
    gone = {event.call: event for event in bench.told if isinstance(event, Ended)}
    offers = {event.call: event for event in bench.told if isinstance(event, Offered)}
    again = offers_again(bench.told)
    assert all(gone[event.again_of or ""].outcome == "abandoned_queue" for event in again)
    assert all(offers[event.again_of or ""].caller == event.caller for event in again)
    begun_at = bench.told[0].at
    early = {call for call, event in gone.items() if event.at - begun_at < timedelta(hours=1)}
    came_back = sum(event.again_of in early for event in again)
    assert came_back / len(early) == pytest.approx(AGAIN_PROBABILITY, rel=0.2)


@pytest.mark.parametrize("queue", QUEUES, ids=lambda queue: queue.code)
def test_simulated_talk_is_as_long_as_fitted(queue: QueueProfile) -> None:
    settings = SimulationSettings(
        queues=[queue], per_hour=4_000, day=FLAT_DAY, start="at_once", opening_ms=None, again_probability=0.0
    )
    bench = Bench(settings)
    bench.ready(*(f"a{number}" for number in range(400)), queues=[queue.code])
    shift = Shift(bench, answer_ms=0, wrap_up_ms=0)
    shift.work(HOUR_MS * 3 // 4)
    bench.model.perform_sim(SimPauseArrivals(id=new_id(), paused=True))
    shift.work(6 * HOUR_MS)  # to the end of every talk: cutting off the long ones would bias the sample
    talks = [event.talk_ms for event in bench.told if isinstance(event, LegEnded)]
    assert len(talks) > 2_500
    assert statistics.median(talks) == pytest.approx(queue.talk.median_ms, rel=0.10)
    assert statistics.fmean(talks) == pytest.approx(queue.talk.mean_ms, rel=0.10)


@pytest.mark.skipif(not DATA.is_dir(), reason="the real calls are not on this machine")
def test_the_profile_holds_what_the_fit_program_prints() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "benchmarks.fit_calls", str(DATA)], capture_output=True, check=True, text=True
    )
    figures = json.loads(printed.stdout)
    kinds = {"account": "PS", "credit": "NW", "loan": "NE", "ebank": "IN", "urgent": "TT"}
    for queue in QUEUES:
        fitted = figures["queues"][kinds[queue.code]]
        assert queue.talk == LogNormal(fitted["talk"]["mu"], fitted["talk"]["sigma"])
        assert queue.patience == LogNormal(fitted["patience"]["mu"], fitted["patience"]["sigma"])
    assert figures["again"]["probability"] == AGAIN_PROBABILITY
    assert LogNormal(figures["again"]["delay_mu"], figures["again"]["delay_sigma"]) == AGAIN_DELAY


def test_callers_are_mostly_known_some_withheld_some_with_an_extension() -> None:
    book, random = caller_book(CALLERS), Random(1)
    drawn = [book(random) for _ in range(4_000)]
    known = sum(number in CALLERS for number in drawn) / len(drawn)
    assert 0.82 < known < 0.88
    assert {"", "anonymous"} <= set(drawn)
    assert any("-" in number for number in drawn)
    assert all(len(office_line(random).split("-")[0]) == 11 for _ in range(50))


@pytest.mark.parametrize("wrong", [{"speed": 0}, {"seats": 0}, {"per_hour": -1}, {"day": (1.0,)}, {"queues": ()}])
def test_settings_that_cannot_run_are_refused_with_a_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        replace(BUSY, **wrong)  # type: ignore[arg-type]


def test_ten_minutes_at_twenty_calls_a_second_pass_quickly() -> None:
    short = [replace(queue, talk=LogNormal(2.5, 0.5)) for queue in QUEUES]
    settings = replace(BUSY, queues=short, per_hour=72_000, start="at_once", opening_ms=None)
    begun = time.perf_counter()
    bench = worked(settings, 400, 1 / 6, wrap_up_ms=2_000)
    took_s = time.perf_counter() - begun
    assert bench.model.totals().offered > 11_500
    # 48,000 events of ten minutes, and two cores shared with others
    assert took_s < promised(len(bench.told) / 2_400)


def test_the_first_call_of_an_agent_is_from_whom_they_were_promised_and_nobody_else_rings_there_before() -> None:
    promised_call, rush = "13900000001", replace(BUSY, per_hour=6_000)
    bench = Bench(replace(rush, first_callers={"newcomer": promised_call}))
    bench.ready(*(f"a{number}" for number in range(5)), queues=EVERY_QUEUE)
    bench.pass_time(60_000)
    bench.ready("newcomer", queues=EVERY_QUEUE)
    assert any(len(line) for line in bench.model.switch.waiting.values()), "others wait, and could have been first"
    bench.do(SetAvailable(id=new_id(), agent="newcomer", available=False))
    bench.pass_time(6_000)
    bench.do(SetAvailable(id=new_id(), agent="newcomer", available=True))
    bench.pass_time(6_000)
    callers = {event.call: event.caller for event in bench.told if isinstance(event, Offered)}
    rung = [callers[event.call] for event in bench.told if isinstance(event, Ringing) and event.agent == "newcomer"]
    assert rung == [promised_call]
    assert list(callers.values()).count(promised_call) == 1
