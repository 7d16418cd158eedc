"""What Asterisk holds, as far as its events have told: calls with their legs, and who is a member of which queue.

Kept by the translator, corrected by lists that were asked for. No socket, no clock: every time is a `Timestamp` of
Asterisk's events, in seconds.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from agent_desk.hub.exchange.asterisk.address import Address, interface_of_channel
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.local_channels import LocalChannels, extension_of, plain
from agent_desk.hub.exchange.asterisk.words import SPY
from agent_desk.hub.exchange.protocol.calls import EndedBy, Outcome, SeenAgent, SeenCall, Snapshot, TransferKind
from agent_desk.hub.exchange.protocol.dialling import ConsultKind, DialFailure, dialled_by_agent

REMEMBERED: Final = 20_000
"""Calls that are over and channels that are gone, so that what comes late is known for it."""


def ms(from_s: float | None, to_s: float) -> int:
    """Milliseconds between two timestamps of one Asterisk; 0 where the first is not known or lies behind."""
    return max(0, round((to_s - from_s) * 1000)) if from_s else 0


def moment(seconds: float) -> datetime:
    """Return a timestamp as a time of day."""
    return datetime.fromtimestamp(seconds, UTC)


def number_of(message: Message) -> str:
    """Return the caller's number; empty where it is withheld."""
    number = message.get("CallerIDNum", "")
    return "" if number.startswith("<") else number


@dataclass(slots=True, eq=False)
class Leg:
    """One agent's channel in a call. `by_queue`: a queue rang it, so the queue says when it is answered."""

    agent: str
    channel: str
    uniqueid: str
    queue: str
    by_queue: bool
    rang_at: float | None = None
    answered_at: float | None = None
    answered: bool = False
    held_at: float | None = None
    hold_ms: int = 0
    refused: bool = False
    lifted: bool = False
    """The telephone has answered; which one of several has the customer is the queue's to say."""
    by: EndedBy | None = None
    talk_s: int | None = None
    """The queue's own count, used where the answer was not seen."""

    def end_hold(self, at: float) -> int:
        """End the hold, if there is one; return its length."""
        hold_ms = ms(self.held_at, at)
        self.hold_ms += hold_ms
        self.held_at = None
        return hold_ms

    def times(self, at: float) -> tuple[int, int]:
        """Talk (without hold) and hold of a leg that ends now."""
        self.end_hold(at)
        whole = ms(self.answered_at, at) if self.answered_at is not None else (self.talk_s or 0) * 1000
        return max(0, whole - self.hold_ms), self.hold_ms


@dataclass(slots=True, eq=False)
class Call:
    """One call that was in a queue. `uniqueid`: the customer's channel; `waits_from`: since when the customer waits."""

    key: str
    uniqueid: str
    queue: str
    caller: str = ""
    offered: bool = False
    joined_at: float | None = None
    waits_from: float | None = None
    in_queue: bool = False
    answered: bool = False
    first_wait_ms: int = 0
    outcome: Outcome | None = None
    legs: dict[str, Leg] = field(default_factory=dict)
    asking: "Asking | None" = None
    """Whom the agent in the talk has rung up to ask; theirs once the agent passes the customer on."""
    in_menu: bool = False
    """It hears the voice menu and has joined no queue yet."""
    stopped_at: float | None = None
    """When the customer waited no longer, though the line is still open (a farewell is played)."""
    again_of: str | None = None
    """It keeps the place of this call, whose customer is to be called back."""
    outbound: bool = False
    """An agent calls: `uniqueid` is their own channel until the number is called."""
    number_at: float | None = None
    why: DialFailure | None = None
    line: DialFailure | None = None
    """What the number's own line said (its cause): it goes before the dial plan's word."""
    beside: dict[str, Leg] = field(default_factory=dict)
    """Legs of telephones that were rung with the one that has the customer: it is theirs only if that one goes at once."""
    touched: int = 0


@dataclass(slots=True, eq=False)
class Asking:
    """A consultation: `by` asks; `uniqueid` is the channel of who is asked, `leg` theirs where they are an agent."""

    by: Leg
    kind: ConsultKind
    target: str
    uniqueid: str = ""
    leg: Leg | None = None
    answered: bool = False
    hung_up: bool = False
    joined: bool = False


