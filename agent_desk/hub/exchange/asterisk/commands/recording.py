"""Recording (MixMonitor) and supervisors (Originate to ChanSpy) as actions of Asterisk's manager.

The customer's channel is recorded, so that a recording goes on through transfers; the agent's own of what they and whom they ask
say. A supervisor's channel bears an id of ours, which says what it is for; it is never in the call's bridge before a take-over, so
it is no part of the call.

Debian builds Asterisk with a patch (2016_opus_plc) by which a translator drops sound whose packets seem to be late by their numbers. A
recorded channel keeps its translator as long as a MixMonitor is on it, and a stopped one goes only when it is given sound. Who comes
into the talk numbers their packets anew, and half of all numbers seem late: then nothing of them is recorded, and where the
customer's telephone is silent too the stopped one never goes. So a recording rests while the call is passed on: it is stopped before
the agent is gone, and goes on in the same file when somebody else is there.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.commands.calls import CallOrders
from agent_desk.hub.exchange.asterisk.commands.manager import NORMAL, Manager, Refused, Seat
from agent_desk.hub.exchange.asterisk.words import PAUSED, RECORDED, RECORDS, SPY
from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import Transfer
from agent_desk.hub.exchange.protocol.dialling import dialled_by_agent
from agent_desk.hub.exchange.protocol.recording import (
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
"""So long a channel whose MixMonitor was stopped needs to let it go, and its translator with it: a few packets."""
SILENT: Final = "AD_RECORDING_PAUSED"
"""Variable of the recorded channel: 1 while its recording is paused."""
WRITTEN: Final = "MIXMONITOR_FILENAME"
"""Variable of a recorded channel: Asterisk's own, the file."""
READY: Final = "ready"
"""Extension of `-spy` where a supervisor waits for the customer."""
READY_WITHIN_S: Final = 2.0
LOOK_S: Final = 0.02
UNREACHABLE: Final = frozenset({"INVALID", "UNAVAILABLE", "UNKNOWN"})
FREE: Final = frozenset({"NOT_INUSE"})


