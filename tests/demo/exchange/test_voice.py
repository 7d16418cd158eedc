"""The simulated exchange's voice menu, call-back and survey: the same events as the real one's."""

from dataclasses import replace
from typing import Any

from agent_desk.demo.exchange.control import SimAskCallback, SimEnterMenu, SimHangUpCustomer
from agent_desk.hub.exchange.protocol.calls import Answer, Ended, HangUp, Offered
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, CallbackTold, Fact
from tests.demo.exchange.test_simulation import BUSY, worked
from tests.fixtures.exchange import Bench, new_id


def entering(bench: Bench, **more: Any) -> str:
    order = SimEnterMenu(id=new_id(), queue="account", caller="13800138000", menu_ms=2_000, **more)
    answer = bench.model.perform_sim(order)
    assert answer.result.ok
    return answer.call


def facts(bench: Bench, call: str) -> list[tuple[str, str]]:
    bench.news()
    return [(event.name, event.value) for event in bench.told if isinstance(event, Fact) and event.call == call]


def outcome(bench: Bench, call: str) -> str:
    bench.news()
    return next(event.outcome for event in bench.told if isinstance(event, Ended) and event.call == call)


def test_a_customer_comes_through_the_menu_and_scores_an_agent_who_hangs_up() -> None:
    bench = Bench()
    bench.ready("8001")
    call = entering(bench, facts=("menu=2.3", "identity=1234"), survey="4")
    assert [one.state for one in bench.model.snapshot().calls] == ["menu"]
    bench.pass_time(2_000)
    assert bench.names(call) == ["Entered", "Fact", "Fact", "Offered", "Ringing"]
    assert bench.do(Answer(id=new_id(), call=call, agent="8001")).ok
    bench.pass_time(5_000)
    assert bench.do(HangUp(id=new_id(), call=call, agent="8001")).ok
    assert bench.names(call)[-3:] == ["LegEnded", "Fact", "Ended"]
    assert facts(bench, call) == [("menu", "2.3"), ("identity", "1234"), ("survey", "4")]


def test_the_menu_may_be_the_end() -> None:
    bench = Bench()
    closed, left = entering(bench, ends="closed"), entering(bench)
    assert bench.model.perform_sim(SimHangUpCustomer(id=new_id(), call=left)).result.ok
    bench.pass_time(2_000)
    assert (outcome(bench, closed), outcome(bench, left)) == ("closed", "abandoned_ivr")
    assert bench.model.totals().offered == 0 and not bench.model.snapshot().calls


def test_a_call_back_keeps_its_place() -> None:
    bench = Bench()
    first, second = bench.place(), bench.place()
    assert bench.model.perform_sim(SimAskCallback(id=new_id(), call=first)).result.ok
    assert not bench.model.perform_sim(SimAskCallback(id=new_id(), call=first)).result.ok, "asked twice is one"
    assert outcome(bench, first) == "called_back"
    asked = next(event for event in bench.told if isinstance(event, CallbackAsked))
    kept = next(event for event in bench.told if isinstance(event, Offered) and event.callback)
    assert (asked.position, kept.again_of) == (1, first)
    bench.ready("8001")
    assert bench.model.switch.calls[kept.call].state == "ringing", "before the second, who came later"
    assert bench.model.switch.calls[second].state == "waiting"
    assert bench.do(Answer(id=new_id(), call=kept.call, agent="8001")).ok
    bench.news()
    assert [event.state for event in bench.told if isinstance(event, CallbackTold)] == ["dialling", "reached"]
    totals = bench.model.totals()
    assert (totals.offered, totals.answered, totals.abandoned, totals.still_open) == (2, 1, 0, 1)


def test_those_who_call_by_themselves_hear_the_menu_where_there_is_one() -> None:
    bench = worked(replace(BUSY, menu=True), 5, 0.5)
    names = bench.names()
    lost = sum(isinstance(event, Ended) and event.outcome == "abandoned_ivr" for event in bench.told)
    assert 0 < lost < names.count("Entered") / 5
    assert {event.value for event in bench.told if isinstance(event, Fact) and event.name == "menu"} >= {"1", "2", "4"}
