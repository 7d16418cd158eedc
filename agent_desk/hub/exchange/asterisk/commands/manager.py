"""Asterisk's manager for the time of one command: questions, and where an agent's telephone and channel are."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from agent_desk.hub.exchange.asterisk.address import Address, interface_of_channel
from agent_desk.hub.exchange.asterisk.ami import Answer as Said
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import (
    Result,
)

DONE: Final = Result(True)
NO_SUCH_EXTENSION: Final = "no_such_extension"
NUMBER: Final = re.compile(r"\+?[0-9*#]{1,32}")
AGENT: Final = re.compile(r"[A-Za-z0-9_.-]{1,32}")
NOT_IN_USE: Final = "1"
NORMAL: Final = "16"
"""Q.850 cause of a call that is ended as usual."""


class Refused(Exception):
    """Not possible now; `error` is the Protocol's word."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Asking(Protocol):
    """What is needed of a line to Asterisk."""

    def ask(self, action: Mapping[str, str], timeout_s: float) -> Said:
        """Return one question."""

    def ask_list(self, action: Mapping[str, str], timeout_s: float) -> Said:
        """Return one question whose answer is a list."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent's channel in a call."""

    channel: str
    uniqueid: str
    bridge: str = ""


class Manager:
    """One line, for one command, within one time. `telephones`: agents to interfaces, kept by the caller.

    Raises ExchangeLost.
    """

    def __init__(self, address: Address, line: Asking, timeout_s: float, telephones: dict[str, str]) -> None:
        self.address, self.line, self.telephones = address, line, telephones
        self.deadline = time.monotonic() + timeout_s

    def ask(self, action: str, **headers: str) -> Said:
        """Ask one question."""
        return self.line.ask({"Action": action, **headers}, self.deadline - time.monotonic())

    def listed(self, action: str, **headers: str) -> list[Message]:
        """Ask a question whose answer is a list. Raises Refused."""
        said = self.line.ask_list({"Action": action, **headers}, self.deadline - time.monotonic())
        if not said.ok:
            raise Refused("bad_command")
        return said.items

    def has(self, action: str, **headers: str) -> bool:
        """Whether a question whose answer is a list has one."""
        return self.line.ask_list({"Action": action, **headers}, self.deadline - time.monotonic()).ok

    def do(self, error: str, action: str, **headers: str) -> None:
        """Have something done. Raises Refused with `error` where Asterisk does not."""
        if not self.ask(action, **headers).ok:
            raise Refused(error)

    def tell(self, kind: str, seat: Seat, **more: str) -> None:
        """What no event of Asterisk's tells, told to whoever reads its events."""
        self.do("bad_command", "UserEvent", UserEvent=kind, Leg=seat.uniqueid, **more)

    def queues(self, agent: str) -> tuple[set[str], list[Message]]:
        """Every queue there is, and this agent's memberships, at whatever telephone."""
        listed = self.listed("QueueStatus", Member=agent)
        queues = {one["Queue"] for one in listed if one.get("Event") == "QueueParams"}
        joined = [one for one in listed if one.get("Event") == "QueueMember"]
        if joined:
            self.telephones[agent] = joined[0].get("Location", "")
        return queues, joined

    def telephone(self, agent: str) -> str:
        """Return the interface of the agent's telephone, as far as known."""
        return self.telephones.get(agent) or self.address.interface_of(agent)

    def seat(self, command: CallCommand, *, talking: bool | None) -> Seat:
        """Return the agent's channel in this call, which must be up, or ringing; None: either."""
        channels = [one for one in self.listed("CoreShowChannels") if one.get("Linkedid") == command.call]
        found = self.channel(channels, command.agent)
        if found is None and channels:  # perhaps at another telephone than we think
            self.queues(command.agent)
            found = self.channel(channels, command.agent)
        if found is None:
            raise Refused("no_such_call")
        if talking is not None and (found.get("ChannelStateDesc") == "Up") != talking:
            raise Refused("not_talking" if talking else "not_ringing")
        return Seat(found.get("Channel", ""), found.get("Uniqueid", ""), found.get("BridgeId", ""))

    def channel(self, channels: list[Message], agent: str) -> Message | None:
        """Return the channel at the agent's telephone among these."""
        interface = self.telephone(agent)
        return next((one for one in channels if interface_of_channel(one.get("Channel", "")) == interface), None)
