"""Asterisk's events into our own: one table, the state of each call, no socket.

A call is known by its Linkedid, an agent's part in it by the Uniqueid of the agent's channel. Every event of ours is made
from one event of Asterisk's and bears its Timestamp in its id, so that whoever reads makes the same ids. What is told twice, or late,
finds its place taken and tells nothing; what names nothing of ours is counted.
"""

from collections.abc import Callable, Iterator
from typing import Final, Literal

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.events.menu import TOLD
from agent_desk.hub.exchange.asterisk.local_channels import REFUSALS, plain
from agent_desk.hub.exchange.asterisk.mirror import Call, Leg, Mirror, moment, ms, number_of
from agent_desk.hub.exchange.asterisk.words import HUNG_UP, LEFT, MUTED, NEVER_JOINED, OUTCOMES, REFUSED
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    EndedBy,
    Held,
    LegEnded,
    Muted,
    Offered,
    Outcome,
    Retrieved,
    RingEnded,
    Ringing,
    TransferKind,
    Transferred,
)

Why = Literal["missed", "refused", "caller_gone", "picked_up"]
Events = Iterator[AnyEvent]
Handler = Callable[[Message, float], Events]
Ignore = Callable[[Message, str], None]

ENDS_RING: Final = frozenset({"NOANSWER", "BUSY", "CONGESTION", "CHANUNAVAIL"})


