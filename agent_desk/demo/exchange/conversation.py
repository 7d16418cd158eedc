"""The simulated switch where agents call out, ask, talk of three and park: as Asterisk does it, told with the same events.

Whoever is called answers, or does not, as `Answering` says for their number; who is asked lifts the receiver after a moment.
"""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Final, Literal

from agent_desk.demo.exchange.callers import Customer, ScriptedCustomer
from agent_desk.demo.exchange.control import DialOutcome
from agent_desk.demo.exchange.switch import Asked, Call, Seat, Switch, stop
from agent_desk.hub.exchange.protocol.calls import EndedBy, LegEnded, Retrieved, Transferred
from agent_desk.hub.exchange.protocol.dialling import (
    Conference,
    ConsultAnswered,
    ConsultBegan,
    ConsultEnd,
    ConsultEnded,
    ConsultKind,
    DialAnswered,
    DialFailed,
    DialFailure,
    Dialling,
    Parked,
)

LIFTED_MS: Final = 300
"""A simulated agent's own telephone is up at once, nearly."""
ASKED_MS: Final = 2_000
PARKED_MS: Final = 300_000
SHARES: Final[tuple[tuple[DialOutcome, float], ...]] = (
    ("answered", 0.72),
    ("no_answer", 0.14),
    ("busy", 0.09),
    ("rejected", 0.05),
)
RINGS_MS: Final = {"answered": 6_000, "no_answer": 25_000, "busy": 1_500, "rejected": 4_000}


@dataclass(frozen=True, slots=True)
class Answering:
    """What somebody does when they are called."""

    outcome: Literal["answered"] | DialFailure
    ring_ms: int
    talk_ms: int = 120_000


