"""Staffing against exact vectors, a birth-and-death chain solved independently, and the order that the figures must keep."""

import csv
import json
import math
import time
from fractions import Fraction

import numpy as np
import pytest

from agent_desk.hub.planning.rules import (
    Demand,
    agents_needed,
    agents_needed_exactly,
    asa_erlang_c,
    erlang_a,
    erlang_b,
    erlang_c,
    occupancy,
    offered_load,
    positions,
    positions_needed,
    service_level_erlang_c,
)
from tests.fixtures.properties import given, settings, st
from tests.fixtures.shared_data import shared
from tests.fixtures.waiting import promised

CASE = Demand(calls=100, aht_s=180, interval_s=1800, within_s=20, level=0.8, max_occupancy=0.85)


def near(value: float, digits: float = 1e-9) -> object:
    return pytest.approx(value, rel=digits, abs=digits)


def test_the_vector_of_the_domain() -> None:
    load = offered_load(100, 180, 1800)
    assert load == 10
    assert round(service_level_erlang_c(load, 13, 180, 20), 4) == 0.7956
    assert round(erlang_c(load, 14), 6) == 0.174132
    assert round(service_level_erlang_c(load, 14, 180, 20), 5) == 0.88835
    assert round(occupancy(load, 14), 4) == 0.7143
    assert agents_needed(CASE) == 14
    assert positions_needed([positions(14, 0.3)]) == 20


