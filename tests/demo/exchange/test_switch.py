"""Agents, customers and the clock in any order: the exchange never contradicts itself."""

from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from agent_desk.demo.exchange.control import SimHangUpCustomer
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    Answered,
    Ended,
    HangUp,
    Held,
    Hold,
    LegEnded,
    Offered,
    Refuse,
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
from tests.fixtures.properties import settings, st

AGENTS = ("a1", "a2", "a3")
agents = st.sampled_from(AGENTS)


class AnyOrder(RuleBasedStateMachine):
    """Agents, customers and the clock in any order: the exchange never contradicts itself."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench()
        self.calls: list[str] = ["none"]

    def any_call(self, pick: int) -> str:
        return self.calls[pick % len(self.calls)]

    @rule(agent=agents, queues=st.sampled_from([("account",), ("account", "loan")]))
    def sign_in(self, agent: str, queues: tuple[str, ...]) -> None:
        self.bench.do(SignIn(id=new_id(), agent=agent, queues=queues))

    @rule(agent=agents)
    def sign_out(self, agent: str) -> None:
        self.bench.do(SignOut(id=new_id(), agent=agent))

    @rule(agent=agents, available=st.booleans())
    def available(self, agent: str, available: bool) -> None:
        self.bench.do(SetAvailable(id=new_id(), agent=agent, available=available))

    @rule(queue=st.sampled_from(["account", "loan"]), patience=st.integers(1, 60_000), talk=st.integers(1, 60_000))
    def call(self, queue: str, patience: int, talk: int) -> None:
        self.calls.append(self.bench.place(queue, patience, talk))

    @rule(ms=st.integers(0, 30_000))
    def time_passes(self, ms: int) -> None:
        self.bench.pass_time(ms)

    @rule(pick=st.integers(0, 50), agent=agents, kind=st.sampled_from([Answer, Refuse, HangUp]))
    def agent_acts(self, pick: int, agent: str, kind: Any) -> None:
        self.bench.do(kind(id=new_id(), call=self.any_call(pick), agent=agent))

    @rule(pick=st.integers(0, 50), agent=agents, on=st.booleans())
    def holds(self, pick: int, agent: str, on: bool) -> None:
        self.bench.do(Hold(id=new_id(), call=self.any_call(pick), agent=agent, on=on))

    @rule(
        pick=st.integers(0, 50),
        agent=agents,
        to=st.sampled_from(
            [("blind_agent", "a1"), ("blind_agent", "a2"), ("blind_queue", "loan"), ("blind_number", "1")]
        ),
    )
    def transfers(self, pick: int, agent: str, to: tuple[Any, str]) -> None:
        kind, target = to
        self.bench.do(Transfer(id=new_id(), call=self.any_call(pick), agent=agent, kind=kind, target=target))

    @rule(pick=st.integers(0, 50))
    def customer_leaves(self, pick: int) -> None:
        self.bench.model.perform_sim(SimHangUpCustomer(id=new_id(), call=self.any_call(pick)))

    @invariant()
    def what_was_told_and_what_is_agree(self) -> None:
        self.bench.news()
        open_now: dict[str, tuple[str, str | None]] = {}
        for event in self.bench.told:
            match event:
                case Offered() | RingEnded() | Transferred():
                    open_now[event.call] = ("waiting", None)
                case Ringing():
                    assert open_now[event.call] == ("waiting", None)
                    open_now[event.call] = ("ringing", event.agent)
                case Answered():
                    assert open_now[event.call] == ("ringing", event.agent)
                    open_now[event.call] = ("talking", event.agent)
                case Held():
                    assert open_now[event.call] == ("talking", event.agent)
                    open_now[event.call] = ("held", event.agent)
                case Retrieved():
                    assert open_now[event.call] == ("held", event.agent)
                    open_now[event.call] = ("talking", event.agent)
                case LegEnded():
                    assert open_now[event.call][0] in ("talking", "held")
                    assert event.talk_ms >= 0 <= event.hold_ms
                    open_now[event.call] = ("waiting", None)
                case Ended():
                    assert open_now.pop(event.call) == ("waiting", None)
        seen = self.bench.model.snapshot()
        assert {call.call: (call.state, call.agent) for call in seen.calls} == open_now

    @invariant()
    def nobody_waits_while_somebody_who_may_take_the_call_is_free(self) -> None:
        switch = self.bench.model.switch
        now_ms = self.bench.model.now_ms
        for queue, line in switch.waiting.items():
            for _, call in line:
                assert call.state == "waiting"
                for seat in switch.seats.values():
                    rested = call.rested_until_ms.get(seat.agent, 0) <= now_ms
                    assert not (seat.free and queue in seat.queues and rested)

    @invariant()
    def counts_hold(self) -> None:
        totals = self.bench.model.totals()
        assert totals.offered == totals.answered + totals.abandoned + totals.still_open == len(self.calls) - 1


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=120, stateful_step_count=40)