class ConversationSwitch(Switch):
    """A switch whose agents make calls as well."""

    @cached_property
    def scripts(self) -> dict[str, Answering]:
        """Number to what its owner does; "" for everybody else."""
        return {}

    def answering(self, number: str, calls_so_far: int) -> Answering:
        """Return what this number does now; by lot where nothing was said."""
        script = self.scripts.get(number) or self.scripts.get("")
        if script is not None:
            return script
        lot = Random(f"{number}/{calls_so_far}")
        outcome = lot.choices([word for word, _ in SHARES], [share for _, share in SHARES])[0]
        talk_ms = round(lot.lognormvariate(11.2, 0.6))
        return Answering(outcome, lot.randint(RINGS_MS[outcome] // 2, RINGS_MS[outcome]), talk_ms)

    # ------------------------------------------------------------------ outbound calls

    def dial(self, key: str, seat: Seat, number: str) -> None:
        """The agent's telephone is up in a moment; then the number is called."""
        script = self.answering(number, len(self.journal.run) + self.journal.number)
        customer: Customer = ScriptedCustomer(number, 3_600_000, script.talk_ms)
        call = Call(key, "", customer, 0, state="ringing", agent=seat.agent, first_wait_ms=0, outbound=True)
        self.calls[key] = seat.call = call
        call.rings_from_ms = self.clock.now_ms
        call.progress = self.clock.after(LIFTED_MS, lambda: self._call_out(call, script))

    def _call_out(self, call: Call, script: Answering) -> None:
        assert call.agent is not None
        call.rings_from_ms = self.clock.now_ms
        journal = self.journal
        journal.tell(Dialling(id=journal.next_id(), at=journal.now(), call=call.key, agent=call.agent))
        if script.outcome == "answered":
            call.progress = self.clock.after(script.ring_ms, lambda: self._dial_answered(call))
        else:
            why = script.outcome
            call.progress = self.clock.after(script.ring_ms, lambda: self.dial_failed(call, why))

    def _dial_answered(self, call: Call) -> None:
        assert call.agent is not None
        ring_ms = self.clock.now_ms - call.rings_from_ms
        call.talk_left_ms = call.customer.talk_ms()
        journal = self.journal
        journal.tell(
            DialAnswered(id=journal.next_id(), at=journal.now(), call=call.key, agent=call.agent, ring_ms=ring_ms)
        )
        self.talk_on(call)

    def dial_failed(self, call: Call, why: DialFailure) -> None:
        """The call came to nobody, or the agent gave up."""
        ring_ms = self.clock.now_ms - call.rings_from_ms
        seat = self._part(call)
        del self.calls[call.key]
        journal = self.journal
        journal.tell(
            DialFailed(
                id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent, why=why, ring_ms=ring_ms
            )
        )
        self.rest(seat)
        self.serve(seat)

    # ------------------------------------------------------------------ asking

    def ask(self, call: Call, kind: ConsultKind, target: str, seat: Seat | None) -> None:
        """Ring up somebody while the customer hears music."""
        assert call.agent is not None
        call.asked = Asked(kind, target, call.agent)
        if seat is not None:
            seat.asked = call
        journal = self.journal
        journal.tell(
            ConsultBegan(
                id=journal.next_id(), at=journal.now(), call=call.key, agent=call.agent, kind=kind, target=target
            )
        )
        call.asked.timer = self.clock.after(ASKED_MS, lambda: self._asked_answers(call))

    def _asked_answers(self, call: Call) -> None:
        assert call.asked is not None
        call.asked.answered = True
        journal = self.journal
        journal.tell(ConsultAnswered(id=journal.next_id(), at=journal.now(), call=call.key, agent=call.asked.by))

    def consult_over(self, call: Call, why: ConsultEnd) -> Seat | None:
        """Nobody is asked any more; the seat of the colleague, free again."""
        asked, journal = call.asked, self.journal
        assert asked is not None
        stop(asked.timer)
        call.asked = None
        journal.tell(ConsultEnded(id=journal.next_id(), at=journal.now(), call=call.key, agent=asked.by, why=why))
        seat = self.seats.get(asked.target) if asked.kind == "agent" else None
        if seat is not None and seat.asked is call:
            seat.asked = None
            self.rest(seat)
        return seat

    def complete(self, call: Call) -> None:
        """The customer goes to who was asked; the agent's part is over."""
        asked = call.asked
        assert asked is not None
        target = self.consult_over(call, "completed")
        seat, journal = self.close_leg(call), self.journal
        self.tally.transferred += 1
        journal.tell(
            Transferred(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=seat.agent,
                kind="blind_agent" if target is not None else "blind_number",
                target=asked.target,
                talk_ms=call.talk_ms,
                hold_ms=call.hold_ms,
            )
        )
        if target is not None:
            self.begin_wait(call)
            self.ring(call, target)
            self.answer(call, target)
        else:
            self.end(call)
        self.serve(seat)

    def join_in(self, call: Call) -> None:
        """The customer is taken back into a talk of three."""
        asked, journal = call.asked, self.journal
        assert asked is not None
        held_ms = self.hold_stops(call)
        journal.tell(Retrieved(id=journal.next_id(), at=journal.now(), call=call.key, agent=asked.by, hold_ms=held_ms))
        journal.tell(
            Conference(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=asked.by,
                kind=asked.kind,
                target=asked.target,
            )
        )
        asked.joined = True
        seat = self.seats.get(asked.target) if asked.kind == "agent" else None
        if seat is not None:
            seat.asked, seat.call = None, call
            call.also[seat.agent] = self.clock.now_ms
        self.talk_on(call)

    # ------------------------------------------------------------------ the end of a part

    def leg_over(self, call: Call, by: EndedBy) -> None:
        """Somebody hung up; in a conference the others go on, as long as the customer is there."""
        if call.asked is not None:
            colleague = self.consult_over(call, "left" if call.asked.joined else "cancelled")
            if colleague is not None and colleague.agent not in call.also:
                self.serve(colleague)
        if by == "agent" and call.also:
            self._hand_over(call)
            return
        for agent in list(call.also):
            self.colleague_leaves(call, self.seats[agent], by)
        super().leg_over(call, by)

    def _hand_over(self, call: Call) -> None:
        """The agent who asked leaves; the colleague's part becomes the whole."""
        colleague, from_ms = next(iter(call.also.items()))
        del call.also[colleague]
        seat = self.close_leg(call)
        self._tell_leg_over(call, seat.agent, call.talk_ms, call.hold_ms, "agent")
        call.agent, call.state, call.talk_ms, call.hold_ms, call.talks_from_ms = colleague, "talking", 0, 0, from_ms
        call.progress = self.clock.after(call.talk_left_ms, lambda: self.leg_over(call, "customer"))
        self.serve(seat)

    def colleague_leaves(self, call: Call, seat: Seat, by: EndedBy) -> None:
        """A colleague's part in a conference is over."""
        if call.asked is not None:
            self.consult_over(call, "left")
        talk_ms = self.clock.now_ms - call.also.pop(seat.agent)
        seat.call = None
        if not seat.signed_in:
            del self.seats[seat.agent]
        self._tell_leg_over(call, seat.agent, talk_ms, 0, by)
        self.rest(seat)
        self.serve(seat)

    def _tell_leg_over(self, call: Call, agent: str, talk_ms: int, hold_ms: int, by: EndedBy) -> None:
        journal = self.journal
        journal.tell(
            LegEnded(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=agent,
                talk_ms=talk_ms,
                hold_ms=hold_ms,
                by=by,
            )
        )

    # ------------------------------------------------------------------ parking

    def park(self, call: Call) -> None:
        """The customer waits at a parking place; after a while they wait in their queue again."""
        seat = self.close_leg(call)
        self._at_place(call, seat.agent)
        self.serve(seat)

    def _at_place(self, call: Call, agent: str = "") -> None:
        call.state, call.place = "waiting", call.place or str(1 + sum(bool(one.place) for one in self.calls.values()))
        self.begin_wait(call)
        journal, times = self.journal, (call.talk_ms, call.hold_ms) if agent else (0, 0)
        journal.tell(
            Parked(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                place=call.place,
                agent=agent,
                talk_ms=times[0],
                hold_ms=times[1],
            )
        )
        call.progress = self.clock.after(PARKED_MS, lambda: self._place_over(call))

    def _place_over(self, call: Call) -> None:
        call.place = ""
        if call.outbound:
            self.end(call)
            return
        stop(call.patience)
        call.order = self.next_order()
        self.join(call)

    def ring(self, call: Call, seat: Seat) -> None:
        """Ring; a parked customer's time at the place stops meanwhile."""
        if call.place:
            stop(call.progress)
        super().ring(call, seat)

    def ring_over(self, call: Call, why: Literal["missed", "refused"]) -> None:
        """A parked customer whom nobody takes is parked again."""
        if not call.place:
            super().ring_over(call, why)
            return
        seat = self._silence(call, why)
        self.rest(seat)
        stop(call.patience)
        self._at_place(call)
        self.serve(seat)

    def answer(self, call: Call, seat: Seat) -> None:
        """The talk begins, and the parking place is free."""
        call.place = ""
        super().answer(call, seat)

    # ------------------------------------------------------------------ rings of others, places that are kept

    def pick_up(self, call: Call, seat: Seat) -> None:
        """A colleague takes the call that rings elsewhere; who was rung goes to the end of the line."""
        rung = self._silence(call, "picked_up")
        self.rest(rung)
        self.ring(call, seat)
        self.answer(call, seat)
        self.serve(rung)

    def drop_callback_place(self, call: Call) -> None:
        """The place is kept no longer; an agent at whom it rings is let go."""
        seat = self._silence(call, "caller_gone") if call.state == "ringing" else None
        if seat is None:
            self.leave_queue(call)
        self.end(call)
        if seat is not None:
            self.serve(seat)
