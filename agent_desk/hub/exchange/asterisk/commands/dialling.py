"""Orders of `protocol_dialling` as actions of Asterisk's manager.

A consultation is Asterisk's own attended transfer: it keeps the customer on hold, counts the transfer in queue_log, and knows how
to come back, to complete and to join. Its keys (`*2`, `*3` of features.conf) are pressed by the manager in the agent's name.
"""

import re
import time
import uuid
from collections.abc import Callable
from typing import Final

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.commands.manager import (
    AGENT,
    NO_SUCH_EXTENSION,
    NORMAL,
    NOT_IN_USE,
    NUMBER,
    Manager,
    Refused,
    Seat,
)
from agent_desk.hub.exchange.asterisk.words import CONSULTED, DIALLED
from agent_desk.hub.exchange.protocol.dialling import (
    CancelConsult,
    CompleteTransfer,
    Consult,
    Dial,
    DropCallbackPlace,
    Dtmf,
    Join,
    Park,
    PickUp,
    PickUpRing,
)

LIFT_MS: Final = 25_000
"""So long the agent's own telephone rings for a call they make."""
PICK_PREFIX: Final = "agent-desk-pick-"
"""Ids of channels to the telephones of those who pick up; without a dot, so that the customer's Linkedid stays the call's."""
TONE_MS: Final = 120
BEGINS_S: Final = 1.5
THREE_WAY: Final = "*3"
"""`atxferthreeway` of features.conf, as Asterisk sets it."""
ANSWER_AT_ONCE: Final = "PJSIP_HEADER(add,Call-Info)=<sip:agent-desk>\\;answer-after=0"
"""For telephones that follow such things: the agent has pressed "dial" already."""
UNAVAILABLE: Final = frozenset({"INVALID", "UNAVAILABLE", "UNKNOWN"})