class CallEvents:
    """What Asterisk tells of queues, their members, calls and the agents' parts in them."""

    def __init__(self, mirror: Mirror, ignore: Ignore) -> None:
        self.mirror, self.ignore = mirror, ignore
        self.table: dict[str, Handler] = {
            "QueueCallerJoin": self._join,
            "QueueCallerLeave": self._leave,
            "QueueCallerAbandon": self._abandon,
            "AgentCalled": self._called,
            "AgentConnect": self._connect,
            "AgentComplete": self._complete,
            "AgentRingNoAnswer": self._not_answered,
            "DialBegin": self._dial,
            "DialEnd": self._dial_over,
            "Hold": self._hold,
            "Unhold": self._unhold,
            "BlindTransfer": self._transfer,
            "HangupRequest": self._hangup_asked,
            "Hangup": self._hangup,
            "UserEvent": self._own,
            "QueueMemberAdded": self._member,
            "QueueMemberPause": self._member,
            "QueueMemberRemoved": self._member_gone,
        }

    def _call(self, message: Message) -> Call | None:
        """The open call this event is about."""
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        if call is None:
            self.ignore(message, "late" if message.get("Linkedid", "") in self.mirror.over else "orphan")
        else:
            call.touched = self.mirror.turn
        return call

    def _call_or_new(self, message: Message) -> Call | None:
        """As `_call`; an event of a queue may be the first that we hear of a call."""
        key = message.get("Linkedid", "")
        if key and key not in self.mirror.calls and key not in self.mirror.over:
            self.mirror.open_call(key, message.get("Uniqueid", ""), message.get("Queue", ""), number_of(message))
        return self._call(message)

    # ------------------------------------------------------------------ the queue

    def _join(self, message: Message, at: float) -> Events:
        call = self._call_or_new(message)
        if call is None:
            return
        talks = any(leg.answered for leg in call.legs.values())
        if call.offered and (call.in_queue or talks):
            return
        call.offered, call.caller = True, call.caller or number_of(message)
        call.joined_at = at if call.joined_at is None else min(call.joined_at, at)
        if not talks:  # else it comes out of order: only who called is news
            call.queue, call.in_queue, call.outcome = message.get("Queue", ""), True, None
            call.in_menu, call.stopped_at = False, None
            call.waits_from = at if call.waits_from is None else min(call.waits_from, at)
        yield Offered(
            id=f"{at:.6f}/offered/{call.key}",
            at=moment(at),
            call=call.key,
            queue=message.get("Queue", ""),
            caller=call.caller,
            dialled=message.get("ChanVariable:AD_DIALLED", ""),
            again_of=call.again_of,
            callback=call.again_of is not None,
        )

    def _leave(self, message: Message, at: float) -> Events:
        call = self._call(message)
        if call is not None:
            call.in_queue = False
        yield from ()

    def _abandon(self, message: Message, at: float) -> Events:
        call = self._call_or_new(message)
        if call is None:
            return
        call.in_queue = False
        call.outcome = call.outcome or "abandoned_queue"
        if call.joined_at is None:
            call.joined_at = at - float(message.get("HoldTime") or 0)
        for leg in list(call.legs.values()):
            if not leg.answered:
                yield from self.ring_over(call, leg, "caller_gone", at)

    def _called(self, message: Message, at: float) -> Events:
        call, uniqueid = self._call_or_new(message), message.get("DestUniqueid", "")
        if call is None or uniqueid in call.legs or uniqueid in self.mirror.gone:
            return
        call.in_queue = True
        yield from self._rings(call, message, at, by_queue=True)

    def _rings(self, call: Call, message: Message, at: float, *, by_queue: bool) -> Events:
        channel, queue = message.get("DestChannel", ""), message.get("Queue", "") or call.queue
        interface = message.get("Interface", "")
        agent = (
            self.mirror.code(message.get("MemberName", ""), interface) if by_queue else self.mirror.agent_on(channel)
        )
        if interface and agent:
            self.mirror.at_interface[plain(interface)] = agent
        if not agent:
            self.ignore(message, "not an agent")
            return
        leg = Leg(agent, channel, message.get("DestUniqueid", ""), queue, by_queue, rang_at=at)
        self.mirror.add_leg(call, leg)
        yield Ringing(id=event_id(at, "ringing", leg), at=moment(at), call=call.key, agent=agent, queue=queue)

    def _connect(self, message: Message, at: float) -> Events:
        call, uniqueid = self._call_or_new(message), message.get("DestUniqueid", "")
        if call is None:
            return
        leg = call.legs.get(uniqueid)
        if (other := call.beside.get(uniqueid)) is not None:
            # Rung with the one that has the customer, and told to be connected too: only one of them is.
            other.lifted, other.rang_at = True, at
            return
        if leg is None:  # its ringing was not told (yet)
            ring_s, wait_s = float(message.get("RingTime") or 0), float(message.get("HoldTime") or 0)
            member = self.mirror.code(message.get("MemberName", ""), message.get("Interface", ""))
            # The channel before the member: a call that was picked up is at a colleague's telephone.
            agent = self.mirror.agent_on(message.get("DestChannel", "")) or member
            leg = Leg(agent, message.get("DestChannel", ""), uniqueid, message.get("Queue", ""), True, at - ring_s)
            self.mirror.add_leg(call, leg)
            call.waits_from = at - wait_s if call.waits_from is None else call.waits_from
        yield from self.answer(call, leg, at)
        gone_at = self.mirror.gone.get(uniqueid)
        if gone_at is not None:  # told out of order: the channel has ended already
            yield from self._close(call, leg, gone_at, "agent")

    def answer(self, call: Call, leg: Leg, at: float) -> Events:
        """Return what is told where an agent has answered."""
        if leg.answered:
            return
        for other in list(call.legs.values()):
            if other is not leg and not other.answered:
                yield from self.ring_over(call, other, "caller_gone", at)
                if leg.by_queue and other.by_queue and other.queue == leg.queue:
                    call.beside[other.uniqueid] = other
                    self.mirror.at_channel[other.uniqueid] = call
        leg.channel = self.mirror.local.telephone(leg.uniqueid) or leg.channel
        wait_ms = ms(call.waits_from, at)
        leg.answered, leg.answered_at = True, at
        call.in_queue, call.waits_from, call.outcome = False, None, None
        if not call.answered:
            call.answered, call.first_wait_ms = True, wait_ms
        yield Answered(
            id=event_id(at, "answered", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            queue=leg.queue,
            wait_ms=wait_ms,
            ring_ms=min(ms(leg.rang_at, at), wait_ms),
        )

    def _complete(self, message: Message, at: float) -> Events:
        found = self.mirror.leg_of(message.get("DestUniqueid", ""))
        if found is None:
            self.ignore(message, "late")
        else:
            reason = message.get("Reason")
            found[1].by = found[1].by or ("customer" if reason == "caller" else "agent" if reason == "agent" else None)
            found[1].talk_s = int(message.get("TalkTime") or 0)
        yield from ()

    def _not_answered(self, message: Message, at: float) -> Events:
        found = self.mirror.leg_of(message.get("DestUniqueid", ""))
        if found is not None and not found[1].answered:
            found[0].touched = self.mirror.turn
            yield from self.ring_over(*found, self._why(*found), at)

    def _why(self, call: Call, leg: Leg) -> Why:
        """Return why a ring that was not answered ended; who was not quick enough is not charged."""
        if leg.refused:
            return "refused"
        return "caller_gone" if any(one.lifted for one in call.legs.values() if one is not leg) else "missed"

    # ------------------------------------------------------------------ the channels

    def _dial(self, message: Message, at: float) -> Events:
        """Somebody is dialled for a call of ours outside its queue: the target of a transfer."""
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        uniqueid = message.get("DestUniqueid", "")
        if call is None or call.in_queue or uniqueid in call.legs or uniqueid in self.mirror.gone:
            return
        call.touched = self.mirror.turn
        yield from self._rings(call, {**message, "MemberName": ""}, at, by_queue=False)

    def _dial_over(self, message: Message, at: float) -> Events:
        found, status = self.mirror.leg_of(message.get("DestUniqueid", "")), message.get("DialStatus", "")
        if found is None or found[1].answered:
            return
        call, leg = found
        call.touched = self.mirror.turn
        if status in ENDS_RING:
            yield from self.ring_over(call, leg, self._why(call, leg), at)
        elif status == "CANCEL":
            yield from self.ring_over(call, leg, "refused" if leg.refused else "caller_gone", at)
        elif status == "ANSWER" and not leg.by_queue:
            yield from self.answer(call, leg, at)
        elif status == "ANSWER":
            leg.lifted = True

    def ring_over(self, call: Call, leg: Leg, why: Why, at: float) -> Events:
        """Return what is told where an agent is not rung any more."""
        self.mirror.drop_leg(call, leg)
        yield RingEnded(
            id=event_id(at, "ring_ended", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            ring_ms=ms(leg.rang_at, at),
            why=why,
        )

    def _hold(self, message: Message, at: float) -> Events:
        found = self.mirror.leg_of(message.get("Uniqueid", ""))
        if found is None or not found[1].answered or found[1].held_at is not None:
            return
        call, leg = found
        call.touched, leg.held_at = self.mirror.turn, at
        yield Held(id=event_id(at, "held", leg), at=moment(at), call=call.key, agent=leg.agent)

    def _unhold(self, message: Message, at: float) -> Events:
        found = self.mirror.leg_of(message.get("Uniqueid", ""))
        if found is None or found[1].held_at is None:
            return
        call, leg = found
        call.touched = self.mirror.turn
        hold_ms = leg.end_hold(at)
        yield Retrieved(
            id=event_id(at, "retrieved", leg), at=moment(at), call=call.key, agent=leg.agent, hold_ms=hold_ms
        )

    def _hangup_asked(self, message: Message, at: float) -> Events:
        """Return who wants to end it; the first who asks is the one who did."""
        uniqueid = message.get("Uniqueid", "")
        call = self.mirror.at_channel.get(uniqueid)
        if call is not None:
            call.touched = self.mirror.turn
            own = call.legs.get(uniqueid)
            if uniqueid in call.beside:
                return
            for leg in [own] if own is not None else call.legs.values():
                leg.by = leg.by or ("agent" if own is not None else "customer")
            if own is not None and not own.answered and message.get("Cause") in REFUSALS:
                own.refused = True
        yield from ()

    def _hangup(self, message: Message, at: float) -> Events:
        uniqueid = message.get("Uniqueid", "")
        self.mirror.gone.note(uniqueid, at)
        call = self.mirror.at_channel.get(uniqueid)
        if call is None:
            return
        call.touched = self.mirror.turn
        leg = call.legs.get(uniqueid)
        if call.beside.pop(uniqueid, None) is not None:
            self.mirror.at_channel.pop(uniqueid, None)
            return
        if leg is not None:
            if leg.answered:
                yield from self._close(call, leg, at, leg.by or "agent")
                yield from self._other_has_it(call, at)
            else:
                yield from self.ring_over(call, leg, "refused" if leg.refused else "caller_gone", at)
        elif uniqueid == call.uniqueid:
            for open_leg in list(call.legs.values()):
                if open_leg.answered:
                    yield from self._close(call, open_leg, at, open_leg.by or "customer")
                else:
                    yield from self.ring_over(call, open_leg, "caller_gone", at)
            yield from self._end(call, at)

    def _other_has_it(self, call: Call, at: float) -> Events:
        """Two telephones were connected at once, and the one that was taken for the winner has gone: the other has the customer."""
        other = next((one for one in call.beside.values() if one.lifted), None)
        if other is None or call.in_queue or any(one.answered for one in call.legs.values()):
            return
        del call.beside[other.uniqueid]
        self.mirror.add_leg(call, other)
        yield Ringing(
            id=event_id(at, "ringing", other), at=moment(at), call=call.key, agent=other.agent, queue=other.queue
        )
        yield from self.answer(call, other, at)

    def _close(self, call: Call, leg: Leg, at: float, by: EndedBy) -> Events:
        talk_ms, hold_ms = leg.times(at)
        self.mirror.drop_leg(call, leg)
        yield LegEnded(
            id=event_id(at, "leg_ended", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            talk_ms=talk_ms,
            hold_ms=hold_ms,
            by=by,
        )

    def _end(self, call: Call, at: float) -> Events:
        self.mirror.drop_call(call, at)
        # Whoever was in a queue and has gone gave up waiting, though the queue's own word for it may come later, or never.
        lost: Outcome = "abandoned_ivr" if call.in_menu else "abandoned_queue" if call.offered else "diverted"
        outcome: Outcome = "answered" if call.answered else call.outcome or lost
        wait_ms = call.first_wait_ms if call.answered else ms(call.joined_at, call.stopped_at or at)
        yield Ended(id=f"{at:.6f}/ended/{call.key}", at=moment(at), call=call.key, outcome=outcome, wait_ms=wait_ms)

    # ------------------------------------------------------------------ transfers

    def _transfer(self, message: Message, at: float) -> Events:
        found = self.mirror.leg_of(message.get("TransfererUniqueid", ""))
        if found is None or message.get("Result") != "Success" or not found[1].answered:
            self.ignore(message, "not ours")
            return
        kind, target = self.mirror.target(message.get("Context", ""), message.get("Extension", ""))
        yield from self.pass_on(*found, kind, target, at)

    def pass_on(self, call: Call, leg: Leg, kind: TransferKind, target: str, at: float) -> Events:
        """Return what is told where an agent has passed the call on; to a number outside, the call ends with it."""
        call.touched = self.mirror.turn
        talk_ms, hold_ms = leg.times(at)
        self.mirror.drop_leg(call, leg)
        call.waits_from = at
        yield Transferred(
            id=event_id(at, "transferred", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            kind=kind,
            target=target,
            talk_ms=talk_ms,
            hold_ms=hold_ms,
        )
        if kind == "blind_number":
            yield from self._end(call, at)

    # ------------------------------------------------------------------ our own words, and the members

    def _own(self, message: Message, at: float) -> Events:
        kind = message.get("UserEvent", "")
        if kind == LEFT or kind in TOLD:
            yield from self._left(message, at) if kind == LEFT else TOLD[kind](self.mirror, message, at)
            return
        found = self.mirror.leg_of(message.get("Leg", ""))
        if found is None:
            return
        call, leg = found
        if kind == REFUSED:
            leg.refused = True
        elif kind == HUNG_UP:
            leg.by = "agent"
        elif kind == MUTED and leg.answered:
            call.touched = self.mirror.turn
            yield Muted(
                id=event_id(at, "muted", leg),
                at=moment(at),
                call=call.key,
                agent=leg.agent,
                muted=message.get("State") == "on",
            )

    def _left(self, message: Message, at: float) -> Events:
        """The customer comes out of the queue alive; our dial plan says why."""
        status, queue = message.get("Status", ""), message.get("ChanVariable:AD_QUEUE", "")
        if status in NEVER_JOINED and message.get("Linkedid", "") not in self.mirror.calls and queue:
            yield from self._join({**message, "Queue": queue}, at)
        call = self._call(message)
        if call is not None and status in OUTCOMES:
            call.in_queue, call.outcome = False, OUTCOMES[status]

    def _member(self, message: Message, at: float) -> Events:
        self.mirror.join(
            message.get("MemberName", ""),
            message.get("Interface", ""),
            message.get("Queue", ""),
            message.get("Paused") == "1",
        )
        yield from ()

    def _member_gone(self, message: Message, at: float) -> Events:
        self.mirror.leave(message.get("MemberName", ""), message.get("Interface", ""), message.get("Queue", ""))
        yield from ()


def event_id(at: float, kind: str, leg: Leg) -> str:
    """Return the id of one of our events about an agent's leg."""
    return f"{at:.6f}/{kind}/{leg.uniqueid}"