@dataclass(slots=True, eq=False)
class Member:
    """One agent who is a member of queues: queue to paused."""

    agent: str
    interface: str
    queues: dict[str, bool] = field(default_factory=dict)
    touched: int = 0


class Recent(OrderedDict[str, float]):
    """The last few thousand of something, with when it was."""

    def note(self, key: str, at: float) -> None:
        """Remember this one."""
        self[key] = at
        self.move_to_end(key)
        while len(self) > REMEMBERED:
            self.popitem(last=False)


class Mirror:
    """Calls, channels and members. `turn` counts what was told, so that a list can be known to be older than an event."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.calls: dict[str, Call] = {}
        self.at_channel: dict[str, Call] = {}
        """Uniqueid of a customer's or an agent's channel to its call."""
        self.members: dict[str, Member] = {}
        self.at_interface: dict[str, str] = {}
        self.queues: set[str] = set()
        self.local = LocalChannels()
        self.by_local: dict[str, str] = {}
        """Extension to agent of the members that a queue rings by Local channels."""
        self.over = Recent()
        self.gone = Recent()
        self.turn = 0
        self._menus = tuple(f"{address.context}-{part}" for part in ("menu-", "hours-", "numbers", "identity"))

    # ------------------------------------------------------------------ calls

    def open_call(self, key: str, uniqueid: str, queue: str, caller: str) -> Call:
        """Return a call that is new to us."""
        call = Call(key, uniqueid, queue, caller, touched=self.turn)
        self.calls[key] = call
        self.at_channel[uniqueid] = call
        return call

    def add_leg(self, call: Call, leg: Leg) -> Leg:
        """Note that an agent's channel belongs to this call."""
        call.legs[leg.uniqueid] = leg
        self.at_channel[leg.uniqueid] = call
        self.local.rung(leg.channel, leg.uniqueid)
        return leg

    def drop_leg(self, call: Call, leg: Leg) -> None:
        """The agent's part is over."""
        call.legs.pop(leg.uniqueid, None)
        self.at_channel.pop(leg.uniqueid, None)
        self.local.forget(leg.uniqueid)

    def drop_call(self, call: Call, at: float) -> None:
        """The call is over."""
        for leg in list(call.legs.values()):
            self.drop_leg(call, leg)
        for uniqueid in call.beside:
            self.at_channel.pop(uniqueid, None)
        self.calls.pop(call.key, None)
        self.at_channel.pop(call.uniqueid, None)
        self.over.note(call.key, at)

    def leg_of(self, uniqueid: str) -> tuple[Call, Leg] | None:
        """Return the agent's leg on this channel."""
        call = self.at_channel.get(uniqueid)
        leg = call.legs.get(uniqueid) if call is not None else None
        return (call, leg) if call is not None and leg is not None else None

    # ------------------------------------------------------------------ members

    def code(self, name: str, interface: str) -> str:
        """Return the agent's code of a queue's member: its name, unless that is only the interface again, or a person's name beside
        a Local channel (FreePBX)."""
        behind = extension_of(interface)
        if name and name != interface and (not behind or not re.search(r"[^0-9A-Za-z._-]", name)):
            return name
        return self.address.agent_at(interface) or behind

    def join(self, name: str, interface: str, queue: str, paused: bool) -> None:
        """An agent is a member of a queue."""
        agent = self.code(name, interface)
        if not agent:
            return
        member = self.members.setdefault(agent, Member(agent, interface))
        member.interface, member.touched = interface, self.turn
        member.queues[queue] = paused
        self.at_interface[plain(interface)] = agent
        if extension := extension_of(interface):
            self.by_local[extension] = agent
        self.queues.add(queue)

    def leave(self, name: str, interface: str, queue: str) -> None:
        """An agent is a member of this queue no longer. The telephone stays known for calls in progress."""
        member = self.members.get(self.code(name, interface))
        if member is not None:
            member.touched = self.turn
            member.queues.pop(queue, None)

    def agent_on(self, channel: str) -> str:
        """Return the agent whose telephone this channel leads to; empty for anything else."""
        interface = interface_of_channel(channel)
        agent = self.at_interface.get(interface, "")
        if not agent and self.by_local:
            # The telephone of a member that the queue rings by a Local channel bears its extension.
            agent = self.by_local.get(interface.partition("/")[2], "")
        member = self.members.get(agent)
        return agent if member is not None and member.queues else ""

    def target(self, context: str, extension: str) -> tuple[TransferKind, str]:
        """Return where a call is sent: by our dial plan's context, else (a telephone's own transfer) by what the word is."""
        prefix = self.address.context
        if context == f"{prefix}-queue" or extension in self.queues:
            return "blind_queue", extension
        agent = self.at_interface.get(plain(self.address.interface_of(extension))) or self.by_local.get(
            extension, extension
        )
        member = self.members.get(agent)
        if context != f"{prefix}-number" and member is not None and member.queues:
            return "blind_agent", agent
        return "blind_number", extension

    # ------------------------------------------------------------------ what was asked for

    def correct(self, channels: Sequence[Message], queues: Sequence[Message], since: int, at: float) -> None:
        """Take over lists that were asked for at turn `since`; whoever was told of after that is newer than the lists."""
        self._correct_members(queues, since)
        present = {channel["Uniqueid"]: channel for channel in channels if "Uniqueid" in channel}
        for call in list(self.calls.values()):
            if call.touched > since:
                continue
            if call.uniqueid not in present:
                self.drop_call(call, at)
                continue
            for leg in list(call.legs.values()):
                if leg.uniqueid not in present and not self.local.alive(leg.uniqueid, present):
                    self.drop_leg(call, leg)
        for entry in queues:
            if entry.get("Event") == "QueueEntry":
                self._take_in_waiting(entry, present, at)
        self.local.found(list(channels))
        for channel in channels:
            self._take_in_agent(channel, channels)
            self._take_in_taken_over(channel, channels)
            if channel.get("Context", "").startswith(self._menus) and self._strange(channel):
                self.open_call(channel["Linkedid"], channel["Uniqueid"], "", number_of(channel)).in_menu = True
            self._take_in_outbound(channel, channels)

    def _correct_members(self, queues: Sequence[Message], since: int) -> None:
        listed: dict[str, Member] = {}
        for one in queues:
            if one.get("Event") == "QueueParams":
                self.queues.add(one["Queue"])
            if one.get("Event") != "QueueMember":
                continue
            interface = one.get("Location", "")
            agent = self.code(one.get("Name", ""), interface)
            if agent:
                member = listed.setdefault(agent, Member(agent, interface, touched=since))
                member.queues[one["Queue"]] = one.get("Paused") == "1"
        for agent, known in list(self.members.items()):
            if known.touched > since:
                listed[agent] = known
        self.members = listed
        self.at_interface.update({plain(member.interface): agent for agent, member in listed.items()})
        self.by_local = {ext: agent for agent, one in listed.items() if (ext := extension_of(one.interface))}

    def _take_in_waiting(self, entry: Message, present: dict[str, Message], at: float) -> None:
        channel = present.get(entry.get("Uniqueid", ""))
        if channel is None or not self._strange(channel):
            return
        call = self.open_call(channel["Linkedid"], channel["Uniqueid"], entry["Queue"], number_of(entry))
        call.offered, call.in_queue = True, True
        call.joined_at = call.waits_from = at - float(entry.get("Wait") or 0)

    def _strange(self, channel: Message) -> bool:
        key = channel.get("Linkedid", "")
        return bool(key) and key not in self.calls and key not in self.over

    def _take_in_agent(self, channel: Message, channels: Iterable[Message]) -> None:
        """An agent's channel that we were not told of: ringing, or joined to a customer of one of our queues."""
        agent, uniqueid = self.agent_on(channel.get("Channel", "")), channel.get("Uniqueid", "")
        queue = channel.get("ChanVariable:AD_QUEUE", "")
        if not agent or not queue or uniqueid in self.at_channel or uniqueid in self.gone:
            return
        call = self.calls.get(channel.get("Linkedid", ""))
        if call is not None and self.by_local and any(leg.agent == agent for leg in call.legs.values()):
            return  # the telephone behind a Local channel that is their leg
        up, bridge = channel.get("ChannelStateDesc") == "Up", channel.get("BridgeId", "")
        if call is None and bridge and self._strange(channel):
            others = (one for one in channels if one.get("BridgeId") == bridge and one.get("Uniqueid") != uniqueid)
            customer = next(others, None)
            if customer is not None:
                call = self.open_call(channel["Linkedid"], customer["Uniqueid"], queue, number_of(customer))
                call.offered = call.answered = True
        if call is None or (up and not bridge):
            return
        by_queue = channel.get("Application") == "AppQueue"
        self.add_leg(call, Leg(agent, channel["Channel"], uniqueid, queue, by_queue, answered=up))
        if up:
            call.in_queue, call.waits_from = False, None

    def _take_in_taken_over(self, channel: Message, channels: Iterable[Message]) -> None:
        """A customer who talks with a supervisor who took them over: there is no leg, but the call goes on."""
        bridge = channel.get("BridgeId", "")
        if not bridge or not channel.get("Uniqueid", "").startswith(SPY):
            return
        others = (one for one in channels if one.get("BridgeId") == bridge and one is not channel)
        customer = next(others, None)
        queue = customer.get("ChanVariable:AD_QUEUE", "") if customer is not None else ""
        if customer is not None and queue and self._strange(customer):
            call = self.open_call(customer["Linkedid"], customer["Uniqueid"], queue, number_of(customer))
            call.offered = call.answered = True

    def _take_in_outbound(self, channel: Message, channels: Iterable[Message]) -> None:
        """An agent's channel with a key of ours that we were not told of."""
        key, agent = channel.get("Uniqueid", ""), self.agent_on(channel.get("Channel", ""))
        if not dialled_by_agent(key) or not agent or key in self.at_channel or not self._strange(channel):
            return
        call = self.open_call(key, key, "", "")
        call.outbound = True
        leg = self.add_leg(call, Leg(agent, channel["Channel"], key, "", False))
        number = next((one for one in channels if one.get("Linkedid") == key and one.get("Uniqueid") != key), None)
        if number is not None:
            # Dialled before we looked, nobody told us when: 0.0.
            call.uniqueid, call.number_at = number["Uniqueid"], 0.0
            self.at_channel[call.uniqueid] = call
            call.answered = leg.answered = bool(channel.get("BridgeId"))

    # ------------------------------------------------------------------ seen from outside

    def snapshot(self, at: float, position: str) -> Snapshot:
        """Everything as it is now."""
        busy = {leg.agent: call.key for call in self.calls.values() for leg in call.legs.values()}
        return Snapshot(
            at=moment(at),
            calls=tuple(seen(call) for call in self.calls.values()),
            agents=tuple(
                SeenAgent(
                    agent=member.agent,
                    queues=tuple(sorted(member.queues)),
                    available=not any(member.queues.values()),
                    call=busy.get(member.agent),
                )
                for member in self.members.values()
                if member.queues
            ),
            position=position,
        )


def seen(call: Call) -> SeenCall:
    """Return one call as the hub compares it."""
    leg = next((one for one in call.legs.values() if one.answered), None) or next(iter(call.legs.values()), None)
    state: Literal["menu", "waiting", "ringing", "talking", "held"] = "menu" if call.in_menu else "talking"
    if leg is not None:
        state = "held" if leg.held_at is not None else "talking" if leg.answered else "ringing"
    elif call.in_queue or call.waits_from is not None:
        state = "waiting"
    queue = leg.queue if leg is not None else call.queue
    # While it rings, it may ring at several telephones; in a talk a telephone that rings is somebody who is asked.
    rings = leg is not None and not leg.answered
    also = tuple(one.agent for one in call.legs.values() if one is not leg and (one.answered or rings))
    return SeenCall(
        call=call.key,
        queue=queue,
        state=state,
        agent=leg.agent if leg is not None else None,
        caller=call.caller,
        also=also,
    )
