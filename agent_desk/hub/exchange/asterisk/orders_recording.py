"""Recording (MixMonitor) and supervisors (Originate to ChanSpy) as actions of Asterisk's manager.

The customer's channel is recorded, so that a recording goes on through transfers. A supervisor's channel bears an id of
ours, which says what it is for; it is never in the call's bridge before a take-over, so it is no part of the call.
"""

import re
import time
from collections.abc import Callable, Mapping
from typing import Final

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.orders import NORMAL, Asking, Orders, Refused, Seat
from agent_desk.hub.exchange.asterisk.words import PAUSED, RECORDED, RECORDS, SPY
from agent_desk.hub.exchange.protocol_base import CallCommand
from agent_desk.hub.exchange.protocol_dialling import dialled_by_agent
from agent_desk.hub.exchange.protocol_recording import (
    Listen,
    PauseRecording,
    StartRecording,
    StopListening,
    StopRecording,
    TakeOver,
)

MONITOR_ID: Final = "AD_RECORDING"
"""Variable of the recorded channel that holds the id of our own MixMonitor: the bank's others are left alone."""
SPIED: Final = "AD_SPIED"
TAKER: Final = "AD_TAKER"
ANSWER_MS: Final = 25_000
"""So long a supervisor's telephone rings."""
FILE: Final = re.compile(r"[A-Za-z0-9_-]{1,80}\.wav")
EXTENSION: Final = re.compile(r"[0-9]{1,16}[a-z]{0,8}")
"""A telephone of the house: digits, with the letters of a telephone in a desk; never the name of a trunk."""
FOLDER: Final = "agent-desk"
"""Below Asterisk's own folder for recordings (`monitor` in its spool)."""
FORGETS_S: Final = 0.1
"""So long a channel without a MixMonitor needs to forget whom it heard. A MixMonitor that hears on when another agent comes in takes
that agent's packets for late ones, where their numbers are smaller, and records nothing of them (Asterisk 22)."""
READY: Final = "ready"
"""Extension of `-spy` where a supervisor waits for the customer."""
READY_WITHIN_S: Final = 2.0
LOOK_S: Final = 0.02
UNREACHABLE: Final = frozenset({"INVALID", "UNAVAILABLE", "UNKNOWN"})
FREE: Final = frozenset({"NOT_INUSE"})


