"""Calls out of a queue_log: transfers, misses, doubles and disorder; and the figures of a real fortnight, exactly."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from agent_desk.hub.calls.past.queue_log import Line, read_lines
from agent_desk.hub.calls.past.queue_log_calls import CallAssembler, ImportedCall
from agent_desk.hub.figures.rules import Counts, Target, agent_figures, count_call, day_start, figures, interval_start
from tests.fixtures.properties import given, st
from tests.fixtures.shared_data import shared

T0 = 1_700_000_000


def log(*rows: str) -> list[bytes]:
    """Rows of "second|call|queue|member|EVENT|..." after T0."""
    out = []
    for row in rows:
        second, _, rest = row.partition("|")
        out.append(f"{T0 + int(second)}|{rest}\n".encode())
    return out


def assemble(raw: Iterable[bytes]) -> tuple[list[ImportedCall], list[Line]]:
    assembler = CallAssembler()
    for line in read_lines(raw):
        if isinstance(line, Line):
            assembler.feed(line)
    return assembler.calls(), assembler.orphans


def one(*rows: str) -> ImportedCall:
    calls, orphans = assemble(log(*rows))
    assert len(calls) == 1 and not orphans, (calls, orphans)
    return calls[0]


def second(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) - T0


ANSWERED = (
    "0|c1|retail|NONE|ENTERQUEUE||13800138000|1",
    "12|c1|retail|Agent/1|CONNECT|12|c1b|4",
    "72|c1|retail|Agent/1|COMPLETEAGENT|12|60|1",
)
BLIND = (
    "0|c1|retail|NONE|ENTERQUEUE||138|1",
    "10|c1|retail|Agent/1|CONNECT|10|x|2",
    "70|c1|retail|Agent/1|BLINDTRANSFER|8002|queues|10|60|1",
    "70|c1|cards|NONE|ENTERQUEUE||138|1",
    "100|c1|cards|Agent/2|CONNECT|30|x|3",
    "160|c1|cards|Agent/2|COMPLETECALLER|30|60|1",
)


def test_an_answered_call() -> None:
    call = one(*ANSWERED)
    assert (call.key, call.queue, call.caller, call.outcome, call.agent) == (
        "c1",
        "retail",
        "13800138000",
        "answered",
        "Agent/1",
    )
    assert (second(call.offered_at), second(call.answered_at), second(call.ended_at)) == (0, 12, 72)
    assert (call.wait_ms, call.ring_ms, call.talk_ms, call.hold_ms, call.acw_ms) == (12_000, 4_000, 60_000, 0, 0)
    assert call.complete and call.offered_at.tzinfo is UTC
    assert [(leg.agent, leg.talk_ms, leg.ended_by) for leg in call.legs] == [("Agent/1", 60_000, "agent")]


def test_every_way_to_leave_the_queue_unanswered() -> None:
    for event, outcome in [
        ("ABANDON|1|2|33", "abandoned_queue"),
        ("EXITWITHTIMEOUT|1|2|33", "timed_out"),
        ("EXITEMPTY|1|2|33", "leave_empty"),
        ("EXITWITHKEY|9|1|2|33", "diverted"),
    ]:
        call = one("0|c1|retail|NONE|ENTERQUEUE||138|2", f"33|c1|retail|NONE|{event}")
        assert (call.outcome, call.wait_ms, call.answered_at, call.agent, call.legs) == (
            outcome,
            33_000,
            None,
            None,
            [],
        )
        assert call.complete and second(call.ended_at) == 33


def test_a_missed_ring_is_in_milliseconds_and_a_cancelled_one_is_no_miss() -> None:
    call = one(
        ANSWERED[0],
        "5|c1|retail|Agent/9|RINGNOANSWER|4800",
        "6|c1|retail|Agent/8|RINGCANCELED|900",
        *ANSWERED[1:],
    )
    assert [(miss.agent, miss.ring_ms, second(miss.at)) for miss in call.missed] == [("Agent/9", 4_800, 5)]
    assert (call.wait_ms, call.agent) == (12_000, "Agent/1")


def test_a_blind_transfer_to_a_queue_is_one_call_with_two_legs() -> None:
    call = one(*BLIND)
    assert [(leg.queue, leg.agent, leg.wait_ms, leg.talk_ms, leg.ended_by, leg.target) for leg in call.legs] == [
        ("retail", "Agent/1", 10_000, 60_000, "blind_transfer", "8002"),
        ("cards", "Agent/2", 30_000, 60_000, "customer", ""),
    ]
    assert (call.queue, call.agent, call.wait_ms, call.talk_ms, call.outcome) == (
        "retail",
        "Agent/1",
        10_000,
        120_000,
        "answered",
    )
    assert call.complete and second(call.ended_at) == 160


def test_giving_up_after_a_transfer_does_not_undo_the_answer() -> None:
    call = one(*BLIND[:4], "110|c1|cards|NONE|ABANDON|1|1|40")
    assert (call.outcome, call.wait_ms, call.talk_ms) == ("answered", 10_000, 60_000)


def test_waiting_in_two_queues_adds_up_until_the_first_answer() -> None:
    call = one(
        "0|c1|retail|NONE|ENTERQUEUE||138|1",
        "30|c1|retail|NONE|EXITWITHTIMEOUT|1|1|30",
        "30|c1|cards|NONE|ENTERQUEUE||138|1",
        "50|c1|cards|Agent/2|CONNECT|20|x|3",
        "90|c1|cards|Agent/2|COMPLETECALLER|20|40|1",
    )
    assert (call.outcome, call.wait_ms, call.queue, call.talk_ms) == ("answered", 50_000, "retail", 40_000)


def test_an_attended_transfer_that_carries_the_second_calls_id_ends_the_right_leg() -> None:
    calls, orphans = assemble(
        log(
            "0|c1|retail|NONE|ENTERQUEUE||138|1",
            "10|c1|retail|Agent/1|CONNECT|10|x|2",
            "40|c2|cards|NONE|ENTERQUEUE||601|1",
            "45|c2|cards|Agent/2|CONNECT|5|x|2",
            "70|c2|retail|Agent/1|ATTENDEDTRANSFER|BRIDGE|b7|10|60|1",
            "100|c2|cards|Agent/2|COMPLETECALLER|5|55|1",
        )
    )
    first, then = calls
    assert not orphans
    assert (first.talk_ms, first.legs[0].ended_by, first.legs[0].target, first.complete) == (
        60_000,
        "attended_transfer",
        "b7",
        True,
    )
    assert (then.talk_ms, [leg.agent for leg in then.legs]) == (55_000, ["Agent/2"])


def test_a_foreign_transfer_that_fits_no_leg_is_listed_not_guessed() -> None:
    calls, orphans = assemble(log(*ANSWERED[:2], "90|c2|retail|Agent/1|ATTENDEDTRANSFER|BRIDGE|b7|11|60|1"))
    assert [line.call for line in orphans] == ["c2"]
    assert (calls[0].talk_ms, calls[0].complete) == (0, False)


def test_a_call_without_an_end_says_so() -> None:
    waiting = one(ANSWERED[0])
    assert (waiting.outcome, waiting.complete, second(waiting.ended_at)) == (None, False, 0)
    talking = one(*ANSWERED[:2])
    assert (talking.outcome, talking.complete, talking.talk_ms, second(talking.ended_at)) == ("answered", False, 0, 12)
    assert talking.legs[0].ended_at is None and talking.legs[0].ended_by == "unknown"


def test_lines_without_a_beginning_are_listed() -> None:
    calls, orphans = assemble(log("5|c9|retail|Agent/1|COMPLETECALLER|12|60|1", *ANSWERED))
    assert [call.key for call in calls] == ["c1"]
    assert [(line.call, line.number) for line in orphans] == [("c9", 1)]


def test_completions_that_double_under_load_count_once() -> None:
    calls, orphans = assemble(log(*ANSWERED, "73|c1|retail|Agent/1|COMPLETEAGENT|12|60|1"))
    assert [(call.talk_ms, len(call.legs)) for call in calls] == [(60_000, 1)]
    assert len(orphans) == 1


def test_lines_of_agents_and_of_the_exchange_are_passed_over() -> None:
    calls, orphans = assemble(
        log("0|NONE|NONE|NONE|QUEUESTART|", "1|NONE|retail|Agent/1|PAUSE|lunch", "2|x|NONE|Agent/1|AGENTLOGIN|SIP/1")
    )
    assert not calls and not orphans


@given(st.permutations(list(range(3))), st.lists(st.integers(0, 2), max_size=3))
def test_order_and_doubles_change_nothing(order: list[int], doubles: list[int]) -> None:
    rows = [ANSWERED[i] for i in order] + [ANSWERED[i] for i in doubles]
    assert one(*rows) == one(*ANSWERED)


@given(st.permutations(list(range(3))))
def test_within_one_second_the_order_follows_from_sense(order: list[int]) -> None:
    quick = ("0|c1|q|NONE|ENTERQUEUE||138|1", "0|c1|q|A|CONNECT|0|x|0", "0|c1|q|A|COMPLETECALLER|0|0|1")
    assert one(*(quick[i] for i in order)) == one(*quick)


@given(st.permutations([0, 1, 2, 5]))
def test_a_transferred_call_survives_lines_that_come_late(order: list[int]) -> None:
    rows = [BLIND[i] for i in order]
    rows.insert(2, BLIND[3])
    rows.append(BLIND[4])
    call = one(*rows)
    assert (call.talk_ms, len(call.legs), call.outcome, call.complete) == (120_000, 2, "answered", True)


def test_the_real_fortnight_gives_every_expected_figure_exactly() -> None:
    expected = json.loads(shared("calls", "expected.json").read_text())
    with shared("calls", "queue_log").open("rb") as file:
        calls, orphans = assemble(file)
    assert len(calls) == 21_602 and not orphans
    target = Target(within_ms=expected["T"] * 1000, short_ms=expected["short"] * 1000)
    sums: dict[str, dict[str, Counts]] = {
        by: defaultdict(Counts) for by in ("all", "queue", "day", "interval", "agent")
    }
    for call in calls:
        assert call.outcome is not None and call.complete
        counts = count_call(call.outcome, call.wait_ms, target, talk_ms=call.talk_ms)
        sums["all"][""] += counts
        sums["queue"][call.queue] += counts
        sums["day"][str(int(day_start(call.offered_at, UTC).timestamp()))] += counts
        sums["interval"][str(int(interval_start(call.offered_at, 30, UTC).timestamp()))] += counts
        for leg in call.legs:
            sums["agent"][leg.agent] += count_call("answered", leg.wait_ms, target, talk_ms=leg.talk_ms)
    assert figures(sums["all"][""]) == expected["all"]
    for by, key in (("queue", "queue"), ("day", "day"), ("interval", "interval_1800")):
        assert {name: figures(counts) for name, counts in sums[by].items()} == expected[key], by
    assert {name: agent_figures(counts) for name, counts in sums["agent"].items()} == expected["agent"]
