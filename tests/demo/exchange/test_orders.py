"""Commands against the model, and what happens when two things happen at once."""

from typing import Any

import pytest

from agent_desk.demo.exchange.control import SimHangUpCustomer
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    Answered,
    AnyCommand,
    Ended,
    HangUp,
    Hold,
    LegEnded,
    Mute,
    Offered,
    Refuse,
    Result,
    Retrieved,
    RingEnded,
    Ringing,
    SetAvailable,
    SignIn,
    SignOut,
    Transfer,
    Transferred,
)
from tests.fixtures.exchange import Bench, new_id


def told(bench: Bench, kind: type, call: str | None = None) -> list[Any]:
    bench.news()
    return [event for event in bench.told if isinstance(event, kind) and call in (None, event.call)]


def customer_hangs_up(bench: Bench, call: str) -> bool:
    return bench.model.perform_sim(SimHangUpCustomer(id=new_id(), call=call)).result.ok


def answer(bench: Bench, call: str, agent: str) -> Result:
    return bench.do(Answer(id=new_id(), call=call, agent=agent))


def send(bench: Bench, call: str, agent: str, kind: Any, target: str) -> Result:
    return bench.do(Transfer(id=new_id(), call=call, agent=agent, kind=kind, target=target))


def test_a_call_from_offer_to_the_customer_who_hangs_up_after_the_talk() -> None:
    bench = Bench()
    call = bench.place(talk_ms=90_000)
    bench.pass_time(4_000)
    bench.ready("a1")
    bench.pass_time(2_000)
    assert answer(bench, call, "a1") == Result(True)
    bench.pass_time(200_000)
    assert bench.names() == ["Offered", "Ringing", "Answered", "LegEnded", "Ended"]
    answered = told(bench, Answered)[0]
    assert (answered.wait_ms, answered.ring_ms, answered.queue) == (6_000, 2_000, "account")
    leg = told(bench, LegEnded)[0]
    assert (leg.talk_ms, leg.hold_ms, leg.by) == (90_000, 0, "customer")
    assert told(bench, Ended)[0].wait_ms == 6_000
    assert told(bench, Ended)[0].outcome == "answered"
    assert told(bench, Offered)[0].dialled == "95000"


def test_the_agent_hangs_up_first() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1")
    bench.pass_time(10_000)
    assert bench.do(HangUp(id=new_id(), call=call, agent="a1")).ok
    assert told(bench, LegEnded)[0].by == "agent"
    assert told(bench, LegEnded)[0].talk_ms == 10_000
    assert bench.do(HangUp(id=new_id(), call=call, agent="a1")) == Result(False, "no_such_call")


def test_the_customer_talks_on_after_a_hold_as_long_as_was_left() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1", talk_ms=60_000)
    bench.pass_time(20_000)
    bench.do(Hold(id=new_id(), call=call, agent="a1", on=True))
    bench.do(Hold(id=new_id(), call=call, agent="a1", on=True))
    bench.pass_time(100_000)
    bench.do(Hold(id=new_id(), call=call, agent="a1", on=False))
    bench.pass_time(39_999)
    assert "LegEnded" not in bench.names()
    bench.pass_time(1)
    assert bench.names().count("Held") == 1
    assert told(bench, Retrieved)[0].hold_ms == 100_000
    leg = told(bench, LegEnded)[0]
    assert (leg.talk_ms, leg.hold_ms) == (60_000, 100_000)


def test_a_customer_left_on_hold_hangs_up_at_last() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1", patience_ms=50_000)
    bench.do(Hold(id=new_id(), call=call, agent="a1", on=True))
    bench.pass_time(50_000)
    leg = told(bench, LegEnded)[0]
    assert (leg.talk_ms, leg.hold_ms, leg.by) == (0, 50_000, "customer")
    assert told(bench, Ended)[0].outcome == "answered"


def test_muting_is_told_once_for_each_change() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1")
    for on in (True, True, False):
        assert bench.do(Mute(id=new_id(), call=call, agent="a1", on=on)).ok
    assert bench.names().count("Muted") == 2


def test_a_caller_who_hangs_up_while_it_rings_is_never_charged_to_the_agent() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.place(patience_ms=7_000)
    bench.pass_time(7_000)
    ring = told(bench, RingEnded)[0]
    assert (ring.why, ring.ring_ms) == ("caller_gone", 7_000)
    assert bench.names(call) == ["Offered", "Ringing", "RingEnded", "Ended"]
    assert told(bench, Ended)[0].outcome == "abandoned_queue"
    assert answer(bench, call, "a1") == Result(False, "no_such_call")
    next_call = bench.place()
    assert told(bench, Ringing, next_call)[0].agent == "a1"