class DiallingOrders:
    """Orders about calls that agents make, whom they ask, tones, parking and picked-up rings."""

    def __init__(self, manager: Manager) -> None:
        self._at = manager
        self.table: dict[type, Callable[..., None]] = {
            Dial: self._dial,
            Consult: self._consult,
            CompleteTransfer: self._complete,
            CancelConsult: self._cancel,
            Join: self._join,
            Dtmf: self._dtmf,
            Park: self._park,
            PickUp: self._pick_up,
            PickUpRing: self._pick_up_ring,
            DropCallbackPlace: self._drop_callback_place,
        }

    def _context(self, name: str) -> str:
        return f"{self._at.address.context}-{name}"

    def _free_telephone(self, agent: str) -> str:
        """Return the agent's own telephone, which must be at rest."""
        self._at.queues(agent)
        interface = self._at.telephone(agent)
        state = self._at.ask("Getvar", Variable=f"DEVICE_STATE({interface})").response.get("Value", "INVALID")
        if state in UNAVAILABLE:
            raise Refused(NO_SUCH_EXTENSION)
        if state != "NOT_INUSE":
            raise Refused("telephone_busy")
        return interface

    def _at_once(self, interface: str) -> list[str]:
        """Return what makes a telephone that follows such things answer by itself: the agent has pressed a key already."""
        return [ANSWER_AT_ONCE] if self._at.address.phones == "talk" and interface.startswith("PJSIP/") else []

    # ------------------------------------------------------------------ outbound calls

    def _dial(self, command: Dial) -> None:
        if not NUMBER.fullmatch(command.number):
            raise Refused("no_such_target")
        interface = self._free_telephone(command.agent)
        self._at.do("bad_command", "UserEvent", UserEvent=DIALLED, Call=command.call, Agent=command.agent)
        more = {"CallerID": command.shows} if NUMBER.fullmatch(command.shows) else {}
        if at_once := self._at_once(interface):
            more["Variable"] = at_once[0]
        self._at.do(
            "not_dialled",
            "Originate",
            Channel=interface,
            Context=self._context("dial"),
            Exten=command.number,
            Priority="1",
            ChannelId=command.call,
            Timeout=str(LIFT_MS),
            Async="true",
            **more,
        )

    # ------------------------------------------------------------------ asking

    def _consult(self, command: Consult) -> None:
        seat = self._at.seat(command, talking=True)
        if command.kind == "agent":
            where = f"{self._context('agent')},{self._colleague(command)},1"
        else:
            number = re.sub(r"[\s()/-]", "", command.target)
            if not NUMBER.fullmatch(number):
                raise Refused("no_such_target")
            where = f"{self._context('number')},{number},1"
        self._at.tell(CONSULTED, seat, Kind=command.kind, Target=command.target)
        self._at.do("bad_command", "Setvar", Channel=seat.channel, Variable="__AD_CONSULT", Value=where)
        # Asterisk swallows the keys of a consultation that follows the end of another within half a second.
        for _ in range(2):
            # The "#" ends the extension, else Asterisk waits for more of it.
            self._at.do("bad_command", "Atxfer", Channel=seat.channel, Context=self._context("consult"), Exten="0#")
            if self._begun(command):
                return
        raise Refused("no_consult")

    def _begun(self, command: Consult) -> bool:
        """Return whether somebody is being asked in this call; it takes about a tenth of a second."""
        mark, until = f"Local/0@{self._context('consult')}-", time.monotonic() + BEGINS_S
        while time.monotonic() < until:
            channels = self._at.listed("CoreShowChannels")
            if any(one.get("Linkedid") == command.call and one.get("Channel", "").startswith(mark) for one in channels):
                return True
            time.sleep(0.1)
        return False

    def _colleague(self, command: Consult) -> str:
        """Return the extension of a colleague whose telephone is at rest; they need not be ready."""
        if not AGENT.fullmatch(command.target) or command.target == command.agent:
            raise Refused("no_such_target")
        _, joined = self._at.queues(command.target)
        if not joined:
            raise Refused("no_such_target")
        if any(one.get("Status") != NOT_IN_USE for one in joined):
            raise Refused("target_busy")
        return self._at.address.agent_at(self._at.telephone(command.target)) or command.target

    def _complete(self, command: CompleteTransfer) -> None:
        seat = self._at.seat(command, talking=True)
        self._at.do("no_consult", "Hangup", Channel=seat.channel, Cause=NORMAL)

    def _cancel(self, command: CancelConsult) -> None:
        self._at.do("no_consult", "CancelAtxfer", Channel=self._at.seat(command, talking=True).channel)

    def _join(self, command: Join) -> None:
        seat = self._at.seat(command, talking=True)
        for key in THREE_WAY:
            self._at.do(
                "no_consult", "PlayDTMF", Channel=seat.channel, Digit=key, Duration=str(TONE_MS), Receive="true"
            )

    # ------------------------------------------------------------------ tones, parking

    def _others(self, command: Dtmf | Park) -> tuple[Seat, list[Message]]:
        """Return the agent's channel and who is in the same bridge. An answer is told a moment before the bridge is made."""
        for pause_s in (0.1, 0.2, 0.0):
            seat = self._at.seat(command, talking=True)
            found = [
                one
                for one in self._at.listed("CoreShowChannels")
                if seat.bridge and one.get("BridgeId") == seat.bridge and one.get("Uniqueid") != seat.uniqueid
            ]
            if found:
                return seat, found
            time.sleep(pause_s)
        raise Refused("not_talking")

    def _dtmf(self, command: Dtmf) -> None:
        for other in self._others(command)[1]:
            for digit in command.digits:
                self._at.do("not_talking", "PlayDTMF", Channel=other["Channel"], Digit=digit, Duration=str(TONE_MS))
                time.sleep(TONE_MS / 1000 / 2 if len(command.digits) > 1 else 0)

    def _park(self, command: Park) -> None:
        seat, others = self._others(command)
        if len(others) != 1:
            raise Refused("not_talking")
        self._at.do(
            "not_parked",
            "Park",
            Channel=others[0]["Channel"],
            TimeoutChannel=seat.channel,
            Parkinglot=self._at.address.context,
        )

    def _pick_up(self, command: PickUp) -> None:
        interface = self._free_telephone(command.agent)
        parked = self._at.listed("ParkedCalls", ParkingLot=self._at.address.context)
        channel = next((one["ParkeeChannel"] for one in parked if one.get("ParkeeLinkedid") == command.call), "")
        if not channel:
            raise Refused("not_parked")
        extension = self._at.address.agent_at(interface) or command.agent
        self._at.do(
            "not_parked", "Redirect", Channel=channel, Context=self._context("pickup"), Exten=extension, Priority="1"
        )

    def _pick_up_ring(self, command: PickUpRing) -> None:
        """The agent's own telephone rings; lifted, it has the call, unless somebody was sooner."""
        if not AGENT.fullmatch(command.at) or command.at == command.agent:
            raise Refused("not_ringing")
        interface = self._free_telephone(command.agent)
        self._at.queues(command.at)
        channels = [one for one in self._at.listed("CoreShowChannels") if one.get("Linkedid") == command.call]
        rung = self._at.channel(channels, command.at)
        if rung is None or rung.get("ChannelStateDesc") == "Up":
            raise Refused("not_ringing")
        self._at.do(
            "not_ringing",
            "Originate",
            Channel=interface,
            Context=self._context("pickring"),
            Exten="s",
            Priority="1",
            ChannelId=f"{PICK_PREFIX}{uuid.uuid4()}",
            Timeout=str(LIFT_MS),
            Async="true",
            Variable=",".join((f"AD_RINGS={self._at.telephone(command.at)}", *self._at_once(interface))),
        )

    def _drop_callback_place(self, command: DropCallbackPlace) -> None:
        mark = f"@{self._context('kept')}-"
        channels = [one for one in self._at.listed("CoreShowChannels") if one.get("Linkedid") == command.call]
        channel = next((one.get("Channel", "") for one in channels if mark in one.get("Channel", "")), "")
        if not channel:
            raise Refused("no_such_call")
        self._at.do("no_such_call", "Hangup", Channel=channel, Cause=NORMAL)
