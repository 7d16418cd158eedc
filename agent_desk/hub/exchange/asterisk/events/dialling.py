"""Asterisk's events of calls that agents make, of consultation, conference and parking, beside those of `calls.py`.

An outbound call bears the ChannelId that our order gave it as Linkedid and as Uniqueid of the agent's channel. A consultation is
Asterisk's own attended transfer (Atxfer): the customer is held, whoever is asked is dialled under the customer's Linkedid.
"""

from collections.abc import Mapping
from typing import Final

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.events.calls import CallEvents, Events, Handler, event_id
from agent_desk.hub.exchange.asterisk.mirror import Asking, Call, Leg, moment, ms
from agent_desk.hub.exchange.asterisk.words import CONSULTED, DIALLED
from agent_desk.hub.exchange.protocol.calls import Retrieved, Ringing, TransferKind
from agent_desk.hub.exchange.protocol.dialling import (
    Conference,
    ConsultAnswered,
    ConsultBegan,
    ConsultEnd,
    ConsultEnded,
    DialAnswered,
    DialFailed,
    DialFailure,
    Dialling,
    Parked,
    dialled_by_agent,
)

STATUS: Final[Mapping[str, DialFailure]] = {"BUSY": "busy", "NOANSWER": "no_answer", "CANCEL": "cancelled"}
CAUSES: Final[Mapping[str, DialFailure]] = {
    "1": "invalid_number",
    "3": "invalid_number",
    "22": "invalid_number",
    "28": "invalid_number",
    "17": "busy",
    "18": "no_answer",
    "19": "no_answer",
    "21": "rejected",
}
"""Q.850 causes of the channel to the number; what the line says goes before Dial's own word."""
ENDS: Final[Mapping[str, ConsultEnd]] = {"BUSY": "busy", "NOANSWER": "no_answer", "CANCEL": "cancelled"}