def test_the_answer_that_comes_with_the_hang_up_finds_no_call() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.place()
    assert customer_hangs_up(bench, call)
    assert answer(bench, call, "a1") == Result(False, "no_such_call")
    assert not customer_hangs_up(bench, call)
    assert bench.names().count("Ended") == 1


def test_a_missed_call_goes_to_the_next_agent_from_the_head_of_the_queue() -> None:
    bench = Bench()
    bench.ready("a1")
    first = bench.place()
    second = bench.place()
    bench.pass_time(10_000)
    bench.do(SetAvailable(id=new_id(), agent="a1", available=False))  # rings on: the phone is ringing already
    bench.pass_time(10_000)
    assert [(ring.why, ring.ring_ms) for ring in told(bench, RingEnded, first)] == [("missed", 20_000)]
    bench.ready("a2")
    assert told(bench, Ringing)[-1].call == first
    assert answer(bench, first, "a2").ok
    assert told(bench, Answered)[0].wait_ms == 20_000
    assert bench.names(second) == ["Offered"]


def test_an_agent_who_missed_a_call_is_not_rung_for_it_again_at_once_and_stays_available() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.place()
    bench.pass_time(20_000 + 4_999)
    assert len(told(bench, Ringing)) == 1
    assert bench.model.snapshot().agents[0].available
    bench.pass_time(1)
    assert [ring.call for ring in told(bench, Ringing)] == [call, call]


def test_a_refused_call_rings_at_another_agent_and_the_refuser_gets_the_next() -> None:
    bench = Bench()
    bench.ready("a1", "a2")
    call = bench.place()
    rung = told(bench, Ringing)[0].agent
    other = "a2" if rung == "a1" else "a1"
    assert bench.do(Refuse(id=new_id(), call=call, agent=rung)).ok
    assert told(bench, RingEnded)[0].why == "refused"
    assert told(bench, Ringing)[-1].agent == other
    next_call = bench.place()
    assert told(bench, Ringing, next_call)[0].agent == rung


def test_the_longest_idle_agent_is_rung() -> None:
    bench = Bench()
    for agent in ("a3", "a1", "a2"):
        bench.ready(agent)
        bench.pass_time(1_000)
    for _ in range(3):
        bench.place()
    assert [ring.agent for ring in told(bench, Ringing)] == ["a3", "a1", "a2"]


def test_a_free_agent_takes_the_longest_waiting_call_of_all_their_queues() -> None:
    bench = Bench()
    loan = bench.place(queue="loan")
    bench.pass_time(1_000)
    bench.place(queue="account")
    urgent = bench.place(queue="urgent")
    bench.ready("a1", queues=("account", "loan"))
    assert told(bench, Ringing)[0].call == loan
    bench.ready("a2", queues=("urgent",))
    assert told(bench, Ringing)[1].call == urgent


def test_who_is_not_available_or_not_in_the_queue_is_not_rung() -> None:
    bench = Bench()
    bench.ready("a1", queues=("loan",))
    bench.do(SignIn(id=new_id(), agent="a2", queues=("account",)))
    call = bench.place()
    assert bench.names() == ["Offered"]
    bench.do(SetAvailable(id=new_id(), agent="a2", available=True))
    assert told(bench, Ringing, call)[0].agent == "a2"


def test_signing_out_while_it_rings_gives_the_call_back_and_during_a_talk_lets_it_go_on() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.place(talk_ms=30_000)
    assert bench.do(SignOut(id=new_id(), agent="a1")).ok
    assert bench.names(call) == ["Offered", "Ringing", "RingEnded"]
    bench.ready("a2")
    assert answer(bench, call, "a2").ok
    assert bench.do(SignOut(id=new_id(), agent="a2")).ok
    assert bench.model.snapshot().agents == ()
    assert bench.model.snapshot().calls[0].agent == "a2"
    bench.place()
    bench.pass_time(30_000)
    assert told(bench, LegEnded)[0].talk_ms == 30_000
    assert len(told(bench, Ringing)) == 2
    assert bench.do(SignOut(id=new_id(), agent="a2")) == Result(False, "no_such_agent")


def test_a_transfer_to_a_free_agent_rings_there_and_the_wait_counts_anew() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1", talk_ms=60_000)
    bench.ready("a2", queues=("loan",))
    bench.pass_time(15_000)
    assert send(bench, call, "a1", "blind_agent", "a2").ok
    bench.pass_time(3_000)
    assert answer(bench, call, "a2").ok
    bench.pass_time(60_000)
    assert bench.names(call) == [
        "Offered",
        "Ringing",
        "Answered",
        "Transferred",
        "Ringing",
        "Answered",
        "LegEnded",
        "Ended",
    ]
    assert told(bench, Transferred)[0].talk_ms == 15_000
    assert told(bench, Answered)[1].wait_ms == 3_000
    assert told(bench, LegEnded)[0].talk_ms == 60_000
    assert told(bench, Ended)[0].wait_ms == 0
    assert bench.model.totals().answered == 1


