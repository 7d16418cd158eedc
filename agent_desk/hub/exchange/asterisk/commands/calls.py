"""The hub's commands as actions of Asterisk's manager. Where an agent's channel is, is asked anew for every command.

What a desk telephone alone can do (lift the receiver, put on hold) is asked of it by NOTIFY where the telephones of this
bank follow it, and refused in a word of its own where they do not: see docs/exchange.md.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from agent_desk.hub.exchange.asterisk.address import Address, interface_of_channel
from agent_desk.hub.exchange.asterisk.ami import Answer as Said
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.softphone import take_back
from agent_desk.hub.exchange.asterisk.words import HUNG_UP, MUTED, REFUSED
from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    AnyCommand,
    HangUp,
    Hold,
    Mute,
    Refuse,
    Result,
    SetAvailable,
    SignIn,
    SignOut,
    Transfer,
    TransferKind,
)
from agent_desk.hub.exchange.protocol.dialling import dialled_by_agent
from agent_desk.hub.exchange.protocol.menu import ReadPlan

DONE: Final = Result(True)
ANSWER_AT_PHONE: Final = "answer_at_phone"
HOLD_AT_PHONE: Final = "hold_at_phone"
NO_SUCH_EXTENSION: Final = "no_such_extension"
NUMBER: Final = re.compile(r"\+?[0-9*#]{1,32}")
AGENT: Final = re.compile(r"[A-Za-z0-9_.-]{1,32}")
CONTEXTS: Final[dict[TransferKind, str]] = {
    "blind_agent": "agent",
    "blind_queue": "queue",
    "blind_number": "number",
}
NOT_IN_USE: Final = "1"
NORMAL, REJECTED = "16", "21"


class Refused(Exception):
    """Not possible now; `error` is the Protocol's word."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Asking(Protocol):
    """What is needed of a line to Asterisk."""

    def ask(self, action: Mapping[str, str], timeout_s: float) -> Said:
        """One question."""

    def ask_list(self, action: Mapping[str, str], timeout_s: float) -> Said:
        """One question whose answer is a list."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent's channel in a call."""

    channel: str
    uniqueid: str
    bridge: str = ""


