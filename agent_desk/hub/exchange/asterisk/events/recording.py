"""Recordings and supervisors among Asterisk's events: what our orders told of, ChanSpy, and the channels that end.

A supervisor's channel bears our own id, so that it is known by itself. It is not in the mirror: no call, no leg.
"""

from dataclasses import dataclass

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.events.calls import CallEvents, Events, Handler
from agent_desk.hub.exchange.asterisk.mirror import moment, ms
from agent_desk.hub.exchange.asterisk.words import PAUSED, RECORDED, RECORDS, SPY
from agent_desk.hub.exchange.protocol.recording import (
    RecordingEnded,
    RecordingPaused,
    RecordingStarted,
    SupervisionMode,
    SupervisorJoined,
    SupervisorLeft,
    TakenOver,
)

MODES: dict[str, SupervisionMode] = {"listen": "listen", "whisper": "whisper", "barge": "barge"}


@dataclass(slots=True)
class Recording:
    """One that runs. `from_s` None: it began before we followed this exchange."""

    recording: str
    file: str
    call: str
    from_s: float | None
    paused_s: float | None = None
    paused_ms: int = 0

    def hears_again(self, at: float) -> None:
        """A pause, if there is one, ends now."""
        self.paused_ms += ms(self.paused_s, at)
        self.paused_s = None


class RecordingEvents:
    """Recordings and supervisors; it looks at the end of a channel before the call does."""

    def __init__(self, calls: CallEvents, address: Address) -> None:
        self._calls, self.mirror = calls, calls.mirror
        self._recordings: dict[str, Recording] = {}
        """By the Uniqueid of the recorded channel."""
        self._takeover = f"{address.context}-takeover"
        self.table: dict[str, Handler] = {"ChanSpyStart": self._spied}
        self.first = {"UserEvent": self._own, "Hangup": self._hangup, "BlindTransfer": self._transfer}

    # ------------------------------------------------------------------ recording

    def _own(self, message: Message, at: float, rest: Handler) -> Events:
        kind, channel = message.get("UserEvent"), message.get("Leg", "")
        if kind == RECORDS:
            yield from self._records(message, channel, at)
        elif kind == PAUSED:
            yield from self._pauses(message, channel, at)
        elif kind == RECORDED:
            self._adopt(message, channel)
            yield from self._recorded(channel, at)
        else:
            yield from rest(message, at)

    def _records(self, message: Message, channel: str, at: float) -> Events:
        call, known = self.mirror.at_channel.get(channel), self._recordings.get(channel)
        name = message.get("Recording", "")
        if call is None or (known is not None and known.recording == name):
            return
        yield from self._recorded(channel, at)
        self._recordings[channel] = Recording(name, message.get("File", ""), call.key, at)
        yield RecordingStarted(id=f"{at:.6f}/records/{name}", at=moment(at), call=call.key, recording=name)

    def _adopt(self, message: Message, channel: str) -> None:
        """A recording that began before we followed: what is told of it is taken as it is."""
        name, call = message.get("Recording", ""), self.mirror.at_channel.get(channel)
        if name and call is not None and channel not in self._recordings:
            self._recordings[channel] = Recording(name, "", call.key, None)

    def _pauses(self, message: Message, channel: str, at: float) -> Events:
        self._adopt(message, channel)
        running, paused = self._recordings.get(channel), message.get("State") == "on"
        if running is None or (running.paused_s is not None) == paused:
            return
        if paused:
            running.paused_s = at
        else:
            running.hears_again(at)
        yield RecordingPaused(
            id=f"{at:.6f}/paused/{running.recording}",
            at=moment(at),
            call=running.call,
            recording=running.recording,
            paused=paused,
        )

    def _recorded(self, channel: str, at: float) -> Events:
        running = self._recordings.pop(channel, None)
        if running is None:
            return
        running.hears_again(at)
        yield RecordingEnded(
            id=f"{at:.6f}/recorded/{running.recording}",
            at=moment(at),
            call=running.call,
            recording=running.recording,
            file=running.file,
            recorded_ms=ms(running.from_s, at),
            paused_ms=running.paused_ms,
        )

    def _hangup(self, message: Message, at: float, rest: Handler) -> Events:
        uniqueid = message.get("Uniqueid", "")
        if uniqueid.startswith(SPY):
            name = uniqueid.removeprefix(SPY)
            yield SupervisorLeft(id=f"{at:.6f}/left/{name}", at=moment(at), call="", supervision=name)
            return
        # The recording before the call: what closes a call finds its recording closed.
        yield from self._recorded(uniqueid, at)
        yield from rest(message, at)

    # ------------------------------------------------------------------ supervisors

    def _spied(self, message: Message, at: float) -> Events:
        spy, mode = message.get("SpyerUniqueid", ""), MODES.get(message.get("SpyerExten", ""))
        found = self.mirror.leg_of(message.get("SpyeeUniqueid", ""))
        if not spy.startswith(SPY) or mode is None or found is None:
            self._calls.ignore(message, "not ours")
            return
        call, leg = found
        name = spy.removeprefix(SPY)
        yield SupervisorJoined(
            id=f"{at:.6f}/joined/{name}", at=moment(at), call=call.key, agent=leg.agent, supervision=name, mode=mode
        )

    def _transfer(self, message: Message, at: float, rest: Handler) -> Events:
        found = self.mirror.leg_of(message.get("TransfererUniqueid", ""))
        ours = message.get("Context", "") == self._takeover and message.get("Result") == "Success"
        if not ours or found is None or not found[1].answered:
            yield from rest(message, at)
            return
        call, leg = found
        call.touched = self.mirror.turn
        talk_ms, hold_ms = leg.times(at)
        self.mirror.drop_leg(call, leg)
        name = message.get("Extension", "")
        yield TakenOver(
            id=f"{at:.6f}/taken/{name}",
            at=moment(at),
            call=call.key,
            agent=leg.agent,
            supervision=name,
            talk_ms=talk_ms,
            hold_ms=hold_ms,
        )