def test_exact_values_of_erlang_b_and_c() -> None:
    with shared("erlang", "erlang_bc_exact.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 50
    for row in rows:
        load, agents = float(row["A"]), int(row["n"])
        assert erlang_b(load, agents) == near(float(row["erlang_b"]))
        if row["erlang_c"]:
            assert erlang_c(load, agents) == near(float(row["erlang_c"]))
        for aht, within in ((180, 20), (240, 30), (300, 20)):
            if level := row[f"sl_aht{aht}_t{within}"]:
                assert service_level_erlang_c(load, agents, aht, within) == near(float(level))
            if asa := row[f"asa_aht{aht}"]:
                assert asa_erlang_c(load, agents, aht) == near(float(asa))


def test_exact_values_beside_published_tables() -> None:
    seen = 0
    for vector in json.loads(shared("erlang", "found_vectors.json").read_text()):
        exact, load, n = vector.get("exact", {}), vector.get("A"), vector.get("n")
        if load is None or n is None:
            continue
        if "b" in exact:
            assert erlang_b(load, n) == near(exact["b"], 1e-4)
            seen += 1
        if "p_wait" in exact:
            assert erlang_c(load, n) == near(exact["p_wait"], 1e-4)
            seen += 1
        if "sl" in exact and "t" in vector:
            assert service_level_erlang_c(load, n, vector["aht"], vector["t"]) == near(exact["sl"], 1e-4)
            seen += 1
    assert seen > 5


def exact_b(load: Fraction, agents: int) -> Fraction:
    terms = [load**k / math.factorial(k) for k in range(agents + 1)]
    return terms[-1] / sum(terms)


@given(st.fractions(Fraction(1, 50), 60, max_denominator=50), st.integers(0, 80))
@settings(max_examples=60)
def test_erlang_b_and_c_against_rational_arithmetic(load: Fraction, agents: int) -> None:
    blocked = exact_b(load, agents)
    assert erlang_b(float(load), agents) == pytest.approx(float(blocked), rel=1e-11)
    if agents > load:
        waits = agents * blocked / (agents - load * (1 - blocked))
        assert erlang_c(float(load), agents) == pytest.approx(float(waits), rel=1e-9)


@given(st.floats(0.05, 200), st.floats(0, 250))
@settings(max_examples=60)
def test_fractions_of_agents_fit_between_whole_ones(load: float, agents: float) -> None:
    low, high = math.floor(agents), math.floor(agents) + 1
    assert erlang_b(load, high) * (1 - 1e-9) <= erlang_b(load, agents) <= erlang_b(load, low) * (1 + 1e-9)


@pytest.mark.parametrize(("load", "part"), [(0.01, 0.5), (1.0, 0.25), (10.0, 0.999999), (3000.0, 0.5)])
def test_erlang_b_below_one_agent_against_plain_summation(load: float, part: float) -> None:
    u = np.concatenate([np.linspace(0, 1, 400_001), np.linspace(1, 60, 400_001)[1:]])
    values = np.exp(-u) * (1 + u / load) ** part
    area = float(((values[1:] + values[:-1]) / 2 * np.diff(u)).sum())
    assert erlang_b(load, part) == pytest.approx(1 / area, rel=1e-6)


@pytest.mark.parametrize("agents", [5_000, 9_900, 10_000, 10_001, 10_200, 40_000])
def test_thousands_of_agents_stay_finite(agents: int) -> None:
    for value in (erlang_b(1e4, agents), erlang_c(1e4, agents), service_level_erlang_c(1e4, agents, 180, 20)):
        assert 0 <= value <= 1
    seen = erlang_a(1e4, agents, 180, 120, 20)
    for value in (seen.p_wait, seen.p_abandon, seen.service_level, seen.occupancy):
        assert 0 <= value <= 1
    assert math.isfinite(seen.wait_s)


def test_thousands_of_agents_are_found_quickly() -> None:
    started = time.monotonic()
    needed = agents_needed(Demand(calls=50_000, aht_s=300, interval_s=1800))
    assert 8333 < needed < 8500
    took_s = time.monotonic() - started
    assert took_s < promised(2)


def test_overload_is_said_plainly() -> None:
    assert erlang_c(10, 10) == 1.0
    assert service_level_erlang_c(10, 9, 180, 20) == 0.0
    assert asa_erlang_c(10, 10, 180) == math.inf
    assert occupancy(10, 5) == 1.0
    assert (erlang_c(0, 3), asa_erlang_c(0, 3, 180), service_level_erlang_c(0, 3, 180, 20)) == (0.0, 0.0, 1.0)
    assert (occupancy(0, 0), occupancy(1, 0)) == (0.0, 1.0)


def chain(load: float, agents: int, aht: float, patience: float, within: float) -> tuple[float, float, float]:
    """M/M/n+M by brute force: stationary chain cut far out, waits by uniformising the chain of one waiting caller."""
    top = agents + 150
    p = [1.0]
    for k in range(1, top + 1):
        p.append(p[-1] * (load / aht) / (min(k, agents) / aht + max(0, k - agents) / patience))
    total = math.fsum(p)
    p = [value / total for value in p]
    p_wait = math.fsum(p[agents:])
    queue = math.fsum((k - agents) * value for k, value in enumerate(p) if k > agents)
    p_abandon = queue / patience / (load / aht)
    ahead = np.array(p[agents:])  # callers ahead of me in the queue: 0, 1, 2, ...
    moves = agents / aht + np.arange(len(ahead)) / patience
    rate = float(moves.max() + 1 / patience)
    served, steps = 0.0, int(rate * within + 12 * math.sqrt(rate * within) + 60)
    state, weight, ended = ahead.copy(), math.exp(-rate * within), 0.0
    for step_ in range(steps):
        ended += weight * served  # served within the first `step_` jumps
        served += float(state[0] * moves[0] / rate)
        stay = state * (1 - (moves + 1 / patience) / rate)
        stay[:-1] += (state * moves / rate)[1:]
        state, weight = stay, weight * rate * within / (step_ + 1)
    return p_wait, p_abandon, 1 - p_wait + ended


@pytest.mark.parametrize(
    ("load", "agents", "patience"), [(10, 12, 120), (10, 8, 60), (3, 3, 30), (0.4, 1, 300), (25, 25, 600), (20, 12, 90)]
)
@pytest.mark.parametrize("within", [5, 20, 60])
def test_erlang_a_against_brute_force(load: float, agents: int, patience: float, within: float) -> None:
    seen = erlang_a(load, agents, 180, patience, within)
    p_wait, p_abandon, level = chain(load, agents, 180, patience, within)
    assert seen.p_wait == near(p_wait)
    assert seen.p_abandon == near(p_abandon)
    assert seen.service_level == near(level, 1e-8)
    assert seen.wait_s == near(p_abandon * patience)


def test_endless_patience_is_erlang_c() -> None:
    seen = erlang_a(10, 13, 180, 1e7, 20)
    assert seen.p_wait == pytest.approx(erlang_c(10, 13), rel=1e-4)
    assert seen.service_level == pytest.approx(service_level_erlang_c(10, 13, 180, 20), rel=1e-4)
    assert seen.wait_s == pytest.approx(asa_erlang_c(10, 13, 180), rel=1e-3)


def test_impatience_serves_an_overloaded_queue() -> None:
    seen = erlang_a(20, 10, 180, 60, 20)
    assert seen.p_abandon == pytest.approx(0.5, abs=0.01)
    assert 0 < seen.service_level < 0.5
    assert seen.occupancy > 0.98


@given(st.floats(0.1, 150), st.floats(60, 600), st.floats(0.05, 0.95), st.floats(0.6, 1.0), st.booleans())
@settings(max_examples=60)
def test_the_agents_needed_are_enough_and_one_less_is_not(
    load: float, aht: float, level: float, most: float, patient: bool
) -> None:
    demand = Demand(
        calls=load * 1800 / aht,
        aht_s=aht,
        interval_s=1800,
        level=level,
        max_occupancy=most,
        patience_s=None if patient else 90.0,
    )
    needed = agents_needed(demand)

    def meets(agents: int) -> bool:
        if agents == 0:
            return False
        if not patient:
            seen = erlang_a(demand.load, agents, aht, 90.0, 20)
            return seen.service_level >= level and seen.occupancy <= most
        enough = service_level_erlang_c(demand.load, agents, aht, 20) >= level
        return enough and occupancy(demand.load, agents) <= most + 1e-9

    assert meets(needed) and not meets(needed - 1)


@given(st.floats(0.1, 150), st.floats(0.05, 0.95), st.floats(0.6, 1.0))
@settings(max_examples=40)
def test_the_exact_need_lies_within_one_below_the_whole(load: float, level: float, most: float) -> None:
    demand = Demand(calls=load * 10, aht_s=180, interval_s=1800, level=level, max_occupancy=most)
    exact, whole = agents_needed_exactly(demand), agents_needed(demand)
    assert whole - 1 - 1e-6 <= exact <= whole + 1e-6
    assert service_level_erlang_c(demand.load, exact, 180, 20) >= level - 1e-6
    assert occupancy(demand.load, exact) <= most + 1e-6


def test_queues_are_added_up_before_rounding() -> None:
    exact = agents_needed_exactly(CASE)
    assert 13.0 < exact < 13.2
    assert positions_needed([positions(exact, 0.3)] * 3) < 3 * positions_needed([positions(exact, 0.3)])


def test_nothing_to_do_needs_nobody() -> None:
    nothing = Demand(calls=0, aht_s=180, interval_s=1800)
    assert (agents_needed(nothing), agents_needed_exactly(nothing)) == (0, 0.0)
    assert positions_needed([]) == 0
    assert erlang_a(0, 3, 180, 60, 20).service_level == 1.0


@pytest.mark.parametrize("wrong", [{"level": 1.0}, {"max_occupancy": 0.0}, {"calls": -1.0}, {"interval_s": 0.0}])
def test_impossible_demands_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"level|calls"):
        Demand(**({"calls": 1.0, "aht_s": 1.0, "interval_s": 1.0} | wrong))


def test_impossible_numbers_are_refused() -> None:
    for wrong in (lambda: erlang_b(-1, 2), lambda: erlang_b(1, -2), lambda: erlang_a(1, 0, 180, 60, 20)):
        with pytest.raises(ValueError, match="agent"):
            wrong()
    with pytest.raises(ValueError, match="shrinkage"):
        positions(1, 1.0)