class Orders:
    """Carries out one command over one line, within one time. `telephones`: agents to interfaces, kept by the caller.

    Raises ExchangeLost.
    """

    def __init__(self, address: Address, line: Asking, timeout_s: float, telephones: dict[str, str]) -> None:
        self._address, self._line, self._telephones = address, line, telephones
        self._deadline = time.monotonic() + timeout_s
        self._table: dict[type, Callable[..., None]] = {
            SignIn: self._sign_in,
            SignOut: self._sign_out,
            SetAvailable: self._set_available,
            Answer: self._answer,
            Refuse: self._refuse,
            Hold: self._hold,
            Mute: self._mute,
            Transfer: self._transfer,
            HangUp: self._hang_up,
            ReadPlan: self._read_plan,
        }

    def perform(self, command: AnyCommand) -> Result:
        """What Asterisk made of it."""
        if not AGENT.fullmatch(command.agent):
            return Result(False, "no_such_agent")
        try:
            self._table[type(command)](command)
        except Refused as refused:
            return Result(False, refused.error)
        return DONE

    def _ask(self, action: str, **headers: str) -> Said:
        return self._line.ask({"Action": action, **headers}, self._deadline - time.monotonic())

    def _list(self, action: str, **headers: str) -> list[Message]:
        said = self._line.ask_list({"Action": action, **headers}, self._deadline - time.monotonic())
        if not said.ok:
            raise Refused("bad_command")
        return said.items

    def _do(self, error: str, action: str, **headers: str) -> None:
        if not self._ask(action, **headers).ok:
            raise Refused(error)

    def _tell(self, kind: str, seat: Seat, **more: str) -> None:
        """What no event of Asterisk's tells, told to whoever reads its events."""
        self._do("bad_command", "UserEvent", UserEvent=kind, Leg=seat.uniqueid, **more)

    # ------------------------------------------------------------------ queues

    def _queues(self, agent: str) -> tuple[set[str], list[Message]]:
        """Every queue there is, and this agent's memberships, at whatever telephone."""
        listed = self._list("QueueStatus", Member=agent)
        queues = {one["Queue"] for one in listed if one.get("Event") == "QueueParams"}
        joined = [one for one in listed if one.get("Event") == "QueueMember"]
        if joined:
            self._telephones[agent] = joined[0].get("Location", "")
        return queues, joined

    def _telephone(self, agent: str) -> str:
        return self._telephones.get(agent) or self._address.interface_of(agent)

    def _sign_in(self, command: SignIn) -> None:
        if not AGENT.fullmatch(command.extension or command.agent):
            raise Refused(NO_SUCH_EXTENSION)
        interface = self._address.interface_of(command.extension or command.agent)
        queues, joined = self._queues(command.agent)
        if not set(command.queues) <= queues:
            raise Refused("no_such_queue")
        if self._ask("Getvar", Variable=f"DEVICE_STATE({interface})").response.get("Value") == "INVALID":
            raise Refused(NO_SUCH_EXTENSION)
        stays = set()
        for one in joined:
            if one["Queue"] in command.queues and one.get("Location") == interface:
                stays.add(one["Queue"])
            else:
                self._do("bad_command", "QueueRemove", Queue=one["Queue"], Interface=one.get("Location", ""))
        self._telephones[command.agent] = interface
        if stays:
            self._do("bad_command", "QueuePause", Interface=interface, Paused="true", Reason="signed_in")
        penalties = dict(zip(command.queues, command.penalties, strict=False))
        for queue in command.queues:
            penalty = str(penalties.get(queue, 0))
            if queue in stays:
                self._do("bad_command", "QueuePenalty", Queue=queue, Interface=interface, Penalty=penalty)
                continue
            self._do(
                "bad_command",
                "QueueAdd",
                Queue=queue,
                Interface=interface,
                MemberName=command.agent,
                Penalty=penalty,
                Paused="true",
                StateInterface=interface,
            )

    def _sign_out(self, command: SignOut) -> None:
        if self._address.softphone:
            take_back(self._line, self._address, command.agent, self._deadline - time.monotonic())
        _, joined = self._queues(command.agent)
        if not joined:
            raise Refused("no_such_agent")
        for one in joined:
            self._ask("QueueRemove", Queue=one["Queue"], Interface=one.get("Location", ""))

    def _set_available(self, command: SetAvailable) -> None:
        headers = {
            "Paused": "false" if command.available else "true",
            "Reason": "" if command.available else _one_line(command.reason),
        }
        if self._ask("QueuePause", Interface=self._telephone(command.agent), **headers).ok:
            return
        _, joined = self._queues(command.agent)
        if not joined:
            raise Refused("no_such_agent")
        self._do("no_such_agent", "QueuePause", Interface=self._telephone(command.agent), **headers)

    # ------------------------------------------------------------------ one call

    def _seat(self, command: CallCommand, *, talking: bool | None) -> Seat:
        """The agent's channel in this call, which must be up, or ringing; None: either."""
        channels = [one for one in self._list("CoreShowChannels") if one.get("Linkedid") == command.call]
        found = self._channel(channels, command.agent)
        if found is None and channels:  # perhaps at another telephone than we think
            self._queues(command.agent)
            found = self._channel(channels, command.agent)
        if found is None:
            raise Refused("no_such_call")
        if talking is not None and (found.get("ChannelStateDesc") == "Up") != talking:
            raise Refused("not_talking" if talking else "not_ringing")
        return Seat(found.get("Channel", ""), found.get("Uniqueid", ""), found.get("BridgeId", ""))

    def _channel(self, channels: list[Message], agent: str) -> Message | None:
        interface = self._telephone(agent)
        return next((one for one in channels if interface_of_channel(one.get("Channel", "")) == interface), None)

    def _answer(self, command: Answer) -> None:
        self._notify(self._seat(command, talking=False), "talk", ANSWER_AT_PHONE)

    def _refuse(self, command: Refuse) -> None:
        seat = self._seat(command, talking=False)
        self._tell(REFUSED, seat)
        self._do("not_ringing", "Hangup", Channel=seat.channel, Cause=REJECTED)

    def _hold(self, command: Hold) -> None:
        self._notify(self._seat(command, talking=True), "hold" if command.on else "talk", HOLD_AT_PHONE)

    def _notify(self, seat: Seat, event: str, otherwise: str) -> None:
        """A telephone that does not know the event may end the call over it: only where the bank says that all do."""
        if self._address.phones != "talk":
            raise Refused(otherwise)
        self._do(otherwise, "PJSIPNotify", Channel=seat.channel, Variable=f"Event={event}")

    def _mute(self, command: Mute) -> None:
        seat, state = self._seat(command, talking=True), "on" if command.on else "off"
        self._do("not_talking", "MuteAudio", Channel=seat.channel, Direction="in", State=state)
        self._tell(MUTED, seat, State=state)

    def _transfer(self, command: Transfer) -> None:
        seat = self._seat(command, talking=True)
        target = self._target(command)
        context = f"{self._address.context}-{CONTEXTS[command.kind]}"
        self._do("no_such_target", "BlindTransfer", Channel=seat.channel, Context=context, Exten=target)

    def _target(self, command: Transfer) -> str:
        if command.kind == "blind_number":
            number = re.sub(r"[\s()/-]", "", command.target)
            if not NUMBER.fullmatch(number):
                raise Refused("no_such_target")
            return number
        if not AGENT.fullmatch(command.target):
            raise Refused("no_such_target")
        queues, joined = self._queues(command.target)
        if command.kind == "blind_queue" and command.target in queues:
            return command.target
        if command.kind == "blind_queue" or not joined or command.target == command.agent:
            raise Refused("no_such_target")
        if any(one.get("Paused") == "1" or one.get("Status") != NOT_IN_USE for one in joined):
            raise Refused("target_busy")
        return self._address.agent_at(self._telephone(command.target)) or command.target

    def _hang_up(self, command: HangUp) -> None:
        # A call that the agent makes may still ring at their own telephone.
        seat = self._seat(command, talking=None if dialled_by_agent(command.call) else True)
        self._tell(HUNG_UP, seat)  # Asterisk itself would write it down as the customer's
        self._do("no_such_call", "Hangup", Channel=seat.channel, Cause=NORMAL)

    def _read_plan(self, command: ReadPlan) -> None:
        self._do("plan_not_read", "Reload", Module="pbx_config.so")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:64]