class RecordingOrders(Orders):
    """Every order, with those of recording and supervision."""

    def __init__(self, address: Address, line: Asking, timeout_s: float, telephones: dict[str, str]) -> None:
        super().__init__(address, line, timeout_s, telephones)
        more: Mapping[type, Callable[..., None]] = {
            StartRecording: self._record, StopRecording: self._stop_recording, PauseRecording: self._pause_recording,
            Listen: self._listen, TakeOver: self._take_over, StopListening: self._stop_listening,
        }  # fmt: skip
        self._table.update(more)

    # ------------------------------------------------------------------ recording

    def _customer(self, command: CallCommand) -> Seat:
        """The customer's channel: the first of the call, whose id is the call's; of one that an agent makes, the number's."""
        found = self._number_of(command.call) if dialled_by_agent(command.call) else self._channel_of(command.call)
        if found is None:
            raise Refused("no_such_call")
        return Seat(found.get("Channel", ""), found.get("Uniqueid", ""))

    def _number_of(self, call: str) -> Message | None:
        """The oldest channel of the call but the agent's own, which bears the call's id: it stays through transfers."""
        others = [
            one for one in self._list("CoreShowChannels") if one.get("Linkedid") == call and one.get("Uniqueid") != call
        ]
        return min(others, key=lambda one: _born(one.get("Uniqueid", "")), default=None)

    def _channel_of(self, uniqueid: str) -> Message | None:
        channels = self._list("CoreShowChannels")
        return next((one for one in channels if one.get("Uniqueid") == uniqueid), None)

    def _record(self, command: StartRecording) -> None:
        customer = self._customer(command)
        if not FILE.fullmatch(command.file):
            raise Refused("bad_command")
        if command.again:
            _, monitor = self._monitor(command)
            self._do("no_recording", "StopMixMonitor", **monitor)
            time.sleep(FORGETS_S)
        self._do(
            "no_recording", "MixMonitor", Channel=customer.channel, File=f"{FOLDER}/{command.file}",
            Options=f"{'a' if command.again else ''}i({MONITOR_ID})",
        )  # fmt: skip
        if command.paused:
            _, monitor = self._monitor(command)
            self._do("no_recording", "MixMonitorMute", Direction="both", State="1", **monitor)
        self._tell(RECORDS, customer, Recording=command.recording, File=command.file)

    def _monitor(self, command: StartRecording | StopRecording | PauseRecording) -> tuple[Seat, dict[str, str]]:
        """The recorded channel, and the id of our MixMonitor on it."""
        customer = self._customer(command)
        said = self._ask("Getvar", Channel=customer.channel, Variable=MONITOR_ID)
        monitor = said.response.get("Value", "")
        if not said.ok or not monitor:
            raise Refused("no_recording")
        return customer, {"Channel": customer.channel, "MixMonitorID": monitor}

    def _stop_recording(self, command: StopRecording) -> None:
        customer, monitor = self._monitor(command)
        self._do("no_recording", "StopMixMonitor", **monitor)
        self._tell(RECORDED, customer, Recording=command.recording)

    def _pause_recording(self, command: PauseRecording) -> None:
        customer, monitor = self._monitor(command)
        self._do("no_recording", "MixMonitorMute", Direction="both", State="1" if command.on else "0", **monitor)
        self._tell(PAUSED, customer, Recording=command.recording, State="on" if command.on else "off")

    # ------------------------------------------------------------------ supervisors

    def _listen(self, command: Listen) -> None:
        channel = f"{SPY}{command.supervision}"
        agent = self._seat(command, talking=True)
        if self._channel_of(channel) is not None:
            self._do(
                "not_supervising", "Redirect", Channel=channel, Context=self._spy_context, Exten=command.mode, Priority="1"
            )  # fmt: skip
            return
        if not EXTENSION.fullmatch(command.extension):
            raise Refused("no_telephone")
        interface = self._address.interface_of(command.extension)
        state = self._ask("Getvar", Variable=f"DEVICE_STATE({interface})").response.get("Value", "")
        if state in UNREACHABLE:
            raise Refused("no_telephone")
        if state not in FREE:
            raise Refused("extension_busy")
        self._do(
            "bad_command", "Originate", Channel=interface, ChannelId=channel, Context=self._spy_context,
            Exten=command.mode, Priority="1", Timeout=str(ANSWER_MS), Async="true", CallerID=f"{command.agent} <{command.agent}>",
            Variable=f"{SPIED}={agent.uniqueid}",
        )  # fmt: skip

    @property
    def _spy_context(self) -> str:
        return f"{self._address.context}-spy"

    def _take_over(self, command: TakeOver) -> None:
        agent, customer = self._seat(command, talking=True), self._customer(command)
        taker = self._channel_of(f"{SPY}{command.supervision}")
        if taker is None or taker.get("ChannelStateDesc") != "Up":
            raise Refused("not_supervising")
        self._out_of_chanspy(f"{SPY}{command.supervision}")
        # The customer's channel names whom it goes to: an extension cannot hold a channel's name.
        self._do("no_such_call", "Setvar", Channel=customer.channel, Variable=TAKER, Value=taker.get("Channel", ""))
        self._do(
            "no_such_target", "BlindTransfer", Channel=agent.channel, Context=f"{self._address.context}-takeover",
            Exten=command.supervision,
        )  # fmt: skip

    def _out_of_chanspy(self, channel: str) -> None:
        """Have the supervisor wait for the customer: ChanSpy ends with the agent's channel, often before the customer is there."""
        self._do("not_supervising", "Redirect", Channel=channel, Context=self._spy_context, Exten=READY, Priority="1")
        until = min(self._deadline, time.monotonic() + READY_WITHIN_S)
        while (there := self._channel_of(channel)) is not None and time.monotonic() < until:
            if there.get("Application") == "Wait":
                return
            time.sleep(LOOK_S)
        raise Refused("not_supervising")

    def _stop_listening(self, command: StopListening) -> None:
        if self._channel_of(f"{SPY}{command.supervision}") is not None:
            self._ask("Hangup", Channel=f"{SPY}{command.supervision}", Cause=NORMAL)


def _born(uniqueid: str) -> tuple[float, int]:
    """Asterisk's own ids are a time and a running number; ours are neither, and come last."""
    seconds, _, number = uniqueid.partition(".")
    return (float(seconds), int(number)) if seconds.isdigit() and number.isdigit() else (float("inf"), 0)