class RecordingOrders:
    """Orders of recording and supervision; a transfer goes through here, since the recording rests meanwhile."""

    def __init__(self, manager: Manager, calls: CallOrders) -> None:
        self._at, self._calls = manager, calls
        self.table: dict[type, Callable[..., None]] = {
            StartRecording: self._record,
            StopRecording: self._stop_recording,
            PauseRecording: self._pause_recording,
            Transfer: self._pass_on,
            Listen: self._listen,
            TakeOver: self._take_over,
            StopListening: self._stop_listening,
        }

    # ------------------------------------------------------------------ recording

    def _recorded(self, command: StartRecording | StopRecording | PauseRecording) -> Seat:
        """Return the channel that is recorded."""
        if isinstance(command, StartRecording | StopRecording) and command.consult:
            return self._at.seat(command, talking=True)
        return self._customer(command)

    def _customer(self, command: CallCommand) -> Seat:
        """Return the customer's channel: the first of the call, whose id is the call's; of one that an agent makes, the number's."""
        found = self._number_of(command.call) if dialled_by_agent(command.call) else self._channel_of(command.call)
        if found is None:
            raise Refused("no_such_call")
        return Seat(found.get("Channel", ""), found.get("Uniqueid", ""))

    def _number_of(self, call: str) -> Message | None:
        """Return the oldest channel of the call but the agent's own, which bears the call's id: it stays through transfers."""
        others = [
            one
            for one in self._at.listed("CoreShowChannels")
            if one.get("Linkedid") == call and one.get("Uniqueid") != call
        ]
        return min(others, key=lambda one: _born(one.get("Uniqueid", "")), default=None)

    def _channel_of(self, uniqueid: str) -> Message | None:
        channels = self._at.listed("CoreShowChannels")
        return next((one for one in channels if one.get("Uniqueid") == uniqueid), None)

    def _record(self, command: StartRecording) -> None:
        channel = self._recorded(command)
        if not FILE.fullmatch(command.file):
            raise Refused("bad_command")
        if command.again:
            self._stop(channel)
        self._monitors(channel, f"{FOLDER}/{command.file}", again=command.again)
        if command.paused:
            self._silence(channel, on=True)
        self._at.tell(RECORDS, channel, Recording=command.recording, File=command.file)

    def _monitors(self, channel: Seat, file: str, *, again: bool) -> None:
        options = f"{'a' if again else ''}i({MONITOR_ID})"
        self._at.do("no_recording", "MixMonitor", Channel=channel.channel, File=file, Options=options)

    def _stop(self, channel: Seat) -> bool:
        """Stop our MixMonitor on this channel; whether it ran. One that rests since the call was passed on does not."""
        ran = self._at.ask("StopMixMonitor", **self._monitor(channel)).ok
        if ran:
            time.sleep(FORGETS_S)
        return ran

    def _monitor(self, channel: Seat) -> dict[str, str]:
        """Return our MixMonitor on this channel, as the actions name it."""
        monitor = self._variable(channel, MONITOR_ID)
        if not monitor:
            raise Refused("no_recording")
        return {"Channel": channel.channel, "MixMonitorID": monitor}

    def _variable(self, channel: Seat, name: str) -> str:
        said = self._at.ask("Getvar", Channel=channel.channel, Variable=name)
        return said.response.get("Value", "") if said.ok else ""

    def _stop_recording(self, command: StopRecording) -> None:
        channel = self._recorded(command)
        self._at.do("no_recording", "StopMixMonitor", **self._monitor(channel))
        self._at.tell(RECORDED, channel, Recording=command.recording)

    def _pause_recording(self, command: PauseRecording) -> None:
        channel = self._recorded(command)
        self._silence(channel, on=command.on)
        self._at.tell(PAUSED, channel, Recording=command.recording, State="on" if command.on else "off")

    def _silence(self, channel: Seat, *, on: bool) -> None:
        state = "1" if on else "0"
        self._at.do("no_recording", "MixMonitorMute", Direction="both", State=state, **self._monitor(channel))
        self._at.ask("Setvar", Channel=channel.channel, Variable=SILENT, Value=state)

    def _pass_on(self, command: Transfer) -> None:
        """A transfer within the house; the recording rests until somebody else talks to the customer."""
        if command.kind == "blind_number":
            self._calls.transfer(command)
            return
        self._calls.target(command)
        with self._resting(self._customer(command)):
            self._calls.transfer(command)

    @contextmanager
    def _resting(self, customer: Seat) -> Iterator[None]:
        """The recording of this channel rests from here on, unless what is done meanwhile is refused."""
        rests = bool(self._variable(customer, MONITOR_ID)) and self._stop(customer)
        try:
            yield
        except Refused:
            if rests:
                self._monitors(customer, self._variable(customer, WRITTEN), again=True)
                if self._variable(customer, SILENT) == "1":
                    self._silence(customer, on=True)
            raise

    # ------------------------------------------------------------------ supervisors

    def _listen(self, command: Listen) -> None:
        channel = f"{SPY}{command.supervision}"
        agent = self._at.seat(command, talking=True)
        if self._channel_of(channel) is not None:
            self._at.do(
                "not_supervising",
                "Redirect",
                Channel=channel,
                Context=self._spy_context,
                Exten=command.mode,
                Priority="1",
            )
            return
        if not EXTENSION.fullmatch(command.extension):
            raise Refused("no_telephone")
        interface = self._at.address.interface_of(command.extension)
        state = self._at.ask("Getvar", Variable=f"DEVICE_STATE({interface})").response.get("Value", "")
        if state in UNREACHABLE:
            raise Refused("no_telephone")
        if state not in FREE:
            raise Refused("extension_busy")
        self._at.do(
            "bad_command",
            "Originate",
            Channel=interface,
            ChannelId=channel,
            Context=self._spy_context,
            Exten=command.mode,
            Priority="1",
            Timeout=str(ANSWER_MS),
            Async="true",
            CallerID=f"{command.agent} <{command.agent}>",
            Variable=f"{SPIED}={agent.uniqueid}",
        )

    @property
    def _spy_context(self) -> str:
        return f"{self._at.address.context}-spy"

    def _take_over(self, command: TakeOver) -> None:
        agent, customer = self._at.seat(command, talking=True), self._customer(command)
        taker = self._channel_of(f"{SPY}{command.supervision}")
        if taker is None or taker.get("ChannelStateDesc") != "Up":
            raise Refused("not_supervising")
        self._out_of_chanspy(f"{SPY}{command.supervision}")
        # The customer's channel names whom it goes to: an extension cannot hold a channel's name.
        self._at.do("no_such_call", "Setvar", Channel=customer.channel, Variable=TAKER, Value=taker.get("Channel", ""))
        with self._resting(customer):
            self._at.do(
                "no_such_target",
                "BlindTransfer",
                Channel=agent.channel,
                Context=f"{self._at.address.context}-takeover",
                Exten=command.supervision,
            )

    def _out_of_chanspy(self, channel: str) -> None:
        """Have the supervisor wait for the customer: ChanSpy ends with the agent's channel, often before the customer is there."""
        self._at.do(
            "not_supervising", "Redirect", Channel=channel, Context=self._spy_context, Exten=READY, Priority="1"
        )
        until = min(self._at.deadline, time.monotonic() + READY_WITHIN_S)
        while (there := self._channel_of(channel)) is not None and time.monotonic() < until:
            if there.get("Application") == "Wait":
                return
            time.sleep(LOOK_S)
        raise Refused("not_supervising")

    def _stop_listening(self, command: StopListening) -> None:
        if self._channel_of(f"{SPY}{command.supervision}") is not None:
            self._at.ask("Hangup", Channel=f"{SPY}{command.supervision}", Cause=NORMAL)


def _born(uniqueid: str) -> tuple[float, int]:
    """Asterisk's own ids are a time and a running number; ours are neither, and come last."""
    seconds, _, number = uniqueid.partition(".")
    return (float(seconds), int(number)) if seconds.isdigit() and number.isdigit() else (float("inf"), 0)