def test_a_transfer_to_a_busy_or_unknown_agent_leaves_the_call_where_it_is() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1")
    bench.ready("a2")
    other = bench.talking("a2")
    assert send(bench, call, "a1", "blind_agent", "a2") == Result(False, "target_busy")
    bench.do(HangUp(id=new_id(), call=other, agent="a2"))
    bench.do(SetAvailable(id=new_id(), agent="a2", available=False))
    assert send(bench, call, "a1", "blind_agent", "a2") == Result(False, "target_busy")
    for target in ("a1", "nobody"):
        assert send(bench, call, "a1", "blind_agent", target) == Result(False, "no_such_target")
    assert send(bench, call, "a1", "blind_queue", "garden") == Result(False, "no_such_target")
    assert send(bench, call, "a1", "blind_number", "") == Result(False, "no_such_target")
    assert bench.model.snapshot().calls[0].state == "talking"
    assert "Transferred" not in bench.names()


def test_a_transfer_that_the_target_misses_waits_in_the_queue_it_came_from() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1")
    bench.ready("a2", queues=("loan",))
    send(bench, call, "a1", "blind_agent", "a2")
    bench.pass_time(20_000)
    assert told(bench, RingEnded)[0].why == "missed"
    assert told(bench, Ringing)[-1].agent == "a1"


def test_a_transfer_to_a_queue_joins_its_end_and_a_caller_who_gives_up_there_counts_as_answered() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1", patience_ms=40_000)
    earlier = bench.place(queue="loan")
    assert send(bench, call, "a1", "blind_queue", "loan").ok
    assert told(bench, Offered, call)[-1].queue == "loan"
    bench.ready("a2", queues=("loan",))
    assert told(bench, Ringing)[-1].call == earlier
    bench.pass_time(40_000)
    assert told(bench, Ended, call)[0].outcome == "answered"
    assert bench.model.totals().abandoned == 0


def test_a_transfer_to_a_number_ends_the_call_here() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.talking("a1")
    bench.do(Hold(id=new_id(), call=call, agent="a1", on=True))
    bench.pass_time(5_000)
    assert send(bench, call, "a1", "blind_number", "8100").ok
    assert bench.names(call) == ["Offered", "Ringing", "Answered", "Held", "Transferred", "Ended"]
    assert told(bench, Transferred)[0].hold_ms == 5_000
    assert bench.model.snapshot().agents[0].call is None


def test_the_same_command_twice_is_done_once_and_answered_alike() -> None:
    bench = Bench()
    bench.ready("a1")
    call = bench.place()
    command = Answer(id="once", call=call, agent="a1")
    assert [bench.do(command), bench.do(command)] == [Result(True), Result(True)]
    assert bench.names().count("Answered") == 1
    refused = HangUp(id="refused", call=call, agent="a2")
    assert bench.do(refused) == bench.do(refused) == Result(False, "no_such_agent")
    assert bench.do(HangUp(id="", call=call, agent="a1")) == Result(False, "bad_command")


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (Answer(id="1", call="t.1", agent="a1"), "not_ringing"),
        (Refuse(id="1", call="t.1", agent="a1"), "not_ringing"),
        (Hold(id="1", call="t.1", agent="a2", on=True), "not_talking"),
        (HangUp(id="1", call="t.1", agent="a2"), "not_talking"),
        (HangUp(id="1", call="nothing", agent="a1"), "no_such_call"),
        (HangUp(id="1", call="t.1", agent="nobody"), "no_such_agent"),
        (SetAvailable(id="1", agent="nobody", available=True), "no_such_agent"),
        (SignIn(id="1", agent="a9", queues=("garden",)), "no_such_queue"),
        (SignIn(id="1", agent="", queues=()), "bad_command"),
    ],
)
def test_a_command_that_does_not_fit_is_refused_and_changes_nothing(command: AnyCommand, error: str) -> None:
    bench = Bench()
    bench.ready("a1")
    assert bench.talking("a1") == "t.1"
    bench.ready("a2")
    before = bench.model.snapshot()
    assert bench.do(command) == Result(False, error)
    assert bench.model.snapshot() == before


def test_who_has_the_smaller_penalty_is_rung_before_who_is_idle_longer() -> None:
    bench = Bench()
    for agent, penalty in (("a1", 1), ("a2", 0)):
        assert bench.do(SignIn(id=new_id(), agent=agent, queues=("account",), penalties=(penalty,))).ok
        assert bench.do(SetAvailable(id=new_id(), agent=agent, available=True)).ok
        bench.pass_time(60_000)
    bench.place()
    bench.place()
    assert [event.agent for event in told(bench, Ringing)] == ["a2", "a1"]
