"""Measures at the simulated exchange: the same events as the real one's dial plan tells."""

from typing import Any

from agent_desk.demo.exchange.control import SimEnterMenu
from agent_desk.hub.exchange.protocol.calls import Ended, Offered
from agent_desk.hub.exchange.protocol.menu import Fact, Overflowed
from agent_desk.hub.exchange.protocol.queue_state import QueueState, SetQueueState
from tests.fixtures.exchange import STARTED_AT, Bench, new_id


def let(bench: Bench, **state: Any) -> None:
    held = QueueState(**{"queue": "account", **state})
    assert bench.do(SetQueueState(id=new_id(), call="", agent="hub", state=held)).ok


def story(bench: Bench, call: str) -> list[str]:
    """What was told of a call: names, with what matters of each."""
    bench.news()
    said = []
    for event in bench.told:
        if event.call == call:
            match event:
                case Fact():
                    said.append(f"{event.name} {event.value}")
                case Overflowed():
                    said.append(f"overflow {event.to} {event.target} {event.why}".replace("  ", " "))
                case Offered():
                    said.append(f"offered {event.queue}")
                case Ended():
                    said.append(event.outcome)
                case _:
                    said.append(type(event).__name__)
    return said


def test_a_closed_queue_turns_callers_away_and_who_waits_stays() -> None:
    bench = Bench()
    before = bench.place()
    let(bench, hours="closed", closed_sound="outage")
    assert story(bench, bench.place()) == ["Entered", "turned_away account/outage", "closed"]
    assert [one.call for one in bench.model.snapshot().calls] == [before]
    let(bench)
    assert story(bench, bench.place()) == ["offered account"], "it is lifted again"
    assert bench.model.snapshot().queues == ()


def test_an_announcement_is_heard_before_the_wait() -> None:
    bench = Bench()
    let(bench, announcement="outage")
    assert story(bench, bench.place()) == ["Entered", "announcement account/outage", "offered account"]
    assert bench.model.snapshot().queues == (QueueState(queue="account", announcement="outage"),)


def test_an_overflow_at_once_rings_in_the_other_queue() -> None:
    bench = Bench()
    bench.ready("8001", queues=("credit",))
    let(bench, overflow_to="queue", target="credit")
    assert story(bench, bench.place()) == ["Entered", "overflow queue credit measure", "offered credit", "Ringing"]


def test_an_overflow_when_more_than_so_many_wait() -> None:
    bench = Bench()
    let(bench, overflow_to="message", target="busy", waiting=1)
    assert story(bench, bench.place())[-1] == story(bench, bench.place())[-1] == "offered account"
    assert story(bench, bench.place()) == ["Entered", "overflow message busy measure", "diverted"]


def test_an_overflow_after_so_long_a_wait() -> None:
    bench = Bench()
    let(bench, overflow_to="queue", target="credit", after_s=60)
    call = bench.place()
    bench.pass_time(59_000)
    assert story(bench, call)[-1] == "offered account"
    bench.pass_time(2_000)
    assert story(bench, call)[-2:] == ["overflow queue credit measure_wait", "offered credit"]
    bench.ready("8001", queues=("credit",))
    assert story(bench, call)[-1] == "Ringing"


def test_a_queue_that_is_opened_takes_calls_out_of_its_hours() -> None:
    bench = Bench()
    let(bench, hours="opened")
    order = SimEnterMenu(id=new_id(), queue="account", caller="13800138000", ends="closed")
    call = bench.model.perform_sim(order).call
    bench.pass_time(10)
    assert story(bench, call)[-1] == "offered account"


def test_an_overflow_to_a_queue_that_is_not_there_is_refused() -> None:
    state = QueueState(queue="account", overflow_to="queue", target="nowhere")
    assert Bench().do(SetQueueState(id=new_id(), call="", agent="hub", state=state)).error == "no_such_queue"


def test_a_queue_outside_its_own_hours_turns_callers_away_and_opens_by_itself() -> None:
    bench = Bench()
    now = int(STARTED_AT.timestamp())
    let(bench, shut=((now - 60, now + 60), (now + 600, now + 900)))
    assert story(bench, bench.place()) == ["Entered", "turned_away account/closed", "closed"]
    bench.pass_time(61_000)
    assert story(bench, bench.place()) == ["offered account"], "nobody has to tell it"
    let(bench, hours="opened", shut=((now, now + 3600),))
    assert story(bench, bench.place())[-1] == "offered account", "a supervisor has opened it"