class DiallingEvents:
    """Calls that agents make, whom they ask, conferences, picked-up rings and parking."""

    def __init__(self, calls: CallEvents) -> None:
        self._calls, self.mirror = calls, calls.mirror
        self.table: dict[str, Handler] = {
            "AttendedTransfer": self._attended,
            "OriginateResponse": self._originated,
            "ParkedCall": self._parked,
            "Pickup": self._picked_up,
        }
        self.first = {
            "UserEvent": self._own,
            "DialBegin": self._dial,
            "DialEnd": self._dial_over,
            "HangupRequest": self._hangup_asked,
            "Hangup": self._hangup,
        }

    # ------------------------------------------------------------------ our own words

    def _own(self, message: Message, at: float, rest: Handler) -> Events:
        kind = message.get("UserEvent")
        if kind == DIALLED:
            self._ordered(message.get("Call", ""), message.get("Agent", ""), at)
        elif kind == CONSULTED:
            found = self.mirror.leg_of(message.get("Leg", ""))
            if found is not None and found[1].answered:
                call, leg = found
                call.asking = Asking(
                    leg, "agent" if message.get("Kind") == "agent" else "number", message.get("Target", "")
                )
        else:
            yield from rest(message, at)

    def _ordered(self, key: str, agent: str, at: float) -> None:
        """A hub has ordered an outbound call: the agent's telephone will ring."""
        mirror = self.mirror
        if not dialled_by_agent(key) or key in mirror.calls or key in mirror.over or not agent:
            return
        call = mirror.open_call(key, key, "", "")
        call.outbound = True
        mirror.add_leg(call, Leg(agent, "", key, "", False, rang_at=at))

    # ------------------------------------------------------------------ somebody is dialled

    def _dial(self, message: Message, at: float, rest: Handler) -> Events:
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        uniqueid = message.get("DestUniqueid", "")
        if self.mirror.local and self.mirror.local.dialled(message):
            return
        if call is None or call.in_queue or uniqueid in call.legs or uniqueid in self.mirror.gone:
            return
        if call.outbound and not call.answered:
            yield from self._number_called(call, uniqueid, at)
        elif any(leg.answered for leg in call.legs.values()):
            yield from self._asked(call, message, at)
        else:
            yield from rest(message, at)

    def _number_called(self, call: Call, uniqueid: str, at: float) -> Events:
        leg = next(iter(call.legs.values()), None)
        if leg is None or call.number_at is not None:
            return
        call.touched, call.number_at, call.uniqueid = self.mirror.turn, at, uniqueid
        self.mirror.at_channel[uniqueid] = call
        yield Dialling(id=event_id(at, "dialling", leg), at=moment(at), call=call.key, agent=leg.agent)

    def _asked(self, call: Call, message: Message, at: float) -> Events:
        """Return whom an agent asks rings: by our order, or by the telephone's own keys."""
        call.touched = self.mirror.turn
        uniqueid, channel = message.get("DestUniqueid", ""), message.get("DestChannel", "")
        agent = self.mirror.agent_on(channel)
        asking = call.asking
        if asking is not None and asking.uniqueid == uniqueid:
            return
        if asking is None or asking.uniqueid:
            answered = [leg for leg in call.legs.values() if leg.answered]
            held = [leg for leg in answered if leg.held_at is not None]
            asking = Asking((held or answered)[0], "number", message.get("DestCallerIDNum", ""))
        if agent:
            asking.kind, asking.target = "agent", agent
            asking.leg = Leg(agent, channel, uniqueid, call.queue, False, rang_at=at)
        asking.uniqueid, call.asking = uniqueid, asking
        yield ConsultBegan(
            id=event_id(at, "consult_began", asking.by),
            at=moment(at),
            call=call.key,
            agent=asking.by.agent,
            kind=asking.kind,
            target=asking.target,
        )

    def _dial_over(self, message: Message, at: float, rest: Handler) -> Events:
        uniqueid, status = message.get("DestUniqueid", ""), message.get("DialStatus", "")
        if self.mirror.local and self.mirror.local.answered(message):
            return
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        own = self.mirror.leg_of(uniqueid)
        if own is not None and own[0].outbound and not own[0].answered:
            return  # the agent's own telephone; what becomes of the call is told by what follows
        if call is not None and call.asking is not None and call.asking.uniqueid == uniqueid:
            yield from self._asked_over(call, call.asking, status, at)
        elif call is not None and call.outbound and not call.answered and call.uniqueid == uniqueid:
            yield from self._number_over(call, status, at)
        else:
            yield from rest(message, at)

    def _asked_over(self, call: Call, asking: Asking, status: str, at: float) -> Events:
        call.touched = self.mirror.turn
        if status != "ANSWER":
            yield from self._consult_over(call, ENDS.get(status, "no_answer"), at)
        elif not asking.answered:
            asking.answered = True
            yield ConsultAnswered(
                id=event_id(at, "consult_answered", asking.by), at=moment(at), call=call.key, agent=asking.by.agent
            )

    def _number_over(self, call: Call, status: str, at: float) -> Events:
        leg = next(iter(call.legs.values()), None)
        call.touched = self.mirror.turn
        if status != "ANSWER":
            call.why = STATUS.get(status, "unreachable")
        elif leg is not None:
            leg.answered, leg.answered_at, call.answered = True, at, True
            yield DialAnswered(
                id=event_id(at, "dial_answered", leg),
                at=moment(at),
                call=call.key,
                agent=leg.agent,
                ring_ms=ms(call.number_at, at),
            )

    # ------------------------------------------------------------------ channels end

    def _hangup_asked(self, message: Message, at: float, rest: Handler) -> Events:
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        if call is not None and call.asking is not None and call.asking.uniqueid == message.get("Uniqueid"):
            call.asking.hung_up = True
        if call is not None and call.outbound and not call.answered and call.uniqueid == message.get("Uniqueid"):
            call.line = CAUSES.get(message.get("Cause", ""))
        yield from rest(message, at)

    def _hangup(self, message: Message, at: float, rest: Handler) -> Events:
        uniqueid = message.get("Uniqueid", "")
        call = self.mirror.calls.get(message.get("Linkedid", ""))
        if call is None:
            yield from rest(message, at)
            return
        asking = call.asking
        if asking is not None and asking.uniqueid == uniqueid:
            yield from self._consult_over(call, "left" if asking.hung_up or asking.joined else "cancelled", at)
        elif asking is not None and asking.joined and uniqueid in (asking.by.uniqueid, call.uniqueid):
            yield from self._consult_over(call, "completed" if uniqueid == asking.by.uniqueid else "left", at)
            if asking.leg is None and uniqueid == asking.by.uniqueid:
                # Customer and outside number go on without any agent: as after a transfer to it.
                self.mirror.gone.note(uniqueid, at)
                yield from self._calls.pass_on(call, asking.by, "blind_number", asking.target, at)
                return
        if call.outbound and not call.answered:
            yield from self._unanswered_hangup(call, uniqueid, message.get("Cause", ""), at)
        else:
            yield from rest(message, at)

    def _unanswered_hangup(self, call: Call, uniqueid: str, cause: str, at: float) -> Events:
        self.mirror.gone.note(uniqueid, at)
        call.touched = self.mirror.turn
        leg = call.legs.get(uniqueid)
        if leg is not None:
            yield from self._dial_failed(call, leg, at)
        elif uniqueid == call.uniqueid:
            call.line = call.line or CAUSES.get(cause)

    def _originated(self, message: Message, at: float) -> Events:
        """Tell of a dial that failed where no channel came about at all, since nothing else tells of it."""
        found = self.mirror.leg_of(message.get("Uniqueid", ""))
        if found is not None and message.get("Response") == "Failure" and not found[1].answered:
            yield from self._dial_failed(*found, at)

    def _dial_failed(self, call: Call, leg: Leg, at: float) -> Events:
        why: DialFailure = (
            "cancelled" if leg.by == "agent" and not leg.refused else call.line or call.why or "unreachable"
        )
        if call.number_at is None and why != "cancelled":
            why = "not_lifted"
        self.mirror.drop_call(call, at)
        yield DialFailed(
            id=event_id(at, "dial_failed", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            why=why,
            ring_ms=ms(call.number_at, at),
        )

    def _consult_over(self, call: Call, why: ConsultEnd, at: float) -> Events:
        asking, call.asking = call.asking, None
        if asking is not None:
            yield ConsultEnded(
                id=event_id(at, "consult_ended", asking.by),
                at=moment(at),
                call=call.key,
                agent=asking.by.agent,
                why=why,
            )

    # ------------------------------------------------------------------ attended transfer, conference

    def _attended(self, message: Message, at: float) -> Events:
        """A customer is joined to somebody who was asked before: instead of the agent, or beside them."""
        found = self.mirror.leg_of(message.get("OrigTransfererUniqueid", ""))
        if found is None or message.get("Result") != "Success" or not found[1].answered:
            self._calls.ignore(message, "not ours")
            return
        call, leg = found
        if message.get("DestType") == "Threeway":
            yield from self._joined(call, leg, at)
            return
        channel, asking = message.get("TransferTargetChannel", ""), call.asking
        agent = self.mirror.agent_on(channel)
        target = Leg(agent, channel, message.get("TransferTargetUniqueid", ""), call.queue, False, rang_at=at)
        if not agent and asking is not None and asking.leg is not None:
            target = asking.leg
        number = asking.target if asking is not None else message.get("TransferTargetCallerIDNum", "")
        kind: TransferKind = "blind_agent" if target.agent else "blind_number"
        yield from self._consult_over(call, "completed", at)
        yield from self._calls.pass_on(call, leg, kind, target.agent or number, at)
        if target.agent:
            target.rang_at = at
            self.mirror.add_leg(call, target)
            yield Ringing(
                id=event_id(at, "ringing", target), at=moment(at), call=call.key, agent=target.agent, queue=call.queue
            )
            yield from self._calls.answer(call, target, at)

    def _joined(self, call: Call, leg: Leg, at: float) -> Events:
        """Three talk."""
        asking = call.asking
        if asking is None or asking.joined:
            return
        call.touched = self.mirror.turn
        if leg.held_at is not None:  # Asterisk takes the customer back without a word
            hold_ms = leg.end_hold(at)
            yield Retrieved(
                id=event_id(at, "retrieved", leg), at=moment(at), call=call.key, agent=leg.agent, hold_ms=hold_ms
            )
        asking.joined = True
        yield Conference(
            id=event_id(at, "conference", leg),
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            kind=asking.kind,
            target=asking.target,
        )
        if asking.leg is not None:
            asking.leg.answered, asking.leg.answered_at = True, at
            self.mirror.add_leg(call, asking.leg)

    # ------------------------------------------------------------------ pick-up of a ring

    def _picked_up(self, message: Message, at: float) -> Events:
        """Return a call that rang at one agent is taken at another's telephone; its answer is told next, under the new channel."""
        found, channel = self.mirror.leg_of(message.get("TargetUniqueid", "")), message.get("Channel", "")
        agent = self.mirror.agent_on(channel)
        if found is None or found[1].answered or not agent:
            self._calls.ignore(message, "not ours")
            return
        call, leg = found
        call.touched = self.mirror.turn
        yield from self._calls.ring_over(call, leg, "picked_up", at)
        taken = Leg(agent, channel, message.get("Uniqueid", ""), leg.queue, leg.by_queue, rang_at=at)
        self.mirror.add_leg(call, taken)
        yield Ringing(id=event_id(at, "ringing", taken), at=moment(at), call=call.key, agent=agent, queue=leg.queue)

    # ------------------------------------------------------------------ parking

    def _parked(self, message: Message, at: float) -> Events:
        uniqueid = message.get("ParkeeUniqueid", "")
        call = self.mirror.at_channel.get(uniqueid)
        if call is None or call.uniqueid != uniqueid:
            self._calls.ignore(message, "not ours")
            return
        call.touched, call.waits_from, call.in_queue = self.mirror.turn, at, False
        place, talking = message.get("ParkingSpace", ""), [leg for leg in call.legs.values() if leg.answered]
        for leg in talking:
            talk_ms, hold_ms = leg.times(at)
            self.mirror.drop_leg(call, leg)
            yield Parked(
                id=event_id(at, "parked", leg),
                at=moment(at),
                call=call.key,
                place=place,
                agent=leg.agent,
                talk_ms=talk_ms,
                hold_ms=hold_ms,
            )
        if not talking:
            yield Parked(id=f"{at:.6f}/parked/{call.key}", at=moment(at), call=call.key, place=place)
